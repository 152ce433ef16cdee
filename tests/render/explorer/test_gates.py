"""Every view as a reader sees it: languages, themes and sizes; pictures of them for a person.

The pictures land in ``build/screenshots`` of the project.
"""

import itertools
from pathlib import Path

import pytest
from looks import AXE_RUN, CUT, OVERLAPS, SMALLEST, VIEWS, faults, settled

ROOT = Path(__file__).resolve().parents[3]
PICTURES = ROOT / "build" / "screenshots"
LAPTOP, DESK, PHONE, NARROW = (1366, 768), (1920, 1080), (390, 844), (320, 640)
SIGHTS = [
    *itertools.product(("cs", "en"), ("light", "dark"), (LAPTOP, PHONE)),
    *itertools.product(("cs", "en"), ("light",), (DESK, NARROW)),
]
CHOSEN = ["id=measure/A1.4", "id=goal/9", "id=actor/osv"]


def go_to(page, where):
    page.evaluate("hash => { location.hash = hash }", where)
    page.mouse.move(2, 2)
    settled(page)
    page.wait_for_function("!document.querySelector('[aria-busy=\"true\"]')")


@pytest.mark.parametrize(
    ("lang", "theme", "size"),
    SIGHTS,
    ids=["-".join([lang, theme, str(size[0])]) for lang, theme, size in SIGHTS],
)
def test_every_view_is_whole_readable_and_accessible(open_page, axe, lang, theme, size):
    page = open_page(f"view=list&lang={lang}", size=size, theme=theme, bypass_csp=True)
    page.evaluate(axe)
    PICTURES.mkdir(parents=True, exist_ok=True)
    found = []
    for view in VIEWS:
        go_to(page, f"view={view}&lang={lang}")
        name = f"{view}-{lang}-{theme}-{size[0]}"
        if lang == "cs":
            page.screenshot(path=PICTURES / f"{name}.png")
        run = AXE_RUN if size in (LAPTOP, PHONE) else None
        found += [f"{view}: {said}" for said in faults(page, run)]
    assert found == []


@pytest.mark.parametrize(
    ("lang", "chosen"), [("cs", CHOSEN[0]), ("cs", CHOSEN[1]), ("en", CHOSEN[2])]
)
def test_every_view_bears_a_choice(open_page, axe, lang, chosen):
    page = open_page(f"view=list&lang={lang}", bypass_csp=True)
    page.evaluate(axe)
    found = []
    for view in VIEWS:
        go_to(page, f"view={view}&lang={lang}&reading=lenient&{chosen}")
        page.screenshot(
            path=PICTURES / f"{view}-{lang}-{chosen.split('=')[1].replace('/', '-')}.png"
        )
        found += [f"{view}: {said}" for said in faults(page)]
    assert found == []


def test_forced_colours_keep_every_view_readable(new_page, axe, explorer):
    page = new_page(
        viewport={"width": 1366, "height": 768}, forced_colors="active", bypass_csp=True
    )
    page.goto(explorer.as_uri() + "#view=list")
    page.wait_for_selector("#main > *")
    page.evaluate(axe)
    PICTURES.mkdir(parents=True, exist_ok=True)
    for view in VIEWS:
        go_to(page, f"view={view}&id=goal/9")
        page.screenshot(path=PICTURES / f"{view}-forced-colours.png")
        assert page.evaluate(AXE_RUN) == [], view


def test_axe_would_notice_a_fault(open_page, axe):
    page = open_page("view=overview", bypass_csp=True, own=True)
    page.evaluate(axe)
    page.evaluate("document.documentElement.removeAttribute('lang')")
    page.evaluate("document.querySelector('.meta').style.color = '#ddd'")
    found = " ".join(page.evaluate(AXE_RUN))
    assert "html-has-lang" in found and "color-contrast" in found


def test_the_checks_of_layout_would_notice_a_fault(open_page):
    page = settled(open_page("view=overview", own=True))
    page.evaluate("""() => { const [a, b] = document.querySelectorAll('#main button[data-id]');
        b.style.cssText = 'position: fixed; top: ' + a.getBoundingClientRect().top + 'px; left: '
          + a.getBoundingClientRect().left + 'px';
        const card = document.querySelector('.card .meta');
        card.style.cssText =
          'font-size: 9px; width: 20px; overflow: hidden; white-space: nowrap'; }""")
    assert page.evaluate(OVERLAPS) and page.evaluate(CUT)
    assert page.evaluate(SMALLEST)[0] < 11
