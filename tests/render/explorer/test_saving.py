"""What leaves the page: tables, pictures, the graph, links and print."""

import csv
import io
import json
import re
import struct
import zlib
from xml.etree import ElementTree

import pytest
from looks import AXE_RUN, WIDE, settled
from tables import COUNTED, READINGS, table

from graph_tools.render.explorer import write_explorer
from graph_tools.render.explorer.content import page_data
from graph_tools.render.explorer.page import GraphFiles

SVG = "{http://www.w3.org/2000/svg}"
PICTURES = ["overview", "matrix", "map", "focus", "network", "linked", "deadlines"]
TABLES = ["overview", "gaps", "matrix", "map", "focus", "network", "linked", "deadlines", "list"]
KEYS = {
    "overview": "Šířka pásu",
    "matrix": "Šrafování: mezera",
    "map": "pravděpodobné",
    "focus": "pravděpodobné",
    "network": "Tloušťka čáry",
    "linked": "Otazník: číslo závisí na čtení",
    "deadlines": "po termínu: skončilo",
}
OURS = {"overview", "matrix", "linked", "deadlines"}
DIRTY = ["=1+1", "+x", "-x", "@x", "\tx", '"a";b']


@pytest.fixture(scope="module")
def full(answers, built, tmp_path_factory):
    """The page with the whole graph in it."""
    graph = GraphFiles(
        (built.build / "graph.ttl").read_bytes(), (built.build / "vocabulary.nt").read_bytes()
    )
    return write_explorer(answers, tmp_path_factory.mktemp("celý graf"), graph)


def saved(page, key):
    """Choose from the menu; return the name of the file and its content."""
    if page.locator("#save").get_attribute("aria-expanded") == "false":
        page.locator("#save").click()
    with page.expect_download() as waiting:
        page.locator(f'[data-save="{key}"]').click()
    download = waiting.value
    assert download.suggested_filename.isascii()
    with open(download.path(), "rb") as file:  # noqa: PTH123 - a path of the browser's own
        return download.suggested_filename, file.read()


def rows_of(content):
    text = content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))


@pytest.mark.parametrize("view", TABLES)
def test_tables_open_in_a_czech_excel(open_page, view):
    page = settled(open_page(f"view={view}"))
    name, content = saved(page, "csv")
    assert re.fullmatch(r"[a-z0-9-]+\.csv", name)
    assert content.startswith(b"\xef\xbb\xbf") and b"\r\n" in content
    rows = rows_of(content)
    assert len(rows) > 5 and {len(row) for row in rows} == {len(rows[0])}
    assert page.faults == []


def test_the_list_is_saved_whole_and_as_filtered(open_page, answers):
    page = settled(open_page("view=list"))
    items = page_data(answers)["items"]
    rows = rows_of(saved(page, "csv")[1])
    assert len(rows) == len(items) + 1
    by_title = {(row[0], row[2]) for row in rows[1:]}
    assert by_title == {(item["code"], item["cs"]) for item in items}
    page.locator("#list-filter").fill("dluh")
    assert len(rows_of(saved(page, "csv")[1])) == page.locator("tbody tr").count() + 1


def test_deadlines_are_saved_with_what_is_ours_said_to_be_ours(open_page):
    page = settled(open_page("view=deadlines"))
    rows = rows_of(saved(page, "csv")[1])
    assert len(rows) == 73 and "Stav (náš odhad)" in rows[0]
    by = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
    one = next(row for row in by if row["Kód"] == "B2.2")
    assert (one["Konec"], one["Poslední den (RRRR-MM-DD)"]) == ("12/2025", "2025-12-31")
    for row in by:
        leads = [
            link
            for link in table("involvements")
            if (link["measure"], link["role"]) == (row["Kód"], "responsible")
            and link["certainty"] != "uncertain"
        ]
        assert len(row["Odpovídá"].split("; ")) == max(1, len(leads)), row["Kód"]
        doubtful = sum(link["certainty"] == "probable" for link in leads)
        assert row["Odpovídá"].count("(pravděpodobné)") == doubtful
    late = [row[0] for row in rows[1:] if row[rows[0].index("po termínu")] == "ano"]
    tiles = page.locator(".tile.late").evaluate_all("all => all.map(t => t.dataset.id)")
    assert {f"measure/{code}" for code in late} == set(tiles) and len(late) == len(tiles) > 0


