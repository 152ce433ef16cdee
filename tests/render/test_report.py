"""The report as a reader meets it: on the screen, on paper, as Markdown and in a spreadsheet."""

import itertools
import os
import re
import subprocess
import sys
import warnings
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from graph_tools.answers import GAP_COLUMNS, natural
from graph_tools.commands.gaps import built_single_points
from graph_tools.commands.report import gap_answers
from graph_tools.errors import QueryError, Text, UsageError
from graph_tools.project import Project
from graph_tools.queries import answer_from, find_page, load_store, read_library
from graph_tools.queries.gaps import read_gaps, read_kinds
from graph_tools.render.report import COLUMNS, GapAnswer, write_report
from graph_tools.render.report.charts import Bar, Square, bars, squares
from graph_tools.render.report.content import Facts, read_facts
from graph_tools.render.report.deadlines import _lists
from graph_tools.render.report.words import Day, last_day, six_months_on

ROOT = Path(__file__).resolve().parents[2]
ANNEX = "000_2c8f1af94596ad22.txt"
FILES = ("report.html", "report.md", "gaps.xlsx")
PAYLOAD = "<img src=x onerror=alert(1)></script><script>alert(2)</script> $x^2$ | =1+1"
# Rows of a table are all alike: the first four stand for the rest.
AXE_RUN = """async () => (await axe.run(
  {include: [["html"]], exclude: [["tbody tr:nth-child(n+5)"]]},
  {runOnly: {type: 'tag',
  values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}}))
  .violations.map(v => v.id + ': ' + v.nodes.slice(0, 4).map(n => n.target.join(' ') + ' '
  + n.any.map(a => a.message).join(' ').slice(0, 160)).join(' | '))"""
CLIPPED = """() => [...document.querySelectorAll('.report:not([hidden]) :is(td, th)')]
  .filter(box => box.scrollWidth > box.clientWidth + 1).map(box => box.textContent)"""


@pytest.fixture(scope="session")
def answers(built: Project) -> dict[str, tuple[tuple[str, ...], list[tuple[str, ...]]]]:
    """The answers of the page queries of the report."""
    store = load_store(built.nquads)
    found = {name: answer_from(store, find_page(built.queries, name)) for name in COLUMNS}
    return {name: (answer.columns, answer.rows) for name, answer in found.items()}


@pytest.fixture(scope="session", name="gap_answers")
def gaps_of_the_real_graph(built: Project) -> dict[str, GapAnswer]:
    """The gaps as the command asks for them."""
    engine = load_store(built.nquads)
    kinds = read_kinds(engine, built.queries)
    found = read_gaps(engine, kinds, {}, lambda: built_single_points(built))
    return gap_answers(built, engine, [gap.row for gap in found])


@pytest.fixture(scope="session")
def folder(answers, gap_answers, tmp_path_factory) -> Path:
    """All three files made of the real graph."""
    where = tmp_path_factory.mktemp("Zpráva – říjen")
    paths = write_report(answers, gap_answers, where, as_of=None, lang="cs")
    assert [path.name for path in paths] == list(FILES)
    return where


@pytest.fixture(scope="session")
def html(folder: Path) -> str:
    return (folder / "report.html").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def facts(answers, gap_answers) -> Facts:
    return read_facts(answers, gap_answers, None)


@pytest.fixture
def open_report(new_page, folder):
    """Opens a report."""

    def opened(path: Path = folder / "report.html", where: str = "", width: int = 1366, **more):
        page = new_page(viewport={"width": width, "height": 768}, **more)
        page.goto(path.as_uri() + (f"#{where}" if where else ""))
        return page

    return opened


def gap(kind: str, item: str, *, partner: str = "", holds: str = "yyy") -> tuple[str, ...]:
    """Return a row of a gap query."""
    words = ["yes" if mark == "y" else "no" for mark in holds]
    return (kind, item, partner, f"Proč {item}.", f"Why {item}.", *words, ANNEX, "10", "16")


