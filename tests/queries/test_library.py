"""Every query of the library: its header, its rows on a small graph and on the real one."""

from __future__ import annotations

import io
import re
import socket
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, parse

from graph_tools.errors import NotBuiltError, QueryError, UsageError
from graph_tools.graph.build import derive
from graph_tools.project import LAST_LINE, Project, find_project
from graph_tools.queries import (
    GROUPS,
    Answer,
    Engine,
    Question,
    answer_from,
    load_store,
    read_all,
    read_library,
)
from graph_tools.queries.engines import OxigraphEngine
from graph_tools.queries.guard import asks_a_service
from graph_tools.queries.library import PORTFOLIO, find_page, find_question, read_question
from graph_tools.queries.run import sorted_lists, within
from graph_tools.queries.words import in_words
from graph_tools.render.rows import write_csv

HERE = Path(__file__).resolve().parent
PROJECT = find_project()
LIBRARY = read_all(PROJECT.queries)
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
ITEMS = {
    "goal", "measure", "strategic-measure", "actor", "sub-area", "strategy", "code", "barrier",
    "abbreviation",
}  # fmt: skip
WITHOUT_EXPECTATION = {"provenance"}  # counted against the tables in test_build.py


def ids(question: Question) -> str:
    return question.name


@cache
def small_graph(group: str) -> OxigraphEngine:
    """The hand-written graph of a group with the vocabularies and what the rules derive."""
    stated = list(parse(path=HERE / group / "small.ttl", format=RdfFormat.TURTLE))
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
    return OxigraphEngine(store)


@pytest.fixture(scope="module")
def real(built: Project) -> Engine:
    return load_store(built.nquads)


@pytest.fixture(scope="module")
def real_in_rdflib(built: Project) -> rdflib.Graph:
    graph = rdflib.Graph()
    graph.parse(built.build / "graph.ttl", format="turtle")
    graph.parse(built.build / "vocabulary.nt", format="nt")
    return graph


def ask(question: Question, values: dict[str, str], nquads: Path, *, seconds: float = 30) -> Answer:
    """The answer as the command gets it: opened, asked and given up on in time."""
    text = question.text_with(values)
    return within(seconds, question, lambda: answer_from(load_store(nquads), question, text))


def terms(engine: Engine) -> list[tuple[str, ...]]:
    return answer_from(engine, find_page(PROJECT.queries, "terms")).rows


def as_csv(answer: Answer) -> str:
    out = io.StringIO()
    write_csv(answer.columns, answer.rows, out)
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
def test_header_and_projection_agree(question: Question) -> None:
    assert tuple(question.columns) == answer_from(small_graph(question.group), question).columns
    assert "ORDER BY" in question.text
    for text in (question.title, question.question, *question.columns.values()):
        assert text.cs
        assert text.en


@pytest.mark.parametrize("question", LIBRARY, ids=ids)
def test_every_declared_parameter_has_its_slot(question: Question) -> None:
    slots = set(re.findall(r"VALUES \?(\w+) \{", question.text))
    assert slots == set(question.parameters)


@pytest.mark.parametrize("question", LIBRARY, ids=ids)
def test_rows_on_the_small_graph(question: Question, approve: bool) -> None:
    path = HERE / question.group / "small" / f"{question.name}.csv"
    same_as_file(as_csv(answer_from(small_graph(question.group), question)), path, approve)


@pytest.mark.parametrize(
    "question", [q for q in LIBRARY if q.name not in WITHOUT_EXPECTATION], ids=ids
)
def test_rows_on_the_real_graph(question: Question, real: Engine, approve: bool) -> None:
    path = HERE / question.group / "real" / f"{question.name}.csv"
    same_as_file(as_csv(answer_from(real, question)), path, approve)


def test_no_expected_result_is_without_a_query() -> None:
    for group in sorted(set(GROUPS) - {PORTFOLIO}):  # its results stand in tests/portfolio
        names = {question.name for question in LIBRARY if question.group == group}
        for folder, kept in (("small", names), ("real", names - WITHOUT_EXPECTATION)):
            assert {path.stem for path in (HERE / group / folder).iterdir()} == kept


def test_every_folder_of_queries_is_a_group() -> None:
    folders = {path.name for path in PROJECT.queries.iterdir() if path.is_dir()}
    assert folders == (set(GROUPS) - {""}) | {"pages", "rules"}


def test_names_of_page_queries_are_unique_and_none_is_unused() -> None:
    names = [question.name for question in PAGES]
    assert len(set(names)) == len(names)
    code = "".join(
        path.read_text(encoding="utf-8") for path in (PROJECT.root / "graph_tools").rglob("*.py")
    )
    explorer = {path.stem for path in (PROJECT.queries / "pages" / "explorer").glob("*.rq")}
    said = {name for name in names if f'"{name}"' in code}
    assert set(names) - said - explorer == set()


