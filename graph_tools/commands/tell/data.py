"""Traces and paths as data for other programs: both languages, every certainty and place."""

from __future__ import annotations

from collections.abc import Sequence

from graph_tools.answers import READINGS
from graph_tools.queries.atlas import Atlas, Fact, Item, Link, Source
from graph_tools.queries.trace import Node

__all__ = ["item_as_data", "link_as_data", "node_as_data"]


def node_as_data(atlas: Atlas, node: Node) -> dict[str, object]:
    """Return a node of a trace: the item, how it hangs, what is said of it, what is below."""
    data = item_as_data(node.item)
    data["sources"] = _places(atlas, node.item.sources)
    if node.counts:
        data["measures"] = dict(zip(READINGS, node.counts, strict=True))
    if node.links:
        data["links"] = [link_as_data(atlas, link) for link in node.links]
    data["facts"] = [_fact(atlas, fact) for fact in node.facts]
    data["children"] = [
        {"as": group.name, **node_as_data(atlas, below)}
        for group in node.groups
        for below in group.nodes
    ]
    return data


def item_as_data(item: Item) -> dict[str, object]:
    """Return what an item is; a group is told from an organisation."""
    data: dict[str, object] = {
        "kind": item.kind, "code": item.code, "label_cs": item.label.cs, "label_en": item.label.en,
    }  # fmt: skip
    if item.kind == "actor":
        data["group"] = item.is_group
    return data


def link_as_data(atlas: Atlas, link: Link) -> dict[str, object]:
    """Return a link with its certainty, what is printed and where."""
    data: dict[str, object] = {"relation": link.relation}
    if link.certainty:
        data |= {
            "certainty": link.certainty,
            "printed": link.printed,
            "alternatives": list(link.alternatives),
            "reason_cs": link.reason.cs,
            "reason_en": link.reason.en,
        }
    if link.resolution:
        data["resolution"] = link.resolution
    data["sources"] = _places(atlas, link.sources)
    return data


def _fact(atlas: Atlas, fact: Fact) -> dict[str, object]:
    """Return a fact; a status is marked as our own assessment."""
    data: dict[str, object] = {
        "fact": fact.name, "value": fact.value, "term_cs": fact.term.cs, "term_en": fact.term.en,
        "text_cs": fact.text.cs, "text_en": fact.text.en,
    }  # fmt: skip
    if fact.name == "status":
        data["official"] = False
    data["sources"] = _places(atlas, fact.sources)
    return data


def _places(atlas: Atlas, sources: Sequence[Source]) -> list[dict[str, object]]:
    """Return places with the document's file."""
    return [
        {"document": place.document, "file": atlas.documents[place.document].file,
         "first_line": place.first_line, "last_line": place.last_line}
        for place in sources
    ]  # fmt: skip
