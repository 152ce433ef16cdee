"""Two items at once: paths as the command tells them, and what two items share."""

import random

import pytest
from looks import AXE_RUN, CUT, SMALLEST, WIDE, settled

from graph_tools.answers import READINGS
from graph_tools.queries import load_store
from graph_tools.queries.atlas import read_atlas
from graph_tools.queries.paths import shortest_paths
from graph_tools.render.explorer.bundle import script
from graph_tools.render.explorer.content import page_data

# The whole page is looked at elsewhere; here only what is drawn for two items.
AXE = AXE_RUN.replace('[["html"]]', '[["#main"], ["#panel"]]')
STEPS = {"Measure", "Goal", "ThematicMeasure", "CrossCuttingMeasure", "Organisation",
         "OrganisationalUnit", "ActorGroup", "Municipality", "SubArea"}  # fmt: skip
WAYS = """(asked) => asked.map(([from, to, rank, groups]) => {
  const found = modules["core/paths.js"].shortestWays(from, to, rank, groups);
  const relations = (step) => step.map((link) => link.relation);
  return found.map((way) => [way.nodes, way.steps.map(relations)]);
})"""
WIDER = """(asked) => asked.map(([from, to, rank, groups]) => {
  const found = modules["core/paths.js"].wider(from, to, rank, groups);
  return found && [found.rank, found.groups];
})"""
STATIONS = """() => [...document.querySelectorAll("#panel .stations")]
  .map((way) => [...way.querySelectorAll(":scope > li > button")].map((one) => one.dataset.id))"""
LOAD = ["responsible", "collaborating"]


@pytest.fixture(scope="module")
def atlas(built):
    return read_atlas(load_store(built.nquads), built.queries)


@pytest.fixture
def modules(open_page):
    """The page with its modules laid open: they are started once more, by the test."""
    page = open_page("view=list", bypass_csp=True)
    shown = script().removesuffix("})();") + "globalThis.modules = modules;\n})();"
    page.add_script_tag(content=shown)
    page.wait_for_function("globalThis.modules")
    return page


def local(identifier):
    """What the page calls an item: the end of its IRI after the strategy's name."""
    return identifier.split("/", 1)[1]


def asked_pairs(atlas, count):
    """Pairs of items as the command takes them, most of them with links."""
    known = sorted(item.id for item in atlas.items.values() if item.form in STEPS)
    linked = [item for item in known if atlas.at.get(item)]
    assert len(linked) > 100
    chance = random.Random(20_211)
    pairs = [tuple(chance.sample(linked, 2)) for _ in range(count - 20)]
    return pairs + [tuple(chance.sample(known, 2)) for _ in range(20)]


def told(atlas, start, end, rank, groups):
    """Paths of the command, in the names of the page."""
    found = shortest_paths(atlas, start, end, rank=rank, groups=groups)
    return [
        [[local(item) for item in path.items],
         [[link.relation for link in step] for step in path.steps]]
        for path in found
    ]  # fmt: skip


@pytest.mark.parametrize("reading", sorted(READINGS))
def test_paths_are_those_of_the_command_in_the_same_order(atlas, modules, reading):
    rank = READINGS[reading]
    pairs = [(*pair, index % 4 == 0) for index, pair in enumerate(asked_pairs(atlas, 160))]
    asked = [[local(start), local(end), rank - 1, groups] for start, end, groups in pairs]
    given = modules.evaluate(WAYS, asked)
    lengths = set()
    for (start, end, groups), found in zip(pairs, given, strict=True):
        expected = told(atlas, start, end, rank, groups)
        assert found == expected, (start, end, groups)
        lengths.add(len(expected[0][0]) if expected else 0)
    assert {0, 2, 3, 4, 5} <= lengths, "the sample must hold near and far pairs and strangers"


def test_what_would_connect_two_strangers_is_what_the_command_offers(atlas, modules):
    pairs = asked_pairs(atlas, 120)
    asked = [[local(start), local(end), 0, False] for start, end in pairs]
    offered = set()
    for (start, end), found in zip(pairs, modules.evaluate(WIDER, asked), strict=True):
        choices = [(3, False), (1, True), (3, True)]
        fits = [[rank - 1, groups] for rank, groups in choices
                if shortest_paths(atlas, start, end, rank=rank, groups=groups)]  # fmt: skip
        assert found == (fits[0] if fits else None), (start, end)
        offered.add(tuple(found or ()))
    assert {(), (2, False)} <= offered


