"""Where the nodes of the Network view stand: whole pixels, no chance, no line through a box.

Labels stand in two columns at the sides of the stage, dots on a rounded ring between them, lines
inside the ring. The ring is convex and no box reaches into it, so no line can meet a box; lines
bend towards the middle, so that they also stay clear of the dots they do not belong to.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

__all__ = ["MOST", "STAGE", "Place", "bend", "places_in_columns", "places_on_ring", "ring_order",
           "via"]  # fmt: skip

STAGE = (960, 600)
"""Width and height of the stage, in pixels."""

MOST = 24
"""Most boxes in one column: more would be too low to be touched."""

_BOX_WIDTH = 262
_RING_HALF_WIDTH = 192
_LEAST_PITCH, _MOST_PITCH = STAGE[1] // MOST, 72
_GAP = 8
_LINE, _BORDERS, _MOST_LINES = 14, 2, 4
_ROUND = 2.5  # exponent of the ring: 2 is an ellipse, more is nearer to a rectangle
_PULL = 0.66
_BENDS = [step / 20 for step in range(13)]
_MIDDLE = (STAGE[0] // 2, STAGE[1] // 2)


@dataclass(frozen=True)
class Place:
    """Where one node stands.

    Attributes:
        x, y: middle of its dot, where its lines end.
        box: left, top, width, height of its label.
        lines: lines of text the label can hold.
    """

    x: int
    y: int
    box: tuple[int, int, int, int]
    lines: int


def ring_order(
    groups: Sequence[Sequence[str]], weights: Mapping[tuple[str, str], int]
) -> list[str]:
    """Return the order round the ring: each group together, heavy ties short.

    Nodes of a group change places as long as that shortens the sum of weight × steps round the
    ring.

    Args:
        groups: the nodes, group by group.
        weights: weight of the tie of two nodes.
    """
    order = [node for group in groups for node in group]
    place = {node: number for number, node in enumerate(order)}
    partners: dict[str, list[tuple[str, int]]] = {node: [] for node in order}
    for (first, second), weight in weights.items():
        partners[first].append((second, weight))
        partners[second].append((first, weight))

    def length(node: str) -> int:
        steps = ((abs(place[node] - place[other]), weight) for other, weight in partners[node])
        return sum(min(step, len(order) - step) * weight for step, weight in steps)

    better = True
    while better:
        better = False
        for first, second in (
            pair for group in groups for pair in itertools.combinations(group, 2)
        ):
            before = length(first) + length(second)
            place[first], place[second] = place[second], place[first]
            if length(first) + length(second) < before:
                better = True
            else:
                place[first], place[second] = place[second], place[first]
    return sorted(order, key=place.__getitem__)


def places_on_ring(order: Sequence[str], groups: Mapping[str, int]) -> dict[str, Place]:
    """Return the places of ``order``, clockwise from the top, with a gap between groups.

    Args:
        order: at most 2 × ``MOST`` nodes.
        groups: group of each node.
    """
    half = (len(order) + 1) // 2
    sides = (list(reversed(order[half:])), list(order[:half]))
    rows = [_rows(side, groups, _pitch(sides, groups)) for side in sides]
    reach = max((abs(y - _MIDDLE[1]) for side in rows for y, _ in side), default=0)
    half_height = (reach + _LEAST_PITCH / 2) * 1.04

    def out(y: int) -> int:
        share = math.pow(abs(y - _MIDDLE[1]) / half_height, _ROUND)
        return round(_RING_HALF_WIDTH * math.pow(1 - share, 1 / _ROUND))

    return {
        node: _place(_MIDDLE[0] + sign * out(y), y, pitch, left=sign < 0)
        for side, found, sign in zip(sides, rows, (-1, 1), strict=True)
        for node, (y, pitch) in zip(side, found, strict=True)
    }


def places_in_columns(left: Sequence[str], right: Sequence[str]) -> dict[str, Place]:
    """Return the places of two columns, each of at most ``MOST`` nodes, from the top."""
    found: dict[str, Place] = {}
    for side, sign in ((left, -1), (right, 1)):
        for node, (y, pitch) in zip(side, _rows(side, {}, _pitch([side], {})), strict=True):
            found[node] = _place(_MIDDLE[0] + sign * _RING_HALF_WIDTH, y, pitch, left=sign < 0)
    return found


def bend(first: Place, second: Place) -> float:
    """Return how much the line of two places on the ring bends towards its middle.

    That is the ``roundness`` of vis-network's smooth lines: positive for ``curvedCW``, negative
    for ``curvedCCW``, 0 for a straight line.
    """
    width, height = second.x - first.x, second.y - first.y
    length = math.hypot(width, height)
    middle = ((first.x + second.x) / 2, (first.y + second.y) / 2)
    across = (_MIDDLE[0] - middle[0]) * height - (_MIDDLE[1] - middle[1]) * width
    wanted = _PULL * abs(across) / length / length
    size = max(some for some in _BENDS if _height(some) <= wanted)
    sides = (size, -size)
    return min(sides, key=lambda some: math.dist(via(first, second, some), _MIDDLE))


def via(first: Place, second: Place, bent: float) -> tuple[float, float]:
    """Return the control point of the quadratic curve that vis-network draws.

    Source: vis-network 9.1.2, ``BezierEdgeStatic._getViaCoordinates``.
    """
    width, height = second.x - first.x, first.y - second.y
    angle = math.atan2(height, width) + (bent + 1) / 2 * math.pi
    length = (abs(bent) + 1) / 2 * math.hypot(width, height)
    return first.x + length * math.sin(angle), first.y + length * math.cos(angle)


def _height(bent: float) -> float:
    """Return how far from the line the control point of a line of length 1 stands."""
    return (bent + 1) / 2 * math.sin(bent * math.pi / 2)


def _breaks(side: Sequence[str], groups: Mapping[str, int]) -> int:
    """Return how often the group changes along ``side``."""
    return sum(groups.get(a) != groups.get(b) for a, b in itertools.pairwise(side))


def _pitch(sides: Sequence[Sequence[str]], groups: Mapping[str, int]) -> int:
    """Return the distance of two rows that lets every side fit."""
    room = ((STAGE[1] - _GAP * _breaks(side, groups)) // max(len(side), 1) for side in sides)
    return max(_LEAST_PITCH, min(_MOST_PITCH, *room))


def _rows(side: Sequence[str], groups: Mapping[str, int], pitch: int) -> list[tuple[int, int]]:
    """Return the middle of each row of ``side`` and its height."""
    breaks = _breaks(side, groups)
    gap = min(_GAP, (STAGE[1] - len(side) * pitch) // breaks) if breaks else 0
    top = (STAGE[1] - len(side) * pitch - gap * breaks) // 2
    rows = []
    for index, node in enumerate(side):
        if index and groups.get(side[index - 1]) != groups.get(node):
            top += gap
        rows.append((top + pitch // 2, pitch))
        top += pitch
    return rows


def _place(x: int, y: int, pitch: int, *, left: bool) -> Place:
    """Return the place of a dot with its label at the side of the stage."""
    room = pitch - (1 if pitch < 2 * _LINE + 2 * _BORDERS else _BORDERS)
    lines = min(_MOST_LINES, (room - _BORDERS) // _LINE)
    height = min(room, _MOST_LINES * _LINE + 3 * _BORDERS)
    edge = 0 if left else STAGE[0] - _BOX_WIDTH
    return Place(x, y, (edge, y - height // 2, _BOX_WIDTH, height), lines)
