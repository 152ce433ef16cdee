"""Ask a question of an engine, read-only and bounded in time."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

from graph_tools.answers import natural
from graph_tools.errors import QueryError, Text
from graph_tools.queries.engines import Answer, Engine
from graph_tools.queries.guard import asks_a_service
from graph_tools.queries.library import Question

__all__ = ["LIST_SEPARATOR", "answer_from", "beside", "sorted_lists", "within"]

LIST_SEPARATOR = "; "
_Result = TypeVar("_Result")


def within(seconds: float, question: Question, work: Callable[[], Answer]) -> Answer:
    """Return what ``work``, which opens an engine and asks ``question``, gives in time.

    Raises:
        QueryError: it takes longer than ``seconds``.
    """
    # The caller can give up on time; the abandoned thread only reads and ends with the process.
    waiting = beside(work)
    try:
        return waiting(seconds)
    except TimeoutError:
        raise QueryError(Text(
            f"Dotaz {question.name} neskončil do {seconds:g} sekund, byl zastaven.",
            f"The query {question.name} did not finish within {seconds:g} seconds and was stopped.",
        )) from None  # fmt: skip


def beside(work: Callable[[], _Result]) -> Callable[..., _Result]:
    """Begin ``work`` in a thread; return what waits for its result, or raises its fault.

    What waits takes the longest time in seconds (None: as long as it takes) and raises
    ``TimeoutError`` after it. Oxigraph lets go of the interpreter while it loads and evaluates.
    """
    results: list[_Result] = []
    faults: list[Exception] = []

    def run() -> None:
        try:
            results.append(work())
        except Exception as fault:  # noqa: BLE001 - raised again below, in the caller's thread
            # Its frames hold Oxigraph's cursor, which only this thread may let go.
            fault.__context__ = None
            faults.append(fault.with_traceback(None))

    def wait(seconds: float | None = None) -> _Result:
        thread.join(seconds)
        if thread.is_alive():
            raise TimeoutError
        for fault in faults:
            raise fault
        return results[0]

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    return wait


def answer_from(engine: Engine, question: Question, text: str | None = None) -> Answer:
    """Return the answer of ``engine`` to ``question``.

    Args:
        engine: what it holds counts as one graph.
        question: a SELECT or ASK query.
        text: the query with its parameters set; None for their defaults.

    Raises:
        QueryError: the query cannot be read, is not a SELECT or ASK, or asks a SERVICE.
    """
    text = text or question.text
    if asks_a_service(text):
        raise QueryError(Text(
            f"Dotaz {question.name} obsahuje SERVICE, ptal by se jiného serveru po síti; "
            "dovolené je jen čtení sestaveného grafu.",
            f"The query {question.name} contains SERVICE and would ask another server over the "
            "network; only the built graph may be read.",
        ))  # fmt: skip
    try:
        answer = engine.select(text)
    except QueryError as error:
        said = error.message
        raise QueryError(Text(
            f"Dotaz {question.name} {said.cs}", f"The query {question.name} {said.en}"
        )) from None  # fmt: skip
    return Answer(answer.columns, sorted_lists(answer.rows, answer.columns, question))


def sorted_lists(
    rows: list[tuple[str, ...]], columns: tuple[str, ...], question: Question
) -> list[tuple[str, ...]]:
    """Return ``rows`` with the values inside each list cell sorted, 2 before 10."""
    places = {columns.index(name) for name in question.lists if name in columns}
    if not places:
        return rows
    return [
        tuple(
            LIST_SEPARATOR.join(sorted(cell.split(LIST_SEPARATOR), key=natural))
            if index in places
            else cell
            for index, cell in enumerate(row)
        )
        for row in rows
    ]
