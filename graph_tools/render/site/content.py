"""Turn answers of the page queries into items with their facts, links and gaps.

Takes the answers the explorer shows and those of ``queries/pages/site``; gives plain records in
both languages, sorted, every one with the places in the documents where it stands.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from graph_tools.answers import GAP_COLUMNS, Answers, natural, roman
from graph_tools.errors import QueryError, Text
from graph_tools.render.gap_names import NAMES, GapNames
from graph_tools.render.stated import COLUMNS, Fact, Figure, Item, Link, Place, Row, Stated, said

__all__ = ["QUERIES", "Content", "ItemGap", "Record", "read_content"]

QUERIES = (
    "site-alternatives", "site-more-links", "site-records", "site-term-links", "site-terms",
)  # fmt: skip
"""Page queries of the site beside those of the explorer."""

_NEEDED = {
    **COLUMNS,
    "gap-kinds": "kind item partner",
    "gap-names": NAMES,
    "gaps": " ".join(GAP_COLUMNS),
    "reported-totals": "key status count",
    "site-alternatives": "key alternative",
    "site-more-links": "source relation target key",
    "site-records": "key kind name_cs name_en more_cs more_en item",
    "site-term-links": "iri relation other",
    "site-terms":
        "iri kind scheme notation label_cs label_en definition_cs definition_en "
        "example_cs example_en",
}  # fmt: skip


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


def read_content(answers: Answers) -> Content:
    """Return the content of all pages.

    Args:
        answers: columns and rows of what the explorer shows and of ``QUERIES``.

    Raises:
        QueryError: an answer is missing or lacks a column, or a gap names no item or several.
    """
    rows = {name: _rows(answers, name) for name in sorted(_NEEDED)}
    stated = Stated(rows)
    items = {item.id: item for item in sorted(stated.items.values(), key=_counted)}
    # Sorting keeps the order of the records of one link.
    links = sorted((*stated.links, *stated.concerns), key=_ends)
    out: dict[str, list[Link]] = {}
    back: dict[str, list[Link]] = {}
    for link in links:
        out.setdefault(link.source, []).append(link)
        back.setdefault(link.target, []).append(link)
    records = {
        row["key"]: Record(row["kind"], said(row, "name"), said(row, "more"))
        for row in rows["site-records"]
    }
    about: dict[str, list[Record]] = {}
    for row in rows["discrepancies"]:
        if row["about"] in records:
            about.setdefault(row["key"], []).append(records[row["about"]])
    return Content(
        items=items,
        facts=stated.facts,
        figures=stated.figures,
        out=out,
        back=back,
        gaps=_gaps(rows, GapNames(rows["gap-names"], items, map(_ends, links))),
        records=about,
        totals=[
            (row["status"], row["count"], stated.of(row["key"]))
            for row in sorted(rows["reported-totals"], key=lambda row: -int(row["count"]))
        ],
        terms={
            (row["scheme"].removesuffix("Scheme"), row["value"]): said(row, "label")
            for row in rows["terms"]
        },
        meanings={
            (row["scheme"].removesuffix("Scheme"), row["value"]): said(row, "definition")
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


def _ends(link: Link) -> tuple[str, str, str]:
    """Return source, relation and target of a link."""
    return link.source, link.relation, link.target


def _counted(item: Item) -> tuple[str, tuple[tuple[int, int, str], ...], str, str]:
    """Return the sort key of an item: 2 before 10, IX before X, then by name."""
    code = item.code
    number = natural(code)
    if item.kind in {"ThematicMeasure", "CrossCuttingMeasure"}:
        number = ((0, roman(code), ""), *number)
    # Things without a code, such as municipalities, stand by their names.
    by_name = "" if code and item.kind != "Municipality" else item.label.cs.casefold()
    return item.kind, number if not by_name else (), by_name, item.id


def _gaps(rows: Mapping[str, Sequence[Row]], names: GapNames) -> dict[str, list[ItemGap]]:
    """Return the gaps that name an item, on the pages of both sides."""
    about = {row["kind"]: (row["item"], row["partner"]) for row in rows["gap-kinds"]}
    found: dict[str, list[ItemGap]] = {}
    for row in rows["gaps"]:
        sides = set(names.ends(about[row["kind"]], row)) - {""}
        for side in sorted(sides):
            found.setdefault(side, []).append(ItemGap(
                row["kind"], tuple(sorted(sides - {side})), said(row, "reason"),
                (row["strict"], row["default"], row["lenient"]),
                (row["document"].split("_", 1)[0], int(row["first_line"]), int(row["last_line"])),
            ))  # fmt: skip
    return found
