"""What stands on the measures map: every measure, or, where they are many, what they belong to.

A screen holds about 150 boxes. Above that measures give way to their sub-areas (then areas), goals
to their priorities, and only the busiest actors stay; how many are left out is counted, so that the
page can say so in words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

__all__ = ["MOST_BOXES", "Choice", "choose"]

MOST_BOXES = 150
_MOST_TILES, _MOST_GOALS, _MOST_STRATEGIC, _LEAST_ACTORS, _MOST_ACTORS = 80, 40, 13, 10, 40
_STRATEGIC = {"ThematicMeasure", "CrossCuttingMeasure"}


@dataclass(frozen=True)
class Choice:
    """Ids of items by their place on the map.

    ``rows`` are headings with their tiles; a heading is "" where the tiles stand for measures.
    """

    goals: list[str]
    strategic: list[str]
    rows: list[tuple[str, list[str]]]
    actors: list[str]
    left_out: dict[str, int]


def choose(data: dict[str, Any], actors: Sequence[str]) -> Choice:
    """Return what stands on the map.

    Args:
        data: what ``page_data`` gives.
        actors: the actors that work on a measure, the busiest first.
    """
    ids: dict[str, list[str]] = {}
    for item in data["items"]:
        kind = "Strategic" if item["kind"] in _STRATEGIC else item["kind"]
        ids.setdefault(kind, []).append(item["id"])
    goals = ids.get("Goal", [])
    order = {item["id"]: index for index, item in enumerate(data["items"])}
    strategic = sorted(ids.get("Strategic", []), key=lambda one: _rank(data, order, one))
    measures: dict[str, list[str]] = {sub_area: [] for sub_area in ids.get("SubArea", [])}
    for measure, sub_area in _targets(data, "in-sub-area").items():
        measures[sub_area].append(measure)
    rows = [
        (sub_area, sorted(found, key=lambda one: order[one]))
        for sub_area, found in measures.items()
    ]
    boxes = len(goals) + len(strategic) + len(actors)
    boxes += sum(1 + len(found) for _, found in rows)
    if boxes <= MOST_BOXES:
        return Choice(goals, strategic, rows, list(actors), {})
    return _fewer(data, ids, strategic, actors)


def _fewer(
    data: dict[str, Any], ids: dict[str, list[str]], strategic: list[str], actors: Sequence[str]
) -> Choice:
    """Return a map of what measures and goals belong to."""
    tiles = _tiles(data, ids)
    left, goals = _left(data, ids)
    row = strategic if len(strategic) <= _MOST_STRATEGIC else []
    room = MOST_BOXES - len(tiles) - len(goals) - len(row)
    busiest = list(actors[: max(_LEAST_ACTORS, min(_MOST_ACTORS, room))])
    left_out = {
        "Actor": len(actors) - len(busiest),
        left: len(ids.get(left, [])) - len(goals),
        "Measure": len(_targets(data, "in-sub-area")),
        "StrategicMeasure": len(strategic) - len(row),
    }
    return Choice(
        goals, row, [("", tiles)], busiest, {kind: n for kind, n in left_out.items() if n}
    )


def _tiles(data: dict[str, Any], ids: dict[str, list[str]]) -> list[str]:
    """Return sub-areas, or areas where those are too many, the largest if need be."""
    of_measure, of_sub_area = _targets(data, "in-sub-area"), _targets(data, "in-area")
    sub_areas = ids.get("SubArea", [])
    if len(sub_areas) <= _MOST_TILES:
        return sub_areas
    behind = Counter(of_sub_area.get(sub_area, "") for sub_area in of_measure.values())
    return _first(ids.get("Area", []), _MOST_TILES, lambda one: -behind[one])


def _left(data: dict[str, Any], ids: dict[str, list[str]]) -> tuple[str, list[str]]:
    """Return what stands on the left: goals or priorities, the least supported if need be."""
    goals, priority = ids.get("Goal", []), _targets(data, "in-priority")
    support = Counter(
        link["target"] for link in data["links"] if link["relation"] == "contributes-to"
    )
    if len(goals) <= _MOST_GOALS or not priority:
        return "Goal", _first(goals, _MOST_GOALS, lambda one: support[one])
    for goal, found in priority.items():
        support[found] += support[goal]
    return "Priority", _first(ids.get("Priority", []), _MOST_GOALS, lambda one: support[one])


def _first(ids: list[str], most: int, weight: Callable[[str], int]) -> list[str]:
    """Return at most ``most`` of ``ids``, those of the least ``weight``, in their order."""
    kept = set(sorted(ids, key=weight)[:most])
    return [one for one in ids if one in kept]


def _targets(data: dict[str, Any], relation: str) -> dict[str, str]:
    """Return by source the target of each link of ``relation``."""
    return {
        link["source"]: link["target"] for link in data["links"] if link["relation"] == relation
    }


def _rank(data: dict[str, Any], order: dict[str, int], item: str) -> tuple[int, int]:
    """Return the rank the strategy gives ``item``, else its order on the page."""
    for fact in data["facts"].get(item, []):
        if fact[0] == "rank":
            return int(fact[1]), order[item]
    return 10_000, order[item]
