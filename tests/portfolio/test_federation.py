"""The same questions over three regional endpoints, as if one store held all strategies.

Three ways: our command fetches the strategies, one server asks the two others by SERVICE, and
Comunica, an engine of its own, asks all three. Comunica 4.5 ends with a fault of its own where two
patterns are joined by a text (``datatype.equals is not a function``), as goals are by their title;
so it is asked for the codes only.
"""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import httpx
import pytest
from pyoxigraph import NamedNode, RdfFormat, Store
from regions import FOLDERS, Portfolio
from servers import oxigraph_server

from graph_tools.cli import main
from graph_tools.prefixes import VOCABULARY_GRAPH
from graph_tools.project import find_project
from graph_tools.queries import answer_from, find_question, read_library
from graph_tools.queries.engines import open_store

HERE = Path(__file__).resolve().parent
QUERIES = find_project().queries
NAMES = [question.name for question in read_library(QUERIES / "portfolio")]
COMUNICA = HERE.parent / "serve" / "ask.mjs"


@pytest.fixture(scope="module")
def regions(
    portfolio: Portfolio, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, str]]:
    """Addresses of three servers by the strategy that each holds."""
    with ExitStack() as running:
        found = {}
        for name in FOLDERS:
            folder = tmp_path_factory.mktemp(name)
            store = Store(str(folder))
            built = portfolio.build / "strategies" / name
            store.bulk_load(path=built / "graph.nq", format=RdfFormat.N_QUADS)
            store.bulk_load(path=built / "vocabulary.nt", format=RdfFormat.N_TRIPLES,
                            to_graph=NamedNode(VOCABULARY_GRAPH))  # fmt: skip
            store.flush()
            del store
            found[name] = running.enter_context(oxigraph_server(folder, read_only=True)).query
        yield found


def one_store(portfolio: Portfolio, name: str) -> list[tuple[str, ...]]:
    return answer_from(open_store(portfolio.store), find_question(QUERIES, name)).rows


@pytest.mark.parametrize("name", NAMES)
def test_the_command_gives_the_rows_of_one_store(
    name: str, portfolio: Portfolio, regions: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    where = [part for url in regions.values() for part in ("--endpoint", url)]
    capsys.readouterr()
    assert main(["query", name, "--format", "csv", *where]) == 0
    rows = list(csv.reader(io.StringIO(capsys.readouterr().out)))
    assert [tuple(row) for row in rows[1:]] == one_store(portfolio, name)


def test_a_strategy_on_two_servers_is_told(
    regions: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    twice = ["--endpoint", regions["north"], "--endpoint", regions["north"], "--lang", "en"]
    assert main(["query", "strategies-in-store", *twice]) == 2
    assert "The strategy north is on the server" in capsys.readouterr().err


PREFIXES = """PREFIX sg: <https://w3id.org/strategy-graph/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""


def test_service_joins_what_lies_on_two_servers(
    portfolio: Portfolio, regions: dict[str, str]
) -> None:
    """North's server follows the stated identity to the codes of growth, and nothing else."""
    text = PREFIXES + """SELECT ?code ?item WHERE {
      ?identity sg:identityOf ?linked ; sg:sameItem ?same ; sg:certainty ?sure .
      FILTER(?sure = sg:certain || ?sure = sg:probable)
      ?reference sg:toStrategy ?linked ; skos:notation ?code .
      SERVICE <GROWTH> {
        GRAPH ?graph { ?same sg:relation sg:relation-subject }
        GRAPH ?graph { ?found a ?class ; skos:notation ?code ; skos:prefLabel ?title }
        FILTER(?class IN (sg:Measure, sg:Goal, sg:StrategicMeasure) && LANG(?title) = "cs")
      }
      BIND(STR(?title) AS ?item)
    } ORDER BY ?code ?item""".replace("GROWTH", regions["growth"])  # fmt: skip
    answer = httpx.post(regions["north"], data={"query": text}, timeout=30,
                        headers={"Accept": "text/csv"})  # fmt: skip
    assert answer.status_code == 200, answer.text
    found = [tuple(row) for row in csv.reader(io.StringIO(answer.text))][1:]
    columns = list(find_question(QUERIES, "codes-resolved").columns)
    places = [columns.index(name) for name in ("code", "item", "resolved")]
    rows = [tuple(row[place] for place in places) for row in one_store(portfolio, "codes-resolved")]
    assert found == sorted(row[:2] for row in rows if row[2] == "yes")
    assert found


def test_service_finds_the_goals_of_the_same_title_on_two_other_servers(
    portfolio: Portfolio, regions: dict[str, str]
) -> None:
    there = """{ SERVICE <URL> {
        GRAPH ?graph { ?same a sg:Goal ; skos:prefLabel ?title ; skos:notation ?number }
      } }"""
    others = [there.replace("URL", regions[name]) for name in ("growth", "south")]
    text = (
        PREFIXES
        + f"""SELECT ?key ?graph ?number WHERE {{
      ?goal a sg:Goal ; skos:prefLabel ?title .
      FILTER(LANG(?title) = "cs")
      {" UNION ".join(others)}
      BIND(STR(?title) AS ?key)
    }}"""
    )
    answer = httpx.post(regions["north"], data={"query": text}, timeout=30,
                        headers={"Accept": "text/csv"})  # fmt: skip
    assert answer.status_code == 200, answer.text
    found = [
        (title, graph.rsplit("/", 1)[1], number)
        for title, graph, number in list(csv.reader(io.StringIO(answer.text)))[1:]
    ]
    columns = list(find_question(QUERIES, "goals-in-common").columns)
    places = [columns.index(name) for name in ("common", "name", "goal")]
    rows = one_store(portfolio, "goals-in-common")
    same = [row for row in rows if row[columns.index("basis")] == "same-title"]
    expected = [tuple(row[place] for place in places) for row in same]
    assert sorted(found) == sorted(row for row in expected if row[1] != "north")
    assert found


def comunica(query: str, urls: dict[str, str]) -> list[dict[str, str]]:
    node = shutil.which("node")
    assert node, "Node.js is missing: apt-get install nodejs npm"
    assert (COMUNICA.parent / "node_modules").is_dir(), "missing: npm install in tests/serve"
    run = subprocess.run(
        [node, str(COMUNICA), query, *urls.values()],
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr[-2000:]
    return json.loads(run.stdout)


def test_comunica_resolves_the_codes_as_one_store_does(
    portfolio: Portfolio, regions: dict[str, str]
) -> None:
    """Each row comes as often as servers have the vocabulary: that is what a union of bags is."""
    question = find_question(QUERIES, "codes-resolved")
    rows = comunica(question.text, regions)
    found = {tuple(row.get(name, "") for name in question.columns) for row in rows}
    assert found == set(one_store(portfolio, "codes-resolved"))
