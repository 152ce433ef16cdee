"""README says what is true now: its tables and outputs are made by the commands they show."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from graph_tools.cli import main
from graph_tools.project import Project, find_project
from graph_tools.queries import GROUPS, read_all
from graph_tools.texts import COMMANDS, HELP

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"


def commands_table() -> str:
    rows = [f"| `strategy-graph {name}` | {HELP[name].en} |" for name in COMMANDS]
    return "\n".join(["| command | what it does |", "|---|---|", *rows])


def queries_table() -> str:
    lines: list[str] = []
    for question in read_all(find_project().queries, portfolio=True):
        heading = f"**{GROUPS[question.group].en}**"
        contract = not question.group
        if heading not in lines:
            lines += [
                "",
                heading,
                "",
                "| query | question |" + " columns |" * contract + " parameters |",
            ]
            lines.append("|---|---|" + "---|" * contract + "---|")
        columns = ", ".join(f"`{name}`" for name in question.columns)
        parameters = ", ".join(f"`{name}`" for name in question.parameters)
        cells = [f"`{question.name}`", question.question.en, *[columns] * contract, parameters]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines[1:])


def filled(section: str, body: str, text: str) -> str:
    pattern = re.compile(rf"(<!-- {re.escape(section)} -->\n).*?(<!-- end -->)", re.S)
    assert pattern.search(text), section
    return pattern.sub(lambda found: f"{found[1]}{body}\n{found[2]}", text, count=1)


def test_the_generated_parts_of_the_readme_are_true(
    built: Project, approve: bool, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setenv("COLUMNS", "100")
    text = README.read_text(encoding="utf-8")
    wanted = filled("commands", commands_table(), text)
    wanted = filled("queries", queries_table(), wanted)
    for command in re.findall(r"<!-- run: strategy-graph (.*?) -->", text):
        assert main([*shlex.split(command), "--build", str(built.build)]) == 0
        shown = command.replace(" --format table", "")
        output = f"```console\n$ strategy-graph {shown}\n{capsys.readouterr().out}```"
        wanted = filled(f"run: strategy-graph {command}", output, wanted)
    if approve:
        README.write_text(wanted, encoding="utf-8")
    assert text == wanted or approve, "README is not what the commands say; run pytest --approve"


def test_every_file_the_readme_links_exists() -> None:
    links = re.findall(r"\]\(([^)#]+)\)", README.read_text(encoding="utf-8"))
    assert links
    assert [link for link in links if "//" not in link and not (ROOT / link).exists()] == []