@pytest.mark.parametrize("reading", READINGS)
def test_saved_numbers_say_what_they_are_in_each_reading(open_page, reading):
    page = open_page("view=list")
    by_goal = {}
    for row in table("alignments"):
        if row["kind"] == "goal":
            by_goal.setdefault(row["target"], []).append(row["certainty"])
    for view in ("overview", "matrix"):
        go_to(page, f"view={view}&reading={reading}")
        head, *rows = rows_of(saved(page, "csv")[1])
        for row in (dict(zip(head, row, strict=True)) for row in rows):
            sure = by_goal.get(row["Cíl"], [])
            wanted = [str(sum(one in COUNTED[name] for one in sure)) for name in READINGS]
            words = ["jen jistá", "i\u00a0pravděpodobná", "všechna"]
            assert [row[f"Celkem – čtení: {word}"] for word in words] == wanted
            assert row["Celkem"] == wanted[READINGS.index(reading)]
            assert row["Počítaná čtení"] == words[READINGS.index(reading)]
            depends = row["Závisí na čtení (jen jistá / i\u00a0pravděpodobná / všechna)"]
            assert bool(depends) == (wanted[0] != wanted[2])
    for view in ("network", "linked"):
        go_to(page, f"view={view}&reading={reading}")
        head, *rows = rows_of(saved(page, "csv")[1])
        three = [at for at, name in enumerate(head) if " – čtení: " in name]
        assert len(three) == 3 and all(
            row[three[0] - 1] == row[three[READINGS.index(reading)]] for row in rows
        )
        assert any(row[three[0]] != row[three[2]] for row in rows), view


def test_saved_links_say_how_sure_they_are(open_page):
    page = open_page("view=list")
    wanted = {
        row["measure"]: row["certainty"]
        for row in table("alignments")
        if (row["kind"], row["target"]) == ("goal", "13")
    }
    words = {"certain": "jisté", "probable": "pravděpodobné", "uncertain": "nejisté"}
    for view in ("map", "focus"):
        go_to(page, f"view={view}&id=goal/13")
        head, *rows = rows_of(saved(page, "csv")[1])
        found = [dict(zip(head, row, strict=True)) for row in rows]
        links = [row for row in found if row["Vazba"].replace("\u00a0", " ") == "Přispívá k cílům:"]
        assert {
            row["Položka"].split("\u00a0")[0].removeprefix("Opatření: "): row["Jistota čtení"]
            for row in links
        } == {measure: words[certainty] for measure, certainty in wanted.items()}
        for row in links:
            counts = row["Ve zvolených čteních se počítá"] == "ano"
            assert counts == (row["Jistota čtení"] != "nejisté") and row["Zdroj"]


def test_no_cell_runs_as_a_formula(open_page, answers, tmp_path):
    columns, given = answers["items"]
    kind, title = columns.index("kind"), columns.index("label_cs")
    measures = [row for row in given if row[kind] == "Measure"]
    changed = {row: (*row[:title], text, *row[title + 1 :])
               for row, text in zip(measures, DIRTY, strict=False)}  # fmt: skip
    path = write_explorer(
        {**answers, "items": (columns, [changed.get(row, row) for row in given])}, tmp_path
    )
    rows = rows_of(saved(settled(open_page("view=list&types=measure", path=path)), "csv")[1])
    titles = {row[2] for row in rows}
    assert {"'=1+1", "'+x", "'-x", "'@x", "'\tx", '"a";b'} <= titles
    assert not [cell for row in rows for cell in row if re.match(r"[=+\-@\t\r]", cell)]


