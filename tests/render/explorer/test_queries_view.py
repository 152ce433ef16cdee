"""The Queries view: questions asked by a click give the command line's rows, in words."""

import csv
import io
import json
import re
from pathlib import Path

import pytest
from looks import UI_TEXT, WIDE, faults, settled

from graph_tools.queries import answer_from, find_page, find_question, load_store
from graph_tools.queries.words import in_words
from graph_tools.render.explorer import engine as engine_room
from graph_tools.render.explorer import write_explorer
from graph_tools.render.explorer.engine import find_engine
from graph_tools.render.explorer.page import GraphFiles

ASSETS = Path(engine_room.__file__).resolve().parent.parent / "assets"
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?a != ?h) }"
POISON = "</script><img src=x onerror='window.hit=1'><b>49</b>"
SOURCE = {"document", "first_line", "last_line"}
# Of every group, with and without readings; lists, days, decimals, gaps and long answers.
ASKED = [
    "goal-coverage", "measures", "measure-barriers", "external-references", "thin", "never-meet",
    "expired-link", "goal-measures-and-leads", "goals-served-together", "lead-concentration",
    "measures-of-actor", "deadlines-in-order", "events-and-resolutions", "code-users",
    "recorded-figures", "unfulfilled-with-reason", "doubtful-links",
]  # fmt: skip


@pytest.fixture(scope="module")
def graph(built):
    if find_engine() is None:
        folder = Path(engine_room.__file__).parent
        pytest.fail(f"Oxigraph is missing; install it: cd {folder} && npm install")
    return GraphFiles(
        (built.build / "graph.ttl").read_bytes(), (built.build / "vocabulary.nt").read_bytes()
    )


@pytest.fixture(scope="module")
def full(answers, graph, tmp_path_factory):
    """The page with the graph and the engine in it."""
    return write_explorer(answers, tmp_path_factory.mktemp("dotazy – plná"), graph)


@pytest.fixture(scope="module")
def store(built):
    return load_store(built.nquads)


@pytest.fixture
def at(open_page, full):
    """Opens the full page at a question."""

    def opened(name="", where="", **options):
        page = open_page(f"view=queries&query={name}{where}", path=full, **options)
        page.locator(".queries-view").wait_for()
        return page

    return opened


def answered(page):
    """Wait for what was asked."""
    page.locator('#query-result[aria-busy="false"]').wait_for(timeout=30_000)
    page.locator("#query-said:not(:empty), .query-fault").first.wait_for()
    return page


def ask(page, button="#query-ask"):
    page.locator(button).click()
    return answered(page)


def count(page):
    """The number of rows that is said; how long a slow answer took may stand behind it."""
    said = re.match(r"[\d\s,]*", page.locator("#query-said").inner_text())[0]
    return int(re.sub(r"\D", "", said) or 0)


def saved(page):
    """The answer as CSV."""
    page.locator("#save").click()
    with page.expect_download() as waiting:
        page.locator('[data-save="csv"]').click()
    page.locator("#save").click()
    with open(waiting.value.path(), "rb") as file:  # noqa: PTH123 - a path of the browser's own
        text = file.read().decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
    return rows[0], rows[1:]


def plain(text):
    return text.replace("\u00a0", " ").replace("\u2212", "-").removeprefix("'")


def spoken(cells):
    """What a column of numbers or days says in Czech; other cells as they are."""
    held = [cell for cell in cells if cell]
    if held and all(re.fullmatch(r"-?\d+(\.\d+)?", cell) for cell in held):
        return [re.sub(r"(?<=\d)(?=(\d{3})+$)", " ", cell) if len(cell) > 4 and "." not in cell
                else cell.replace(".", ",") for cell in cells]  # fmt: skip
    if any("-" in cell for cell in held) and all(
        re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", cell) for cell in held
    ):
        return [
            {0: lambda p: p[0], 1: lambda p: f"{int(p[1])}/{p[0]}",
             2: lambda p: f"{int(p[2])}. {int(p[1])}. {p[0]}"}[cell.count("-")](cell.split("-"))
            for cell in cells
        ]  # fmt: skip
    return cells


