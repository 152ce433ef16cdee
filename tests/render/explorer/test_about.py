"""The panel about the page, the header that holds it, and the last line."""

import csv
import re
from pathlib import Path

import pytest
from looks import AXE_RUN, CUT, WIDE, embedded, settled

from graph_tools.render.explorer.content import page_data

DATA = Path(__file__).resolve().parents[3] / "data" / "liberec-social-inclusion"
FOCUSED = "document.activeElement.id"


def opened(page):
    page.locator("#about").click()
    return settled(page).locator("dialog")


def test_it_names_sources_size_and_others_work(open_page, explorer, answers):
    text = opened(open_page("view=list")).text_content()
    with (DATA / "documents.csv").open(encoding="utf-8", newline="") as file:
        names = [row["file_name"] for row in csv.DictReader(file)]
    assert len(names) == 5 and all(name in text for name in names)
    data = page_data(answers)
    plain = re.sub(r"\s", " ", text)
    assert f"{len(data['items'])} položek" in plain
    assert f"{len(data['links']):,} vazeb".replace(",", " ") in plain
    works = embedded(explorer, "page")["licences"]["page"]
    assert works
    for work in works:
        assert work["name"] in text and work["licence"] in text
    assert "Nejsou úřední" in plain and "nic neodesílá" in plain


def test_the_focus_goes_in_and_comes_back(open_page):
    page = open_page("view=list&id=goal/9")
    dialog = opened(page)
    assert page.evaluate(FOCUSED) == "about-title"
    for _ in range(12):
        page.keyboard.press("Tab")
        inside = "!document.activeElement.closest('#app')"
        assert page.evaluate(inside), "the focus stays out of the page behind"
    page.keyboard.press("Escape")
    settled(page)
    assert dialog.count() == 0 and page.evaluate(FOCUSED) == "about"
    assert "id=goal/9" in page.url, "Escape closes the dialogue, not the details behind it"
    opened(page).locator(".close").click()
    settled(page)
    assert page.evaluate(FOCUSED) == "about"


def test_a_page_without_others_work_says_so(open_page, explorer, tmp_path):
    text = explorer.read_text(encoding="utf-8")
    licences = re.compile(r'"licences":\{.*?\]\}')
    assert licences.search(text)
    bare = tmp_path / "bare.html"
    bare.write_text(licences.sub('"licences":[]', text, count=1), encoding="utf-8")
    assert (
        "Práce jiných autorů v\u00a0této stránce nejsou"
        in opened(open_page(path=bare)).inner_text()
    )


@pytest.mark.parametrize("size", [(1366, 768), (390, 844), (320, 640)])
@pytest.mark.parametrize(("lang", "theme"), [("cs", "light"), ("en", "dark")])
def test_it_is_accessible_and_whole(open_page, axe, lang, theme, size):
    page = open_page(f"view=list&lang={lang}", size=size, theme=theme, bypass_csp=True)
    page.evaluate(axe)
    dialog = opened(page)
    assert page.evaluate(AXE_RUN) == []
    assert page.evaluate(WIDE) and page.evaluate(CUT) == []
    box = dialog.bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= size[0]
    assert box["y"] >= 0 and box["y"] + box["height"] <= size[1]


@pytest.mark.parametrize("lang", ["cs", "en"])
@pytest.mark.parametrize("width", [1920, 1366, 1024, 390, 320])
def test_the_header_fits(open_page, width, lang):
    page = settled(open_page(f"view=list&lang={lang}", size=(width, 700)))
    boxes = [
        box.bounding_box() for box in page.locator(".tools button:visible, .top .search").all()
    ]
    assert len(boxes) == 5
    assert all(box["x"] >= 0 and box["x"] + box["width"] <= width for box in boxes)
    for at, a in enumerate(boxes):
        for b in boxes[at + 1 :]:
            assert (a["x"] + a["width"] <= b["x"] or b["x"] + b["width"] <= a["x"]
                    or a["y"] + a["height"] <= b["y"]
                    or b["y"] + b["height"] <= a["y"])  # fmt: skip
    assert page.evaluate(WIDE)


def test_the_last_line_says_the_page_works_offline(open_page):
    foot = settled(open_page("view=list")).locator("footer")
    assert foot.inner_text() == "Bez internetu: stránka nic nestahuje ani neodesílá."
