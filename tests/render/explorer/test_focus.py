"""One item and its neighbours: nothing overlaps, no line runs through a box, nobody is missing."""

import csv
import re
from collections import defaultdict

import pytest
from looks import AXE_RUN, CUT, SMALLEST, WIDE, settled

from graph_tools.render.explorer.content import page_data

RANK = {"": 0, "certain": 0, "probable": 1, "uncertain": 2}
READINGS = ["strict", "default", "lenient"]
# The whole page is looked at elsewhere; here only what is drawn for an item.
AXE = AXE_RUN.replace('[["html"]]', '[["#main"], ["#panel"]]')
# Draws each item and looks at it: boxes and words apart and inside, lines that end at their own
# box and touch no other, nothing cut, no small text.
GEOMETRY = """async ({ids, lang, reading}) => {
  const faults = []; let drawn = 0, least = 99, most = 0;
  const shown = (hash) => new Promise((done) => {
    addEventListener("hashchange", () => done(), {once: true}); location.hash = hash; });
  for (const id of ids) {
    await shown(`#view=focus&id=${id}&lang=${lang}&reading=${reading}`);
    const stage = document.querySelector(".focus-stage.drawn");
    const say = (text) => faults.push(id + ": " + text);
    if (!stage) continue;
    drawn += 1;
    const o = stage.getBoundingClientRect();
    const rect = (box) => { const r = box.getBoundingClientRect();
      return [r.left - o.left, r.top - o.top, r.right - o.left, r.bottom - o.top]; };
    const all = (what) => [...stage.querySelectorAll(what)].map((box) => [box, rect(box)]);
    const boxes = all(".focus-entry, .centre"), words = all(".focus-word");
    most = Math.max(most, stage.querySelectorAll("button").length);
    [...boxes, ...words].forEach(([a, p], i, every) => {
      if (p[0] < -1 || p[1] < -1 || p[2] > o.width + 1 || p[3] > o.height + 1)
        say("outside: " + a.textContent);
      for (const [b, q] of every.slice(i + 1))
        if (p[0] < q[2] - 1 && q[0] < p[2] - 1 && p[1] < q[3] - 1 && q[1] < p[3] - 1)
          say("overlap: " + a.textContent + " x " + b.textContent);
      for (const part of [a, ...a.querySelectorAll("*")]) {
        least = Math.min(least, parseFloat(getComputedStyle(part).fontSize));
        if (part.matches(".visually-hidden, .visually-hidden *")) continue;
        if (part.clientWidth && (part.scrollWidth > part.clientWidth + 1
            || part.scrollHeight > part.clientHeight + 1)) say("cut: " + part.textContent); } });
    const ends = [];
    const inside = ({x, y}, [l, t, r, b], by) =>
      x > l + by && x < r - by && y > t + by && y < b - by;
    for (const path of stage.querySelectorAll("path")) {
      const length = path.getTotalLength(), last = path.getPointAtLength(length);
      for (let at = 0; at <= length; at += 6)
        for (const [box, r] of boxes)
          if (inside(path.getPointAtLength(at), r, 1)) say("line through: " + box.textContent);
      if (!path.dataset.to) continue;
      const met = boxes.filter(([box, r]) => !box.matches(".centre") && inside(last, r, -1.5));
      if (met.length !== 1) say("line ends at " + met.length + " boxes");
      ends.push(...met.map(([box]) => box)); }
    if (new Set(ends).size !== boxes.length - 1) say(ends.length + " lines, boxes " + boxes.length);
  }
  return {faults: [...new Set(faults)], drawn, least, most};
}"""
SIDES = """() => Object.fromEntries([...document.querySelectorAll(".focus-group")].map((group) =>
  [`${group.dataset.side} ${group.querySelector("h2").textContent}`.replace(/\\u00a0/g, " "),
   [...group.querySelectorAll("button[data-id]")].map((box) => box.dataset.id)]))"""


@pytest.fixture(scope="module")
def data(answers):
    return page_data(answers)


