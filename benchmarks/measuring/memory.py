"""A thousand strategies in memory: resident memory, and every query within its time."""

from __future__ import annotations

import resource
from collections.abc import Callable
from pathlib import Path
from typing import Any

from measuring import questions
from measuring.loading import quads_in
from measuring.portfolio import DISTINCT, write_graphs
from measuring.timing import within

__all__ = ["measure"]

_LIMIT = 15


def measure(
    folder: Path, seed: int, size: int, say: Callable[[str], None], quick: bool
) -> dict[str, Any]:
    """Return memory after loading and at most while asking, and the time of each query."""
    nquads = write_graphs(folder, size, DISTINCT, seed) / "graph.nq"
    say(f"N={size}: loading")
    took = within(3_600, lambda: _ask_all(nquads, say, quick))
    return {"n": size, "quads": quads_in(nquads), **took.result}


def _ask_all(nquads: Path, say: Callable[[str], None], quick: bool) -> dict[str, Any]:
    """Load, then ask each query in a fork, which shares what is loaded."""
    from graph_tools.queries import load_store

    engine = load_store(nquads)
    loaded, highest = _resident(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    asked: dict[str, tuple[float | None, int]] = {}
    most = loaded
    for name, question in (questions.library(quick) | questions.portfolio()).items():
        took = within(_LIMIT, lambda question=question: len(engine.select(question.text).rows))  # type: ignore[misc]
        asked[name] = (None, 0) if took.stopped else (took.seconds, took.result)
        most = max(most, took.memory)
        if took.stopped or took.seconds > 5:
            say(f"{name}: {'over ' if took.stopped else ''}{took.seconds:.1f} s")
    return {"loaded": loaded, "loading": highest, "queried": most, "queries": asked}


def _resident() -> int:
    """Return the resident memory of this process in bytes."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize()
