"""The guide ``docs/what-the-graph-says`` is what the command prints, and nothing else."""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

import pytest

from graph_tools.cli import main
from graph_tools.commands.gaps import built_single_points
from graph_tools.commands.insight import facts
from graph_tools.project import Project
from graph_tools.queries import load_store

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "queries"))
from by_hand import READINGS, Tables, all_gaps

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


def test_its_counts_are_those_counted_from_the_tables(built: Project) -> None:
    found = facts(built, load_store(built.nquads), lambda: built_single_points(built))
    by_hand = all_gaps(built.tables)
    for kind, rows in by_hand.items():
        counted = tuple(sum(row[place] == "yes" for row in rows) for place in (2, 3, 4))
        assert found.counts(kind) == counted, kind
    beyond = {row[0] for row in by_hand["expired-link"] if "." in row[0]}
    assert found.items("expired-link", lambda row: "." in row["item"])[2] == len(beyond)
    tables = Tables(built.tables)
    for place, sure in enumerate(READINGS):
        leads = tables.involved(sure, "responsible")
        each = Counter(actor for actors in leads.values() for actor in actors)
        total = sum(each.values())
        top = sum(count for _, count in each.most_common(3))
        got = [figures[place] for figures in found.loads]
        assert got == [total, len(each), round(100 * top / total)]
        without = len(tables.sub_area) - len(tables.aligned("goal", sure))
        assert len(found.unaligned[place]) == without
    assert found.leads[0][1] == max(each.values())


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
