"""The matrix: its numbers are those of the tables, it expands to measures, keys move in it."""

import csv

import pytest
from looks import faults, settled
from tables import COUNTED, READINGS, table

ROWS = """() => [...document.querySelectorAll('.matrix tbody tr:not(.group-row)')].map(row => [
  row.querySelector('th button').dataset.id,
  [...row.querySelectorAll('td')].map(cell => cell.innerText.replace('?', '').trim())])"""
FOCUS = "document.activeElement.dataset.cell || document.activeElement.dataset.id || ''"


def supports(reading):
    """Return measure and goal of every alignment that counts, with the measure's sub-area."""
    sub = {row["code"]: row["sub_area"] for row in table("measures")}
    return [
        (row["measure"], sub[row["measure"]], row["target"])
        for row in table("alignments")
        if row["kind"] == "goal" and row["certainty"] in COUNTED[reading]
    ]


@pytest.mark.parametrize("reading", READINGS)
def test_every_number_is_that_of_the_tables(open_page, reading):
    page = settled(open_page(f"view=matrix&reading={reading}"))
    subs = [row["code"] for row in table("sub_areas")]
    found = supports(reading)
    rows = page.evaluate(ROWS)
    assert [item for item, _ in rows] == [f"goal/{row['number']}" for row in table("goals")]
    for item, cells in rows:
        goal = item.split("/")[1]
        wanted = [sum(one[1:] == (sub, goal) for one in found) for sub in subs]
        shown = [int(cell) if cell[0].isdigit() else 0 for cell in cells[: len(subs)]]
        assert shown == wanted, goal
        assert int(cells[len(subs)]) == sum(wanted), goal
    sums = page.locator(".matrix tfoot td").all_inner_texts()
    assert [int(text) for text in sums[:-1]] == [
        *(sum(one[1] == sub for one in found) for sub in subs),
        len(found),
    ]


def test_goals_stand_under_their_priorities(open_page):
    page = settled(open_page("view=matrix"))
    titles = {row["id"]: row["title_cs"] for row in table("priorities")}
    wanted = []
    for row in table("goals"):
        if not wanted or wanted[-1][0] != titles[row["priority"]]:
            wanted.append([titles[row["priority"]]])
        wanted[-1].append(row["number"])
    shown = page.evaluate("""() => [...document.querySelectorAll('.matrix tbody')].map(body => [
      body.querySelector('th[scope=rowgroup] button').lastChild.data.replaceAll('\u00a0', ' '),
      ...[...body.querySelectorAll('.goal-code')].map(code => code.textContent)])""")
    assert shown == wanted


def test_a_sub_area_expands_to_its_measures_and_back(open_page):
    page = settled(open_page("view=matrix"))
    measures = [row["code"] for row in table("measures") if row["sub_area"] == "A2"]
    button = page.locator('[data-open="sub-area/A2"]')
    assert button.inner_text().startswith(str(len(measures)))
    button.click()
    settled(page)
    assert "open=sub-area/A2" in page.url
    assert page.evaluate("document.activeElement.id") == "matrix-back"
    heads = page.locator(".matrix thead .col button").evaluate_all(
        "all => all.map(one => one.dataset.id)"
    )
    assert heads == [f"measure/{code}" for code in measures]
    wanted = {
        f"goal/{row['target']} measure/{row['measure']}"
        for row in table("alignments")
        if row["kind"] == "goal" and row["measure"] in measures
    }
    cells = page.locator(".matrix [data-cell]").evaluate_all(
        "all => all.map(one => one.dataset.cell)"
    )
    assert set(cells) == wanted and len(cells) == len(wanted)
    page.keyboard.press("Enter")
    settled(page)
    assert "open=" not in page.url
    assert page.evaluate("document.activeElement.dataset.open") == "sub-area/A2"


def test_all_measures_stand_under_their_sub_areas_with_their_certainty(open_page):
    page = settled(open_page("view=matrix&open=all"))
    assert page.locator(".matrix thead .col").count() == len(table("measures"))
    spans = page.locator("th[scope=colgroup]").evaluate_all(
        "all => all.map(one => [one.querySelector('b').textContent, one.colSpan])"
    )
    wanted = {}
    for row in table("measures"):
        wanted[row["sub_area"]] = wanted.get(row["sub_area"], 0) + 1
    assert dict(spans) == wanted
    sure = {
        f"goal/{row['target']} measure/{row['measure']}": row["certainty"]
        for row in table("alignments")
        if row["kind"] == "goal"
    }
    words = {"certain": "jisté", "probable": "pravděpodobné", "uncertain": "nejisté"}
    marks = page.locator(".matrix [data-cell]").evaluate_all("""all => all.map(one => [
      one.dataset.cell, one.querySelector('span').className, one.getAttribute('aria-label')])""")
    assert {cell for cell, _, _ in marks} == set(sure)
    for cell, look, said in marks:
        assert f"m-{sure[cell]}" in look.split(), cell
        assert words[sure[cell]] in said, cell
        assert ("nepočítá" in said) == (sure[cell] == "uncertain"), cell


