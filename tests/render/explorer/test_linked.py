"""Linked strategies: numbers and codes are those of the tables, and what is in doubt says so."""

from itertools import combinations

import pytest
from looks import faults, settled
from tables import COUNTED, READINGS, table

GRID = """() => [...document.querySelectorAll('.linked tbody tr')].map(row => [
  row.querySelector('th button').dataset.id,
  row.querySelector('.validity').innerText,
  [...row.querySelectorAll('td:not(.validity)')].map(cell => parseInt(cell.innerText) || 0)])"""


def references(reading="lenient"):
    """Return the references that count: sub-area, strategy, code, section."""
    return {
        (row["sub_area"], row["strategy"], row["code"], row["section_cs"])
        for row in table("external_references")
        if row["certainty"] in COUNTED[reading]
    }


def actors(reading):
    """Return the actors who work in each sub-area, without unspecified groups."""
    sub = {row["code"]: row["sub_area"] for row in table("measures")}
    groups = {row["id"] for row in table("actors") if row["kind"] == "ActorGroup"}
    found = {}
    for row in table("involvements"):
        if row["certainty"] in COUNTED[reading] and row["actor"] not in groups:
            found.setdefault(sub[row["measure"]], set()).add(row["actor"])
    return found


@pytest.mark.parametrize("reading", READINGS)
def test_every_number_of_codes_is_that_of_the_tables(open_page, reading):
    page = settled(open_page(f"view=linked&reading={reading}"))
    subs = [row["code"] for row in table("sub_areas")]
    found = references(reading)
    rows = page.evaluate(GRID)
    assert {item.split("/")[1] for item, _, _ in rows} == {one[1] for one in references()}
    for item, _, shown in rows:
        own = [one for one in found if one[1] == item.split("/")[1]]
        assert shown[:-1] == [sum(one[0] == sub for one in own) for sub in subs], item
        assert shown[-1] == len({one[2:] for one in own}), item


def test_validity_is_said_and_what_ended_before_the_plan_is_marked(open_page):
    page = settled(open_page("view=linked"))
    years = {row["strategy"]: row for row in table("validities")}
    plan = next(row["id"] for row in table("strategies") if row["kind"] == "ActionPlan")
    for item, said, _ in page.evaluate(GRID):
        own = years.get(item.split("/")[1])
        if own is None:
            assert "neuvedena" in said, item
            continue
        assert f"{own['valid_from']}–{own['valid_to']}" in said, item
        ended = own["valid_to"] < years[plan]["valid_from"]
        assert ("skončila před plánem" in said) == ended, item


@pytest.mark.parametrize("reading", READINGS)
def test_shared_codes_name_their_sub_areas_and_actors(open_page, reading):
    page = settled(open_page(f"view=linked&reading={reading}"))
    while page.locator("#linked-more").count():
        page.locator("#linked-more").click()
        settled(page)
    by_code, at_work = {}, actors(reading)
    for sub, *code in references(reading):
        by_code.setdefault(tuple(code), set()).add(sub)
    wanted = sorted((code[1], sorted(subs)) for code, subs in by_code.items() if len(subs) > 1)
    lines = page.locator(".linked-lines tbody tr")
    shown = lines.evaluate_all("""all => all.map(row => [row.querySelector('th b').textContent,
      [...row.querySelectorAll('[data-id^="sub-area/"]')].map(one => one.dataset.id.slice(9))])""")
    assert sorted((code, sorted(subs)) for code, subs in shown) == wanted
    for line, (_, subs) in zip(lines.all(), shown, strict=True):
        common = set.intersection(*(at_work[sub] for sub in subs))
        named = line.locator('td:last-child [data-id^="actor/"]').evaluate_all(
            "all => all.map(one => one.dataset.id.slice(6))"
        )
        assert set(named) <= common and len(named) == min(len(common), 3)
        if not common:
            apart = [
                pair for pair in combinations(subs, 2) if not at_work[pair[0]] & at_work[pair[1]]
            ]
            assert ("žádného společného" in line.inner_text()) == bool(apart)


def test_a_crossing_lists_its_codes_as_printed_with_certainty_state_and_source(open_page):
    page = settled(open_page("view=linked"))
    page.locator('[data-cell="sub-area/C1 strategy/development"]').click()
    settled(page)
    text = page.locator("#panel").inner_text()
    for row in table("external_references"):
        if (row["sub_area"], row["strategy"]) != ("C1", "development"):
            continue
        assert row["code"] in text and row["first_line"] in text
        assert row["reading"] == row["code"] or f"„{row['reading']}“" in text, row["reading"]
    assert "neověřený" in text and "pravděpodobné" in text and "2021–2027" in text
    page.keyboard.press("Escape")
    settled(page)
    assert page.evaluate("document.activeElement.dataset.cell") == (
        "sub-area/C1 strategy/development"
    )


def test_the_same_code_in_another_section_is_another_code(open_page):
    page = settled(open_page("view=linked&cell=sub-area/D1%20strategy/health"))
    rows = [
        row
        for row in table("external_references")
        if (row["sub_area"], row["strategy"]) == ("D1", "health")
    ]
    text = page.locator("#panel").inner_text()
    for row in rows:
        assert f"(oddíl „{row['section_cs']}“)".replace(" v ", " v\u00a0") in text
    cell = page.locator('[data-cell="sub-area/D1 strategy/health"]').inner_text()
    assert int(cell.rstrip("?")) == len({(row["code"], row["section_cs"]) for row in rows})


def test_malformed_codes_are_listed_and_unresolved_ones_explained(open_page):
    page = settled(open_page("view=linked"))
    part = page.locator(".linked-part").last
    text = part.inner_text()
    malformed = [row for row in table("external_references") if row["resolution"] == "malformed"]
    assert part.locator(".linked-late li").count() == len(malformed) > 0
    for row in malformed:
        assert row["code"] in text and row["first_line"] in text
    assert "propojená strategie není v\u00a0datech" in text or "není v datech" in text


@pytest.mark.parametrize(
    ("where", "size", "theme"),
    [
        ("view=linked", (1366, 768), "light"),
        ("view=linked&lang=en", (390, 844), "dark"),
        ("view=linked&lang=en&reading=lenient", (1366, 768), "dark"),
        ("view=linked&cell=sub-area/D1%20strategy/health", (320, 800), "light"),
    ],
)
def test_linked_strategies_are_open_to_all(open_page, axe, where, size, theme):
    page = settled(open_page(where, size=size, theme=theme, bypass_csp=True))
    page.evaluate(axe)
    assert faults(page) == []