def expected(store, built, name, values):
    """Headings and rows in Czech words without sources, by the command line's own code."""
    question = find_question(built.queries, name)
    answer = answer_from(store, question, question.text_with(values))
    terms = answer_from(store, find_page(built.queries, "terms")).rows
    told = in_words(answer, question, terms, "cs")
    names = [column for column in answer.columns
             if not column.endswith("_en") and question.columns[column].cs != "–"]  # fmt: skip
    sourced = set(names) >= SOURCE
    kept = [place for place, column in enumerate(names) if not (sourced and column in SOURCE)]
    columns = [spoken([row[place] for row in told.rows]) for place in kept]
    return [told.columns[place] for place in kept], [
        list(row) for row in zip(*columns, strict=True)
    ]


def test_questions_are_answered_as_on_the_command_line(at, store, built):
    page = at("goals")
    groups = set()
    for name in ASKED:
        page.evaluate("name => { location.hash = 'view=queries&query=' + name }", name)
        page.locator(f'.query-entry[data-query="{name}"][aria-current]').wait_for()
        ask(page)
        question = find_question(built.queries, name)
        groups.add(question.group)
        values = {"reading": "default"} if "reading" in question.parameters else {}
        heads, rows = expected(store, built, name, values)
        got_heads, got = saved(page)
        if "Zdroj" in got_heads:
            place = got_heads.index("Zdroj")
            assert all(re.search(r", ř\. \d|^$", plain(row[place])) for row in got), name
            got_heads, got = ([row[:place] + row[place + 1 :] for row in part]
                              for part in ([got_heads], got))  # fmt: skip
            got_heads = got_heads[0]
        assert count(page) == len(rows) == len(got) > 0, name
        assert [plain(head).lower() for head in got_heads] == [
            re.sub(", česky$", "", head).lower() for head in heads
        ], name
        assert [[plain(cell) for cell in row] for row in got] == [
            [plain(cell) for cell in row] for row in rows
        ], name
    assert len(groups) == 9
    assert page.faults == []


def test_a_link_opens_a_question_without_asking_it(at):
    page = settled(at("goal-coverage"))
    assert page.locator("#query-title").inner_text() == "Pokrytí cílů"
    assert page.locator("#query-answer").inner_text() == ""
    assert not [url for url in page.asked if url.startswith("blob:")]
    page = settled(at("no-such-question"))
    assert "není" in page.locator("#main .notice").inner_text()
    assert page.locator("#query-result").count() == 0


def test_values_given_reach_the_query(at, store, built):
    page = at("measures-of-actor")
    page.locator("#query-value-actor").select_option("OSV")
    page.locator("#query-value-role").select_option("responsible")
    ask(page)
    values = {"actor": "OSV", "role": "responsible", "reading": "default"}
    assert count(page) == len(expected(store, built, "measures-of-actor", values)[1]) > 0
    said = page.locator("#query-said").inner_text()
    assert "Aktér: OSV" in said and "Role: odpovídá" in said and "i\u00a0pravděpodobná" in said
    page = at("deadlines-in-order")
    page.locator("#query-value-since").fill("1. 7. 2025")
    page.locator("#query-value-until").fill("12/2025")
    page.locator("#query-value-until").press("Enter")
    answered(page)
    values = {"since": "2025-07-01", "until": "2025-12"}
    assert count(page) == len(expected(store, built, "deadlines-in-order", values)[1]) > 0
    said = page.locator("#query-said").inner_text().replace("\u00a0", " ")
    assert "1. 7. 2025" in said and "12/2025" in said and "2025-" not in said


