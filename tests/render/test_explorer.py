"""The explorer as a reader meets it: in a browser, offline, with a keyboard, in both languages."""

import itertools
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import networkx as nx
import pytest

from graph_tools.errors import QueryError
from graph_tools.render.explorer import write_explorer
from graph_tools.render.explorer.content import czech, page_data, short_name
from graph_tools.render.explorer.layout import place_boxes
from graph_tools.render.explorer.network import (
    MAP_RELATIONS,
    WORK_RELATIONS,
    actors_by_load,
    link_graph,
    map_network,
)

ROOT = Path(__file__).resolve().parents[2]
VIEWS = ["overview", "matrix", "map", "list"]
CZECH = re.compile(r"[ěščřžýáíéúůďťňĚŠČŘŽÝÁÍÉÚŮĎŤŇ]")
# Rows of the list are all alike: the first forty stand for the rest (contrast of 600 is slow).
AXE_RUN = """async () => (await axe.run(
  {include: [["html"]], exclude: [["tbody tr:nth-child(n+40)"]]},
  {runOnly: {type: 'tag',
  values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}}))
  .violations.map(v => v.id + ': ' + v.nodes.slice(0, 4).map(n => n.target.join(' ') + ' '
  + n.any.map(a => a.message).join(' ').slice(0, 160)).join(' | '))"""
SMALLEST = """() => { let least = [99, '']; 
  const walk = document.createTreeWalker(document.body, 4);
  while (walk.nextNode()) { const node = walk.currentNode, box = node.parentElement;
    if (!node.data.trim() || /^(SCRIPT|STYLE|NOSCRIPT)$/.test(box.tagName)) continue;
    const range = document.createRange(); range.selectNodeContents(node);
    const rect = range.getBoundingClientRect(); if (rect.width < 2) continue;
    let scale = 1; const layer = box.closest('.boxes');
    if (layer) scale = new DOMMatrix(getComputedStyle(layer).transform).a;
    const size = parseFloat(getComputedStyle(box).fontSize) * scale;
    if (size < least[0]) least = [size, node.data]; }
  return least; }"""
OVERLAPS = """(selector) => { const found = [], boxes = [...document.querySelectorAll(selector)]
    .map(box => [box.dataset.id, box.getBoundingClientRect()]);
  boxes.forEach(([a, p], i) => boxes.slice(i + 1).forEach(([b, q]) => {
    if (p.left < q.right - 0.5 && q.left < p.right - 0.5 && p.top < q.bottom - 0.5
        && q.top < p.bottom - 0.5) found.push(a + ' x ' + b); }));
  return found; }"""
UI_TEXT = """() => { const said = []; const take = (text, box) => {
    if (!box.closest('[lang="cs"]')) said.push(text.trim()); };
  const walk = document.createTreeWalker(document.getElementById('app'), 4);
  while (walk.nextNode()) take(walk.currentNode.data, walk.currentNode.parentElement);
  for (const box of document.querySelectorAll('#app *'))
    for (const name of ['aria-label', 'placeholder', 'title'])
      if (box.hasAttribute(name)) take(box.getAttribute(name), box);
  return said.filter(Boolean); }"""


def embedded(path, name):
    text = path.read_text(encoding="utf-8")
    return json.loads(re.search(rf'id="{name}">(.*?)</script>', text, re.S).group(1))


def settled(page):
    page.wait_for_timeout(120)
    return page


# --- the file


def test_the_page_is_the_same_bytes_whatever_the_hash_seed(answers, explorer, tmp_path):
    saved = tmp_path / "answers.json"
    saved.write_text(json.dumps(answers), encoding="utf-8")
    code = (
        "import json, sys; from pathlib import Path\n"
        "from graph_tools.render.explorer import write_explorer\n"
        "given = json.loads(Path(sys.argv[1]).read_text(encoding='utf-8'))\n"
        "write_explorer({name: tuple(given[name]) for name in given}, Path(sys.argv[2]))\n"
    )
    for seed in ("0", "1"):
        folder = tmp_path / seed
        subprocess.run(
            [sys.executable, "-c", code, str(saved), str(folder)],
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT), "LC_ALL": "C"},
        )
        assert (folder / "explorer.html").read_bytes() == explorer.read_bytes()
    assert b"\r" not in explorer.read_bytes()


