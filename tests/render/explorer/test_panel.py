"""The panel beside every view, and marks of doubt in the list: certainty, source, whose word."""

import itertools
import re

import pytest
from looks import VIEWS, part, settled

from graph_tools.render.explorer import write_explorer
from graph_tools.render.explorer.content import page_data


def test_details_name_certainty_source_lines_and_neighbours_in_words(open_page):
    page = settled(open_page("view=list&id=measure/A1.4"))
    panel = page.locator("#panel")
    text = panel.inner_text()
    assert re.search(r"Zdroj: Příloha zprávy, ř\.\s34–42", text)
    assert "není úřední" in text and "Přispívá k\u00a0cílům" in text and "jisté" in text
    assert "nejisté" in text and "1/1,3,5" in text
    panel.locator('[data-id="goal/5"]').click()
    settled(page)
    assert "id=goal/5" in page.url
    assert page.evaluate("document.activeElement.id") == "details-title"
    page.go_back()
    settled(page)
    assert "Podpora spolupráce škol" in panel.inner_text()


def test_items_of_every_kind_open_with_a_source(open_page, explorer):
    page = open_page("view=list")
    kinds = {item["kind"]: item["id"] for item in part(explorer, "data")["items"]}
    for kind, item in sorted(kinds.items()):
        page.evaluate("id => { location.hash = 'view=list&id=' + id }", item)
        settled(page)
        assert page.locator("#details-title").inner_text().strip(), kind
        assert "Zdroj: " in page.locator("#panel").inner_text(), kind
    assert page.faults == []


def listed(page, item):
    """The line about strategic measures in the row of ``item``: its text, and each doubtful one."""
    return page.evaluate(
        """id => { const line = [...document.querySelectorAll(`tr[data-row="${id}"] .words > span`)]
          .find((one) => one.textContent.startsWith("Naplňuje"));
          const rest = line.querySelector(".left-out");
          const read = (box) => (box ? box.textContent.replace(/\\s/g, " ") : "");
          return {text: read(line), rest: read(rest)}; }""",
        item,
    )


@pytest.mark.parametrize("reading", ["strict", "default", "lenient"])
def test_the_list_marks_every_doubtful_link_and_counts_by_the_reading(answers, open_page, reading):
    level = {"certain": 0, "probable": 1, "uncertain": 2}
    most = ["strict", "default", "lenient"].index(reading)
    certainties = {}
    for link in page_data(answers)["links"]:
        if link["relation"] == "implements":
            best = certainties.setdefault(link["source"], {})
            code = link["target"].split("/")[1]
            best[code] = min(best.get(code, 2), level[link["certainty"]])
    assert {2} == set(certainties["measure/A1.4"].values())
    page = settled(open_page(f"view=list&reading={reading}"))
    for item, found in sorted(certainties.items()):
        said = listed(page, item)
        counted = {code for code, at in found.items() if at <= most}
        assert f"({len(counted)}): " in said["text"], (item, said)
        for code, at in found.items():
            mark = ["", r"\? \(pravděpodobné\)", r"\?\? \(nejisté\)"][at]
            place = said["text"] if code in counted else said["rest"]
            assert re.search(rf"[ (]{code}{mark}(,|\)|$| \()", place), (item, code, said)
            assert code in counted or "v tomto čtení se nepočítá" in said["rest"]
        assert bool(said["rest"]) == (len(counted) < len(found)), (item, said)
    assert "?? = nejisté" in page.locator("#main").inner_text()
    assert "?? = nejisté" in page.locator("#panel .legend").inner_text()


def test_codes_of_linked_strategies_stand_as_printed_before_the_measures(answers, open_page):
    page = settled(open_page("view=list&id=sub-area/A2"))
    heads = page.locator("#panel .group h3").all_inner_texts()
    codes = next(at for at, head in enumerate(heads) if head.startswith("Odkazuje"))
    assert codes < next(at for at, head in enumerate(heads) if head.startswith("Opatření"))
    group = page.locator("#panel .group").nth(codes)
    assert group.inner_text().count("jeho existenci nelze ověřit") == 1
    columns, rows = answers["links"]
    at = {name: place for place, name in enumerate(columns)}
    wanted = [
        (int(row[at["key"]].rsplit("/", 1)[1]), row[at["code"]], row[at["certainty"]])
        for row in rows
        if (row[at["source"]], row[at["target"]]) == ("sub-area/A2", "strategy/development")
    ]
    said = group.locator("li", has=page.locator('[data-id="strategy/development"]'))
    lines = [" ".join(line.split()) for line in said.locator(".meta").all_inner_texts()]
    assert len(lines) == len(wanted) > 10
    for line, (_, code, certainty) in zip(lines, sorted(wanted), strict=True):
        mark = {"certain": "", "probable": "?", "uncertain": "??"}[certainty]
        assert re.search(rf"{re.escape(code + mark)} \(", line), (code, line)


