"""Runs ``strategy-graph serve`` as a person does, in a process of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

__all__ = ["Served", "children", "command", "metric", "serving", "until"]

SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
"""A query that no engine ends in a lifetime."""


@dataclass(frozen=True)
class Served:
    """A running server: its address with a slash at the end, and its process."""

    url: str
    process: subprocess.Popen[str]
    log: Path

    @property
    def sparql(self) -> str:
        """Address of the endpoint."""
        return f"{self.url}sparql"


def command(*arguments: str) -> list[str]:
    """Return the command line of ``serve`` on a free port."""
    return [sys.executable, "-m", "graph_tools", "serve", "--port", "0", *arguments]


@contextmanager
def serving(folder: Path, *arguments: str, temporary: Path | None = None) -> Iterator[Served]:
    """Run a server; end it, if it still runs, and see that it ends well.

    Args:
        folder: receives its log.
        arguments: its options.
        temporary: its folder for temporary files.
    """
    log = folder / f"serve-{time.monotonic_ns()}.log"
    environment = dict(os.environ)
    if temporary:
        environment["TMPDIR"] = str(temporary)
    with log.open("w") as out:
        process = subprocess.Popen(
            command(*arguments), stderr=out, stdout=subprocess.DEVNULL, text=True, env=environment
        )
    try:
        until(lambda: "sparql\n" in log.read_text() or process.poll() is not None, 180)
        assert process.poll() is None, log.read_text()
        line = next(line for line in log.read_text().splitlines() if line.endswith("sparql"))
        yield Served(line.split()[-1].removesuffix("sparql"), process, log)
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            assert process.wait(30) == 0, log.read_text()
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()


def until(true: object, seconds: float = 20) -> None:
    """Return once ``true()`` holds; fail where it never does."""
    end = time.monotonic() + seconds
    while not true():  # type: ignore[operator]
        assert time.monotonic() < end, "it did not come true in time"
        time.sleep(0.05)


def children(pid: int) -> list[int]:
    """Return the processes that ``pid`` started and that still run."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, parent = stat.read_text().rpartition(")")[2].split()[:2]
        except OSError:  # ended meanwhile
            continue
        if int(parent) == pid and state != "Z":
            found.append(int(stat.parent.name))
    return found


def metric(served: Served, name: str) -> float:
    """Return a number from ``/metrics``; 0 where it is not there yet."""
    for line in httpx.get(f"{served.url}metrics").text.splitlines():
        if line.startswith(f"{name} "):
            return float(line.rpartition(" ")[2])
    return 0.0
