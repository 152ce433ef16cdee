"""Bring strategies that lie on several endpoints together, to be asked as one store.

Each strategy is read whole, graph by graph and page by page, into Oxigraph in memory; then every
question has the rows it would have if one store held them all. Simple and exact, for as many
strategies as go through the network in a bearable time; a question sent to where the data are,
with SERVICE or by Comunica, spares the way of what it does not need (docs/decisions/0014).
"""

from __future__ import annotations

from collections.abc import Sequence

from graph_tools.errors import NotBuiltError, Text, UsageError
from graph_tools.prefixes import VOCABULARY_GRAPH, strategy_graphs
from graph_tools.queries.endpoint import Endpoint
from graph_tools.queries.engines import OxigraphEngine, strategies_in

__all__ = ["gathered"]


def gathered(endpoints: Sequence[Endpoint]) -> OxigraphEngine:
    """Return Oxigraph in memory with all strategies of the ``endpoints``.

    Args:
        endpoints: where strategies lie in named graphs; each strategy on one of them only.

    Raises:
        NotBuiltError: an endpoint holds no strategy in named graphs.
        UsageError: two endpoints hold a strategy of the same name.
        EndpointError: one of them does not answer as it should.
    """
    from pyoxigraph import NamedNode, Quad, Store

    store = Store()
    places: dict[str, str] = {}
    for endpoint in endpoints:
        names = strategies_in(endpoint)
        if not names:
            raise NotBuiltError(Text(
                f"Na serveru {endpoint.where} není žádná strategie v pojmenovaných grafech.",
                f"There is no strategy in named graphs on the server {endpoint.where}.",
            ))  # fmt: skip
        for name in names:
            if name in places:
                raise UsageError(Text(
                    f"Strategie {name} je na serveru {places[name]} i {endpoint.where}; není "
                    "jasné, která platí. Vynechte jeden.",
                    f"The strategy {name} is on the server {places[name]} and on {endpoint.where}; "
                    "which one holds is unclear. Leave one out.",
                ))  # fmt: skip
            places[name] = endpoint.where
        # Every server has the vocabulary; a triple in a graph is there once, however often added.
        wanted = [graph for name in names for graph in strategy_graphs(name)]
        for graph in (*wanted, VOCABULARY_GRAPH):
            into = NamedNode(graph)
            store.bulk_extend(
                Quad(triple.subject, triple.predicate, triple.object, into)
                for triple in endpoint.triples(graph)
            )
    return OxigraphEngine(store)
