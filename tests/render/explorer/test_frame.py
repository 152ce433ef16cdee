"""What surrounds every view: address, language, search, keyboard, and text that is only text."""

import itertools

import pytest
from looks import CZECH, UI_TEXT, VIEWS, part, settled

from graph_tools.render.explorer import bundle, write_explorer

POISON = (
    "</script><script>window.hit=1;alert(1)</script><img src=x onerror='window.hit=1'>"
    "{{ 7*7 }} href ' \" \u202e\u2066\U0001f9d1\u200d\U0001f91d\u200d\U0001f9d1 "
)
# Columns that hold identifiers, values of code lists or numbers: changing them is another fault.
KEPT = {
    "id", "kind", "key", "source", "target", "relation", "certainty", "document", "goal",
    "sub_area", "status", "scheme", "fact", "about", "first_line", "last_line", "strict",
    "default", "lenient", "count", "percent", "total", "value", "moment", "precision", "resolution",
    "projection", "community", "weight", "load", "name", "item", "partner",
}  # fmt: skip


def spoilt(answers, poison, kept=KEPT):
    return {
        name: (
            columns,
            [
                tuple(
                    cell + poison if cell and column not in kept else cell
                    for column, cell in zip(columns, row, strict=True)
                )
                for row in rows
            ],
        )
        for name, (columns, rows) in answers.items()
    }


def test_the_hash_is_read_against_lists(open_page):
    page = settled(
        open_page("view=%3Cimg%3E&id=%22%3E%3Cscript%3Ealert(1)%3C/script%3E&lang=xx&reading=all"
                  "&kind=%3Cb%3E&open=x&net=y&query=../../etc&other=z&pair=q&cell=a%20b", own=True)
    )  # fmt: skip
    assert page.locator('.tabs [aria-current="page"]').inner_text() == "Přehled"
    assert page.evaluate("document.documentElement.lang") == "cs"
    assert page.locator("#panel .notice").count() == 1
    assert page.locator('input[value="default"]').is_checked()
    assert page.faults == [] and page.dialogs == []


def test_back_returns_to_what_was_shown(open_page):
    page = settled(open_page("view=matrix"))
    page.locator('.row-head[data-id="goal/9"]').click()
    settled(page)
    page.locator('.tabs [data-view="list"]').click()
    settled(page)
    page.go_back()
    settled(page)
    assert page.locator('.tabs [aria-current="page"]').get_attribute("data-view") == "matrix"
    assert page.locator("#details-title").inner_text().startswith("Prevence zadlužení")
    page.go_back()
    settled(page)
    assert "id=" not in page.url


def test_search_finds_without_accents_by_all_words_by_code_and_by_other_names(open_page, answers):
    page = open_page("view=overview")
    field = page.locator("#search")

    def found(text):
        field.fill(text)
        return page.locator("#search-results [data-found]").evaluate_all(
            "all => all.map(one => one.dataset.found)"
        )

    assert "goal/9" in found("prevence zadluzeni")
    assert found("PREVENCE ZADLUŽENÍ")[0] == "goal/9"
    assert sorted(found("zadluzeni prevence")) == sorted(found("prevence zadluzeni"))
    assert found("a1.4")[0] == "measure/A1.4"
    assert found("XIII")[0] == "strategic-measure/XIII"
    assert any(one.startswith("sub-area/") for one in found("D3.1a"))
    for item, name in answers["names"][1][:5]:
        hits = found(name)
        assert item in hits or len(hits) == 10, name
    assert found("xyzzy") == []
    assert "Nic nenalezeno" in page.locator(".top .search-status").inner_text()


def hits(page, text):
    """What a search offers, as ids in their order."""
    page.locator("#search").fill(text)
    return page.locator("#search-results [data-found]").evaluate_all(
        "all => all.map(one => one.dataset.found)"
    )


