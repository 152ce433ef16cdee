"""The list: everything in it, in steps, filtered and sorted as asked."""

import csv
from pathlib import Path

import pytest
from looks import CUT, SMALLEST, WIDE, settled

from graph_tools.render.explorer.content import page_data

DATA = Path(__file__).resolve().parents[3] / "data" / "liberec-social-inclusion"
IDS = "all => all.map(row => row.dataset.row)"


def table(name):
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def rows(page):
    return page.locator("tbody tr").evaluate_all(IDS)


def test_every_item_is_reached_in_steps_of_two_hundred(open_page, answers):
    items = page_data(answers)["items"]
    page = settled(open_page("view=list"))
    seen = 200
    assert len(items) > 400
    while seen < len(items):
        assert len(rows(page)) == seen
        button = page.locator("#list-more")
        assert button.inner_text().endswith(f"(z\u00a0{len(items)})")
        button.click()
        here = page.evaluate("document.activeElement.closest('tr').rowIndex")
        assert here == seen + 1, "the focus goes to the first new row"
        seen = min(seen + 200, len(items))
    assert page.locator("#list-more").count() == 0
    assert sorted(rows(page)) == sorted(item["id"] for item in items)


def test_words_filter_the_whole_list_not_the_rows_shown(open_page, answers):
    data = page_data(answers)
    town = next(item["id"] for item in data["items"] if item["cs"] == "Kamenický Šenov")
    about = next(link["source"] for link in data["links"]
                 if (link["relation"], link["target"]) == ("concerns", town))  # fmt: skip
    words = next(item["cs"] for item in data["items"] if item["id"] == about)
    page = settled(open_page("view=list"))
    assert about not in rows(page)
    page.locator("#list-filter").fill(words.upper())
    found = rows(page)
    assert about in found and len(found) < 20
    assert f"Vyhovuje {len(found)} z" in page.locator('#main [role="status"]').inner_text()
    assert "Týká se (1): Kamenický Šenov" in page.locator("#main").inner_text()


def test_kinds_filter_and_carry_the_colours_of_the_legend(open_page, answers):
    page = settled(open_page("view=list&types=goal"))
    kinds = {
        item["id"] for item in page_data(answers)["items"] if item["kind"] in {"Goal", "Priority"}
    }
    assert set(rows(page)) == kinds
    chips = page.locator(".chip")
    assert chips.count() == 8 == page.locator(".chip .dot").count()
    page.locator('.chip input[value="strategic"]').check()
    settled(page)
    assert len(rows(page)) == len(kinds) + len(table("strategic_measures"))
    assert page.evaluate("document.activeElement.value") == "strategic"


def test_areas_and_our_statuses_filter(open_page):
    page = settled(open_page("view=list&types=measure"))
    status = {row["measure"]: row["status"] for row in table("assessments")}
    page.locator("#list-area").select_option("area/B")
    wanted = {f"measure/{code}" for code in status if code.startswith("B")}
    assert set(rows(page)) == wanted
    page.locator("#list-status").select_option("notFulfilled")
    assert set(rows(page)) == {one for one in wanted if status[one[8:]] == "notFulfilled"}
    assert "náš odhad" in page.locator("label", has=page.locator("#list-status")).inner_text()
    page.get_by_role("button", name="Zrušit filtry").click()
    settled(page)
    assert len(rows(page)) == 200 and page.locator("#list-area").input_value() == ""


def test_sorting_says_itself_and_turns_round(open_page):
    page = settled(open_page("view=list&types=measure"))
    head = page.locator("th.h-code")
    page.locator('[data-sort="code"]').click()
    assert head.get_attribute("aria-sort") == "ascending"
    up = rows(page)
    assert up.index("measure/A1.2") < up.index("measure/A1.10") < up.index("measure/B1.1")
    page.locator('[data-sort="code"]').click()
    assert head.get_attribute("aria-sort") == "descending"
    assert rows(page) == up[::-1]
    assert page.locator('[aria-sort]:not([aria-sort="none"])').count() == 1


def test_deadlines_sort_by_their_last_day_and_what_has_none_stands_last(open_page):
    page = settled(open_page("view=list&types=measure"))
    page.locator('[data-sort="due"]').click()
    ends = {row["measure"]: row["end_month"] or (row["end_year"] and row["end_year"] + "-12")
            for row in table("deadlines")}  # fmt: skip
    shown = [ends[one.split("/")[1]] for one in rows(page)]
    dated = [end for end in shown if end]
    assert dated == sorted(dated) and shown == dated + [""] * (len(shown) - len(dated))


