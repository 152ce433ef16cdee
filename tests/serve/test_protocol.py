"""The query cases of the W3C test suite of the SPARQL 1.1 protocol, on graphs of our own.

https://www.w3.org/2009/sparql/docs/tests/data-sparql11/protocol/ names the cases; its graphs lie
on example.org and cannot be loaded into a store that is only read, so ours stand for them.
"""

from __future__ import annotations

import html
from typing import Any, NamedTuple
from urllib.parse import urlencode

import httpx
import pytest
from serving import Served, metric

GRAPH = "https://w3id.org/strategy-graph/id/graph/liberec-social-inclusion"
PROVENANCE, DERIVED = f"{GRAPH}/provenance", f"{GRAPH}/derived"
FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
SPAN = "<https://w3id.org/strategy-graph/ontology#SourceSpan>"
LINK = "<https://w3id.org/strategy-graph/ontology#contributesTo>"
BOTH = f"ASK {{ ?span a {SPAN} . ?measure {LINK} ?goal }}"
IN_GRAPHS = f"ASK {{ GRAPH ?one {{ ?span a {SPAN} }} GRAPH ?other {{ ?measure {LINK} ?goal }} }}"


class Case(NamedTuple):
    """A request and what comes back: a status, or yes or no from an ASK, or the media type."""

    name: str
    method: str
    parameters: list[tuple[str, str]]
    content: bytes | None
    media: str | None
    expected: int | bool | str
    accept: str = "application/sparql-results+json"


def form(*pairs: tuple[str, str]) -> bytes:
    return urlencode(pairs).encode()


def given(*graphs: str, kind: str = "default") -> list[tuple[str, str]]:
    return [(f"{kind}-graph-uri", graph) for graph in graphs]


