"""Parts of the server by themselves."""

from __future__ import annotations

import doctest
import importlib

import pytest

from graph_tools.serve.dataset import names_its_dataset
from graph_tools.serve.formats import is_whole

NAMED = [
    "SELECT * FROM <http://a/> { }",
    "select *from<http://a/>{}",
    "ASK\nFROM NAMED <http://a/> {}",
    "PREFIX from: <http://b/> ASK FROM from:a {}",
    "BASE <http://b/> SELECT ?x FROM <a> WHERE { }",
    "CONSTRUCT { ?s ?p 'FROM' } FROM <http://a/> WHERE { ?s ?p ?o }",
    "SELECT (EXISTS { ?s ?p ?o } AS ?x) FROM <http://a/> { }",
    "DESCRIBE <http://x/#from>FROM <http://a/>",
    "DESCRIBE ex:a FROM <http://a/>",
    "SELECT ('}' AS ?x) FROM <http://a/> { }",
    "# {\nASK FROM <http://a/> {}",
    'SELECT ("\\"}" AS ?x) FROM <http://a/> { }',
    'SELECT ("""a"}""" AS ?x) FROM <http://a/> { }',
    "SELECT (?a<?b AS ?x) FROM <http://a/> { }",
]
UNNAMED = [
    "ASK {}",
    "SELECT ?from { ?from :from ?FROM }",
    'SELECT * { ?s from:x \'FROM\' ; :from """FROM <http://a/>""" }',
    "ASK { } # FROM <http://a/>",
    "# FROM <http://a/>\nASK { }",
    "PREFIX from: <http://b/> DESCRIBE from:from",
    "DESCRIBE <http://a/FROM>",
    "SELECT (FROM AS ?x) { }",
    "SELECT ('a' AS ?from) {} ORDER BY ?from",
]


@pytest.mark.parametrize("query", NAMED)
def test_a_query_that_names_its_graphs_is_known(query: str) -> None:
    assert names_its_dataset(query)


@pytest.mark.parametrize("query", UNNAMED)
def test_a_query_that_only_speaks_of_from_is_known(query: str) -> None:
    assert not names_its_dataset(query)


SELECT, JSON = "text/csv", "application/sparql-results+json"


@pytest.mark.parametrize(("media", "body", "whole"), [
    (JSON, b'{"head":{"vars":["a"]},"results":{"bindings":[]}}', True),
    (JSON, b'{"head":{},"boolean":false}', True),
    (JSON, b'{"head":{"vars":["a"]},"results":{"bindings":[It was cancelled', False),
    (JSON, b'{"head":{"vars":["a"]},"results":{"bindings":[{"a":{"value":"x"}}', False),
    (JSON, b"", False),
    ("application/sparql-results+xml", b"<sparql></sparql>", True),
    ("application/sparql-results+xml", b"<sparql><results>", False),
    (SELECT, b"a\r\n", True),
    (SELECT, b"true", True),
    (SELECT, b"a\r\n1\r\nIt was cancelled", False),
    (SELECT, b"", False),
    ("text/turtle", b"", True),
    ("text/turtle", b"<s:s> a <c:c> .\n", True),
    ("application/n-triples", b"<s:s> <p:p> <o:o> .\nIt was cancelled", False),
    ("application/ld+json", b"[]", True),
    ("application/ld+json", b'[{"@id":"x"},It was', False),
    ("application/rdf+xml", b"<rdf:RDF>\n</rdf:RDF>", True),
    ("application/rdf+xml", b"<rdf:RDF>", False),
    ("text/html", b"<html>", False),
])  # fmt: skip
def test_a_cut_answer_is_known(media: str, body: bytes, whole: bool) -> None:
    assert is_whole(media, body) is whole


@pytest.mark.parametrize("name", ["accept", "app", "dataset", "formats"])
def test_examples_in_docstrings_hold(name: str) -> None:
    done = doctest.testmod(importlib.import_module(f"graph_tools.serve.{name}"))
    assert done.attempted > 0
    assert done.failed == 0
