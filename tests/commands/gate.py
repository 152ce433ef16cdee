"""A gate before a SPARQL server: lets requests through, and at a chosen one ends a process."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Literal
from urllib.parse import parse_qs, urlsplit

import httpx

_PASSED_ON = {"content-type", "authorization", "accept"}
_PASSED_BACK = {"content-type", "www-authenticate", "x-sparql-maxrows"}


@dataclass(frozen=True)
class Moment:
    """When to end a process: at the update with this number, counted from 0.

    Attributes:
        update: number of the update.
        when: before it goes to the server, while the server works on it, or after the server
            has done it and before the client hears.
        seconds: how long the server has worked on it, for ``during``.
    """

    update: int
    when: Literal["before", "during", "after"]
    seconds: float = 0.0


class Gate:
    """A running gate.

    Attributes:
        query, update: addresses to give to the client.
        updates: texts of the updates that came since the last ``open``.
    """

    def __init__(self, port: int) -> None:
        self._client = httpx.Client(timeout=60, verify=False)
        self._base = f"http://127.0.0.1:{port}"
        self.open("http://127.0.0.1:1/query", "http://127.0.0.1:1/update")

    def open(
        self, query: str, update: str, moment: Moment | None = None,
        end: Callable[[], None] | None = None, meddle: Callable[[str], None] | None = None,
    ) -> None:  # fmt: skip
        """Lead to the server at ``query`` and ``update``; at ``moment`` call ``end``.

        ``meddle`` is called with each update before it goes on.
        """
        self.updates: list[str] = []
        self._target, self._update_path = query.rsplit("/", 1)[0], urlsplit(update).path
        self.query = self._base + urlsplit(query).path
        self.update = self._base + self._update_path
        self._moment, self._end, self._meddle = moment, end, meddle
        self._closed = False
        self._running = 0

    def close(self) -> None:
        """Let go of the server."""
        self._client.close()

    def wait(self) -> None:
        """Return when nothing is on the way any more."""
        while self._running:
            time.sleep(0.01)

    def pass_on(self, path: str, headers: dict[str, str], body: bytes) -> httpx.Response | None:
        """Return the server's answer; None where the client shall hear nothing."""
        if self._closed:
            return None
        self._running += 1
        try:
            return self._pass_on(path, headers, body)
        except httpx.HTTPError:
            return None
        finally:
            self._running -= 1

    def _pass_on(self, path: str, headers: dict[str, str], body: bytes) -> httpx.Response | None:
        moment = None
        signed = path != "/sparql-auth" or headers.get("Authorization", "").startswith("Digest")
        if path == self._update_path and signed and body.startswith(b"update="):
            if self._moment and self._moment.update == len(self.updates):
                moment = self._moment
            self.updates.append(parse_qs(body.decode())["update"][0])
            if self._meddle:
                self._meddle(self.updates[-1])
        if moment and moment.when == "before":
            self._finish()
            return None
        if moment and moment.when == "during":
            threading.Timer(moment.seconds, self._finish).start()
        kept = {name: value for name, value in headers.items() if name.lower() in _PASSED_ON}
        answer = self._client.post(self._target + path, content=body, headers=kept)
        if moment and moment.when == "after":
            self._finish()
        return None if self._closed else answer

    def _finish(self) -> None:
        self._closed = True
        if self._end:
            self._end()


@contextmanager
def gate() -> Iterator[Gate]:
    """Run a gate."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            self.close_connection = True
            body = self.rfile.read(int(self.headers["Content-Length"]))
            answer = running.pass_on(self.path, dict(self.headers), body)
            if answer is None:
                return
            self.send_response(answer.status_code)
            for name, value in answer.headers.items():
                if name.lower() in _PASSED_BACK:
                    self.send_header(name, value)
            self.send_header("Connection", "close")
            if answer.status_code != httpx.codes.NO_CONTENT:
                self.send_header("Content-Length", str(len(answer.content)))
            self.end_headers()
            self.wfile.write(answer.content)

        def log_message(self, form: str, *values: object) -> None:
            """Say nothing."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: object, client_address: object) -> None:
            """Clients that were killed are part of the tests."""

    with Server(("127.0.0.1", 0), Handler) as server:
        running = Gate(server.server_port)
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield running
        finally:
            running.close()
            server.shutdown()
            thread.join()


def killed(pid: int) -> Callable[[], None]:
    """What ends the process ``pid`` without a chance to tidy up."""
    return lambda: os.kill(pid, signal.SIGKILL)
