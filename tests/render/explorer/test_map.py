"""The measures map: its lines are the links of what is chosen, and none passes through a box."""

import itertools
import re

import pytest
from looks import embedded, settled

from graph_tools.render.explorer import map_choice, write_explorer
from graph_tools.render.explorer.content import page_data

LEVEL = {"certain": 0, "probable": 1, "uncertain": 2}
READINGS = ["strict", "default", "lenient"]
WORK = {"responsible", "collaborating"}
RELATIONS = {"contributes-to", "implements", *WORK}
# Each item is chosen in turn, in one reading; gives the lines drawn and the boxes lit.
WALK = """async ({ids, reading}) => { const found = {};
  for (const id of ids) {
    const asked = 'view=map&reading=' + reading + '&id=' + id;
    await new Promise(done => {
      addEventListener('hashchange', () => setTimeout(done, 0), {once: true});
      location.hash = asked; });
    found[id] = {
      lines: [...document.querySelectorAll('.map-lines path')].map(path => ({
        d: path.getAttribute('d'), to: path.dataset.to, relation: path.dataset.relation,
        n: Number(path.dataset.n),
        sure: Number(/sure-(\\d)/.exec(path.getAttribute('class'))[1])})),
      near: [...document.querySelectorAll('.box.near')].map(box => box.dataset.id)}; }
  return found; }"""


@pytest.fixture(scope="module")
def data(answers):
    return page_data(answers)


def corners(path):
    """Return the points of a path; round corners are drawn inside of the corner they name."""
    numbers = [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", path)]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def crossed(points, boxes, ends):
    """Return the boxes a line passes or comes closer to than a pixel; `ends` it may touch."""
    found = set()
    for (x1, y1), (x2, y2) in itertools.pairwise(points):
        left, right, top, bottom = min(x1, x2), max(x1, x2), min(y1, y2), max(y1, y2)
        for name, (x, y, w, h) in boxes.items():
            room = -0.01 if name in ends else 1
            if (
                left < x + w + room
                and right > x - room
                and top < y + h + room
                and bottom > y - room
            ):
                found.add(name)
    return found


def laid_over(lines):
    """Return the rows along which a line to a goal and one to a strategic measure both run."""
    runs = {"contributes-to": set(), "implements": set()}
    for line in lines:
        for (x1, y1), (x2, y2) in itertools.pairwise(corners(line["d"])):
            if y1 == y2 and x1 != x2 and line["relation"] in runs:
                runs[line["relation"]].add((y1, *sorted((x1, x2))))
    return [
        (one, other)
        for one, other in itertools.product(*runs.values())
        if abs(one[0] - other[0]) < 2 and one[1] < other[2] and other[1] < one[2]
    ]


def wanted(data, boxes, chosen, reading):
    """Return the lines of `chosen` by relation and other end: number of links, surest certainty."""
    in_sub_area = {
        link["source"]: link["target"]
        for link in data["links"]
        if link["relation"] == "in-sub-area"
    }
    found = {}
    for link in data["links"]:
        level = LEVEL[link.get("certainty") or "certain"]
        if link["relation"] not in RELATIONS or level > READINGS.index(reading):
            continue
        source, target = link["source"], link["target"]
        if chosen in {source, in_sub_area.get(source)}:
            other = target
        elif chosen == target:
            other = source
        else:
            continue
        if other in boxes:
            n, best = found.get((link["relation"], other), (0, 2))
            found[link["relation"], other] = (n + 1, min(best, level))
    return found


def test_a_line_through_a_box_would_be_noticed(explorer):
    boxes = embedded(explorer, "page")["boxes"]["boxes"]
    x, y, w, h = boxes["measure/A1.1"]
    goal = boxes["goal/13"]
    line = [(x + w / 2, y + h / 2), (goal[0] + goal[2], goal[1] + goal[3] / 2)]
    assert crossed(line, boxes, {"measure/A1.1", "goal/13"}) - {"measure/A1.1", "goal/13"}
    beside = [(x, y - 0.5), (x + 9, y - 0.5)]
    assert crossed(beside, boxes, set()) == {"measure/A1.1"}
    assert crossed(beside, boxes, {"measure/A1.1"}) == set()


@pytest.mark.parametrize("reading", READINGS)
def test_no_line_of_any_box_passes_through_a_box_and_none_is_missing(
    data, explorer, open_page, reading
):
    placed = embedded(explorer, "page")["boxes"]
    boxes = placed["boxes"]
    page = settled(open_page("view=map"))
    # All where every link is drawn; in the other readings a part, of every column some.
    step = 1 if reading == "lenient" else 3
    drawn = page.evaluate(WALK, {"ids": sorted(boxes)[::step], "reading": reading})
    assert page.faults == []
    for chosen, found in drawn.items():
        expected = wanted(data, boxes, chosen, reading)
        lines = {(line["relation"], line["to"]): line for line in found["lines"]}
        assert len(lines) == len(found["lines"])
        assert {key: (line["n"], line["sure"]) for key, line in lines.items()} == expected, chosen
        for line in found["lines"]:
            points = corners(line["d"])
            assert crossed(points, boxes, {chosen, line["to"]}) == set(), (chosen, line)
            # Beyond the map stands the caption.
            assert all(0 <= x <= placed["width"] and 0 <= y <= placed["height"] for x, y in points)
            steps = itertools.pairwise(points)
            assert all(a[0] == b[0] or a[1] == b[1] for a, b in steps), (chosen, line)
        assert laid_over(found["lines"]) == [], chosen
        assert {to for _, to in expected} <= set(found["near"])


def test_all_links_of_the_plan_are_drawn_when_every_measure_is_chosen(data, explorer, open_page):
    page = settled(open_page("view=map"))
    ids = [item["id"] for item in data["items"] if item["kind"] == "Measure"]
    drawn = page.evaluate(WALK, {"ids": ids, "reading": "lenient"})
    count = sum(link["relation"] in RELATIONS for link in data["links"])
    assert sum(line["n"] for found in drawn.values() for line in found["lines"]) == count > 500


def test_nothing_chosen_draws_no_line_and_dims_nothing(open_page):
    page = settled(open_page("view=map"))
    assert page.locator(".map-lines path").count() == 0
    assert page.locator(".box.dim, .box.near").count() == 0


def test_the_whole_name_of_a_box_stands_below_the_map(data, open_page):
    names = {item["id"]: item["cs"] for item in data["items"]}
    page = settled(open_page("view=map"))
    caption = page.locator(".map-caption")
    for one in ("goal/10", "actor/rdc", "strategic-measure/V", "sub-area/A3", "measure/A1.2"):
        page.locator(f'.box[data-id="{one}"]').hover()
        assert names[one] in caption.inner_text(), one
        place = caption.bounding_box()
        assert place["y"] + place["height"] <= 768
    page.mouse.move(2, 2)
    page.locator('.box[data-id="goal/12"]').focus()
    assert names["goal/12"] in caption.inner_text()


def test_the_caption_counts_the_lines_of_what_is_chosen(open_page):
    page = settled(open_page("view=map&id=measure/A1.4"))
    page.mouse.move(2, 2)
    assert "čáry vedou ke 3 cílům, 4 aktérům" in page.locator(".map-caption").inner_text()
    page = settled(open_page("view=map&id=measure/A1.4&reading=lenient&lang=en"))
    said = page.locator(".map-caption").inner_text()
    assert "lines lead to 3 goals, 4 strategic measures, 4 actors" in said


def test_the_columns_say_what_stands_in_them_and_cover_nothing(open_page):
    page = settled(open_page("view=map"))
    heads = page.locator(".map-head")
    assert heads.all_inner_texts() == [
        "Cíle", "Strategická opatření, pod nimi opatření podle podokruhů", "Aktéři"
    ]  # fmt: skip
    top = min(box.bounding_box()["y"] for box in page.locator(".box").all())
    for head in heads.all():
        place = head.bounding_box()
        assert place["y"] + place["height"] <= top


def test_codes_leave_room_in_their_boxes_and_the_chosen_box_covers_no_other(open_page):
    page = settled(open_page("view=map&id=measure/A1.10"))
    for code in ("A1.9", "A1.10", "A1.22", "D1.13"):
        box = page.locator(f'.box[data-id="measure/{code}"]')
        inner, outer = box.locator("span").first.bounding_box(), box.bounding_box()
        assert inner["x"] - outer["x"] >= 1.5, code
        assert outer["x"] + outer["width"] - inner["x"] - inner["width"] >= 1.5, code
    ring = page.locator('.box[data-id="measure/A1.10"]').evaluate(
        "box => getComputedStyle(box).boxShadow"
    )
    drawn = [float(length) for length in re.findall(r"([\d.]+)px(?= inset|,|$)", ring)]
    assert drawn and max(drawn) < 3


def test_a_box_is_no_higher_than_its_words(open_page):
    page = settled(open_page("view=map"))
    high = """() => [...document.querySelectorAll('.box:is(.r-goal, .r-near, .r-far)')].filter(
        box => box.clientHeight > box.firstElementChild.offsetHeight + 5)
        .map(box => box.dataset.id)"""
    assert page.evaluate(high) == []


def test_a_screen_reader_hears_what_is_joined_and_how_surely(open_page):
    page = settled(open_page("view=map&id=goal/9"))
    said = {
        one: page.locator(f'.box[data-id="measure/{one}"]').get_attribute("aria-label")
        for one in ("A1.6", "A3.1", "A1.1")
    }
    assert said["A1.6"].endswith("spojeno čárou, pravděpodobné")
    assert said["A3.1"].endswith("spojeno čárou, jisté")
    assert "spojeno" not in said["A1.1"]


def test_one_box_takes_the_tab_key_and_arrows_reach_the_others(open_page):
    page = settled(open_page("view=map&id=measure/A1.4"))
    assert page.locator('.box[tabindex="0"]').count() == 1
    page.locator('.box[tabindex="0"]').focus()
    reached = []
    for key in ("ArrowRight", "ArrowDown", "ArrowUp", "ArrowLeft"):
        page.keyboard.press(key)
        reached.append(page.evaluate("document.activeElement.dataset.id"))
    assert reached == ["measure/A1.5", "measure/A1.18", "measure/A1.5", "measure/A1.4"]
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    settled(page)
    assert "id=measure/A1.5" in page.url
    assert page.locator(".map-lines path").count() > 0


def test_words_stand_inside_their_boxes_in_both_languages(open_page):
    outside = """() => [...document.querySelectorAll('.box')].filter(box => {
        const inner = box.firstElementChild.getBoundingClientRect();
        const own = box.getBoundingClientRect();
        return inner.top < own.top || inner.bottom > own.bottom + 0.5 || inner.left < own.left - 0.5
          || inner.right > own.right + 0.5; }).map(box => box.dataset.id)"""
    for lang in ("cs", "en"):
        page = settled(open_page(f"view=map&lang={lang}"))
        assert page.evaluate(outside) == [], lang


def test_headings_of_sub_areas_are_whole(open_page):
    cut = """() => [...document.querySelectorAll('.box.r-head > span')].filter(
        span => span.scrollHeight > span.clientHeight + 1).map(span => span.textContent)"""
    for lang in ("cs", "en"):
        page = settled(open_page(f"view=map&lang={lang}"))
        assert page.locator(".box.r-head").count() == 8
        assert page.evaluate(cut) == [], lang


def test_the_map_stands_on_one_small_screen(open_page):
    page = settled(open_page("view=map"))
    bottom = page.evaluate(
        "Math.max(...[...document.querySelectorAll('.box')].map("
        "box => box.getBoundingClientRect().bottom))"
    )
    assert bottom <= page.locator(".map-caption").bounding_box()["y"] + 1


def test_where_boxes_are_too_many_sub_areas_stand_for_measures(
    answers, data, open_page, tmp_path, monkeypatch
):
    monkeypatch.setattr(map_choice, "MOST_BOXES", 50)
    monkeypatch.setattr(map_choice, "_MOST_GOALS", 5)
    path = write_explorer(answers, tmp_path)
    placed = embedded(path, "page")["boxes"]
    page = settled(open_page("view=map", path=path))
    said = page.locator(".notice").inner_text()
    assert "(72)" in said and "Místo cílů" in said and str(placed["left_out"]["Actor"]) in said
    tiles = page.locator(".box.wide")
    assert tiles.count() == 8 and "22 opatření" in tiles.first.inner_text()
    boxes = placed["boxes"]
    chosen = [*sorted(boxes), "goal/5", "measure/A1.4"]
    drawn = page.evaluate(WALK, {"ids": chosen, "reading": "lenient"})
    belongs = {"in-priority": "goal/5", "in-sub-area": "measure/A1.4"}
    stands_for = {
        link["source"]: link["target"]
        for link in data["links"]
        if belongs.get(link["relation"]) == link["source"]
    }
    for one, found in drawn.items():
        for line in found["lines"]:
            ends = {stands_for.get(one, one), line["to"]}
            assert crossed(corners(line["d"]), boxes, ends) == set(), (one, line)
    supporters = {
        link["source"]
        for link in data["links"]
        if link["relation"] == "contributes-to" and link["target"] == "goal/5"
    }
    assert sum(line["n"] for line in drawn["goal/5"]["lines"]) == len(supporters)
    outside = [
        link
        for link in data["links"]
        if link["relation"] in WORK and link["source"] == "measure/A1.4" and link["target"] in boxes
    ]
    actors = [line for line in drawn["measure/A1.4"]["lines"] if line["relation"] in WORK]
    assert sum(line["n"] for line in actors) == len(outside)


def test_the_map_fits_on_paper_in_either_direction(open_page):
    page = settled(open_page("view=map&id=measure/A1.4", size=(1920, 1080)))
    page.emulate_media(media="print")
    for width, height in ((718, 1047), (1047, 718)):
        page.set_viewport_size({"width": width, "height": height})
        sides = page.evaluate(
            "[...document.querySelectorAll('.box')].map(box => box.getBoundingClientRect())"
            ".map(box => [box.left, box.right, box.bottom])"
        )
        assert min(side[0] for side in sides) >= 0 and max(side[1] for side in sides) <= width
        assert max(side[2] for side in sides) <= height