def test_the_heads_stay_in_sight(open_page):
    page = settled(open_page("view=list"))
    page.mouse.wheel(0, 4000)
    page.wait_for_timeout(200)
    assert page.evaluate("scrollY") > 2000
    assert abs(page.locator("thead th").first.bounding_box()["y"]) < 2


def test_a_phone_folds_the_filters_and_can_sort(open_page):
    page = settled(open_page("view=list", size=(390, 844)))
    assert page.locator(".row-link").first.bounding_box()["y"] < 600
    assert not page.locator(".chip").first.is_visible()
    page.locator(".filters summary").click()
    page.locator("#list-sort").select_option("label")
    labels = page.locator("tbody .row-link").all_inner_texts()
    ordered = page.evaluate(
        "all => [...all].sort(new Intl.Collator('cs', {numeric: true}).compare)", labels
    )
    assert labels == ordered


@pytest.mark.parametrize("size", [(1366, 768), (390, 844), (320, 640)])
def test_nothing_is_small_or_cut(open_page, size):
    page = settled(open_page("view=list", size=size))
    assert page.evaluate(WIDE) and page.evaluate(CUT) == []
    assert page.evaluate(SMALLEST)[0] >= 11
    assert page.faults == []


def test_show_in_the_list_leads_to_the_row_however_far_down(open_page):
    page = settled(open_page("view=overview&id=actor/osv"))
    page.get_by_role("button", name="Ukázat v\u00a0seznamu").click()
    settled(page)
    at = rows(page).index("actor/osv")
    assert at >= 200, "the row must be beyond the first step"
    box = page.locator("tr.chosen").bounding_box()
    assert 40 < box["y"] and box["y"] + box["height"] < 768
    page = settled(open_page("view=list&id=actor/osv"))
    assert 40 < page.locator("tr.chosen").bounding_box()["y"] < 768
    page = settled(open_page("view=list&types=goal&id=actor/osv"))
    assert page.locator(".list-hidden").inner_text().startswith("Vybraná položka (OSV)")


@pytest.mark.parametrize("reading", ["strict", "lenient"])
def test_the_list_says_what_it_searches_and_leads_to_what_is_linked(open_page, answers, reading):
    page = settled(open_page(f"view=list&reading={reading}"))
    page.locator("#list-filter").fill("OSV")
    assert "ne v\u00a0jejich vazbách" in page.locator("#main").inner_text()
    good = {"", "certain"} | ({"probable", "uncertain"} if reading == "lenient" else set())
    told = {"responsible", "collaborating", "unit-of", "part-of", "concerns"}
    links = [link for link in page_data(answers)["links"]
             if link.get("certainty", "") in good and link["relation"] in told]  # fmt: skip
    near = {link["source"] for link in links if link["target"] == "actor/osv"}
    near |= {link["target"] for link in links if link["source"] == "actor/osv"}
    assert page.locator("#list-near").inner_text().endswith(f"OSV ({len(near)})")
    page.locator("#list-near").click()
    settled(page)
    assert set(rows(page)) == near and len(near) > 30
    assert page.evaluate("document.activeElement.id") == "list-near"
    cells = page.locator("tbody .words").all_inner_texts()
    assert all("OSV" in cell for cell in cells), "each row says why it is here"
    page.locator("#list-near").click()
    settled(page)
    assert len(rows(page)) == 200


def test_few_kinds_are_counted_one_by_one(open_page, answers):
    page = settled(open_page("view=list&types=document"))
    kinds = [item["kind"] for item in page_data(answers)["items"]]
    said = page.locator('#main [role="status"]').first.inner_text().replace("\u00a0", " ")
    assert f"nesrovnalost v textu {kinds.count('Discrepancy')}" in said
    assert f"zdrojový dokument {kinds.count('SourceDocument')}" in said


def test_the_filter_takes_similar_words_and_says_so(open_page):
    page = settled(open_page("view=list"))
    page.locator("#list-filter").fill("dluhy")
    assert "goal/7" in rows(page)
    assert "podobnými slovy" in page.locator('#main [role="status"]').first.inner_text()
    page.locator("#list-filter").fill("OSV")
    assert "podobnými slovy" not in page.locator('#main [role="status"]').first.inner_text()
