"""Parse and load into the store, against bare parsing by pyoxigraph, and rdflib's parser."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from measuring.portfolio import DISTINCT, write_graphs
from measuring.timing import Pair, alternately, exponent, seconds, within

__all__ = ["measure", "quads_in"]

_RUNS = {1: 15, 10: 7, 100: 3}
_RDFLIB_MOST = 100
"""rdflib would need most of an hour, and some 20 GB, for a thousand strategies."""


def quads_in(nquads: Path) -> int:
    """Return how many quads a built file holds, a line each."""
    with nquads.open("rb") as file:
        return sum(chunk.count(b"\n") for chunk in iter(lambda: file.read(1 << 24), b"")) - 1


def measure(folder: Path, seed: int, sizes: Sequence[int]) -> dict[str, Any]:
    """Return times and ratios at each size, each measured in a process of its own."""
    rows = []
    for size in sizes:
        nquads = write_graphs(folder, size, DISTINCT, seed) / "graph.nq"
        took = within(1_200, lambda nquads=nquads, size=size: _load(nquads, _RUNS.get(size, 1)))  # type: ignore[misc]
        row = {"n": size, "quads": quads_in(nquads), **asdict(took.result), "rdflib": None}
        if size <= _RDFLIB_MOST:
            plain = within(300, lambda nquads=nquads: seconds(lambda: _rdflib(nquads)))  # type: ignore[misc]
            row["rdflib"] = None if plain.stopped else plain.result / row["other"]
        rows.append(row)
    grown = exponent([(row["quads"], row["ours"]) for row in rows]) if len(rows) > 1 else None
    return {"rows": rows, "exponent": grown}


def _load(nquads: Path, runs: int) -> Pair:
    """Compare loading as the commands do with parsing the same two files."""
    import pyoxigraph

    from graph_tools.queries import load_store

    def parse() -> None:
        for path in (nquads, nquads.with_name("vocabulary.nt")):
            for _ in pyoxigraph.parse(path=path):
                pass

    return alternately(lambda: load_store(nquads), parse, runs)


def _rdflib(nquads: Path) -> None:
    """Parse the same two files with rdflib."""
    from graph_tools.queries.engines import load_rdflib

    load_rdflib(nquads)
