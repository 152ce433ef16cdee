"""The network analysis at growing sizes, beside plain networkx and igraph on the same ties."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from measuring.portfolio import DISTINCT, write_graphs
from measuring.timing import alternately, exponent, seconds, within

__all__ = ["measure"]


def measure(folder: Path, seed: int, sizes: Sequence[int]) -> dict[str, Any]:
    """Return the time of the gap ``single-point``, and of betweenness by networkx and igraph."""
    rows = []
    for size in (size for size in sizes if size <= 100):
        nquads = write_graphs(folder, size, DISTINCT, seed) / "graph.nq"
        took = within(300, lambda nquads=nquads: _analyse(nquads))  # type: ignore[misc]
        rows.append({"n": size, "stopped": took.stopped, **(took.result or {})})
    whole = [row for row in rows if not row["stopped"]]
    grown = exponent([(row["nodes"], row["points"]) for row in whole]) if len(whole) > 1 else None
    return {"rows": rows, "exponent": grown}


def _analyse(nquads: Path) -> dict[str, Any]:
    """Measure one portfolio as one network."""
    import igraph
    import networkx as nx

    from graph_tools.commands.network import single_points
    from graph_tools.project import find_project
    from graph_tools.queries import load_store

    engine = load_store(nquads)
    queries = find_project().queries
    points = seconds(lambda: single_points(engine, queries))
    said = (
        "SELECT DISTINCT ?m ?a WHERE { ?m <https://w3id.org/strategy-graph/ontology#hasResponsible>"
        "|<https://w3id.org/strategy-graph/ontology#hasCollaborator> ?a }"
    )
    ties = engine.select(said).rows
    graph = nx.Graph(ties)
    other = igraph.Graph.TupleList(ties)
    runs = 3 if len(ties) < 3_000 else 1
    pair = alternately(lambda: nx.betweenness_centrality(graph), other.betweenness, runs)
    return {"nodes": len(graph), "ties": len(ties), "points": points, "betweenness": asdict(pair)}