def test_the_page_stays_below_three_megabytes(explorer):
    assert explorer.stat().st_size < 3_000_000


def test_nothing_in_the_page_loads_from_elsewhere(explorer):
    text = explorer.read_text(encoding="utf-8")
    without_scripts = re.sub(r"<script.*?</script>", "", text, flags=re.S)
    assert not re.search(r"(src|href)\s*=|url\(|@import", without_scripts)


def test_our_scripts_never_make_elements_from_markup():
    assets = ROOT / "graph_tools" / "render" / "explorer" / "assets"
    scripts = sorted(assets.glob("*.js"))
    assert scripts
    banned = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function"
    for script in scripts:
        assert not re.search(banned, script.read_text(encoding="utf-8")), script.name


def test_every_word_of_the_page_stands_in_both_languages(explorer):
    texts = embedded(explorer, "texts")
    same = {"otherLang", "otherLangLabel"}
    for key, text in texts.items():
        assert set(text) == {"cs", "en"}, key
        assert key in same or not CZECH.search(text["en"]), key
        assert re.findall(r"\{\w+\}", text["cs"]) == [] or sorted(
            re.findall(r"\{\w+\}", text["cs"])
        ) == sorted(re.findall(r"\{\w+\}", text["en"])), key


def test_a_missing_answer_is_named(answers, tmp_path):
    with pytest.raises(QueryError, match="pages/items"):
        write_explorer({**answers, "items": (("id",), [])}, tmp_path)
    assert not list(tmp_path.iterdir())


def test_short_names_and_czech_typography():
    assert short_name("Bezpečná komunita: podpora") == "Bezpečná komunita"
    assert short_name("Prevence zadlužení") == "Prevence zadlužení"
    assert czech("v kraji a obci") == "v\u00a0kraji a\u00a0obci"
    assert czech("A1 – Opatření") == "A1 – Opatření"


# --- the graph


def test_as_many_edges_leave_the_page_as_entered_it(answers, explorer, open_page):
    data = page_data(answers)
    wanted = [link for link in data["links"] if link["relation"] in MAP_RELATIONS]
    columns, rows = answers["links"]
    at = columns.index("relation")
    assert len(wanted) == sum(row[at] in MAP_RELATIONS for row in rows)
    network = embedded(explorer, "network")
    assert len(network["edges"]) == len({edge["id"] for edge in network["edges"]}) == len(wanted)
    page = settled(open_page("view=map"))
    assert page.evaluate("document.documentElement.dataset.edges") == str(len(wanted))


def test_an_edge_without_a_box_stops_the_build(answers):
    data = page_data(answers)
    graph = link_graph(data)
    boxes = place_boxes(data, actors_by_load(graph))
    del boxes["boxes"]["goal/1"]
    with pytest.raises(ValueError, match="edges"):
        map_network(graph, boxes)


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
    assert len(embedded(explorer, "data")["links"]) == graph.number_of_edges()


def test_a_link_to_no_item_stops_the_build(answers):
    data = page_data(answers)
    data["links"][0]["target"] = "goal/none"
    with pytest.raises(ValueError, match="nodes and edges"):
        link_graph(data)


def test_actors_stand_by_their_load(answers):
    data = page_data(answers)
    graph = link_graph(data)
    actors = actors_by_load(graph)
    load = {
        actor: sum(
            link["target"] == actor and link["relation"] in WORK_RELATIONS for link in data["links"]
        )
        for actor in actors
    }
    place = {item["id"]: index for index, item in enumerate(data["items"])}
    assert actors == sorted(load, key=lambda actor: (-load[actor], place[actor]))
    assert min(load.values()) > 0 and len(actors) > 30
    boxes = place_boxes(data, actors)["boxes"]
    assert actors[0] == min(actors, key=lambda actor: boxes[actor][:2])


