"""The Gaps view and the gaps in the panel: numbers recounted from the answers, every row told."""

import re
import unicodedata

import pytest
from looks import AXE_RUN, CUT, SMALLEST, WIDE, settled

from graph_tools.commands.gaps import built_single_points
from graph_tools.queries import load_store
from graph_tools.queries.gaps import read_focus, read_gaps, read_kinds
from graph_tools.render.explorer import write_explorer
from graph_tools.render.explorer.content import page_data

READINGS = ["strict", "default", "lenient"]
SUPPORT = {"uncovered", "doubtful", "thin", "unfulfilled", "single-lead", "expiring"}
OURS = {"overdue", "recurring-barrier", "unfulfilled"}


@pytest.fixture(scope="module")
def gaps(answers):
    columns, rows = answers["gaps"]
    return [dict(zip(columns, row, strict=True)) for row in rows]


@pytest.fixture(scope="module")
def kinds(answers):
    return [row[0] for row in answers["gap-kinds"][1]]


def held(gaps, kind, reading="default"):
    return [gap for gap in gaps if gap["kind"] == kind and gap[reading] == "yes"]


def digits(text):
    return int("".join(re.findall(r"\d", text)) or 0)


def rows_of(page):
    return page.locator(".gap-row").count()


def said(page):
    return " ".join(page.locator(".gap-kind [role=status]").inner_text().split())


@pytest.mark.parametrize("lang", ["cs", "en"])
def test_all_kinds_stand_with_their_numbers_in_all_readings_the_gravest_first(
    gaps, kinds, open_page, lang
):
    page = settled(open_page(f"view=gaps&lang={lang}"))
    lines = page.locator(".gap-table tbody tr")
    found = lines.evaluate_all(
        "rows => rows.map(row => [row.querySelector('button').dataset.kind,"
        " ...[...row.querySelectorAll('.n')].map(cell => cell.textContent)])"
    )
    assert [line[0] for line in found] == kinds
    for kind, *numbers in found:
        assert [digits(number) for number in numbers] == [
            len(held(gaps, kind, reading)) for reading in READINGS
        ]
        assert all(re.sub(r"\s", "", n).replace(",", "").isdigit() for n in numbers)
    assert page.locator(".gap-table .what").all_inner_texts().count("") == 0


def test_gaps_are_narrowed_as_the_command_narrows_them(built, open_page):
    store = load_store(built.nquads)
    listed = read_kinds(store, built.queries)
    all_ = read_gaps(store, listed, {}, lambda: built_single_points(built))
    narrowed = {
        "goal/9": {"goal": "9"},
        "goal/13": {"goal": "13"},
        "area/A": {"area": "A"},
        "sub-area/A2": {"area": "A2"},
        "actor/osv": {"actor": "OSV"},
        "actor/orrep": {"actor": "ORREP"},
    }
    page = open_page("view=gaps")
    for item, chosen in narrowed.items():
        focus = read_focus(
            store, built.queries, **{"goal": None, "area": None, "actor": None, **chosen}
        )[0]
        kept = [gap for gap in all_ if focus.keeps(gap)]
        page.evaluate("hash => { location.hash = hash }", f"view=gaps&about={item}")
        settled(page)
        found = page.locator(".gap-table tbody tr").evaluate_all(
            "rows => rows.map(row => [row.querySelector('button').dataset.kind,"
            " ...[...row.querySelectorAll('.n')].map(cell => cell.textContent)])"
        )
        assert {kind: [digits(n) for n in numbers] for kind, *numbers in found} == {
            kind.name: [
                sum(gap.kind == kind and gap.cell(reading) == "yes" for gap in kept)
                for reading in READINGS
            ]
            for kind in listed
        }, item


def test_only_who_leads_for_a_goal_counts_in_its_pairs(answers, open_page, tmp_path):
    data = page_data(answers)
    codes = {item["id"]: item["code"] for item in data["items"]}
    links = {(one["source"], one["relation"], one["target"]) for one in data["links"]}
    measures = {source for source, relation, target in links
                if (relation, target) == ("contributes-to", "goal/9")}  # fmt: skip
    lead, helper = (
        {target for source, relation, target in links if source in measures and relation == role}
        for role in ("responsible", "collaborating")
    )
    pair = (codes[min(lead)], codes[min(helper - lead)])
    columns, rows = answers["gaps"]
    added = ("never-meet", *pair, "Nic.", "Nothing.", "yes", "yes", "yes", "", "", "")
    path = write_explorer({**answers, "gaps": (columns, [*rows, added])}, tmp_path)
    page = settled(open_page("view=gaps&kind=never-meet&about=goal/9", path=path))
    assert rows_of(page) == 0
    page = settled(open_page(f"view=gaps&kind=never-meet&about={min(lead)}", path=path))
    assert "Nic." in page.locator("#main").inner_text()


