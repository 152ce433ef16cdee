"""Hold a dataset against the shapes and say what they find as a strategist can act on it.

Takes a dataset and the shapes; gives findings sorted by table, row and rule. pySHACL runs on a
plain rdflib graph without inference (see docs/decisions/0005-no-inference.md); the SPARQL
constraints run on Oxigraph (see ``constraints``).
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
from graph_tools.validate.constraints import sparql_results, take_constraints
from graph_tools.validate.messages import Messages
from graph_tools.validate.result import Result
from graph_tools.validate.trace import cell_of

__all__ = ["read_shapes", "to_rdflib", "validate_dataset"]

rdflib.NORMALIZE_LITERALS = False


def validate_dataset(dataset: Dataset, shapes: Iterable[Path]) -> list[Finding]:
    """Return what the shapes find in ``dataset``, each led back to its cell.

    Args:
        dataset: quads with the cells they were read from.
        shapes: Turtle files of the shapes.
    """
    with _no_garbage_collection():
        rules = read_shapes(shapes)
        messages = Messages(rules, dataset)
        queries = take_constraints(rules)
        results = [*_core_results(dataset, rules, messages), *sparql_results(dataset, queries)]
    findings = set()
    for result in results:
        origin, column = cell_of(dataset, result)
        text = messages.text(result)
        file, row = (origin.row.table.file, origin.row.number) if origin else ("graph", 0)
        findings.add(Finding(file, row, column, result.severity, text, result.rule))
    return sorted(findings, key=lambda f: (f.file, f.row, f.column, f.rule, f.message))


def read_shapes(paths: Iterable[Path]) -> rdflib.Graph:
    """Return the shapes of all Turtle files as one graph."""
    return to_rdflib(
        quad.triple for path in paths for quad in parse(path=path, format=RdfFormat.TURTLE)
    )


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


def _core_results(dataset: Dataset, rules: rdflib.Graph, messages: Messages) -> Iterator[Result]:
    """Yield what the core constraints find, by pySHACL."""
    data = to_rdflib([*(quad.triple for quad in dataset.quads), *dataset.vocabulary])
    _, report, _ = pyshacl.validate(data, shacl_graph=rules, inference="none", inplace=True)
    if not isinstance(report, rdflib.Graph):
        raise TypeError(f"pySHACL gave no report graph: {report!r}")
    for node in report.subjects(RDF.type, SH.ValidationResult):
        if list(report.subjects(SH.detail, node)):
            continue  # a failed sh:node repeats what its inner shape already reports
        rule = str(report.value(node, SH.sourceShape))
        path = report.value(node, SH.resultPath)
        value = report.value(node, SH.value)
        if not isinstance(path, rdflib.URIRef):
            path = messages.first_step(rule)
        is_error = report.value(node, SH.resultSeverity) == SH.Violation
        severity: Severity = "error" if is_error else "warning"
        yield Result(
            rule=rule,
            severity=severity,
            focus=str(report.value(node, SH.focusNode)),
            path=None if path is None else str(path),
            value=None if value is None else str(value),
            value_is_iri=isinstance(value, rdflib.URIRef),
        )


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