def gaps(kind: str, *rows: tuple[str, ...], about: str = "goal") -> dict[str, GapAnswer]:
    """Return the answer to one gap query."""
    headings = {"item": Text("položka dotazu", "item of the query")}
    title = Text(kind, kind)
    return {kind: GapAnswer(GAP_COLUMNS, rows, title, headings, {"item": about})}


def changed(answers, name: str, column: str, value: str):
    """Return ``answers`` with the first row of the answer ``name`` changed."""
    columns, rows = answers[name]
    place = list(columns).index(column)
    first = tuple(value if index == place else cell for index, cell in enumerate(rows[0]))
    return {**answers, name: (columns, [first, *rows[1:]])}


def plain(folder: Path) -> str:
    """Return the Markdown of a report with ordinary blanks."""
    return (folder / "report.md").read_text(encoding="utf-8").replace("\u00a0", " ")


def sheets(path: Path) -> openpyxl.Workbook:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return openpyxl.load_workbook(path)


# --- Words


def test_a_day_that_is_given_is_judged_as_given_else_the_plan_is_over():
    assert Day("2026-06-30", "").first == date(2026, 6, 30)
    assert Day(None, "2025-12-31").first == date(2026, 1, 1)
    assert "31. 12. 2025" in Day(None, "2025-12-31").said().cs.replace("\u00a0", " ")
    assert Day("2026-06-30", "2025-12-31").said().en.replace("\u00a0", " ") == "as of 30 June 2026"


@pytest.mark.parametrize(
    ("moment", "day"),
    [("2024", "2024-12-31"), ("2024-02", "2024-02-29"), ("2026-03-05", "2026-03-05")],
)
def test_the_last_day_of_a_moment(moment, day):
    assert last_day(moment).isoformat() == day


@pytest.mark.parametrize(
    ("day", "later"),
    [("2025-08-31", "2026-02-28"), ("2026-01-01", "2026-07-01"), ("2026-06-30", "2026-12-30")],
)
def test_six_months_on(day, later):
    assert six_months_on(date.fromisoformat(day)).isoformat() == later


def test_codes_are_sorted_as_people_count():
    assert sorted(["A1.10", "A1.2", "B1.1"], key=natural) == ["A1.2", "A1.10", "B1.1"]


# --- Content


def test_counts_agree_with_the_contract_query(facts, built):
    store = load_store(built.nquads)
    question = next(q for q in read_library(built.queries) if q.name == "goal-coverage")
    expected = [tuple(row) for row in answer_from(store, question).rows]
    levels = ("certain", "probable", "uncertain")
    found = [
        (goal, *(str(len(facts.linked(goal, level))) for level in levels)) for goal in facts.goals
    ]
    assert found == expected


@pytest.mark.parametrize("as_of", [None, "2025-06-30", "2026-05-01", "2028-01-01"])
def test_overdue_measures_are_those_of_the_gap_query(as_of, answers, gap_answers, built):
    question = next(q for q in read_library(built.queries / "gaps") if q.name == "overdue")
    values = {"as_of": as_of} if as_of else {}
    rows = answer_from(load_store(built.nquads), question, question.text_with(values)).rows
    passed, coming = _lists(read_facts(answers, gap_answers, as_of))
    assert {one.code for one in passed} == {row[1] for row in rows}
    assert not {one.code for one in passed} & {one.code for one in coming}


def test_the_next_six_months_begin_on_the_day(answers):
    passed, coming = _lists(read_facts(answers, {}, "2025-12-31"))
    ends = {one.ends() for one in coming}
    assert "2025-12" in ends and "2026-04" in ends and "2026-12" not in ends
    assert "2025-12" not in {one.ends() for one in passed}


