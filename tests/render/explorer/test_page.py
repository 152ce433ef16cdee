"""The file itself: deterministic, small, asking for nothing, faithful to the answers."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import networkx as nx
import pytest
from looks import VIEWS, embedded, part, settled

from graph_tools.errors import QueryError
from graph_tools.render.explorer import GraphFiles, write_explorer
from graph_tools.render.explorer.content import czech, page_data, short_name
from graph_tools.render.explorer.engine import find_engine
from graph_tools.render.explorer.network import WORK_RELATIONS, actors_by_load, link_graph

ROOT = Path(__file__).resolve().parents[3]


def test_the_page_is_the_same_bytes_whatever_the_hash_seed(answers, explorer, tmp_path):
    saved = tmp_path / "answers.json"
    saved.write_text(json.dumps(answers), encoding="utf-8")
    code = (
        "import json, sys; from pathlib import Path\n"
        "from graph_tools.render.explorer import write_explorer\n"
        "given = json.loads(Path(sys.argv[1]).read_text(encoding='utf-8'))\n"
        "write_explorer({name: tuple(given[name]) for name in given}, Path(sys.argv[2]))\n"
    )
    made = []
    for seed in ("0", "1"):
        folder = tmp_path / seed
        subprocess.run(
            [sys.executable, "-c", code, str(saved), str(folder)],
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT), "LC_ALL": "C"},
        )
        made.append((folder / "explorer.html").read_bytes())
    assert made[0] == made[1] == explorer.read_bytes()
    assert b"\r" not in explorer.read_bytes()


def test_the_page_stays_small(answers, explorer, built, tmp_path):
    """Seven tenths of a megabyte without the engine, three with it (EXPLORER.md, gates)."""
    assert find_engine(), "Oxigraph is missing; install it: make engine"
    graph = GraphFiles(
        (built.build / "graph.ttl").read_bytes(), (built.build / "vocabulary.nt").read_bytes()
    )
    assert explorer.stat().st_size <= 700_000
    assert 2_000_000 < write_explorer(answers, tmp_path, graph).stat().st_size <= 3_000_000


def test_nothing_in_the_page_loads_from_elsewhere(explorer):
    text = explorer.read_text(encoding="utf-8")
    without_scripts = re.sub(r"<script.*?</script>", "", text, flags=re.S)
    assert not re.search(r"(src|href)\s*=|url\(|@import", without_scripts)


def test_the_page_asks_for_nothing_but_itself(open_page):
    page = settled(open_page("view=overview", own=True))
    for view in VIEWS:
        page.evaluate("hash => { location.hash = hash }", f"view={view}&id=measure/A1.4")
        settled(page)
        asked = [url for url in page.asked if not url.startswith("blob:")]
        assert len(asked) == 1 and asked[0].startswith("file:"), asked
        assert page.faults == [], view


def test_a_missing_answer_is_named(answers, tmp_path):
    with pytest.raises(QueryError, match="pages/items"):
        write_explorer({**answers, "items": (("id",), [])}, tmp_path)
    assert not list(tmp_path.iterdir())


def test_two_strategies_on_one_page_are_refused(answers):
    columns, rows = answers["items"]
    with pytest.raises(QueryError, match="goal/9 is in the graph twice"):
        page_data({**answers, "items": (columns, [*rows, *(r for r in rows if r[0] == "goal/9")])})


def test_short_names_and_czech_typography():
    assert short_name("Bezpečná komunita: podpora") == "Bezpečná komunita"
    assert short_name("Prevence zadlužení") == "Prevence zadlužení"
    assert czech("v kraji a obci") == "v\u00a0kraji a\u00a0obci"
    assert czech("A1 – Opatření") == "A1 – Opatření"


def test_the_graph_holds_every_item_and_every_link_parallel_ones_too(answers, explorer):
    data = page_data(answers)
    graph = link_graph(data)
    assert isinstance(graph, nx.MultiDiGraph)
    assert list(graph) == [item["id"] for item in data["items"]]
    edges = sorted(graph.edges(keys=True, data=True), key=lambda edge: edge[2])
    assert [
        (source, given["relation"], target, given["certainty"])
        for source, target, _, given in edges
    ] == [
        (link["source"], link["relation"], link["target"], link.get("certainty", "certain"))
        for link in data["links"]
    ]
    assert graph.number_of_edges() > nx.DiGraph(graph).number_of_edges()
    carried = part(explorer, "data")
    assert len(carried["links"]) == graph.number_of_edges()
    ids = [item["id"] for item in carried["items"]]
    assert [(ids[row[0]], row[1], ids[row[2]]) for row in carried["links"]] == [
        (link["source"], link["relation"], link["target"]) for link in data["links"]
    ]


def test_a_link_to_no_item_stops_the_build(answers):
    data = page_data(answers)
    data["links"][0]["target"] = "goal/none"
    with pytest.raises(ValueError, match="nodes and edges"):
        link_graph(data)


def test_actors_stand_by_their_load(answers):
    data = page_data(answers)
    actors = actors_by_load(link_graph(data))
    load = {
        actor: sum(
            link["target"] == actor and link["relation"] in WORK_RELATIONS for link in data["links"]
        )
        for actor in actors
    }
    place = {item["id"]: index for index, item in enumerate(data["items"])}
    assert actors == sorted(load, key=lambda actor: (-load[actor], place[actor]))
    assert min(load.values()) > 0 and len(actors) > 30


def test_the_matrix_counts_what_the_links_say(answers):
    data = page_data(answers)
    level = {"certain": 0, "probable": 1, "uncertain": 2}
    sub_area = {
        link["source"]: link["target"]
        for link in data["links"]
        if link["relation"] == "in-sub-area"
    }
    counted = {}
    for link in data["links"]:
        if link["relation"] == "contributes-to":
            cell = counted.setdefault(f"{link['target']} {sub_area[link['source']]}", [0, 0, 0])
            for reading in range(level[link["certainty"]], 3):
                cell[reading] += 1
    assert counted == data["coverage"]


def test_strategic_measures_count_in_roman_order(answers):
    codes = [one["code"] for one in page_data(answers)["items"] if "strategic-" in one["id"]]
    assert codes == "I II III IV V VI VII VIII IX X XI XII XIII".split()


def test_the_policy_of_the_page_shuts_the_network_out(explorer, open_page):
    assert "connect-src &#39;none&#39;" in explorer.read_text(encoding="utf-8")[:3000]
    page = settled(open_page("", own=True))
    said = page.evaluate("fetch('data:text/plain,x').then(() => 'open', () => 'shut')")
    assert said == "shut"
    page.evaluate("""() => { const tag = document.createElement('script');
        tag.textContent = 'window.hit = 1'; document.body.append(tag); }""")
    assert page.evaluate("window.hit") is None
    assert embedded(explorer, "page")