def test_boxes_of_the_map_are_whole_pixels_and_do_not_overlap(answers):
    data = page_data(answers)
    boxes = place_boxes(data, actors_by_load(link_graph(data)))
    placed = sorted(boxes["boxes"].items())
    assert 100 < len(placed) <= 160
    for (name, (x, y, w, h)), (other, (u, v, ww, hh)) in itertools.combinations(placed, 2):
        assert x + w <= u or u + ww <= x or y + h <= v or v + hh <= y, (name, other)
    assert all(isinstance(number, int) for _, box in placed for number in box)


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


# --- in the browser


def test_the_page_asks_for_nothing_but_itself(open_page):
    for view in VIEWS:
        page = settled(open_page(f"view={view}&id=measure/A1.4"))
        assert len(page.asked) == 1 and page.asked[0].startswith("file:"), page.asked
        assert page.faults == []


def test_the_overview_shows_official_and_derived_status_apart(open_page):
    page = settled(open_page("view=overview"))
    cards = page.locator(".card").all_inner_texts()
    assert "72" in cards[0]
    assert all(number in cards[1] for number in ("40", "28", "4"))
    assert "není úřední" in cards[2] and "není úřední" not in cards[1]
    assert page.locator(".flow-goal").count() == 13
    assert page.locator(".flow-goal.gap").count() == page.locator(".gap-items > li").count() > 0


def test_the_gaps_stand_on_the_first_screen(open_page):
    page = settled(open_page("view=overview"))
    for box in page.locator(".gap-items > li, .flow-goal").all():
        place = box.bounding_box()
        assert place["y"] + place["height"] <= 768


def test_the_reading_changes_the_matrix_and_its_gaps(open_page):
    sums = {}
    for reading in ("strict", "default", "lenient"):
        page = settled(open_page(f"view=matrix&reading={reading}"))
        sums[reading] = int(page.locator("tfoot .sum").inner_text())
    assert sums["strict"] < sums["default"] < sums["lenient"]
    page.locator('input[value="strict"]').check()
    settled(page)
    assert int(page.locator("tfoot .sum").inner_text()) == sums["strict"]
    row = page.locator("tbody tr", has=page.locator('[data-id="goal/13"]'))
    assert "nepokrytý cíl" in row.inner_text()


def test_search_finds_without_accents_by_all_words_by_code_and_by_other_names(open_page, answers):
    page = open_page("view=overview")
    field = page.locator("#search")

    def found(text):
        field.fill(text)
        return page.locator("#results [data-found]").evaluate_all(
            "all => all.map(one => one.dataset.found)"
        )

    assert "goal/9" in found("prevence zadluzeni")
    assert found("PREVENCE ZADLUŽENÍ")[0] == "goal/9"
    assert sorted(found("zadluzeni prevence")) == sorted(found("prevence zadluzeni"))
    assert found("a1.4")[0] == "measure/A1.4"
    assert found("XIII")[0] == "strategic-measure/XIII"
    assert any(one.startswith("sub-area/") for one in found("D3.1a"))
    for item, name in answers["names"][1][:5]:
        hits = found(name)
        assert item in hits or len(hits) == 10, name
    assert found("xyzzy") == []
    assert "Nic nenalezeno" in page.locator("#search-status").inner_text()


def test_details_name_certainty_source_lines_and_neighbours_in_words(open_page):
    page = settled(open_page("view=list&id=measure/A1.4"))
    panel = page.locator("#panel")
    text = panel.inner_text()
    assert re.search(r"Zdroj: Příloha zprávy, ř\.\s34–42", text)
    assert "není úřední" in text and "Přispívá k\u00a0cílům" in text and "jisté" in text
    assert "nejisté" in text and "1/1,3,5" in text
    panel.locator('[data-id="goal/5"]').click()
    settled(page)
    assert "id=goal/5" in page.url
    assert page.evaluate("document.activeElement.id") == "details-title"
    page.go_back()
    settled(page)
    assert "Podpora spolupráce škol" in panel.inner_text()