def test_names_are_unique_and_questions_enough() -> None:
    names = [question.name for question in LIBRARY]
    assert len(set(names)) == len(names)
    assert sum(question.group not in {"", "gaps"} for question in LIBRARY) >= 60


@pytest.mark.parametrize("question", LIBRARY, ids=ids)
def test_the_items_a_question_is_about_stand_in_its_columns(question: Question) -> None:
    assert set(question.about) <= set(question.columns)
    assert set(question.about.values()) <= ITEMS


PAGES = [
    question
    for folder in sorted((PROJECT.queries / "pages").iterdir())
    for question in read_library(folder)
]


@pytest.mark.parametrize("question", [*LIBRARY, *PAGES], ids=ids)
def test_rdflib_and_oxigraph_give_identical_rows(
    question: Question, real: Engine, real_in_rdflib: rdflib.Graph
) -> None:
    columns = tuple(question.columns)
    result = real_in_rdflib.query(question.text)
    rows = [tuple("" if term is None else str(term) for term in row) for row in result]
    assert sorted_lists(rows, columns, question) == answer_from(real, question).rows


def coverage_by_hand(engine: OxigraphEngine) -> Iterator[tuple[str, str, str, str]]:
    """Coverage counted from the measure-goals rows, not by the coverage query."""
    rows = answer_from(engine, find_question(PROJECT.queries, "measure-goals")).rows
    for goal in map(str, range(1, 14)):
        certainties = [row[2] for row in rows if row[1] == goal]
        strict = certainties.count("certain")
        default = strict + certainties.count("probable")
        yield goal, str(strict), str(default), str(len(certainties))


def test_coverage_agrees_with_the_rows_it_counts(real: Engine) -> None:
    counted = answer_from(real, find_question(PROJECT.queries, "goal-coverage")).rows
    assert counted == list(coverage_by_hand(real))


def test_people_read_words_where_the_contract_has_codes(built: Project) -> None:
    question = find_question(PROJECT.queries, "measure-actors")
    engine = load_store(built.nquads)
    answer = answer_from(engine, question, question.text_with({"measure": "A1.4"}))
    said = in_words(answer, question, terms(engine), "cs")
    assert said.columns == ("kód opatření", "role", "aktér", "zkratka")
    assert {row[1] for row in said.rows} == {"odpovídá", "spolupracuje"}
    assert {row[1] for row in answer.rows} == {"responsible", "collaborating"}


@pytest.mark.parametrize("question", LIBRARY, ids=ids)
def test_every_coded_cell_has_its_word(question: Question, built: Project, real: Engine) -> None:
    answer = answer_from(real, question)
    for lang in ("cs", "en"):
        said = in_words(answer, question, terms(real), lang)
        for name in question.coded:
            place = answer.columns.index(name)
            shown = said.columns.index(question.columns[name].to(lang))
            for row, words in zip(answer.rows, said.rows, strict=True):
                assert not row[place] or (row[place] != words[shown] or lang == "en")


def test_people_see_one_language_and_no_empty_columns(real: Engine, built: Project) -> None:
    question = find_question(PROJECT.queries, "thin")
    answer = answer_from(real, question)
    said = in_words(answer, question, terms(real), "cs")
    assert "proč, česky" in said.columns
    assert "proč, anglicky" not in said.columns
    assert "–" not in said.columns
    assert {row[said.columns.index("platí se všemi čteními")] for row in said.rows} == {"ano"}


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


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <PORT> {?s ?p ?o} }",
        "SELECT * { SERVICE SILENT <PORT> {?s ?p ?o} }",
        "SELECT * { service<PORT> {?s ?p ?o} }",
        "SELECT * { BIND(1 AS ?n) SeRvIcE # x\n <PORT> {?s ?p ?o} }",
        "PREFIX e: <PORT> SELECT * { SERVICEe: {?s ?p ?o} }",
        "SELECT * { VALUES ?n {1}SERVICE SILENT<PORT> {?s ?p ?o} }",
        "SELECT * { VALUES ?g {<PORT>} SERVICE SILENT ?g {?s ?p ?o} }",
        "PREFIX e: <PORT> SELECT * { FILTER(1<2)SERVICE SILENT e:#>\n {?s ?p ?o} }",
        "PREFIX e: <PORT> SELECT * {FILTER(?x<?y#>'''\n)SERVICE SILENT<PORT>{?s ?p ?o} #'''\n}",
        "ASK { SERVICE SILENT <PORT> {?s ?p ?o} }",
        "#c\rSELECT * { SERVICE SILENT <PORT> {?s ?p ?o} }",
    ],
)
def test_a_query_never_reaches_the_network(text: str, tmp_path: Path, built: Project) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        address = f"http://127.0.0.1:{server.getsockname()[1]}/"
        with pytest.raises(QueryError, match="SERVICE"):
            ask(written(tmp_path, text.replace("PORT", address)), {}, built.nquads)
        with pytest.raises(TimeoutError):
            server.accept()


