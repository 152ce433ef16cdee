"""``gaps`` as a person types it."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys

import pytest

from graph_tools.answers import GAP_COLUMNS
from graph_tools.cli import main
from graph_tools.project import Project


@pytest.fixture
def gaps(built: Project, capsys: pytest.CaptureFixture[str]):  # type: ignore[no-untyped-def]
    """Runs the command; gives its code, what it printed and what it complained about."""

    def run(*arguments: str, lang: str = "cs") -> tuple[int, str, str]:
        code = main(["gaps", *arguments, "--lang", lang, "--build", str(built.build)])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_all_kinds_stand_in_order_of_gravity(gaps) -> None:
    code, out, _ = gaps("--format", "csv")
    assert code == 0
    found = rows(out)
    assert tuple(found[0]) == GAP_COLUMNS
    kinds = list(dict.fromkeys(row["kind"] for row in found))
    assert kinds[:3] == ["uncovered", "thin", "declared-only"]
    assert kinds[-1] == "unresolved-code"
    assert "single-point" in kinds


def test_json_has_the_same_rows_as_csv(gaps) -> None:
    _, out, _ = gaps("--format", "json", "--kind", "thin")
    _, table, _ = gaps("--format", "csv", "--kind", "thin")
    assert json.loads(out) == rows(table)


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("cs", ("Slabé pokrytí (thin): 2", "dokument 003, ř. 187", "Mezer celkem: 2")),
        ("en", ("Thin coverage (thin): 2", "document 003, line 187", "Gaps in all: 2")),
    ],
)
def test_a_table_is_for_people(lang: str, words: tuple[str, ...], gaps) -> None:
    _, out, _ = gaps("--kind", "thin", "--format", "table", lang=lang)
    for word in words:
        assert word in out


def test_long_kinds_are_cut_and_say_how_to_see_the_rest(gaps) -> None:
    _, out, _ = gaps("--kind", "never-meet", "--format", "table", "--limit", "2")
    assert out.count("●") == 2
    assert "--kind never-meet --limit 0" in out
    _, out, _ = gaps("--kind", "never-meet", "--format", "table", "--limit", "0")
    assert out.count("●") > 20
    assert "obce" in out


def test_what_was_looked_for_and_not_found_is_said(gaps) -> None:
    _, out, _ = gaps("--kind", "doubtful", "--format", "table")
    assert "Nenalezeno: pochybné pokrytí (doubtful)." in out
    _, out, _ = gaps("--kind", "doubtful", "--format", "md", lang="en")
    assert "Not found: doubtful coverage (doubtful)." in out


def test_barriers_have_their_names(gaps) -> None:
    _, out, _ = gaps("--kind", "recurring-barrier", "--format", "md")
    assert "| koordinace |" in out


def test_fail_on_ends_with_findings(gaps) -> None:
    assert gaps("--kind", "thin", "--fail-on", "thin")[0] == 1
    assert gaps("--kind", "thin", "--fail-on", "any")[0] == 1
    assert gaps("--fail-on", "doubtful")[0] == 0
    code, _, complaint = gaps("--kind", "thin", "--fail-on", "overdue")
    assert code == 2
    assert "thin" in complaint
    assert gaps("--fail-on", "overdue", "--as-of", "2024-01-01")[0] == 0


def test_readings_days_and_groups_reach_the_questions(gaps) -> None:
    def count(*arguments: str) -> int:
        return len(rows(gaps("--format", "csv", *arguments)[1]))

    assert count("--kind", "uncovered", "--reading", "strict") == 1
    assert count("--kind", "uncovered", "--reading", "default") == 0
    assert count("--kind", "single-point", "--reading", "lenient") > 0
    assert count("--kind", "overdue", "--as-of", "2030-01-01") > count("--kind", "overdue")
    assert count("--kind", "single-point", "--groups") < count("--kind", "single-point")
    assert count("--goal", "9") < count("--goal", "5")


def test_a_day_may_be_written_as_czechs_do(gaps) -> None:
    _, iso, _ = gaps("--format", "csv", "--kind", "overdue", "--as-of", "2028-01-01")
    for day in ("1.1.2028", "1. 1. 2028"):
        assert gaps("--format", "csv", "--kind", "overdue", "--as-of", day)[1] == iso


def test_the_way_to_the_rest_repeats_the_choices(gaps) -> None:
    chosen = ("--area", "B", "--as-of", "1.1.2028", "--reading", "default", "--groups")
    _, out, _ = gaps("--format", "table", "--kind", "no-shared-actor", "--limit", "1", *chosen)
    command = "gaps --kind no-shared-actor --area B --as-of 2028-01-01 --reading default --groups"
    assert f"strategy-graph {command} --limit 0" in " ".join(out.split())


def test_an_area_and_an_actor_keep_only_what_concerns_them(gaps) -> None:
    of_area = rows(gaps("--format", "csv", "--area", "B")[1])
    assert not [row for row in of_area if row["kind"] in {"thin", "single-lead"}]
    assert [row for row in of_area if row["kind"] == "overdue"]
    of_actor = rows(gaps("--format", "csv", "--actor", "OSV")[1])
    assert [row["item"] for row in of_actor if row["kind"] == "single-lead"] == ["9", "13"]


def test_documents_are_named_below_a_table(gaps) -> None:
    _, out, _ = gaps("--kind", "thin", "--format", "table")
    assert "003 = Brožura" in " ".join(out.split())


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--kind", "uncoverd"), "Nejbližší první: uncovered, "),
        (("--fail-on", "overdu"), "Nejbližší první: overdue, "),
        (("--goal", ""), "Cíl „“ neexistuje."),
        (("--actor", ""), "V grafu není aktér „“."),
        (("--goal", "99"), "Cíl „99“ neexistuje."),
        (("--actor", "ORREPP"), "Nejbližší: „ORREP“. V grafu je: "),
        (("--area", "Z"), "neexistuje. Nejbližší první: A"),
    ],
)
def test_a_wrong_choice_names_what_exists(arguments: tuple[str, ...], said: str, gaps) -> None:
    code, _, complaint = gaps(*arguments)
    assert code == 2
    assert said in complaint


@pytest.mark.parametrize("day", ["31.2.2026", "2026-13-01", "2026", "20260101", "zítra"])
def test_a_wrong_day_is_refused(day: str, gaps, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        gaps("--as-of", day)
    assert end.value.code == 2
    assert "RRRR-MM-DD" in capsys.readouterr().err


def test_a_build_without_its_single_points_says_to_build_again(
    built: Project, tmp_path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("graph.nq", "vocabulary.nt"):
        (tmp_path / name).write_bytes((built.build / name).read_bytes())
    assert main(["gaps", "--lang", "en", "--build", str(tmp_path)]) == 2
    assert "strategy-graph build" in capsys.readouterr().err


def test_a_reader_who_leaves_early_does_not_turn_findings_into_good(built: Project) -> None:
    command = [sys.executable, "-m", "graph_tools", "gaps", "--fail-on", "overdue", "--format",
               "csv", "--build", str(built.build)]  # fmt: skip
    run = subprocess.Popen(command, stdout=subprocess.PIPE)
    assert run.stdout is not None
    run.stdout.readline()
    run.stdout.close()
    assert run.wait() == 1