def table(project, name):
    with (project.tables / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def counted(data, reading):
    return [link for link in data["links"]
            if RANK[link.get("certainty", "")] <= READINGS.index(reading)]  # fmt: skip


def sides(page):
    """Ids of the boxes by side and words; the number in brackets is told apart."""
    found = page.evaluate(SIDES)
    return {name.split(" (")[0]: ids for name, ids in found.items()}


@pytest.mark.parametrize(("lang", "reading"), [("cs", "lenient"), ("en", "default")])
def test_no_line_runs_through_a_box_whatever_is_chosen(open_page, data, lang, reading):
    page = open_page("view=focus", size=(1366, 768))
    # Every third item, and of English, which differs in its words only, every eighth of the rest.
    start, every = (0, 3) if lang == "cs" else (1, 8)
    ids = [item["id"] for item in data["items"]][start::every]
    found = page.evaluate(GEOMETRY, {"ids": ids, "lang": lang, "reading": reading})
    assert found["faults"] == []
    assert found["drawn"] == len(ids) >= 600 // every
    assert found["least"] >= 11
    assert found["most"] <= 150
    assert page.faults == []


@pytest.mark.parametrize("size", [(1080, 768), (1920, 1080)])
def test_the_picture_holds_at_other_widths(open_page, data, size):
    page = open_page("view=focus", size=size)
    links = defaultdict(int)
    for link in data["links"]:
        links[link["source"]] += 1
        links[link["target"]] += 1
    busy = sorted(links, key=lambda item: (-links[item], item))[:40]
    found = page.evaluate(GEOMETRY, {"ids": busy, "lang": "cs", "reading": "lenient"})
    assert found["faults"] == []
    assert found["drawn"] > 8


def test_goals_stand_left_actors_right_strategic_measures_above(open_page, project):
    page = open_page("view=focus&id=measure/B2.1&reading=lenient")
    involved = [row for row in table(project, "involvements.csv") if row["measure"] == "B2.1"]
    aligned = [row for row in table(project, "alignments.csv") if row["measure"] == "B2.1"]
    assert involved and aligned
    found = sides(page)
    role = {row["role"] for row in involved}
    words = {"responsible": "right odpovídá", "collaborating": "right spolupracuje"}
    for name in role:
        actors = {"actor/" + row["actor"] for row in involved if row["role"] == name}
        assert set(found[words[name]]) == actors
    goals = {"goal/" + row["target"] for row in aligned if row["target"].isdigit()}
    strategic = {row["target"] for row in aligned if not row["target"].isdigit()}
    assert set(found["left přispívá k cíli"]) == goals
    assert {one.split("/")[1] for one in found["top naplňuje"]} == strategic
    assert found["top patří do podokruhu"] == ["sub-area/B2"]


@pytest.mark.parametrize("reading", READINGS)
def test_a_hub_shows_all_its_measures_bundled_by_area(open_page, data, reading):
    links = counted(data, reading)
    page = open_page(f"view=focus&id=goal/5&reading={reading}")
    measures = {link["source"] for link in links
                if link["relation"] == "contributes-to" and link["target"] == "goal/5"}  # fmt: skip
    assert len(measures) > 12
    found = sides(page)["right přispívají k němu"]
    areas = {one for one in found if one.startswith("area/")}
    assert set(found) - areas == measures
    sub = {one["source"]: one["target"] for one in links if one["relation"] == "in-sub-area"}
    above = {one["source"]: one["target"] for one in links if one["relation"] == "in-area"}
    assert areas == {above[sub[measure]] for measure in measures}
    widths = page.evaluate(
        "[...document.querySelectorAll('.focus-line.to-measure[data-to]')]"
        ".map((line) => parseFloat(getComputedStyle(line).strokeWidth))"
    )
    sizes = [sum(above[sub[measure]] == area for measure in measures) for area in sorted(areas)]
    assert len(widths) == len(sizes)
    assert sorted(range(len(sizes)), key=lambda at: sizes[at])[-1] == widths.index(max(widths))


def test_the_number_on_a_line_is_that_of_the_links_counted(open_page, data):
    page = open_page("view=focus")
    links = counted(data, "default")
    kinds = {item["id"]: item["kind"] for item in data["items"]}
    for actor in [item["id"] for item in data["items"] if item["kind"] == "OrganisationalUnit"]:
        led = {link["source"] for link in links
               if link["target"] == actor and link["relation"] == "responsible"}  # fmt: skip
        page.evaluate("(hash) => { location.hash = hash }", f"view=focus&id={actor}")
        settled(page)
        said = [name.replace("\u00a0", " ") for name in page.evaluate(SIDES)]
        number = f" ({len(led)})" if len(led) > 1 else ""
        assert ("left odpovídá za" + number in said) is bool(led), (actor, said)
    assert kinds["actor/osv"] == "OrganisationalUnit"


def test_a_doubtful_link_is_dashed_and_named(open_page, data):
    link = next(one for one in data["links"] if one["relation"] == "implements"
                and one.get("certainty") == "uncertain")  # fmt: skip
    page = open_page(f"view=focus&id={link['source']}&reading=lenient")
    box = page.locator(f".focus-group[data-side='top'] [data-id='{link['target']}']")
    assert "nejisté čtení" in box.inner_text()
    assert page.locator(".focus-line.to-strategic.c-uncertain").count() > 0
    page.evaluate("(hash) => { location.hash = hash }", f"view=focus&id={link['source']}")
    settled(page)
    assert box.count() == 0
    assert "4 vazby; jsou v\u00a0podrobnostech" in page.locator("#main").inner_text()


def test_sources_stand_below_with_their_lines(open_page):
    page = open_page("view=focus&id=measure/A1.4")
    group = page.locator(".focus-group", has_text="doloženo v")
    assert group.get_attribute("data-side") == "bottom"
    assert "Příloha zprávy, ř.\u00a034–42" in group.inner_text()


def test_what_has_no_room_leads_to_the_details(open_page, data):
    rest = defaultdict(set)
    for link in counted(data, "default"):
        if link["relation"] == "mentions":
            rest[link["source"]].add(link["target"])
    measure = max(sorted(rest), key=lambda one: len(rest[one]))
    page = open_page(f"view=focus&id={measure}")
    box = page.locator(".near.rest").first
    shown = sides(page)["right komentář zmiňuje"]
    left = len(rest[measure]) - len(shown)
    assert left > 1
    assert re.fullmatch(rf"a.dalš\w+ {left} v.podrobnostech", box.inner_text())
    box.click()
    assert (
        page.evaluate("document.activeElement.closest('[data-group]').dataset.group")
        == "mentions.target"
    )


def test_a_neighbour_becomes_the_middle_and_keeps_the_focus(open_page):
    page = open_page("view=focus&id=measure/A1.4")
    page.locator(".focus-group [data-id='goal/3']").press("Enter")
    page.wait_for_selector(".centre[data-id='goal/3']")
    assert page.evaluate("document.activeElement.dataset.id") == "goal/3"
    page.go_back()
    page.wait_for_selector(".centre[data-id='measure/A1.4']")


@pytest.mark.parametrize("reading", ["strict", "lenient"])
def test_the_beginning_counts_what_each_item_carries(open_page, data, reading):
    page = open_page(f"view=focus&reading={reading}")
    links, load, goals = counted(data, reading), defaultdict(set), defaultdict(set)
    for link in links:
        if link["relation"] in {"responsible", "collaborating"}:
            load[link["target"]].add(link["source"])
        if link["relation"] == "contributes-to":
            goals[link["target"]].add(link["source"])
    shown = page.evaluate(
        "[...document.querySelectorAll('.focus-start button[data-id]')].map((box) =>"
        " [box.dataset.id, parseInt(box.querySelector('.start-count').textContent)])"
    )
    found = dict(shown)
    actors = [n for one, n in shown if one.startswith("actor/")]
    assert actors == sorted((len(own) for own in load.values()), reverse=True)[: len(actors)]
    assert all(n == len(load[one]) for one, n in shown if one.startswith("actor/"))
    listed = [item["id"] for item in data["items"] if item["kind"] == "Goal"]
    assert all(found[goal] == len(goals[goal]) for goal in listed)
    page.locator("#focus-search").fill("A1.4")
    page.locator("#focus-search").press("Enter")
    page.wait_for_selector(".centre[data-id='measure/A1.4']")


@pytest.mark.parametrize("size", [(390, 844), (320, 640)])
def test_a_phone_reads_lists_with_headings_and_no_lines(open_page, size):
    page = open_page("view=focus&id=goal/1", size=size)
    assert page.locator(".focus-lines").count() == 0
    assert page.evaluate(WIDE)
    assert page.locator(".centre").bounding_box()["y"] < size[1]
    assert not page.locator("#main").evaluate("(box) => box.inert"), (
        "details must not cover the list"
    )
    heads = page.locator(".focus-group h2").all_inner_texts()
    assert any("řispívají k\u00a0němu (28)" in head for head in heads)
    page.locator(".focus-group [data-id='measure/A1.1']").click()
    page.wait_for_selector(".centre[data-id='measure/A1.1']")
    assert page.evaluate("document.activeElement.dataset.id") == "measure/A1.1"


@pytest.mark.parametrize(("lang", "theme", "size"), [
    ("cs", "light", (1366, 768)), ("en", "dark", (1366, 768)), ("cs", "dark", (390, 844)),
])  # fmt: skip
def test_the_neighbours_are_accessible_and_readable(open_page, axe, lang, theme, size):
    page = open_page("view=list", size=size, theme=theme, bypass_csp=True)
    page.evaluate(axe)
    for chosen in ("", "measure/A1.6", "goal/5", "actor/obce", "sub-area/C1"):
        page.evaluate(
            "(hash) => { location.hash = hash }",
            f"view=focus&lang={lang}&reading=lenient&id={chosen}",
        )
        settled(page)
        assert page.evaluate(AXE) == [], chosen
        assert page.evaluate(CUT) == [], chosen
        assert page.evaluate(SMALLEST)[0] >= 11, chosen
        assert page.evaluate(WIDE), chosen
    assert page.faults == []
