"""Every query of the library: its header, its rows on a small graph and on the real one."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, parse

from graph_tools.errors import QueryError, UsageError
from graph_tools.graph.build import derive
from graph_tools.project import Project, find_project
from graph_tools.queries import Answer, Question, answer_from, ask, load_store, read_library
from graph_tools.queries.library import find_question, read_question
from graph_tools.queries.run import sorted_lists

HERE = Path(__file__).resolve().parent
PROJECT = find_project()
LIBRARY = read_library(PROJECT.queries)
CONTRACT = {
    "measures": "measure title area subarea indicator deadline start end recurrence",
    "measure-actors": "measure role actor abbreviation",
    "measure-goals": "measure goal certainty",
    "measure-strategic-measures": "measure strategic_measure certainty",
    "declared-goals": "strategic_measure kind goal",
    "goals": "goal title priority level",
    "external-references": "subarea strategy code reading certainty resolution",
    "measure-resolutions": "measure number date",
    "measure-assessments": "measure status reason",
    "measure-barriers": "measure barrier",
    "measure-municipalities": "measure municipality",
    "goal-coverage": "goal strict default lenient",
    "provenance": "node document first_line last_line",
    "discrepancies": "id kind description documents",
}
WITHOUT_EXPECTATION = {"provenance"}  # counted against the tables in test_build.py


def ids(question: Question) -> str:
    return question.name


@pytest.fixture(scope="module")
def small() -> Store:
    """The hand-written graph with the vocabularies and what the rules derive."""
    stated = list(parse(path=HERE / "small.ttl", format=RdfFormat.TURTLE))
    words = [
        quad.triple
        for path in PROJECT.ontology
        for quad in parse(path=path, format=RdfFormat.TURTLE)
    ]
    rules = (PROJECT.queries / "rules").glob("*.rq")
    store = Store()
    store.extend(stated)
    store.extend(Quad(t.subject, t.predicate, t.object, DefaultGraph()) for t in words)
    store.extend(derive(stated, rules, NamedNode("https://example.org/derived")))
    return store


@pytest.fixture(scope="module")
def real(built: Project) -> Store:
    return load_store(built.nquads)


@pytest.fixture(scope="module")
def real_in_rdflib(built: Project) -> rdflib.Graph:
    graph = rdflib.Graph()
    graph.parse(built.build / "graph.ttl", format="turtle")
    graph.parse(built.build / "vocabulary.nt", format="nt")
    return graph


def as_csv(answer: Answer) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(answer.columns)
    writer.writerows(answer.rows)
    return out.getvalue()


def same_as_file(text: str, path: Path, approve: bool) -> None:
    if approve:
        path.write_text(text, encoding="utf-8", newline="\n")
    assert path.is_file(), f"no expected result {path}; run pytest --approve and read it"
    assert text == path.read_text(encoding="utf-8")


def test_the_contract_queries_have_the_contract_columns() -> None:
    found = {question.name: " ".join(question.columns) for question in LIBRARY}
    assert {name: found.get(name) for name in CONTRACT} == CONTRACT


@pytest.mark.parametrize("question", LIBRARY, ids=ids)
def test_header_and_projection_agree(question: Question, small: Store) -> None:
    assert tuple(question.columns) == answer_from(small, question).columns
    assert "ORDER BY" in question.text
    for text in (question.title, question.question, *question.columns.values()):
        assert text.cs
        assert text.en


@pytest.mark.parametrize("question", LIBRARY, ids=ids)
def test_every_declared_parameter_has_its_slot(question: Question) -> None:
    slots = set(re.findall(r"VALUES \?(\w+) \{", question.text))
    assert slots == set(question.parameters)


@pytest.mark.parametrize("question", LIBRARY, ids=ids)
def test_rows_on_the_small_graph(question: Question, small: Store, approve: bool) -> None:
    same_as_file(
        as_csv(answer_from(small, question)), HERE / "small" / f"{question.name}.csv", approve
    )


@pytest.mark.parametrize(
    "question", [q for q in LIBRARY if q.name not in WITHOUT_EXPECTATION], ids=ids
)
def test_rows_on_the_real_graph(question: Question, real: Store, approve: bool) -> None:
    same_as_file(
        as_csv(answer_from(real, question)), HERE / "real" / f"{question.name}.csv", approve
    )


def test_no_expected_result_is_without_a_query() -> None:
    names = {question.name for question in LIBRARY}
    for folder, kept in (("small", names), ("real", names - WITHOUT_EXPECTATION)):
        assert {path.stem for path in (HERE / folder).iterdir()} == kept


PAGES = read_library(PROJECT.queries / "pages")


@pytest.mark.parametrize("question", [*LIBRARY, *PAGES], ids=ids)
def test_rdflib_and_oxigraph_give_identical_rows(
    question: Question, real: Store, real_in_rdflib: rdflib.Graph
) -> None:
    columns = tuple(question.columns)
    result = real_in_rdflib.query(question.text)
    rows = [tuple("" if term is None else str(term) for term in row) for row in result]
    assert sorted_lists(rows, columns, question) == answer_from(real, question).rows


def coverage_by_hand(store: Store) -> Iterator[tuple[str, str, str, str]]:
    """Coverage counted from the measure-goals rows, not by the coverage query."""
    rows = answer_from(store, find_question(PROJECT.queries, "measure-goals")).rows
    for goal in map(str, range(1, 14)):
        certainties = [row[2] for row in rows if row[1] == goal]
        strict = certainties.count("certain")
        default = strict + certainties.count("probable")
        yield goal, str(strict), str(default), str(len(certainties))


def test_coverage_agrees_with_the_rows_it_counts(real: Store) -> None:
    counted = answer_from(real, find_question(PROJECT.queries, "goal-coverage")).rows
    assert counted == list(coverage_by_hand(real))


def test_readings_narrow_the_answer(built: Project) -> None:
    question = find_question(PROJECT.queries, "measure-goals")
    sizes = [
        len(ask(question, {"reading": reading}, built.nquads).rows)
        for reading in ("strict", "default", "lenient")
    ]
    assert sizes[0] < sizes[1] < sizes[2]


def test_a_parameter_selects_rows(built: Project) -> None:
    question = find_question(PROJECT.queries, "measure-goals")
    rows = ask(question, {"goal": "9"}, built.nquads).rows
    assert rows
    assert {row[1] for row in rows} == {"9"}


def test_a_parameter_cannot_break_out_of_its_literal(built: Project) -> None:
    question = find_question(PROJECT.queries, "measure-goals")
    evil = '9" } ?x ?y ?z . VALUES ?q { "\\'
    assert ask(question, {"goal": evil}, built.nquads).rows == []


def test_an_unknown_query_parameter_and_value_name_the_nearest(built: Project) -> None:
    with pytest.raises(UsageError, match="Nearest: goal-coverage"):
        find_question(PROJECT.queries, "goal-covrage")
    question = find_question(PROJECT.queries, "measure-goals")
    with pytest.raises(UsageError, match="Nearest: goal"):
        question.text_with({"gaol": "9"})
    with pytest.raises(UsageError, match="Nearest: strict"):
        question.text_with({"reading": "stict"})


def written(tmp_path: Path, text: str) -> Question:
    path = tmp_path / "mine.rq"
    path.write_text(text, encoding="utf-8")
    return read_question(path, strict=False)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("SELEC ?s WHERE { ?s ?p ?o }", "cannot be read"),
        ("INSERT DATA { <a:b> <a:c> <a:d> }", "cannot be read"),
        ("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", "neither SELECT nor ASK"),
    ],
)
def test_a_query_that_is_no_question_is_refused(
    text: str, said: str, tmp_path: Path, built: Project
) -> None:
    with pytest.raises(QueryError, match=said):
        ask(written(tmp_path, text), {}, built.nquads)


def test_a_runaway_query_is_stopped(tmp_path: Path, built: Project) -> None:
    text = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(STR(?c) < STR(?i)) }"
    with pytest.raises(QueryError, match="did not finish within 1 seconds"):
        ask(written(tmp_path, text), {}, built.nquads, seconds=1)