def counted(data, reading):
    rank = {"": 1, "certain": 1, "probable": 2, "uncertain": 3}
    return [link for link in data["links"] if rank[link.get("certainty", "")] <= READINGS[reading]]


@pytest.fixture(scope="module")
def data(answers):
    return page_data(answers)


def test_how_two_departments_are_connected_takes_four_steps_of_the_keyboard(open_page):
    page = open_page()
    page.keyboard.press("/")
    page.keyboard.type("OSV")
    page.keyboard.press("Enter")
    page.wait_for_selector("#panel [data-pair='path']")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.dataset.pair") == "path", "the very next stop"
    page.keyboard.press("Enter")
    page.keyboard.type("ORREP")
    page.keyboard.press("Enter")
    page.wait_for_selector("#panel .stations")
    assert page.evaluate(STATIONS) == [["actor/osv", "measure/A1.21", "actor/orrep"]]
    said = page.locator("#panel").inner_text()
    assert "Jak spolu souvisí: OSV a\u00a0ORREP" in said
    assert "Za opatření A1.21 odpovídá OSV." in said
    assert "Příloha zprávy, ř.\u00a0160" in said
    assert page.evaluate("document.activeElement.id") == "details-title"
    page.go_back()
    page.wait_for_selector("#panel [data-pair='path']")


def test_a_path_in_words_names_each_link_with_certainty_and_place(open_page, data):
    page = open_page("view=list&id=goal/9&pair=path&other=goal/13&reading=lenient&lang=en")
    steps = page.locator("#panel .way").first.locator(".step > li").all_inner_texts()
    assert steps
    for text in steps:
        assert "certain" in text or "probable" in text or "classification only" in text
        assert "Source: " in text
    known = {item["id"] for item in data["items"]}
    for way in page.evaluate(STATIONS):
        assert way[0] == "goal/9" and way[-1] == "goal/13"
        assert set(way) <= known


def test_three_paths_are_told_first_and_the_rest_on_demand(open_page, atlas):
    found = told(
        atlas, "liberec-social-inclusion/actor/osv", "liberec-social-inclusion/goal/5", 2, False
    )
    assert len(found) > 13
    page = open_page("view=list&id=actor/osv&pair=path&other=goal/5")
    assert page.evaluate(STATIONS) == [nodes for nodes, _ in found[:3]]
    assert str(len(found) - 3) in page.locator("#more-ways").inner_text()
    page.locator("#more-ways").click()
    assert page.evaluate(STATIONS) == [nodes for nodes, _ in found[:13]]


def test_strangers_are_told_so_and_what_would_connect_them_is_a_button(open_page, atlas):
    strict = READINGS["strict"]
    pair = next((start, end) for start, end in asked_pairs(atlas, 320)
                if not shortest_paths(atlas, start, end, rank=strict)
                and shortest_paths(atlas, start, end, rank=3))  # fmt: skip
    start, end = map(local, pair)
    page = open_page(f"view=list&id={start}&pair=path&other={end}&reading=strict")
    assert "Žádná cesta mezi nimi není." in page.locator("#panel").inner_text()
    page.locator("#panel .link", has_text="všechna čtení").click()
    page.wait_for_selector("#panel .stations")
    assert "reading=lenient" in page.url
    assert page.evaluate(STATIONS)[0] == told(atlas, *pair, 3, False)[0][0]


def test_a_path_over_groups_is_asked_for_and_said(open_page, atlas):
    start, end = "liberec-social-inclusion/measure/A1.4", "liberec-social-inclusion/measure/B2.2"
    page = open_page("view=list&id=measure/A1.4&pair=groups&other=measure/B2.2")
    found = told(atlas, start, end, 2, True)
    assert page.evaluate(STATIONS) == [nodes for nodes, _ in found[:3]]
    assert "nemusejí mít nikoho společného" in page.locator("#panel").inner_text()


