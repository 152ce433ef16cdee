"""Which engine a command asks: the built graph, a store or an endpoint; and which strategy."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from graph_tools.errors import NotBuiltError, Text, UsageError, nearest_first
from graph_tools.prefixes import SG, VOCABULARY_GRAPH, strategy_graphs
from graph_tools.project import Project
from graph_tools.queries.engines import (
    Engine,
    OxigraphEngine,
    load_rdflib,
    load_store,
    open_store,
    strategies_in,
    strategy_of,
)

__all__ = ["copied", "each_strategy", "is_built", "open_engine", "open_whole"]

_HAS_GOALS = f"ASK {{ ?goal a <{SG}Goal> }}"


def is_built(options: argparse.Namespace) -> bool:
    """Return whether the built graph is asked, and not a store on disk or an endpoint."""
    return options.store is None and not options.endpoint


def open_whole(options: argparse.Namespace, project: Project) -> Engine:
    """Return the engine that the options choose, with all strategies that it holds.

    Raises:
        UsageError: the options contradict each other.
        NotBuiltError: there is no graph or no store to ask.
    """
    chosen = [
        flag
        for flag, value in (
            ("--engine rdflib", options.engine == "rdflib"),
            ("--store", options.store is not None),
            ("--endpoint", bool(options.endpoint)),
        )
        if value
    ]
    if len(chosen) > 1:
        raise UsageError(Text(
            f"{' a '.join(chosen)} nelze zadat najednou: ptát se lze jen na jednom místě.",
            f"{' and '.join(chosen)} cannot be given together: only one place can be asked.",
        ))  # fmt: skip
    if options.endpoint:
        from graph_tools.queries.credentials import check_one_server
        from graph_tools.queries.endpoint import Endpoint

        check_one_server(options.endpoint)
        endpoints = [Endpoint(url, seconds=options.timeout) for url in options.endpoint]
        if len(endpoints) == 1:
            return endpoints[0]
        from graph_tools.commands.gathering import gathered

        return gathered(endpoints)
    if options.store is not None:
        return open_store(Path(options.store))
    load = load_rdflib if options.engine == "rdflib" else load_store
    return load(project.nquads)


def open_engine(options: argparse.Namespace, project: Project) -> Engine:
    """Return the engine that the options choose, with one strategy only.

    Raises:
        UsageError: there are several strategies and none is chosen, or not the one chosen.
        NotBuiltError: there is no graph or no store to ask.
    """
    whole = open_whole(options, project)
    if is_built(options) and options.strategy is None:
        return whole
    names = strategies_in(whole)
    if not names:
        _check_default_graph(whole)
    return _narrowed(whole, _chosen(options.strategy, names), alone=len(names) < 2)


def _check_default_graph(whole: Engine) -> None:
    """Raise where no strategy is in ``whole``, not even outside named graphs."""
    if whole.select(_HAS_GOALS).rows != [("yes",)]:
        raise NotBuiltError(Text(
            "Není tu žádná strategie. Na server ji dá strategy-graph publish, do úložiště "
            "strategy-graph build SLOŽKA…",
            "There is no strategy here. strategy-graph publish puts one on a server, "
            "strategy-graph build DIR… into a store.",
        ))  # fmt: skip


def each_strategy(options: argparse.Namespace, whole: Engine) -> Iterator[tuple[str, Engine]]:
    """Yield the name and the engine of each strategy in ``whole``, or of the one chosen."""
    names = strategies_in(whole)
    wanted = names if options.strategy is None else [_chosen(options.strategy, names)]
    for name in wanted:
        yield name, _narrowed(whole, name, alone=len(names) < 2)


def copied(engine: Engine) -> OxigraphEngine:
    """Return Oxigraph with all that ``engine``, not rdflib, holds of its one strategy."""
    if isinstance(engine, OxigraphEngine):
        return engine
    from pyoxigraph import NamedNode, Quad, Store

    from graph_tools.queries.endpoint import Endpoint

    if not isinstance(engine, Endpoint):
        raise TypeError(f"{engine!r} cannot be copied")
    names = strategies_in(engine)
    if not names and not engine.graphs:
        raise UsageError(Text(
            "Server nemá strategii v pojmenovaných grafech, stránku z něj nelze vytvořit. "
            "Vystavte ji příkazem strategy-graph publish.",
            "The server holds no strategy in named graphs, no page can be made of it. "
            "Publish one with strategy-graph publish.",
        ))  # fmt: skip
    graphs = engine.graphs or (*strategy_graphs(names[0]), VOCABULARY_GRAPH)
    store = Store()
    for graph in graphs:
        name = NamedNode(graph)
        store.bulk_extend(
            Quad(triple.subject, triple.predicate, triple.object, name)
            for triple in engine.triples(graph)
        )
    return OxigraphEngine(store)


def _chosen(wanted: str | None, names: list[str]) -> str:
    """Return the strategy to ask about; empty where all is in the default graph."""
    if wanted is None and len(names) < 2:
        return names[0] if names else ""
    if wanted is not None:
        from urllib.parse import unquote

        # The portfolio's questions show a name as it stands in the graph's IRI.
        for name in (wanted, unquote(wanted)):
            if name in names:
                return name
    listed = ", ".join(nearest_first(wanted or "", names)) or "–"
    if wanted is None:
        raise UsageError(Text(
            f"Strategií je tu víc, vyberte jednu: --strategy NÁZEV. Jsou tu: {listed}.",
            f"There are several strategies, choose one: --strategy NAME. There are: {listed}.",
        ))  # fmt: skip
    raise UsageError(Text(
        f"Strategie „{wanted}“ tu není. Nejbližší první: {listed}.",
        f"There is no strategy '{wanted}' here. Nearest first: {listed}.",
    ))  # fmt: skip


def _narrowed(whole: Engine, name: str, *, alone: bool) -> Engine:
    """Return ``whole`` with the strategy called ``name`` only."""
    if isinstance(whole, OxigraphEngine):
        return whole if alone else strategy_of(whole, name)
    from graph_tools.queries.endpoint import Endpoint

    if not isinstance(whole, Endpoint) or not name:
        return whole
    # Many servers count all graphs as one by default, and are quicker without a list of graphs.
    if alone and whole.select(_HAS_GOALS).rows == [("yes",)]:
        return whole
    return whole.over((*strategy_graphs(name), VOCABULARY_GRAPH))