def test_arrow_keys_go_from_cell_to_cell_and_tab_leaves_the_table(open_page):
    page = settled(open_page("view=matrix"))
    assert page.locator('.matrix button[tabindex="0"]').count() == 1
    page.locator('[data-cell="goal/5 sub-area/A1"]').focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate(FOCUS) == "goal/5 sub-area/A2"
    page.keyboard.press("ArrowDown")
    assert page.evaluate(FOCUS) == "goal/6 sub-area/A2"
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert page.evaluate(FOCUS) == "goal/4 sub-area/A2"
    page.keyboard.press("ArrowUp")
    assert page.evaluate(FOCUS) == "goal/1 sub-area/A2"  # over the name of a priority
    page.keyboard.press("Home")
    assert page.evaluate(FOCUS) == "goal/1"
    page.keyboard.press("ArrowUp")
    assert page.evaluate(FOCUS).startswith("priority/")
    assert page.locator('.matrix button[tabindex="0"]').count() == 1
    page.keyboard.press("Tab")
    assert not page.evaluate("!!document.activeElement.closest('.matrix')")


def test_the_focus_never_lies_under_the_names_that_stay(open_page):
    page = settled(open_page("view=matrix&open=all"))
    page.locator('.matrix [data-cell^="goal/12 "]').last.focus()
    for key in ["ArrowLeft"] * 8 + ["ArrowUp"] * 8 + ["ArrowRight"] * 4:
        page.keyboard.press(key)
        page.wait_for_timeout(20)
        assert page.evaluate("""() => { const box = document.activeElement;
          const r = box.getBoundingClientRect();
          const top = document.elementFromPoint(r.left + r.width / 2, r.top + r.height / 2);
          return top !== null && (top === box || box.contains(top)); }"""), key


def test_a_mark_and_a_number_open_what_stands_behind_them(open_page):
    page = settled(open_page("view=matrix&open=sub-area/A2"))
    row = next(row for row in table("alignments") if row["measure"] == "A2.4")
    page.locator('[data-cell="goal/5 measure/A2.4"]').click()
    settled(page)
    panel = page.locator("#panel")
    assert "A2.4 → cíl 5" in panel.inner_text()
    assert row["reading"] in panel.inner_text() and row["first_line"] in panel.inner_text()
    page.evaluate("location.hash = 'view=matrix&cell=goal/13%20sub-area/C1'")
    settled(page)
    assert "nezapočteno 3" in panel.inner_text()
    assert panel.locator('[data-id^="measure/C1."]').count() == 3


def test_a_pair_that_means_nothing_says_so(open_page):
    page = settled(open_page("view=matrix&cell=goal/1%20goal/2"))
    assert "není co ukázat" in page.locator("#panel").inner_text()
    assert page.faults == []


def test_the_saved_table_is_what_is_shown(open_page):
    page = settled(open_page("view=matrix&open=sub-area/A2"))
    with page.expect_download() as saved:
        page.locator("#save").click()
        page.locator("[data-save=csv]").click()
    assert saved.value.suggested_filename == "matice-cile-opatreni-a2.csv"
    text = saved.value.path().read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(text.splitlines(), delimiter=";"))
    assert [row["Cíl"] for row in rows] == [row["number"] for row in table("goals")]
    certain = {(measure, goal) for measure, sub, goal in supports("strict") if sub == "A2"}
    default = {(measure, goal) for measure, sub, goal in supports("default") if sub == "A2"}
    for row in rows:
        marks = {name.split("\u00a0")[0]: cell for name, cell in row.items() if "A2." in name}
        goal = row["Cíl"]
        assert {code for code, cell in marks.items() if cell == "jisté"} == {
            measure for measure, other in certain if other == goal
        }
        assert row["A2"] == str(sum(other == goal for _, other in default))
        assert row["Celkem"] == str(sum(one[2] == goal for one in supports("default")))


@pytest.mark.parametrize(
    ("where", "size", "theme"),
    [
        ("view=matrix", (1366, 768), "light"),
        ("view=matrix&open=sub-area/A1&lang=en", (1366, 768), "dark"),
        ("view=matrix&open=all", (390, 844), "light"),
        ("view=matrix&lang=en", (320, 800), "dark"),
    ],
)
def test_the_matrix_is_open_to_all(open_page, axe, where, size, theme):
    page = settled(open_page(where, size=size, theme=theme, bypass_csp=True))
    page.evaluate(axe)
    assert faults(page) == []
