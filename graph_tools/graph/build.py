"""Turn rows into quads by the CSVW description, and add what the rules derive.

Takes checked rows, the ontology's files and the CONSTRUCT rules; gives a ``Dataset`` of sorted
quads in three named graphs: what the documents say, where they say it, and what follows.

Source: W3C Recommendation "Generating RDF from Tabular Data on the Web" (minimal mode).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import (
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
    parse,
)

from graph_tools.prefixes import PROV, RDF, SG, XSD
from graph_tools.tables import Column, Row

__all__ = ["Dataset", "Origin", "build_dataset", "derive"]

_DERIVED_FROM = PROV + "wasDerivedFrom"
_PROVENANCE_CLASSES = {SG + "SourceSpan", SG + "SourceDocument", SG + "ExcludedLines"}

Statement = tuple[NamedNode, NamedNode, NamedNode | Literal]


@dataclass(frozen=True)
class Origin:
    """The cell a triple was read from: a row, one of its columns, and the triple's object."""

    row: Row
    column: str
    value: str


@dataclass(frozen=True)
class Dataset:
    """One strategy as RDF.

    Attributes:
        quads: all quads sorted by graph, subject, predicate, object; no blank nodes.
        vocabulary: triples of the ontology and its vocabularies (for labels in queries).
        origins: for each (subject, predicate) the cells it was read from, in row order.
    """

    quads: tuple[Quad, ...]
    vocabulary: tuple[Triple, ...]
    origins: dict[tuple[str, str], list[Origin]]


def build_dataset(
    rows: Iterable[Row], strategy: str, ontology: Iterable[Path], rules: Iterable[Path]
) -> Dataset:
    """Return the dataset that the rows state and the rules derive.

    Args:
        rows: checked rows; a row whose IRI lacks a value gives no triple for that column.
        strategy: IRI of the strategy's graph; ``/provenance`` and ``/derived`` are appended.
        ontology: Turtle files that hold the vocabularies.
        rules: CONSTRUCT queries whose triples go into the derived graph.
    """
    statements: dict[Statement, None] = {}
    origins: dict[tuple[str, str], list[Origin]] = {}
    for row in rows:
        for column in (*row.table.columns, *row.table.virtual):
            for statement in _statements(row, column):
                statements[statement] = None
                subject, predicate, value = statement
                origin = Origin(row, column.name, value.value)
                origins.setdefault((subject.value, predicate.value), []).append(origin)
    about_sources = {
        subject
        for subject, predicate, value in statements
        if predicate.value == RDF + "type" and value.value in _PROVENANCE_CLASSES
    }
    main, provenance = NamedNode(strategy), NamedNode(strategy + "/provenance")
    stated = [
        Quad(
            subject,
            predicate,
            value,
            provenance if predicate.value == _DERIVED_FROM or subject in about_sources else main,
        )
        for subject, predicate, value in statements
    ]
    vocabulary = tuple(
        Triple(quad.subject, quad.predicate, quad.object)
        for path in ontology
        for quad in parse(path=path, format=RdfFormat.TURTLE)
    )
    derived = derive(stated, rules, NamedNode(strategy + "/derived"))
    return Dataset(tuple(sorted({*stated, *derived}, key=str)), vocabulary, origins)


def derive(quads: Iterable[Quad], rules: Iterable[Path], graph: NamedNode) -> list[Quad]:
    """Return what the CONSTRUCT ``rules`` derive from ``quads``, as quads of ``graph``.

    Rules run in the order of their names, each on what was stated and derived before it.
    """
    store = Store()
    store.bulk_extend(Quad(q.subject, q.predicate, q.object, DefaultGraph()) for q in quads)
    derived: list[Quad] = []
    for rule in sorted(rules):
        answer = store.query(rule.read_text(encoding="utf-8"))
        if not isinstance(answer, QueryTriples):
            raise TypeError(f"{rule} is not a CONSTRUCT query")
        found = list(answer)
        store.extend(Quad(t.subject, t.predicate, t.object, DefaultGraph()) for t in found)
        derived += [Quad(t.subject, t.predicate, t.object, graph) for t in found]
    return derived


def _statements(row: Row, column: Column) -> Iterable[Statement]:
    """Yield the triples that one column of one row gives."""
    if column.predicate is None:
        return
    text = None if column.virtual else row.cells[column.name]
    if text is None and not column.virtual:
        return
    subject = (column.about or row.table.about).expand(row.cells)
    if subject is None:
        return
    about, predicate = NamedNode(subject), NamedNode(column.predicate)
    if column.value is not None:
        value = column.value.expand(row.cells)
        if value is not None:
            yield about, predicate, NamedNode(value)
        return
    if text is None:
        return
    for part in text.split(column.separator) if column.separator else [text]:
        yield about, predicate, _literal(part, column)


def _literal(text: str, column: Column) -> Literal:
    """Return ``text`` as a literal of the column's language or datatype."""
    if column.lang:
        return Literal(text, language=column.lang)
    if column.base == "string":
        return Literal(text)
    return Literal(text, datatype=NamedNode(XSD + column.base))
