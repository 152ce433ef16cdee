"""Where every box of the measures map stands: whole pixels, no chance, no overlap.

Goals on the left, strategic measures on top, measures in rows of their sub-areas in the middle,
actors on the right, the busiest first. Sizes are those of a screen 1366 pixels wide.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

__all__ = ["place_boxes"]

_WIDTH = 970
_GOAL_WIDTH, _GOAL_HEIGHT = 192, 37
_MIDDLE, _MIDDLE_WIDTH = 226, 437
_TILE_WIDTH, _TILE_HEIGHT, _GAP = 45, 24, 4
_ACTOR_WIDTH, _ACTOR_HEIGHT = 136, 25
_HEADING = 18
_STRATEGIC = {"ThematicMeasure", "CrossCuttingMeasure"}


def place_boxes(data: dict[str, Any], actors: Sequence[str]) -> dict[str, Any]:
    """Return the boxes of the map and its size.

    Args:
        data: what ``page_data`` gives.
        actors: the actors to place, the busiest first (``actors_by_load``).

    Returns:
        ``width``, ``height`` and ``boxes``: for each id of an item its left, top, width, height.
    """
    by_kind: dict[str, list[str]] = {}
    for item in data["items"]:
        kind = "Strategic" if item["kind"] in _STRATEGIC else item["kind"]
        by_kind.setdefault(kind, []).append(item["id"])
    order = {item["id"]: index for index, item in enumerate(data["items"])}
    boxes: dict[str, list[int]] = {}
    middle_end = _place_middle(data, by_kind, order, boxes)
    actors_end = _place_actors(actors, boxes)
    goals = by_kind.get("Goal", [])
    needed = len(goals) * (_GOAL_HEIGHT + _GAP) - _GAP
    height = max(middle_end, actors_end, needed)
    step = (height - _GOAL_HEIGHT) // max(len(goals) - 1, 1)
    for index, goal in enumerate(goals):
        boxes[goal] = [0, index * step, _GOAL_WIDTH, _GOAL_HEIGHT]
    return {"boxes": boxes, "height": height, "width": _WIDTH}


def _place_middle(
    data: dict[str, Any],
    by_kind: dict[str, list[str]],
    order: dict[str, int],
    boxes: dict[str, list[int]],
) -> int:
    """Place strategic measures, sub-areas and measures; return where they end."""
    strategic = sorted(by_kind.get("Strategic", []), key=lambda one: _rank(data, order, one))
    width = (_MIDDLE_WIDTH + 4) // max(len(strategic), 1) - 4
    for index, one in enumerate(strategic):
        boxes[one] = [_MIDDLE + index * (width + 4), 0, width, _TILE_HEIGHT]
    top = _TILE_HEIGHT + 12
    measures: dict[str, list[str]] = {}
    for link in data["links"]:
        if link["relation"] == "in-sub-area":
            measures.setdefault(link["target"], []).append(link["source"])
    in_row = (_MIDDLE_WIDTH + _GAP) // (_TILE_WIDTH + _GAP)
    for sub_area in by_kind.get("SubArea", []):
        boxes[sub_area] = [_MIDDLE, top, _MIDDLE_WIDTH, _HEADING]
        top += _HEADING + 2
        for index, measure in enumerate(sorted(measures.get(sub_area, []), key=order.__getitem__)):
            left = _MIDDLE + index % in_row * (_TILE_WIDTH + _GAP)
            line = top + index // in_row * (_TILE_HEIGHT + 3)
            boxes[measure] = [left, line, _TILE_WIDTH, _TILE_HEIGHT]
        lines = -(-len(measures.get(sub_area, [])) // in_row)
        top += lines * (_TILE_HEIGHT + 3) + 4
    return top - 7


def _place_actors(actors: Sequence[str], boxes: dict[str, list[int]]) -> int:
    """Place the actors in two columns; return where they end."""
    rows = -(-len(actors) // 2)
    for index, actor in enumerate(actors):
        left = _WIDTH - (2 - index // rows) * (_ACTOR_WIDTH + _GAP) + _GAP
        top = index % rows * (_ACTOR_HEIGHT + 4)
        boxes[actor] = [left, top, _ACTOR_WIDTH, _ACTOR_HEIGHT]
    return rows * (_ACTOR_HEIGHT + 4) - 4


def _rank(data: dict[str, Any], order: dict[str, int], item: str) -> tuple[int, int]:
    """Return the rank the strategy gives ``item``, else its order on the page."""
    for fact in data["facts"].get(item, []):
        if fact[0] == "rank":
            return int(fact[1]), order[item]
    return 10_000, order[item]