def test_the_text_shown_is_the_text_the_command_line_asks(at, built):
    page = at("provenance")
    page.locator(".query-sparql summary").click()
    for value in ('a"b\\c', "$& $1 }", "řád\u2028ek", "A1.4"):
        page.locator("#query-value-about").fill(value)
        wanted = find_question(built.queries, "provenance").text_with({"about": value})
        lines = [line for line in wanted.splitlines(keepends=True) if not line.startswith("#+")]
        assert page.locator("#query-text").input_value() == "".join(lines)


@pytest.mark.parametrize(
    ("name", "key", "value", "said"),
    [
        ("thin", "fewest", "tři", "celé číslo"),
        ("thin", "fewest", "", "celé číslo"),
        ("overdue", "as_of", "2026", "den"),
        ("overdue", "as_of", "31. 2. 2026", "den"),
        ("deadlines-in-order", "since", "13/2025", "den, měsíc nebo rok"),
    ],
)
def test_a_wrong_value_is_named_and_nothing_is_asked(at, name, key, value, said):
    page = at(name)
    page.locator(f"#query-value-{key}").fill(value)
    page.locator("#query-ask").click()
    settled(page)
    assert said in page.locator("#query-fault").inner_text()
    assert page.evaluate("document.activeElement.id") == f"query-value-{key}"
    assert page.locator(f"#query-value-{key}").get_attribute("aria-invalid") == "true"
    assert page.locator("#query-said").inner_text() == ""
    assert not [url for url in page.asked if url.startswith("blob:")]


def test_the_readings_of_the_page_are_those_of_the_answer(at, store, built):
    page, counts = ask(at("undeclared", "&reading=strict")), []
    for reading, label in (("strict", "jen jistá"), ("lenient", "všechna")):
        if reading != "strict":
            page.locator(f'input[name="reading"][value="{reading}"]').check()
            page.get_by_text("řádků").filter(has_text=label).wait_for()
        rows = expected(store, built, "undeclared", {"reading": reading})[1]
        assert count(page) == len(rows) not in counts
        counts.append(len(rows))
        assert label in page.locator("#query-said").inner_text()
    page.locator("#query-value-reading").check()
    ask(page)
    assert count(page) == len(expected(store, built, "undeclared", {})[1])
    assert "bez ohledu na jistotu" in page.locator("#query-said").inner_text()


def test_codes_lead_to_their_items_and_labels_stand_for_coded_values(at):
    page = ask(at("measures-of-actor"))
    page.locator('.query-table button[data-id="measure/A1.19"]').first.click()
    settled(page)
    assert "id=measure/A1.19" in page.url
    assert page.locator("#details-title").is_visible()
    assert page.locator(".query-table").is_visible(), "the answer stays"
    cells = page.locator(".query-table tbody td").all_inner_texts()
    assert "collaborating" not in cells and "spolupracuje" in cells


def test_a_name_of_several_items_is_no_link(answers, graph, open_page, tmp_path):
    columns, rows = answers["gap-names"]
    twice = [*rows, ("actor", "ARR LK", "actor/osv")]
    path = write_explorer({**answers, "gap-names": (columns, twice)}, tmp_path, graph)
    page = ask(open_page("view=queries&query=measures-of-actor", path=path))
    cells = page.locator(".query-table tbody td:first-child").filter(has_text="ARR LK")
    assert cells.count() > 0 and cells.locator("button").count() == 0
    cells = page.locator(".query-table tbody td:first-child").filter(has_text="OSV")
    assert cells.locator("button").count() == cells.count() > 0


def test_an_answer_is_sorted_by_its_columns(at):
    page = ask(at("goal-coverage"))
    first = ".query-table tbody tr:first-child td"
    sorter = page.locator('[data-sort="2"]')
    read = "all => all.map(row => Number(row.children[2].innerText))"
    sorter.click()
    up = page.locator(".query-table tbody tr").evaluate_all(read)
    sorter.click()
    down = page.locator(".query-table tbody tr").evaluate_all(read)
    assert up == sorted(up) and down == up[::-1] != up
    assert page.locator("th").nth(2).get_attribute("aria-sort") == "descending"
    assert [int(row[2]) for row in saved(page)[1]] == down
    page.locator('[data-sort="0"]').click()
    assert page.locator(first).first.inner_text().startswith("1")
    assert (
        page.locator(".query-table tbody tr").last.locator("button").get_attribute("data-id")
        == "goal/13"
    )


