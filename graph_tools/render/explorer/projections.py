"""The Network view as plain data: nodes and ties of each projection, each at its place.

Takes the answers ``network-*`` and the items of the page, gives what ``vis`` carries. Places are
the same in all readings, so that changing the reading moves nothing; what has no room on the
stage is counted in ``left_out``.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from graph_tools.answers import READINGS, Answers, rows_of
from graph_tools.render.explorer.box_text import box_text
from graph_tools.render.explorer.ring import (
    MOST,
    STAGE,
    Place,
    bend,
    places_in_columns,
    places_on_ring,
    ring_order,
    via,
)

__all__ = ["PROJECTIONS", "projections"]

PROJECTIONS = ("actors", "actors-groups", "goals", "sub-areas")
"""The projections: actors without and with unspecified groups, goals, sub-areas × strategies."""

_TWO_SIDED = "sub-areas"
_COLUMNS: Mapping[str, str] = {
    "network-nodes": " ".join(("projection id kind", *READINGS, "community")),
    "network-ties": " ".join(("projection source target", *READINGS)),
    "network-missing": " ".join(("projection source target", *READINGS)),
}
_LEAST_RADIUS, _MOST_RADIUS = 3, 9
_MOST_WIDTH = 6

_Rows = list[dict[str, str]]


def projections(answers: Answers, items: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return the data of each projection by its name.

    Args:
        answers: with ``network-nodes``, ``network-ties`` and ``network-missing``.
        items: the items of the page (``page_data``).

    Returns:
        For each of ``PROJECTIONS`` ``nodes``, ``ties``, ``missing``, ``communities`` (their
        number), ``stage`` and ``left_out`` (how many nodes, ties and missing ties have no room).
        Lists of three hold the readings strict, default, lenient.

    Raises:
        QueryError: an answer is missing or has other columns.
        ValueError: a node is no item of the page, stands twice, or a tie leads to no node.
    """
    rows = {name: rows_of(answers, _COLUMNS, name) for name in _COLUMNS}
    by_id = {item["id"]: item for item in items}
    return {
        name: _projection(
            {part: [row for row in found if row["projection"] == name]
             for part, found in rows.items()},
            by_id,
            two_sided=name == _TWO_SIDED,
        )
        for name in PROJECTIONS
    }  # fmt: skip


def _projection(
    rows: Mapping[str, _Rows], items: Mapping[str, Mapping[str, Any]], *, two_sided: bool
) -> dict[str, Any]:
    """Return the data of one projection."""
    nodes, ties, missing = (rows[f"network-{part}"] for part in ("nodes", "ties", "missing"))
    _check(nodes, [*ties, *missing], items)
    kept = _busiest(nodes, two_sided=two_sided)
    known = {node["id"] for node in kept}
    shown = [row for row in ties if {row["source"], row["target"]} <= known]
    absent = [row for row in missing if {row["source"], row["target"]} <= known]
    places = _two_columns(kept, shown) if two_sided else _ring(kept, shown)
    by_id = {node["id"]: node for node in kept}
    most_load = max((_load(node) for node in kept), default=1)
    most_weight = max((int(row["lenient"]) for row in shown), default=1)
    return {
        "communities": max((int(node["community"] or 0) for node in nodes), default=0),
        "left_out": {
            "missing": len(missing) - len(absent),
            "nodes": len(nodes) - len(kept),
            "ties": len(ties) - len(shown),
        },
        "missing": [
            {
                **_ends(row, places, two_sided=two_sided),
                "goals": [row[reading].split() for reading in READINGS],
            }
            for row in absent
        ],
        "nodes": [
            _node(by_id[node], place, items[node], most_load) for node, place in places.items()
        ],
        "stage": list(STAGE),
        "ties": [
            {
                **_ends(row, places, two_sided=two_sided),
                "weights": [int(row[reading]) for reading in READINGS],
                "widths": [_width(int(row[reading]), most_weight) for reading in READINGS],
            }
            for row in shown
        ],
    }


