"""``strategy-graph network`` as a person types it: every view, form and language."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest

from graph_tools.answers import GAP_COLUMNS
from graph_tools.cli import main
from graph_tools.commands.network import single_points
from graph_tools.network.model import QUERIES
from graph_tools.network.overview import agreement_in_words
from graph_tools.network.table import Table, Text, Word
from graph_tools.project import Project
from graph_tools.queries import find_page, load_store
from graph_tools.texts import NETWORK_VIEWS

NAMES = {"leave": ["OSV"], "meet": ["OSV", "oz"]}
VIEWS = [view for view in NETWORK_VIEWS if view != "export"]


def network(
    built: Project, capsys: pytest.CaptureFixture[str], view: str, *more: str, code: int = 0
) -> tuple[str, str]:
    names = NAMES.get(view, [])
    assert main(["network", view, *names, *more, "--build", str(built.build)]) == code
    said = capsys.readouterr()
    return said.out, said.err


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("lang", ["cs", "en"])
def test_every_view_is_told_in_both_languages(
    view: str, lang: str, built: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    out, err = network(built, capsys, view, "--format", "table", "--lang", lang)
    assert not err
    assert ("Řádků: " if lang == "cs" else "Rows: ") in out
    last = out.rstrip().splitlines()[-1]
    assert last.startswith("Neurčité skupiny" if lang == "cs" else "Unspecified groups")
    assert "obce" in last
    markdown, _ = network(built, capsys, view, "--format", "md", "--lang", lang)
    assert markdown.startswith("|")


@pytest.mark.parametrize("view", VIEWS)
def test_csv_and_json_have_the_same_stable_columns(
    view: str, built: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    out, err = network(built, capsys, view, "--format", "csv", "--lang", "cs")
    assert "--groups" in err
    rows = list(csv.DictReader(io.StringIO(out)))
    told = json.loads(network(built, capsys, view, "--format", "json", "--lang", "cs")[0])
    assert rows
    assert list(rows[0]) == list(told[0])
    assert all(name.isascii() and name == name.lower() for name in rows[0])
    assert len(rows) == len(told)


def test_with_groups_nothing_is_left_out(
    built: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    out, err = network(built, capsys, "ties", "--groups", "--format", "csv")
    assert not err
    assert "obce" in out


def test_the_overview_tells_words_beside_its_figures(
    built: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    out, _ = network(built, capsys, "summary", "--format", "csv", "--lang", "cs")
    rows = {row["figure"]: row for row in csv.DictReader(io.StringIO(out))}
    assert rows["measures"]["value"] == "72"
    assert rows["goals"]["value"] == "13"
    assert float(rows["herfindahl"]["value"]) == pytest.approx(0.286, abs=0.001)
    assert "OSV" in rows["top-three"]["meaning"]
    assert set(rows) >= {"components", "brokers", "communities-by-actor", "communities-by-goal"}


def test_numbers_have_a_decimal_comma_in_czech_tables_only(
    built: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "0,29" in network(built, capsys, "summary", "--format", "table", "--lang", "cs")[0]
    assert "0.29" in network(built, capsys, "summary", "--format", "table", "--lang", "en")[0]
    assert "0.286" in network(built, capsys, "summary", "--format", "csv", "--lang", "cs")[0]


def test_single_points_have_the_columns_of_gaps(
    built: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    out, _ = network(built, capsys, "single-points", "--format", "csv")
    header, *rows = csv.reader(io.StringIO(out))
    assert tuple(header) == GAP_COLUMNS
    assert rows == [list(row) for row in single_points(load_store(built.nquads), built.queries)]
    assert all(row[8].endswith(".txt") for row in rows)
    assert all(int(row[9]) <= int(row[10]) for row in rows)


def test_the_smallest_table_names_what_cannot_be_represented(
    built: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    out, err = network(built, capsys, "seats", "--reading", "strict", "--format", "csv",
                       "--lang", "en")  # fmt: skip
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [row["goals"] for row in rows if row["what"] == "not-representable"] == ["13"]
    assert "integer programming" in err
    assert f"Optimum: {len(rows) - 1}; proof" in err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["leave"], "čeká jméno aktéra.*zadaných jmen: 0"),
        (["leave", "OSV", "OZ"], "zadaných jmen: 2"),
        (["meet", "OSV"], "dvou aktérů.*zadaných jmen: 1"),
        (["meet", "OSV", "osv"], "téhož aktéra"),
        (["summary", "OSV"], "čeká žádné jméno"),
        (["export"], "složku"),
        (["leave", "OVS"], "Nejbližší: OSV. Jsou v ní: ARR LK"),
        (["leave", "obce"], "neurčitá skupina.*--groups"),
    ],
)
def test_a_mistake_is_a_sentence(
    arguments: list[str], said: str, built: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["network", *arguments, "--lang", "cs", "--build", str(built.build)]) == 2
    err = capsys.readouterr().err
    assert re.search(said, err)
    assert "Traceback" not in err


def test_without_a_build_it_says_to_build(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["network", "--build", f"{tmp_path}/none", "--lang", "en"]) == 2
    assert "strategy-graph build" in capsys.readouterr().err


@pytest.mark.parametrize("name", sorted(QUERIES))
def test_the_queries_of_the_network_have_the_columns_it_reads(name: str, built: Project) -> None:
    question = find_page(built.queries, name)
    assert " ".join(question.columns) == QUERIES[name]


def test_cells_are_words_for_people_and_codes_for_programs() -> None:
    table = Table(
        Text("Věty", "Sentences"),
        {"a": Text("první", "first"), "b": Text("druhý", "second"), "c": Text("třetí", "third")},
        [(Word("x", Text("iks", "ex")), 0.25, [str(n) for n in range(20)]), (None, -0.0, ["1"])],
    )
    headings, rows = table.for_people("cs")
    assert headings == ["první", "druhý", "třetí"]
    assert rows[0][:2] == ["iks", "0,25"]
    assert rows[0][2].endswith("11 a další 8")
    assert rows[1] == ["", "0,00", "1"]
    names, data = table.for_programs("cs")
    assert names == ["a", "b", "c"]
    assert data[0] == ["x", "0.250000", "; ".join(str(n) for n in range(20))]


def test_agreement_is_told_in_words() -> None:
    said = [agreement_in_words(index).en for index in (None, 0.0, 0.3, 0.6, 0.9)]
    assert len(set(said)) == 5
    assert "across the areas" in said[1]
