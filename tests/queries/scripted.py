"""A SPARQL server for tests that answers as it is told: refusals, cut answers, pages."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

JSON = "application/sparql-results+json"


@dataclass
class Asked:
    """One request that came: its path, headers and form fields."""

    path: str
    headers: Mapping[str, str]
    fields: Mapping[str, list[str]]

    @property
    def query(self) -> str:
        return self.fields["query"][0]


@dataclass
class Reply:
    """What to answer; ``cut`` closes the connection after the body, ``silent`` before a word."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=lambda: {"Content-Type": JSON})
    promised: int | None = None
    silent: bool = False
    drip: threading.Event | None = None


Script = Callable[[Asked], Reply]


class Scripted:
    """A running server: where it is and what it was asked."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.asked: list[Asked] = []


def table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """Results in the JSON of SPARQL 1.1."""
    bindings = [
        {name: {"type": "literal", "value": cell} for name, cell in zip(columns, row, strict=True)}
        for row in rows
    ]
    return json.dumps({"head": {"vars": list(columns)}, "results": {"bindings": bindings}}).encode()


def numbers(count: int, cap: int, *, header: bool = False) -> Script:
    """Answer ``LIMIT n OFFSET k`` from ``count`` numbered rows, at most ``cap`` at once."""

    def answer(asked: Asked) -> Reply:
        limit = int((re.findall(r"LIMIT (\d+)", asked.query) or [count])[-1])
        start = int((re.findall(r"OFFSET (\d+)", asked.query) or [0])[-1])
        rows = [(f"{n:05}",) for n in range(start, min(count, start + min(limit, cap)))]
        headers = {"Content-Type": JSON}
        if header and len(rows) == cap:
            headers["X-SPARQL-MaxRows"] = str(cap)
        return Reply(body=table(("n",), rows), headers=headers)

    return answer


@contextmanager
def scripted(script: Script | Sequence[Reply]) -> Iterator[Scripted]:
    """Run a server that answers by ``script``; of a list, one reply each, the last for ever."""
    replies = None if callable(script) else list(script)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            asked = Asked(self.path, dict(self.headers), parse_qs(body, keep_blank_values=True))
            running.asked.append(asked)
            if replies is None:
                self.answer(script(asked))  # type: ignore[operator]
            else:
                self.answer(replies[0] if len(replies) == 1 else replies.pop(0))

        def answer(self, reply: Reply) -> None:
            self.close_connection = True
            if reply.silent:
                return
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("Connection", "close")
            length = len(reply.body) if reply.promised is None else reply.promised
            self.send_header("Content-Length", str(length))
            self.end_headers()
            self.wfile.write(reply.body)
            self.wfile.flush()
            while reply.drip and not reply.drip.wait(0.05):
                self.wfile.write(b" ")
                self.wfile.flush()

        def log_message(self, form: str, *values: object) -> None:
            """Say nothing."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: object, client_address: object) -> None:
            """Clients that leave early are part of the tests."""

    with Server(("127.0.0.1", 0), Handler) as server:
        running = Scripted(f"http://127.0.0.1:{server.server_port}/sparql")
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield running
        finally:
            server.shutdown()
            thread.join()
