"""The query engine in the page: answers as on the command line, read-only, stopped in time.

A small page of our own carries the engine as the explorer does, under the same policy, and is
opened from a folder whose name has spaces and diacritics.
"""

from __future__ import annotations

import base64
import hashlib
import itertools
import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graph_tools.errors import StrategyGraphError
from graph_tools.project import Project
from graph_tools.queries import answer_from, load_store, read_all
from graph_tools.queries.guard import asks_a_service
from graph_tools.render.explorer import engine as room
from graph_tools.render.explorer.engine import Engine, find_engine, read_licences
from graph_tools.render.explorer.pack import packed

SCRIPTS = Path(room.__file__).resolve().parent.parent / "assets" / "scripts"
CLIENT = SCRIPTS / "core" / "engine.js"
POLICY = (
    "default-src 'none'; script-src 'sha256-{hash}' 'wasm-unsafe-eval'; img-src data: blob:; "
    "worker-src blob:; connect-src 'none'; base-uri 'none'; form-action 'none'"
)
ASKED = """
window.asked = async (text, options) => {
  try {
    return await engineAsk(text, options);
  } catch (fault) {
    return { key: fault.key, values: fault.values };
  }
};
window.dumped = engineDump;
window.stopped = engineStop;
window.started = () => engineStart(JSON.parse(document.getElementById("engine").textContent));
"""


@pytest.fixture(scope="module")
def engine() -> Engine:
    found = find_engine()
    if found is None:
        pytest.fail(
            f"Oxigraph is missing; install it: cd {Path(room.__file__).parent} && npm install"
        )
    return found


@pytest.fixture(scope="module")
def harness(engine: Engine, built: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    parts = {
        "worker": packed(engine.worker.encode()),
        "wasm": packed(engine.wasm),
        "turtle": packed((built.build / "graph.ttl").read_bytes()),
        "vocabulary": packed((built.build / "vocabulary.nt").read_bytes()),
    }
    modules = [CLIENT.with_name("unpack.js"), CLIENT]
    joined = "\n".join(module.read_text(encoding="utf-8") for module in modules)
    client = re.sub(r"^(export |import .*)", "", joined, flags=re.M) + ASKED
    digest = base64.b64encode(hashlib.sha256(client.encode()).digest()).decode()
    page = tmp_path_factory.mktemp("Dotazy – příliš žluťoučký kůň") / "zkouška s mezerou.html"
    page.write_text(
        '<!DOCTYPE html><html lang="cs"><head><meta charset="utf-8"><title>t</title>'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY.format(hash=digest)}">'
        f'</head><body><script type="application/json" id="engine">{json.dumps(parts)}</script>'
        f"<script>{client}</script></body></html>",
        encoding="utf-8",
    )
    return page


@pytest.fixture(scope="module")
def page(browser: Any, harness: Path) -> Iterator[Any]:
    """The page with its engine started, what its console said and whom it asked."""
    opened = browser.new_page()
    opened.faults, opened.asked = [], []
    opened.on("pageerror", lambda error: opened.faults.append(str(error)))
    opened.on("console", lambda said: opened.faults.append(said.text))
    opened.on("request", lambda request: opened.asked.append(request.url))
    opened.goto(harness.as_uri())
    opened.evaluate("started()")
    yield opened
    opened.close()


def ask(page: Any, text: str, **options: Any) -> dict[str, Any]:
    return page.evaluate("([text, options]) => asked(text, options)", [text, options])


def test_every_question_of_the_library_is_answered_as_on_the_command_line(
    page: Any, built: Project
) -> None:
    store = load_store(built.nquads)
    different = []
    for question in read_all(built.queries):
        wanted = answer_from(store, question)
        got = ask(page, question.text, limit=100_000, lists=list(question.lists), seconds=60)
        rows = [tuple(row) for row in got.get("rows", [])]
        if tuple(got.get("columns", ())) != wanted.columns or rows != wanted.rows:
            different.append((question.name, got.get("key"), len(rows), len(wanted.rows)))
    assert different == []


def test_a_runaway_query_is_stopped_and_the_next_one_answered(page: Any) -> None:
    runaway = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?a != ?h) }"
    assert ask(page, runaway, seconds=1) == {"key": "time", "values": {"seconds": 1}}
    assert ask(page, "ASK { ?s ?p ?o }")["rows"] == [["yes"]]


