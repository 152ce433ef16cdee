"""The data of one item: its statements and those of the records that speak of it.

Takes the quads of the built graph; gives the same description as Turtle and JSON-LD, sorted.
A description holds what is stated of the item, what points at it, the records that join it with
something (alignments, involvements, assessments …), where they stand, and what the neighbours are
called. Nothing is added to the graph's own statements.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, serialize

from graph_tools.errors import Text
from graph_tools.prefixes import ID, PREFIXES, RDF, SG, SKOS

__all__ = ["Twins", "as_turtle"]

_TYPE = NamedNode(RDF + "type")
_NAMES = {
    SKOS + "prefLabel", SKOS + "notation", SG + "abbreviation", SG + "number", SG + "fileName",
}  # fmt: skip
_SOURCES = {SG + "SourceSpan", SG + "SourceDocument", SG + "ExcludedLines"}
_HEADS = {
    "": Text("Co uvádějí tabulky", "What the tables state"),
    "provenance": Text("Kde to v dokumentech stojí", "Where it stands in the documents"),
    "derived": Text("Co z toho odvozují pravidla; není to úřední",
                    "What rules derive from it; not official"),
}  # fmt: skip


class Twins:
    """Descriptions of items from one graph."""

    def __init__(self, quads: Iterable[Quad], items: Iterable[str]) -> None:
        """Index ``quads``; ``items`` are the IRIs that have pages of their own."""
        self._out: dict[str, list[Quad]] = {}
        self._in: dict[str, list[Quad]] = {}
        for quad in sorted(quads, key=str):
            if isinstance(quad.subject, NamedNode):
                self._out.setdefault(quad.subject.value, []).append(quad)
            if isinstance(quad.object, NamedNode):
                self._in.setdefault(quad.object.value, []).append(quad)
        self._items = set(items)
        # Only what the data state has a description here; terms of the ontology have theirs.
        self._own = {name for name in self._out if name.startswith(ID)}

    def of(self, iri: str) -> list[Quad]:
        """Return the description of the item ``iri``, sorted."""
        found = set(self._out.get(iri, ())) | set(self._in.get(iri, ()))
        records = self._records(iri)
        for record in records:
            found |= set(self._out[record])
        linked = {
            end.value
            for quad in found
            for end in (quad.subject, quad.object)
            if isinstance(end, NamedNode)
        } & self._own
        for name in linked - {iri} - records:
            found |= set(self._named(name))
        return sorted(found, key=str)

    def _records(self, iri: str) -> set[str]:
        """Return the records that speak of ``iri`` or that it has, without pages of their own."""
        pointing = {
            quad.subject.value
            for quad in self._in.get(iri, ())
            if isinstance(quad.subject, NamedNode)
        }
        had = {quad.object.value for quad in self._out.get(iri, ())
               if isinstance(quad.object, NamedNode)}  # fmt: skip
        return {
            name
            for name in (pointing | had) & self._own - self._items
            if not self._types(name) & _SOURCES
        }

    def _types(self, iri: str) -> set[str]:
        """Return the classes of ``iri``."""
        return {
            quad.object.value
            for quad in self._out.get(iri, ())
            if quad.predicate == _TYPE and isinstance(quad.object, NamedNode)
        }

    def _named(self, iri: str) -> list[Quad]:
        """Return what ``iri`` is called and is; all of a place in a document."""
        if SG + "SourceSpan" in self._types(iri):
            return self._out[iri]
        return [
            quad
            for quad in self._out[iri]
            if quad.predicate == _TYPE or quad.predicate.value in _NAMES
        ]

    def turtle(self, iri: str) -> str:
        """Return the description as Turtle, what is derived apart from what is stated."""
        blocks: dict[str, list[Triple]] = {name: [] for name in _HEADS}
        for quad in self.of(iri):
            graph = quad.graph_name.value if isinstance(quad.graph_name, NamedNode) else ""
            part = graph.rpartition("/")[2]
            name = part if part in _HEADS else ""
            blocks[name].append(Triple(quad.subject, quad.predicate, quad.object))
        told = [
            f"# {head.cs} / {head.en}\n{_body(blocks[name])}"
            for name, head in _HEADS.items()
            if blocks[name]
        ]
        return _headed("\n".join(told))

    def json_ld(self, iri: str) -> str:
        """Return the description as expanded JSON-LD: a block a named graph, a line a node."""
        blocks = []
        for graph in json.loads(_serialized(self.of(iri), RdfFormat.JSON_LD)):
            nodes = ",\n".join(json.dumps(node, ensure_ascii=False) for node in graph["@graph"])
            blocks.append(f'{{"@id": {json.dumps(graph["@id"])}, "@graph": [\n{nodes}\n]}}')
        return "[" + ",\n".join(blocks) + "]\n"


def as_turtle(triples: Iterable[Triple]) -> str:
    """Return ``triples`` as Turtle, sorted, with the prefixes they use."""
    return _headed(_body(sorted(triples, key=str)))


def _body(triples: list[Triple]) -> str:
    """Return Turtle without its prefixes."""
    lines = _serialized(triples, RdfFormat.TURTLE).splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith("@prefix "))


def _headed(body: str) -> str:
    """Return ``body`` with the prefixes that occur in it."""
    used = set(re.findall(r"(?<![\w<])([a-z]+):", body))
    lines = [f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items() if name in used]
    return "".join(lines) + "\n" + body


def _serialized(statements: list[Triple] | list[Quad], form: RdfFormat) -> str:
    """Return ``statements`` as text."""
    prefixes = PREFIXES if form == RdfFormat.TURTLE else None
    raw = serialize(statements, None, form, prefixes=prefixes)
    if raw is None:
        raise TypeError("pyoxigraph serialised to nowhere")
    return raw.decode()
