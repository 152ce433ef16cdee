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

from graph_tools.errors import Finding, Severity
from graph_tools.graph import Dataset
from graph_tools.graph.build import Origin
from graph_tools.prefixes import PROV
from graph_tools.tables.reader import column_label
from graph_tools.validate.messages import Messages

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
    messages = Messages(rules, dataset)
    findings = {
        _finding(report, result, dataset, messages)
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


def _finding(report: rdflib.Graph, result: Node, dataset: Dataset, messages: Messages) -> Finding:
    """Return one validation result as a finding."""
    focus = str(report.value(result, SH.focusNode))
    path = report.value(result, SH.resultPath)
    value = report.value(result, SH.value)
    # A SPARQL constraint is the rule itself; its shape only says where to look.
    constraint = report.value(result, SH.sourceConstraint)
    shape = report.value(result, SH.sourceShape)
    rule = str(constraint if isinstance(constraint, rdflib.URIRef) else shape)
    if not isinstance(path, rdflib.URIRef):
        path = messages.first_step(rule)
    severity = report.value(result, SH.resultSeverity)
    origin, column = _cell(dataset, focus, path, value)
    said = [str(message) for message in report.objects(result, SH.resultMessage)]
    text = messages.text(rule, said, focus, value)
    level: Severity = "error" if severity == SH.Violation else "warning"
    if origin is None:
        return Finding("graph", 0, "", level, text, rule)
    return Finding(origin.row.table.file, origin.row.number, column, level, text, rule)


def _cell(
    dataset: Dataset, focus: str, path: Node | None, value: Node | None
) -> tuple[Origin | None, str]:
    """Return the row and the column label nearest to a result.

    The cell is the one that gave the node's property; where the property has no value, the
    column that would give it; where no column does, the whole row that states the node.
    """
    nodes = [focus, *([str(value)] if isinstance(value, rdflib.URIRef) else [])]
    for node in nodes:
        origins = dataset.origins.get((node, str(path)), [])
        exact = [origin for origin in origins if value is not None and origin.value == str(value)]
        if exact:
            return exact[-1], _label(exact[-1], exact[-1].column)
        if origins:
            empty = _columns(origins[-1], path, empty=True)
            return origins[-1], _label(origins[-1], (empty or [origins[-1].column])[0])
    for node in reversed(nodes):
        rows = dataset.origins.get((node, str(RDF.type)), [])
        if rows:
            columns = _columns(rows[0], path, empty=False)
            return rows[0], _label(rows[0], columns[0]) if columns else ""
    evidence = dataset.origins.get((focus, PROV + "wasDerivedFrom"), [])
    if evidence:  # lines given for a node that no table states
        return evidence[0], _label(evidence[0], evidence[0].row.table.about.variables[-1])
    return None, ""


def _columns(origin: Origin, path: Node | None, *, empty: bool) -> list[str]:
    """Return the columns of the origin's row that give ``path``; the empty ones only, if asked."""
    row = origin.row
    return [
        column.name
        for column in row.table.columns
        if column.predicate == str(path)
        and (not empty or (column.lang is not None and row.cells[column.name] is None))
    ]


def _label(origin: Origin, name: str) -> str:
    """Return the label of a real column; of a virtual one, the column its value is made of."""
    table = origin.row.table
    made_of = {c.name: c.value.variables for c in table.virtual if c.value is not None}
    if name in made_of:
        if len(made_of[name]) != 1:
            return ""
        name = made_of[name][0]
    return column_label(table, name)
