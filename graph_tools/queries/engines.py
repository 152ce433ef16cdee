"""What answers SPARQL: Oxigraph in this process, rdflib in memory, or an endpoint (``endpoint``).

Each engine answers one SELECT or ASK over its default graph, which is all that it was given:
a strategy's three named graphs and the vocabulary count as one graph.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Protocol

from graph_tools.errors import NotBuiltError, QueryError, Text
from graph_tools.prefixes import GRAPHS, SG, VOCABULARY_GRAPH, strategy_graphs
from graph_tools.project import LAST_LINE

if TYPE_CHECKING:
    import rdflib
    from pyoxigraph import QuerySolutions, Store

__all__ = [
    "Answer",
    "Engine",
    "OxigraphEngine",
    "RdflibEngine",
    "load_rdflib",
    "load_store",
    "open_store",
    "solutions",
    "strategies_in",
    "strategy_of",
]


@dataclass(frozen=True)
class Answer:
    """Columns and rows of a question's answer; every cell is text, empty where unbound."""

    columns: tuple[str, ...]
    rows: list[tuple[str, ...]]


class Engine(Protocol):
    """Answers queries."""

    def select(self, text: str) -> Answer:
        """Return the answer to ``text``, a SELECT, or an ASK with one column ``answer``.

        Raises:
            QueryError: the query cannot be read or is of another form; what the message says
                goes on after "The query NAME".
        """
        ...


class OxigraphEngine:
    """Oxigraph in this process; all named graphs of ``store`` count as one."""

    def __init__(self, store: Store) -> None:
        """Answer from ``store``, in memory or on disk."""
        self.store = store

    def select(self, text: str) -> Answer:
        """Return the answer to ``text`` (see ``Engine``)."""
        from pyoxigraph import QueryBoolean, QuerySolutions

        try:
            found = self.store.query(text, use_default_graph_as_union=True)
        except SyntaxError as error:
            raise unreadable(error) from None
        if isinstance(found, QueryBoolean):
            return truth(bool(found))
        if not isinstance(found, QuerySolutions):
            raise _NEITHER
        return solutions(found)


class RdflibEngine:
    """rdflib in memory: the second opinion, some forty times slower than Oxigraph."""

    def __init__(self, graph: rdflib.Graph) -> None:
        """Answer from ``graph``; a dataset must have its default graph as the union."""
        self.graph = graph
        self._one_at_a_time = Lock()  # its parser is not made for threads

    def select(self, text: str) -> Answer:
        """Return the answer to ``text`` (see ``Engine``)."""
        try:
            with self._one_at_a_time, _without_warnings():
                found = self.graph.query(text)
                rows = list(found.bindings) if found.type == "SELECT" else []
        except Exception as error:  # noqa: BLE001 - its parser and its algebra raise many kinds
            raise unreadable(error) from None
        if found.type == "ASK":
            return truth(bool(found.askAnswer))
        if found.type != "SELECT":
            raise _NEITHER
        names = found.vars or []
        cells = [
            tuple("" if (term := row.get(name)) is None else str(term) for name in names)
            for row in rows
        ]
        return Answer(tuple(map(str, names)), cells)