def test_a_missing_answer_and_a_plan_without_end_are_said(answers, tmp_path):
    less = {name: answer for name, answer in answers.items() if name != "report-goals"}
    with pytest.raises(QueryError, match="report-goals"):
        read_facts(less, {}, None)
    endless = changed(answers, "report-plans", "end", "")
    with pytest.raises(UsageError, match="--as-of"):
        read_facts(endless, {}, None)
    assert read_facts(endless, {}, "2026-01-01").day.given
    wrong = {"thin": GapAnswer(("kind",), [], Text("", ""), {}, {})}
    with pytest.raises(QueryError, match="thin"):
        read_facts(answers, wrong, None)


def test_kinds_stand_by_gravity_and_what_was_not_looked_for_is_not_called_empty(answers, tmp_path):
    found = {**gaps("thin", gap("thin", "9")), **gaps("uncovered")}
    write_report(answers, found, tmp_path, as_of=None, lang="cs")
    kinds = read_facts(answers, found, None).kinds
    assert [kind.name for kind in kinds][:3] == ["uncovered", "doubtful", "thin"]
    assert [kind.gaps is None for kind in kinds][:3] == [False, True, False]
    text = plain(tmp_path)
    rows = [line for line in text.splitlines() if line.startswith("| Pochybné pokrytí |")]
    assert rows and rows[0].count("nezjišťováno") == 3
    assert "| Nepokrytý cíl | K cíli nepřispívá ve zvoleném čtení žádné opatření. | 0 |" in text
    book = sheets(tmp_path / "gaps.xlsx")
    assert book["Nepokrytý cíl"]["A2"].value == "Žádná mezera tohoto druhu nebyla nalezena."
    assert "nezjišťoval" in book["Pochybné pokrytí"]["A2"].value


def test_a_gap_stands_at_its_goal_and_a_long_kind_shows_the_first_ten(answers, tmp_path):
    rows = [gap("thin", "9", partner=f"P{number}") for number in range(16)]
    write_report(answers, gaps("thin", *rows), tmp_path, as_of=None, lang="cs")
    text = plain(tmp_path)
    assert "Slabé pokrytí: 10 z 16" in text
    assert "Zde je prvních 10; všech 16 je v sešitu gaps.xlsx." in text
    goal = text.split("### Cíl 9: ")[1].split("\n### ")[0]
    assert goal.count("Slabé pokrytí: Proč 9.") == 6
    assert "celkem 16" in goal
    assert "Slabé pokrytí" not in text.split("### Cíl 8: ")[1].split("\n### ")[0]
    assert sheets(tmp_path / "gaps.xlsx")["Slabé pokrytí"].max_row == 17


def test_official_totals_and_our_assessment_stand_apart(html):
    for part in html.split('class="report"')[1:]:
        official, ours = (
            ("Úřední součty", "Podle našeho hodnocení (není úřední)")
            if part.startswith(' lang="cs"')
            else ("Official totals", "By our assessment (not official)")
        )
        tables = re.findall(r"<caption>(.*?)</caption>.*?</table>", part, flags=re.S)
        assert any(caption.startswith(official) for caption in tables)
        assert ours in tables
        assert official not in ours


def table_of(text: str, heading: str) -> list[list[str]]:
    """Return the last table under a heading of the Markdown: headings, then rows."""
    part = re.split(r"\n#+ ", text.split(f"# {heading}")[1])[0]
    lines = part.split("\n\n")
    last = [block for block in lines if block.startswith("| ")][-1].splitlines()
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in last]


def test_the_page_of_a_goal_says_until_when_and_who(folder, answers, gap_answers, tmp_path):
    head, _, *rows = table_of(plain(folder), "Cíl 9: ")
    found = {row[0]: dict(zip(head, row, strict=True)) for row in rows}
    assert found["A3.1"]["Termín"] == "průběžně"
    assert found["A3.1"]["Odpovídá"] == "OSV"
    assert found["A3.1"]["Naše hodnocení"] == "plněno částečně"
    write_report(answers, gap_answers, tmp_path, as_of=None, lang="en")
    head, _, *rows = table_of(plain(tmp_path), "Goal 9: ")
    assert rows and all("continuous" in row[head.index("Deadline")] for row in rows)
    head, _, *rows = table_of(plain(tmp_path), "Goal 1: ")
    assert "10/2024–12/2027" in {row[head.index("Deadline")] for row in rows}


