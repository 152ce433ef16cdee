"""The neighbours of an item in one language: by relation, each link with its certainty."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph_tools.render.site.parts import Source, Teller
from graph_tools.render.site.words import Bit
from graph_tools.render.stated import Item, Link

__all__ = ["Neighbour", "NeighbourGroup", "neighbour_groups"]

_ORDER = (
    "in-sub-area", "in-area", "in-plan", "in-priority", "precondition-of", "contributes-to",
    "implements", "declares", "responsible", "collaborating", "mentions", "names-place",
    "partner-of", "uses-project", "uses-programme", "paid-from", "means-to-use", "cites",
    "approved-by", "issued-by", "refers-to", "mentions-strategy", "unit-of", "part-of", "concerns",
)  # fmt: skip
_SURENESS = {"certain": 0, "probable": 1, "uncertain": 2}
_WORDED = {"responsible", "collaborating", "mentions", "names-place", "mentions-strategy"}


@dataclass(frozen=True)
class Detail:
    """One link to a neighbour: how sure it is, what is known about it, where it stands."""

    certainty: str
    label: str
    notes: Sequence[Sequence[Bit]]
    sources: Sequence[Source]


@dataclass(frozen=True)
class Neighbour:
    """One neighbour and the links to it."""

    href: str
    kind: str
    code: str
    title: Bit
    details: Sequence[Detail]


@dataclass(frozen=True)
class NeighbourGroup:
    """Neighbours by one relation in one direction; ``size`` says how many, and how surely."""

    anchor: str
    title: str
    size: str
    note: str
    rows: Sequence[Neighbour]


def neighbour_groups(teller: Teller, item: Item) -> list[NeighbourGroup]:
    """Return all neighbours of ``item``, grouped by relation and direction."""
    out, back = (side.get(item.id, []) for side in (teller.content.out, teller.content.back))
    relations = {link.relation for link in (*out, *back)}
    groups = []
    for relation in [*_ORDER, *sorted(relations - set(_ORDER))]:
        for prefix, links, end in (("rel", out, "target"), ("relBack", back, "source")):
            found = [link for link in links if link.relation == relation]
            if found:
                groups.append(_group(teller, item, f"{prefix}.{relation}", found, end))
    return groups


def _group(teller: Teller, item: Item, key: str, links: Sequence[Link], end: str) -> NeighbourGroup:
    """Return the neighbours by one relation, in the order of the lists."""
    by_neighbour: dict[str, list[Link]] = {}
    for link in links:
        by_neighbour.setdefault(getattr(link, end), []).append(link)
    rows = [
        _neighbour(teller, item, teller.content.items[name], by_neighbour[name])
        for name in teller.content.items
        if name in by_neighbour
    ]
    unresolved = any(link.resolution == "unresolved" for link in links)
    return NeighbourGroup(
        key.replace(".", "-").replace("relBack", "back"),
        teller.words(key),
        _size(teller, by_neighbour.values()),
        teller.words("unresolvedNote") if unresolved else "",
        rows,
    )


def _size(teller: Teller, neighbours: Iterable[Sequence[Link]]) -> str:
    """Return how many neighbours there are, doubtful ones never counted silently."""
    best = [min(_SURENESS.get(link.certainty, 0) for link in links) for links in neighbours]
    sure = best.count(0)
    return str(sure) if sure == len(best) else teller.words("site.ofThem", all=len(best), n=sure)


def _neighbour(teller: Teller, item: Item, other: Item, links: Sequence[Link]) -> Neighbour:
    """Return one neighbour of ``item``."""
    code, title = teller.name(other)
    return Neighbour(
        teller.addresses.page(other.id, teller.words.lang),
        teller.words(f"kind.{other.kind}"),
        code,
        title,
        [_detail(teller, item, link) for link in links],
    )


def _detail(teller: Teller, item: Item, link: Link) -> Detail:
    """Return what is known about one link."""
    words = teller.words
    notes: list[list[Bit]] = []
    if link.code:
        resolution = f" ({words.term('codeResolution', link.resolution)})" * bool(link.resolution)
        notes.append([Bit(f"{words('site.code')} "), Bit(link.code + resolution)])
    if link.section.cs:
        notes.append([Bit(words("site.section") + " "), words.bit(link.section)])
    if link.reading and link.reading != link.code:
        before, after = words("worded" if link.relation in _WORDED else "printed").split("{x}")
        notes.append([Bit(before), words.printed(link.reading), Bit(after)])
    if link.alternatives:
        quoted = words("site.quoted").split("{x}")
        said = ", ".join(f"{quoted[0]}{one}{quoted[1]}" for one in link.alternatives)
        notes.append([Bit(words("site.alternatives") + " "), words.printed(said)])
    if link.reason.cs:
        notes.append([words.bit(link.reason)])
    label = words.term("certainty", link.certainty) if link.certainty else ""
    return Detail(link.certainty, label, notes, teller.sources(link.places, item.places))
