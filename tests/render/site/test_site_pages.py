"""The pages of the site: links lead somewhere, facts are marked, data never becomes markup."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from graph_tools.errors import QueryError, StrategyGraphError
from graph_tools.project import Project
from graph_tools.render.site import Source, write_site
from graph_tools.render.site.addresses import Addresses
from graph_tools.render.site.content import Content, read_content
from graph_tools.render.site.words import Words

ROOT = Path(__file__).resolve().parents[3]
ID = "id/liberec-social-inclusion"
PAYLOAD = "<img src=x onerror=alert(1)></script><script>alert(2)</script>{{ 7*7 }}\"'>"
SAMPLE = {
    "index", f"{ID}/measure/A1.6/index", f"{ID}/goal/9/index", f"{ID}/actor/index",
    f"{ID}/sub-area/D1/index", f"{ID}/discrepancy/undefined-spo/index", "ontology/index",
}  # fmt: skip
AXE = """async () => (await axe.run(
  {include: [['html']], exclude: [['tbody tr:nth-child(n+5)'], ['.term:nth-of-type(n+5)']]},
  {preload: false, runOnly: {type: 'tag',
  values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}}))
  .violations.map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.target.join(' ')))
  .map(String)"""
SMALLEST = """() => Math.min(...[...document.querySelectorAll('main *')]
  .filter(box => box.childNodes.length && [...box.childNodes].some(n => n.nodeType === 3
    && n.textContent.trim())).map(box => parseFloat(getComputedStyle(box).fontSize)))"""


def test_every_item_has_its_pages_and_its_data(site: Path, content: Content) -> None:
    assert len(content.items) > 600
    for name in content.items:
        found = {path.name for path in (site / ID / name).iterdir() if path.is_file()}
        assert found == {"index.html", "index.en.html", "data.ttl", "data.jsonld"}, name


def test_every_link_of_every_page_leads_to_a_file_and_a_place_in_it(
    site: Path, pages: dict, content: Content
) -> None:
    outer = {
        fact.value
        for facts in content.facts.values()
        for fact in facts
        if fact.fact == "identifier"
    } | {"https://creativecommons.org/licenses/by/4.0/"}
    seen = 0
    for path, page in pages.items():
        assert len(set(page.ids)) == len(page.ids), path
        for link in page.links:
            seen += 1
            parts = urlsplit(link)
            if parts.scheme:
                assert link in outer, (path, link)
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            assert target.is_file() and target.is_relative_to(site.resolve()), (path, link)
            if target.name == "explorer.html":
                state = parse_qs(parts.fragment)
                assert set(state) <= {"id", "lang"}
                assert state.get("id", ["goal/1"])[0] in content.items
            elif parts.fragment:
                assert parts.fragment in pages[target].ids, (path, link)
    assert seen > 30_000


def test_both_languages_name_each_other(pages: dict) -> None:
    for path, page in pages.items():
        if path.name != "404.html":
            assert {"index.html", "index.en.html"} <= set(page.links), path
    assert {path.name for path in pages} == {"index.html", "index.en.html", "404.html"}


def test_pages_hold_no_script_but_the_description_and_nothing_inline(pages: dict) -> None:
    for path, page in pages.items():
        home = path.parent.name == "site"
        assert page.handlers == []
        assert page.tags.count("script") == (1 if home and path.name != "404.html" else 0), path
        assert page.tags.count("h1") == 1
        assert not set(page.tags) & {"iframe", "object", "embed", "form", "img", "base"}


@pytest.mark.parametrize("name", ["index.html", "index.en.html"])
def test_the_policy_lets_in_the_description_only(name: str, site: Path, pages: dict) -> None:
    (script,) = pages[site / name].scripts
    told = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src &#39;sha256-{told}&#39;" in (site / name).read_text(encoding="utf-8")


def test_our_assessment_is_never_shown_as_official(
    site: Path, pages: dict, content: Content
) -> None:
    assessed = 0
    for item in content.items.values():
        text = "".join(pages[site / ID / item.id / "index.html"].text)
        if any(fact.fact == "status" for fact in content.facts.get(item.id, [])):
            assessed += 1
            box = text.split("Stav podle našeho hodnocení")[1]
            assert box.lstrip(": ").split("\n")[1] == "Naše hodnocení – není úřední"
        else:
            assert "Stav podle našeho" not in text
    assert assessed == 72
    home = "".join(pages[site / "index.html"].text).replace("\u00a0", " ")
    assert "Počty opatření podle zprávy: plněno 40, plněno částečně 28, neplněno 4." in home


def test_a_link_says_how_surely_it_is_read_and_where(site: Path, pages: dict) -> None:
    text = "".join(pages[site / ID / "goal/13/index.html"].text).replace("\u00a0", " ")
    links = text.split("Přispívají k němu opatření")[1].split("Strategie ho vyhlašuje")[0]
    assert "(4, z toho jistě čtených 0)" in links
    assert [links.count(f"{word} čtení") for word in ("jisté", "pravděpodobné", "nejisté")] == [
        links.count("nejisté čtení"), 1, 3,
    ]  # fmt: skip
    assert "možné je i čtení „XI/1,3,5,6,7,8“" in links
    assert "000, ř." in links
    counts = text.split("Podpora cíle")[1].split("Nepokrytý")[0]
    assert re.findall(r"(\d+) opatření", counts)[:3] == ["0", "1", "4"]


def test_every_gap_stands_on_the_pages_of_the_items_it_names(
    source: Source, content: Content
) -> None:
    names = {
        ("goal", item.code): item.id for item in content.items.values() if item.kind == "Goal"
    } | {("measure", item.code): item.id for item in content.items.values()
         if item.kind in {"Measure", "SubArea"}}  # fmt: skip
    about = {kind: item for kind, item, *_ in source.answers["gap-kinds"][1]}
    columns, rows = source.answers["gaps"]
    checked = 0
    for row in (dict(zip(columns, row, strict=True)) for row in rows):
        if about[row["kind"]] in {"goal", "measure"}:
            item = names[about[row["kind"]], row["item"]]
            reasons = {gap.reason.cs for gap in content.gaps[item] if gap.kind == row["kind"]}
            assert row["reason_cs"] in reasons
            checked += 1
    assert checked > 1000


def test_a_name_two_items_share_stops_the_site(source: Source) -> None:
    columns, rows = source.answers["gap-names"]
    twice = {**source.answers, "gap-names": (columns, [*rows, ("actor", "OSV", "actor/orrep")])}
    with pytest.raises(QueryError, match="names 'OSV'; exactly one"):
        read_content(twice)


def test_markup_in_data_stays_text(few, tmp_path: Path, pages: dict) -> None:
    words = ("label", "description", "resolution", "reason", "value", "quantity", "unit", "more",
             "text", "definition", "example", "name")  # fmt: skip
    columns = [f"{word}_{lang}" for word in words for lang in ("cs", "en")]
    change = dict.fromkeys([*columns, "reading", "name", "notation", "code"], PAYLOAD)
    write_site(few(change), tmp_path)
    made = sorted(tmp_path.rglob("*.html"))
    assert len(made) > 20
    shown = 0
    for path in made:
        page = type(next(iter(pages.values())))(path.read_text(encoding="utf-8"))
        assert page.handlers == [] and "img" not in page.tags
        assert page.tags.count("script") <= 1
        for script in page.scripts:
            json.loads(script)
        assert not [link for link in page.links if "alert" in link]
        shown += PAYLOAD in "".join(page.text)
    assert shown > 15


def test_an_identifier_that_is_no_web_address_is_no_link(few, tmp_path: Path) -> None:
    changed = few({})
    columns, rows = changed.answers["facts"]
    bad = [("actor/osv", "identifier", "actor/osv", "javascript:alert(1)", "", "")]
    answers = {**changed.answers, "facts": (columns, [*rows, *bad])}
    write_site(Source(answers, changed.quads, ("", ""), ""), tmp_path)
    text = (tmp_path / ID / "actor/osv/index.html").read_text(encoding="utf-8")
    assert "javascript:alert(1)" in text
    assert 'href="javascript' not in text


def test_a_missing_answer_is_named(source: Source) -> None:
    answers = {name: rows for name, rows in source.answers.items() if name != "links"}
    with pytest.raises(QueryError, match="pages/links"):
        read_content(answers)


@pytest.mark.parametrize(
    "end",
    [
        "x/../../etc",
        "x/a//b",
        "x/a\\b",
        "x/con:",
        "x/index.html",
        "x/actor/con",
        "x/actor/AUX.a",
        "x/Nul",
        "x/actor/lpt1",
    ],
)
def test_an_iri_that_would_leave_the_site_is_refused(end: str) -> None:
    iri = "https://w3id.org/strategy-graph/id/" + end
    with pytest.raises(StrategyGraphError, match="does not make an address"):
        Addresses([iri], [end.partition("/")[2]])


def test_two_items_never_share_a_folder() -> None:
    iris = [f"https://w3id.org/strategy-graph/id/x/measure/{code}" for code in ("a1", "A1")]
    with pytest.raises(StrategyGraphError, match="has the same one"):
        Addresses(iris, ["measure/a1", "measure/A1"])


def test_letters_that_an_iri_writes_in_code_find_their_folder() -> None:
    addresses = Addresses(["https://w3id.org/strategy-graph/id/x/actor/%C4%8D"], ["actor/%C4%8D"])
    assert addresses.folders["actor/%C4%8D"] == "id/x/actor/č"
    assert addresses.page("actor/%C4%8D", "cs") == "id/x/actor/%C4%8D/index.html"


def test_numbers_days_and_lines_are_written_as_people_write_them() -> None:
    cs, en = (Words(lang, {}, {}) for lang in ("cs", "en"))
    assert [cs.number(text) for text in ("4500000", "0.2860", "-1.5", "asi 3")] == [
        "4\u00a0500\u00a0000", "0,286", "-1,5", "asi 3",
    ]  # fmt: skip
    assert en.number("4500000.50") == "4,500,000.5"
    assert cs.moment("2021-11-30").replace("\u00a0", " ") == "30. 11. 2021"
    assert [cs.moment(text) for text in ("2021-03", "2021", "brzy")] == ["3/2021", "2021", "brzy"]
    assert en.lines([(3, 3)]) == "line\u00a03" and en.lines([(3, 3), (5, 6)]) == "lines\u00a03, 5–6"
    assert cs.count(1, "site.measures").endswith("opatření")


def test_the_same_graph_gives_the_same_bytes(site: Path, built: Project, tmp_path: Path) -> None:
    again = tmp_path / "again"
    command = [sys.executable, "-m", "graph_tools", "site", str(again), "--lang", "cs",
               "--build", str(built.build)]  # fmt: skip
    subprocess.run(
        command, check=True, cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": "7"},
        capture_output=True,
    )  # fmt: skip
    first, second = (
        {path.relative_to(folder).as_posix(): path.read_bytes()
         for path in sorted(folder.rglob("*")) if path.is_file()}
        for folder in (site, again)
    )  # fmt: skip
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []


@pytest.mark.parametrize(
    ("end", "theme", "width"),
    [(".html", "light", 1366), (".html", "dark", 320), (".en.html", "light", 320),
     (".en.html", "dark", 1366)],
)  # fmt: skip
def test_pages_are_accessible_and_fit_the_screen(end, theme, width, site, new_page, axe) -> None:
    page = new_page(viewport={"width": width, "height": 768}, color_scheme=theme)
    for name in sorted(SAMPLE):
        page.goto((site / (name + end)).as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        assert page.evaluate(SMALLEST) >= 11, name
        # The style has come in: without it the page would be white in the dark, too.
        assert page.evaluate("getComputedStyle(document.body).margin") == "0px"
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
        page.evaluate(axe)
        assert page.evaluate(AXE) == [], (name, theme, width)
    assert page.faults == []
    assert [address for address in page.asked if not address.startswith("file:")] == []


def test_axe_would_notice_a_fault(site, new_page, axe) -> None:
    page = new_page()
    page.goto((site / "index.html").as_uri())
    page.evaluate("document.querySelector('h1').style.color = '#eee'")
    page.evaluate(axe)
    assert any(fault.startswith("color-contrast") for fault in page.evaluate(AXE))


def test_a_keyboard_reaches_content_and_the_explorer_opens_at_the_item(
    site, new_page, content
) -> None:
    page = new_page(viewport={"width": 1366, "height": 768})
    page.goto((site / ID / "goal/9/index.html").as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")
    page.get_by_role("link", name="English").click()
    assert page.evaluate("document.documentElement.lang") == "en"
    page.get_by_role("link", name="Show in the explorer").click()
    page.wait_for_selector("#main > *")
    assert page.evaluate("document.documentElement.lang") == "en"
    assert "id=goal" in unquote(page.url) and content.items["goal/9"].label.en in page.inner_text(
        "body"
    )
