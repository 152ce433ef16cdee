"""``path``: the shortest ways between two items in words, their number, order and limits."""

from __future__ import annotations

import json
import re
from collections import deque
from typing import Any

import pytest

from graph_tools.cli import main
from graph_tools.errors import UsageError
from graph_tools.project import Project
from graph_tools.queries import load_store
from graph_tools.queries.atlas import RANKS, Atlas, read_atlas
from graph_tools.queries.lookup import find_anywhere
from graph_tools.queries.paths import shortest_paths


@pytest.fixture(scope="module")
def atlas(built: Project) -> Atlas:
    return read_atlas(load_store(built.nquads), built.queries)


def said(
    capsys: pytest.CaptureFixture[str], built: Project, *arguments: str, lang: str = "cs"
) -> str:
    """The tree as printed, its wrapped lines joined."""
    assert main(["path", *arguments, "--build", str(built.build), "--lang", lang]) == 0
    return " ".join(re.sub("[│├└─]", " ", capsys.readouterr().out).split())


def data(capsys: pytest.CaptureFixture[str], built: Project, *arguments: str) -> dict[str, Any]:
    assert main(["path", *arguments, "--format", "json", "--build", str(built.build)]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_a_path_is_told_step_by_step(built: Project, capsys: pytest.CaptureFixture[str]) -> None:
    text = said(capsys, built, "A1.4", "goal:13")
    for part in (
        "Jak souvisí opatření A1.4 – Podpora spolupráce škol",
        "Počet kroků nejkratší cesty: 3; počet takových cest: 3",
        "Cesta 2: A1.4 – cíl 5 – A1.6 – cíl 13",
        "A1.4 přispívá k cíli 5 (jisté čtení). [příloha zprávy, ř. 38]",
        "A1.6 přispívá k cíli 13 (pravděpodobné čtení, vytištěno „3,4,5,6,7,8,9,11,12, … 13“",
        "Cesta 3: A1.4 – podokruh A1 – A1.6 – cíl 13; jen volná souvislost",
        "nejisté chybějí",
        "Přes neurčité skupiny, například obce, cesta nevede",
    ):
        assert part in text
    text = said(capsys, built, "A1.4", "goal:13", lang="en")
    assert "A1.4 contributes to goal 5 (certain reading). [annex of the report, line 38]" in text


def test_a_direct_link_is_a_path_of_one_step(
    built: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    text = said(capsys, built, "A3.1", "OSV")
    assert "Počet kroků nejkratší cesty: 1; počet takových cest: 1" in text
    assert "Aktér OSV odpovídá za A3.1 (jisté čtení). [příloha zprávy, ř. 283]" in text


def test_the_limit_cuts_the_list_and_the_total_stays(
    built: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    some = data(capsys, built, "9", "VII", "--limit", "2")
    everything = data(capsys, built, "9", "VII", "--limit", "0")
    assert len(some["paths"]) == 2
    assert some["total"] == everything["total"] == len(everything["paths"]) > 5
    assert everything["paths"][:2] == some["paths"]
    assert "vypsáno 5 (všechny vypíše --limit 0)" in said(capsys, built, "9", "VII")


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("A1.4", "13"),
        ("9", "VII"),
        ("E1.5", "D3.1a"),
        ("LK", "OZ"),
        ("measure:B1.2", "C1.1"),
        ("I", "13"),
    ],
)
@pytest.mark.parametrize("rank", [1, 2, 3])
def test_the_shortest_path_is_the_shortest(start: str, end: str, rank: int, atlas: Atlas) -> None:
    first, last = (find_anywhere(atlas, text, {}).id for text in (start, end))
    paths = shortest_paths(atlas, first, last, rank=rank)
    steps = {first: 0}
    waiting = deque([first])
    while waiting:
        here = waiting.popleft()
        for link in atlas.at[here]:
            there = link.other(here)
            allowed = RANKS.get(link.certainty, 1) <= rank
            shut = atlas.items[there].is_group and there != last
            if allowed and not shut and there not in steps:
                steps[there] = steps[here] + 1
                waiting.append(there)
    assert {len(path.steps) for path in paths} == {steps[last]}
    assert len(paths) == len(set(path.items for path in paths))
    for path in paths:
        assert (path.items[0], path.items[-1]) == (first, last)
        for here, there, links in zip(path.items, path.items[1:], path.steps, strict=False):
            assert links
            assert all({link.source, link.target} == {here, there} for link in links)
    loose = [sum("sub-area" == atlas.items[item].kind for item in path.items) for path in paths]
    assert loose == sorted(loose)


def test_groups_are_stepped_over_on_request_only(
    built: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    def groups_between(found: dict[str, Any]) -> int:
        return sum(step["to"].get("group", False) for path in found["paths"] for step in path[:-1])

    without = data(capsys, built, "A1.4", "B2.3", "--limit", "0")
    over = data(capsys, built, "A1.4", "B2.3", "--limit", "0", "--groups")
    assert groups_between(without) == 0
    assert groups_between(over) > 0
    assert "nemusejí mít nikoho společného" in said(capsys, built, "A1.4", "B2.3", "--groups")
    assert "Skupina obce spolupracuje na A1.4" in said(capsys, built, "A1.4", "obce")


def test_where_there_is_no_path_a_sentence_says_so(
    built: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "Žádná cesta mezi nimi není." in said(capsys, built, "actor:ADRA, z. s.", "A1.4")
    text = said(capsys, built, "E2.a", "A1.1")
    assert "Žádná cesta mezi nimi není. Cestu by dala volba: --reading lenient" in text
    assert "nejisté čtení" in said(capsys, built, "E2.a", "D1.1", "--reading", "lenient")
    found = data(capsys, built, "E2.a", "A1.1")
    assert (found["length"], found["total"], found["paths"]) == (None, 0, [])


def test_an_item_is_itself(built: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert "Je to táž položka." in said(capsys, built, "A1.4", "measure:A1.4")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "1.1",
            "„1.1“ je více položek. Zvolte jednu z nich: code:family-policy/1.1, code:health/1.1/",
        ),
        ("B1.2", "„B1.2“ je více položek. Zvolte jednu z nich: measure:B1.2, code:B1.2."),
        ("goal:99", "V grafu není cíl „99“. Nejbližší: „goal:9“. V grafu je: goal:1; goal:2;"),
        ("A1.99", "V grafu není položka „A1.99“. Nejbližší: „A1.9“."),
        ("gaol:9", "V grafu není položka „gaol:9“."),
    ],
)
def test_what_names_no_single_item_is_refused(
    text: str, told: str, built: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["path", text, "A1.4", "--build", str(built.build), "--lang", "cs"]) == 2
    assert told in capsys.readouterr().err


def test_a_code_of_two_kinds_must_be_told_apart(atlas: Atlas) -> None:
    goal = find_anywhere(atlas, "9", {})
    code = goal._replace(id="x/strategy/y/9", kind="code", parent="x/strategy/y")
    both = Atlas({**atlas.items, code.id: code}, [], {}, atlas.documents, {})
    with pytest.raises(UsageError, match="Choose one of them: goal:9, code:9"):
        find_anywhere(both, "9", {})
    assert find_anywhere(both, "goal:9", {}) == goal
    assert find_anywhere(both, "code:9", {}) == code


def test_every_link_in_json_has_its_sentence_and_place(
    built: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    found = data(capsys, built, "D3.1a", "goal:13", "--limit", "0", "--reading", "lenient")
    assert found["paths"]
    for path in found["paths"]:
        assert len(path) == found["length"]
        for step in path:
            for link in step["links"]:
                assert link["sources"]
                assert link["sentence_cs"].endswith(".")
                assert link["sentence_en"].endswith(".")


def test_markdown_and_a_code_list_the_same_steps(
    built: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["path", "A1.4", "goal:13", "--format", "md", "--lang", "cs"]
    assert main([*command, "--build", str(built.build)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("# Jak souvisí")
    assert any(line.startswith("  - A1.4 přispívá k cíli 5") for line in lines)