def test_items_of_every_kind_open_with_a_source(open_page, explorer):
    page = open_page("view=list")
    kinds = {item["kind"]: item["id"] for item in embedded(explorer, "data")["items"]}
    for kind, item in sorted(kinds.items()):
        page.evaluate("id => { location.hash = 'view=list&id=' + id }", item)
        settled(page)
        assert page.locator("#details-title").inner_text().strip(), kind
        assert "Zdroj: " in page.locator("#panel").inner_text(), kind
    assert page.faults == []


def test_english_leaves_no_czech_words_of_ours(open_page, explorer):
    data = embedded(explorer, "data")
    names = {name for item in data["items"] for name in (item["en"], *item.get("names", []))}
    names |= {item["short"][1] for item in data["items"] if "short" in item}
    own = [
        text["cs"].replace("{", "\0{").split("\0")[0].strip()
        for key, text in embedded(explorer, "texts").items()
        if CZECH.search(text["cs"]) and not key.startswith("otherLang")
    ]
    for view in VIEWS:
        page = settled(open_page(f"view={view}&lang=cs"))
        page.locator("#lang").click()
        settled(page)
        assert "lang=en" in page.url and page.evaluate("document.documentElement.lang") == "en"
        for where in ("", "&id=measure/A1.4", "&id=goal/13", "&id=sub-area/A1"):
            page.evaluate("hash => { location.hash = hash }", f"view={view}&lang=en{where}")
            settled(page)
            for said in page.evaluate(UI_TEXT):
                left = [word for word in own if len(word) > 5 and word in said]
                assert not left or any(name in said for name in names if name), (view, said, left)


def test_the_hash_is_read_against_lists(open_page):
    page = settled(
        open_page("view=%3Cimg%3E&id=%22%3E%3Cscript%3Ealert(1)%3C/script%3E&lang=xx&reading=all")
    )
    assert page.locator('[aria-current="page"]').inner_text() == "Přehled"
    assert page.evaluate("document.documentElement.lang") == "cs"
    assert page.locator("#panel .notice").count() == 1
    assert page.locator('input[value="default"]').is_checked()
    assert page.faults == [] and page.dialogs == []


@pytest.mark.parametrize("bypass_csp", [False, True])
def test_markup_in_labels_codes_and_names_is_never_executed(
    answers, open_page, tmp_path, bypass_csp
):
    poison = (
        "</script><script>window.hit=1;alert(1)</script><img src=x onerror='window.hit=1'>"
        "{{ 7*7 }} href ' \""
    )
    plain = {"id", "kind", "key", "source", "target", "relation", "certainty", "document", "goal",
             "sub_area", "status", "scheme", "fact", "about"}  # fmt: skip
    numbers = {"first_line", "last_line", "strict", "default", "lenient", "count", "percent",
               "total", "value", "moment"}  # fmt: skip
    spoilt = {
        name: (
            columns,
            [
                tuple(
                    cell + poison if cell and column not in plain | numbers else cell
                    for column, cell in zip(columns, row, strict=True)
                )
                for row in rows
            ],
        )
        for name, (columns, rows) in answers.items()
    }
    path = write_explorer(spoilt, tmp_path)
    for view in VIEWS:
        page = settled(open_page(f"view={view}&id=measure/A1.4", path=path, bypass_csp=bypass_csp))
        page.locator("#search").fill("onerror")
        settled(page)
        assert page.evaluate("window.hit") is None and page.dialogs == []
        assert page.locator("#app img, #app script").count() == 0
        assert "onerror" in page.locator("#panel").inner_text()
        assert "49 href" not in page.locator("#panel").inner_text()


