"""The guide ``docs/what-the-graph-says`` is what the command prints, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from graph_tools.cli import main
from graph_tools.project import Project

DOCS = Path(__file__).resolve().parents[2] / "docs"
GUIDES = {"en": "what-the-graph-says.md", "cs": "what-the-graph-says.cs.md"}


@pytest.mark.parametrize("lang", ["cs", "en"])
def test_the_guide_says_what_the_graph_says(
    lang: str, built: Project, approve: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["insight", "--lang", lang, "--build", str(built.build)]) == 0
    said = capsys.readouterr().out
    path = DOCS / GUIDES[lang]
    if approve:
        path.write_text(said, encoding="utf-8", newline="\n")
    assert path.read_text(encoding="utf-8") == said, "run pytest --approve and read the guide"
    assert len(re.findall(r"^## \d+\. ", said, re.M)) == 10


@pytest.mark.parametrize("lang", ["cs", "en"])
def test_every_command_the_guide_names_runs(
    lang: str, built: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (DOCS / GUIDES[lang]).read_text(encoding="utf-8")
    commands = set(re.findall(r"`strategy-graph ([^`]+)`", text)) - {"insight"}
    assert len(commands) > 10
    for command in sorted(commands):
        assert main([*command.split(), "--build", str(built.build), "--lang", lang]) == 0, command
        assert len(capsys.readouterr().out.splitlines()) > 0
