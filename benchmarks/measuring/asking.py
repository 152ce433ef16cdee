"""Every query of the library on every engine, at each size: times, rows, growth exponents.

In process are Oxigraph and rdflib, over HTTP Oxigraph Server and Virtuoso, and Jena in a Java
of its own. What takes longer than the limit is stopped and counts as longer.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from graph_tools.project import find_project
from graph_tools.queries import Question
from measuring import questions
from measuring.loading import quads_in
from measuring.portfolio import DISTINCT, write_graphs
from measuring.questions import Timed, timed

__all__ = ["SERVERS", "measure"]

SERVERS = ("oxigraph-server", "virtuoso")
_RUNS = {1: 5, 10: 3}
_RDFLIB = {1: (2, 20.0), 10: (1, 10.0), 100: (1, 30.0)}
"""Runs of a query on rdflib and the seconds it may take, by size."""
_LIMIT = 20
"""Seconds a server may take for a query."""


def measure(
    folder: Path, seed: int, sizes: Sequence[int], say: Callable[[str], None], quick: bool
) -> dict[str, Any]:
    """Return for each size the times and rows of each engine by query.

    Args:
        folder: where portfolios are kept.
        seed: of the portfolios.
        sizes: numbers of strategies; those above a hundred are left out.
        say: tells how far it is.
        quick: ask a tenth of the queries.
    """
    library = questions.library(quick)
    found = {}
    for size in (size for size in sizes if size <= 100):
        graphs = write_graphs(folder, size, DISTINCT, seed)
        say(f"N={size}: Oxigraph and rdflib in process")
        asked = _in_process(graphs / "graph.nq", size, library, questions.pages(quick))
        for kind in SERVERS:
            say(f"N={size}: {kind}")
            with tempfile.TemporaryDirectory(dir=folder) as place:
                asked[kind] = _on_server(kind, graphs, Path(place), size, library)
        say(f"N={size}: jena")
        asked["jena"] = _on_jena(
            graphs, size, [name for name in library if _is_asked("jena", name, size)], say
        )
        found[str(size)] = {"quads": quads_in(graphs / "graph.nq"), "engines": asked}
    return found


def _in_process(
    nquads: Path, size: int, library: Mapping[str, Question], pages: Mapping[str, Question]
) -> dict[str, dict[str, Timed]]:
    """Ask Oxigraph and rdflib in turn, query by query.

    Pages' queries are asked of Oxigraph only.
    """
    from graph_tools.queries import load_store
    from graph_tools.queries.engines import load_rdflib

    ours = load_store(nquads)
    plain = load_rdflib(nquads)
    asked: dict[str, dict[str, Timed]] = {"oxigraph": {}, "rdflib": {}}
    runs = _RUNS.get(size, 1)
    for name, question in {**library, **pages}.items():
        asked["oxigraph"][name] = timed(ours, question, runs=runs, limit=60)
        if name in library and _is_asked("rdflib", name, size):
            few, limit = _RDFLIB.get(size, (1, 10.0))
            asked["rdflib"][name] = timed(plain, question, runs=few, limit=limit)
    return asked


def _is_asked(engine: str, name: str, size: int) -> bool:
    """Return whether an engine other than Oxigraph in process is asked a query at this size.

    At a hundred strategies they are asked the contract tables only, and rdflib at ten those and
    the gaps: the rest would take hours.
    """
    if size > 10:
        return "/" not in name
    return size == 1 or engine != "rdflib" or "/" not in name or name.startswith("gaps/")


def _on_server(
    kind: str, graphs: Path, place: Path, size: int, library: Mapping[str, Question]
) -> dict[str, Timed]:
    """Ask one server the library."""
    with questions.server(kind, graphs, place, _LIMIT) as ask:
        return {
            name: ask(one, _RUNS.get(size, 1))
            for name, one in library.items()
            if _is_asked(kind, name, size)
        }


def _on_jena(
    graphs: Path, size: int, names: Sequence[str], say: Callable[[str], None]
) -> dict[str, Timed]:
    """Ask Jena the library in a Java of its own; nothing where it is missing or fails."""
    from jena import JenaError, ask_jena

    folder = find_project().queries
    paths = [folder / f"{name}.rq" for name in names]
    try:
        _, answers = ask_jena(
            graphs / "graph.nq", graphs / "vocabulary.nt", paths,
            runs=_RUNS.get(size, 1), warm=int(size < 100), seconds=_LIMIT, rows=False, memory="6g",
        )  # fmt: skip
    except JenaError as error:
        say(f"Jena gave no answers: {error}")
        return {}
    return {
        name: (None if answer.error else answer.median, answer.count)
        for name, answer in zip(names, answers, strict=True)
    }
