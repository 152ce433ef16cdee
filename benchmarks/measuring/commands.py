"""Whole commands: start-up, one strategy from tables to pages, portfolios built in parallel."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from measuring.portfolio import tables_of
from measuring.timing import alternately, child, seconds

__all__ = ["measure_one", "measure_portfolio", "measure_start"]

_TOOL = ("-m", "graph_tools")
_PARSE = """
import rdflib, sys
rdflib.Dataset().parse(sys.argv[1])
rdflib.Graph().parse(sys.argv[2])
"""


def measure_start(runs: int = 15) -> dict[str, Any]:
    """Compare ``--help`` and a named query on the built graph with an empty Python start."""
    empty = partial(child, "-c", "")
    with tempfile.TemporaryDirectory() as build:
        child(*_TOOL, "build", "--no-pages", "--build", build)
        asked = ("query", "goal-coverage", "--format", "csv", "--build", build)
        return {
            "help": asdict(alternately(partial(child, *_TOOL, "--help"), empty, runs)),
            "query": asdict(alternately(partial(child, *_TOOL, *asked), empty, runs)),
        }


def measure_one(folder: Path, seed: int, runs: int = 5) -> dict[str, Any]:
    """Compare tables → graph → SHACL → all queries → pages with an rdflib parse of the graph.

    Both are processes of their own. ``real`` are the tables of the project, ``invented`` those of
    a smaller invented strategy; rdflib parses N-Quads, and Turtle, for which it needs longer.
    """
    found: dict[str, Any] = {}
    script = str(Path(__file__).with_name("whole.py"))
    for name, tables in (("real", ""), ("invented", str(tables_of(folder, 1, seed)[0]))):
        with tempfile.TemporaryDirectory() as build:
            ours = partial(child, script, build, tables)
            ours()
            for form, file in (("N-Quads", "graph.nq"), ("Turtle", "graph.ttl")):
                parse = partial(child, "-c", _PARSE, f"{build}/{file}", f"{build}/vocabulary.nt")
                found[f"{name}, {form}"] = asdict(alternately(ours, parse, runs))
    return found


def measure_portfolio(
    folder: Path, seed: int, size: int, say: Callable[[str], None]
) -> dict[str, Any]:
    """Build a portfolio on all cores, against one of its strategies alone; then one changed."""
    tables = tables_of(folder, size, seed)
    build = folder / "portfolio-build"
    shutil.rmtree(build, ignore_errors=True)

    def built(*folders: Path, to: Path = build) -> None:
        child(*_TOOL, "build", *map(str, folders), "--no-pages", "--build", str(to))

    say("one strategy alone")
    ones = []
    for path in tables[:5]:
        with tempfile.TemporaryDirectory() as place:
            ones.append(seconds(partial(built, path, path.parent / "known.json", to=Path(place))))
    one = sum(ones) / len(ones)
    say(f"{size} strategies")
    all_ = seconds(partial(built, *tables))
    say("nothing changed; one changed")
    unchanged = seconds(partial(built, *tables))
    _touch(tables[0])
    changed = seconds(partial(built, *tables))
    _touch(tables[0])
    return {
        "n": size,
        "one": one,
        "all": all_,
        "ratio": all_ / (size * one),
        "unchanged": unchanged,
        "changed": changed,
        "jobs": _cores(),
    }


def _touch(tables: Path) -> None:
    """Change a strategy: the year of one event, or back."""
    path = tables / "events.csv"
    text = path.read_text(encoding="utf-8")
    old, new = (
        ("2023-01-15", "2022-01-15") if "2023-01-15" in text else ("2022-01-15", "2023-01-15")
    )
    path.write_text(text.replace(old, new), encoding="utf-8")


def _cores() -> int:
    """Return how many cores this process may use."""
    import os

    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