@pytest.mark.parametrize("reading", READINGS)
def test_the_kinds_beside_count_in_the_chosen_reading(gaps, kinds, open_page, reading):
    page = settled(open_page(f"view=gaps&reading={reading}"))
    found = page.locator(".kind-nav [data-kind]").evaluate_all(
        "all => all.map(one => [one.dataset.kind, one.querySelector('.n').textContent,"
        " one.textContent])"
    )
    assert sorted(kind for kind, _, _ in found) == sorted(kinds)
    for kind, number, text in found:
        assert digits(number) == len(held(gaps, kind, reading))
        assert ("náš odhad" in text.replace("\u00a0", " ")) == (kind in OURS)
    heads = [text.replace("\u00a0", " ") for text in page.locator(".kind-nav h2").all_inner_texts()]
    assert heads == ["Podpora cílů", "Koordinace", "Čas", "Odkazy a text"]


def test_every_gap_of_a_kind_is_told_with_items_readings_and_source(gaps, kinds, open_page):
    page = open_page("view=gaps")
    for kind in kinds:
        wanted = held(gaps, kind, "lenient")[:50]
        page.evaluate("hash => { location.hash = hash }", f"view=gaps&reading=lenient&kind={kind}")
        settled(page)
        rows = page.locator(".gap-row").evaluate_all(
            """rows => rows.map(row => ({ say: row.querySelector('.gap-say').textContent,
              ends: row.querySelectorAll('.gap-end, .gap-words').length,
              holds: [...row.querySelectorAll('.holds li')].map(one => one.textContent),
              source: row.querySelector('.source').textContent }))"""
        )
        assert len(rows) == len(wanted)
        for row, gap in zip(rows, wanted, strict=True):
            assert row["say"].replace("\u00a0", " ") == gap["reason_cs"].replace("\u00a0", " ")
            assert row["ends"] == 1 + bool(gap["partner"])
            words = ["ano" if gap[reading] == "yes" else "ne" for reading in READINGS]
            assert [one.rpartition(": ")[2] for one in row["holds"]] == words
            first, last = gap["first_line"], gap["last_line"]
            lines = first if first == last else f"{first}–{last}"
            assert row["source"].replace("\u00a0", " ").endswith(f" {lines}"), (row, gap)


def test_gaps_of_other_readings_are_counted_in_words(gaps, open_page):
    strict, all_ = held(gaps, "declared-only", "default"), held(gaps, "declared-only", "strict")
    rest = len([gap for gap in all_ if gap not in strict])
    assert rest > 4
    page = settled(open_page("view=gaps&kind=declared-only"))
    assert rows_of(page) == len(strict)
    assert (
        f"{rest} dalších mezer platí jen při jiných čteních" in page.locator("#main").inner_text()
    )
    page.locator('input[value="strict"]').check()
    settled(page)
    assert rows_of(page) == len(all_)


@pytest.mark.parametrize("reading", READINGS)
def test_pairs_of_an_office_and_its_own_unit_are_counted_apart(gaps, open_page, reading):
    apart = held(gaps, "never-meet", reading)
    own = [gap for gap in apart if "spadá pod" in gap["reason_cs"]]
    assert 0 < len(own) < len(apart)
    words = f"z toho {len(own)} dvojic: úřad a jeho vlastní útvar"
    for where, place in (("view=gaps", ".gap-table .own-part"),
                         ("view=gaps&kind=never-meet", ".gap-count .own-part"),
                         ("view=overview", ".kind-count .own-part")):  # fmt: skip
        page = settled(open_page(f"{where}&reading={reading}"))
        texts = [" ".join(text.split()) for text in page.locator(place).all_inner_texts()]
        assert len(texts) == 1 and texts[0].startswith(words), where


def test_a_kind_without_a_gap_says_so(gaps, open_page):
    assert not [gap for gap in gaps if gap["kind"] == "doubtful"]
    page = settled(open_page("view=gaps&kind=doubtful"))
    assert rows_of(page) == 0 and said(page).startswith("Žádná mezera tohoto druhu.")
    assert held(gaps, "uncovered", "strict") and not held(gaps, "uncovered")
    page = settled(open_page("view=gaps&kind=uncovered"))
    assert said(page) == "Při zvolených čteních žádná mezera tohoto druhu neplatí."