def test_words_a_reader_does_not_stumble_over(open_page):
    page = settled(open_page("view=list&types=document"))
    page.locator("#list-more").click()
    assert "Týká se (1): Kamenický Šenov" in page.locator("#main").inner_text()
    assert not re.search(r"\): 56\d{4}", page.locator("#main").inner_text())
    page.evaluate("location.hash = 'view=list&id=measure/A1.1'")
    settled(page)
    text = " ".join(page.locator("#panel").inner_text().split())
    assert "průběžně" in text and "Začátek a konec" not in text
    assert "Odhad autorů grafu – není úřední" in text and "Odvozeno z" in text
    page.evaluate("location.hash = 'view=list&id=measure/A2.2'")
    settled(page)
    assert "Začátek a\u00a0konec" in page.locator("#panel").inner_text()
    page = settled(open_page("view=overview"))
    said = " ".join(page.locator(".gap-items").inner_text().split())
    assert "Cíl 13 při jistých čteních nemá žádné opatření" in said


def test_lines_of_a_source_that_overlap_are_said_once(open_page, explorer):
    data = part(explorer, "data")
    doubled = {
        at: places
        for at, places in enumerate(data["places"])
        if any(
            a != b and a[0] == b[0] and a[1] <= b[1] <= a[2]
            for a, b in itertools.permutations(places, 2)
        )
    }
    items = [one["id"] for one in data["items"] if one["place"] in doubled]
    assert items
    page = open_page("view=list")
    for item in items[:10]:
        page.evaluate("id => { location.hash = 'view=list&id=' + id }", item)
        settled(page)
        source = page.locator("#panel > .meta .source").first.inner_text()
        for document in source.split(";"):
            lines = document.partition("ř.")[2]
            spans = [(int(a), int(b or a)) for a, b in re.findall(r"(\d+)(?:–(\d+))?", lines)]
            assert spans and all(a[1] < b[0] for a, b in itertools.pairwise(spans)), source


def test_the_reading_can_be_chosen_in_the_list(open_page):
    page = settled(open_page("view=list&reading=default"))
    assert "(0): (" in listed(page, "measure/A1.4")["text"]
    page.locator('input[value="lenient"]').check()
    settled(page)
    said = listed(page, "measure/A1.4")
    assert "(0)" not in said["text"] and said["rest"] == "" and "I??" in said["text"]


def test_the_panel_marks_every_doubtful_link_and_counts_by_the_reading(answers, open_page):
    ids = {
        link["target"]
        for link in page_data(answers)["links"]
        if link["relation"] == "implements" and link["source"] == "measure/A1.4"
    }
    for reading, head in (
        ("default", f"(0; nezapočteno {len(ids)})"),
        ("lenient", f"({len(ids)})"),
    ):
        page = settled(open_page(f"view=overview&id=measure/A1.4&reading={reading}"))
        group = page.locator("#panel .group", has_text="Naplňuje")
        assert group.locator("h3").inner_text().endswith(head)
        assert group.locator("button .unsure").all_inner_texts() == ["??"] * len(ids)
        assert group.locator(".left-out").count() == (len(ids) if reading == "default" else 0)
    page = settled(open_page("view=overview&reading=default"))
    said = " ".join(page.locator(".gap-items").inner_text().split())
    assert "U cíle 13 při jistých čteních není žádné opatření" in said


# Every sight of our own estimate, and the box that must say whose it is.
OURS = """() => [...document.querySelectorAll(
    "#app .mark, #app .gap-tag, #app .gap-line, #app .gap-items p")]
  .filter(box => box.matches(".mark") || /nenaplněný|unfulfilled/.test(box.textContent))
  .map(box => (box.closest(".card, .ours, .group") || box).textContent)
  .filter(said => !/náš.odhad|našeho (odhadu|hodnocení)|odhad autorů|our assessment/i.test(said)
    && !/assessment by/i.test(said)
    && !/^(Úřední výsledek|Official result)/.test(said))"""