@pytest.mark.parametrize(
    "text",
    [
        'SELECT * { ?s ?p "SERVICE <x>" }',
        "SELECT * { ?s ?p '''it's a\nSERVICE''' }",
        'SELECT * { ?s ?p "a \\" SERVICE" }',
        "# SERVICE\nSELECT * { ?service ?p ?o }",
        "PREFIX s: <http://example.org/SERVICE#> SELECT * { ?s s:service ?o, s:socialServices }",
        "SELECT * { ?s <urn:services:x> ?o FILTER(?s < ?o) }",
    ],
)
def test_the_word_service_alone_is_no_fault(text: str) -> None:
    assert not asks_a_service(text)


@pytest.mark.parametrize(
    "header",
    [
        "columns: [a]",
        "columns: {a: 5}",
        "parameters: {n: 5}",
        "parameters: {'a(': x}",
        "parameters: [n]",
        "tags: 5",
        "lists: a",
        "title: [a]",
        "5: a",
        "title: 2024-13-45",
    ],
)
def test_a_header_of_a_wrong_shape_is_told(header: str, tmp_path: Path) -> None:
    with pytest.raises(QueryError, match=r"eader of mine\.rq"):
        written(tmp_path, f"#+ {header}\nSELECT * {{ ?s ?p ?o }}")


def test_a_byte_order_mark_is_read_over(tmp_path: Path, built: Project) -> None:
    question = written(tmp_path, "\ufeff#+ title: Moje\nASK { ?s ?p ?o }")
    assert question.title.cs == "Moje"
    assert ask(question, {}, built.nquads).rows == [("yes",)]


@pytest.mark.parametrize("name", ["graph.nq", "vocabulary.nt"])
def test_a_damaged_build_says_to_build_again(name: str, tmp_path: Path) -> None:
    for file in ("graph.nq", "vocabulary.nt"):
        (tmp_path / file).write_bytes(LAST_LINE)
    (tmp_path / name).write_bytes(b"no triple\n" + LAST_LINE)
    question = find_question(PROJECT.queries, "goals")
    with pytest.raises(NotBuiltError, match=f"{name} .*cannot be read.*strategy-graph build"):
        ask(question, {}, tmp_path / "graph.nq")


@pytest.mark.parametrize("name", ["graph.nq", "vocabulary.nt"])
@pytest.mark.parametrize("size", [0, 10_000])
def test_a_build_cut_short_never_answers(
    name: str, size: int, built: Project, tmp_path: Path
) -> None:
    for file in ("graph.nq", "vocabulary.nt"):
        (tmp_path / file).write_bytes((built.build / file).read_bytes())
    lines = (tmp_path / name).read_bytes()[:size].rpartition(b"\n")
    (tmp_path / name).write_bytes(lines[0] + lines[1])
    with pytest.raises(NotBuiltError, match=f"{name} .*is not whole"):
        ask(find_question(PROJECT.queries, "goals"), {}, tmp_path / "graph.nq")


@pytest.mark.parametrize(
    ("name", "parameter", "value"),
    [
        ("thin", "fewest", "x"),
        ("thin", "fewest", "9" * 30),
        ("overdue", "as_of", "1.1.2026"),
        ("deadlines-in-order", "since", "2024-13-01"),
        ("deadlines-in-order", "until", "hello"),
        ("broad-measures", "fewest", "abc"),
    ],
)
def test_a_day_or_a_number_of_another_form_is_refused(
    name: str, parameter: str, value: str
) -> None:
    with pytest.raises(UsageError, match=f"Parameter {parameter} cannot be"):
        find_question(PROJECT.queries, name).text_with({parameter: value})


def test_every_number_and_day_of_the_library_is_checked() -> None:
    numbers = {"fewest", "many", "at_least", "at_most", "as_of", "since", "until"}
    for question in [*LIBRARY]:
        for parameter in numbers & set(question.parameters):
            with pytest.raises(UsageError):
                question.text_with({parameter: "x"})


def test_a_build_without_vocabulary_says_to_build_again(tmp_path: Path) -> None:
    (tmp_path / "graph.nq").write_bytes(LAST_LINE)
    with pytest.raises(NotBuiltError, match=r"vocabulary\.nt .*is missing.*strategy-graph build"):
        ask(find_question(PROJECT.queries, "goals"), {}, tmp_path / "graph.nq")
