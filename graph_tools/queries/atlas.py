"""Read what traces and paths need from the built graph: items, links, facts, each with its places.

Takes a loaded engine and the page queries ``trace-*.rq``; gives one ``Atlas``. The queries run side
by side, since Oxigraph releases the interpreter while it evaluates. Readings are not judged here:
every link keeps its certainty.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from graph_tools.answers import roman
from graph_tools.errors import NotBuiltError, Text
from graph_tools.queries.library import Question
from graph_tools.queries.run import answer_from, beside

if TYPE_CHECKING:
    from graph_tools.queries.engines import Engine

__all__ = ["RANKS", "Atlas", "Document", "Fact", "Item", "Link", "Source", "read_atlas",
           "read_names"]  # fmt: skip

RANKS: Mapping[str, int] = {"certain": 1, "probable": 2, "uncertain": 3}
"""Degrees of certainty; a reading admits those up to its own rank."""

_Row = tuple[str, ...]

_SCAN = "brochure-scan"


class Source(NamedTuple):
    """Lines of a document, both counted from 1."""

    document: str
    first_line: int
    last_line: int


class Document(NamedTuple):
    """A source document: its file, kind, short name and title."""

    file: str
    kind: str
    short: Text
    title: Text


class Item(NamedTuple):
    """A thing with a name; ``id`` is the end of its IRI, ``parent`` that of what it belongs to.

    ``kind`` is ``goal``, ``measure``, ``strategic-measure``, ``actor``, ``sub-area``, ``strategy``,
    ``priority`` or ``code``; a code belongs to its strategy. ``form`` is the class, or the section
    of a strategy that numbers its codes anew in each: the same code in another is another item.
    """

    id: str
    kind: str
    form: str
    code: str
    label: Text
    parent: str
    sources: tuple[Source, ...]

    @property
    def is_group(self) -> bool:
        """Whether it is an unspecified group such as municipalities, not one organisation."""
        return self.form == "ActorGroup"


class Fact(NamedTuple):
    """Something said of an item: the value of a code list with its name, or a sentence, or both."""

    name: str
    value: str
    term: Text
    text: Text
    sources: tuple[Source, ...]


class Link(NamedTuple):
    """A link of two items with what is printed and how sure the reading is.

    ``relation`` is ``contributes-to``, ``implements``, ``responsible``, ``collaborating`` (measure
    to target), ``declares`` (strategic measure to goal), ``refers-to`` (sub-area to code) or
    ``in-sub-area``, which has no certainty of its own.
    """

    source: str
    relation: str
    target: str
    certainty: str
    printed: str
    resolution: str
    alternatives: tuple[str, ...]
    reason: Text
    sources: tuple[Source, ...]

    def other(self, item: str) -> str:
        """Return the end that is not ``item``."""
        return self.target if self.source == item else self.source


@dataclass(frozen=True)
class Atlas:
    """Everything that traces and paths tell.

    Attributes:
        items: every item by its identifier.
        links: all links, in the order of their sources.
        facts: what is said of an item, by its identifier.
        documents: the source documents by their short code.
        at: the links of an item, from and to it, by its identifier.
    """

    items: Mapping[str, Item]
    links: list[Link]
    facts: Mapping[str, list[Fact]]
    documents: Mapping[str, Document]
    at: Mapping[str, list[Link]]

    def linked(self, item: str, relation: str, rank: int = 3) -> list[Link]:
        """Return the links of ``item`` by ``relation`` as sure as ``rank``, in natural order."""
        found = [
            link
            for link in self.at.get(item, ())
            if link.relation == relation and RANKS.get(link.certainty, 1) <= rank
        ]
        return sorted(found, key=lambda link: self.order(link.other(item)))

    def order(self, item: str) -> tuple[object, ...]:
        """Return the key by which ``item`` is sorted: A1.2 before A1.10, IX before X."""
        known = self.items[item]
        return (known.kind, code_order(known.kind, known.code), item)

    def said(self, item: str, name: str) -> list[Fact]:
        """Return the facts called ``name`` of ``item``."""
        return [fact for fact in self.facts.get(item, ()) if fact.name == name]

    def main_sources(self, places: Iterable[Source]) -> tuple[Source, ...]:
        """Return the first place, one in a damaged scan only where there is no other."""
        kinds = {code: document.kind for code, document in self.documents.items()}
        return tuple(sorted(places, key=lambda place: (kinds[place.document] == _SCAN, place))[:1])


@cache
def code_order(kind: str, code: str) -> tuple[object, ...]:
    """Return the key by which codes of a ``kind`` are sorted as people count."""
    if kind == "strategic-measure":
        return (roman(code), code)
    parts = re.split(r"(\d+)", code.casefold())
    return tuple((int(part), "") if part.isdecimal() else (0, part) for part in parts)


def _page_rows(engine: Engine, folder: Path, name: str) -> list[_Row]:
    """Return the rows of the page query ``name``; its header is for tests, not read here."""
    text = (folder / "pages" / "trace" / f"{name}.rq").read_text(encoding="utf-8")
    said = Text(name, name)
    question = Question(name, text, said, said, {}, {}, {}, {}, (), (), "")
    return answer_from(engine, question).rows


def read_atlas(engine: Engine, folder: Path) -> Atlas:
    """Return the items, links and facts of a loaded ``engine``.

    Args:
        engine: the built graph with its vocabulary.
        folder: the query library.
    """
    names = (
        "trace-links", "trace-facts", "trace-items", "trace-discrepancies", "trace-priorities",
        "trace-documents", "trace-terms",
    )  # fmt: skip
    collects = gc.isenabled()
    gc.disable()  # thousands of small tuples, none of them rubbish
    try:
        waits = [beside(partial(_page_rows, engine, folder, name)) for name in names]
        return _atlas(*(wait() for wait in waits))
    finally:
        if collects:
            gc.enable()


def _atlas(
    links: list[_Row], facts: list[_Row], items: list[_Row], discrepancies: list[_Row],
    priorities: list[_Row], documents: list[_Row], terms: list[_Row],
) -> Atlas:  # fmt: skip
    """Return the atlas of the answers of the page queries.

    Raises:
        NotBuiltError: nothing has a place; the graph was built by an older version.
    """
    if not items:
        raise NotBuiltError(Text(
            "Graf je sestaven starší verzí programu. Spusťte znovu: strategy-graph build",
            "The graph was built by an older version. Run again: strategy-graph build",
        ))  # fmt: skip
    known = {row[0]: _item(row) for row in items}
    table = {
        row[0]: Document(row[1], row[2], Text(row[3], row[4]), Text(row[5], row[6]))
        for row in documents
    }
    said = _facts(facts, discrepancies, terms)
    atlas = Atlas(known, [], said, table, {})
    places: dict[str, list[Source]] = {}
    for row in priorities:
        places.setdefault(row[0], []).append(_source(row))
    for row in priorities:
        sources = atlas.main_sources(places[row[0]])
        known[row[0]] = Item(row[0], "priority", "Priority", "", _text(row[1], row[2]), "", sources)
    found = [_link(row, known, said) for row in links]
    for item in list(known.values()):
        if item.kind == "measure":
            found.append(Link(item.id, "in-sub-area", item.parent, "", "", "", (), Text("", ""),
                              item.sources))  # fmt: skip
    at: dict[str, list[Link]] = {}
    for link in found:
        at.setdefault(link.source, []).append(link)
        at.setdefault(link.target, []).append(link)
    return Atlas(known, found, said, table, at)


def read_names(engine: Engine, folder: Path) -> dict[str, list[str]]:
    """Return the other names of actors in the documents, by the actor's identifier."""
    names: dict[str, list[str]] = {}
    for actor, name in _page_rows(engine, folder, "trace-names"):
        names.setdefault(actor, []).append(name)
    return names


