"""What the page of one item shows, in one language: facts, gaps, neighbours, sources.

Takes ``Content``; gives plain records for the templates. Nothing here is markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from graph_tools.render.gap_list import in_readings
from graph_tools.render.site.addresses import Addresses
from graph_tools.render.site.content import Content
from graph_tools.render.site.words import Bit, Words
from graph_tools.render.stated import Fact, Figure, Item, Place

__all__ = ["GapGroup", "Line", "Source", "Teller"]

_SCHEMES = {
    "barrier": "barrier", "document-kind": "documentKind", "event-status": "eventStatus",
    "instrument-group": "instrumentGroup", "level": "level", "recurrence": "recurrence",
    "relation": "strategyRelation",
}  # fmt: skip
"""Facts whose value is one of a code list, and the list."""
_SHOWN = (
    "indicator", "deadline", "start", "end", "recurrence", "barrier", "level", "rank", "relation",
    "valid-from", "valid-to", "date", "event-status", "instrument-group", "partnership",
    "participation", "document-kind", "file-name", "line-count", "identifier",
)  # fmt: skip
_ELSEWHERE = {"status", "assessed-on"}  # in the box of our assessment
_MOMENTS = {"start", "end", "date", "valid-from", "valid-to"}
_LINK = re.compile(r"https?://[^\s\"<>]+")


class Source(NamedTuple):
    """Lines of one document: what to show, the link to the document, its whole name."""

    text: str
    href: str
    title: str


@dataclass(frozen=True)
class Line:
    """One value: its pieces, an outer address it leads to, its sources."""

    bits: Sequence[Bit]
    href: str
    sources: Sequence[Source]


@dataclass(frozen=True)
class NamedFact:
    """One kind of fact with its values."""

    name: str
    lines: Sequence[Line]


@dataclass(frozen=True)
class Assessment:
    """Our assessment of a measure, never an official one."""

    status: str
    label: str
    reason: Bit
    on: str
    sources: Sequence[Source]


@dataclass(frozen=True)
class GapGroup:
    """The gaps of one kind that name the item.

    Attributes:
        kind, label: notation of the kind and what it is called.
        rows: reason, readings in words, sources, links to and names of the other items named.
    """

    kind: str
    label: str
    rows: Sequence[tuple[str, str, Sequence[Source], Sequence[tuple[str, str]]]]


class Teller:
    """Tells what the pages show, in one language."""

    def __init__(self, content: Content, addresses: Addresses, words: Words) -> None:
        """Tell ``content`` with links to ``addresses``."""
        self.content = content
        self.addresses = addresses
        self.words = words

    def sources(self, places: Iterable[Place], but: Iterable[Place] = ()) -> list[Source]:
        """Return places by document; none where they are the same as ``but``."""
        found = sorted(set(places))
        if found == sorted(set(but)):
            return []
        ranges: dict[str, list[tuple[int, int]]] = {}
        for document, first, last in found:
            ranges.setdefault(document, []).append((first, last))
        return [self._source(document, lines) for document, lines in ranges.items()]

    def _source(self, document: str, lines: Sequence[tuple[int, int]]) -> Source:
        """Return the lines of one document."""
        item = self.content.documents.get(document)
        text = f"{document}, {self.words.lines(lines)}"
        if item is None:
            return Source(text, "", "")
        href = self.addresses.page(item.id, self.words.lang)
        return Source(text, href, self.words.pick(item.label))

    def facts(self, item: Item) -> list[NamedFact]:
        """Return the facts of an item in the order people ask for them."""
        words, found = self.words, self.content.facts.get(item.id, [])
        names = [name for name in _SHOWN if any(fact.fact == name for fact in found)]
        names += sorted({fact.fact for fact in found} - set(_SHOWN) - _ELSEWHERE)
        if self._recurrence_said(found):
            names.remove("recurrence")
        told = []
        if item.what:
            kind = words.first_large(words.term("discrepancyKind", item.what))
            told.append(NamedFact(words("fact.what"), [Line([Bit(kind)], "", [])]))
        for record in self.content.records.get(item.id, []):
            bits = [words.bit(record.name._replace(en=record.name.en or record.name.cs))]
            if record.more.cs:
                bits += [Bit(" – "), words.bit(record.more)]
            told.append(NamedFact(words(f"site.about.{record.kind}"), [Line(bits, "", [])]))
        told += [
            NamedFact(words(f"fact.{name}"),
                  [self._fact(fact, item) for fact in found if fact.fact == name])
            for name in names
        ]  # fmt: skip
        if item.resolution.cs:
            line = Line([words.bit(item.resolution)], "", [])
            told.append(NamedFact(words("site.resolution"), [line]))
        figures = [self._figure(one, item) for one in self.content.figures.get(item.id, [])]
        if figures:
            told.append(NamedFact(words("fact.figures"), figures))
        if item.names:
            bits = [words.printed(" · ".join(item.names))]
            told.append(NamedFact(words("fact.names"), [Line(bits, "", [])]))
        return told

    def _recurrence_said(self, facts: Sequence[Fact]) -> bool:
        """Return whether a deadline says its recurrence in the very same words."""
        deadlines = {self.words.pick(fact.wording) for fact in facts if fact.fact == "deadline"}
        recurrences = {
            self.words.term("recurrence", fact.value) for fact in facts if fact.fact == "recurrence"
        }
        return bool(recurrences) and recurrences <= deadlines

    def _fact(self, fact: Fact, item: Item) -> Line:
        """Return one fact."""
        words, value = self.words, fact.value
        if fact.fact in _SCHEMES:
            value = words.term(_SCHEMES[fact.fact], value)
        elif fact.fact in _MOMENTS:
            value = words.moment(value)
        elif fact.fact == "line-count":
            value = words.number(value)
        bits = [Bit(value)] if value else []
        if fact.wording.cs:
            bits += [Bit(" – "), words.bit(fact.wording)] if bits else [words.bit(fact.wording)]
        outer = fact.fact == "identifier" and _LINK.fullmatch(value)
        return Line(bits, value if outer else "", self.sources(fact.places, item.places))

    def _figure(self, figure: Figure, item: Item) -> Line:
        """Return one figure: what, about how much, when."""
        words = self.words
        about = words(f"precision.{figure.precision}") if figure.precision else ""
        amount = " ".join(part for part in (about, words.number(figure.value)) if part)
        bits = [words.bit(figure.quantity), Bit(f": {amount}")]
        # In brackets, since a Czech unit after the number would have to be inflected.
        more = [words.bit(figure.unit)] if figure.unit.cs else []
        if more and figure.moment:
            more.append(Bit(", "))
        if figure.moment:
            more.append(Bit(words.moment(figure.moment)))
        if more:
            bits += [Bit(" ("), *more, Bit(")")]
        return Line(bits, "", self.sources(figure.places, item.places))

    def assessment(self, item: Item) -> Assessment | None:
        """Return our assessment of an item, where there is one."""
        words = self.words
        found = {fact.fact: fact for fact in self.content.facts.get(item.id, [])}
        status = found.get("status")
        if status is None:
            return None
        on = found.get("assessed-on")
        return Assessment(
            status.value,
            words.first_large(words.term("status", status.value)),
            words.bit(status.wording),
            words.moment(on.value) if on else "",
            self.sources(status.places, item.places),
        )

    def coverage(self, item: Item) -> tuple[int, int, int] | None:
        """Return how many measures contribute to a goal in the three readings."""
        if item.kind != "Goal":
            return None
        sure: dict[str, int] = {}
        level = {"certain": 0, "probable": 1, "uncertain": 2}
        for link in self.content.back.get(item.id, []):
            if link.relation == "contributes-to":
                rank = level.get(link.certainty, 2)
                sure[link.source] = min(sure.get(link.source, rank), rank)
        strict, default, lenient = (
            sum(rank <= most for rank in sure.values()) for most in range(3)
        )
        return strict, default, lenient

    def gaps(self, item: Item) -> list[GapGroup]:
        """Return the gaps that name an item, by kind, the gravest kind first."""
        words = self.words
        groups: dict[str, list[tuple[str, str, Sequence[Source], Sequence[tuple[str, str]]]]] = {}
        for gap in self.content.gaps.get(item.id, []):
            others = [
                (self.addresses.page(name, words.lang), code or label.text)
                for name in gap.others
                for code, label in [self.name(self.content.items[name])]
            ]
            groups.setdefault(gap.kind, []).append((
                words.pick(gap.reason), in_readings(*gap.readings, words.lang),
                self.sources([gap.place]), others,
            ))  # fmt: skip
        return [
            GapGroup(kind, words.first_large(words.term("gapKind", kind)), rows)
            for kind, rows in groups.items()
        ]

    def name(self, item: Item) -> tuple[str, Bit]:
        """Return the code of an item and its title; numbers of towns say nothing to a reader."""
        code = "" if item.kind in {"Municipality"} else item.code
        return code, self.words.bit(item.label)
