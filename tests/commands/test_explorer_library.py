"""The query library for the page: every question, column, parameter and choice has its words."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph_tools.commands.explorer_library import library_answers
from graph_tools.errors import QueryError
from graph_tools.queries import GROUPS, read_all
from graph_tools.queries.library import PORTFOLIO

QUERIES = Path(__file__).resolve().parents[2] / "queries"
QUESTION = """#+ title: {{cs: "Zkouška", en: "Trial"}}
#+ question: {{cs: "Co je co?", en: "What is what?"}}
#+ columns:
#+   item: {{cs: "položka", en: "item"}}
#+   why_cs: {{cs: "proč, česky", en: "why, in Czech"}}
#+   why_en: {{cs: "proč, anglicky", en: "why, in English"}}
#+   none: {{cs: "–", en: "–"}}
#+ parameters: {{{parameters}}}
#+ tags: [question]
SELECT ?item ?why_cs ?why_en ?none {{ VALUES ?goal {{ "3" }} VALUES ?role {{ UNDEF }} }}
"""


def tables(folder: Path, parameters: str) -> dict[str, list[dict[str, str]]]:
    """The tables of a library with one question, as dictionaries."""
    (folder / "trial.rq").write_text(QUESTION.format(parameters=parameters), encoding="utf-8")
    return {
        name: [dict(zip(columns, row, strict=True)) for row in rows]
        for name, (columns, rows) in library_answers(folder).items()
    }


def test_every_question_is_there_with_words_in_both_languages() -> None:
    found = library_answers(QUERIES)
    questions = read_all(QUERIES)
    columns, rows = found["library"]
    names = [dict(zip(columns, row, strict=True)) for row in rows]
    assert [row["name"] for row in names] == [question.name for question in questions]
    assert {row["group"] for row in names} == set(GROUPS) - {PORTFOLIO}
    assert all(cell for row in names for key, cell in row.items() if key != "group")
    assert not [row["name"] for row in names if "#+" in row["text"]]
    assert len(found["library-columns"][1]) == sum(len(one.columns) for one in questions)
    assert len(found["library-parameters"][1]) == sum(len(one.parameters) for one in questions)
    columns, rows = found["library-parameters"]
    assert all(
        cell for row in rows for name, cell in zip(columns, row, strict=True) if name != "value"
    )


def test_a_column_is_shown_where_it_says_something(tmp_path: Path) -> None:
    found = tables(tmp_path, "")
    shown = {row["key"]: row["kind"] for row in found["library-columns"]}
    assert shown == {"item": "both", "why_cs": "cs", "why_en": "en", "none": "none"}


def test_a_parameter_has_its_default_and_its_words(tmp_path: Path) -> None:
    found = tables(tmp_path, 'goal: "number of a goal", groups: "no | yes"')
    goal, groups = found["library-parameters"]
    assert (goal["kind"], goal["value"], goal["label_cs"]) == ("goal", "3", "Cíl")
    assert (groups["kind"], groups["value"]) == ("choice", "")
    assert [(row["value"], row["label_en"]) for row in found["library-choices"]] == [
        ("no", "no"), ("yes", "yes"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "parameters", ['goal: "something new"', 'goal: "one | two"', 'groups: "no | perhaps"']
)
def test_a_parameter_without_words_is_named(tmp_path: Path, parameters: str) -> None:
    with pytest.raises(QueryError) as caught:
        tables(tmp_path, parameters)
    assert parameters.split(":")[0] in str(caught.value) and "trial" in str(caught.value)