def test_a_long_answer_is_shown_in_parts_and_saved_whole(at):
    page = ask(at("facts-of-measure"))
    rows = page.locator(".query-table tbody tr")
    assert rows.count() == 200
    assert "200" in page.locator(".list-end p").inner_text()
    page.locator("#query-more").click()
    assert rows.count() == 400
    assert (
        page.evaluate(
            "[...document.activeElement.parentElement.children].indexOf(document.activeElement)"
        )
        == 200
    )
    assert len(saved(page)[1]) == count(page) > 1000


def test_a_query_of_ones_own_is_answered(at, store):
    page = ask(at("own"), "#query-run")
    assert count(page) == 13
    text = (
        "PREFIX sg: <https://w3id.org/strategy-graph/ontology#> SELECT ?goal (COUNT(?m) AS ?n) "
        "{ ?m sg:contributesTo ?goal } GROUP BY ?goal ORDER BY DESC(?n) ?goal"
    )
    page.locator("#query-text").fill(text)
    page.locator("#query-text").press("Control+Enter")
    page.locator("th", has_text="goal").wait_for()
    answered(page)
    heads, rows = saved(page)
    assert heads == ["goal", "n"]
    assert rows == [
        [term.value for term in row]
        for row in store.store.query(text, use_default_graph_as_union=True)
    ]
    assert page.locator('.query-table button[data-id="goal/9"]').count() == 1
    page.locator("#query-text").fill("ASK { ?s ?p ?o }")
    ask(page, "#query-run")
    page.locator("#query-text").fill("CONSTRUCT { <a:b> <a:c> ?n } { VALUES ?n { 1 } }")
    ask(page, "#query-run")
    page.locator(".query-turtle").wait_for()
    assert page.locator(".query-turtle").inner_text().strip() == "<a:b> <a:c> 1 ."


def test_a_changed_query_is_asked_as_changed_and_can_be_put_back(at):
    page = at("goals")
    page.locator(".query-sparql summary").click()
    assert page.locator("#query-run").is_hidden() and page.locator("#query-back").is_hidden()
    original = page.locator("#query-text").input_value()
    page.locator("#query-text").fill(original + "LIMIT 2")
    ask(page, "#query-run")
    assert count(page) == 2 and "Upravený dotaz" in page.locator("#query-said").inner_text()
    assert page.locator(".query-table th").all_inner_texts()[0].startswith("goal")
    assert page.locator(".query-table button[data-id]").count() == 0
    page.locator("#theme").click()
    settled(page)
    assert page.locator("#query-text").input_value().endswith("LIMIT 2"), (
        "drawing anew loses no work"
    )
    page.locator("#query-back").click()
    assert page.locator("#query-text").input_value() == original
    assert page.locator("#query-run").is_hidden()


def test_a_runaway_query_is_stopped_and_the_next_one_answered(at):
    page = ask(at("own"), "#query-run")
    page.locator("#query-text").fill(RUNAWAY)
    page.locator("#query-run").click()
    assert page.locator("#query-result").get_attribute("aria-busy") == "true"
    page.locator("#query-stop").click()
    page.locator('[data-fault="stopped"]').wait_for()
    assert page.locator("#query-stop").is_hidden()
    assert page.evaluate("document.activeElement.id") == "query-run"
    ask(page, "#query-run")
    assert "10 s" in page.locator('[data-fault="time"]').inner_text()
    page.locator("#query-back").click()
    ask(page, "#query-run")
    assert count(page) == 13
    assert page.faults == []


