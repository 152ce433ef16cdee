"""The ontology reference in one language, from the terms in the built graph."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph_tools.errors import Text
from graph_tools.prefixes import PREFIXES, SG
from graph_tools.render.site.content import Content
from graph_tools.render.site.words import Words
from graph_tools.render.stated import Row

__all__ = ["Part", "reference"]

_RELATIONS = ("narrower-than", "from", "to", "see-also")


@dataclass(frozen=True)
class Mention:
    """Another term: where it stands on the page, empty for a term of another vocabulary."""

    anchor: str
    text: str


@dataclass(frozen=True)
class Value:
    """One value of a code list."""

    anchor: str
    notation: str
    label: str
    definition: str


@dataclass(frozen=True)
class Term:
    """One class, property or code list."""

    anchor: str
    text: str
    label: str
    definition: str
    example: str
    relations: Sequence[tuple[str, Sequence[Mention]]]
    values: Sequence[Value]


@dataclass(frozen=True)
class Part:
    """All terms of one kind."""

    name: str
    title: str
    terms: Sequence[Term]


def reference(content: Content, words: Words) -> list[Part]:
    """Return classes, properties and code lists, each sorted by name."""
    anchors = {row["iri"] for row in content.ontology}
    values: dict[str, list[Value]] = {}
    for row in content.ontology:
        if row["kind"] == "Value":
            values.setdefault(row["scheme"], []).append(Value(
                _anchor(row["iri"]), row["notation"], _said(row, "label", words),
                _said(row, "definition", words),
            ))  # fmt: skip
    links: dict[tuple[str, str], list[Mention]] = {}
    for row in content.ontology_links:
        other = row["other"]
        mention = Mention(_anchor(other) if other in anchors else "", _short(other))
        links.setdefault((row["iri"], row["relation"]), []).append(mention)
    parts = []
    for kind in ("Class", "Property", "Scheme"):
        terms = [
            Term(
                _anchor(row["iri"]), _short(row["iri"]), _said(row, "label", words),
                _said(row, "definition", words), _said(row, "example", words),
                [
                    (words(f"site.where.{relation}"), links[row["iri"], relation])
                    for relation in _RELATIONS
                    if (row["iri"], relation) in links
                ],
                values.get(row["iri"], []),
            )
            for row in content.ontology
            if row["kind"] == kind
        ]  # fmt: skip
        terms.sort(key=lambda term: (term.text.casefold(), term.text))
        parts.append(Part(kind.lower(), words(f"site.part.{kind}"), terms))
    return parts


def _said(row: Row, name: str, words: Words) -> str:
    """Return the text of a term in the language."""
    return words.pick(Text(row[f"{name}_cs"], row[f"{name}_en"]))


def _anchor(iri: str) -> str:
    """Return the name of a term, which is its place on the page as in its IRI."""
    return iri.rpartition("#")[2]


def _short(iri: str) -> str:
    """Return ``sg:Measure`` for a term of a known vocabulary, else the IRI."""
    if iri.startswith(SG):
        return "sg:" + iri.removeprefix(SG)
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri
