"""Gaps: each kind where it should be and nowhere else, counted a second way, said in words."""

from __future__ import annotations

import re

import pytest
from by_hand import all_gaps
from test_library import small_graph

from graph_tools.answers import GAP_COLUMNS
from graph_tools.errors import UsageError
from graph_tools.project import Project, find_project
from graph_tools.queries import Engine, answer_from, load_store, read_library
from graph_tools.queries.gaps import Gap, read_focus, read_gaps, read_kinds

PROJECT = find_project()
QUESTIONS = {question.name: question for question in read_library(PROJECT.queries / "gaps")}
YES = ("yes", "yes", "yes")
# (kind, item, partner, strict, default, lenient) of tests/queries/gaps/small.ttl, known by heart
SMALL = {
    ("uncovered", "2", "", *YES),
    ("uncovered", "3", "", "yes", "yes", "no"),
    ("doubtful", "3", "", *YES),
    ("thin", "3", "", *YES),
    ("declared-only", "1", "II", *YES),
    ("undeclared", "5", "II", *YES),
    ("unfulfilled", "5", "", *YES),
    ("single-lead", "6", "ZZ", *YES),
    ("expiring", "4", "", *YES),
    ("no-shared-actor", "A1.2", "B1.5", *YES),
    ("no-shared-actor", "B1.2", "B1.5", *YES),
    *(("no-shared-actor", f"A2.{n}", "C1.1", "no", "yes", "yes") for n in range(1, 6)),
    ("never-meet", "OSK", "OSV", *YES),
    ("no-collaborator", "B1.5", "", *YES),
    ("group-without-coordinator", "C1.1", "", *YES),
    ("shared-code-apart", "A2", "C1", "no", "yes", "yes"),
    ("recurring-barrier", "funding", "", *YES),
    ("expired-link", "A1", "Dávná strategie", "no", "yes", "yes"),
    ("expired-link", "A2.2", "Krátká strategie", *YES),
    ("unresolved-code", "1.1", "A1", "no", "yes", "yes"),
    ("unresolved-code", "7", "C1", "no", "yes", "yes"),
    ("overdue", "A1.4", "", *YES),
    ("undefined-abbreviation", "XYZ", "", *YES),
}


@pytest.fixture(scope="module")
def real(built: Project) -> Engine:
    return load_store(built.nquads)


def found(store: Engine, values: dict[str, str] | None = None) -> list[Gap]:
    kinds = [kind for kind in read_kinds(store, PROJECT.queries) if kind.name in QUESTIONS]
    return read_gaps(store, kinds, values or {}, lambda: ())


def keys(gaps: list[Gap]) -> set[tuple[str, ...]]:
    return {(*gap.row[:3], *gap.row[5:8]) for gap in gaps}


def test_every_kind_of_the_vocabulary_has_its_query(real: Engine) -> None:
    kinds = {kind.name for kind in read_kinds(real, PROJECT.queries)}
    assert kinds == {*QUESTIONS, "single-point"}
    assert len(kinds) == 19


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=lambda question: question.name)
def test_all_gap_queries_have_the_common_columns(question) -> None:  # type: ignore[no-untyped-def]
    assert tuple(question.columns) == GAP_COLUMNS
    assert question.coded["kind"] == "gapKindScheme"
    assert "reading" in question.parameters


def test_each_kind_occurs_where_it_should_and_nowhere_else() -> None:
    assert keys(found(small_graph("gaps"))) == SMALL


@pytest.mark.parametrize("kind", sorted(QUESTIONS))
def test_the_real_gaps_are_those_counted_from_the_tables(kind: str, real: Engine) -> None:
    by_hand = all_gaps(PROJECT.tables)[kind]
    rows = answer_from(real, QUESTIONS[kind]).rows
    assert {(*row[1:3], *row[5:8]) for row in rows} == by_hand


@pytest.mark.parametrize("reading", ["strict", "default", "lenient"])
def test_a_reading_keeps_what_holds_in_it(reading: str, real: Engine) -> None:
    place = GAP_COLUMNS.index(reading)
    everything = [gap.row for gap in found(real)]
    assert [gap.row for gap in found(real, {"reading": reading})] == [
        row for row in everything if row[place] == "yes"
    ]


def test_every_reason_is_a_sentence_in_its_language_and_has_its_source(real: Engine) -> None:
    for gap in found(real):
        for column in ("reason_cs", "reason_en"):
            said = gap.cell(column)
            assert re.fullmatch(r"\S.*\.", said), gap.row
            assert "  " not in said
            assert said[0].isupper() or said.startswith((gap.cell("item"), "odd.")), gap.row
        assert gap.cell("reason_cs") != gap.cell("reason_en")
        assert gap.cell("document").endswith(".txt")
        assert 1 <= int(gap.cell("first_line")) <= int(gap.cell("last_line"))
        assert "yes" in gap.row[5:8]


def test_thresholds_and_days_move_the_answers(real: Engine) -> None:
    def count(kind: str, store: Engine = real, **values: str) -> int:
        question = QUESTIONS[kind]
        return len(answer_from(store, question, question.text_with(values)).rows)

    assert count("thin", fewest="1") < count("thin") < count("thin", fewest="20")
    assert count("overdue", as_of="2024-01-01") == 0 < count("overdue")
    assert count("overdue") < count("overdue", as_of="2030-01-01")
    small = small_graph("gaps")
    assert count("expiring", small, as_of="2025-06-30") == 0 < count("expiring", small)
    assert count("never-meet", groups="yes") > count("never-meet")
    assert count("undeclared") < count("undeclared", scope="all")
    assert count("no-shared-actor", groups="yes") < count("no-shared-actor")


def test_a_focus_keeps_what_concerns_it(real: Engine) -> None:
    gaps = found(real)

    def kept(**chosen: str | None) -> list[Gap]:
        choices = {"goal": None, "area": None, "actor": None, **chosen}
        focuses = read_focus(real, PROJECT.queries, **choices)
        return [gap for gap in gaps if all(focus.keeps(gap) for focus in focuses)]

    of_goal = kept(goal="9")
    assert {gap.cell("item") for gap in of_goal if gap.kind.name == "thin"} == {"9"}
    assert of_goal
    assert len(of_goal) < len(gaps)
    of_area = kept(area="A3")
    assert {g.cell("item") for g in of_area if g.kind.name == "group-without-coordinator"} <= {
        "A3.1",
        "A3.2",
    }
    of_actor = kept(actor="orrep")
    pairs = [gap for gap in of_actor if gap.kind.name == "never-meet"]
    assert pairs
    assert all("ORREP" in gap.row[1:3] for gap in pairs)
    assert 0 < len(kept(goal="5", actor="ORREP")) < len(kept(goal="5"))


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ({"goal": "14"}, r"no goal '14'\. Nearest first: "),
        ({"area": "F"}, r"no area or sub-area 'F'"),
        ({"actor": "ORREPP"}, r"no actor 'ORREPP' in the graph\. Nearest: 'ORREP'"),
    ],
)
def test_an_unknown_choice_names_what_exists(
    chosen: dict[str, str], said: str, real: Engine
) -> None:
    with pytest.raises(UsageError, match=said):
        read_focus(real, PROJECT.queries, **{"goal": None, "area": None, "actor": None, **chosen})