@pytest.mark.parametrize("lang", ["cs", "en"])
def test_what_is_refused_is_said_in_words(at, lang):
    page = at("own", f"&lang={lang}")
    texts = json.loads((ASSETS / "texts" / "queries.json").read_text(encoding="utf-8"))
    for key, text in {
        "update": "CLEAR ALL",
        "service": "SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }",
        "graph": "SELECT * { GRAPH ?g { ?s ?p ?o } }",
        "from": "SELECT * FROM <a:b> { ?s ?p ?o }",
        "query": "SELECT (<a:f>(1) AS ?x) {}",
        "chain": "SELECT (5 - 1 + 1 AS ?x) {}",
        "syntax": "SELECT *\n{ ?s ?p }",
    }.items():
        page.locator("#query-text").fill(text)
        page.locator("#query-run").click()
        page.locator(f'[data-fault="{key}"]').wait_for(timeout=30_000)
        begin = texts[f"queries.fault.{key}"][lang].split("{")[0].replace("\u00a0", " ")[:25]
        assert plain(page.locator(".query-fault").inner_text()).startswith(begin), key
    assert "2" in page.locator(".query-fault p").first.inner_text()


def test_every_fault_of_the_engine_has_words():
    client = (ASSETS / "scripts" / "core" / "engine.js").read_text(encoding="utf-8")
    union = re.search(r'@typedef \{((?:"\w+"[\s*|]*)+)\} EngineKey', client).group(1)
    keys = re.findall(r'"(\w+)"', union)
    texts = json.loads((ASSETS / "texts" / "queries.json").read_text(encoding="utf-8"))
    assert len(keys) == 12
    assert {key for key in texts if key.startswith("queries.fault.")} == {
        f"queries.fault.{key}" for key in keys
    }


def test_questions_to_begin_with_are_in_the_library(at, built):
    script = (ASSETS / "scripts" / "views" / "queries.js").read_text(encoding="utf-8")
    names = re.findall(r'"([^"]+)"', re.search(r"STARTERS = \[(.*?)\]", script).group(1))
    page = at()
    assert page.locator(".query-intro li button").count() == len(names) == 6
    page.locator(".query-intro li button").first.click()
    assert (
        plain(page.locator("#query-title").inner_text())
        == find_question(built.queries, names[0]).title.cs
    )


def test_the_light_page_says_what_it_lacks(open_page):
    page = open_page("view=queries&query=goal-coverage")
    said = page.locator(".query-missing").inner_text()
    assert "--lite" in said and "strategy-graph query goal-coverage" in said
    assert page.locator("#query-ask, #query-run, #query-stop").count() == 0
    assert "SELECT ?goal" in page.locator("#query-text").input_value()
    assert (
        page.locator("#query-text").is_visible() and not page.locator("#query-text").is_editable()
    )
    assert page.faults == []


def test_a_page_made_without_npm_says_so(answers, graph, open_page, tmp_path, monkeypatch):
    monkeypatch.setattr("graph_tools.render.explorer.page.find_engine", lambda: None)
    path = write_explorer(answers, tmp_path, graph)
    page = open_page("view=queries&query=own", path=path)
    said = page.locator(".query-missing").inner_text()
    assert "Oxigraph" in said and "make engine" in said and "--lite" not in said
    assert page.locator("#query-run").count() == 0


@pytest.mark.parametrize("bypass_csp", [False, True])
def test_markup_in_the_graph_stays_text(answers, graph, open_page, tmp_path, bypass_csp):
    title = "Prevence zadlužení"
    assert f'"{title}"' in graph.turtle.decode()
    turtle = graph.turtle.decode().replace(f'"{title}"', json.dumps(title + POISON)).encode()
    path = write_explorer(answers, tmp_path, GraphFiles(turtle, graph.vocabulary))
    page = open_page("view=queries&query=goals", path=path, bypass_csp=bypass_csp)
    ask(page)
    assert title + POISON in page.locator(".query-table").inner_text()
    page.evaluate("() => { location.hash = 'view=queries&query=own' }")
    text = f"CONSTRUCT {{ <a:b> <a:c> {json.dumps(POISON)} }} {{}}"
    page.locator("#query-run").wait_for()
    page.locator("#query-text").fill(text)
    ask(page, "#query-run")
    page.locator(".query-turtle").wait_for()
    assert page.evaluate("window.hit") is None and page.dialogs == []
    assert page.locator("#app img, #app script, #main b").count() == 0