def test_overdue_measures_are_told_with_leads_and_barriers(folder):
    lists, kinds = plain(folder).split("## Mezery")
    head, _, *rows = table_of(lists, "Po termínu\n")
    told = {row[0]: dict(zip(head, row, strict=True)) for row in rows}
    assert told["A2.6"]["Překážky"] == "koordinace, metodika"
    assert told["A2.6"]["Naše hodnocení a proč"].startswith("plněno částečně – ")
    head, _, *rows = table_of(lists, "Příštích šest měsíců\n")
    assert head[3:5] == ["Odpovídá", "Překážky"]
    head, _, *rows = table_of(kinds, "Po termínu\n")
    found = {row[0]: dict(zip(head, row, strict=True)) for row in rows}
    assert set(found) == set(told)
    for code, row in found.items():
        for name in ("Název", "Odpovídá", "Překážky"):
            assert row[name] == told[code][name], (code, name)
        assert code in row["Proč"]


def test_abbreviations_are_expanded_and_groups_translated(folder, answers, gap_answers, tmp_path):
    write_report(answers, gap_answers, tmp_path, as_of=None, lang="en")
    czech = [row[0] for row in table_of(plain(folder), "Zatížení aktérů\n")]
    english = [row[0] for row in table_of(plain(tmp_path), "Load of actors\n")]
    assert "**OSV** – Odbor sociálních věcí" in czech
    assert "**NNO** – nestátní neziskové organizace (skupina)" in czech
    assert "obce (skupina)" in czech
    assert "**OSV** – Department of Social Affairs" in english
    assert "**NNO** – non-governmental non-profit organisations (group)" in english
    assert "municipalities (group)" in english
    assert not any("obce" in name or "skupina" in name for name in english)
    pictures = (folder / "report.html").read_text(encoding="utf-8").split('lang="en" data-title')
    names = [re.findall(r"<text[^>]*>([^<]+)</text>", part) for part in pictures]
    assert {"obce (skupina)", "NNO (skupina)", "OSV"} <= set(names[0])
    translated = {"municipalities (group)", "non-governmental non-profit organisations (group)"}
    assert translated | {"OSV"} <= set(names[1])
    assert not any("skupina" in name or name.startswith("obce") for name in names[1])


# --- HTML


def test_nothing_is_asked_of_the_network_and_nothing_fails(open_report):
    page = open_report()
    page.click(".switch >> visible=true")
    assert page.faults == []
    assert all(url.startswith("file:") for url in page.asked)
    assert len(page.asked) == 1


def test_the_page_loads_nothing_and_styles_nothing_inline(html):
    assert re.findall(r"\s(?:src|style)=", html) == []
    assert all(link.startswith("#") for link in re.findall(r'href="([^"]*)"', html))
    assert "url(" not in re.sub(r"url\(#", "", html)
    assert "default-src &#39;none&#39;" in html


def test_identifiers_are_unique_and_every_reference_leads_somewhere(html):
    names = re.findall(r'\sid="([^"]*)"', html)
    assert len(names) == len(set(names))
    used = re.findall(r'href="#([^"]*)"', html) + re.findall(r"url\(#([^)]*)\)", html)
    assert set(used) <= set(names)
    assert {"cs-goal-9", "en-goal-9", "cs-measure-A1.4", "en-gaps"} <= set(names)


def test_pictures_carry_text_and_say_what_they_show(html):
    pictures = re.findall(r"<svg .*?</svg>", html, flags=re.S)
    assert len(pictures) == 6
    for picture in pictures:
        assert 'role="img"' in picture
        label = re.search(r'aria-label="([^"]{60,})"', picture)
        assert label, picture[:200]
        assert picture.count("<text") > 20
    assert ">OSV</text>" in html


