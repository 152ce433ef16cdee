"""The overview: headline numbers as the tables give them, bands as wide as measures are many."""

import csv
import io
import re
from collections import Counter
from pathlib import Path

import pytest
from looks import part, settled

from graph_tools.render.explorer import write_explorer
from graph_tools.render.explorer.content import page_data

ROOT = Path(__file__).resolve().parents[3]
LEVEL = {"certain": 0, "probable": 1, "uncertain": 2}
READINGS = ["strict", "default", "lenient"]
BANDS = """() => [...document.querySelectorAll('.band')].map(band => ({goal: band.dataset.goal,
    area: band.dataset.area, n: Number(band.dataset.n),
    width: Number(band.getAttribute('stroke-width')), lit: band.classList.contains('lit'),
    dim: band.classList.contains('dim')}))"""


@pytest.fixture(scope="module")
def data(answers):
    return page_data(answers)


def counted(data, reading):
    """Return numbers of measures by goal and area, in plain Python."""
    within = {
        link["source"]: link["target"]
        for link in data["links"]
        if link["relation"] in {"in-sub-area", "in-area"}
    }
    return Counter(
        (link["target"], within[within[link["source"]]])
        for link in data["links"]
        if link["relation"] == "contributes-to"
        and LEVEL[link["certainty"]] <= READINGS.index(reading)
    )


def holding(explorer, reading):
    """Return numbers of gaps that hold, by kind, and the kinds with their group."""
    kinds = part(explorer, "gaps")
    bit = READINGS.index(reading)
    return {kind["name"]: sum(row[4] >> bit & 1 for row in kind["rows"]) for kind in kinds}, {
        kind["name"]: kind["group"] for kind in kinds
    }


def plain(text):
    return " ".join(text.split())


def test_the_measures_are_those_of_the_tables(open_page):
    tables = sorted((ROOT / "data").rglob("measures.csv"))
    assert tables
    texts = [path.read_text(encoding="utf-8") for path in tables]
    rows = [row for text in texts for row in csv.DictReader(io.StringIO(text))]
    page = settled(open_page("view=overview"))
    assert page.locator(".card .big b").first.inner_text() == str(len(rows)) == "72"


def test_the_official_result_stands_apart_from_our_estimate(data, open_page):
    page = settled(open_page("view=overview"))
    official, own = page.locator(".card.status").all_inner_texts()
    assert re.findall(r"\d+", official) == ["40", "28", "4"]
    assert "není úřední" in own and "není úřední" not in official
    status = Counter(
        fact[1] for facts in data["facts"].values() for fact in facts if fact[0] == "status"
    )
    order = ("fulfilled", "partiallyFulfilled", "notFulfilled")
    assert re.findall(r"\d+", own) == [str(status[name]) for name in order]
    notes = plain(page.locator(".notes").inner_text())
    assert "Zdroj: " in notes and "ř. 100" in notes and "podle kritérií zprávy" in notes


def test_official_totals_of_several_plans_are_summed(answers, open_page, tmp_path):
    columns, rows = answers["reported-totals"]
    key = columns.index("key")
    twice = [*rows, *((*row[:key], row[key] + "-2", *row[key + 1 :]) for row in rows)]
    path = write_explorer({**answers, "reported-totals": (columns, twice)}, tmp_path)
    page = settled(open_page("view=overview", path=path))
    official = page.locator(".card.status").first.inner_text()
    assert re.findall(r"\d+", official) == ["80", "56", "8"]


