"""Where every box of the measures map stands: whole pixels, no chance, no overlap.

Goals on the left, strategic measures on top, measures in rows below the headings of their
sub-areas in the middle, actors in two columns on the right, the busiest first. Between rows and
columns there is always a free channel: the lines of the map run there and nowhere else. Sizes are
those of a screen 1366 pixels wide. What stands on the map is chosen in ``map_choice``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from graph_tools.render.explorer.map_choice import Choice, choose

__all__ = ["place_boxes"]

_GOAL_WIDTH = 174
_MIDDLE, _MIDDLE_WIDTH = 197, 491
_NEAR, _FAR, _ACTOR_WIDTH = 705, 839, 124
_WIDTH = _FAR + _ACTOR_WIDTH
_TILE_WIDTH, _TILE_HEIGHT, _TILE_GAP = 35, 22, 3
_WIDE_TILES, _WIDE_GAP = 3, 8
_CHANNEL, _CHANNEL_BELOW, _LAST_CHANNEL = 9, 8, 6
"""Free space above a row of measures, below it, and below the last."""

_LINE, _PADDING, _SIDES = 14, 6, 17
_GOAL_LINES, _ACTOR_LINES, _HEAD_LINES, _WIDE_LINES = 3, 2, 2, 4
_GOAL_GAP, _ACTOR_GAP, _LOOSE = 4, 6, 14
_NARROW, _BROAD = frozenset("fijlrtíľť.,:;!|()[]/-'„“ \u00a0"), frozenset("mwMW@%–—…")


def place_boxes(data: dict[str, Any], actors: Sequence[str]) -> dict[str, Any]:
    """Return the boxes of the map, what they are for each other, and its size.

    Args:
        data: what ``page_data`` gives.
        actors: the actors to place, the busiest first (``actors_by_load``).

    Returns:
        ``width``, ``height``; ``boxes``: for each id of an item its left, top, width, height;
        ``rooms``: ids in ``goal``, ``strategic``, ``head`` (sub-areas above their measures),
        ``tile`` (measures, or sub-areas or areas standing for them), ``near`` and ``far`` (the two
        columns of actors); ``left_out``: how many of each kind have no box of their own.
    """
    chosen = choose(data, actors)
    items = {item["id"]: item for item in data["items"]}
    near = _balanced([_height(items[one], _ACTOR_WIDTH, _ACTOR_LINES) for one in chosen.actors])
    columns = [
        (chosen.goals, 0, _GOAL_WIDTH, _GOAL_LINES, _GOAL_GAP),
        (chosen.actors[:near], _NEAR, _ACTOR_WIDTH, _ACTOR_LINES, _ACTOR_GAP),
        (chosen.actors[near:], _FAR, _ACTOR_WIDTH, _ACTOR_LINES, _ACTOR_GAP),
    ]
    needed = [
        sum(_height(items[one], width, lines) + gap for one in ids) - gap
        for ids, _, width, lines, gap in columns
    ]
    boxes: dict[str, list[int]] = {}
    end = _place_middle(items, chosen, boxes, 0)
    height = max(end, *needed)
    _place_middle(items, chosen, boxes, min((height - end) // max(len(chosen.rows) - 1, 1), 12))
    for ids, left, width, lines, _ in columns:
        _spread(items, ids, (left, width, height, lines), boxes)
    return {
        "boxes": boxes,
        "height": height,
        "left_out": chosen.left_out,
        "rooms": {
            "far": chosen.actors[near:],
            "goal": chosen.goals,
            "head": [head for head, _ in chosen.rows if head],
            "near": chosen.actors[:near],
            "strategic": chosen.strategic,
            "tile": [tile for _, tiles in chosen.rows for tile in tiles],
        },
        "width": _WIDTH,
    }


def _place_middle(
    items: dict[str, dict[str, Any]], chosen: Choice, boxes: dict[str, list[int]], spare: int
) -> int:
    """Place strategic measures, headings and tiles; return where they end.

    Args:
        items: all items by id.
        chosen: what stands on the map.
        boxes: receives the boxes.
        spare: pixels to leave between sub-areas beyond the channel.
    """
    top = 0
    if chosen.strategic:
        count = len(chosen.strategic)
        width = (_MIDDLE_WIDTH + _TILE_GAP) // count - _TILE_GAP
        for index, one in enumerate(chosen.strategic):
            boxes[one] = [_MIDDLE + index * (width + _TILE_GAP), top, width, _TILE_HEIGHT]
        top += _TILE_HEIGHT + _CHANNEL + 2
    for head, tiles in chosen.rows:
        if head:
            height = _height(items[head], _MIDDLE_WIDTH, _HEAD_LINES)
            boxes[head] = [_MIDDLE, top, _MIDDLE_WIDTH, height]
            top += height
        top = _place_tiles(items, tiles, top, boxes, wide=not head) + spare
    # Below the last row there is room for its lines, no more.
    return top - spare - _CHANNEL_BELOW + _LAST_CHANNEL if chosen.rows else top


def _place_tiles(
    items: dict[str, dict[str, Any]],
    tiles: Sequence[str],
    top: int,
    boxes: dict[str, list[int]],
    *,
    wide: bool,
) -> int:
    """Place ``tiles`` in rows below ``top``, wide ones with their names; return where they end."""
    gap = _WIDE_GAP if wide else _TILE_GAP
    width = (_MIDDLE_WIDTH + gap) // _WIDE_TILES - gap if wide else _TILE_WIDTH
    in_row = (_MIDDLE_WIDTH + gap) // (width + gap)
    for first in range(0, len(tiles), in_row):
        row = tiles[first : first + in_row]
        # The last line of a wide tile says how many measures it stands for.
        height = (
            max(_height(items[one], width, _WIDE_LINES) for one in row) + _LINE
            if wide
            else _TILE_HEIGHT
        )
        top += _CHANNEL
        for index, one in enumerate(row):
            boxes[one] = [_MIDDLE + index * (width + gap), top, width, height]
        top += height
    return top + _CHANNEL_BELOW


def _spread(
    items: dict[str, dict[str, Any]],
    ids: Sequence[str],
    column: tuple[int, int, int, int],
    boxes: dict[str, list[int]],
) -> None:
    """Place ``ids`` in one column: left, width, height of the column, lines a box may have."""
    left, width, whole, lines = column
    heights = [_height(items[one], width, lines) for one in ids]
    free = min(whole - sum(heights), _LOOSE * max(len(ids) - 1, 0))
    for index, one in enumerate(ids):
        top = sum(heights[:index]) + free * index // max(len(ids) - 1, 1)
        boxes[one] = [left, top, width, heights[index]]


def _balanced(heights: Sequence[int]) -> int:
    """Return how many boxes go to the first of two columns so that the taller is lowest."""
    spaced = [height + _ACTOR_GAP for height in heights]
    return min(
        range(len(spaced) + 1),
        key=lambda count: (max(sum(spaced[:count]), sum(spaced[count:])), -count),
    )


def _height(item: dict[str, Any], width: int, most: int) -> int:
    """Return the height of a box of ``width`` for the name of ``item`` in either language."""
    lines = max(_lines(text, width - _SIDES) for text in _texts(item))
    return min(lines, most) * _LINE + _PADDING


def _texts(item: dict[str, Any]) -> list[str]:
    """Return what stands in the box of ``item`` in Czech and in English, as ``map.js`` says it."""
    names = item.get("short", [item["cs"], item["en"]])
    if item["kind"] in {"Goal", "SubArea", "Area", "Priority"}:
        return [f"{item['code']} {name}".strip() for name in names]
    code = "" if item["kind"] == "Municipality" else item["code"]
    return [code] if code else names


def _lines(text: str, width: int) -> int:
    """Return in how many lines ``text`` fits at 12 pixels in a common sans-serif."""
    lines, used = 1, 0.0
    for word in text.split():
        length = sum(map(_letter, word))
        if used and used + _letter(" ") + length > width:
            lines, used = lines + 1, length
        else:
            used += (_letter(" ") if used else 0) + length
    return lines


def _letter(letter: str) -> float:
    """Return the width of a letter in pixels."""
    if letter in _NARROW:
        return 3.4
    return 9.8 if letter in _BROAD else 7.8 if letter.isupper() else 6.3
