"""What the answers of the page queries state of the items: the one reading of them for all pages.

Takes rows by the name of the query; gives typed records with the places in the documents where
each stands. Leaves to the pages which of them to show, in what order and form.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

from graph_tools.answers import natural
from graph_tools.errors import QueryError, Text

__all__ = ["COLUMNS", "NOTHING", "Fact", "Figure", "Item", "Link", "Place", "Row", "Stated", "said"]

COLUMNS: Mapping[str, str] = {
    "discrepancies": "key about kind description_cs description_en resolution_cs resolution_en",
    "facts": "id fact key value value_cs value_en",
    "figures": "id key quantity_cs quantity_en value unit_cs unit_en moment precision",
    "items": "id kind code label_cs label_en",
    "links": "source relation target certainty key reading code resolution reason_cs reason_en",
    "names": "id name",
    "sections": "key section_cs section_en",
    "sources": "key document first_line last_line",
    "terms": "scheme value label_cs label_en definition_cs definition_en",
}
"""Columns of the answers that every page needs, in their order, with blanks between."""

NOTHING = Text("", "")
Place = tuple[str, int, int]
"""Short name of a document, first line, last line."""
Row = Mapping[str, str]
_Rows = Mapping[str, Sequence[Row]]


@dataclass(frozen=True)
class Item:
    """One thing that has a page; ``kind`` is its class, ``id`` the end of its IRI."""

    id: str
    kind: str
    code: str
    label: Text
    places: tuple[Place, ...]
    names: tuple[str, ...] = ()
    what: str = ""
    resolution: Text = NOTHING


@dataclass(frozen=True)
class Fact:
    """One fact about an item: a value or a value of a code list, and its wording."""

    fact: str
    value: str
    wording: Text
    places: tuple[Place, ...]


@dataclass(frozen=True)
class Figure:
    """One figure the documents give."""

    quantity: Text
    value: str
    unit: Text
    moment: str
    precision: str
    places: tuple[Place, ...]


@dataclass(frozen=True)
class Link:
    """One link between two items; empty fields are not stated."""

    source: str
    relation: str
    target: str
    places: tuple[Place, ...]
    certainty: str = ""
    reading: str = ""
    code: str = ""
    resolution: str = ""
    reason: Text = NOTHING
    section: Text = NOTHING
    alternatives: tuple[str, ...] = ()


class Stated:
    """What is stated of all items.

    Attributes:
        places: places in the documents by the key of a record.
        items: all items by id, discrepancies among them, in the order of the answers.
        facts: the facts of each item.
        figures: the figures of each item.
        links: links whose both ends are items, by source, relation, target and number.
        concerns: the links from discrepancies to the items they are about.
    """

    def __init__(self, rows: _Rows) -> None:
        """Read the answers of ``COLUMNS``; those of the site stand beside them where asked."""
        self.places = _places(rows["sources"])
        self.items = _items(rows, self.places)
        self.facts: dict[str, list[Fact]] = {}
        for row in rows["facts"]:
            if row["id"] in self.items:
                self.facts.setdefault(row["id"], []).append(
                    Fact(row["fact"], row["value"], said(row, "value"), self.of(row["key"]))
                )
        self.figures: dict[str, list[Figure]] = {}
        for row in rows["figures"]:
            if row["id"] in self.items:
                self.figures.setdefault(row["id"], []).append(Figure(
                    said(row, "quantity"), row["value"], said(row, "unit"), row["moment"],
                    row["precision"], self.of(row["key"]),
                ))  # fmt: skip
        self.links = _links(rows, self)
        owners = _owners(rows)
        self.concerns = [
            Link(row["key"], "concerns", target, self.of(row["key"]))
            for row in rows["discrepancies"]
            if (target := _about(row, self.items, owners)) in self.items
        ]

    def of(self, key: str) -> tuple[Place, ...]:
        """Return the places of the record ``key``."""
        return self.places.get(key, ())


def said(row: Row, name: str) -> Text:
    """Return the text of two columns; the English is empty where there is none."""
    return Text(row[f"{name}_cs"], row[f"{name}_en"])


def _places(rows: Sequence[Row]) -> dict[str, tuple[Place, ...]]:
    """Return the places of each record."""
    places: dict[str, set[Place]] = {}
    for row in rows:
        place = row["document"], int(row["first_line"]), int(row["last_line"])
        places.setdefault(row["key"], set()).add(place)
    return {key: tuple(sorted(found)) for key, found in places.items()}


def _items(rows: _Rows, places: Mapping[str, tuple[Place, ...]]) -> dict[str, Item]:
    """Return all items, discrepancies last."""
    names: dict[str, list[str]] = {}
    for row in rows["names"]:
        names.setdefault(row["id"], []).append(row["name"])
    known: set[str] = set()
    for row in rows["items"]:
        # Ids leave the strategy's name out: pages are of one strategy.
        if row["id"] in known:
            raise QueryError(Text(
                f"Položka {row['id']} je v grafu dvakrát; stránky ukazují jedinou strategii.",
                f"The item {row['id']} is in the graph twice; pages show a single strategy.",
            ))  # fmt: skip
        known.add(row["id"])
    return {
        row["id"]: Item(
            row["id"], row["kind"], row["code"], said(row, "label"),
            places.get(row["id"], ()), tuple(names.get(row["id"], ())),
        )
        for row in rows["items"]
    } | {
        row["key"]: Item(
            row["key"], "Discrepancy", "", said(row, "description"),
            places.get(row["key"], ()), (), row["kind"], said(row, "resolution"),
        )
        for row in rows["discrepancies"]
    }  # fmt: skip


def _links(rows: _Rows, stated: Stated) -> list[Link]:
    """Return the links whose both ends are items."""
    alternatives: dict[str, list[str]] = {}
    for row in rows.get("site-alternatives", ()):
        alternatives.setdefault(row["key"], []).append(row["alternative"])
    sections = {row["key"]: said(row, "section") for row in rows["sections"]}
    found = {
        (row["source"], row["relation"], row["target"], row["key"]): Link(
            row["source"], row["relation"], row["target"], stated.of(row["key"]),
            row.get("certainty", ""), row.get("reading", ""), row.get("code", ""),
            row.get("resolution", ""), said({"reason_cs": "", "reason_en": "", **row}, "reason"),
            sections.get(row["key"], NOTHING), tuple(alternatives.get(row["key"], ())),
        )
        for row in (*rows.get("site-more-links", ()), *rows["links"])
        if row["source"] in stated.items and row["target"] in stated.items
    }  # fmt: skip
    # Records of one link stand by their numbers, 2 before 10.
    return [found[key] for key in sorted(found, key=lambda key: (*key[:3], natural(key[3])))]


def _owners(rows: _Rows) -> dict[str, str]:
    """Return the item to which a record belongs."""
    owners = {row["key"]: row["item"] for row in rows.get("site-records", ())}
    for name, column in (("facts", "id"), ("figures", "id"), ("links", "source")):
        for row in rows[name]:
            owners.setdefault(row["key"], row[column])
    return owners


def _about(row: Row, items: Container[str], owners: Mapping[str, str]) -> str:
    """Return the item a discrepancy is about; what is none of the items where it is about none."""
    return row["about"] if row["about"] in items else owners.get(row["about"], "")