@pytest.mark.parametrize("reading", READINGS)
def test_gaps_are_counted_by_group_and_goals_with_a_gap_named(explorer, open_page, reading):
    page = settled(open_page(f"view=overview&reading={reading}"))
    numbers, groups = holding(explorer, reading)
    by_group = Counter()
    for name, n in numbers.items():
        declared = name in {"declared-only", "undeclared"}
        pairs = name == "no-shared-actor"
        by_group["declared" if declared else "pairs" if pairs else groups[name]] += n
    shown = [int(re.sub(r"\D", "", n)) for n in page.locator(".gap-groups b").all_inner_texts()]
    order = ("declared", "pairs", "coordination", "time", "text")
    assert shown == [by_group[name] for name in order]
    # Each gap stands in one of the numbers: those of the support beside the goals that have them.
    said = plain(page.locator(".card-gaps .big").inner_text())
    assert f"(mezer: {by_group['support']})" in said
    assert sum(shown) + by_group["support"] == sum(numbers.values())
    bare = page.locator(".flow-goal.gap").count()
    assert plain(page.locator(".card-gaps .big b").inner_text()) == f"{bare} z 13"
    assert bare == page.locator(".flow-gaps").count() > 0


def test_a_goal_says_how_many_more_gaps_it_has(open_page):
    page = settled(open_page("view=overview&reading=strict"))
    texts = [plain(text) for text in page.locator(".flow-gaps").all_inner_texts()]
    assert any(re.search(r"a \d další", text) for text in texts)


def test_all_gaps_are_one_click_away(open_page):
    page = settled(open_page("view=overview"))
    page.locator(".card-gaps .link").click()
    settled(page)
    assert "view=gaps" in page.url and "kind=" not in page.url


def test_sureness_is_that_of_the_links(data, open_page):
    sure = Counter(
        link["certainty"] for link in data["links"] if link["relation"] == "contributes-to"
    )
    readings = [counted(data, reading) for reading in READINGS]
    sums = [
        {goal: sum(n for (one, _), n in found.items() if one == goal) for goal, _ in readings[2]}
        for found in readings
    ]
    doubtful = sum(sums[0][goal] != sums[2][goal] for goal in sums[2])
    page = settled(open_page("view=overview"))
    said = plain(page.locator(".card").last.inner_text())
    assert said.startswith(f"{round(100 * sure['certain'] / sure.total())} %")
    assert f"z {sure.total()}; pravděpodobných {sure['probable']}" in said
    assert f"nejistých {sure['uncertain']}" in said and f"U {doubtful} cílů" in said


@pytest.mark.parametrize("reading", READINGS)
def test_bands_are_the_measures_of_the_reading(data, open_page, reading):
    page = settled(open_page(f"view=overview&reading={reading}"))
    bands = page.evaluate(BANDS)
    assert {(band["goal"], band["area"]): band["n"] for band in bands} == counted(data, reading)
    widest, thinnest = max(bands, key=lambda one: one["n"]), min(bands, key=lambda one: one["n"])
    assert widest["width"] > 3 * thinnest["width"] >= 4.5
    for band in bands:
        if band["width"] > 1.5:
            assert band["width"] / band["n"] == pytest.approx(widest["width"] / widest["n"])
    shown = page.locator(".flow-goal .count").all_inner_texts()
    goals = [item["id"] for item in data["items"] if item["kind"] == "Goal"]
    totals = Counter()
    for (goal, _), n in counted(data, reading).items():
        totals[goal] += n
    assert [int(re.match(r"\d+", text)[0]) for text in shown] == [totals[goal] for goal in goals]


def test_choosing_lights_the_bands_and_writes_their_numbers(data, open_page):
    numbers = counted(data, "default")
    page = settled(open_page("view=overview&id=goal/8"))
    lit = {band["area"] for band in page.evaluate(BANDS) if band["lit"]}
    assert lit == {area for goal, area in numbers if goal == "goal/8"}
    written = sorted(int(text) for text in page.locator(".band-n.lit").all_text_contents())
    assert written == sorted(n for (goal, _), n in numbers.items() if goal == "goal/8")
    page.locator('.flow-area[data-id="area/A"]').click()
    settled(page)
    lit = {band["goal"] for band in page.evaluate(BANDS) if band["lit"]}
    assert lit == {goal for goal, area in numbers if area == "area/A"}
    page.keyboard.press("Escape")
    settled(page)
    assert not any(band["lit"] or band["dim"] for band in page.evaluate(BANDS))