def test_pictures_stand_on_their_own(open_page, answers):
    page = open_page("view=list")
    for view in PICTURES:
        go_to(page, f"view={view}&id=goal/9")
        said = stands_alone(page)
        assert KEYS[view] in said and "Zdroj: " in said, view
        for item in page_data(answers)["items"]:
            assert item["kind"] != "SourceDocument" or item["cs"].replace("\u00a0", " ") in said
        assert ("Mezery a stav opatření určujeme my" in said) == (view in OURS), view
    assert page.faults == []


def go_to(page, where):
    page.evaluate("hash => { location.hash = hash }", where)
    settled(page)
    page.wait_for_selector('[aria-busy="true"]', state="detached")


def stands_alone(page):
    name, content = saved(page, "svg")
    assert re.fullmatch(r"[a-z-]+\.svg", name)
    root = ElementTree.fromstring(content)
    assert root.tag == SVG + "svg"
    text = content.decode("utf-8")
    assert set(re.findall(r"https?://[^\"\s<]+", text)) <= {"http://www.w3.org/2000/svg"}
    assert not re.search(r"<(script|foreignObject|image)|\son\w+=|\bstyle=|color\(", text)
    said = " ".join(box.text or "" for box in root.iter(SVG + "text")).replace("\u00a0", " ")
    assert "9 – Prevence zadlužení" in said and "Počítaná čtení" in said
    width, height = float(root.get("width")), float(root.get("height"))
    left, top = (float(number) for number in root.get("viewBox").split()[:2])
    for box in root.iter(SVG + "text"):
        x, y = float(box.get("x")), float(box.get("y"))
        if box.get("transform") is None:
            assert left <= x <= left + width and top <= y <= top + height
    name, content = saved(page, "png")
    assert name.endswith(".png") and content.startswith(b"\x89PNG")
    assert struct.unpack(">II", content[16:24]) == (2 * width, 2 * height)
    return said


def test_a_picture_keeps_every_tile_and_the_shape_of_its_sign(open_page):
    page = settled(open_page("view=deadlines"))
    root = ElementTree.fromstring(saved(page, "svg")[1])
    said = [box.text for box in root.iter(SVG + "text")]
    codes = page.locator(".tile").evaluate_all("all => all.map(t => t.dataset.id.split('/')[1])")
    assert len(codes) == 72 and set(codes) <= set(said)
    turned = [
        box
        for box in root.iter(SVG + "rect")
        if (box.get("transform") or "").startswith("rotate(45")
    ]
    assert len(turned) == page.locator(".due-picture .mark.s-partiallyFulfilled").count() > 0


def test_the_picture_of_the_map_has_its_lines(open_page):
    page = settled(open_page("view=map&id=measure/A1.9"))
    drawn = page.locator(".boxes svg path").count()
    root = ElementTree.fromstring(saved(page, "svg")[1])
    explained = page.locator(".line-legend path").count()
    assert len(list(root.iter(SVG + "path"))) == drawn + explained and drawn > 3


def test_the_graph_is_saved_as_it_was_built(open_page, full, built):
    page = settled(open_page("view=overview", path=full))
    name, content = saved(page, "turtle")
    assert (name, content) == ("graf.ttl", (built.build / "graph.ttl").read_bytes())
    name, content = saved(page, "jsonld")
    assert name == "graf.jsonld" and len(json.loads(content)) > 100
    assert page.faults == []


def test_a_page_without_the_graph_says_where_it_is(open_page):
    page = settled(open_page("view=overview"))
    page.locator("#save").click()
    assert page.locator('[data-save="turtle"], [data-save="jsonld"]').count() == 0
    assert "graph.ttl" in page.locator("#save-menu").inner_text()