TWO = given(PROVENANCE, DERIVED)
TWO_NAMED = given(PROVENANCE, DERIVED, kind="named")
XML = "application/sparql-results+xml, application/sparql-results+json"
RDF = "application/rdf+xml, text/turtle"
UPDATE = "application/sparql-update"
CASES = [
    Case("query_get", "GET", [("query", "ASK {}")], None, None, True),
    Case("query_post_form", "POST", [], form(("query", "ASK {}")), FORM, True),
    Case("query_post_direct", "POST", [], b"ASK {}", QUERY, True),
    Case("query_dataset_default_graph", "POST", given(PROVENANCE),
         f"ASK {{ ?span a {SPAN} }}".encode(), QUERY, True),
    Case("query_dataset_default_graph, another one", "POST", given(DERIVED),
         f"ASK {{ ?span a {SPAN} }}".encode(), QUERY, False),
    Case("query_dataset_default_graphs_get", "GET", [("query", BOTH), *TWO], None, None, True),
    Case("query_dataset_default_graphs_post", "POST", TWO, BOTH.encode(), QUERY, True),
    Case("query_dataset_default_graphs_post, by form", "POST", [],
         form(("query", BOTH), *TWO), FORM, True),
    Case("query_dataset_default_graphs, one of them", "POST", given(DERIVED), BOTH.encode(), QUERY,
         False),
    Case("query_dataset_named_graphs_post", "POST", TWO_NAMED, IN_GRAPHS.encode(), QUERY, True),
    Case("query_dataset_named_graphs_get", "GET", [("query", IN_GRAPHS), *TWO_NAMED], None, None,
         True),
    Case("query_dataset_named_graphs, none is the default one", "GET",
         [("query", BOTH), *TWO_NAMED], None, None, False),
    Case("query_dataset_full", "POST", [*given(PROVENANCE), *given(DERIVED, kind="named")],
         f"ASK {{ ?span a {SPAN} GRAPH <{DERIVED}> {{ ?measure {LINK} ?goal }} }}".encode(), QUERY,
         True),
    Case("query_multiple_dataset: the protocol outweighs the query", "POST", given(DERIVED),
         f"ASK FROM <{PROVENANCE}> {{ ?span a {SPAN} }}".encode(), QUERY, False),
    Case("dataset of the query alone", "POST", [],
         f"ASK FROM <{DERIVED}> {{ ?span a {SPAN} }}".encode(), QUERY, False),
    Case("dataset of the query alone, the other way", "POST", [],
         f"ASK FROM <{PROVENANCE}> {{ ?span a {SPAN} }}".encode(), QUERY, True),
    Case("no dataset at all: the union", "GET", [("query", BOTH)], None, None, True),
    Case("query_content_type_select", "GET", [("query", "SELECT (1 AS ?one) {}")], None, None,
         "application/sparql-results+xml", "application/sparql-results+xml"),
    Case("query_content_type_ask", "GET", [("query", "ASK {}")], None, None,
         "application/sparql-results+xml", "application/sparql-results+xml"),
    Case("query_content_type_describe", "GET", [("query", f"DESCRIBE <{GRAPH}>")], None, None,
         "application/rdf+xml", "application/rdf+xml"),
    Case("query_content_type_construct", "GET",
         [("query", "CONSTRUCT { <s:1> <p:2> 3 } WHERE {}")], None, None,
         "text/turtle", RDF),
    Case("bad_query_method", "PUT", [("query", "ASK {}")], None, None, 405),
    Case("bad_multiple_queries", "GET", [("query", "ASK {}"), ("query", "SELECT * {}")], None, None,
         400),
    Case("bad_multiple_queries, in URL and body", "POST", [("query", "ASK {}")], b"ASK {}", QUERY,
         400),
    Case("bad_query_wrong_media_type", "POST", [], b"ASK {}", "text/plain", 415),
    Case("bad_query_missing_form_type", "POST", [], form(("query", "ASK {}")), None, 415),
    Case("bad_query_missing_direct_type", "POST", [], b"ASK {}", None, 415),
    Case("bad_query_non_utf8", "POST", [], "ASK {}".encode("utf-16"),
         f"{QUERY}; charset=UTF-16", 415),
    Case("bad_query_non_utf8, unsaid", "POST", [], b"ASK { ?a ?b '\xe1' }", QUERY, 415),
    Case("bad_query_syntax", "GET", [("query", "ASK {")], None, None, 400),
    Case("bad_query: no query", "POST", [], form(("q", "ASK {}")), FORM, 400),
    Case("bad_query: dataset is no IRI", "GET", [("query", "ASK {}"), *given("here")], None, None,
         400),
    Case("bad_update_get", "GET", [("update", "CLEAR ALL")], None, None, 403),
    Case("bad_multiple_updates", "POST", [],
         form(("update", "CLEAR NAMED"), ("update", "CLEAR DEFAULT")), FORM, 403),
    Case("bad_update_wrong_media_type", "POST", [], b"CLEAR NAMED", "text/plain", 415),
    Case("bad_update_missing_form_type", "POST", [], form(("update", "CLEAR NAMED")), None, 415),
    Case("bad_update_non_utf8", "POST", [], "CLEAR NAMED".encode("utf-16"),
         f"{UPDATE}; charset=UTF-16", 415),
    Case("bad_update_syntax", "POST", [], form(("update", "CLEAR XYZ")), FORM, 403),
    Case("bad_update_dataset_conflict", "POST", [],
         form(("update", "CLEAR ALL"), ("using-named-graph-uri", DERIVED)), FORM, 403),
    Case("update_post_form", "POST", [], form(("update", "CLEAR ALL")), FORM, 403),
    Case("update_post_direct", "POST", [], b"CLEAR ALL", UPDATE, 403),
    Case("an update as a query", "POST", [], b"CLEAR ALL", QUERY, 400),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_request_of_the_protocol_is_answered_as_it_says(case: Case, server: Served) -> None:
    headers: dict[str, str] = {"accept": case.accept}
    if case.media:
        headers["content-type"] = case.media
    answer: Any = httpx.request(
        case.method, server.sparql, params=case.parameters, content=case.content, headers=headers,
        timeout=30,
    )  # fmt: skip
    if isinstance(case.expected, bool):
        assert answer.status_code == 200, answer.text
        assert answer.headers["content-type"] == "application/sparql-results+json"
        assert answer.json()["boolean"] is case.expected
    elif isinstance(case.expected, int):
        assert answer.status_code == case.expected, answer.text
        assert len(answer.text.splitlines()) == 2  # a sentence in Czech and in English
    else:
        assert answer.status_code == 200, answer.text
        assert answer.headers["content-type"].partition(";")[0] == case.expected


FORMS = {
    "application/sparql-results+json": ("SELECT", "application/sparql-results+json"),
    "application/json": ("SELECT", "application/json"),
    "application/xml;q=0.5, text/csv;q=0.9": ("SELECT", "text/csv"),
    "text/tab-separated-values": ("SELECT", "text/tab-separated-values"),
    "*/*": ("SELECT", "application/sparql-results+json"),
    "text/turtle": ("CONSTRUCT", "text/turtle"),
    "application/n-triples": ("CONSTRUCT", "application/n-triples"),
    "application/ld+json, */*;q=0.1": ("CONSTRUCT", "application/ld+json"),
    "": ("CONSTRUCT", "text/turtle"),
    "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8": ("SELECT", "text/html"),
    "image/png": ("SELECT", None),
    "text/turtle;q=0, image/png": ("CONSTRUCT", None),
    "text/turtle;q=0.9": ("SELECT", None),
}


@pytest.mark.parametrize("accept", FORMS)
def test_an_answer_comes_in_the_form_asked_for(accept: str, server: Served) -> None:
    form_of_query, media = FORMS[accept]
    query = {
        "SELECT": "SELECT ?type { ?thing a ?type } LIMIT 1",
        "CONSTRUCT": "CONSTRUCT { ?thing a ?type } WHERE { ?thing a ?type } LIMIT 1",
    }[form_of_query]
    answer = httpx.get(server.sparql, params={"query": query}, headers={"accept": accept})
    if media is None:
        assert answer.status_code == 406
        assert "application/sparql-results+json" in answer.text
        assert "text/turtle" in answer.text
    else:
        assert answer.status_code == 200, answer.text
        assert answer.headers["content-type"].partition(";")[0] == media
        assert "Accept" in answer.headers["vary"]


def test_without_a_query_programs_are_told_what_the_endpoint_is(server: Served) -> None:
    from pyoxigraph import RdfFormat, parse

    answer = httpx.get(server.sparql)
    assert answer.headers["content-type"].partition(";")[0] == "text/turtle"
    said = {(quad.predicate.value.rpartition("#")[2], str(quad.object))
            for quad in parse(answer.content, RdfFormat.TURTLE)}  # fmt: skip
    assert ("endpoint", f"<{server.sparql}>") in said
    ours = "http://www.w3.org/ns/sparql-service-description#"
    assert ("feature", f"<{ours}UnionDefaultGraph>") in said
    assert ("supportedLanguage", f"<{ours}SPARQL11Query>") in said


@pytest.mark.parametrize(("lang", "word"), [("cs", "Položit dotaz"), ("en", "Ask")])
def test_without_a_query_people_get_a_form(lang: str, word: str, server: Served) -> None:
    headers = {"accept": "text/html", "accept-language": lang}
    answer = httpx.get(server.sparql, headers=headers)
    assert f'<html lang="{lang}">' in answer.text
    assert f"<button>{word}</button>" in answer.text


@pytest.mark.parametrize(("lang", "columns", "first", "link"), [
    ("cs", ["cislo", "nazev"], "Bezpečná komunita", "Průzkumníku na kartě Mezery"),
    ("en", ["number", "name"], "Safe community", "the Explorer, on its tab Gaps"),
])  # fmt: skip
def test_the_example_asks_for_the_goals_in_order_and_in_the_language_of_the_page(
    lang: str, columns: list[str], first: str, link: str, server: Served
) -> None:
    page = httpx.get(server.sparql, headers={"accept": "text/html", "accept-language": lang})
    typed = page.text.partition("<textarea")[2].partition(">")[2].partition("</textarea>")[0]
    example = html.unescape(typed)
    answer = httpx.get(server.sparql, params={"query": example}).json()
    assert answer["head"]["vars"] == columns
    rows = [[row[name]["value"] for name in columns] for row in answer["results"]["bindings"]]
    assert [number for number, _ in rows] == [str(number) for number in range(1, 14)]
    assert rows[0][1].startswith(first)
    assert f'<a href="explorer.html#view=gaps&amp;lang={lang}">{link}</a>' in page.text
    assert page.text.index("</form>") < page.text.index("SPARQL 1.1")


@pytest.mark.parametrize(("query", "status", "said"), [
    ("SELECT ?x { ?x a <b> ", 400, "Dotaz nelze přečíst: "),
    ("ASK { SERVICE <http://127.0.0.1:9/> { } }", 403, "Dotaz obsahuje SERVICE"),
])  # fmt: skip
def test_a_person_whose_query_is_refused_has_it_back_to_mend(
    query: str, status: int, said: str, server: Served
) -> None:
    reason = {400: "syntax", 403: "service"}[status]
    refused = f'strategy_graph_refusals_total{{reason="{reason}"}}'
    before = metric(server, refused)
    headers = {"accept": "text/html,*/*;q=0.8", "accept-language": "cs"}
    page = httpx.get(server.sparql, params={"query": query}, headers=headers)
    assert page.status_code == status
    assert page.headers["content-type"].startswith("text/html")
    above, _, form_and_rest = page.text.partition("<form")
    assert said in above
    assert html.escape(query) in form_and_rest
    assert metric(server, refused) == before + 1


def test_what_is_in_an_answer_is_no_markup_on_its_page(server: Served) -> None:
    query = 'SELECT ("<b>x</b>" AS ?a) ("</textarea>" AS ?b) {}'
    answer = httpx.get(server.sparql, params={"query": query}, headers={"accept": "text/html"})
    assert "<b>x" not in answer.text
    assert answer.text.count("</textarea>") == 1
    assert "<td>&lt;b&gt;x&lt;/b&gt;</td>" in answer.text


def test_pages_elsewhere_may_ask_but_not_with_credentials(server: Served) -> None:
    origin = {"origin": "https://www.region.example"}
    answer = httpx.get(server.sparql, params={"query": "ASK {}"}, headers=origin)
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in answer.headers
    before = {**origin, "access-control-request-method": "POST",
              "access-control-request-headers": "content-type"}  # fmt: skip
    assert httpx.options(server.sparql, headers=before).status_code == 200
    page = httpx.get(f"{server.url}index.html", headers=origin)
    assert "access-control-allow-origin" not in page.headers
