"""Deadlines: every number and place recounted from the tables people edit."""

import csv
from pathlib import Path

import pytest
from looks import faults, settled
from many import multiplied

from graph_tools.commands.explorer_answers import explorer_answers
from graph_tools.queries import load_store
from graph_tools.render.explorer import write_explorer

DATA = Path(__file__).resolve().parents[3] / "data" / "liberec-social-inclusion"
PLAN_END = "2025-12"
CODES = "all => all.map(box => box.dataset.id.split('/')[1])"


def table(name):
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def order(code):
    area, _, number = code.partition(".")
    return area, int(number)


def ends():
    """The last month of each deadline that has an end."""
    found = {}
    for row in table("deadlines"):
        if row["end_month"] or row["end_year"]:
            found[row["measure"]] = row["end_month"] or row["end_year"] + "-12"
    return found


def late():
    """Measures that ended by the end of the plan and are not assessed fulfilled."""
    done = {row["measure"] for row in table("assessments") if row["status"] == "fulfilled"}
    return {code for code, end in ends().items() if end <= PLAN_END and code not in done}


def column(row):
    """The heading under which a measure belongs, in Czech."""
    end = ends().get(row["measure"])
    if not end:
        return "průběžně" if row["recurrence"] else "bez termínu"
    return f"{1 if end[5:] <= '06' else 2}. pol. {end[:4]}"


def grid(page):
    """Codes by heading of the column and code of the sub-area, as shown."""
    return page.evaluate(
        """() => { const table = document.querySelector('.due-grid'), found = {};
          const heads = [...table.tHead.rows[1].cells].map(c => c.innerText.replace(/\\s/g, ' '));
          for (const row of table.tBodies[0].rows) [...row.cells].slice(1).forEach((cell, at) => {
            for (const tile of cell.querySelectorAll('[data-id]'))
              found[tile.dataset.id.split('/')[1]] =
                [heads[at], row.cells[0].querySelector('b').textContent]; });
          return found; }"""
    )


def test_every_measure_stands_in_the_half_year_in_which_it_ends(open_page):
    page = settled(open_page("view=deadlines"))
    subs = {row["code"]: row["sub_area"] for row in table("measures")}
    wanted = {row["measure"]: [column(row), subs[row["measure"]]] for row in table("deadlines")}
    without = {code: ["bez termínu", sub] for code, sub in subs.items() if code not in wanted}
    assert grid(page) == {**wanted, **without}
    sums = page.locator(".due-grid tfoot td").all_inner_texts()
    heads = page.locator(".due-grid thead tr:nth-child(2) th").all_inner_texts()
    columns = [place for place, _ in [*wanted.values(), *without.values()]]
    said = [" ".join(head.split()) for head in heads]
    assert [int(number) for number in sums] == [columns.count(head) for head in said]
    assert "1. pol. 2025" in said and sums[said.index("1. pol. 2025")] == "0"


@pytest.mark.parametrize(
    ("end", "half"), [("2025-06", "1. pol. 2025"), ("2025-07", "2. pol. 2025"),
                      ("2025-06-30", "1. pol. 2025"), ("2025-07-01", "2. pol. 2025")]
)  # fmt: skip
def test_the_second_half_of_a_year_begins_in_july(answers, open_page, tmp_path, end, half):
    columns, rows = answers["facts"]
    moved = [
        (*row[:3], end, *row[4:]) if row[:2] == ("measure/A1.18", "end") else row for row in rows
    ]
    assert moved != rows and columns[3] == "value"
    page = settled(
        open_page(
            "view=deadlines",
            path=write_explorer({**answers, "facts": (columns, moved)}, tmp_path),
        )
    )
    assert grid(page)["A1.18"][0] == half