def test_lines_appear_only_for_the_selected_box(open_page):
    page = settled(open_page("view=map"))
    assert page.locator(".box.near").count() == 0
    page.locator('.box[data-id="measure/A1.4"]').click()
    settled(page)
    assert page.locator('.box[aria-pressed="true"]').count() == 1
    assert page.locator('.box.near[data-id="goal/1"]').count() == 1
    assert page.locator('.canvas[aria-hidden="true"] canvas').count() == 1


def test_the_map_is_drawn_in_time(open_page):
    page = open_page("view=map")
    page.wait_for_function("document.documentElement.dataset.drawn !== undefined")
    assert int(page.evaluate("document.documentElement.dataset.drawn")) <= 600


def test_a_keyboard_is_enough(open_page):
    page = settled(open_page("view=overview"))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search"
    page.keyboard.type("zadluzeni")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    settled(page)
    assert "id=goal" in page.url or "id=measure" in page.url
    assert page.evaluate("document.activeElement.id") == "details-title"
    page.keyboard.press("Escape")
    settled(page)
    assert "id=" not in page.url

    page = settled(open_page("view=map"))
    assert page.locator('.box[tabindex="0"]').count() == 1
    page.locator('.box[data-id="measure/A1.1"]').focus()
    for key, reached in (
        ("ArrowRight", "measure/A1.2"),
        ("ArrowDown", "measure/A1.11"),
        ("ArrowLeft", "measure/A1.10"),
    ):
        page.keyboard.press(key)
        assert page.evaluate("document.activeElement.dataset.id") == reached
    page.keyboard.press("Enter")
    settled(page)
    assert "id=measure/A1.10" in page.url
    page.keyboard.press("Escape")
    settled(page)
    assert "id=" not in page.url
    assert page.evaluate("document.activeElement.dataset.id") == "measure/A1.10"


def test_the_list_sorts_filters_and_names_every_item(open_page, explorer):
    page = settled(open_page("view=list"))
    assert page.locator("tbody tr").count() == len(embedded(explorer, "data")["items"])
    page.locator("#list-filter").fill("dluh")
    some = page.locator("tbody tr").count()
    assert 0 < some < 100
    page.locator('[data-sort="label"]').click()
    assert page.locator("th.h-label").get_attribute("aria-sort") == "ascending"
    labels = page.locator("tbody .row-link").all_inner_texts()
    ordered = page.evaluate(
        "all => [...all].sort(new Intl.Collator('cs', {numeric: true}).compare)", labels
    )
    assert labels == ordered
    page.locator('.chip input[value="actor"]').uncheck()
    settled(page)
    assert "types=" in page.url and page.locator("tbody tr").count() <= some


def listed(page, item):
    """The line about strategic measures in the row of ``item``: its text, and each doubtful one."""
    return page.evaluate(
        """id => { const line = [...document.querySelectorAll(`tr[data-row="${id}"] .words > span`)]
          .find((one) => one.textContent.startsWith("Naplňuje"));
          const rest = line.querySelector(".left-out");
          const read = (box) => (box ? box.textContent.replace(/\\s/g, " ") : "");
          return {text: read(line), rest: read(rest)}; }""",
        item,
    )


@pytest.mark.parametrize("reading", ["strict", "default", "lenient"])
def test_the_list_marks_every_doubtful_link_and_counts_by_the_reading(answers, open_page, reading):
    level = {"certain": 0, "probable": 1, "uncertain": 2}
    most = ["strict", "default", "lenient"].index(reading)
    certainties = {}
    for link in page_data(answers)["links"]:
        if link["relation"] == "implements":
            best = certainties.setdefault(link["source"], {})
            code = link["target"].split("/")[1]
            best[code] = min(best.get(code, 2), level[link["certainty"]])
    assert {2} == set(certainties["measure/A1.4"].values())
    page = settled(open_page(f"view=list&reading={reading}"))
    for item, found in sorted(certainties.items()):
        said = listed(page, item)
        counted = {code for code, at in found.items() if at <= most}
        assert f"({len(counted)}): " in said["text"], (item, said)
        for code, at in found.items():
            mark = ["", r"\? \(pravděpodobné\)", r"\?\? \(nejisté\)"][at]
            place = said["text"] if code in counted else said["rest"]
            assert re.search(rf"[ (]{code}{mark}(,|\)|$| \()", place), (item, code, said)
            assert code in counted or "v tomto čtení se nepočítá" in said["rest"]
        assert bool(said["rest"]) == (len(counted) < len(found)), (item, said)
    assert "?? = nejisté" in page.locator("#main").inner_text()
    assert "?? = nejisté" in page.locator("#panel .legend").inner_text()