def test_a_user_can_stop_a_query(page: Any) -> None:
    runaway = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?a != ?h) }"
    fault = page.evaluate("text => { setTimeout(stopped, 500); return asked(text) }", runaway)
    assert fault["key"] == "stopped"
    assert ask(page, "ASK { ?s ?p ?o }")["rows"] == [["yes"]]


def test_questions_asked_at_once_wait_for_each_other(page: Any) -> None:
    got = page.evaluate(
        "() => Promise.all([1, 2, 3].map(n => asked(`SELECT (${n} AS ?n) {}`)))"
    )  # fmt: skip
    assert [answer["rows"] for answer in got] == [[["1"]], [["2"]], [["3"]]]


def test_a_huge_answer_is_cut_and_says_so(page: Any) -> None:
    got = ask(page, "SELECT * { ?a ?b ?c . ?d ?e ?f }", limit=3)
    assert (len(got["rows"]), got["total"], got["truncated"], got["more"]) == (3, 50000, True, True)
    got = ask(page, "SELECT ?n { VALUES ?n { 1 2 3 4 } } ORDER BY ?n", limit=3)
    assert (got["rows"], got["total"], got["truncated"], got["more"]) == (
        [["1"], ["2"], ["3"]], 4, True, False,
    )  # fmt: skip
    got = ask(page, "SELECT ?n { VALUES ?n { 1 2 3 } } ORDER BY ?n LIMIT 2", limit=3)
    assert (got["rows"], got["total"], got["truncated"]) == ([["1"], ["2"]], 2, False)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("INSERT DATA { <a:b> <a:b> <a:b> }", "update"),
        ("PREFIX a: <a:> DELETE WHERE { ?s ?p ?o }", "update"),
        ("CLEAR ALL", "update"),
        ("LOAD <http://example.org/>", "update"),
        ("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }", "service"),
        ("SELECT * { VALUES ?n {1}SERVICE SILENT<http://example.org/> { ?s ?p ?o } }", "service"),
        ("SELECT * { GRAPH ?g { ?s ?p ?o } }", "graph"),
        ("SELECT * FROM <a:b> { ?s ?p ?o }", "from"),
        ("SELECT (<a:f>(1) AS ?x) {}", "query"),
        ("SELECT (5 - 1 + 1 AS ?x) {}", "chain"),
        ("", "syntax"),
    ],
)
def test_what_is_refused_is_refused_with_its_key(page: Any, text: str, key: str) -> None:
    assert ask(page, text)["key"] == key


def test_a_mistake_is_named_with_its_place(page: Any) -> None:
    fault = ask(page, "SELECT *\n{ ?s ?p }")
    assert (fault["key"], fault["values"]["line"], fault["values"]["column"]) == ("syntax", 2, 10)
    assert "expected" in fault["values"]["detail"]


def test_a_chain_that_would_be_reckoned_wrongly_is_named_with_its_place(page: Any) -> None:
    fault = ask(page, "SELECT *\n{ BIND(5 - 1 + 1 AS ?x) }")
    assert fault == {"key": "chain", "values": {"detail": "", "line": 2, "column": 14}}


def test_sums_and_products_are_reckoned_as_on_the_command_line_or_refused(page: Any) -> None:
    """Oxigraph 0.5.11 takes 5 - 1 + 1 for 3; what is left alone must come out right."""
    from pyoxigraph import Store

    store, refused = Store(), []
    for signs in itertools.product("+-*/", repeat=3):
        sum_ = "0.5 {} -?two {} STRLEN('4444') {} (3 - 1)".format(*signs)
        text = f"SELECT ({sum_} AS ?x) {{ VALUES ?two {{ 2 }} }}"
        got = ask(page, text)
        if got.get("key") == "chain":
            refused.append("".join(signs))
        else:
            assert got["rows"] == [[next(iter(store.query(text)))[0].value]], sum_
    assert "+++" not in refused and "***" not in refused and "--+" in refused
    assert len(refused) < 40