def plain(text):
    """Text as it is searched: without accents, case and hard spaces."""
    bare = unicodedata.normalize("NFD", text.replace("\u00a0", " "))
    return "".join(sign for sign in bare if not unicodedata.combining(sign)).lower()


def test_a_long_kind_opens_by_fifties_and_is_searched(answers, gaps, open_page):
    all_ = held(gaps, "no-shared-actor")
    page = settled(open_page("view=gaps&kind=no-shared-actor"))
    assert rows_of(page) == 50 and digits(said(page).partition(" z ")[2]) == len(all_)
    page.locator("#gaps-more").click()
    assert rows_of(page) == 100
    focused = (
        "[...document.querySelectorAll('.gap-row')].indexOf(document.activeElement.closest('li'))"
    )
    assert page.evaluate(focused) == 50
    titles = {
        one["code"]: one["cs"] for one in page_data(answers)["items"] if one["kind"] == "Measure"
    }
    hays = [
        plain(" ".join([gap["item"], titles[gap["item"]], gap["partner"], titles[gap["partner"]],
                        gap["reason_cs"]]))
        for gap in all_
    ]  # fmt: skip
    wanted = sum("komise" in hay and "d1.1" in hay for hay in hays)
    assert 0 < wanted <= 50
    page.locator("#gaps-text").fill("KOMISE d1.1")
    assert rows_of(page) == wanted
    page.locator("#gaps-text").fill("nic takového")
    assert rows_of(page) == 0 and said(page) == "Filtrům nevyhovuje žádná mezera."
    page.get_by_role("button", name="Zrušit filtry").click()
    assert rows_of(page) == 50


@pytest.mark.parametrize("reading", READINGS)
def test_gaps_are_narrowed_to_a_goal_an_area_or_an_actor(answers, gaps, open_page, reading):
    data = page_data(answers)
    links = data["links"]  # what an item has to do with in any reading, as on the command line

    def measures(relation, target):
        return {one["source"].partition("/")[2] for one in links
                if one["relation"] in relation and one["target"] == target}  # fmt: skip

    pairs = [(gap["item"], gap["partner"]) for gap in held(gaps, "no-shared-actor", reading)]
    of_goal = measures({"contributes-to"}, "goal/7")
    of_area = {
        one["source"].partition("/")[2]
        for one in links
        if one["relation"] == "in-sub-area" and one["target"].startswith("sub-area/B")
    }
    of_actor = measures({"responsible", "collaborating"}, "actor/asz")
    assert of_goal and of_area and of_actor
    wanted = {
        "goal/7": sum({*pair} <= of_goal for pair in pairs),
        "area/B": sum(bool({*pair} & of_area) for pair in pairs),
        "actor/asz": sum(bool({*pair} & of_actor) for pair in pairs),
    }
    page = open_page("view=gaps")
    for item, number in wanted.items():
        where = f"view=gaps&kind=no-shared-actor&reading={reading}&about={item}"
        page.evaluate("hash => { location.hash = hash }", where)
        settled(page)
        assert digits(said(page).rpartition(" z ")[2]) == number > 0, item
        assert page.locator("#gaps-about").input_value() == item
    page.locator("#gaps-about").select_option("goal/7")
    settled(page)
    assert "about=goal/7" in page.url
    assert digits(said(page).rpartition(" z ")[2]) == wanted["goal/7"]


def test_a_gap_that_names_the_item_narrows_before_what_only_concerns_it(gaps, open_page):
    named = [gap for gap in held(gaps, "never-meet") if "OSV" in (gap["item"], gap["partner"])]
    page = settled(open_page("view=gaps&kind=never-meet&about=actor/osv"))
    assert rows_of(page) == len(named) > 0
    page = settled(open_page("view=gaps&kind=recurring-barrier&about=goal/9"))
    assert 0 < rows_of(page) < len(held(gaps, "recurring-barrier"))