@pytest.mark.parametrize("lang", ["cs", "en"])
def test_our_estimate_never_stands_without_saying_whose_it_is(answers, open_page, tmp_path, lang):
    columns, rows = answers["facts"]
    fact, value = columns.index("fact"), columns.index("value")
    none_fulfilled = [
        (*row[:value], "notFulfilled", *row[value + 1 :]) if row[fact] == "status" else row
        for row in rows
    ]
    names, gaps = answers["gaps"]
    unfulfilled = ("unfulfilled", "1", "", "Podle našeho hodnocení žádné.",
                   "None by our assessment.", "yes", "yes", "yes", "", "", "")  # fmt: skip
    given = {"facts": (columns, none_fulfilled), "gaps": (names, [*gaps, unfulfilled])}
    path = write_explorer({**answers, **given}, tmp_path)
    wanted = {"cs": "nenaplněný cíl", "en": "unfulfilled goal"}[lang]
    for view in VIEWS:
        for item in ("", "&id=goal/1", "&id=measure/A1.2"):
            page = settled(open_page(f"view={view}&lang={lang}{item}", path=path))
            assert page.evaluate(OURS) == [], (view, item)
            if not item:
                assert wanted in page.locator("#panel").inner_text()
    page = settled(open_page(f"view=matrix&lang={lang}"))
    label = {"cs": "našeho odhadu", "en": "our assessment"}[lang]
    assert label in page.locator("#main").inner_text()
    page = settled(open_page(f"view=list&lang={lang}&id=measure/A1.2"))
    barrier = page.locator("#panel dt", has_text={"cs": "Překážka", "en": "Barrier"}[lang])
    assert {"cs": "určili jsme my", "en": "by us"}[lang] in barrier.inner_text()


@pytest.mark.parametrize("lang", ["cs", "en"])
def test_measures_in_the_panel_carry_deadline_and_our_status(answers, open_page, lang):
    data = page_data(answers)
    status = {item: fact[1] for item, facts in data["facts"].items()
              for fact in facts if fact[0] == "status"}  # fmt: skip
    due = {item: fact[2] for item, facts in data["facts"].items()
           for fact in facts if fact[0] == "deadline"}  # fmt: skip
    page = settled(open_page(f"view=overview&id=actor/osv&lang={lang}"))
    group = page.locator('[data-group="responsible.source"]')
    words = {"cs": "náš odhad", "en": "our assessment"}[lang]
    assert group.inner_text().count(words) == 1
    lines = group.locator("li")
    assert lines.count() > 30
    for index in range(lines.count()):
        line = lines.nth(index)
        item = line.locator("button").get_attribute("data-id")
        said = line.locator(".measure-state").inner_text()
        label = data["terms"]["status/" + status[item]][0 if lang == "cs" else 1]
        assert label in said and line.locator(f".mark.s-{status[item]}").count() == 1
        assert lang == "en" or item not in due or due[item] in said, (item, said)


@pytest.mark.parametrize("lang", ["cs", "en"])
def test_a_damaged_place_is_said_to_be_read_by_us(answers, open_page, lang):
    links = [link for link in page_data(answers)["links"]
             if link["relation"] in {"responsible", "collaborating"}
             and link.get("reading")]  # fmt: skip
    in_document, read_as = {"cs": ("v\u00a0dokumentu „{}“", "čteme jako „{}“"),
                            "en": ("in the document “{}”", "we read it as “{}”")}[lang]  # fmt: skip
    doubtful = [link for link in links if link["certainty"] != "certain"]
    sure = [link for link in links if link["certainty"] == "certain"]
    assert doubtful
    for link in [*doubtful[:3], *sure[:3]]:
        page = settled(open_page(f"view=overview&lang={lang}&id={link['source']}"))
        said = page.locator("#panel").inner_text()
        words = read_as if link in doubtful else in_document
        assert words.format(link["reading"]) in said, (link, said)


def test_measures_of_a_leading_actor_stand_in_natural_order(answers, open_page):
    data = page_data(answers)
    goals = [item["id"] for item in data["items"] if item["kind"] == "Goal"]
    seen = 0
    for goal in goals:
        page = settled(open_page(f"view=overview&id={goal}&reading=lenient"))
        head = page.locator("#panel .group").filter(has_text="Kdo vede").first
        for codes in head.locator("li > .meta").all_inner_texts():
            listed = codes.split(", ")
            order = [(code[0], *map(int, code[1:].split("."))) for code in listed]
            assert order == sorted(set(order)), (goal, codes)
            seen += len(listed) > 9
    assert seen


def test_what_has_no_code_carries_no_letter(open_page):
    page = settled(open_page("view=overview&id=area/A"))
    page.evaluate("location.hash = 'view=overview&id=measure/A1.1'")
    settled(page)
    badges = page.locator("#panel .badge").all_inner_texts()
    assert badges and not [one for one in badges if one in {"S", "P", "N", "O", "U", "Ú"}]