def test_a_measure_lights_the_bands_it_is_part_of(data, open_page):
    page = settled(open_page("view=overview&id=measure/A1.4"))
    goals = {
        link["target"]
        for link in data["links"]
        if link["source"] == "measure/A1.4"
        and link["relation"] == "contributes-to"
        and LEVEL[link["certainty"]] < 2
    }
    lit = {(band["goal"], band["area"]) for band in page.evaluate(BANDS) if band["lit"]}
    assert lit == {(goal, "area/A") for goal in goals}


def test_names_of_goals_are_whole(data, open_page):
    names = {
        item["id"]: item.get("short", [item["cs"]])[0]
        for item in data["items"]
        if item["kind"] == "Goal"
    }
    for size in ((1366, 768), (390, 844)):
        page = settled(open_page("view=overview", size=size))
        for goal, name in names.items():
            box = page.locator(f'.flow-goal[data-id="{goal}"]')
            assert plain(box.locator(".flow-name").inner_text()) == plain(name)
            assert box.evaluate("box => box.scrollHeight <= box.clientHeight + 1"), goal


def test_the_whole_answer_stands_on_one_small_screen(open_page):
    for lang in ("cs", "en"):
        page = settled(open_page(f"view=overview&lang={lang}"))
        for box in page.locator(".card, .flow-area, .flow-goal").all():
            place = box.bounding_box()
            assert place["y"] + place["height"] <= 768, lang


def test_on_paper_the_bands_meet_their_boxes(open_page):
    ends = """() => { const box = document.querySelector('.flow');
        const at = one => one.getBoundingClientRect(), origin = at(box);
        return [box.offsetWidth, [...box.querySelectorAll('.band')].map(band => {
          const goal = at(box.querySelector(`.flow-goal[data-goal="${band.dataset.goal}"]`));
          const [x, y] = band.getAttribute('d').split(' ').slice(-2).map(Number);
          return Math.abs(x - goal.left + origin.left) < 1.5 && y > goal.top - origin.top
            && y < goal.bottom - origin.top; })]; }"""
    page = settled(open_page("view=overview", size=(1920, 1080)))
    wide, met = page.evaluate(ends)
    assert wide > 1400 and met and all(met)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    paper, met = page.evaluate(ends)
    assert paper == 700 and met and all(met)
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate(ends)[0] == wide


def test_a_phone_shows_a_list_with_the_kinds_of_gaps(explorer, open_page):
    page = settled(open_page("view=overview", size=(390, 844)))
    assert not page.locator(".bands").is_visible()
    assert page.locator(".flow-goal").first.bounding_box()["width"] > 340
    numbers, _ = holding(explorer, "default")
    shown = page.locator(".kinds b").all_inner_texts()
    assert [int(re.sub(r"\D", "", n)) for n in shown] == [n for n in numbers.values() if n]


def test_of_many_goals_and_areas_the_weakest_and_the_busiest_are_shown(
    answers, open_page, tmp_path
):
    columns, rows = answers["items"]
    at, kind = columns.index("id"), columns.index("kind")
    code = columns.index("code")

    def copied(row, number):
        new = list(row)
        new[at], new[code] = f"{row[at]}-{number}", f"{number}.{row[code]}"
        return tuple(new)

    more = [
        copied(row, number)
        for number in range(2, 5)
        for row in rows
        if row[kind] in {"Goal", "Area"}
    ]
    path = write_explorer({**answers, "items": (columns, [*rows, *more])}, tmp_path)
    page = settled(open_page("view=overview", path=path))
    assert page.locator(".flow-goal").count() == 30
    said = plain(page.locator(".flow-head").inner_text())
    assert "Z 52 cílů je tu 30 s nejmenší podporou" in said
    assert page.locator("button.flow-area").count() == 11
    assert "9 dalších okruhů" in plain(page.locator("div.flow-area").inner_text())
    counts = page.locator(".flow-goal .count").all_inner_texts()
    assert [int(re.match(r"\d+", text)[0]) for text in counts] == [0] * 30
    assert page.evaluate(BANDS) == []