def test_a_kind_with_a_code_and_a_bare_code_come_first(open_page, answers):
    page = open_page("view=overview")
    columns, rows = answers["items"]
    at = {name: place for place, name in enumerate(columns)}
    goals = [row for row in rows if row[at["kind"]] == "Goal"]
    assert len(goals) == 13
    for row in goals:
        for words in ("cíl {}", "CIL {}", "goal {}", "{} cíl", "{}"):
            asked = words.format(row[at["code"]])
            assert hits(page, asked)[0] == row[at["id"]], asked
    assert hits(page, "opatření A1.4")[0] == "measure/A1.4"
    assert hits(page, "podokruh A1")[0] == "sub-area/A1"
    assert hits(page, "cíl 1")[1:5] == [f"goal/{n}" for n in range(10, 14)]
    page.locator("#search").fill("cíl 5")
    page.keyboard.press("Enter")
    settled(page)
    assert "id=goal/5" in page.url


def test_two_codes_offer_how_they_are_connected(open_page):
    page = open_page("view=overview")
    for asked in ("OSV ORREP", "osv a orrep"):
        assert hits(page, asked) == []
        assert page.locator("#search-results [role=option]").all_inner_texts() == [
            "Jak spolu souvisí OSV a\u00a0ORREP"
        ]
    page.keyboard.press("Enter")
    settled(page)
    assert page.locator("#details-title").inner_text() == "Jak spolu souvisí: OSV a\u00a0ORREP"
    assert page.evaluate("document.activeElement.id") == "details-title"
    for asked in ("OSV xyzzy", "OSV OSV", "cíl 5"):
        hits(page, asked)
        assert page.locator("[data-found-pair]").count() == 0, asked
    hits(page, "cíl 9 OSV")
    assert "Jak spolu souvisí cíl\u00a09 a\u00a0OSV" in page.locator("#search-results").inner_text()


def test_similar_words_are_offered_where_little_is_found_and_said_to_be_similar(open_page):
    page = open_page("view=overview")
    assert "goal/7" in hits(page, "dluhy"), "dluhového poradenství"
    alike = page.locator("#search-results .alike")
    exact = page.locator("#search-results [data-found]:not(.alike)").all_inner_texts()
    assert exact and all("dluhy" in one.lower() or "•" in one for one in exact)
    assert all("podobné slovo" in one for one in alike.all_inner_texts()) and alike.count()
    assert "podobných slov" in page.locator(".top .search-status").inner_text()
    order = page.locator("#search-results [data-found]").evaluate_all(
        "all => all.map(one => one.matches('.alike'))"
    )
    assert order == sorted(order), "what fits stands before what is similar"
    for asked in ("OSV", "A1.4", "opatření", "zadlu"):
        hits(page, asked)
        assert page.locator(".alike").count() == 0 or asked == "zadlu", asked


def test_english_leaves_no_czech_words_of_ours(open_page, explorer):
    data = part(explorer, "data")
    names = {name for item in data["items"] for name in (item["en"], *item.get("names", []))}
    names |= {item["short"][1] for item in data["items"] if "short" in item}
    own = [
        text["cs"].replace("{", "\0{").split("\0")[0].strip()
        for key, text in bundle.texts().items()
        if CZECH.search(text["cs"]) and not key.startswith("otherLang")
    ]
    page = settled(open_page("view=overview&lang=cs"))
    page.locator("#lang").click()
    settled(page)
    assert "lang=en" in page.url and page.evaluate("document.documentElement.lang") == "en"
    for view, where in itertools.product(
        VIEWS, ("", "&id=measure/A1.4", "&id=goal/13", "&id=sub-area/A1")
    ):
        page.evaluate("hash => { location.hash = hash }", f"view={view}&lang=en{where}")
        settled(page)
        for said in page.evaluate(UI_TEXT):
            left = [word for word in own if len(word) > 5 and word in said]
            assert not left or any(name in said for name in names if name), (view, said, left)