def test_the_panel_of_any_item_tells_its_gaps(gaps, open_page):
    page = settled(open_page("view=list&id=measure/A1.1"))
    box = page.locator("#panel .item-gaps")
    own = [
        gap for gap in gaps if "A1.1" in (gap["item"], gap["partner"]) and gap["default"] == "yes"
    ]
    assert digits(box.locator("h3").inner_text()) == len(own)
    names = [digits(text) for text in box.locator("summary").all_inner_texts()]
    assert sum(names) == len(own)
    pairs = [gap for gap in own if gap["kind"] == "no-shared-actor"]
    assert len(pairs) > 5
    long = box.locator("details", has_text="bez společného aktéra")
    long.locator("summary").click()
    assert long.locator("li").count() == 5
    assert (
        long.locator("li button").first.get_attribute("data-id") == f"measure/{pairs[0]['partner']}"
    )
    button = long.locator("> button")
    assert digits(button.inner_text()) == len(pairs)
    button.click()
    settled(page)
    assert "view=gaps" in page.url and "about=measure/A1.1" in page.url
    assert digits(said(page).rpartition(" z ")[2]) == len(pairs)


def test_a_goal_says_the_gaps_of_its_support_once(gaps, open_page):
    page = settled(open_page("view=list&id=goal/9"))
    kinds = {gap["kind"] for gap in gaps if gap["item"] == "9" and gap["kind"] in SUPPORT
             and gap["default"] == "yes"}  # fmt: skip
    assert page.locator("#panel .gap-line").count() == len(kinds) > 0
    said_below = " ".join(page.locator("#panel .item-gaps").all_inner_texts())
    assert "slabé pokrytí" not in said_below
    page = settled(open_page("view=list&id=resolution/none"))
    assert page.locator("#panel .item-gaps").count() == 0


@pytest.mark.parametrize("view", ["overview", "matrix"])
def test_the_first_screen_tells_where_gaps_are_and_leads_to_the_rest(gaps, kinds, open_page, view):
    page = settled(open_page(f"view={view}"))
    for box in page.locator(".gap-items > li").all():
        place = box.bounding_box()
        assert place["y"] + place["height"] <= 768
    other = page.locator(".kind-count")
    wanted = [len(held(gaps, kind)) for kind in kinds if kind not in SUPPORT and held(gaps, kind)]
    assert [digits(text) for text in other.locator("b").all_inner_texts()] == wanted
    total = sum(len(held(gaps, kind)) for kind in kinds)
    assert digits(page.locator(".gaps > p .link").last.inner_text()) == total
    other.first.click()
    settled(page)
    assert "view=gaps" in page.url and page.locator("#gap-kind-title").count() == 1
    page.go_back()
    page.locator(".gaps > p .link").last.click()
    settled(page)
    assert page.locator(".gap-table").count() == 1


def test_the_keyboard_follows_a_kind_and_escape_closes_an_item(open_page):
    page = settled(open_page("view=gaps"))
    page.locator('.gap-table [data-kind="thin"]').focus()
    page.keyboard.press("Enter")
    settled(page)
    assert page.evaluate("document.activeElement.id") == "gap-kind-title"
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.dataset.id") == "goal/9"
    page.keyboard.press("Enter")
    settled(page)
    assert page.locator("#panel h2").inner_text() and "id=goal/9" in page.url
    page.keyboard.press("Escape")
    settled(page)
    assert "id=" not in page.url and rows_of(page) > 0


def test_what_is_no_kind_and_no_item_is_dropped_from_the_address(open_page):
    page = settled(open_page("view=gaps&kind=<img onerror=alert(1)>&about=goal/none"))
    assert page.locator(".gap-table").count() == 1
    assert page.locator("#gaps-about").input_value() == "" and page.faults == [] == page.dialogs


@pytest.mark.parametrize(
    ("lang", "theme", "size"), [("cs", "dark", (1366, 768)), ("en", "light", (390, 844))]
)
def test_the_view_is_accessible_readable_and_uncut(open_page, axe, lang, theme, size):
    page = open_page(f"view=gaps&lang={lang}", size=size, theme=theme, bypass_csp=True)
    page.evaluate(axe)
    for where in ("", "&kind=unresolved-code", "&kind=never-meet&id=actor/osv"):
        page.evaluate("hash => { location.hash = hash }", f"view=gaps&lang={lang}{where}")
        settled(page)
        # Rows are all alike: the first few stand for the rest.
        run = AXE_RUN.replace('["html"]', '["#main"], ["#panel"]').replace(
            "exclude: [", 'exclude: [[".gap-row:nth-child(n+6)"], [".group li:nth-child(n+4)"], '
        )
        found = page.evaluate(run)
        assert found == [], (where, found)
        assert page.evaluate(CUT) == [] and page.evaluate(SMALLEST)[0] >= 11
        assert page.evaluate(WIDE), where
    assert page.faults == []
