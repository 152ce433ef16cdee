"""Validate with pySHACL and say the results as findings a strategist can act on.

Takes a dataset and the shapes; gives findings sorted by table, row and rule. SHACL runs on a
plain rdflib graph without inference (see docs/decisions/0005-no-inference.md).
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pyshacl
import rdflib
from pyoxigraph import RdfFormat, Triple, parse
from rdflib.namespace import RDF, SH
from rdflib.term import Node

from graph_tools.errors import Finding, Severity, Text
from graph_tools.graph import Dataset
from graph_tools.graph.build import Origin
from graph_tools.tables.reader import column_label

__all__ = ["to_rdflib", "validate_dataset"]

rdflib.NORMALIZE_LITERALS = False


def to_rdflib(triples: Iterable[Triple]) -> rdflib.Graph:
    """Return ``triples`` as an rdflib graph; literals keep their spelling."""
    graph = rdflib.Graph()
    terms: dict[object, Node] = {}

    def term(of: object) -> Node:
        found = terms.get(of)
        if found is None:
            found = terms[of] = _term(of)
        return found

    for triple in triples:
        graph.add((term(triple.subject), term(triple.predicate), term(triple.object)))
    return graph


def validate_dataset(dataset: Dataset, shapes: Iterable[Path]) -> list[Finding]:
    """Return what the shapes find in ``dataset``, each led back to its cell.

    Args:
        dataset: quads with the cells they were read from.
        shapes: Turtle files of the shapes.
    """
    with _no_garbage_collection():
        rules = to_rdflib(
            quad.triple for path in shapes for quad in parse(path=path, format=RdfFormat.TURTLE)
        )
        data = to_rdflib([*(quad.triple for quad in dataset.quads), *dataset.vocabulary])
        _, report, _ = pyshacl.validate(
            data, shacl_graph=rules, inference="none", advanced=True, inplace=True
        )
    if not isinstance(report, rdflib.Graph):
        raise TypeError(f"pySHACL gave no report graph: {report!r}")
    findings = {
        _finding(report, result, dataset)
        for result in report.subjects(RDF.type, SH.ValidationResult)
        # A failed sh:node repeats what its inner shape already reports.
        if not list(report.subjects(SH.detail, result))
    }
    return sorted(findings, key=lambda f: (f.file, f.row, f.column, f.rule, f.message))


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """Pause the collector: rdflib makes many small objects and leaves no cycles to collect."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _term(term: object) -> Node:
    """Return a pyoxigraph term as an rdflib term."""
    kind = type(term).__name__
    text = term.value  # type: ignore[attr-defined]
    if kind == "NamedNode":
        return rdflib.URIRef(text)
    if kind == "BlankNode":
        return rdflib.BNode(text)
    lang = term.language  # type: ignore[attr-defined]
    if lang:
        return rdflib.Literal(text, lang=lang)
    datatype = term.datatype.value  # type: ignore[attr-defined]
    if datatype == str(rdflib.XSD.string):
        return rdflib.Literal(text)
    return rdflib.Literal(text, datatype=rdflib.URIRef(datatype))


def _finding(report: rdflib.Graph, result: Node, dataset: Dataset) -> Finding:
    """Return one validation result as a finding."""
    focus = str(report.value(result, SH.focusNode))
    path = report.value(result, SH.resultPath)
    value = report.value(result, SH.value)
    # A SPARQL constraint is the rule itself; its shape only says where to look.
    constraint = report.value(result, SH.sourceConstraint)
    shape = report.value(result, SH.sourceShape)
    rule = str(constraint if isinstance(constraint, rdflib.URIRef) else shape)
    severity = report.value(result, SH.resultSeverity)
    origin = _origin(dataset, focus, path, value)
    text = _text(report, result, focus, value)
    level: Severity = "error" if severity == SH.Violation else "warning"
    if origin is None:
        return Finding("graph", 0, "", level, text, rule)
    table = origin.row.table
    real = {column.name for column in table.columns}
    column = column_label(table, origin.column) if origin.column in real else ""
    return Finding(table.file, origin.row.number, column, level, text, rule)


def _origin(dataset: Dataset, focus: str, path: Node | None, value: Node | None) -> Origin | None:
    """Return the cell nearest to a result: its value's, else its path's, else its node's."""
    if isinstance(path, rdflib.URIRef):
        origins = dataset.origins.get((focus, str(path)), [])
        exact = [origin for origin in origins if value is not None and origin.value == str(value)]
        if exact or origins:
            return (exact or origins)[-1]
    for node in (value, focus):
        if isinstance(node, str) and not isinstance(node, rdflib.Literal):
            origins = dataset.origins.get((str(node), str(RDF.type)), [])
            if origins:
                return origins[0]
    return None


def _text(report: rdflib.Graph, result: Node, focus: str, value: Node | None) -> Text:
    """Return the shape's message in both languages with the node and the value named."""
    messages = {
        literal.language or "en": str(literal)
        for literal in report.objects(result, SH.resultMessage)
        if isinstance(literal, rdflib.Literal)
    }
    english = messages.get("en") or next(iter(messages.values()), "broken rule")
    czech = messages.get("cs", english)
    node = focus.rsplit("/id/", 1)[-1]
    shown = "" if value is None else str(value).rsplit("/id/", 1)[-1].rsplit("#", 1)[-1]
    if not shown or str(value) == focus:
        return Text(f"{czech} ({node})", f"{english} ({node})")
    return Text(f"{czech} ({node}: „{shown}“)", f"{english} ({node}: '{shown}')")
