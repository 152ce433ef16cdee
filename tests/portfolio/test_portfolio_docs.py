"""What docs/portfolio.md shows is what the program says of the small portfolio."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from regions import FOLDERS, Portfolio, write_portfolio

from graph_tools.cli import main
from graph_tools.commands import portfolio as room
from graph_tools.project import find_project
from graph_tools.queries import read_library

DOCS = Path(__file__).resolve().parent.parent.parent / "docs"
TEXT = (DOCS / "portfolio.md").read_text(encoding="utf-8")


def test_the_build_shown_is_a_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = re.search(r"```console\n(\$ strategy-graph build.*?)```", TEXT, re.S)
    assert shown
    write_portfolio(tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(room, "program_fingerprint", lambda *_: "the same")
    said = ""
    for command in re.findall(r"^\$ strategy-graph (.*)$", shown[1], re.M):
        folders = " ".join(f"data/{name}" for name in FOLDERS)
        assert main(shlex.split(command.replace("data/*", folders) + " --jobs 1")) == 0
        said += f"$ strategy-graph {command}\n{capsys.readouterr().err}"
    assert said == shown[1]


def test_the_rows_shown_are_those_of_the_question(
    portfolio: Portfolio, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = re.search(
        r"```console\n\$ strategy-graph (query [^\n]*--format csv)\n(.*?)```", TEXT, re.S
    )
    assert shown
    capsys.readouterr()
    assert main(shlex.split(shown[1].replace("build/store", str(portfolio.store)))) == 0
    assert capsys.readouterr().out == shown[2]


def test_every_question_of_several_strategies_is_listed() -> None:
    names = [question.name for question in read_library(find_project().queries / "portfolio")]
    listed = re.findall(r"^\| `([a-z-]+)` \|", TEXT, re.M)
    assert sorted(listed) == names


def test_every_file_the_page_links_exists() -> None:
    links = re.findall(r"\]\(([^)#]+)\)", TEXT)
    assert links
    assert [link for link in links if not (DOCS / link).exists()] == []