def test_questions_are_found_without_accents_by_all_words(at):
    page = at("goals")
    page.locator("#query-filter").fill("akteri SPOLECNA")
    names = page.locator(".query-groups .query-entry").evaluate_all(
        "all => all.map(one => one.dataset.query)"
    )
    assert "actors-working-together" in names and len(names) < 15
    assert str(len(names)) in page.locator('.query-nav [role="status"]').inner_text()
    page.locator("#query-filter").fill("xyzzy")
    assert "Žádná" in page.locator('.query-nav [role="status"]').inner_text()
    page.locator("#query-filter").fill("")
    assert page.locator(".query-groups .query-entry").count() == 96


def test_a_keyboard_is_enough(at):
    page = settled(at())
    page.locator("#query-filter").focus()
    page.keyboard.type("nejmene opatreni podporuji cil tenke")
    page.locator("#query-filter").fill("slabe")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.locator("#query-title").wait_for()
    assert page.evaluate("document.activeElement.classList.contains('query-entry')")
    page.locator("#query-ask").focus()
    page.keyboard.press("Enter")
    answered(page)
    assert page.evaluate("document.activeElement.id") == "query-ask"


def test_a_phone_shows_the_list_then_the_question(at):
    page = settled(at(size=(390, 844)))
    page.locator(".query-groups summary").first.click()
    page.locator('[data-query="goal-coverage"]').first.click()
    settled(page)
    assert page.locator(".query-nav").is_hidden()
    assert page.evaluate("document.activeElement.id") == "query-title"
    ask(page)
    assert page.evaluate(WIDE)
    page.locator(".back").click()
    settled(page)
    assert page.locator(".query-nav").is_visible() and page.locator("#query-title").count() == 0


@pytest.mark.parametrize(
    ("lang", "theme", "size"),
    [
        ("cs", "light", (1366, 768)),
        ("en", "dark", (1366, 768)),
        ("cs", "dark", (390, 844)),
        ("en", "light", (390, 844)),
        ("cs", "light", (320, 640)),
        ("en", "light", (1920, 1080)),
    ],
)
def test_it_is_accessible_and_whole(at, axe, lang, theme, size):
    page = at("thin", f"&lang={lang}", theme=theme, size=size, bypass_csp=True)
    page.evaluate(axe)
    ask(page)
    page.locator(".query-sparql summary").click()
    page.locator("#query-text").press("End")
    page.locator("#query-text").type("#")
    checks(page)
    for name, button in (("own", "#query-run"), ("measures-of-actor", "#query-ask")):
        page.evaluate(
            "where => { location.hash = where }", f"view=queries&query={name}&lang={lang}"
        )
        page.locator(button).wait_for()
        if name == "own":
            page.locator("#query-text").fill("SELECT")
        ask(page, button)
        checks(page)
    page.evaluate("where => { location.hash = where }", f"view=queries&lang={lang}")
    page.locator(".query-intro").wait_for()
    checks(page)


def checks(page):
    page.mouse.move(2, 2)
    settled(page)
    assert faults(page) == []


def test_english_heads_and_labels_are_english(at):
    page = ask(at("thin", "&lang=en"))
    heads = " ".join(page.locator(".query-table th").all_inner_texts())
    assert "Why" in heads and "Kind of gap" in heads
    said = page.evaluate(UI_TEXT)
    assert not [text for text in said if "Zeptat" in text or "Odpověď" in text]
