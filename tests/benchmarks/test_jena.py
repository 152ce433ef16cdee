"""Jena answers every query with Oxigraph's rows, and says what is wrong where it cannot.

Jena has no entry in ``engine-faults.toml``: no difference is left that would be its own fault.
"""

from __future__ import annotations

from pathlib import Path

import jena
import pytest

from graph_tools.project import Project, find_project
from graph_tools.queries import read_all


def variants(folder: Path) -> list[Path]:
    """Write each question with each value of its closed lists that is not the default."""
    paths = []
    for question in read_all(find_project().queries):
        for name, takes in question.parameters.items():
            values = [value.strip() for value in takes.split("|")]
            for value in values if len(values) > 1 else ():
                text = question.text_with({name: value})
                if text != question.text:
                    paths.append(folder / f"{question.name} {name}={value}.rq")
                    paths[-1].write_text(text, encoding="utf-8")
    return paths


@pytest.fixture(scope="module")
def answers(built: Project, tmp_path_factory: pytest.TempPathFactory) -> list[jena.JenaAnswer]:
    folder = tmp_path_factory.mktemp("queries")
    (folder / "unreadable.rq").write_text("SELECT ?x {", encoding="utf-8")
    (folder / "truth.rq").write_text("ASK { ?s ?p ?o }", encoding="utf-8")
    (folder / "unbound.rq").write_text(
        'SELECT ?x ?y { VALUES (?x ?y) { ("ž, \\"1\\"" UNDEF) } }', encoding="utf-8"
    )
    wrong = [folder / f"{name}.rq" for name in ("unreadable", "truth", "unbound")]
    load, answers = jena.ask_jena(
        built.nquads,
        built.build / "vocabulary.nt",
        [*jena.all_queries(), *variants(folder), *wrong],
        seconds=20,
    )
    assert load.triples > 20_000
    return answers


def test_every_query_with_every_choice_has_the_same_rows_on_jena(
    answers: list[jena.JenaAnswer], built: Project
) -> None:
    shipped = answers[:-3]
    assert len(shipped) > 240
    assert sum(answer.count for answer in shipped) > 10_000
    differing = {
        answer.query.stem: said
        for answer in shipped
        if (said := jena.difference(built.build, answer))
    }
    assert differing == {}


def test_a_difference_is_told(answers: list[jena.JenaAnswer], built: Project) -> None:
    goals = next(answer for answer in answers if answer.query.stem == "goals")
    turned = jena.JenaAnswer(goals.query, (1.0,), goals.columns, 13, goals.rows[::-1], "")
    assert jena.difference(built.build, turned) == "the same rows in another order"
    short = jena.JenaAnswer(goals.query, (1.0,), goals.columns, 12, goals.rows[1:], "")
    assert jena.difference(built.build, short) == "12 rows, 0 of them other than the 13 of Oxigraph"
    other = jena.JenaAnswer(goals.query, (1.0,), ("goal",), 13, goals.rows, "")
    assert jena.difference(built.build, other) == "columns goal"


def test_a_query_that_fails_does_not_stop_the_others(answers: list[jena.JenaAnswer]) -> None:
    unreadable, truth, unbound = answers[-3:]
    assert "QueryParseException" in unreadable.error
    assert (truth.columns, truth.rows) == (("answer",), [("yes",)])
    assert unbound.rows == [('ž, "1"', "")]


def test_a_query_that_takes_too_long_is_stopped(tmp_path: Path) -> None:
    names = [f"<https://example.org/{number}>" for number in range(100)]
    vocabulary, query = tmp_path / "vocabulary.nt", tmp_path / "endless.rq"
    vocabulary.write_text("".join(f"{name} {name} {name} .\n" for name in names), encoding="utf-8")
    (tmp_path / "graph.nq").touch()
    pairs = " ".join(f"?a{number} ?b{number} ?c{number} ." for number in range(9))
    query.write_text(f"SELECT (COUNT(*) AS ?n) {{ {pairs} }}", encoding="utf-8")
    load, [answer] = jena.ask_jena(tmp_path / "graph.nq", vocabulary, [query], seconds=0.5)
    assert load.triples == 100
    assert answer.error == "stopped after 0.5 s"


def test_a_missing_jena_says_how_to_install_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jena, "JAVA_FOLDER", tmp_path)
    with pytest.raises(jena.JenaError, match=r"jena-arq\.jar.*apt-get install libapache-jena-java"):
        jena.ask_jena(tmp_path, tmp_path, [])


def test_a_missing_java_says_how_to_install_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(jena.JenaError, match="apt-get install default-jdk-headless"):
        jena.ask_jena(tmp_path, tmp_path, [])


def test_java_that_fails_is_told_with_its_words(tmp_path: Path) -> None:
    with pytest.raises(jena.JenaError, match=r"Java ended with 1: .*none\.nq"):
        jena.ask_jena(tmp_path / "none.nq", tmp_path / "none.nt", [])