def test_what_ends_first_stands_in_order(open_page):
    page = settled(open_page("view=deadlines"))
    wanted = sorted(ends(), key=lambda code: (ends()[code], order(code)))
    shown = page.locator(".soonest .row-link")
    assert shown.evaluate_all(CODES) == wanted[:10]
    assert (
        page.locator("#deadlines-more").inner_text() == f"Zobrazit dalších 10 z\u00a0{len(wanted)}"
    )
    first = ends()[wanted[0]]
    assert page.locator(".soonest .when").first.inner_text() == f"{int(first[5:])}/{first[:4]}"
    for _ in range(len(wanted) // 10):
        page.locator("#deadlines-more").click()
    assert shown.evaluate_all(CODES) == wanted
    assert page.locator("#deadlines-more").count() == 0


def test_overdue_is_marked_by_sign_word_and_colour(open_page):
    page = settled(open_page("view=deadlines"))
    assert len(late()) > 0
    tiles = page.locator(".tile.late")
    assert set(tiles.evaluate_all(CODES)) == late()
    for tile in tiles.all():
        assert tile.locator(".signs").inner_text() == "!"
        assert "; po termínu; " in tile.text_content()
        assert "(náš\u00a0odhad)" in tile.text_content()
    assert page.locator(".tile:not(.late) .signs").filter(has_text="!").count() == 0
    said = " ".join(page.locator(".soonest > .meta").inner_text().split())
    verb = "jsou" if 2 <= len(late()) <= 4 else "je"
    assert f"Ke konci plánu 31. 12. 2025 {verb} po termínu {len(late())} opatření." in said
    assert "není úřední" in said


def test_years_recurrences_and_damaged_wordings_are_marked(open_page):
    page = settled(open_page("view=deadlines"))
    marked = page.evaluate(
        """() => Object.fromEntries([...document.querySelectorAll('.tile')].map(tile =>
          [tile.dataset.id.split('/')[1], tile.querySelector('.signs').textContent]))"""
    )
    damaged = {row["about"].split("/")[1] for row in table("discrepancies")
               if row["about"].startswith("deadline/")}  # fmt: skip
    assert damaged and damaged == {code for code, signs in marked.items() if "?" in signs}
    by_code = {row["measure"]: row for row in table("deadlines")}
    for code, signs in marked.items():
        row = by_code[code]
        assert ("∗" in signs) == bool(row["end_year"]), code
        assert ("↻" in signs) == (row["recurrence"] != "" and code in ends()), code
        assert ("1×" in signs) == (row["recurrence"] == "yearly"), code
    key = page.locator(".due-key").inner_text()
    assert all(sign in key for sign in ("!", "∗", "↻", "1×", "?"))


def test_no_label_says_the_same_twice(open_page):
    page = settled(open_page("view=deadlines"))
    for said in page.locator(".tile .visually-hidden").all_text_contents():
        words = [word.removeprefix("Termín: ") for word in said.removeprefix(" – ").split("; ")]
        assert len(words) == len(set(words)), said


@pytest.mark.parametrize("lang", ["cs", "en"])
def test_half_years_are_broken_before_the_year_only(open_page, lang):
    page = settled(open_page(f"view=deadlines&lang={lang}"))
    for media in ("screen", "print"):
        page.emulate_media(media=media)
        for head in page.locator(".due-grid thead tr:nth-child(2) th").all_inner_texts():
            assert len(head.split("\n")) <= 2, head
        broken = page.locator(".due-grid thead tr:nth-child(2) th").evaluate_all(
            """all => all.filter(cell => { const text = cell.firstChild;
              const range = document.createRange();
              const at = text.data.search(/ ?\\d{4}$/); if (at < 1) return false;
              range.setStart(text, 0); range.setEnd(text, at);
              return new Set([...range.getClientRects()].map(r => Math.round(r.top))).size > 1;
            }).map(cell => cell.textContent)"""
        )
        assert broken == [], media


def test_deadlines_never_speak_of_today(open_page):
    shown = []
    for day in ("2020-01-01", "2031-06-30"):
        page = open_page("view=overview", own=True)
        page.clock.set_fixed_time(day)
        page.evaluate("location.hash = 'view=deadlines'")
        shown.append(settled(page).locator("#main").inner_text())
    assert shown[0] == shown[1]


def test_a_tile_opens_the_details(open_page):
    page = settled(open_page("view=deadlines"))
    page.locator('.tile[data-id="measure/B2.2"]').click()
    settled(page)
    assert page.locator('.tile[data-id="measure/B2.2"]').get_attribute("aria-pressed") == "true"
    assert "12/2025" in page.locator("#panel").inner_text()


@pytest.mark.parametrize("size", [(1366, 768), (390, 844), (320, 640)])
@pytest.mark.parametrize("lang", ["cs", "en"])
def test_nothing_is_small_cut_or_overlapping(open_page, lang, size):
    page = settled(open_page(f"view=deadlines&lang={lang}", size=size))
    assert faults(page, run=None) == []


def test_ten_strategies_show_numbers_and_open_area_by_area(open_page, built, tmp_path):
    nquads = multiplied(built.nquads, tmp_path / "graph.nq", 3)
    (tmp_path / "vocabulary.nt").write_bytes((built.build / "vocabulary.nt").read_bytes())
    many = write_explorer(explorer_answers(load_store(nquads), built.queries), tmp_path)
    page = settled(open_page("view=deadlines", path=many))
    assert page.locator(".tile").count() == 0
    assert "216" in page.locator(".notice").inner_text()
    rows = page.locator(".due-grid tbody tr")
    assert rows.count() == 3 * len(table("areas"))
    numbers = [int(text) for text in page.locator(".due-grid tbody td b").all_inner_texts()]
    assert sum(numbers) == 216
    page.locator('[data-open="area/B"]').click()
    settled(page)
    wanted = sorted(row["code"] for row in table("measures") if row["sub_area"][0] == "B")
    assert sorted(page.locator(".tile").evaluate_all(CODES)) == wanted
    page.get_by_role("button", name="Zpět na všechny okruhy").click()
    settled(page)
    assert rows.count() == 3 * len(table("areas"))
