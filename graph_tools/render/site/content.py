"""Turn answers of the page queries into items with their facts, links and gaps.

Takes the answers the explorer shows and those of ``queries/pages/site``; gives plain records in
both languages, sorted, every one with the places in the documents where it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from graph_tools.answers import Answers, natural
from graph_tools.errors import QueryError, Text

__all__ = [
    "QUERIES", "Content", "Fact", "Figure", "GapRows", "Item", "ItemGap", "Link", "Place",
    "Record", "read_content",
]  # fmt: skip

QUERIES = (
    "site-alternatives", "site-more-links", "site-records", "site-term-links", "site-terms",
)  # fmt: skip
"""Page queries of the site beside those of the explorer."""

_NEEDED: dict[str, str] = {
    "discrepancies": "key about kind description_cs description_en resolution_cs resolution_en",
    "facts": "id fact key value value_cs value_en",
    "figures": "id key quantity_cs quantity_en value unit_cs unit_en moment precision",
    "items": "id kind code label_cs label_en",
    "links": "source relation target certainty key reading code resolution reason_cs reason_en",
    "names": "id name",
    "reported-totals": "key status count",
    "sections": "key section_cs section_en",
    "site-alternatives": "key alternative",
    "site-more-links": "source relation target key",
    "site-records": "key kind name_cs name_en more_cs more_en item",
    "site-term-links": "iri relation other",
    "site-terms":
        "iri kind scheme notation label_cs label_en definition_cs definition_en "
        "example_cs example_en",
    "sources": "key document first_line last_line",
    "terms": "scheme value label_cs label_en definition_cs definition_en",
}  # fmt: skip
_ROMAN = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV"]
_NOTHING = Text("", "")
_KINDS: dict[str, tuple[str, ...]] = {
    "actor": ("Organisation", "OrganisationalUnit", "ActorGroup", "Municipality"),
    "goal": ("Goal",),
    "measure": ("Measure", "SubArea"),
    "strategic-measure": ("ThematicMeasure", "CrossCuttingMeasure"),
    "strategy": ("Strategy",),
    "sub-area": ("SubArea",),
}
"""Classes of the items a gap may name, by the kind its query gives."""

Place = tuple[str, int, int]
"""Short name of a document, first line, last line."""
Row = Mapping[str, str]
GapRows = tuple[str, Mapping[str, str], Sequence[Mapping[str, str]]]
"""Kind of gap, kinds of its ``item`` and ``partner``, and its rows."""


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
    resolution: Text = _NOTHING


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
    reason: Text = _NOTHING
    section: Text = _NOTHING
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True)
class Record:
    """What a discrepancy is about where that is no item: an abbreviation, an official total."""

    kind: str
    name: Text
    more: Text


@dataclass(frozen=True)
class ItemGap:
    """One gap that names an item and perhaps ``others``; ``readings`` are yes or no."""

    kind: str
    others: tuple[str, ...]
    reason: Text
    readings: tuple[str, str, str]
    place: Place


@dataclass(frozen=True)
class Content:
    """Everything the pages tell, by ``id`` of the item."""

    items: dict[str, Item]
    facts: dict[str, list[Fact]]
    figures: dict[str, list[Figure]]
    out: dict[str, list[Link]]
    back: dict[str, list[Link]]
    gaps: dict[str, list[ItemGap]]
    records: dict[str, list[Record]]
    totals: list[tuple[str, str, tuple[Place, ...]]]
    terms: dict[tuple[str, str], Text]
    meanings: dict[tuple[str, str], Text]
    documents: dict[str, Item]
    ontology: Sequence[Row] = field(default_factory=list)
    ontology_links: Sequence[Row] = field(default_factory=list)


def read_content(answers: Answers, gaps: Iterable[GapRows]) -> Content:
    """Return the content of all pages.

    Args:
        answers: columns and rows of the explorer's page queries and of ``QUERIES``.
        gaps: the gaps of every kind that was looked for, with the columns of all gaps.

    Raises:
        QueryError: an answer is missing or lacks a column.
    """
    rows = {name: _rows(answers, name) for name in sorted(_NEEDED)}
    places = _places(rows["sources"])
    items = _items(rows, places)
    links = _links(rows, places, items)
    out: dict[str, list[Link]] = {}
    back: dict[str, list[Link]] = {}
    for link in links:
        out.setdefault(link.source, []).append(link)
        back.setdefault(link.target, []).append(link)
    records = {
        row["key"]: Record(row["kind"], _said(row, "name"), _said(row, "more"))
        for row in rows["site-records"]
    }
    about: dict[str, list[Record]] = {}
    for row in rows["discrepancies"]:
        if row["about"] in records:
            about.setdefault(row["key"], []).append(records[row["about"]])
    return Content(
        items=items,
        facts=_facts(rows["facts"], places, items),
        figures=_figures(rows["figures"], places, items),
        out=out,
        back=back,
        gaps=_gaps(gaps, items),
        records=about,
        totals=[
            (row["status"], row["count"], places.get(row["key"], ()))
            for row in sorted(rows["reported-totals"], key=lambda row: -int(row["count"]))
        ],
        terms={
            (row["scheme"].removesuffix("Scheme"), row["value"]): _said(row, "label")
            for row in rows["terms"]
        },
        meanings={
            (row["scheme"].removesuffix("Scheme"), row["value"]): _said(row, "definition")
            for row in rows["terms"]
        },
        documents={item.code: item for item in items.values() if item.kind == "SourceDocument"},
        ontology=rows["site-terms"],
        ontology_links=rows["site-term-links"],
    )


def _rows(answers: Answers, name: str) -> list[dict[str, str]]:
    """Return the answer ``name`` as dictionaries; other columns may stand beside those needed."""
    wanted = set(_NEEDED[name].split())
    columns, rows = answers.get(name, ((), ()))
    if not wanted <= set(columns):
        listed = ", ".join(_NEEDED[name].split())
        raise QueryError(Text(
            f"Chybí odpověď na dotaz pages/{name} se sloupci {listed}.",
            f"The answer to the query pages/{name} with the columns {listed} is missing.",
        ))  # fmt: skip
    return [dict(zip(columns, row, strict=True)) for row in rows]


def _said(row: Row, name: str) -> Text:
    """Return the text of two columns; the English is empty where there is none."""
    return Text(row[f"{name}_cs"], row[f"{name}_en"])


def _places(rows: list[dict[str, str]]) -> dict[str, tuple[Place, ...]]:
    """Return the places of each record."""
    places: dict[str, list[Place]] = {}
    for row in rows:
        place = row["document"], int(row["first_line"]), int(row["last_line"])
        places.setdefault(row["key"], []).append(place)
    return {key: tuple(sorted(set(found))) for key, found in places.items()}


def _items(
    rows: Mapping[str, list[dict[str, str]]], places: Mapping[str, tuple[Place, ...]]
) -> dict[str, Item]:
    """Return all items, discrepancies among them, by kind and as people count."""
    names: dict[str, list[str]] = {}
    for row in rows["names"]:
        names.setdefault(row["id"], []).append(row["name"])
    items = {
        row["id"]: Item(
            row["id"], row["kind"], row["code"], _said(row, "label"),
            places.get(row["id"], ()), tuple(names.get(row["id"], ())),
        )
        for row in rows["items"]
    } | {
        row["key"]: Item(
            row["key"], "Discrepancy", "", _said(row, "description"),
            places.get(row["key"], ()), (), row["kind"], _said(row, "resolution"),
        )
        for row in rows["discrepancies"]
    }  # fmt: skip
    return {item.id: item for item in sorted(items.values(), key=_counted)}


def _counted(item: Item) -> tuple[str, tuple[tuple[int, int, str], ...], str, str]:
    """Return the sort key of an item: 2 before 10, IX before X, then by name."""
    code = item.code
    number = ((0, _ROMAN.index(code), ""),) if code in _ROMAN else natural(code)
    # Things without a code, such as municipalities, stand by their names.
    by_name = "" if code and item.kind != "Municipality" else item.label.cs.casefold()
    return item.kind, number if not by_name else (), by_name, item.id


def _facts(
    rows: list[dict[str, str]], places: Mapping[str, tuple[Place, ...]], items: Mapping[str, Item]
) -> dict[str, list[Fact]]:
    """Return the facts of each item."""
    facts: dict[str, list[Fact]] = {}
    for row in rows:
        if row["id"] in items:
            facts.setdefault(row["id"], []).append(
                Fact(row["fact"], row["value"], _said(row, "value"), places.get(row["key"], ()))
            )
    return facts


def _figures(
    rows: list[dict[str, str]], places: Mapping[str, tuple[Place, ...]], items: Mapping[str, Item]
) -> dict[str, list[Figure]]:
    """Return the figures of each item."""
    figures: dict[str, list[Figure]] = {}
    for row in rows:
        if row["id"] in items:
            figures.setdefault(row["id"], []).append(Figure(
                _said(row, "quantity"), row["value"], _said(row, "unit"), row["moment"],
                row["precision"], places.get(row["key"], ()),
            ))  # fmt: skip
    return figures


def _links(
    rows: Mapping[str, list[dict[str, str]]],
    places: Mapping[str, tuple[Place, ...]],
    items: Mapping[str, Item],
) -> list[Link]:
    """Return the links whose both ends have pages, those of discrepancies among them."""
    alternatives: dict[str, list[str]] = {}
    for row in rows["site-alternatives"]:
        alternatives.setdefault(row["key"], []).append(row["alternative"])
    sections = {row["key"]: _said(row, "section") for row in rows["sections"]}
    found = {
        (row["source"], row["relation"], row["target"], row["key"]): Link(
            row["source"], row["relation"], row["target"], places.get(row["key"], ()),
            row.get("certainty", ""), row.get("reading", ""), row.get("code", ""),
            row.get("resolution", ""), _said({"reason_cs": "", "reason_en": "", **row}, "reason"),
            sections.get(row["key"], _NOTHING), tuple(alternatives.get(row["key"], ())),
        )
        for row in (*rows["site-more-links"], *rows["links"])
        if row["source"] in items and row["target"] in items
    }  # fmt: skip
    owner = _owners(rows)
    for row in rows["discrepancies"]:
        target = row["about"] if row["about"] in items else owner.get(row["about"], "")
        if target in items:
            key = (row["key"], "concerns", target, row["key"])
            found[key] = Link(row["key"], "concerns", target, places.get(row["key"], ()))
    return [found[key] for key in sorted(found, key=lambda key: (*key[:3], natural(key[3])))]


def _owners(rows: Mapping[str, list[dict[str, str]]]) -> dict[str, str]:
    """Return the item on whose page a record stands."""
    owners = {row["key"]: row["item"] for row in rows["site-records"]}
    for name, column in (("links", "source"), ("figures", "id"), ("facts", "id")):
        for row in rows[name]:
            owners.setdefault(row["key"], row[column])
    return owners


def _gaps(gaps: Iterable[GapRows], items: Mapping[str, Item]) -> dict[str, list[ItemGap]]:
    """Return the gaps that name an item, on the pages of both sides."""
    by_name: dict[tuple[str, str], str] = {}
    for item in items.values():
        for name in {item.label.cs, item.code} - {""}:
            # A name two items share leads to neither: a wrong link is worse than a missing one.
            taken = (item.kind, name) in by_name
            by_name[item.kind, name] = "" if taken else item.id
    found: dict[str, list[ItemGap]] = {}
    for kind, about, rows in gaps:
        for row in rows:
            sides = {
                by_name.get((named, row[side]), "")
                for side in ("item", "partner")
                for named in _KINDS.get(about.get(side, ""), ())
            }
            sides.discard("")
            for side in sorted(sides):
                found.setdefault(side, []).append(ItemGap(
                    kind, tuple(sorted(sides - {side})), _said(row, "reason"),
                    (row["strict"], row["default"], row["lenient"]),
                    (row["document"].split("_", 1)[0], int(row["first_line"]),
                     int(row["last_line"])),
                ))  # fmt: skip
    return found
