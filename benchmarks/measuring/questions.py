"""Which questions are asked, and how each engine is asked for them."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from graph_tools.errors import QueryError
from graph_tools.project import find_project
from graph_tools.queries import Question, read_all, read_library
from measuring.timing import within

if TYPE_CHECKING:
    from graph_tools.queries import Engine

__all__ = ["Timed", "library", "pages", "portfolio", "server", "timed"]

Timed = tuple[float | None, int]
"""Median seconds, or None where the query was stopped or could not be read; how many rows."""


def library(quick: bool = False) -> dict[str, Question]:
    """Return the library by group and name, without what only a portfolio answers.

    Args:
        quick: only every tenth question.
    """
    listed = [one for one in read_all(find_project().queries) if one.group != "portfolio"]
    return {_full_name(one): one for one in (listed[::10] if quick else listed)}


def portfolio() -> dict[str, Question]:
    """Return the questions about several strategies."""
    listed = read_library(find_project().queries / "portfolio")
    return {_full_name(one): one for one in listed}


def pages(quick: bool = False) -> dict[str, Question]:
    """Return the queries that feed pages and commands; quick: one of each folder."""
    return {
        f"pages/{folder.name}/{one.name}": one
        for folder in sorted((find_project().queries / "pages").iterdir())
        for one in read_library(folder)[: 1 if quick else None]
    }


def _full_name(question: Question) -> str:
    """Return group and name of a question."""
    return f"{question.group}/{question.name}".removeprefix("/")


def timed(engine: Engine, question: Question, *, runs: int, limit: float) -> Timed:
    """Ask ``runs`` times after a warm-up (none where that is 1), in a fork, within ``limit``."""

    def ask() -> Timed:
        times, rows = [], 0
        for number in range(runs + (runs > 1)):
            start = time.perf_counter()
            try:
                rows = len(engine.select(question.text).rows)
            except QueryError:
                return None, 0
            if number or runs == 1:
                times.append(time.perf_counter() - start)
            if sum(times) > limit / 4:
                break
        return statistics.median(times or [time.perf_counter() - start]), rows

    took = within(limit, ask)
    return (None, 0) if took.stopped else took.result


@contextmanager
def server(
    kind: str, graphs: Path, folder: Path, limit: int
) -> Iterator[Callable[[Question, int], Timed]]:
    """Run a server with the portfolio in ``graphs`` and give what asks it.

    Args:
        kind: ``oxigraph-server`` or ``virtuoso``.
        graphs: folder with ``graph.nq`` and ``vocabulary.nt``.
        folder: empty; receives the server's files.
        limit: longest time of a query in seconds.
    """
    import httpx
    from pyoxigraph import Store
    from servers import oxigraph_server, virtuoso_server

    from graph_tools.prefixes import VOCABULARY_GRAPH

    if kind == "oxigraph-server":
        from graph_tools.queries import load_store

        store = Store(str(folder))
        store.bulk_extend(load_store(graphs / "graph.nq").store)
        store.flush()
        del store
        running = oxigraph_server(folder, read_only=True, seconds=limit)
    else:
        loads = [
            (graphs / "graph.nq", "urn:no-graph-named"),
            (graphs / "vocabulary.nt", VOCABULARY_GRAPH),
        ]
        running = virtuoso_server(folder, loads, seconds=limit, buffers=170_000)
    with running as found, httpx.Client(timeout=limit + 5) as client:
        yield lambda question, runs: _over_http(client, found.query, question, runs)


def _over_http(client: object, url: str, question: Question, runs: int) -> Timed:
    """Ask a server ``runs`` times after a warm-up; None where it refuses or is too slow."""
    import httpx
    from pyoxigraph import QueryResultsFormat, QuerySolutions, parse_query_results

    assert isinstance(client, httpx.Client)
    times, rows = [], 0
    for number in range(runs + (runs > 1)):
        start = time.perf_counter()
        try:
            answer = client.post(
                url,
                data={"query": question.text},
                headers={"Accept": "application/sparql-results+json"},
            )
        except httpx.TransportError:
            return None, 0
        if answer.status_code != 200 or "x-sql-state" in answer.headers:
            return None, 0
        found = parse_query_results(answer.content, QueryResultsFormat.JSON)
        rows = sum(1 for _ in found) if isinstance(found, QuerySolutions) else 1
        if number or runs == 1:
            times.append(time.perf_counter() - start)
        if sum(times) > 10:
            break
    return statistics.median(times), rows