def test_what_paths_do_not_step_on_is_said(open_page):
    page = open_page("view=list&id=area/A&pair=path&other=goal/5")
    assert (
        "Tato položka k\u00a0nim nepatří: Systémová opatření" in page.locator("#panel").inner_text()
    )
    page = open_page("view=list&id=goal/5&pair=compare&other=goal/5")
    assert "Je to táž položka" in page.locator("#panel").inner_text()


def numbers(page):
    """Numbers of an aspect: shared, only the first, only the second."""
    return page.evaluate(
        "() => Object.fromEntries([...document.querySelectorAll('[data-aspect]')].map((box) =>"
        " [box.dataset.aspect, [...box.querySelectorAll('h4')]"
        ".map((head) => parseInt(head.textContent.match(/\\((\\d+)\\)/)[1]))]))"
    )


def split(first, second):
    return [len(first & second), len(first - second), len(second - first)]


@pytest.mark.parametrize("reading", sorted(READINGS))
@pytest.mark.parametrize(
    "pair", [("osv", "osmts"), ("osv", "orrep"), ("mas", "osmts"), ("asz", "skoly")]
)
def test_what_two_actors_share_is_counted_from_their_measures(open_page, data, reading, pair):
    links = counted(data, reading)
    first, second = (f"actor/{name}" for name in pair)
    goals, strategic, own = {}, {}, {}
    for name in (first, second):
        own[name] = {x["source"] for x in links if x["target"] == name and x["relation"] in LOAD}
        of = [link for link in links if link["source"] in own[name]]
        goals[name] = {link["target"] for link in of if link["relation"] == "contributes-to"}
        strategic[name] = {link["target"] for link in of if link["relation"] == "implements"}
    page = open_page(f"view=list&id={first}&pair=compare&other={second}&reading={reading}")
    found = numbers(page)
    assert found["measures"] == split(own[first], own[second])
    assert found["goals"] == split(goals[first], goals[second])
    if strategic[first] or strategic[second]:
        assert found["strategic"] == split(strategic[first], strategic[second])
    joint = {link["target"] for link in links if link["relation"] == "contributes-to"
             and link["source"] in own[first] & own[second]}  # fmt: skip
    apart = (goals[first] & goals[second]) - joint
    box = page.locator("[data-tie]")
    assert box.count() == bool(apart)
    if apart:
        missing = not own[first] & own[second]
        assert missing or pair != ("mas", "osmts"), "a missing tie must be among the pairs"
        assert box.get_attribute("data-tie") == ("missing" if missing else "part")
        shown = box.locator("[data-id]").evaluate_all("(all) => all.map((one) => one.dataset.id)")
        assert set(shown) == apart


def test_two_goals_and_an_actor_with_a_goal_are_compared_too(open_page, data):
    links = counted(data, "default")
    toward = [link for link in links if link["relation"] == "contributes-to"]
    support = {
        goal: {link["source"] for link in toward if link["target"] == goal}
        for goal in ("goal/1", "goal/5")
    }
    page = open_page("view=list&id=goal/1&pair=compare&other=goal/5")
    found = numbers(page)
    assert found["measures"] == split(support["goal/1"], support["goal/5"])
    assert "goals" not in found
    actors = [{x["target"] for x in links if x["source"] in own and x["relation"] in LOAD}
              for own in support.values()]  # fmt: skip
    assert found["actors"] == split(*actors)
    led = {x["source"] for x in links if x["target"] == "actor/osv" and x["relation"] in LOAD}
    page = open_page("view=list&id=actor/osv&pair=compare&other=goal/5")
    assert numbers(page)["measures"] == split(led, support["goal/5"])


def test_two_sub_areas_share_codes_only_of_the_same_section(open_page, data):
    codes = {sub: {(x["target"], x["code"], *x.get("section", [])) for x in counted(data, "default")
                   if x["relation"] == "refers-to" and x["source"] == sub}
             for sub in ("sub-area/B2", "sub-area/D1")}  # fmt: skip
    plain = [{entry[:2] for entry in own} for own in codes.values()]
    expected = split(*codes.values())
    assert expected[0] < len(plain[0] & plain[1]), "a code of another section must be in both"
    page = open_page("view=list&id=sub-area/B2&pair=compare&other=sub-area/D1")
    assert numbers(page)["codes"] == expected