def _item(row: _Row) -> Item:
    """Return an item from a row of ``trace-items``."""
    return Item(row[0], row[1], row[2], row[3], _text(row[4], row[5]), row[6], (_source(row),))


def _link(row: _Row, items: dict[str, Item], facts: Mapping[str, list[Fact]]) -> Link:
    """Return a link from a row of ``trace-links``; a code seen first is added to ``items``."""
    source, relation, target, certainty, key, printed, code, resolution, section = row[:9]
    place = _source(row)
    if relation == "alignment":
        relation = "contributes-to" if items[target].kind == "goal" else "implements"
    elif relation == "refers-to":
        strategy, target = target, f"{target}/{code}" + (f"/{section}" if section else "")
        label = items[strategy].label
        if section:
            label = Text(f"{label.cs}, oddíl „{section}“", f"{label.en}, section “{row[9]}”")
        items.setdefault(target, Item(target, "code", section, code, label, strategy, (place,)))
    said = facts.get(key, ())
    reasons = [fact.text for fact in said if fact.name == "reason"]
    reasons += [fact.text for fact in said if fact.name == "discrepancy"]
    alternatives = tuple(
        fact.value for fact in said if fact.name == "alternative" and fact.value != code
    )
    reason = reasons[0] if reasons else Text("", "")
    return Link(source, relation, target, certainty, printed, resolution, alternatives, reason,
                (place,))  # fmt: skip


def _facts(rows: list[_Row], discrepancies: list[_Row], terms: list[_Row]) -> dict[str, list[Fact]]:
    """Return facts by what they are about; one that stands in several places has them all."""
    places: dict[_Row, list[Source]] = {}
    for row in rows:
        places.setdefault(row[:5], []).append(_source(row))
    for row in discrepancies:
        places.setdefault((row[0], "discrepancy", *row[1:4]), []).append(_source(row))
    called = {row[:2]: Text(row[2], row[3]) for row in terms}
    facts: dict[str, list[Fact]] = {}
    for (about, name, value, text_cs, text_en), sources in places.items():
        term = called.get((name, value), Text("", ""))
        fact = Fact(name, value, term, _text(text_cs, text_en), tuple(sources))
        facts.setdefault(about, []).append(fact)
    return facts


def _source(row: _Row) -> Source:
    """Return the place in the last three columns of ``row``."""
    return Source(row[-3], int(row[-2]), int(row[-1]))


def _text(cs: str, en: str) -> Text:
    """Return a text; where there is no English one, the Czech stands for it."""
    return Text(cs, en or cs)
