"""Items and links of the page as a networkx graph, and what is counted on it."""

from __future__ import annotations

from typing import Any

import networkx as nx

__all__ = ["WORK_RELATIONS", "actors_by_load", "link_graph"]

WORK_RELATIONS = ("collaborating", "responsible")


def link_graph(data: dict[str, Any]) -> nx.MultiDiGraph[str]:
    """Return all items and links of the page as one directed graph that keeps parallel links.

    Nodes carry ``kind`` and ``code``, edges ``relation`` and ``certainty``; nodes stand in the
    order of the page, the key of an edge is its place in ``data["links"]``.

    Args:
        data: what ``page_data`` gives.

    Raises:
        ValueError: an item or a link got lost on the way, or a link leads to no item.
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for item in data["items"]:
        graph.add_node(item["id"], kind=item["kind"], code=item["code"])
    for index, link in enumerate(data["links"]):
        graph.add_edge(
            link["source"],
            link["target"],
            key=index,
            relation=link["relation"],
            certainty=link.get("certainty", "certain"),
        )
    found = (graph.number_of_nodes(), graph.number_of_edges())
    given = (len(data["items"]), len(data["links"]))
    if found != given:
        raise ValueError(f"the graph has {found} nodes and edges for {given} items and links")
    return graph


def actors_by_load(graph: nx.MultiDiGraph[str]) -> list[str]:
    """Return the actors that work on a measure, the one with most links to measures first."""
    work: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for measure, actor, key in _edges(graph, WORK_RELATIONS):
        work.add_edge(measure, actor, key=key)
    load = dict(work.in_degree())
    return sorted((item for item in graph if load.get(item)), key=lambda item: -load[item])


def _edges(graph: nx.MultiDiGraph[str], relations: tuple[str, ...]) -> list[tuple[str, str, int]]:
    """Return the edges of ``relations``, in the order of the links they were made of."""
    found = [
        (source, target, key)
        for source, target, key in graph.edges(keys=True)
        if graph.edges[source, target, key]["relation"] in relations
    ]
    return sorted(found, key=lambda edge: edge[2])
