"""Real SPARQL servers for tests, on loopback: Oxigraph Server and Virtuoso, each in its folder.

A server that is missing is a failure, never a skip: the README's test command installs both.
"""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

__all__ = ["Server", "free_port", "oxigraph_server", "virtuoso_server", "wait_until_up"]


@dataclass(frozen=True)
class Server:
    """A running server.

    Attributes:
        query: address that answers queries.
        update: address that takes updates.
        user, password: for updates; empty where none are needed.
        process: so that a test may kill it.
    """

    query: str
    update: str
    user: str
    password: str
    process: subprocess.Popen[bytes]


def free_port() -> int:
    """Return a port of loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_up(url: str, process: subprocess.Popen[bytes], seconds: float = 60) -> None:
    """Return once ``url`` answers a query; raise where the process ended or time is up."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        assert process.poll() is None, f"the server at {url} ended with {process.returncode}"
        try:
            answer = httpx.get(url, params={"query": "ASK {}"}, timeout=10)
        except httpx.TransportError:
            time.sleep(0.1)
            continue
        if answer.status_code == 200:
            return
        time.sleep(0.1)
    raise AssertionError(f"the server at {url} did not answer within {seconds} s")


@contextmanager
def oxigraph_server(
    location: Path, *, read_only: bool = False, union: bool = True, seconds: int = 60
) -> Iterator[Server]:
    """Run Oxigraph Server on the store in ``location``; stop it at the end."""
    binary = Path(sys.executable).with_name("oxigraph")
    assert binary.is_file(), "Oxigraph Server is missing: pip install oxigraph"
    port = free_port()
    command = [
        str(binary), "serve-read-only" if read_only else "serve", "--location", str(location),
        "--bind", f"127.0.0.1:{port}", "--timeout-s", str(seconds),
        *(["--union-default-graph"] if union else []),
    ]  # fmt: skip
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    base = f"http://127.0.0.1:{port}"
    try:
        wait_until_up(f"{base}/query", process)
        yield Server(f"{base}/query", f"{base}/update", "", "", process)
    finally:
        process.kill()
        process.wait()


_CONFIG = """\
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {folder}/virtuoso-temp.db
TransactionFile = {folder}/virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DirsAllowed = {allowed}
NumberOfBuffers = {buffers}
MaxDirtyBuffers = {dirty}
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 10
[SPARQL]
ResultSetMaxRows = {rows}
MaxQueryCostEstimationTime = 0
MaxQueryExecutionTime = {seconds}
"""


@contextmanager
def virtuoso_server(
    folder: Path,
    loads: Sequence[tuple[Path, str]] = (),
    *,
    rows: int = 1_000_000,
    seconds: int = 60,
    buffers: int = 40_000,
) -> Iterator[Server]:
    """Run Virtuoso with its database in ``folder``; a second run there finds what the first left.

    Args:
        folder: empty, or of an earlier run.
        loads: files of N-Quads or N-Triples and the graph for what names none; loaded at once.
        rows: most rows of an answer; Virtuoso cuts longer ones and says so in a header only.
        seconds: longest time of a query.
        buffers: pages of 8 kB kept in memory.
    """
    binary, sql_client = shutil.which("virtuoso-t"), shutil.which("isql-vt")
    assert binary and sql_client, "Virtuoso is missing: apt-get install virtuoso-opensource"
    sql, http = free_port(), free_port()
    allowed = ", ".join(sorted({str(folder), *(str(path.parent) for path, _ in loads)}))
    config = folder / "virtuoso.ini"
    config.write_text(_CONFIG.format(
        folder=folder, sql=sql, http=http, allowed=allowed, rows=rows, seconds=seconds,
        buffers=buffers, dirty=buffers * 3 // 4,
    ))  # fmt: skip
    (folder / "virtuoso.lck").unlink(missing_ok=True)  # of a server that was killed
    process = subprocess.Popen(
        [binary, "+foreground", "+configfile", str(config)],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    base = f"http://127.0.0.1:{http}"
    try:
        wait_until_up(f"{base}/sparql", process)
        said = [
            f"DB.DBA.TTLP_MT(file_to_string_output('{path}'), '', '{graph}', 512);"
            for path, graph in loads
        ]
        if said:
            subprocess.run(
                [sql_client, str(sql), "dba", "dba", "ERRORS=STDOUT"],
                input="\n".join([*said, "checkpoint;"]).encode(), check=True, capture_output=True,
            )  # fmt: skip
        yield Server(f"{base}/sparql", f"{base}/sparql-auth", "dba", "dba", process)
    finally:
        process.kill()
        process.wait()