@pytest.mark.parametrize("lang", ["cs", "en"])
@pytest.mark.parametrize("width", [1366, 390])
def test_axe_finds_nothing(lang, width, open_report, axe):
    page = open_report(width=width, bypass_csp=True)
    if lang == "en":
        page.click(".switch >> visible=true")
    page.evaluate(axe)
    assert page.evaluate(AXE_RUN) == []


def test_axe_would_notice_a_fault(open_report, axe):
    page = open_report(bypass_csp=True)
    page.evaluate(axe)
    page.evaluate("document.documentElement.removeAttribute('lang')")
    page.evaluate("document.querySelector('caption').style.color = '#ddd'")
    found = " ".join(page.evaluate(AXE_RUN))
    assert "html-has-lang" in found and "color-contrast" in found


def test_the_switch_changes_language_title_and_focus(open_report):
    page = open_report()
    assert page.title().replace("\u00a0", " ") == "Zpráva o vazbách strategie"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.title() == "Report on the strategy’s cross-links"
    assert page.evaluate("document.documentElement.lang") == "en"
    assert page.locator(".report[lang=cs]").is_hidden()
    assert page.evaluate("document.activeElement.textContent") == "Čeština"


def test_a_link_to_the_other_language_shows_it(open_report):
    page = open_report(where="en-goal-9")
    assert page.evaluate("document.documentElement.lang") == "en"
    assert page.locator("#en-goal-9").is_visible()


def test_without_scripts_the_page_is_czech(open_report):
    page = open_report(java_script_enabled=False)
    assert page.locator(".report[lang=cs] h1").is_visible()
    assert page.locator(".report[lang=en]").is_hidden()
    assert page.locator(".switch >> visible=true").count() == 0


@pytest.mark.parametrize("lang", ["cs", "en"])
def test_print_shows_the_chosen_language_in_a4_with_nothing_cut(lang, open_report, tmp_path):
    page = open_report(width=688)  # A4 without its margins, at 96 pixels an inch
    if lang == "en":
        page.click(".switch >> visible=true")
    page.emulate_media(media="print")
    other = "en" if lang == "cs" else "cs"
    assert page.locator(f".report[lang={other}]").is_hidden()
    assert page.locator(".switch >> visible=true").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 688
    assert page.evaluate(CLIPPED) == []
    paper = page.pdf(path=str(tmp_path / "report.pdf"), prefer_css_page_size=True)
    boxes = set(re.findall(rb"/MediaBox \[([^\]]*)\]", paper))
    assert boxes == {b"0 0 594.95996 841.91998"}


@pytest.mark.parametrize("lang", ["cs", "en"])
def test_a_goal_begins_on_a_new_page_or_in_the_upper_half_of_one(lang, facts, open_report):
    page = open_report()
    if lang == "en":
        page.click(".switch >> visible=true")
    paper = page.pdf(prefer_css_page_size=True)
    places = re.findall(rb"/%s-goal-(\d+) \[(\d+) 0 R /XYZ \S+ (\S+)" % lang.encode(), paper)
    heights = {int(goal): float(height) for goal, _, height in places}
    assert sorted(map(str, heights)) == sorted(facts.goals)
    assert min(heights.values()) > 842 / 2 - 60  # points from the lower edge of A4
    # Some page holds the end of one goal and the start of the next: it would be nearly empty.
    assert any(height < 700 for height in heights.values())


def test_only_the_first_sections_begin_on_new_pages(open_report):
    page = open_report()
    page.emulate_media(media="print")
    breaks = page.evaluate(
        "Object.fromEntries([...document.querySelectorAll('.report[lang=cs] main > section')].map("
        "box => [box.id.slice(3), getComputedStyle(box).breakBefore]))"
    )
    on = [name for name, where in breaks.items() if where == "page"]
    assert on == ["overview", "coverage", "load", "goals"]


