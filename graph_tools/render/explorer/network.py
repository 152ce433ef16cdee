"""The measures map as a pyvis network: boxes at their places, every line hidden until asked for."""

from __future__ import annotations

from typing import Any

__all__ = ["MAP_RELATIONS", "map_network"]

MAP_RELATIONS = ("collaborating", "contributes-to", "implements", "responsible")

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


def map_network(data: dict[str, Any], boxes: dict[str, Any]) -> Any:  # noqa: ANN401 - pyvis is untyped
    """Return a pyvis ``Network`` with the boxes as nodes and their links as edges.

    ``add_node`` and ``add_edge`` are quadratic and an undirected network drops parallel edges, so
    the lists are filled directly and counted.

    Args:
        data: what ``page_data`` gives.
        boxes: what ``place_boxes`` gives.

    Raises:
        ValueError: an edge got lost on the way.
    """
    from pyvis.network import Network

    kinds = {item["id"]: item["kind"] for item in data["items"]}
    ports = {item: _port(kinds[item], box) for item, box in boxes["boxes"].items()}
    network = Network(directed=True, cdn_resources="in_line")
    codes = {item["id"]: item["code"] for item in data["items"]}
    network.nodes = [
        {
            "heightConstraint": {"minimum": height},
            "id": item,
            "label": codes[item] or " ",
            "widthConstraint": {"maximum": width, "minimum": width},
            "x": left,
            "y": top,
        }
        for item, (left, top, width, height) in sorted(ports.items())
    ]
    network.node_ids = [node["id"] for node in network.nodes]
    shown = set(network.node_ids)
    links = [link for link in data["links"] if link["relation"] in MAP_RELATIONS]
    network.edges = [
        {
            "certainty": link.get("certainty", "certain"),
            "from": link["source"],
            "hidden": True,
            "id": index,
            "relation": link["relation"],
            "to": link["target"],
        }
        for index, link in enumerate(links)
        if link["source"] in shown and link["target"] in shown
    ]
    if len(network.edges) != len(links):
        raise ValueError(f"the map has {len(network.edges)} edges for {len(links)} links")
    network.options = _OPTIONS
    return network


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
