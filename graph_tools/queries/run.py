"""Ask a question of the built graph through Oxigraph, read-only and bounded in time."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from graph_tools.answers import natural
from graph_tools.errors import NotBuiltError, QueryError, Text
from graph_tools.project import LAST_LINE
from graph_tools.queries.guard import asks_a_service
from graph_tools.queries.library import Question

if TYPE_CHECKING:
    from pyoxigraph import Store

__all__ = ["LIST_SEPARATOR", "Answer", "answer_from", "ask", "beside", "load_store", "sorted_lists"]

LIST_SEPARATOR = "; "
_Result = TypeVar("_Result")


@dataclass(frozen=True)
class Answer:
    """Columns and rows of a question's answer; every cell is text, empty where unbound."""

    columns: tuple[str, ...]
    rows: list[tuple[str, ...]]


def ask(
    question: Question,
    values: Mapping[str, str],
    nquads: Path,
    *,
    seconds: float = 30.0,
) -> Answer:
    """Return the answer to ``question`` from the built graph.

    Args:
        question: a SELECT or ASK query.
        values: its parameters by name.
        nquads: ``graph.nq`` of a build; ``vocabulary.nt`` lies beside it.
        seconds: how long loading and answering may take together.

    Raises:
        NotBuiltError: there is no built graph.
        UsageError: a parameter is unknown or outside its list.
        QueryError: the query cannot be read, is not a SELECT or ASK, or takes too long.
    """
    if not nquads.is_file():
        raise NotBuiltError(Text(
            f"Graf {nquads} ještě není sestaven. Spusťte nejprve: strategy-graph build",
            f"The graph {nquads} has not been built yet. Run first: strategy-graph build",
        ))  # fmt: skip
    text = question.text_with(values)
    # The caller can give up on time; the abandoned thread only reads and ends with the process.
    waiting = beside(lambda: _answer(question, text, nquads))
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


def _answer(question: Question, text: str, nquads: Path) -> Answer:
    """Load the graph into a store in memory and return the rows."""
    return answer_from(load_store(nquads), question, text)


def load_store(nquads: Path) -> Store:
    """Return a store in memory with the built graph and the vocabulary beside it.

    Raises:
        NotBuiltError: one of the two files is missing or damaged.
    """
    from pyoxigraph import RdfFormat, Store

    store = Store()
    for path, form in (
        (nquads, RdfFormat.N_QUADS),
        (nquads.with_name("vocabulary.nt"), RdfFormat.N_TRIPLES),
    ):
        try:
            _check_whole(path)
            # Lenient skips the check of IRIs and language tags, which the build has made: a third.
            store.bulk_load(path=path, format=form, lenient=True)
        except FileNotFoundError:
            raise _not_built(path, Text("chybí", "is missing")) from None
        except (SyntaxError, OSError) as error:
            why = Text(f"nelze přečíst ({error})", f"cannot be read ({error})")
            raise _not_built(path, why) from None
    return store


def _check_whole(path: Path) -> None:
    """Raise where ``path`` does not end as a build ends it, since a part would answer wrongly."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - len(LAST_LINE)))
        if file.read() != LAST_LINE:
            raise _not_built(path, Text("není celý", "is not whole"))


def _not_built(path: Path, why: Text) -> NotBuiltError:
    """Return the error for a file of the build that cannot be used."""
    return NotBuiltError(Text(
        f"Soubor {path} sestaveného grafu {why.cs}. Spusťte znovu: strategy-graph build",
        f"The file {path} of the built graph {why.en}. Run again: strategy-graph build",
    ))  # fmt: skip


def answer_from(store: Store, question: Question, text: str | None = None) -> Answer:
    """Return the answer to ``question`` from a loaded ``store``.

    Args:
        store: all named graphs count as one.
        question: a SELECT or ASK query.
        text: the query with its parameters set; None for their defaults.

    Raises:
        QueryError: the query cannot be read, is not a SELECT or ASK, or asks a SERVICE.
    """
    from pyoxigraph import QueryBoolean, QuerySolutions

    text = text or question.text
    if asks_a_service(text):
        raise QueryError(Text(
            f"Dotaz {question.name} obsahuje SERVICE, ptal by se jiného serveru po síti; "
            "dovolené je jen čtení sestaveného grafu.",
            f"The query {question.name} contains SERVICE and would ask another server over the "
            "network; only the built graph may be read.",
        ))  # fmt: skip
    try:
        found = store.query(text, use_default_graph_as_union=True)
    except SyntaxError as error:
        raise QueryError(Text(
            f"Dotaz {question.name} nelze přečíst (dovolené je jen čtení): {error}",
            f"The query {question.name} cannot be read (reading only is allowed): {error}",
        )) from None  # fmt: skip
    if isinstance(found, QueryBoolean):
        return Answer(("answer",), [("yes" if found else "no",)])
    if not isinstance(found, QuerySolutions):
        raise QueryError(Text(
            f"Dotaz {question.name} není SELECT ani ASK.",
            f"The query {question.name} is neither SELECT nor ASK.",
        ))  # fmt: skip
    columns = tuple(variable.value for variable in found.variables)
    rows = [
        tuple("" if term is None else str(getattr(term, "value", term)) for term in solution)
        for solution in found
    ]
    return Answer(columns, sorted_lists(rows, columns, question))


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
