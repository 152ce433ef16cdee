"""Turn the answers of the page queries into the data the page carries.

Gives plain lists and dictionaries, sorted, with every text in place; leaves out what no view
shows. Sources are kept once: facts and links point into a list of places in documents.
"""

from __future__ import annotations

import re
from typing import Any

from graph_tools.answers import Answers, natural, rows_of

__all__ = ["page_data", "short_name"]

_COLUMNS: dict[str, str] = {
    "coverage": "goal sub_area strict default lenient",
    "discrepancies": "key about kind description_cs description_en resolution_cs resolution_en",
    "facts": "id fact key value value_cs value_en",
    "figures": "id key quantity_cs quantity_en value unit_cs unit_en moment precision",
    "items": "id kind code label_cs label_en",
    "links": "source relation target certainty key reading code resolution reason_cs reason_en",
    "names": "id name",
    "reported-totals": "key status count percent total",
    "sections": "key section_cs section_en",
    "sources": "key document first_line last_line",
    "terms": "scheme value label_cs label_en definition_cs definition_en",
}
_SCHEMES = {
    "barrierScheme", "certaintyScheme", "codeResolutionScheme", "discrepancyKindScheme",
    "documentKindScheme", "eventStatusScheme", "gapKindScheme", "instrumentGroupScheme",
    "levelScheme", "precisionScheme", "recurrenceScheme", "statusScheme", "strategyRelationScheme",
}  # fmt: skip
_ROMAN = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV"]
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
    places = _Places(rows["sources"])
    items = _items(rows, places)
    known = {item["id"] for item in items}
    links = _links(rows, places, known)
    return {
        "coverage": {
            f"{row['goal']} {row['sub_area']}": [
                int(row["strict"]), int(row["default"]), int(row["lenient"])
            ]
            for row in rows["coverage"]
        },
        "facts": _facts(rows["facts"], places, known),
        "figures": _figures(rows["figures"], places, known),
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
                "place": places.of(row["key"]),
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

    def __init__(self, rows: list[dict[str, str]]) -> None:
        """Index the rows of the query ``sources``."""
        self._by_key: dict[str, list[list[str | int]]] = {}
        for row in rows:
            place: list[str | int] = [
                row["document"], int(row["first_line"]), int(row["last_line"])
            ]  # fmt: skip
            self._by_key.setdefault(row["key"], []).append(place)
        self.used: list[list[list[str | int]]] = []
        self._index: dict[str, int] = {}

    def of(self, key: str) -> int:
        """Return the number of the list of places of the record ``key``; -1 where it has none."""
        places = self._by_key.get(key)
        if not places:
            return -1
        name = repr(places)
        if name not in self._index:
            self._index[name] = len(self.used)
            self.used.append(places)
        return self._index[name]


def _items(rows: dict[str, list[dict[str, str]]], places: _Places) -> list[dict[str, Any]]:
    """Return all items, discrepancies among them, sorted by kind, then as people count."""
    other: dict[str, list[str]] = {}
    for row in rows["names"]:
        other.setdefault(row["id"], []).append(row["name"])
    items = []
    for row in rows["items"]:
        label_cs, label_en = czech(row["label_cs"]), row["label_en"] or row["label_cs"]
        item: dict[str, Any] = {
            "code": row["code"],
            "cs": label_cs,
            "en": label_en,
            "id": row["id"],
            "kind": row["kind"],
            "place": places.of(row["id"]),
        }
        if row["id"] in other:
            item["names"] = other[row["id"]]
        if [short_name(label_cs), short_name(label_en)] != [label_cs, label_en]:
            item["short"] = [short_name(label_cs), short_name(label_en)]
        items.append(item)
    deadlines = {row["key"] for row in rows["facts"] if row["fact"] == "deadline"}
    of_deadline = {row["key"] for row in rows["discrepancies"] if row["about"] in deadlines}
    for row in rows["discrepancies"]:
        label_cs, label_en = czech(row["description_cs"]), row["description_en"]
        item = {
            "code": "",
            "cs": label_cs,
            "en": label_en,
            "id": row["key"],
            "kind": "Discrepancy",
            "place": places.of(row["key"]),
            "resolution": [czech(row["resolution_cs"]), row["resolution_en"]],
            "what": row["kind"],
        }
        if row["key"] in of_deadline:
            item["record"] = "deadline"
        if not items or items[-1]["id"] != item["id"]:
            items.append(item)
    return sorted(
        items, key=lambda item: (_shelf(item["kind"]), _natural(item["code"]), item["id"])
    )


def _shelf(kind: str) -> str:
    """Return the kind to sort by: strategic measures are numbered in one row, I to XIII."""
    return "StrategicMeasure" if kind in {"ThematicMeasure", "CrossCuttingMeasure"} else kind


def _natural(code: str) -> tuple[tuple[int, int, str], ...]:
    """Return a sort key that counts as people do: 2 before 10, IX before X."""
    if code in _ROMAN:
        return ((0, _ROMAN.index(code), ""),)
    return natural(code)


def _facts(
    rows: list[dict[str, str]], places: _Places, known: set[str]
) -> dict[str, list[list[str | int]]]:
    """Return facts by item: kind of fact, value, wording in Czech and English, place."""
    facts: dict[str, list[list[str | int]]] = {}
    for row in rows:
        if row["id"] in known:
            facts.setdefault(row["id"], []).append([
                row["fact"], row["value"], czech(row["value_cs"]),
                row["value_en"] or row["value_cs"], places.of(row["key"]),
            ])  # fmt: skip
    return facts


def _figures(
    rows: list[dict[str, str]], places: _Places, known: set[str]
) -> dict[str, list[list[str | int]]]:
    """Return figures by item: quantity, value, unit (each cs, en), moment, precision, place."""
    figures: dict[str, list[list[str | int]]] = {}
    for row in rows:
        if row["id"] in known:
            figures.setdefault(row["id"], []).append([
                czech(row["quantity_cs"]), row["quantity_en"], row["value"], row["unit_cs"],
                row["unit_en"], row["moment"], row["precision"], places.of(row["key"]),
            ])  # fmt: skip
    return figures


def _printed_order(row: dict[str, str]) -> tuple[Any, ...]:
    """Return a sort key of a link: as the query gives it, but records by number, 2 before 10."""
    return row["source"], row["relation"], row["target"], _natural(row["key"])


def _links(
    rows: dict[str, list[dict[str, str]]], places: _Places, known: set[str]
) -> list[dict[str, Any]]:
    """Return links whose both ends are items; empty fields are left out."""
    links = []
    sections = {row["key"]: row for row in rows["sections"]}
    owner = {row["key"]: row["id"] for row in [*rows["facts"], *rows["figures"]]}
    for row in sorted(rows["links"], key=_printed_order):
        owner.setdefault(row["key"], row["source"])
        if row["source"] not in known or row["target"] not in known:
            continue
        link: dict[str, Any] = {
            name: row[name]
            for name in ("source", "relation", "target", "certainty", "code", "resolution")
            if row[name]
        }
        if row["reading"]:
            link["reading"] = row["reading"]
        if row["reason_cs"]:
            link["reason"] = [czech(row["reason_cs"]), row["reason_en"] or row["reason_cs"]]
        if section := sections.get(row["key"]):
            cs, en = section["section_cs"], section["section_en"]
            link["section"] = [czech(cs), en or cs]
        link["place"] = places.of(row["key"])
        links.append(link)
    for row in rows["discrepancies"]:
        target = row["about"] if row["about"] in known else owner.get(row["about"], "")
        if target in known:
            links.append({
                "source": row["key"], "relation": "concerns", "target": target,
                "place": places.of(row["key"]),
            })  # fmt: skip
    return links