@pytest.mark.parametrize(("lang", "theme", "size"), [
    ("cs", "light", (1366, 768)), ("en", "dark", (1366, 768)), ("cs", "light", (320, 640)),
])  # fmt: skip
def test_two_items_at_once_are_accessible_and_readable(open_page, axe, lang, theme, size):
    page = open_page("view=matrix", size=size, theme=theme, bypass_csp=True)
    page.evaluate(axe)
    for asked in (
        "id=actor/osv&pair=path&other=goal/9",
        "id=sub-area/A2&pair=groups&other=sub-area/D1",
        "id=actor/osv&pair=compare&other=actor/obce",
        "id=actor/osv",
    ):
        page.evaluate("(hash) => { location.hash = hash }", f"view=matrix&lang={lang}&{asked}")
        settled(page)
        if "pair" not in asked:
            page.locator("[data-pair='compare']").click()
            page.locator("#pair-search").fill("škol" if lang == "cs" else "school")
        assert page.evaluate(AXE) == [], asked
        assert page.evaluate(CUT) == [], asked
        assert page.evaluate(SMALLEST)[0] >= 11, asked
        assert page.evaluate(WIDE), asked
        assert page.evaluate(
            "[document.getElementById('panel')].every((box) => box.scrollWidth <= box.clientWidth)"
        ), asked
    assert page.faults == []


def ways_of_measures(data, reading):
    """For each goal of an actor the doubt of its surest way: actor, measure, goal."""
    rank = {"": 1, "certain": 1, "probable": 2, "uncertain": 3}
    links = counted(data, reading)
    doubt = {}
    for own in links:
        if own["relation"] not in LOAD:
            continue
        for far in links:
            if far["relation"] == "contributes-to" and far["source"] == own["source"]:
                level = max(rank[own.get("certainty", "")], rank[far.get("certainty", "")])
                known = doubt.setdefault(own["target"], {})
                known[far["target"]] = min(level, known.get(far["target"], 3))
    return doubt


@pytest.mark.parametrize("reading", ["strict", "lenient"])
def test_what_is_shared_by_a_doubtful_reading_is_marked(open_page, data, reading):
    doubt = ways_of_measures(data, reading)
    first, second = doubt["actor/osv"], doubt["actor/orrep"]
    page = open_page(f"view=list&id=actor/osv&pair=compare&other=actor/orrep&reading={reading}")
    marks = page.evaluate(
        "() => [...document.querySelectorAll('[data-aspect=\"goals\"] [data-id]')].map((one) =>"
        " [one.dataset.id, (one.querySelector('.unsure') || {textContent: ''}).textContent])"
    )
    assert {goal for goal, _ in marks} == {*first, *second}
    for goal, mark in marks:
        worst = max(first.get(goal, 1), second.get(goal, 1))
        assert mark == ["", "?", "??"][worst - 1], goal
    assert any(mark for _, mark in marks) == (reading == "lenient")
    assert "nejistém (??)" in page.locator("#panel").inner_text()


def test_a_name_that_is_cut_shows_it(open_page, data):
    page = open_page("view=list&id=actor/osv&pair=compare&other=actor/orrep&reading=lenient")
    labels = {item["id"]: item["cs"].replace("\u00a0", " ") for item in data["items"]}
    shown = page.evaluate(
        "() => [...document.querySelectorAll('#panel [data-aspect] [data-id]')].map((one) =>"
        " [one.dataset.id, one.querySelector('.name').textContent.replace(/\\u00a0/g, ' ')])"
    )
    assert any(name.endswith("…") for _, name in shown)
    whole = [item for item, name in shown if not name.endswith("…")
             and name != labels[item] and labels[item].startswith(name)]  # fmt: skip
    assert whole == []


def test_one_path_is_said_in_words(open_page):
    page = open_page("view=list&id=actor/osv&pair=path&other=actor/orrep")
    assert "Je jediná." in page.locator("#panel").inner_text()
