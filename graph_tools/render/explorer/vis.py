"""The projections as one pyvis network: its nodes and edges are what the Network view draws.

Every node stands at its place and every line is hidden until the view asks for a projection.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

__all__ = ["frames", "projection_network"]

_OPTIONS: dict[str, Any] = {
    "autoResize": False,
    "edges": {
        "arrows": {"to": {"enabled": False}}, "chosen": False, "selectionWidth": 0,
    },
    "interaction": {
        "dragNodes": False, "dragView": False, "hover": False, "keyboard": False,
        "selectable": False, "zoomView": False,
    },
    "layout": {"improvedLayout": False},
    "nodes": {
        "chosen": False, "fixed": True, "physics": False, "shape": "dot",
    },
    "physics": {"enabled": False},
}  # fmt: skip


def frames(projections: Mapping[str, Any]) -> dict[str, Any]:
    """Return what each projection says beside its nodes and edges.

    Args:
        projections: what ``projections.projections`` gives.
    """
    return {
        name: {part: found[part] for part in ("communities", "left_out", "stage")}
        for name, found in projections.items()
    }


def projection_network(projections: Mapping[str, Any]) -> Any:  # noqa: ANN401 - pyvis is untyped
    """Return a pyvis ``Network`` with the nodes, ties and missing ties of all projections.

    Identifiers begin with the projection, since one item may stand in several. pyvis's
    ``add_node`` and ``add_edge`` are quadratic, so its lists are filled directly and counted.

    Args:
        projections: what ``projections.projections`` gives.

    Raises:
        ValueError: an edge got lost on the way.
    """
    from pyvis.network import Network

    network = Network(directed=True, cdn_resources="in_line")
    network.nodes = [
        _node(name, node) for name, found in projections.items() for node in found["nodes"]
    ]
    network.node_ids = [node["id"] for node in network.nodes]
    known = set(network.node_ids)
    edges = [
        _edge(name, index, line)
        for name, found in projections.items()
        for index, line in enumerate([*found["ties"], *found["missing"]])
    ]
    network.edges = [edge for edge in edges if {edge["from"], edge["to"]} <= known]
    if len(network.edges) != len(edges):
        raise ValueError(f"the view has {len(network.edges)} edges for {len(edges)} ties")
    network.options = _OPTIONS
    return network


def _node(projection: str, node: Mapping[str, Any]) -> dict[str, Any]:
    """Return a node of vis-network; its label is a button of the page."""
    kept = ("box", "community", "kind", "lines", "loads", "radii", "text", "x", "y")
    return {
        **{name: node[name] for name in kept},
        "id": f"{projection}:{node['id']}",
        "item": node["id"],
        "projection": projection,
        "size": node["radii"][-1],
    }


def _edge(projection: str, index: int, line: Mapping[str, Any]) -> dict[str, Any]:
    """Return an edge of vis-network: a tie, or a missing tie, which has goals and is dashed."""
    missing = "goals" in line
    kept = ("goals",) if missing else ("weights", "widths")
    kind = "curvedCW" if line["bend"] > 0 else "curvedCCW"
    bent = {"enabled": True, "roundness": abs(line["bend"]), "type": kind}
    return {
        **{name: line[name] for name in kept},
        "dashes": missing,
        "from": f"{projection}:{line['source']}",
        "hidden": True,
        "id": f"{projection}:{index}",
        "projection": projection,
        "smooth": bent if line["bend"] else {"enabled": False},
        "to": f"{projection}:{line['target']}",
        "via": line["via"],
    }
