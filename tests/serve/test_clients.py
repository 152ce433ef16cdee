"""Real clients at the endpoint: curl, SPARQLWrapper and Comunica."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from serving import Served
from SPARQLWrapper import JSON, TURTLE, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

from graph_tools.project import Project
from graph_tools.queries import answer_from, find_question, load_store

HERE = Path(__file__).resolve().parent
PREFIXES = """\
PREFIX sg: <https://w3id.org/strategy-graph/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
GOALS = PREFIXES + "SELECT ?code { ?goal a sg:Goal ; skos:notation ?code } ORDER BY ?code"


def run(*words: str) -> str:
    done = subprocess.run(words, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_curl_asks_a_question_of_the_library(server: Served, built: Project) -> None:
    question = built.queries / "goal-coverage.rq"
    said = run("curl", "--silent", "--fail", "-H", "Accept: text/csv",
               "--data-urlencode", f"query@{question}", server.sparql)  # fmt: skip
    expected = answer_from(load_store(built.nquads), find_question(built.queries, "goal-coverage"))
    lines = [tuple(line.split(",")) for line in said.splitlines()]
    assert lines == [expected.columns, *expected.rows]
    assert len(lines) == 14


def test_curl_follows_an_item_to_its_data(server: Served) -> None:
    item = f"{server.url}id/liberec-social-inclusion/measure/A1.4"
    said = run("curl", "--silent", "--fail", "--location", "-H", "Accept: text/turtle", item)
    assert "/measure/A1.4>" in said
    assert said.startswith("@prefix")


@pytest.mark.parametrize("form", [JSON, XML])
def test_sparqlwrapper_selects(form: str, server: Served) -> None:
    client = SPARQLWrapper(server.sparql)
    client.setQuery(GOALS)
    client.setReturnFormat(form)
    found = client.query().convert()
    if form == JSON:
        codes = [row["code"]["value"] for row in found["results"]["bindings"]]
    else:
        codes = [node.firstChild.data for node in found.getElementsByTagName("literal")]
    assert sorted(codes, key=int) == [str(number) for number in range(1, 14)]


@pytest.mark.parametrize("form", [JSON, XML])
def test_sparqlwrapper_asks_by_post(form: str, server: Served) -> None:
    client = SPARQLWrapper(server.sparql)
    client.setMethod("POST")
    client.setQuery(PREFIXES + "ASK { ?goal a sg:Goal }")
    client.setReturnFormat(form)
    found = client.query().convert()
    if form == JSON:
        assert found["boolean"] is True
    else:
        assert found.getElementsByTagName("boolean")[0].firstChild.data == "true"


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # SPARQLWrapper makes one
@pytest.mark.parametrize("form", [XML, TURTLE])
def test_sparqlwrapper_constructs(form: str, server: Served) -> None:
    import rdflib

    client = SPARQLWrapper(server.sparql)
    client.setQuery(PREFIXES + "CONSTRUCT { ?goal a sg:Goal } WHERE { ?goal a sg:Goal }")
    client.setReturnFormat(form)
    found = client.query().convert()
    graph = found if form == XML else rdflib.Graph().parse(data=found, format="turtle")
    assert len(graph) == 13


def test_sparqlwrapper_is_told_that_a_query_is_wrong(server: Served) -> None:
    client = SPARQLWrapper(server.sparql)
    client.setQuery("SELECT * {")
    with pytest.raises(QueryBadFormed):
        client.query()


def test_comunica_joins(server: Served, built: Project) -> None:
    node = shutil.which("node")
    assert node, "Node.js is missing: apt-get install nodejs"
    installed = HERE / "node_modules" / "@comunica"
    assert installed.is_dir(), "Comunica is missing; install it: cd tests/serve && npm install"
    query = (
        PREFIXES
        + """
SELECT ?code ?lead {
  ?measure a sg:Measure ; skos:notation ?code ; sg:contributesTo ?goal ; sg:hasResponsible ?actor .
  ?goal skos:notation "9" .
  ?actor skos:prefLabel ?lead FILTER(LANG(?lead) = "cs")
}"""
    )
    rows = json.loads(run(node, str(HERE / "ask.mjs"), query, server.sparql))
    expected = load_store(built.nquads).select(query)
    assert {(row["code"], row["lead"]) for row in rows} == set(expected.rows)
    assert rows
