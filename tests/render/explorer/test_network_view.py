"""The Network view: its tables recounted from the links, its picture measured on the canvas."""

import itertools
import json
import re
from collections import defaultdict

import pytest
from looks import AXE_RUN, embedded, faults, part

from graph_tools.render.explorer.content import page_data

LEVEL = {"certain": 0, "probable": 1, "uncertain": 2}
READINGS = ("strict", "default", "lenient")
NETS = ("actors", "actors-groups", "goals", "sub-areas")

# Colour of the canvas at a place of the page.
PIXEL = """([x, y]) => { const canvas = document.querySelector('.net-canvas canvas');
  const box = canvas.getBoundingClientRect(), ratio = canvas.width / box.width;
  return [...canvas.getContext('2d').getImageData(Math.round((x - box.left) * ratio),
    Math.round((y - box.top) * ratio), 1, 1).data]; }"""
# Where each line from a name ends at its dot, the sense of that line, and the dot's colour.
LEADS = """() => [...document.querySelectorAll('.net-lead')].map(line => {
  const at = line.getScreenCTM(), of = name => Number(line.getAttribute(name));
  const hue = document.querySelector(`.net-box[data-id="${line.dataset.of}"]`);
  const end = new DOMPoint(of('x2'), of('y2')).matrixTransform(at);
  const start = new DOMPoint(of('x1'), of('y1')).matrixTransform(at);
  const box = hue.getBoundingClientRect(), probe = document.createElement('i');
  probe.style.color = hue.style.getPropertyValue('--hue'); document.body.append(probe);
  const colour = getComputedStyle(probe).color.match(/\\d+/g).map(Number); probe.remove();
  return {id: line.dataset.of, x: end.x, y: end.y, way: Math.sign(end.x - start.x), colour,
    touches: Math.min(Math.abs(start.x - box.left), Math.abs(start.x - box.right)),
    inside: box.top < start.y && start.y < box.bottom}; })"""
ROWS = """(selector) => [...document.querySelectorAll(selector + ' tbody tr')].map(row => ({
  ids: [...row.querySelectorAll('.net-who button')].map(button => button.dataset.id),
  n: parseInt(row.querySelector('.net-n').firstChild.data),
  what: [...row.querySelectorAll('.net-what > *')].map(one => one.dataset.id
    || one.textContent) }))"""


def drawn(page):
    """Wait until the picture stands."""
    page.wait_for_selector(".net-stage:not([aria-busy])", state="attached")
    page.wait_for_timeout(60)
    return page


def go_to(page, where):
    page.evaluate("hash => { location.hash = hash }", where)
    page.wait_for_timeout(60)
    return drawn(page)


@pytest.fixture
def network(open_page):
    """Opens the view and waits for its picture."""
    return lambda where="", **options: drawn(open_page("view=network&" + where, **options))


def whole_table(page, selector):
    """All rows of a table, those behind the button too."""
    more = page.locator("#main .net-words .scroll + div button")
    while more.count():
        more.first.click()
    return page.evaluate(ROWS, selector)


@pytest.fixture(scope="module")
def data(answers):
    return page_data(answers)


@pytest.fixture(scope="module")
def counted(data):
    """Relation, reading → source → targets."""
    found = defaultdict(lambda: defaultdict(set))
    for link in data["links"]:
        for reading in READINGS[LEVEL[link.get("certainty") or "certain"] :]:
            found[link["relation"], reading][link["source"]].add(link["target"])
    return found


@pytest.fixture(scope="module")
def expected(data, counted):
    """Pair → what both share, for a projection and a reading."""
    code = {item["id"]: item["code"] for item in data["items"]}
    groups = {item["id"] for item in data["items"] if item["kind"] == "ActorGroup"}

    def of(net, reading):
        if net == "sub-areas":
            return codes(reading)
        members = defaultdict(set)
        relations = ["contributes-to"] if net == "goals" else ["responsible", "collaborating"]
        for relation in relations:
            for measure, ends in counted[relation, reading].items():
                members[measure] |= ends - (groups if net == "actors" else set())
        pairs = defaultdict(set)
        for measure, ends in members.items():
            for pair in itertools.combinations(sorted(ends), 2):
                pairs[frozenset(pair)].add(code[measure])
        return dict(pairs)

    def codes(reading):
        pairs = defaultdict(set)
        for link in data["links"]:
            sure = LEVEL[link.get("certainty") or "certain"] <= READINGS.index(reading)
            if link["relation"] == "refers-to" and sure:
                section = f"\u00a0({link['section'][0]})" if link.get("section") else ""
                pair = frozenset((link["source"], link["target"]))
                pairs[pair].add(link["code"] + section)
        return dict(pairs)

    return of