@contextmanager
def _without_warnings() -> Iterator[None]:
    """Keep rdflib from warning of names that its own code still uses."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        yield


_NEITHER = QueryError(Text("není SELECT ani ASK.", "is neither SELECT nor ASK."))


def unreadable(error: Exception) -> QueryError:
    """Return the fault of a query that an engine cannot read."""
    return QueryError(Text(
        f"nelze přečíst (dovolené je jen čtení): {error}",
        f"cannot be read (reading only is allowed): {error}",
    ))  # fmt: skip


def truth(answer: bool) -> Answer:
    """Return the answer to an ASK."""
    return Answer(("answer",), [("yes" if answer else "no",)])


def solutions(found: QuerySolutions) -> Answer:
    """Return the answer that ``found`` holds: an evaluated SELECT, or results that were read."""
    columns = tuple(variable.value for variable in found.variables)
    rows = [
        tuple("" if term is None else str(getattr(term, "value", term)) for term in solution)
        for solution in found
    ]
    return Answer(columns, rows)


def load_store(nquads: Path) -> OxigraphEngine:
    """Return Oxigraph in memory with the built graph and the vocabulary beside it.

    Args:
        nquads: ``graph.nq`` of a build; ``vocabulary.nt`` lies beside it.

    Raises:
        NotBuiltError: one of the two files is missing or damaged.
    """
    from pyoxigraph import NamedNode, RdfFormat, Store

    store = Store()
    for path, form, graph in (
        (nquads, RdfFormat.N_QUADS, None),
        (nquads.with_name("vocabulary.nt"), RdfFormat.N_TRIPLES, NamedNode(VOCABULARY_GRAPH)),
    ):
        _check_whole(path)
        try:
            # Lenient skips the check of IRIs and language tags, which the build has made: a third.
            store.bulk_load(path=path, format=form, to_graph=graph, lenient=True)
        except (SyntaxError, OSError) as error:
            raise _unusable(path, _cannot_be_read(error)) from None
    return OxigraphEngine(store)


def load_rdflib(nquads: Path) -> RdflibEngine:
    """Return rdflib with the same as ``load_store``; raises the same."""
    import rdflib

    rdflib.NORMALIZE_LITERALS = False
    dataset = rdflib.Dataset(default_union=True)
    vocabulary = nquads.with_name("vocabulary.nt")
    for path, form, into in (
        (nquads, "nquads", dataset),
        (vocabulary, "nt", dataset.graph(rdflib.URIRef(VOCABULARY_GRAPH))),
    ):
        _check_whole(path)
        try:
            with _without_warnings():
                into.parse(path, format=form)
        except Exception as error:  # noqa: BLE001 - its parsers raise many kinds
            raise _unusable(path, _cannot_be_read(error)) from None
    return RdflibEngine(dataset)


def open_store(folder: Path) -> OxigraphEngine:
    """Return Oxigraph on the store on disk in ``folder``, for reading only.

    Raises:
        NotBuiltError: there is no store, or another version of Oxigraph wrote it.
    """
    from pyoxigraph import Store

    if not (folder / "CURRENT").is_file():  # opening would make an empty one
        raise _no_store(folder)
    try:
        return OxigraphEngine(Store.read_only(str(folder.resolve())))
    except OSError as error:
        raise _unusable(folder, _cannot_be_read(error)) from None


def _no_store(folder: Path) -> NotBuiltError:
    """Return the error for a folder that is not a store, with where one is or how it is made."""
    if (folder / "store" / "CURRENT").is_file():
        return NotBuiltError(Text(
            f"Ve složce {folder} není úložiště grafu; je v její podsložce: "
            f"--store {folder / 'store'}",
            f"There is no store in the folder {folder}; it is in a folder below: "
            f"--store {folder / 'store'}",
        ))  # fmt: skip
    if not folder.exists():
        return NotBuiltError(Text(
            f"Složka {folder} neexistuje. Úložiště vytvoří příkaz s vyjmenovanými strategiemi, "
            "např.: strategy-graph build data/*",
            f"The folder {folder} does not exist. A store is made by naming strategies, "
            "for example: strategy-graph build data/*",
        ))  # fmt: skip
    return NotBuiltError(Text(
        f"Ve složce {folder} není úložiště grafu. Vytvoří je příkaz s vyjmenovanými "
        "strategiemi, např.: strategy-graph build data/*",
        f"There is no store in the folder {folder}. One is made by naming strategies, "
        "for example: strategy-graph build data/*",
    ))  # fmt: skip


def strategies_in(engine: Engine) -> list[str]:
    """Return the names of the strategies whose graphs ``engine`` holds, sorted."""
    from urllib.parse import unquote

    text = f"SELECT DISTINCT ?graph WHERE {{ GRAPH ?graph {{ ?goal a <{SG}Goal> }} }}"
    graphs = (row[0] for row in engine.select(text).rows)
    ours = (graph.removeprefix(GRAPHS) for graph in graphs if graph.startswith(GRAPHS))
    return sorted(unquote(name) for name in ours if "/" not in name)


def strategy_of(whole: OxigraphEngine, name: str) -> OxigraphEngine:
    """Return Oxigraph in memory with one strategy of a store of many, and the vocabulary.

    A list of default graphs would do too, but Oxigraph answers from one up to 150 times slower.
    """
    from pyoxigraph import NamedNode, Store

    store = Store()
    for graph in (*strategy_graphs(name), VOCABULARY_GRAPH):
        quads = whole.store.quads_for_pattern(None, None, None, NamedNode(graph))
        store.bulk_extend(quads)
    return OxigraphEngine(store)


def _check_whole(path: Path) -> None:
    """Raise where ``path`` does not end as a build ends it, since a part would answer wrongly."""
    try:
        with path.open("rb") as file:
            file.seek(max(0, path.stat().st_size - len(LAST_LINE)))
            whole = file.read() == LAST_LINE
    except FileNotFoundError:
        if path.suffix != ".nq":
            raise _unusable(path, Text("chybí", "is missing")) from None
        raise NotBuiltError(Text(
            f"Graf {path} ještě není sestaven. Spusťte nejprve: strategy-graph build",
            f"The graph {path} has not been built yet. Run first: strategy-graph build",
        )) from None  # fmt: skip
    except OSError as error:
        raise _unusable(path, _cannot_be_read(error)) from None
    if not whole:
        raise _unusable(path, Text("není celý", "is not whole"))


def _cannot_be_read(error: Exception) -> Text:
    """Return why a file cannot be used."""
    return Text(f"nelze přečíst ({error})", f"cannot be read ({error})")


def _unusable(path: Path, why: Text) -> NotBuiltError:
    """Return the error for a file or a store of the build that cannot be used."""
    return NotBuiltError(Text(
        f"{path} sestaveného grafu {why.cs}. Spusťte znovu: strategy-graph build",
        f"{path} of the built graph {why.en}. Run again: strategy-graph build",
    ))  # fmt: skip
