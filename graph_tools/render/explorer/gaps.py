"""The gaps for the page: what they are about as items, where they stand, when they hold.

Takes the answers on gaps and the data of the page; gives lists by kind, the gravest first, as
compact as the page carries them. A name in a gap leads to one item or the build stops: a wrong
link is worse than none.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from graph_tools.answers import GAP_COLUMNS, READINGS, Answers, rows_of
from graph_tools.errors import QueryError, Text
from graph_tools.render.explorer.content import czech
from graph_tools.render.gap_names import NAMES, NO_ITEMS, GapNames

__all__ = ["GapPart", "gap_part"]

_COLUMNS: dict[str, str] = {
    "gap-kinds": "kind item partner tags",
    "gap-names": NAMES,
    "gaps": " ".join(GAP_COLUMNS),
}
_TEXTUAL = {"abbreviation", "code", "strategy"}
_OURS = {"overdue", "recurring-barrier", "unfulfilled"}
"""Kinds that rest on what we derived ourselves: status and barriers."""

_Row = dict[str, str]
_Side = int | list[str] | None


class GapPart(NamedTuple):
    """The gaps of the page.

    Attributes:
        kinds: each kind with ``name``, ``group`` (``support``, ``coordination``, ``time``,
            ``text``), ``item`` and ``partner`` (what these are), ``ours``, and ``rows``: item and
            partner (place among the items of the page, words in both languages, or None), reason
            in Czech and English, readings as bits (1 strict, 2 default, 4 lenient), place.
        places: lists of places that the page has to add to its own.
    """

    kinds: list[dict[str, Any]]
    places: list[list[list[str | int]]]


def gap_part(answers: Answers, data: dict[str, Any]) -> GapPart:
    """Return the gaps of all kinds.

    Args:
        answers: rows of ``gaps``, ``gap-kinds`` and ``gap-names``.
        data: what ``page_data`` gives.

    Raises:
        QueryError: an answer is missing, or a gap names what is no item, or more than one.
    """
    rows = {name: rows_of(answers, _COLUMNS, name) for name in _COLUMNS}
    sides = _Sides(rows["gap-names"], data)
    places = _Places(data)
    kinds = []
    for kind in rows["gap-kinds"]:
        found = [row for row in rows["gaps"] if row["kind"] == kind["kind"]]
        kinds.append({
            "group": _group(kind),
            "item": kind["item"],
            "name": kind["kind"],
            "ours": kind["kind"] in _OURS,
            "partner": kind["partner"],
            "rows": [
                [
                    *sides.of(kind, row), czech(row["reason_cs"]), row["reason_en"],
                    sum(2**at for at, name in enumerate(READINGS) if row[name] == "yes"),
                    places.of(row),
                ]
                for row in found
            ],
        })  # fmt: skip
    _check_kinds(rows)
    return GapPart(kinds, places.added)


def _check_kinds(rows: dict[str, list[_Row]]) -> None:
    """Raise where a gap is of a kind that is not listed: it would be lost."""
    listed = {row["kind"] for row in rows["gap-kinds"]}
    lost = ", ".join(sorted({row["kind"] for row in rows["gaps"]} - listed))
    if lost:
        raise QueryError(
            Text(f"Mezery neznámého druhu: {lost}.", f"Gaps of no known kind: {lost}.")
        )


def _group(kind: _Row) -> str:
    """Return the group a kind is shown in."""
    if "time" in kind["tags"].split() or kind["kind"] == "overdue":
        return "time"
    if kind["item"] == "goal":
        return "support"
    return "text" if {kind["item"], kind["partner"]} & _TEXTUAL else "coordination"


class _Sides:
    """What stands for the item and the partner of a gap."""

    def __init__(self, rows: list[_Row], data: dict[str, Any]) -> None:
        """Index the items of the page and the words for barriers."""
        self._place = {item["id"]: index for index, item in enumerate(data["items"])}
        links = ((one["source"], one["relation"], one["target"]) for one in data["links"])
        self._names = GapNames(rows, self._place, links)
        self._barriers = {
            key.removeprefix("barrier/"): said[:2]
            for key, said in data["terms"].items()
            if key.startswith("barrier/")
        }

    def of(self, kind: _Row, row: _Row) -> tuple[_Side, _Side]:
        """Return the places of the two items, or words where there can be none."""
        item, partner = self._names.ends((kind["item"], kind["partner"]), row)
        return (
            self._side(kind["item"], row["item"], item),
            self._side(kind["partner"], row["partner"], partner),
        )

    def _side(self, about: str, name: str, item: str) -> _Side:
        """Return the place of an item, or the words for what is none."""
        if about in NO_ITEMS and name:
            return self._barriers.get(name, [name, name]) if about == "barrier" else [name, name]
        return self._place[item] if item else None


class _Places:
    """Places of gaps as numbers of lists of places of the page."""

    def __init__(self, data: dict[str, Any]) -> None:
        """Index what the page has."""
        self._index = {repr(places): index for index, places in enumerate(data["places"])}
        self._codes = {
            fact[1]: item["code"]
            for item in data["items"]
            if item["kind"] == "SourceDocument"
            for fact in data["facts"].get(item["id"], [])
            if fact[0] == "file-name"
        }
        self.added: list[list[list[str | int]]] = []

    def of(self, row: _Row) -> int:
        """Return the number of the place of a gap, new where the page lacks it; -1 for none."""
        if not row["document"]:
            return -1
        document = self._codes.get(row["document"], row["document"])
        places: list[list[str | int]] = [
            [document, int(row["first_line"]), int(row["last_line"])]
        ]  # fmt: skip
        name = repr(places)
        if name not in self._index:
            self._index[name] = len(self._index)
            self.added.append(places)
        return self._index[name]