def test_the_engine_still_reckons_from_the_right(engine: Engine) -> None:
    """Where this fails, npm has a right version: chains.js and what refuses chains can go."""
    script = CHAINED.replace("ENGINE", json.dumps(str(Path(room.__file__).parent)))
    done = subprocess.run([node(), "-e", script], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "3"


def test_paths_names_and_lists_are_no_chains() -> None:
    found = json.loads(run("chains.js", f"{json.dumps(NO_CHAINS)}.map(text => chainPlace(text))"))
    assert [text for text, place in zip(NO_CHAINS, found, strict=True) if place >= 0] == []


def test_chains_are_found_behind_functions_brackets_and_signs() -> None:
    texts = [f"SELECT ({chain} AS ?x) {{}}" for chain in CHAINS]
    found = json.loads(run("chains.js", f"{json.dumps(texts)}.map(text => chainPlace(text))"))
    assert [text for text, place in zip(texts, found, strict=True) if place < 0] == []


def test_cells_are_the_same_text_as_on_the_command_line(page: Any) -> None:
    text = (
        'SELECT (1.50 AS ?a) (1e0/3 AS ?b) ("x"@cs AS ?c) (1/0 AS ?d) (<a:b> AS ?e) (true AS ?f) {}'
    )
    from pyoxigraph import Store

    row = next(iter(Store().query(text)))
    wanted = ["" if term is None else term.value for term in row]
    assert ask(page, text)["rows"] == [wanted]


def test_lists_are_sorted_as_people_count(page: Any) -> None:
    text = 'SELECT ("A1.10; B; 10; A1.2; 9; 09" AS ?codes) {}'
    assert ask(page, text, lists=["codes"])["rows"] == [["9; 09; 10; A1.2; A1.10; B"]]


def test_a_graph_is_answered_as_turtle(page: Any) -> None:
    got = ask(page, "CONSTRUCT { <a:b> <a:c> ?n } { VALUES ?n { 1 } }")
    assert got["turtle"].strip() == "<a:b> <a:c> 1 ."
    assert got["rows"] == []


def test_the_graph_can_be_had_as_json_ld_without_the_vocabulary(page: Any, built: Project) -> None:
    from pyoxigraph import RdfFormat, Store

    mine, wanted = Store(), Store()
    mine.load(page.evaluate("dumped('application/ld+json')").encode(), RdfFormat.JSON_LD)
    wanted.load((built.build / "graph.ttl").read_bytes(), RdfFormat.TURTLE)
    assert set(mine) == set(wanted)


CHAINED = """
const { Store } = require(ENGINE + "/node_modules/oxigraph");
console.log([...new Store().query("SELECT (5 - 1 + 1 AS ?x) {}")[0].values()][0].value);
"""
CHAINS = [
    "?a - ?b + ?c", "5 -1 +1", "?a-?b-?c", "?a/?b*?c", "1 - IF(?a < ?b, 1, 2) + 3",
    "xsd:integer(?x) - STRLEN(?y) + 1", "(1+2)/(3)/4", "1 - 2 * 3 + 4", "-1 - -1 - 1",
    '"1"^^xsd:integer - 1 + "b"@en-GB', "RAND()/2/3", "?x - 1e-3 - 2", "<f:f>(1) - 1 - 1",
]  # fmt: skip
NO_CHAINS = [
    "SELECT (?a + ?b - ?c AS ?x) (?a - (?b + ?c) AS ?y) ((?a - ?b) + ?c AS ?z) {}",
    "SELECT (COALESCE(?a - 1, ?b - 2) + 1 AS ?x) (?a - 1 = ?b - 1 && ?c - 1 < 2 AS ?y) {}",
    "SELECT * { ?s sg:a/sg:b/sg:c ?o ; ^sg:a/sg:b*/sg:c+/sg:d? ?p }",
    "SELECT * { ?s (sg:a|sg:b)/sg:c/a ?o . [] a/sg:b/sg:c [ sg:d/sg:e/sg:f ?x ] }",
    "SELECT * { VALUES (?a ?b) { (1 -2) (-3 -4 -5) } ?a sg:x-y-z ?b . ?t ?p -1, -2, -3 }",
    '# a - b - c\nSELECT * { ?s <http://a/b/c-d-e> "a-b-c/d/e", my-pre:x-y-z, _:a-b-c }',
]
GUARDED = [
    "SELECT * { service<p:p> {?s ?p ?o} }",
    "SELECT * { BIND(1 AS ?n) SeRvIcE # x\n <p:p> {?s ?p ?o} }",
    "PREFIX e: <p:p> SELECT * { SERVICEe: {?s ?p ?o} }",
    "PREFIX e: <p:p> SELECT * { FILTER(1<2)SERVICE SILENT e:#>\n {?s ?p ?o} }",
    "PREFIX e: <p:p> SELECT * {FILTER(?x<?y#>'''\n)SERVICE SILENT<p:p>{?s ?p ?o} #'''\n}",
    "#c\rSELECT * { SERVICE SILENT <p:p> {?s ?p ?o} }",
    'SELECT * { ?s ?p "SERVICE <x>" }',
    "SELECT * { ?s ?p '''it's a\nSERVICE''' }",
    'SELECT * { ?s ?p "a \\" SERVICE" }',
    'SELECT * { ?s ?p """a\\""" SERVICE""" }',
    'SELECT * { ?s ?p "SERVICE \\" x" }',
    "SELECT * { ?s ?p 'SERVICE \\' x', \"SERVICE \\u0041\" }",
    'SELECT * { ?s ?p "a\nSERVICE <p:p> b" }',
    "SELECT * { ?s ?p 'a\rSERVICE <p:p> b' }",
    'SELECT * { ?s ?p "SERVICE \\q" }',
    "# SERVICE\nSELECT * { ?service ?p ?o }",
    "PREFIX s: <http://example.org/SERVICE#> SELECT * { ?s s:service ?o, s:socialServices }",
    "SELECT * { ?s <urn:services:x> ?o FILTER(?s < ?o) }",
]


def node() -> str:
    """The program that runs a script outside a browser."""
    found = shutil.which("node")
    if not found:
        pytest.fail("node is missing; install Node.js 20 or newer")
    return found


def run(name: str, expression: str) -> str:
    """What ``expression`` gives, as JSON, after the script ``name`` of the engine."""
    script = (Path(room.__file__).parent / name).read_text(encoding="utf-8")
    script = script.replace("export ", "") + f"console.log(JSON.stringify({expression}))"
    return subprocess.run([node(), "-e", script], check=True, capture_output=True, text=True).stdout


def test_the_page_finds_the_same_services_as_the_command_line() -> None:
    found = run("guard.js", f"{json.dumps(GUARDED)}.map(text => guardFinds(text, 'service'))")
    assert json.loads(found) == [asks_a_service(text) for text in GUARDED]
    assert {asks_a_service(text) for text in GUARDED} == {True, False}


def test_all_that_was_asked_here_went_to_nobody_and_the_console_stayed_quiet(
    page: Any, harness: Path
) -> None:
    ask(page, "ASK { SERVICE <http://example.org/> { ?s ?p ?o } }")
    assert [url for url in page.asked if not url.startswith("blob:")] == [harness.as_uri()]
    assert page.faults == []


def test_without_the_package_there_is_no_engine(tmp_path: Path) -> None:
    assert find_engine(tmp_path) is None


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("package.json", '{"version": "0.0.1"}', "0.0.1"),
        ("web.js", "export { initSync, __wbg_init as default };", "web.js"),
        ("web_bg.wasm", "wasm", "web_bg.wasm"),
    ],
)
def test_another_package_than_the_known_one_is_refused(
    engine: Engine, tmp_path: Path, name: str, content: str, said: str
) -> None:
    package = Path(room.__file__).parent / "node_modules" / "oxigraph"
    for known in ("package.json", "web.js", "web_bg.wasm"):
        shutil.copy(package / known, tmp_path)
    assert find_engine(tmp_path) == engine
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(StrategyGraphError, match=re.escape(said)):
        find_engine(tmp_path)


def test_crates_named_in_the_compiled_code_are_those_in_the_list(engine: Engine) -> None:
    found = set(re.findall(rb"/([a-z0-9_-]+)-([0-9]+\.[0-9]+\.[0-9]+)/src/", engine.wasm))
    named = {(name.decode(), version.decode()) for name, version in found}
    listed = {(entry.name, entry.version) for entry in read_licences()["engine"]}
    assert named - listed == set()
    assert ("oxigraph", engine.version) in listed
