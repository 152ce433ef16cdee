"""``report`` as a person types it."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import pytest

from graph_tools.cli import main
from graph_tools.project import Project

GRAPH = ("graph.nq", "vocabulary.nt", "single-point.csv")
FILES = ["gaps.xlsx", "report.html", "report.md"]
HEADER = (
    "kind,item,partner,reason_cs,reason_en,strict,default,lenient,document,first_line,last_line"
)


@pytest.fixture
def build(built: Project, tmp_path: Path) -> Path:
    """A build of its own: the graph and nothing else."""
    for name in GRAPH:
        shutil.copy(built.build / name, tmp_path / name)
    return tmp_path


def made(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name not in GRAPH)


def test_three_files_are_written_and_named(build: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "--build", str(build), "--lang", "cs"]) == 0
    assert made(build) == FILES
    said = capsys.readouterr().out.splitlines()
    assert [Path(line.split(" (")[0]).name for line in said] == [FILES[1], FILES[2], FILES[0]]
    assert all(line.endswith(" MB)") and "," in line for line in said)
    assert (build / "report.md").read_text(encoding="utf-8").startswith("# Zpráva")


def test_the_day_reaches_the_lists_and_the_gaps(build: Path) -> None:
    command = ["report", "--as-of", "2028-01-01", "--build", str(build), "--lang", "en"]
    assert main(command) == 0
    text = (build / "report.md").read_text(encoding="utf-8")
    assert "Deadlines are judged as of 1\u00a0January 2028" in text
    late = text.split("### Overdue\n")[1].split("###")[0]
    kind = text.split("| Overdue | ")[1].split("\n")[0]
    count = late.count("\n| ") - 2
    assert count > 4
    assert f"| {count} | {count} | {count} |" in kind


@pytest.mark.parametrize("day", ["2026-13-01", "zítra", "31.2.2026"])
def test_a_wrong_day_is_refused(day: str, build: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["report", "--as-of", day, "--build", str(build), "--lang", "cs"])
    assert end.value.code == 2
    assert "RRRR-MM-DD" in capsys.readouterr().err
    assert made(build) == []


def test_without_a_graph_the_way_out_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["report", "--build", str(tmp_path / "none"), "--lang", "cs"]) == 2
    assert "strategy-graph build" in capsys.readouterr().err
    assert not (tmp_path / "none").exists()


def test_a_kind_of_gaps_may_come_as_a_table_of_the_build(build: Path) -> None:
    source = "yes,no,no,000_2c8f1af94596ad22.txt,10,16"
    table = f"{HEADER}\nsingle-point,'=OSV,,Proč jediný.,Why single.,{source}\n"
    (build / "single-point.csv").write_text(table, encoding="utf-8")
    (build / "gaps.csv").write_text(table, encoding="utf-8")  # somebody's own list is no kind
    assert main(["report", "--build", str(build), "--lang", "cs"]) == 0
    book = openpyxl.load_workbook(build / "gaps.xlsx")
    sheet = book["Jediný spojující aktér"]
    assert [cell.value for cell in sheet[2]][:3] == ["=OSV", "Proč jediný.", "ano"]
    assert sheet.cell(2, sheet.max_column).value == "Why single."
    assert sheet.max_row == 2
    assert "Gaps" not in book.sheetnames
    assert "Proč jediný." in (build / "report.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("content", [b"kind,item\n\xff", b"kind,item\nsingle-point,OSV\n", b""])
def test_a_damaged_table_of_the_build_is_said_and_nothing_is_written(
    content: bytes, build: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (build / "single-point.csv").write_bytes(content)
    assert main(["report", "--build", str(build), "--lang", "cs"]) == 2
    assert "single-point" in capsys.readouterr().err
    assert made(build) == []


def test_a_file_in_the_way_leaves_the_last_report(
    build: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (build / "report.md").mkdir()
    assert main(["report", "--build", str(build), "--lang", "cs"]) == 2
    assert "report.md" in capsys.readouterr().err
    assert made(build) == ["report.md"]