def _check(nodes: _Rows, ties: _Rows, items: Mapping[str, Any]) -> None:
    """Raise where a node or an end of a tie would get lost."""
    known = {node["id"] for node in nodes}
    if len(known) != len(nodes):
        raise ValueError(f"{len(nodes)} nodes have only {len(known)} identifiers")
    strange = sorted(known - set(items))
    if strange:
        raise ValueError(f"the node {strange[0]} is no item of the page")
    loose = sorted({row[end] for row in ties for end in ("source", "target")} - known)
    if loose:
        raise ValueError(f"a tie leads to {loose[0]}, which is no node")


def _load(node: Mapping[str, str]) -> int:
    """Return the load of ``node`` in the reading that counts most."""
    return int(node["lenient"])


def _busiest(nodes: _Rows, *, two_sided: bool) -> _Rows:
    """Return the nodes that have room, in the order given: the busiest, of as busy the first."""
    ranked = sorted(range(len(nodes)), key=lambda index: -_load(nodes[index]))
    if not two_sided:
        return [nodes[index] for index in sorted(ranked[: 2 * MOST])]
    kept: list[int] = []
    for kind in ("sub-area", "strategy"):
        kept += [index for index in ranked if nodes[index]["kind"] == kind][:MOST]
    return [nodes[index] for index in sorted(kept)]


def _ring(nodes: _Rows, ties: _Rows) -> dict[str, Place]:
    """Return places round the ring, clockwise: community by community, then nodes without a tie."""
    community = {node["id"]: int(node["community"]) for node in nodes}
    groups = [
        [node for node, number in community.items() if number == wanted]
        for wanted in sorted(set(community.values()), key=lambda number: (number == 0, number))
    ]
    weights = {(row["source"], row["target"]): int(row["lenient"]) for row in ties}
    order = ring_order(groups, weights)
    places = places_on_ring(order, community)
    return {node: places[node] for node in order}


def _two_columns(nodes: _Rows, ties: _Rows) -> dict[str, Place]:
    """Return places in two columns: the plan's order on the left, what is near on the right."""
    left = [node["id"] for node in nodes if node["kind"] == "sub-area"]
    rank = {node: number for number, node in enumerate(left)}

    def middle(node: str) -> float:
        found = [(rank[t["source"]], int(t["lenient"])) for t in ties if t["target"] == node]
        total = sum(weight for _, weight in found)
        return sum(place * weight for place, weight in found) / total if total else math.inf

    right = sorted((node["id"] for node in nodes if node["kind"] == "strategy"), key=middle)
    return places_in_columns(left, right)


def _node(
    row: Mapping[str, str], place: Place, item: Mapping[str, Any], most_load: int
) -> dict[str, Any]:
    """Return one node of the page."""
    loads = [int(row[reading]) for reading in READINGS]
    return {
        "box": list(place.box),
        "community": int(row["community"] or 0),
        "id": row["id"],
        "kind": row["kind"],
        "lines": place.lines,
        "loads": loads,
        "radii": [_radius(load, most_load) for load in loads],
        "text": box_text(item, place.lines),
        "x": place.x,
        "y": place.y,
    }


def _ends(
    row: Mapping[str, str], places: Mapping[str, Place], *, two_sided: bool
) -> dict[str, Any]:
    """Return the ends of a line, how it bends, and the control point of its curve."""
    first, second = places[row["source"]], places[row["target"]]
    bent = 0 if two_sided else bend(first, second)
    return {
        "bend": bent,
        "source": row["source"],
        "target": row["target"],
        "via": [round(some) for some in via(first, second, bent)],
    }


def _radius(load: int, most: int) -> int:
    """Return the radius of a dot: its area grows with the load."""
    if not load:
        return _LEAST_RADIUS
    room = _MOST_RADIUS - _LEAST_RADIUS
    return _LEAST_RADIUS + round(room * math.sqrt(load / most))


def _width(weight: int, most: int) -> int:
    """Return the width of a line, 0 where there is no tie."""
    return max(1, round(_MOST_WIDTH * weight / most)) if weight else 0
