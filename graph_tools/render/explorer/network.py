"""Items and links as a networkx graph, and the measures map made of it as a pyvis network.

On the map boxes stand at their places and every line is hidden until asked for.
"""

from __future__ import annotations

from typing import Any

import networkx as nx

__all__ = ["MAP_RELATIONS", "WORK_RELATIONS", "actors_by_load", "link_graph", "map_network"]

MAP_RELATIONS = ("collaborating", "contributes-to", "implements", "responsible")
WORK_RELATIONS = ("collaborating", "responsible")

_OPTIONS: dict[str, Any] = {
    "autoResize": False,
    "edges": {"arrows": {"to": {"enabled": False}}, "chosen": False, "selfReference": {"size": 0}},
    "interaction": {
        "dragNodes": False, "dragView": False, "hover": False, "keyboard": False,
        "selectable": False, "zoomView": False,
    },
    "layout": {"improvedLayout": False},
    "nodes": {
        "borderWidth": 0, "chosen": False, "fixed": True, "font": {"size": 11}, "margin": 0,
        "physics": False, "shape": "box",
    },
    "physics": {"enabled": False},
}  # fmt: skip


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


def map_network(graph: nx.MultiDiGraph[str], boxes: dict[str, Any]) -> Any:  # noqa: ANN401 - pyvis is untyped
    """Return a pyvis ``Network`` with the boxes as nodes and their links as edges.

    pyvis's ``from_nx``, ``add_node`` and ``add_edge`` are quadratic, so its lists are filled
    directly and counted.

    Args:
        graph: what ``link_graph`` gives.
        boxes: what ``place_boxes`` gives.

    Raises:
        ValueError: an edge got lost on the way.
    """
    from pyvis.network import Network

    ports = {
        item: _port(graph.nodes[item]["kind"], box) for item, box in sorted(boxes["boxes"].items())
    }
    network = Network(directed=True, cdn_resources="in_line")
    network.nodes = [
        {
            "heightConstraint": {"minimum": height},
            "id": item,
            "label": graph.nodes[item]["code"] or " ",
            "widthConstraint": {"maximum": width, "minimum": width},
            "x": left,
            "y": top,
        }
        for item, (left, top, width, height) in ports.items()
    ]
    network.node_ids = list(ports)
    links = _edges(graph, MAP_RELATIONS)
    network.edges = [
        {
            "certainty": graph.edges[source, target, key]["certainty"],
            "from": source,
            "hidden": True,
            "id": index,
            "relation": graph.edges[source, target, key]["relation"],
            "to": target,
        }
        for index, (source, target, key) in enumerate(links)
        if source in ports and target in ports
    ]
    if len(network.edges) != len(links):
        raise ValueError(f"the map has {len(network.edges)} edges for {len(links)} links")
    network.options = _OPTIONS
    return network


def _edges(graph: nx.MultiDiGraph[str], relations: tuple[str, ...]) -> list[tuple[str, str, int]]:
    """Return the edges of ``relations``, in the order of the links they were made of."""
    found = [
        (source, target, key)
        for source, target, key in graph.edges(keys=True)
        if graph.edges[source, target, key]["relation"] in relations
    ]
    return sorted(found, key=lambda edge: edge[2])


def _port(kind: str, box: list[int]) -> tuple[int, int, int, int]:
    """Return middle, width and height of the part of a box where its lines end.

    Lines to goals, actors and strategic measures end at the side that faces the measures, so
    that they do not run behind the neighbours in the column.
    """
    left, top, width, height = box
    middle = top + height // 2
    if kind == "Goal":
        return left + width - 3, middle, 4, height
    if kind in {"ThematicMeasure", "CrossCuttingMeasure"}:
        return left + width // 2, top + height - 3, width, 4
    if kind in {"Measure", "SubArea"}:
        return left + width // 2, middle, width, height
    return left + 3, middle, 4, height
