"""``trace``: what the tree of an item says, with its readings, places, languages and forms."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graph_tools.cli import main
from graph_tools.commands.tell.trace import told
from graph_tools.commands.tell.words import Words
from graph_tools.errors import Text
from graph_tools.project import LAST_LINE, Project
from graph_tools.queries import answer_from, find_question, load_store
from graph_tools.queries.atlas import Atlas, Item, code_order, read_atlas, read_names
from graph_tools.queries.lookup import KINDS, find_items, typed
from graph_tools.queries.trace import READINGS, trace
from graph_tools.render.tree import Branch

WITHOUT_A_PLACE = re.compile(
    r"Počet opatření|Number of measures|.*není zaznamenána|.*no such link is recorded"
    r"|žádné kódy nejsou|no codes are recorded|Jde o neurčitou skupinu|This is an unspecified"
)


@pytest.fixture(scope="module")
def atlas(built: Project) -> Atlas:
    return read_atlas(load_store(built.nquads), built.queries)


@pytest.fixture(scope="module")
def names(built: Project) -> dict[str, list[str]]:
    return read_names(load_store(built.nquads), built.queries)


def said(
    capsys: pytest.CaptureFixture[str], built: Project, *arguments: str, lang: str = "cs"
) -> str:
    """The tree as printed, its wrapped lines joined."""
    assert main(["trace", *arguments, "--build", str(built.build), "--lang", lang]) == 0
    return " ".join(re.sub("[│├└─]", " ", capsys.readouterr().out).split())


def data(capsys: pytest.CaptureFixture[str], built: Project, *arguments: str) -> dict[str, Any]:
    assert main(["trace", *arguments, "--format", "json", "--build", str(built.build)]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def leaves(branch: Branch) -> Iterator[str]:
    for below in branch.branches:
        yield from leaves(below)
    if not branch.branches:
        yield branch.text


def below(node: dict[str, Any], name: str) -> list[dict[str, Any]]:
    return [child for child in node["children"] if child["as"] == name]


def test_a_goal_leads_to_measures_actors_and_places(
    built: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    text = said(capsys, built, "goal", "9")
    for part in (
        "Cíl 9 – Prevence zadlužení [brožura, ř. 187]",
        "Priorita: Eliminace předluženosti [brožura, ř. 90]",
        "1 podle jistých čtení, 2 i s pravděpodobnými, 2 se všemi",
        "Opatření, která k cíli přispívají (2)",
        "Vazba na cíl 9: jisté čtení, vytištěno „1/7,8,9“ [příloha zprávy, ř. 288]",
        "Vazba na cíl 9: pravděpodobné čtení, vytištěno „3,4,5,6,7,8,9,11,12, … 13“",
        "Odpovídá: OSV [příloha zprávy, ř. 283]",
        "Spolupracuje: MAS, obce [příloha zprávy, ř. 289]",
        "pravděpodobné čtení: III (vytištěno „1/7,8,9“; lze číst i „I/7,8,9“, „II/7,8,9“)",
        "Termín: průběžně [příloha zprávy, ř. 283–291]",
        "Stav podle našeho hodnocení (není úřední): plněno částečně",
        "Koncepce prevence kriminality Libereckého kraje 2023–2028: 2.1.1, 2.1.2, 4.1.1",
        "příloha zprávy: Příloha zprávy o plnění",
        "(000_2c8f1af94596ad22.txt)",
    ):
        assert part in text


def test_a_damaged_cell_shows_every_reading(
    built: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    text = said(capsys, built, "measure", "A1.4")
    assert (
        "Nejisté čtení, vytištěno „1/1,3,5“; lze číst „I/1,3,5“, „II/1,3,5“, „III/1,3,5“, "
        "„V/1,3,5“; číslice je jediný znak „1“"
    ) in text
    assert "Sporné místo (poškozené čtení): V konci termínu chybí lomítko" in text
    assert "obce – neurčitá skupina (jisté čtení, vytištěno „obce“)" in text
    text = said(capsys, built, "measure", "A1.4", lang="en")
    assert "Uncertain reading, printed “1/1,3,5”; may be read “I/1,3,5”" in text
    assert "Status by our assessment (not official): fulfilled" in text
    assert "[annex of the report, line 38]" in text


def test_a_reading_limits_the_links_and_says_so(
    built: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    text = said(capsys, built, "goal", "13", "--reading", "strict")
    assert "0 podle jistých čtení, 1 i s pravděpodobnými, 4 se všemi" in text
    assert "žádná taková vazba není zaznamenána ve zvoleném čtení" in text
    assert "Ukázány jsou jen vazby, které lze číst jistě." in text
    sizes = [
        len(below(data(capsys, built, "goal", "13", "--reading", reading), "contributes-to"))
        for reading in READINGS
    ]
    assert sizes == [0, 1, 4]


def test_a_goal_tells_the_same_links_as_the_contract_query(
    atlas: Atlas, built: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = answer_from(load_store(built.nquads), find_question(built.queries, "measure-goals")).rows
    for goal in ("1", "5", "13"):
        tree = data(capsys, built, "goal", goal)
        told = [(node["code"], goal, node["links"][0]["certainty"])
                for node in below(tree, "contributes-to")]  # fmt: skip
        assert sorted(told) == sorted(row for row in rows if row[1] == goal)
    counts = answer_from(
        load_store(built.nquads), find_question(built.queries, "goal-coverage")
    ).rows
    for row in counts:
        root = trace(atlas, find_items(atlas, "goal", row[0], {}))
        assert tuple(map(str, root.counts)) == row[1:]


def test_an_actor_tells_the_same_measures_as_the_contract_query(
    built: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    tree = data(capsys, built, "actor", "OSV")
    rows = answer_from(
        load_store(built.nquads), find_question(built.queries, "measure-actors")
    ).rows
    for role in ("responsible", "collaborating"):
        told = [node["code"] for node in below(tree, role)]
        assert sorted(told) == sorted(row[0] for row in rows if row[1] == role and row[3] == "OSV")


def test_a_strategic_measure_tells_the_goals_declared_for_it(
    built: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    text = said(capsys, built, "strategic-measure", "VI")
    assert "(tematické) [brožura, ř. 211]" in text
    assert "Strategie u něj deklaruje cíle Jisté čtení, vytištěno „12 13“" in text
    assert "nejisté čtení, vytištěno „VIi/1.4.5“" in text
    tree = data(capsys, built, "strategic-measure", "VII")
    assert below(tree, "declares") == []
    assert tree["measures"] == {"strict": 5, "default": 6, "lenient": 7}


def test_a_code_belongs_to_a_sub_area_not_to_a_measure(
    built: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    text = said(capsys, built, "code", "6.1.11")
    assert "pravděpodobné čtení, vytištěno „6.1.11“; lze číst i „6.1.1“" in text
    assert "neověřený kód" in text
    assert "Opatření podokruhu (2); kód platí pro podokruh jako celek" in text
    assert "chybně utvořený kód" in said(capsys, built, "code", "4.1.")


def test_a_code_of_several_strategies_and_sections_is_told_for_each(
    built: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    tree = data(capsys, built, "code", "1.1")
    assert len(below(tree, "code")) == 3
    assert len(below(data(capsys, built, "code", "health/1.1"), "code")) == 2
    alone = data(capsys, built, "code", "health/1.1/orální zdraví")
    assert alone["label_cs"].startswith("Akční plán 2023–2025")
    assert alone["label_cs"].endswith("oddíl „orální zdraví“")
    assert below(alone, "code") == []
    assert len(below(alone, "refers-to")) == 1


@pytest.mark.parametrize(
    ("typed_in", "short"),
    [
        ("OSV", "OSV"),
        ("osv", "OSV"),
        ("Odbor sociálních věcí", "OSV"),
        ("agentura", "ASZ"),
        ("MMR ČR – ASZ", "ASZ"),
        ("obce", "obce"),
        (" NNO ", "NNO"),
        ("adra", "ADRA, z. s."),
    ],
)
def test_an_actor_is_found_by_any_of_its_names(
    typed_in: str, short: str, atlas: Atlas, names: dict[str, list[str]]
) -> None:
    assert [item.code for item in find_items(atlas, "actor", typed_in, names)] == [short]


def test_a_group_and_an_actor_without_measures_are_told(
    built: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "Jde o neurčitou skupinu, ne o jednu organizaci." in said(capsys, built, "actor", "obce")
    assert data(capsys, built, "actor", "obce")["group"] is True
    text = said(capsys, built, "actor", "ADRA, z. s.")
    assert "Opatření, za která odpovídá: žádná taková vazba není zaznamenána" in text


@pytest.mark.parametrize(
    ("kind", "code", "told_first"),
    [
        ("goal", "99", "V grafu není cíl „99“. Nejbližší: „9“. V grafu je: 1; 2;"),
        ("measure", "A1.99", "V grafu není opatření „A1.99“. Nejbližší: „A1.9“. V grafu je: A1.1;"),
        ("strategic-measure", "XX", "Nejbližší: „X“. V grafu je: I; II; III; IV; V;"),
        ("actor", "OSX", "V grafu není aktér „OSX“. Nejbližší: „OSV“."),
        ("code", "D3.1", "V grafu není kód jiné strategie „D3.1“. Nejbližší: „D3.1a“."),
    ],
)
def test_an_unknown_code_names_the_nearest_and_what_there_is(
    kind: str, code: str, told_first: str, built: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["trace", kind, code, "--build", str(built.build), "--lang", "cs"]) == 2
    text = capsys.readouterr().err
    assert told_first in text
    assert re.search(r"; a další, celkem \d+$", text.strip())


def test_one_code_of_several_goals_is_not_guessed(atlas: Atlas) -> None:
    known = next(item for item in atlas.items.values() if item.kind == "goal")
    twin = known._replace(id="another/goal/1")
    both = Atlas({**atlas.items, twin.id: twin}, atlas.links, atlas.facts, atlas.documents,
                 atlas.at)  # fmt: skip
    with pytest.raises(Exception, match="is several items"):
        find_items(both, "goal", known.code, {})
    assert find_items(both, "goal", twin.id, {}) == [twin]
    assert typed(both, twin) == twin.id


@pytest.mark.parametrize("lang", ["cs", "en"])
@pytest.mark.parametrize("rank", [1, 2, 3])
def test_every_leaf_of_every_trace_names_its_place(lang: str, rank: int, atlas: Atlas) -> None:
    for item in atlas.items.values():
        if item.kind not in KINDS:
            continue
        branch = told(trace(atlas, [item], rank), Words(atlas, lang), rank)
        for text in leaves(branch):
            assert text.endswith("]") or WITHOUT_A_PLACE.match(text), (item, text)
            assert "None" not in text
            assert "()" not in text


def test_every_fact_and_link_in_json_names_its_place(
    built: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    def check(node: dict[str, Any]) -> None:
        for part in (*node["facts"], *node.get("links", ())):
            assert part["sources"]
            for place in part["sources"]:
                assert place["file"].endswith(".txt")
                assert 1 <= place["first_line"] <= place["last_line"]
        for child in node["children"]:
            check(child)

    tree = data(capsys, built, "goal", "9")
    check(tree)
    assert list(tree)[:5] == ["reading", "kind", "code", "label_cs", "label_en"]
    status = next(
        fact for fact in below(tree, "contributes-to")[0]["facts"] if fact["fact"] == "status"
    )
    assert status["official"] is False
    check(data(capsys, built, "measure", "A1.6"))


def test_a_big_goal_stays_compact(atlas: Atlas) -> None:
    root = trace(atlas, find_items(atlas, "goal", "5", {}))
    branch = told(root, Words(atlas, "cs"), 3)
    measures = next(part for part in branch.branches if "přispívají (" in part.text)
    assert len(measures.branches) == root.counts[2] > 40
    assert max(len(block.branches) for block in measures.branches) <= 9


def test_markdown_is_a_heading_and_a_list(
    built: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["trace", "measure", "E1.5", "--format", "md", "--lang", "cs"]
    assert main([*command, "--build", str(built.build)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("# Opatření E1.5 – ")
    assert all(re.match(r" *- ", line) for line in lines[2:])


def test_the_terminal_sets_the_width(
    built: Project, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    assert main(["trace", "goal", "5", "--build", str(built.build), "--lang", "cs"]) == 0
    assert max(len(line) for line in capsys.readouterr().out.splitlines()) <= 60


def test_codes_are_sorted_as_people_count() -> None:
    romans = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII"]
    assert sorted(romans, key=lambda code: code_order("strategic-measure", code)) == romans
    codes = ["A1.1", "A1.2", "A1.10", "A2.1", "B1.1"]
    assert sorted(reversed(codes), key=lambda code: code_order("measure", code)) == codes


def test_documents_called_the_same_are_told_apart(atlas: Atlas) -> None:
    some = next(iter(atlas.documents.values()))
    alike = {code: some for code in atlas.documents}
    words = Words(Atlas(atlas.items, [], {}, alike, {}), "cs")
    assert words.short("003") == f"{some.short.cs} 003"


def test_an_item_without_a_code_is_called_by_its_name(atlas: Atlas) -> None:
    item = Item("x", "actor", "Organisation", "Škola", Text("Škola", "School"), "", ())
    assert Words(atlas, "en").brief(item) == "School"
    assert Words(atlas, "cs").named(item) == "Škola"


def test_a_trace_before_any_build_says_what_to_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["trace", "goal", "9", "--build", str(tmp_path), "--lang", "en"]) == 2
    assert "strategy-graph build" in capsys.readouterr().err


def test_a_graph_of_an_older_version_says_to_build_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("graph.nq", "vocabulary.nt"):
        (tmp_path / name).write_bytes(LAST_LINE)
    assert main(["trace", "goal", "9", "--build", str(tmp_path), "--lang", "en"]) == 2
    assert "older version" in capsys.readouterr().err


def test_a_trace_imports_nothing_heavy_and_is_the_same_each_time(built: Project) -> None:
    code = (
        "import sys; from graph_tools.cli import main\n"
        f"main(['trace', 'goal', '9', '--build', {str(built.build)!r}, '--lang', 'cs'])\n"
        "heavy = {'rdflib', 'networkx', 'tabulate', 'yaml', 'jinja2'} & set(sys.modules)\n"
        "sys.exit(str(heavy) if heavy else 0)"
    )
    texts = {
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True,
            encoding="utf-8", env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(texts) == 1