def test_the_link_is_copied_or_the_reader_is_told(open_page):
    page = settled(open_page("view=matrix&id=goal/9", own=True))
    page.evaluate("""() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no'));
        document.addEventListener('copy', () => { window.copied = getSelection().toString()
          || document.activeElement.value; }); }""")
    page.locator("#save").click()
    page.locator('[data-save="link"]').click()
    settled(page)
    assert page.evaluate("window.copied") == page.url
    assert "zkopírován" in page.locator(".menu-said").inner_text()
    assert page.locator("textarea").count() == 0
    page.evaluate("document.execCommand = () => false")
    page.locator('[data-save="link"]').click()
    settled(page)
    assert "nedovolil" in page.locator(".menu-said").inner_text()


def test_the_menu_is_used_by_keyboard(open_page, axe):
    page = open_page("view=list&id=goal/9", bypass_csp=True)
    page.evaluate(axe)
    page.locator("#save").focus()
    page.keyboard.press("Enter")
    assert page.locator("#save").get_attribute("aria-expanded") == "true"
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.dataset.save") == "csv"
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.id") == "print"
    assert page.evaluate(AXE_RUN) == []
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "save"
    assert page.locator("#save-menu").is_hidden() and "id=goal/9" in page.url
    page.locator("#save").click()
    page.locator("h1").first.click()
    assert page.locator("#save-menu").is_hidden()


@pytest.mark.parametrize("width", [390, 320])
def test_the_menu_fits_a_phone(open_page, width):
    page = open_page("view=list", size=(width, 700))
    page.locator("#save").click()
    box = page.locator("#save-menu").bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= width
    assert page.evaluate(WIDE)


def pages_of(pdf):
    """Return what is drawn on each page of a PDF, unpacked."""
    found = []
    for packed in re.findall(rb"stream\r?\n(.*?)endstream", pdf, re.S):
        try:
            content = zlib.decompress(packed)
        except zlib.error:
            continue
        if b" Tf" in content:
            found.append(content)
    return found


def test_print_is_words_and_lines_without_blank_pages(open_page):
    page = open_page("view=list")
    for view in ("overview", "gaps", "matrix", "map", "focus", "linked", "deadlines"):
        go_to(page, f"view={view}&id=goal/9")
        pdf = page.pdf(format="A4", landscape=True, print_background=True)
        pages = pages_of(pdf)
        assert len(pages) >= len(re.findall(rb"/Type\s*/Page\b", pdf)) >= 1, view
        assert all(len(re.findall(rb"\bT[jJ]\b", content)) >= 3 for content in pages), view


@pytest.mark.parametrize("view", ["deadlines", "list"])
def test_print_leaves_the_controls_out_and_puts_the_panel_below(open_page, view):
    page = settled(open_page(f"view={view}&id=goal/9"))
    page.emulate_media(media="print")
    controls = page.locator(".tools, .tabs, .search, .chips, .picks, #deadlines-more")
    assert controls.evaluate_all("all => all.length > 0 && all.every(box => !box.offsetWidth)")
    main, panel = (page.locator(part).bounding_box() for part in ("#main", "#panel"))
    assert panel["y"] >= main["y"] + main["height"] - 1
    assert page.evaluate(WIDE)


def test_print_says_the_reading_in_words_and_leaves_the_general_panel_out(open_page):
    page = settled(open_page("view=matrix&reading=strict"))
    page.emulate_media(media="print")
    said = " ".join(page.locator(".switch").inner_text().split())
    assert said == "Počítaná čtení jen jistá"
    assert page.locator("#panel").is_hidden()
    go_to(page, "view=matrix&reading=strict&id=goal/9")
    assert page.locator("#panel").is_visible()
    assert not page.locator(".key-help").is_visible()


def test_paper_is_landscape_with_margins_and_sums_stand_once(open_page):
    page = settled(open_page("view=matrix"))
    pdf = page.pdf(prefer_css_page_size=True)
    boxes = re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)", pdf)
    assert boxes and all(float(width) > float(height) for width, height in boxes)
    page.emulate_media(media="print")
    for view in ("matrix", "deadlines"):
        go_to(page, f"view={view}")
        foot = page.locator("#main tfoot").evaluate("foot => getComputedStyle(foot).display")
        assert foot == "table-row-group"