# --- figures


@pytest.mark.parametrize("net", NETS)
def test_the_table_holds_every_tie_with_what_both_share(network, expected, net):
    page = network(f"net={net}")
    for reading in READINGS:
        go_to(page, f"view=network&net={net}&reading={reading}")
        rows = whole_table(page, ".net-table")
        told = {frozenset(row["ids"]): set(row["what"]) for row in rows}
        for row in rows:
            row["what"] = [text for text in row["what"] if text]
            assert row["n"] == len(row["what"]) == len(set(row["what"])), row
        assert len(told) == len(rows)
        assert told == expected(net, reading) != {}
        said = page.locator(".net-words [role=status]").inner_text()
        assert f"{len(rows)} vaz" in said.replace("\u00a0", ""), said
    assert page.faults == []


def test_vis_holds_every_line_and_shows_those_of_the_projection(network, explorer, expected):
    carried = part(explorer, "network")
    page = network()
    for net in NETS:
        go_to(page, f"view=network&net={net}")
        held = page.evaluate("document.documentElement.dataset.edges")
        assert held == str(len(carried["edges"]))
        boxes = page.locator(".net-box").count()
        assert boxes == sum(node["projection"] == net for node in carried["nodes"])
        assert page.locator(".net-drawn path").count() == len(expected(net, "default"))
        assert page.locator("canvas").count() == 1


@pytest.mark.parametrize("reading", READINGS)
def test_missing_ties_are_those_of_the_gap_query(network, answers, data, reading):
    page = network(f"ties=missing&reading={reading}")
    rows = whole_table(page, ".net-table.missing")
    actors = [item for item in data["items"] if item["id"].startswith("actor/")]
    names = {
        item[name].replace("\u00a0", " "): item["id"] for name in ("cs", "code") for item in actors
    }
    columns, listed = answers["gaps"]
    gaps = [dict(zip(columns, row, strict=True)) for row in listed]
    wanted = {
        frozenset((names[gap["item"]], names[gap["partner"]]))
        for gap in gaps
        if gap["kind"] == "never-meet"
        and gap[reading] == "yes"
        # An office and its own department are no missing tie.
        and "spadá pod" not in gap["reason_cs"]
    }
    assert {frozenset(row["ids"]) for row in rows} == wanted != set()
    assert page.locator(".net-drawn [stroke-dasharray]").count() == len(rows) == len(wanted)
    label = page.locator("label", has=page.locator('input[value="missing"]')).inner_text()
    assert f"({len(rows)})" in label


def test_goals_of_a_missing_tie_are_those_both_lead_measures_for(network, counted, data):
    code = {item["id"]: item["code"] for item in data["items"]}
    goals = defaultdict(set)
    for measure, leads in counted["responsible", "default"].items():
        for lead in leads:
            goals[lead] |= counted["contributes-to", "default"][measure]
    rows = whole_table(network("ties=missing"), ".net-table.missing")
    for row in rows:
        first, second = row["ids"]
        shared = sorted((code[goal] for goal in goals[first] & goals[second]), key=int)
        assert row["what"] == shared and row["n"] == len(shared), row


# --- the picture


@pytest.mark.parametrize(
    ("where", "size", "theme"),
    [
        ("", (1366, 768), "light"),
        ("net=actors-groups&reading=lenient", (1366, 768), "dark"),
        ("net=goals", (1920, 1080), "dark"),
        ("net=sub-areas", (1920, 1080), "light"),
    ],
)
def test_each_name_leads_to_its_dot_on_the_canvas(network, where, size, theme):
    page = network(where, size=size, theme=theme)
    leads = page.evaluate(LEADS)
    assert len(leads) == page.locator(".net-box").count() > 10
    for lead in leads:
        assert lead["touches"] < 7 and lead["inside"], lead
        dot = page.evaluate(PIXEL, [lead["x"] + lead["way"] * 2.5, lead["y"]])
        assert dot[3] == 255, lead
        assert max(abs(a - b) for a, b in zip(dot, lead["colour"], strict=False)) < 40, (dot, lead)
        assert page.evaluate(PIXEL, [lead["x"] - lead["way"] * 4, lead["y"]])[3] == 0, lead


