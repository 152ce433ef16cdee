"""The command as a person types it: output, languages, errors and exit codes."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from graph_tools.cli import main
from graph_tools.commands import queries as queries_command
from graph_tools.project import Project, find_project
from graph_tools.render.rows import print_rows

CONSOLE = [sys.executable, "-m", "graph_tools"]


def out(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().out


def test_measures_as_csv_have_72_rows(built: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["query", "measures", "--format", "csv", "--build", str(built.build)]) == 0
    rows = list(csv.DictReader(io.StringIO(out(capsys))))
    assert len(rows) == 72
    assert [row["measure"] for row in rows][:3] == ["A1.1", "A1.2", "A1.3"]


@pytest.mark.parametrize("form", ["table", "csv", "json", "md"])
def test_each_format_tells_the_same_rows(
    form: str, built: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["query", "goal-coverage", "--format", form, "--build", str(built.build)]
    assert main([*command, "--lang", "cs"]) == 0
    text = out(capsys)
    if form == "json":
        assert [row["goal"] for row in json.loads(text)] == [str(n) for n in range(1, 14)]
    elif form == "table":
        assert "Řádků: 13" in text
    else:
        lines = text.splitlines()
        assert len(lines) == (14 if form == "csv" else 15)


def test_param_and_reading_reach_the_query(
    built: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["query", "measure-goals", "--param", "goal=9", "--reading", "strict"]
    assert main([*command, "--format", "csv", "--build", str(built.build)]) == 0
    rows = list(csv.DictReader(io.StringIO(out(capsys))))
    assert {(row["goal"], row["certainty"]) for row in rows} == {("9", "certain")}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["query", "goal-covrage"], "Nejbližší: goal-coverage"),
        (["query", "measure-goals", "--param", "goal"], "KLÍČ=HODNOTA"),
        (["query", "measure-goals", "--param", "gaol=9"], "Nejbližší: goal"),
        (["query", "missing.rq"], "neexistuje"),
        (["query", "measure-goals", "--param", "goal=99"], "Nejbližší: 9"),
        (["query", "measure-actors", "--param", "measure=a3.1"], "Nejbližší: A3.1"),
        (["build", "--data", "liberec-socal-inclusion"], "Nejbližší známá: liberec-social"),
    ],
)
def test_a_mistake_is_answered_in_czech_with_the_nearest_choice(
    arguments: list[str], said: str, built: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = [*arguments, "--lang", "cs", "--build", str(built.build)]
    assert main(arguments) == 2
    assert said in capsys.readouterr().err


def test_an_unknown_command_names_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["quary", "--lang", "cs"])
    assert stopped.value.code == 2
    assert "nejbližší: query" in capsys.readouterr().err


def test_a_query_before_any_build_says_what_to_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["query", "goals", "--build", str(tmp_path), "--lang", "en"]) == 2
    assert "strategy-graph build" in capsys.readouterr().err


def test_validate_is_silent_about_good_data(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", "--format", "json"]) == 0
    assert json.loads(out(capsys)) == []


def spoilt(tmp_path: Path) -> Path:
    folder = tmp_path / "spoilt"
    shutil.copytree(find_project().tables, folder)
    goals = folder / "goals.csv"
    goals.write_text(goals.read_text(encoding="utf-8").replace(",dluhy,", ",dluhi,"),
                     encoding="utf-8")  # fmt: skip
    return folder


def test_a_faulty_build_leaves_the_last_one_as_it_was(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    build = tmp_path / "build"
    assert main(["build", "--no-pages", "--build", str(build)]) == 0
    before = {path.name: path.read_bytes() for path in build.iterdir()}
    capsys.readouterr()
    code = main(["build", "--data", str(spoilt(tmp_path)), "--build", str(build), "--lang", "cs"])
    assert code == 1
    captured = capsys.readouterr()
    lines = captured.out.splitlines()
    assert len(lines) == 3  # goals 7, 8 and 9: all at once
    assert lines[0] == (
        "goals.csv, řádek 8, sloupec B priority: „dluhi“ není v tabulce priorities.csv, "
        "sloupci id; nejbližší: dluhy [csvw.foreign-key]"
    )
    assert "předchozí sestavení zůstává" in captured.err
    assert {path.name: path.read_bytes() for path in build.iterdir()} == before


def test_findings_come_as_rows_in_either_language(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = spoilt(tmp_path)
    assert main(["validate", "--data", str(folder), "--format", "csv", "--lang", "en"]) == 1
    rows = list(csv.DictReader(io.StringIO(out(capsys))))
    assert [row["row"] for row in rows] == ["8", "9", "10"]
    assert {row["rule"] for row in rows} == {"csvw.foreign-key"}
    assert "nearest: dluhy" in rows[0]["message"]


def test_help_speaks_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    for lang, word in (("cs", "použití:"), ("en", "usage:")):
        with pytest.raises(SystemExit):
            main(["query", "--lang", lang, "--help"])
        assert out(capsys).startswith(word)


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; from graph_tools.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'rdflib', 'pyoxigraph', 'pyshacl', 'networkx', 'pyvis', 'yaml', 'tabulate'}\n"
        "sys.exit(str(heavy & set(sys.modules)) if heavy & set(sys.modules) else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_a_query_imports_no_rdflib() -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "graph_tools", "queries", "--format", "csv"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert " rdflib" not in done.stderr
    assert "goal-coverage" in done.stdout


def test_the_language_follows_the_environment() -> None:
    for value, word in (("en_GB.UTF-8", "usage:"), ("cs_CZ.UTF-8", "použití:"), ("C", "použití:")):
        env = {**os.environ, "LC_ALL": value}
        done = subprocess.run([*CONSOLE, "--help"], capture_output=True, text=True, env=env,
                              check=True, encoding="utf-8")  # fmt: skip
        assert done.stdout.startswith(word)


def test_a_closed_pipe_is_no_fault(built: Project) -> None:
    command = " ".join([*CONSOLE, "query", "provenance", "--build", str(built.build)])
    done = subprocess.run(f"{command} --format csv | head -1", shell=True, capture_output=True,
                          text=True)  # fmt: skip
    assert done.returncode == 0
    assert done.stderr == ""


@pytest.mark.parametrize("value", ["nan", "inf", "-inf", "1e300", "0", "-1", "3601", "x", ""])
@pytest.mark.parametrize(("lang", "said"), [("cs", "kladné číslo"), ("en", "a positive number")])
def test_a_time_limit_is_positive_and_finite(
    value: str, lang: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["query", "goals", f"--timeout={value}", "--lang", lang])
    assert stopped.value.code == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("lang", ["cs", "en"])
def test_the_language_may_stand_before_the_command(
    lang: str, built: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["query", "goals", "--format", "table", "--build", str(built.build)]
    assert main(["--lang", lang, *command]) == 0
    assert ("Rows: 13" if lang == "en" else "Řádků: 13") in out(capsys)


def raising(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    def run(options: object) -> int:
        raise error

    monkeypatch.setattr(queries_command, "run", run)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError("disk is on fire"), "disk is on fire"),
        (OSError(28, "No space left"), "No space left"),
        (OSError(28, "No space left", "x.nq"), "x.nq: No space left"),
        (ZeroDivisionError("by zero"), "ZeroDivisionError: by zero"),
        (SyntaxError("what\x1b[2J"), "SyntaxError: what\\x1b[2J"),
    ],
)
def test_no_fault_ends_in_a_traceback(
    error: Exception,
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.delenv("STRATEGY_GRAPH_DEBUG", raising=False)
    raising(error, monkeypatch)
    assert main(["queries", "--lang", "en"]) == 2
    text = capsys.readouterr().err
    assert said in text
    assert text.startswith("Error: ")
    assert text.count("\n") == 1
    assert "None" not in text


def test_the_traceback_is_shown_on_request(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("STRATEGY_GRAPH_DEBUG", "1")
    raising(ZeroDivisionError("by zero"), monkeypatch)
    assert main(["queries"]) == 2
    assert "Traceback" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["--help"])
    assert "STRATEGY_GRAPH_DEBUG" in out(capsys)


def test_a_service_is_refused_with_a_sentence(
    tmp_path: Path, built: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "mine.rq"
    path.write_text("SELECT * { SERVICE SILENT <http://127.0.0.1:9/> {?s ?p ?o} }")
    assert main(["query", str(path), "--build", str(built.build), "--lang", "cs"]) == 2
    assert "obsahuje SERVICE" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("form", "shown"),
    [
        ("table", r"x\x1b[2J\ny\u202ez\t"),
        ("md", r"x\\x1b\[2J\\ny\\u202ez\\t"),  # Markdown shows a backslash for two
    ],
)
def test_a_terminal_gets_no_control_characters(
    form: str, shown: str, capsys: pytest.CaptureFixture[str]
) -> None:
    print_rows(["a\x9b"], [["x\x1b[2J\ny\u202ez\t"]], form, "en", title="t\x07")
    text = out(capsys)
    assert shown in text
    assert not set("\x9b\x1b\u202e\t\x07") & set(text)


def test_json_holds_the_cell_without_sending_controls(capsys: pytest.CaptureFixture[str]) -> None:
    print_rows(["a"], [["x\x1b\x9b\n\u202eč"]], "json", "en")
    text = out(capsys)
    assert not set("\x1b\x9b\u202e") & set(text)
    assert json.loads(text) == [{"a": "x\x1b\x9b\n\u202eč"}]


def test_csv_holds_no_formula(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cells = ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "a=1", ""]
    print_rows([str(n) for n in range(8)], [cells], "csv", "en")
    rows = list(csv.reader(io.StringIO(capsys.readouterr().out, newline="")))
    assert rows[1] == ["'" + cell for cell in cells[:6]] + cells[6:]
    folder = tmp_path / "spoilt"
    shutil.copytree(find_project().tables, folder)
    (folder / "=cmd.csv").write_text("a\n", encoding="utf-8")
    assert main(["validate", "--data", str(folder), "--format", "csv"]) == 1
    assert [row["file"] for row in csv.DictReader(io.StringIO(out(capsys)))] == ["'=cmd.csv"]