def test_a_figure_wider_than_a_telephone_can_be_scrolled_by_keyboard(open_report):
    page = open_report(width=390)
    assert page.locator("figure[tabindex='0'] >> visible=true").count() == 3
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    wide = open_report()
    assert wide.locator("[tabindex='0']").count() == 0


def test_data_are_never_markup(answers, open_report, tmp_path):
    evil = answers
    for name, column in (
        ("report-plans", "strategy_cs"),
        ("report-goals", "title_cs"),
        ("report-goals", "title_en"),
        ("report-sub-areas", "title_cs"),
        ("report-measures", "title_cs"),
        ("report-assessments", "reason_cs"),
        ("report-deadlines", "wording_cs"),
        ("report-alignments", "reading"),
        ("report-discrepancies", "description_cs"),
        ("report-documents", "title_cs"),
    ):
        evil = changed(evil, name, column, PAYLOAD)
    columns, rows = evil["report-involvements"]
    rows = [(*row[:3], PAYLOAD if row[3] == "OSV" else row[3], *row[4:]) for row in rows]
    evil = {**evil, "report-involvements": (columns, rows)}
    found = gaps("thin", gap("thin", PAYLOAD, partner=PAYLOAD))
    write_report(evil, found, tmp_path, as_of=None, lang="cs")
    page = open_report(tmp_path / "report.html", bypass_csp=True)
    page.click(".switch >> visible=true")
    assert page.dialogs == [] and page.faults == []
    assert page.locator("img").count() == 0
    text = plain(tmp_path)
    assert "<img" not in text.replace("\\<img", "")
    for sheet in sheets(tmp_path / "gaps.xlsx"):
        for cell in itertools.chain.from_iterable(sheet.iter_rows()):
            assert cell.data_type in {"s", "n"}, (sheet.title, cell.coordinate)


def test_empty_grids_and_unknown_letters_are_drawn():
    empty = squares([], [], [], "hatch", name="a", said="nothing")
    assert empty.startswith("<svg")
    picture = squares([[Square(1)]], ["漢字"], ["A1"], "hatch", name="b", said="one")
    assert "漢字" in picture
    assert ">$a$</text>" in bars([Bar("$a$", 1, 2)], "a", "b", "c", name="c", said="one bar")


# --- Markdown


def test_markdown_tables_have_as_many_cells_as_headings(folder):
    lines = (folder / "report.md").read_text(encoding="utf-8").splitlines()
    width = 0
    for line in lines:
        cells = len(re.findall(r"(?<!\\)\|", line))
        if line.startswith("|"):
            assert width in {0, cells}, line
            width = cells
        else:
            width = 0
    assert sum(line.startswith("| --- ") for line in lines) > 40


def test_markdown_tells_all_that_the_page_tells(folder, html):
    text = (folder / "report.md").read_text(encoding="utf-8").replace("\\", "")
    czech = html.split('lang="en" data-title')[0]
    for name in re.findall(r"<(?:caption|h[123])[^>]*>(.*?)</", czech):
        assert name.replace("&#34;", '"').replace("&amp;", "&") in text
    for code in ("A1.1", "E1.6", "OSV", "000, ř. 10–16".replace("ř. ", "ř.\u00a0")):
        assert code in text


def test_markdown_speaks_the_language_asked_for(answers, gap_answers, tmp_path):
    write_report(answers, gap_answers, tmp_path, as_of="2026-06-30", lang="en")
    text = plain(tmp_path)
    assert text.startswith("# Report on the strategy")
    assert "State as of 30 June 2026" in text


# --- Workbook