@pytest.mark.parametrize("size", [(1366, 768), (320, 640)])
def test_names_never_overlap_and_nothing_is_small_or_cut(network, size):
    page = network(size=size)
    for net, lang in itertools.product(NETS, ("cs", "en")):
        go_to(page, f"view=network&net={net}&lang={lang}&ties=missing")
        assert faults(page, run=None) == [], (net, lang)
        taller = """() => [...document.querySelectorAll('.net-name')].filter(name =>
          name.scrollHeight > name.closest('button').clientHeight + 1).map(n => n.textContent)"""
        assert page.evaluate(taller) == [], (net, lang)


def test_choosing_lights_up_the_ties_of_one_and_dims_the_rest(network, expected):
    page = network("net=goals")
    ties = expected("goals", "default")
    partners = {end for pair in ties if "goal/9" in pair for end in pair}
    page.locator('.net-box[data-id="goal/9"]').click()
    drawn(page)
    classes = {
        box.get_attribute("data-id"): box.get_attribute("class").split()
        for box in page.locator(".net-box").all()
    }
    assert {item for item, held in classes.items() if "near" in held} == partners
    assert {item for item, held in classes.items() if "dim" in held} == set(classes) - partners
    assert [item for item, held in classes.items() if "held" in held] == ["goal/9"]
    rows = page.evaluate(ROWS, ".net-table")
    assert {row["ids"][0]: row["n"] for row in rows} == {
        next(iter(pair - {"goal/9"})): len(shared)
        for pair, shared in ties.items()
        if "goal/9" in pair
    }
    assert "Prevence zadlužení" in page.locator("#panel h2").inner_text()


def test_looking_at_a_measure_keeps_the_ties_of_the_actor(network):
    page = network("id=actor/osv")
    page.locator('.net-code[data-id="measure/A1.22"]').first.click()
    page.wait_for_timeout(100)
    assert "id=measure/A1.22" in page.url
    assert page.locator(".net-box.held").get_attribute("data-id") == "actor/osv"
    assert page.evaluate("document.activeElement.tagName") == "H2"
    page.locator(".net-words .plain", has_text="Zpět").click()
    page.wait_for_timeout(100)
    assert "id=" not in page.url and page.locator(".net-box.held, .net-box.dim").count() == 0


def test_an_item_that_is_not_in_the_picture_is_said_to_be_elsewhere(network):
    page = network("id=measure/A1.4")
    assert "nepatří" in page.locator(".net-words [role=status]").inner_text()
    assert page.locator(".net-box.dim").count() == 0


def test_a_cluster_has_a_letter_that_is_nothings_code(network, data):
    codes = {item["code"] for item in data["items"]}
    page = network("net=actors-groups")
    letters = page.locator(".net-legend .net-key").all_inner_texts()
    assert len(letters) == len(set(letters)) == 3
    assert not set(letters) & codes
    keys = [key.split()[-1] for key in page.locator(".net-box .net-key").all_inner_texts()]
    lines = page.locator(".net-legend li:has(.net-key)").all_inner_texts()
    sizes = [int(re.search(r"\d+", line)[0]) for line in lines]
    assert [keys.count(letter) for letter in letters] == sizes
    page = network("net=sub-areas")
    assert page.locator(".net-key").count() == 0


# --- keyboard, table, other ways


def test_arrows_walk_round_the_ring_and_enter_chooses(network):
    page = network("net=goals")
    boxes = page.locator(".net-box")
    assert page.locator('.net-box[tabindex="0"]').count() == 1
    page.locator('.net-box[tabindex="0"]').focus()
    seen = []
    for _ in range(boxes.count()):
        seen.append(page.evaluate("document.activeElement.dataset.id"))
        page.keyboard.press("ArrowDown" if page.evaluate(
            "!document.activeElement.classList.contains('left')") else "ArrowUp")  # fmt: skip
    assert sorted(seen) == sorted(box.get_attribute("data-id") for box in boxes.all())
    assert page.evaluate("document.activeElement.dataset.id") == seen[0]
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("document.activeElement.classList.contains('left')")
    page.keyboard.press("ArrowRight")
    assert not page.evaluate("document.activeElement.classList.contains('left')")
    page.keyboard.press("Home")
    assert page.evaluate("document.activeElement.dataset.id") == seen[0]
    page.keyboard.press("Enter")
    page.wait_for_timeout(100)
    assert f"id={seen[0]}" in page.url
    assert page.locator('.net-box[tabindex="0"]').get_attribute("data-id") == seen[0]
    page.keyboard.press("Escape")
    page.wait_for_timeout(100)
    assert "id=" not in page.url and page.evaluate("document.activeElement.dataset.id") == seen[0]