def test_deadlines_sort_by_their_end_and_what_has_none_stands_last(open_page):
    page = settled(open_page("view=list"))
    column = "[...document.querySelectorAll('tbody tr')].map(r => r.children[0].textContent)"
    page.locator('[data-sort="due"]').click()
    codes = page.evaluate(column)
    assert codes[0] == "A1.18"
    assert codes.index("A1.11") < codes.index("A1.9") < codes.index("A2.7")
    page.locator('[data-sort="due"]').click()
    assert page.evaluate(column)[0] == "A1.4"


def test_codes_of_linked_strategies_stand_as_printed_before_the_measures(answers, open_page):
    page = settled(open_page("view=list&id=sub-area/A2"))
    heads = page.locator("#panel .group h3").all_inner_texts()
    codes = next(at for at, head in enumerate(heads) if head.startswith("Odkazuje"))
    assert codes < next(at for at, head in enumerate(heads) if head.startswith("Opatření"))
    group = page.locator("#panel .group").nth(codes)
    assert group.inner_text().count("jeho existenci nelze ověřit") == 1
    columns, rows = answers["links"]
    at = {name: place for place, name in enumerate(columns)}
    wanted = [
        (int(row[at["key"]].rsplit("/", 1)[1]), row[at["code"]], row[at["certainty"]])
        for row in rows
        if (row[at["source"]], row[at["target"]]) == ("sub-area/A2", "strategy/development")
    ]
    said = group.locator("li", has=page.locator('[data-id="strategy/development"]'))
    lines = [" ".join(line.split()) for line in said.locator(".meta").all_inner_texts()]
    assert len(lines) == len(wanted) > 10
    for line, (_, code, certainty) in zip(lines, sorted(wanted), strict=True):
        mark = {"certain": "", "probable": "?", "uncertain": "??"}[certainty]
        assert re.search(rf"{re.escape(code + mark)} \(", line), (code, line)


def test_strategic_measures_count_in_roman_order(answers):
    codes = [one["code"] for one in page_data(answers)["items"] if "strategic-" in one["id"]]
    assert codes == "I II III IV V VI VII VIII IX X XI XII XIII".split()


def test_no_words_of_the_page_are_left_unused() -> None:
    assets = ROOT / "graph_tools" / "render" / "explorer" / "assets"
    code = "".join(p.read_text("utf-8") for p in assets.iterdir() if p.suffix in {".js", ".html"})
    texts = json.loads((assets / "texts.json").read_text("utf-8"))

    def used(key: str) -> bool:
        stem = re.sub(r"\.(one|other)$", "", key)  # chosen by number
        # Composed as in t("kind." + item.kind): the part up to the last dot stands in quotes.
        return f'"{stem}"' in code or f'"{stem.rpartition(".")[0]}."' in code

    assert [key for key in texts if not used(key)] == []


def test_words_a_reader_does_not_stumble_over(open_page):
    page = settled(open_page("view=list"))
    assert "Týká se (1): Kamenický Šenov" in page.locator("#main").inner_text()
    assert not re.search(r"\): 56\d{4}", page.locator("#main").inner_text())
    page.evaluate("location.hash = 'view=list&id=measure/A1.1'")
    settled(page)
    text = page.locator("#panel").inner_text()
    assert "průběžně" in text and "Začátek a konec" not in text
    assert "Odhad autorů grafu – není úřední" in text and "Odvozeno z" in text
    page.evaluate("location.hash = 'view=list&id=measure/A2.2'")
    settled(page)
    assert "Začátek a konec" in page.locator("#panel").inner_text()
    page = settled(open_page("view=overview"))
    said = " ".join(page.locator(".gap-items").inner_text().split())
    assert "Cíl 13 při jistých čteních nemá žádné opatření" in said