def test_the_workbook_has_a_sheet_a_kind_with_all_its_gaps(folder, facts):
    book = sheets(folder / "gaps.xlsx")
    assert book.sheetnames[0] == "Přehled"
    assert book.sheetnames[-1] == "Nesrovnalosti"
    assert len(book.sheetnames) == len(facts.kinds) + 2
    assert all(len(name) <= 31 for name in book.sheetnames)
    for kind, sheet in zip(facts.kinds, book.worksheets[1:], strict=False):
        assert sheet.max_row == 1 + max(len(kind.gaps or ()), 1)
        assert sheet.freeze_panes == "A2"
        head = [cell.value for cell in sheet[1]]
        last = sheet.cell(1, len(head)).column_letter
        assert sheet.auto_filter.ref == f"A1:{last}{sheet.max_row}"
        assert head[-1] == "Proč anglicky"
        assert sheet.column_dimensions[last].width == 40
        if kind.gaps:
            row = {name: sheet.cell(2, number) for number, name in enumerate(head, 1)}
            assert isinstance(row["První řádek"].value, int)
            assert (row["Proč"].value or "") == kind.gaps[0].reason.cs
            assert row["Proč anglicky"].value == kind.gaps[0].reason.en
            assert sheet["A2"].data_type == "s"
            assert row["Proč"].alignment.wrap_text
            columns = zip(head, sheet.iter_cols(min_row=2, values_only=True), strict=True)
            empty = [name for name, values in columns if not any(values)]
            assert empty == [], kind.name


def test_the_workbook_names_measures_and_goals(folder, facts):
    book = sheets(folder / "gaps.xlsx")
    for kind, sheet in zip(facts.kinds, book.worksheets[1:], strict=False):
        head = [cell.value for cell in sheet[1]]
        item = kind.about.get("item")
        told = ["Název", "Odpovídá", "Překážky"]
        expected = told if item == "measure" else told[:1] if item == "goal" else []
        assert [name for name in head if name in told] == expected, kind.name
        assert head[1 : 1 + len(expected)] == expected
    rows = {row[0]: row for row in book["Po termínu"].iter_rows(min_row=2, values_only=True)}
    assert rows["B2.2"][1].startswith("Návrh a realizace osvětové kampaně")
    assert rows["B2.2"][2:4] == ("OSV", "financování")
    assert rows["A2.6"][3] == "koordinace, metodika"
    thin = {row[0]: row for row in book["Slabé pokrytí"].iter_rows(min_row=2, values_only=True)}
    assert thin["9"][1] == facts.goals["9"].title.cs


def test_a_second_item_has_its_column_where_there_is_one(answers, tmp_path):
    found = {
        **gaps("thin", gap("thin", "9")),
        **gaps("doubtful", gap("doubtful", "9", partner="P")),
    }
    write_report(answers, found, tmp_path, as_of=None, lang="cs")
    book = sheets(tmp_path / "gaps.xlsx")
    assert "Druhá položka" not in [cell.value for cell in book["Slabé pokrytí"][1]]
    assert book["Pochybné pokrytí"]["C1"].value == "Druhá položka"
    assert book["Pochybné pokrytí"]["C2"].value == "P"