@pytest.mark.parametrize("bypass_csp", [False, True])
def test_markup_in_labels_codes_and_names_is_never_executed(
    answers, open_page, tmp_path, bypass_csp
):
    path = write_explorer(spoilt(answers, POISON), tmp_path)
    page = settled(open_page("view=list", path=path, bypass_csp=bypass_csp))
    for view in VIEWS:
        page.evaluate("hash => { location.hash = hash }", f"view={view}&id=measure/A1.4")
        settled(page)
        page.locator("#search").fill("onerror")
        settled(page)
        assert page.evaluate("window.hit") is None and page.dialogs == []
        assert page.locator("#app img, #app script").count() == 0
        assert "onerror" in page.locator("#panel").inner_text()
        assert "49 href" not in page.locator("#panel").inner_text()


def test_titles_of_four_hundred_characters_break_no_layout(answers, open_page, tmp_path):
    long = " – pokračování velmi dlouhého názvu \U0001f9d1\u200d\U0001f91d\u200d\U0001f9d1" * 12
    labels = {"label_cs", "label_en"}
    columns = {column for names, _ in answers.values() for column in names} - labels
    path = write_explorer(spoilt(answers, long, kept=columns), tmp_path)
    for view, size in itertools.product(VIEWS, [(1366, 768), (390, 844)]):
        page = settled(open_page(f"view={view}&id=goal/9", path=path, size=size))
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (view, size)
        assert page.faults == []


def test_a_keyboard_is_enough_to_search_and_leave(open_page):
    page = settled(open_page("view=overview"))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search"
    page.keyboard.type("zadluzeni")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    settled(page)
    assert "id=goal" in page.url or "id=measure" in page.url
    assert page.evaluate("document.activeElement.id") == "details-title"
    page.keyboard.press("Escape")
    settled(page)
    assert "id=" not in page.url


def test_f6_moves_between_the_view_and_the_details(open_page):
    page = settled(open_page("view=list"))
    where = """() => { const box = document.activeElement;
        return box.id || box.dataset.id || box.className; }"""
    page.locator(".row-link").nth(20).focus()
    row = page.evaluate(where)
    page.keyboard.press("Enter")
    settled(page)
    assert page.evaluate(where) == row, "the focus stays in the table"
    page.keyboard.press("F6")
    assert page.evaluate(where) == "details-title"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#panel') !== null")
    page.keyboard.press("F6")
    assert page.evaluate(where) == row
    page.keyboard.press("F6")
    page.keyboard.press("Escape")
    settled(page)
    assert page.evaluate(where) == row and "id=" not in page.url
    page.locator("#about").click()
    assert "F6" in page.locator("#about-page .keys").inner_text()


def test_every_view_is_reached_and_left_by_keyboard(open_page):
    page = settled(open_page("view=overview"))
    for view in VIEWS:
        tab = page.locator(f'.tabs [data-view="{view}"]')
        tab.focus()
        page.keyboard.press("Enter")
        settled(page)
        assert page.locator('.tabs [aria-current="page"]').get_attribute("data-view") == view
        seen = set()
        for _ in range(150):
            page.keyboard.press("Tab")
            place = page.evaluate("""() => { const box = document.activeElement;
                return box === document.body ? '' : box.outerHTML.slice(0, 200)
                  + box.getBoundingClientRect().top; }""")
            if not place or place in seen:
                break
            seen.add(place)
        else:
            continue  # a long list: that many stops without a trap
        assert len(seen) > 5, view


def test_a_phone_opens_the_list_and_the_details(open_page):
    page = settled(open_page("", size=(390, 844)))
    assert page.locator('.tabs [aria-current="page"]').inner_text() == "Seznam"
    page.locator(".row-link").first.click()
    settled(page)
    box = page.locator("#panel").bounding_box()
    assert (box["width"], box["height"]) == (390, 844)
    page.locator(".close").click()
    settled(page)
    assert "id=" not in page.url


def test_reduced_motion_is_respected(new_page, explorer):
    page = new_page(viewport={"width": 1366, "height": 768}, reduced_motion="reduce")
    page.goto(explorer.as_uri() + "#view=overview&id=goal/9")
    page.wait_for_selector("#main > *")
    moving = """[...document.querySelectorAll('*')].filter(box => {
        const style = getComputedStyle(box);
        return parseFloat(style.transitionDuration) > 0
          || style.animationName !== 'none'; }).length"""
    assert page.evaluate(moving) == 0
