"""Questions asked of several strategies: rows counted twice, and the same on four engines."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pyoxigraph
import pytest
import rdflib
from recounted import RECOUNTED
from regions import Portfolio
from servers import oxigraph_server, virtuoso_server

from graph_tools.prefixes import VOCABULARY_GRAPH
from graph_tools.project import find_project
from graph_tools.queries import Answer, Question, answer_from, find_page, read_library
from graph_tools.queries.engines import OxigraphEngine, RdflibEngine, open_store, solutions
from graph_tools.queries.words import in_words
from graph_tools.render.rows import write_csv

HERE = Path(__file__).resolve().parent
QUERIES = find_project().queries
QUESTIONS = read_library(QUERIES / "portfolio")
SECONDS = 20.0


def ids(question: Question) -> str:
    return question.name


class Server:
    """A SPARQL server asked over HTTP, as an engine."""

    def __init__(self, url: str) -> None:
        self._url = url

    def select(self, text: str) -> Answer:
        headers = {"Accept": "application/sparql-results+json"}
        answer = httpx.post(self._url, data={"query": text}, headers=headers, timeout=SECONDS)
        assert answer.status_code == 200, answer.text[:500]
        form = pyoxigraph.QueryResultsFormat.JSON
        found = pyoxigraph.parse_query_results(answer.content, form)
        assert isinstance(found, pyoxigraph.QuerySolutions)
        return solutions(found)


@pytest.fixture(scope="module")
def store(portfolio: Portfolio) -> OxigraphEngine:
    return open_store(portfolio.store)


@pytest.fixture(scope="module")
def in_rdflib(portfolio: Portfolio) -> RdflibEngine:
    dataset = rdflib.Dataset(default_union=True)
    for name in portfolio.tables:
        dataset.parse(portfolio.build / "strategies" / name / "graph.nq", format="nquads")
    words = portfolio.build / "strategies" / "north" / "vocabulary.nt"
    dataset.graph(rdflib.URIRef(VOCABULARY_GRAPH)).parse(words, format="nt")
    return RdflibEngine(dataset)


@pytest.fixture(scope="module")
def oxigraph(portfolio: Portfolio) -> Iterator[Server]:
    with oxigraph_server(portfolio.store.resolve(), read_only=True) as server:
        yield Server(server.query)


@pytest.fixture(scope="module")
def virtuoso(portfolio: Portfolio, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folders = [portfolio.build / "strategies" / name for name in portfolio.tables]
    loads = [(folder / "graph.nq", "urn:no-graph-named") for folder in folders]
    loads.append((folders[0] / "vocabulary.nt", VOCABULARY_GRAPH))
    with virtuoso_server(tmp_path_factory.mktemp("virtuoso"), loads) as server:
        yield Server(server.query)


@pytest.mark.parametrize("question", QUESTIONS, ids=ids)
def test_rows_on_the_small_portfolio(
    question: Question, store: OxigraphEngine, approve: bool
) -> None:
    answer = answer_from(store, question)
    out = io.StringIO()
    write_csv(answer.columns, answer.rows, out)
    path = HERE / "expected" / f"{question.name}.csv"
    if approve:
        path.write_text(out.getvalue(), encoding="utf-8", newline="\n")
    assert path.is_file(), f"no expected result {path}; run pytest --approve and read it"
    assert out.getvalue() == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("question", QUESTIONS, ids=ids)
def test_rows_agree_with_a_count_over_the_tables(question: Question, store: OxigraphEngine) -> None:
    rows = answer_from(store, question).rows
    assert len(rows) == len(set(rows)) > 1
    assert set(rows) == set(RECOUNTED[question.name]())


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib's readers use its own old names
@pytest.mark.parametrize("question", QUESTIONS, ids=ids)
@pytest.mark.parametrize("engine", ["in_rdflib", "oxigraph", "virtuoso"])
def test_every_engine_gives_identical_rows(
    engine: str, question: Question, store: OxigraphEngine, request: pytest.FixtureRequest
) -> None:
    other = request.getfixturevalue(engine)
    assert answer_from(other, question) == answer_from(store, question)


@pytest.mark.parametrize("reading", ["strict", "lenient"])
def test_readings_change_what_counts_as_a_gap(reading: str, store: OxigraphEngine) -> None:
    question = next(one for one in QUESTIONS if one.name == "gaps-closed-elsewhere")
    usual = answer_from(store, question).rows
    assert answer_from(store, question, question.text_with({"reading": reading})).rows != usual


def test_no_expected_result_is_without_a_query() -> None:
    names = {question.name for question in QUESTIONS}
    assert {path.stem for path in (HERE / "expected").iterdir()} == names == set(RECOUNTED)


@pytest.mark.parametrize("question", QUESTIONS, ids=ids)
def test_headers_say_what_a_question_takes_and_gives(
    question: Question, store: OxigraphEngine
) -> None:
    answer = answer_from(store, question)
    assert tuple(question.columns) == answer.columns
    assert set(re.findall(r"VALUES \?(\w+) \{", question.text)) == set(question.parameters)
    assert "ORDER BY" in question.text
    terms = answer_from(store, find_page(QUERIES, "terms")).rows
    said = in_words(answer, question, terms, "cs")
    for name, scheme in question.coded.items():
        shown = said.columns.index(question.columns[name].cs)
        place = answer.columns.index(name)
        codes = {row[place] for row in answer.rows} - {""}
        assert codes.isdisjoint({row[shown] for row in said.rows}), scheme


def test_a_same_title_is_never_given_for_a_stated_identity(store: OxigraphEngine) -> None:
    question = next(one for one in QUESTIONS if one.name == "goals-in-common")
    rows = [
        dict(zip(question.columns, row, strict=True)) for row in answer_from(store, question).rows
    ]
    assert {row["basis"] for row in rows} == {"stated", "same-title"}
    for row in rows:
        if row["basis"] == "same-title":
            assert row["title"] == row["common"]
            assert row["certainty"] == ""


def test_a_title_in_other_letters_is_another_goal(store: OxigraphEngine) -> None:
    question = next(one for one in QUESTIONS if one.name == "goals-in-common")
    assert "práce pro každého" not in {row[0] for row in answer_from(store, question).rows}