def test_codes_are_text_and_not_marked_as_faults(folder):
    assert sheets(folder / "gaps.xlsx")["Slabé pokrytí"]["A2"].data_type == "s"
    with zipfile.ZipFile(folder / "gaps.xlsx") as book:
        names = [name for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
        for name in names:
            sheet = book.read(name).decode("utf-8")
            cells = re.search(r'<dimension ref="([^"]+)"', sheet)[1]
            mark = f'<ignoredError sqref="{cells}" numberStoredAsText="1"/>'
            assert sheet.endswith(f"<ignoredErrors>{mark}</ignoredErrors></worksheet>"), name
    assert len(names) > 10


def test_how_rows_and_discrepancies_relate_is_said(folder, facts, answers, gap_answers, tmp_path):
    number = len(facts.discrepancies)
    sheet = sheets(folder / "gaps.xlsx")["Nesrovnalosti"]
    where = sheet.max_row - 2
    assert where == sum(len(one.places) for one in facts.discrepancies) > number
    said = f"{number} nesrovnalostí na {where} místech"
    assert said in sheet["A1"].value.replace("\u00a0", " ")
    assert sheet["A2"].value == "Označení"
    assert sheet.freeze_panes == "A3"
    assert sheet.auto_filter.ref == f"A2:I{sheet.max_row}"
    assert said in plain(folder).split("## Kvalita dat")[1].split("###")[0]
    write_report(answers, gap_answers, tmp_path, as_of=None, lang="en")
    assert f"{number} discrepancies at {where} places" in plain(tmp_path)


def test_the_overview_counts_and_links(folder, facts):
    book = sheets(folder / "gaps.xlsx")
    overview = book["Přehled"]
    for number, kind in enumerate(facts.kinds, 2):
        row = [cell.value for cell in overview[number]]
        assert row[2:5] == (list(kind.counts()) if kind.gaps is not None else ["–"] * 3)
        link = overview.cell(number, 6).hyperlink
        assert link.location == f"'{row[5]}'!A1"
        assert row[5] in book.sheetnames


def test_sheet_names_are_made_short_allowed_and_different(answers, tmp_path):
    columns, rows = answers["gap-kinds"]
    long = "Společný [název]: který/je * příliš dlouhý?"
    rows = [(row[0], long, *row[2:]) for row in rows]
    write_report({**answers, "gap-kinds": (columns, rows)}, {}, tmp_path, as_of=None, lang="cs")
    names = sheets(tmp_path / "gaps.xlsx").sheetnames
    assert len({name.casefold() for name in names}) == len(rows) + 2
    assert all(len(name) <= 31 and not re.search(r"[\[\]:*?/\\]", name) for name in names)


def test_no_cell_is_a_formula_and_control_characters_are_written_out(answers, tmp_path):
    row = gap("thin", "=SUM(A1:A9)", partner="@x")
    row = (*row[:3], "+1\x07", "-1", *row[5:])
    write_report(answers, gaps("thin", row), tmp_path, as_of=None, lang="cs")
    sheet = sheets(tmp_path / "gaps.xlsx")["Slabé pokrytí"]
    found = [sheet.cell(2, column) for column in (1, 2, 3, 4, 12)]
    assert [cell.value for cell in found] == ["=SUM(A1:A9)", "–", "@x", "+1\\x07", "-1"]
    assert {cell.data_type for cell in found} == {"s"}
    with zipfile.ZipFile(tmp_path / "gaps.xlsx") as book:
        assert all(b"<f>" not in book.read(name) for name in book.namelist())


def test_the_same_gaps_give_the_same_bytes(answers, gap_answers, folder, tmp_path):
    write_report(answers, gap_answers, tmp_path, as_of=None, lang="cs")
    for name in FILES:
        assert (tmp_path / name).read_bytes() == (folder / name).read_bytes(), name
    with zipfile.ZipFile(tmp_path / "gaps.xlsx") as book:
        assert {entry.date_time for entry in book.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = book.read("docProps/core.xml").decode("utf-8")
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+", core)) == {"2025-12-31T00:00:00"}


def test_hash_seeds_change_no_byte(built, tmp_path):
    made = []
    for seed in ("1", "2"):
        where = tmp_path / seed
        where.mkdir()
        for name in ("graph.nq", "vocabulary.nt", "single-point.csv"):
            (where / name).write_bytes((built.build / name).read_bytes())
        subprocess.run(
            [sys.executable, "-m", "graph_tools", "report", "--build", str(where), "--lang", "cs"],
            env={**os.environ, "PYTHONHASHSEED": seed}, cwd=ROOT, check=True, capture_output=True,
        )  # fmt: skip
        made.append([(where / name).read_bytes() for name in FILES])
    assert made[0] == made[1]


def test_every_answer_the_report_needs_has_a_page_query(answers):
    assert set(COLUMNS) <= set(answers)