def test_lines_of_a_source_that_overlap_are_said_once(open_page, explorer):
    data = embedded(explorer, "data")
    doubled = {
        at: places
        for at, places in enumerate(data["places"])
        if any(
            a != b and a[0] == b[0] and a[1] <= b[1] <= a[2]
            for a, b in itertools.permutations(places, 2)
        )
    }
    items = [one["id"] for one in data["items"] if one["place"] in doubled]
    assert items
    page = open_page("view=list")
    for item in items[:10]:
        page.evaluate("id => { location.hash = 'view=list&id=' + id }", item)
        settled(page)
        source = page.locator("#panel > .meta .source").first.inner_text()
        for document in source.split(";"):
            lines = document.partition("ř.")[2]
            spans = [(int(a), int(b or a)) for a, b in re.findall(r"(\d+)(?:–(\d+))?", lines)]
            assert spans and all(a[1] < b[0] for a, b in itertools.pairwise(spans)), source


def test_a_line_behind_a_heading_of_the_map_is_not_cut(open_page):
    page = settled(open_page("view=map"))
    ground = "getComputedStyle(document.querySelector('.box.sub > span')).backgroundColor"
    assert re.search(r"0\.\d+\)$", page.evaluate(ground)), page.evaluate(ground)


def test_the_map_shows_uncertain_lines_when_they_count(open_page):
    page = settled(open_page("view=map&id=measure/A1.4&reading=default"))
    before = page.locator(".box.near").count()
    page.locator('input[value="lenient"]').check()
    settled(page)
    assert page.locator(".box.near").count() == before + 4
    assert page.locator('.box.near[data-id="strategic-measure/V"]').count() == 1


def test_the_reading_can_be_chosen_in_the_list(open_page):
    page = settled(open_page("view=list&reading=default"))
    assert "(0): (" in listed(page, "measure/A1.4")["text"]
    page.locator('input[value="lenient"]').check()
    settled(page)
    said = listed(page, "measure/A1.4")
    assert "(0)" not in said["text"] and said["rest"] == "" and "I??" in said["text"]


def test_the_panel_marks_every_doubtful_link_and_counts_by_the_reading(answers, open_page):
    ids = {
        link["target"]
        for link in page_data(answers)["links"]
        if link["relation"] == "implements" and link["source"] == "measure/A1.4"
    }
    for reading, head in (
        ("default", f"(0; nezapočteno {len(ids)})"),
        ("lenient", f"({len(ids)})"),
    ):
        page = settled(open_page(f"view=overview&id=measure/A1.4&reading={reading}"))
        group = page.locator("#panel .group", has_text="Naplňuje")
        assert group.locator("h3").inner_text().endswith(head)
        assert group.locator("button .unsure").all_inner_texts() == ["??"] * len(ids)
        assert group.locator(".left-out").count() == (len(ids) if reading == "default" else 0)
    page = settled(open_page("view=overview&reading=default"))
    said = " ".join(page.locator(".gap-items").inner_text().split())
    assert "U cíle 13 při jistých čteních není žádné opatření" in said


# Every sight of our own estimate, and the box that must say whose it is.
OURS = """() => [...document.querySelectorAll(
    "#app .mark, #app .gap-tag, #app .gap-line, #app .gap-items p")]
  .filter(box => box.matches(".mark") || /nenaplněný|unfulfilled/.test(box.textContent))
  .map(box => (box.closest(".card, .ours") || box).textContent)
  .filter(said => !/náš odhad|našeho (odhadu|hodnocení)|odhad autorů|our assessment/i.test(said)
    && !/assessment by/i.test(said)
    && !/^(Úřední výsledek|Official result)/.test(said))"""


