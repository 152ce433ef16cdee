"""Turn the answers of the page queries into the data the page carries.

Gives plain lists and dictionaries, sorted, with every text in place; leaves out what no view
shows. Sources are kept once: facts and links point into a list of places in documents.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from graph_tools.answers import Answers, natural, roman, rows_of
from graph_tools.render.stated import COLUMNS, Link, Place, Row, Stated

__all__ = ["page_data", "short_name"]

_COLUMNS = {
    **COLUMNS,
    "coverage": "goal sub_area strict default lenient",
    "reported-totals": "key status count percent total",
}
_SCHEMES = {
    "barrierScheme", "certaintyScheme", "codeResolutionScheme", "discrepancyKindScheme",
    "documentKindScheme", "eventStatusScheme", "gapKindScheme", "instrumentGroupScheme",
    "levelScheme", "precisionScheme", "recurrenceScheme", "statusScheme", "strategyRelationScheme",
}  # fmt: skip
_SHORT = re.compile(r"(: | \(| – |, aby |, a to |, so that |, from the | v souvislosti ).*", re.S)
_LONE = re.compile(r"(?<![^\s(„\"])([AIKOSUVZaikosuvz]) (?=\S)")


def page_data(answers: Answers) -> dict[str, Any]:
    """Return everything the page shows, ready for JSON.

    Args:
        answers: columns and rows by the name of the page query.

    Returns:
        ``items`` (sorted by kind and code), ``facts`` by item, ``figures`` by item, ``links``,
        ``places`` (lists of document, first line, last line), ``coverage``, ``totals``, ``terms``.

    Raises:
        QueryError: an answer is missing or has other columns than the page expects.
    """
    rows = {name: rows_of(answers, _COLUMNS, name) for name in sorted(_COLUMNS)}
    stated = Stated(rows)
    places = _Places()
    items = _items(rows, stated, places)
    links = [_link(link, places) for link in (*stated.links, *stated.concerns)]
    return {
        "coverage": {
            f"{row['goal']} {row['sub_area']}": [
                int(row["strict"]), int(row["default"]), int(row["lenient"])
            ]
            for row in rows["coverage"]
        },
        "facts": _facts(stated, places),
        "figures": _figures(stated, places),
        "items": items,
        "links": links,
        "places": places.used,
        "terms": {
            f"{row['scheme'].removesuffix('Scheme')}/{row['value']}": [
                row["label_cs"], row["label_en"],
                czech(row["definition_cs"]), row["definition_en"],
            ]
            for row in rows["terms"]
            if row["scheme"] in _SCHEMES
        },
        "totals": [
            {
                "count": int(row["count"]),
                "percent": row["percent"],
                "place": places.of(stated.of(row["key"])),
                "status": row["status"],
                "total": row["total"],
            }
            for row in rows["reported-totals"]
        ],
    }  # fmt: skip


def short_name(label: str) -> str:
    """Return the part of a long title that fits a box.

    >>> short_name("Bezpečná komunita: podpora dobrého sousedství")
    'Bezpečná komunita'
    """
    return _SHORT.sub("", label) or label


def czech(text: str) -> str:
    """Return Czech ``text`` with one-letter words bound to the next word.

    >>> czech("v kraji") == "v" + chr(160) + "kraji"
    True
    """
    return _LONE.sub("\\1\u00a0", text)


class _Places:
    """Places in documents, each list kept once."""

    def __init__(self) -> None:
        """Begin with no places."""
        self.used: list[list[list[str | int]]] = []
        self._index: dict[tuple[Place, ...], int] = {}

    def of(self, places: tuple[Place, ...]) -> int:
        """Return the number of a list of places; -1 for none."""
        if not places:
            return -1
        if places not in self._index:
            self._index[places] = len(self.used)
            self.used.append([list(place) for place in places])
        return self._index[places]


def _items(
    rows: Mapping[str, Sequence[Row]], stated: Stated, places: _Places
) -> list[dict[str, Any]]:
    """Return all items, discrepancies among them, sorted by kind, then as people count."""
    deadlines = {row["key"] for row in rows["facts"] if row["fact"] == "deadline"}
    of_deadline = {row["key"] for row in rows["discrepancies"] if row["about"] in deadlines}
    items = []
    for one in stated.items.values():
        label_cs, label_en = czech(one.label.cs), one.label.en or one.label.cs
        item: dict[str, Any] = {
            "code": one.code,
            "cs": label_cs,
            "en": label_en,
            "id": one.id,
            "kind": one.kind,
            "place": places.of(one.places),
        }
        if one.kind == "Discrepancy":
            item["resolution"] = [czech(one.resolution.cs), one.resolution.en]
            item["what"] = one.what
            if one.id in of_deadline:
                item["record"] = "deadline"
        else:
            if one.names:
                item["names"] = list(one.names)
            if [short_name(label_cs), short_name(label_en)] != [label_cs, label_en]:
                item["short"] = [short_name(label_cs), short_name(label_en)]
        items.append(item)
    return sorted(items, key=_order)


def _order(item: dict[str, Any]) -> tuple[Any, ...]:
    """Return the key to sort items by; strategic measures are numbered in one row, I to XIII."""
    code = item["code"]
    if item["kind"] in {"ThematicMeasure", "CrossCuttingMeasure"}:
        return "StrategicMeasure", ((0, roman(code), ""), *natural(code)), item["id"]
    return item["kind"], natural(code), item["id"]


def _facts(stated: Stated, places: _Places) -> dict[str, list[list[str | int]]]:
    """Return facts by item: kind of fact, value, wording in Czech and English, place."""
    return {
        item: [
            [
                fact.fact, fact.value, czech(fact.wording.cs),
                fact.wording.en or fact.wording.cs, places.of(fact.places),
            ]
            for fact in facts
        ]
        for item, facts in stated.facts.items()
    }  # fmt: skip


def _figures(stated: Stated, places: _Places) -> dict[str, list[list[str | int]]]:
    """Return figures by item: quantity, value, unit (each cs, en), moment, precision, place."""
    return {
        item: [
            [
                czech(one.quantity.cs), one.quantity.en, one.value, one.unit.cs, one.unit.en,
                one.moment, one.precision, places.of(one.places),
            ]
            for one in figures
        ]
        for item, figures in stated.figures.items()
    }  # fmt: skip


def _link(link: Link, places: _Places) -> dict[str, Any]:
    """Return a link; empty fields are left out."""
    found: dict[str, Any] = {
        name: value
        for name in ("source", "relation", "target", "certainty", "code", "resolution", "reading")
        if (value := getattr(link, name))
    }
    if link.reason.cs:
        found["reason"] = [czech(link.reason.cs), link.reason.en or link.reason.cs]
    if link.section.cs:
        found["section"] = [czech(link.section.cs), link.section.en or link.section.cs]
    found["place"] = places.of(link.places)
    return found