def test_the_table_is_sorted_by_its_headings(network):
    page = network()
    numbers = [row["n"] for row in page.evaluate(ROWS, ".net-table")]
    assert numbers == sorted(numbers, reverse=True)
    page.locator('.net-table [data-sort="n"]').click()
    numbers = [row["n"] for row in page.evaluate(ROWS, ".net-table")]
    assert numbers == sorted(numbers)
    page.locator('.net-table [data-sort="second"]').click()
    assert page.locator(".net-table .h-second").get_attribute("aria-sort") == "ascending"
    names = page.locator(".net-table td.net-who").all_inner_texts()
    assert names == page.evaluate("all => all.sort(new Intl.Collator('cs').compare)", names)


def test_switches_change_projection_groups_and_missing_ties(network):
    page = network("lang=en")
    page.locator('input[value="groups"]').check()
    drawn(page)
    assert "net=actors-groups" in page.url
    assert page.evaluate("document.activeElement.value") == "groups"
    page.locator('input[name="net"][value="goals"]').check(force=True)
    drawn(page)
    assert page.locator("h1").inner_text() == "Which goals the same measures support"
    assert page.locator('input[value="missing"], input[value="groups"]').count() == 0
    page.go_back()
    drawn(page)
    assert page.locator('input[value="groups"]').is_checked()


def test_without_the_canvas_the_lines_stand_there_as_vectors(new_page, explorer, tmp_path):
    packed = embedded(explorer, "packed")
    text = explorer.read_text(encoding="utf-8")
    path = tmp_path / "explorer.html"
    path.write_text(text.replace(json.dumps(packed["vis"]), '""'), encoding="utf-8")
    page = new_page(viewport={"width": 1366, "height": 768})
    page.goto(path.as_uri() + "#view=network")
    drawn(page)
    assert page.locator("canvas").count() == 0
    assert page.evaluate("getComputedStyle(document.querySelector('.net-drawn')).opacity") == "1"


def test_the_saved_picture_is_vectors(network):
    page = network("id=actor/osv")
    page.locator("#save").click()
    with page.expect_download() as waiting:
        page.locator('[data-save="svg"]').click()
    saved = waiting.value.path().read_text(encoding="utf-8")
    assert saved.count("<path") == page.locator(".net-drawn path").count() > 20
    assert "<image" not in saved
    assert saved.count("<circle") == 17
    assert "Odbor sociálních věcí" in re.sub(r"<[^>]+>", " ", saved).replace("  ", " ")


def test_the_saved_table_says_what_is_counted(network, expected):
    page = network("ties=missing")
    missing = page.locator(".net-table.missing tbody tr").count()
    page.locator("#save").click()
    with page.expect_download() as waiting:
        page.locator('[data-save="csv"]').click()
    lines = waiting.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 1 + len(expected("actors", "default")) + missing
    assert sum(line.startswith("chybějící vazba") for line in lines) == missing


def test_in_print_vectors_stand_for_the_canvas(network):
    page = network()
    page.emulate_media(media="print")
    look = "([box, name]) => getComputedStyle(document.querySelector(box))[name]"
    assert page.evaluate(look, [".net-canvas", "display"]) == "none"
    assert page.evaluate(look, [".net-drawn", "opacity"]) == "1"


@pytest.mark.parametrize(("theme", "size"), [("light", (1366, 768)), ("dark", (390, 844))])
def test_axe_finds_nothing(network, axe, theme, size):
    page = network(theme=theme, size=size, bypass_csp=True)
    page.evaluate(axe)
    for where in ("ties=missing", "net=goals&id=goal/9", "net=sub-areas&id=sub-area/D1"):
        go_to(page, f"view=network&{where}")
        assert page.evaluate(AXE_RUN) == [], (where, theme, size)
    assert page.faults == []