@pytest.mark.parametrize("lang", ["cs", "en"])
def test_our_estimate_never_stands_without_saying_whose_it_is(answers, open_page, tmp_path, lang):
    columns, rows = answers["facts"]
    fact, value = columns.index("fact"), columns.index("value")
    none_fulfilled = [
        (*row[:value], "notFulfilled", *row[value + 1 :]) if row[fact] == "status" else row
        for row in rows
    ]
    names, gaps = answers["gaps"]
    unfulfilled = ("unfulfilled", "1", "", "Podle našeho hodnocení žádné.",
                   "None by our assessment.", "yes", "yes", "yes", "", "", "")  # fmt: skip
    given = {"facts": (columns, none_fulfilled), "gaps": (names, [*gaps, unfulfilled])}
    path = write_explorer({**answers, **given}, tmp_path)
    wanted = {"cs": "nenaplněný cíl", "en": "unfulfilled goal"}[lang]
    for view in VIEWS:
        for item in ("", "&id=goal/1", "&id=measure/A1.2"):
            page = settled(open_page(f"view={view}&lang={lang}{item}", path=path))
            assert page.evaluate(OURS) == [], (view, item)
            if not item:
                assert wanted in page.locator("#panel").inner_text()
    page = settled(open_page(f"view=matrix&lang={lang}"))
    label = {"cs": "našeho odhadu", "en": "our assessment"}[lang]
    assert label in page.locator("#main").inner_text()
    page = settled(open_page(f"view=list&lang={lang}&id=measure/A1.2"))
    barrier = page.locator("#panel dt", has_text={"cs": "Překážka", "en": "Barrier"}[lang])
    assert {"cs": "určili jsme my", "en": "by us"}[lang] in barrier.inner_text()


def test_no_boxes_overlap_and_no_label_is_small(open_page):
    for view, lang in itertools.product(VIEWS, ("cs", "en")):
        page = settled(open_page(f"view={view}&lang={lang}&id=measure/A1.4"))
        for selector in (".box", ".flow-goal, .flow-area", ".card"):
            assert page.evaluate(OVERLAPS, selector) == [], (view, selector)
        size, text = page.evaluate(SMALLEST)
        assert size >= 11, (view, lang, size, text)
        wide = "document.documentElement.scrollWidth <= innerWidth"
        assert page.evaluate(wide), (view, lang)


def test_a_phone_opens_the_list_and_the_details(open_page):
    page = settled(open_page("", size=(390, 844)))
    assert page.locator('[aria-current="page"]').inner_text() == "Seznam"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.locator(".row-link").first.click()
    settled(page)
    box = page.locator("#panel").bounding_box()
    assert (box["width"], box["height"]) == (390, 844)
    page.locator(".close").click()
    settled(page)
    assert "id=" not in page.url
    for view in VIEWS:
        page = settled(open_page(f"view={view}", size=(390, 844)))
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), view


@pytest.mark.parametrize("size", [(1366, 768), (390, 844)], ids=["wide", "phone"])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("lang", ["cs", "en"])
@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_nothing(open_page, axe, view, lang, theme, size):
    page = open_page(f"view={view}&lang={lang}", size=size, theme=theme, bypass_csp=True)
    page.evaluate(axe)
    places = ("", "&id=measure/A1.4", "&id=goal/9")
    for where in places:
        page.evaluate("hash => { location.hash = hash }", f"view={view}&lang={lang}{where}")
        settled(page)
        assert page.evaluate(AXE_RUN) == [], (view, lang, theme, size, where)


def test_axe_would_notice_a_fault(open_page, axe):
    page = open_page("view=overview", bypass_csp=True)
    page.evaluate(axe)
    page.evaluate("document.documentElement.removeAttribute('lang')")
    page.evaluate("document.querySelector('.meta').style.color = '#ddd'")
    found = " ".join(page.evaluate(AXE_RUN))
    assert "html-has-lang" in found and "color-contrast" in found
