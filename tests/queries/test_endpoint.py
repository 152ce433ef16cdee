"""Asking a server: whole answers in order, and a clear sentence where there is none."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import httpx
import pytest
from pyoxigraph import RdfFormat, Store
from scripted import JSON, Asked, Reply, numbers, scripted, table
from servers import Server, free_port, oxigraph_server, virtuoso_server

from graph_tools.errors import EndpointError, QueryError, StrategyGraphError, UsageError
from graph_tools.prefixes import VOCABULARY_GRAPH, strategy_graphs
from graph_tools.project import Project
from graph_tools.queries import answer_from, find_question, load_store
from graph_tools.queries.appending import shape_of
from graph_tools.queries.endpoint import Endpoint
from graph_tools.queries.refusals import by_transport

SELECT = "SELECT ?n WHERE { ?s ?p ?n } ORDER BY ?n"
UNORDERED = "SELECT ?n WHERE { ?s ?p ?n }"
GRAPHS = (*strategy_graphs("liberec-social-inclusion"), VOCABULARY_GRAPH)
SECRET = "tajné-heslo"


@pytest.fixture(autouse=True)
def _no_credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("USER", "PASSWORD", "TOKEN"):
        monkeypatch.delenv(f"STRATEGY_GRAPH_{name}", raising=False)


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Pauses between attempts, not waited for."""
    found: list[float] = []
    monkeypatch.setattr("graph_tools.queries.remote.sleep", found.append)
    return found


def rows_of(url: str, text: str = SELECT, **limits: float) -> list[str]:
    return [row[0] for row in Endpoint(url, **limits).select(text).rows]  # type: ignore[arg-type]


# Where a query may be appended to


@pytest.mark.parametrize(
    ("text", "form", "pageable", "nestable"),
    [
        (SELECT, "SELECT", True, True),
        ("select?n{?s ?p ?n}order by?n", "SELECT", True, True),
        (UNORDERED, "SELECT", False, False),
        (SELECT + " LIMIT 5", "SELECT", False, False),
        (SELECT + "\nOFFSET 5", "SELECT", False, False),
        (SELECT + " VALUES ?n { 1 }", "SELECT", False, False),
        (SELECT + " # LIMIT 5", "SELECT", True, True),
        (SELECT + " ?limit", "SELECT", True, True),
        ("SELECT ?n FROM <http://a/limit> { ?s ?p ?n } ORDER BY ?n", "SELECT", True, False),
        ("SELECT ?n { { SELECT ?n { ?s ?p ?n } ORDER BY ?n LIMIT 5 } }", "SELECT", False, False),
        ("SELECT ?n { ?s ?p '} ORDER BY ?n' }", "SELECT", False, False),
        ('SELECT ?n { ?s ?p """} "quoted" ORDER BY""" . } ORDER BY ?n', "SELECT", True, True),
        ("SELECT ?n { ?s <http://a/#x> ?n } ORDER BY ?n", "SELECT", True, True),
        ("SELECT (EXISTS { ?s ?p 1 } AS ?n) { ?s ?p ?o } ORDER BY ?n", "SELECT", True, True),
        ("SELECT ?n { ?s ?p ?n FILTER(?n < 5 && ?n > 3) } ORDER BY ?n", "SELECT", True, True),
        ("SELECT ?n { ?s limit:x\\#y ?n } ORDER BY ?n", "SELECT", True, True),
        ("SELECT ?n \\u007B ?s ?p ?n } ORDER BY ?n", "SELECT", False, False),
        ("SELECT ?n { ?s ?p ?n ORDER BY ?n", "SELECT", False, False),
        ("# SELECT\nPREFIX ask: <http://a/select> BASE <http://b/> ASK {}", "ASK", False, False),
        ("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } ORDER BY ?s", "CONSTRUCT", False, False),
        ("INSERT DATA {}", "", False, False),
        ("", "", False, False),
    ],
)  # fmt: skip
def test_where_pages_may_be_asked_for(text: str, form: str, pageable: bool, nestable: bool) -> None:
    shape = shape_of(text)
    assert (shape.form, shape.pageable, shape.nestable) == (form, pageable, nestable)


# Pages


@pytest.mark.parametrize("header", [False, True])
@pytest.mark.parametrize(
    ("count", "requests"),
    [(0, 1), (1, 1), (99, 1), (100, 2), (999, 2), (1000, 2), (1001, 2), (2000, 3), (2500, 4)],
)
def test_a_server_that_cuts_answers_is_read_whole_and_in_order(
    count: int, requests: int, header: bool
) -> None:
    with scripted(numbers(count, 1000, header=header)) as server:
        assert rows_of(server.url) == [f"{n:05}" for n in range(count)]
        assert len(server.asked) == requests


def test_a_server_that_cuts_to_few_rows_and_says_so_is_read_whole() -> None:
    with scripted(numbers(70, 7, header=True)) as server:
        assert rows_of(server.url) == [f"{n:05}" for n in range(70)]


def test_a_comment_at_the_end_does_not_swallow_the_page() -> None:
    with scripted(numbers(250, 100)) as server:
        assert len(rows_of(server.url, SELECT + " # all")) == 250
        assert server.asked[0].query.endswith("# all\nLIMIT 5000 OFFSET 0")


def test_rows_that_move_between_pages_are_an_error() -> None:
    def answer(asked: Asked) -> Reply:
        start = int(asked.query.rsplit(" ", 1)[1])
        rows = [(f"{n + bool(start)}",) for n in range(start, start + 200)]
        return Reply(body=table(("n",), rows))

    with scripted(answer) as server, pytest.raises(EndpointError, match="changed while"):
        rows_of(server.url)


def test_blank_nodes_may_have_other_names_on_the_next_page() -> None:
    def answer(asked: Asked) -> Reply:
        start = int(asked.query.rsplit(" ", 1)[1])
        rows = [(f"{start}-{n}",) for n in range(start, min(start + 150, 250))]
        return Reply(body=table(("n",), rows).replace(b'"literal"', b'"bnode"'))

    with scripted(answer) as server:
        assert len(rows_of(server.url)) == 250


def test_columns_in_another_order_on_a_later_page_are_put_right() -> None:
    def answer(asked: Asked) -> Reply:
        start = int(asked.query.rsplit(" ", 1)[1])
        rows = [(str(n), f"b{n}") for n in range(start, min(start + 150, 250))]
        if start:
            return Reply(body=table(("b", "a"), [(b, a) for a, b in rows]))
        return Reply(body=table(("a", "b"), rows))

    with scripted(answer) as server:
        answer_found = Endpoint(server.url).select("SELECT ?a ?b { ?a ?p ?b } ORDER BY ?a")
    assert answer_found.columns == ("a", "b")
    assert answer_found.rows == [(str(n), f"b{n}") for n in range(250)]


def test_virtuosos_limit_on_sorting_is_stepped_round() -> None:
    plain = numbers(12_000, 4000)

    def answer(asked: Asked) -> Reply:
        limit, _, offset = asked.query.rsplit(None, 3)[1:]
        if "SELECT * WHERE { {" not in asked.query and int(limit) + int(offset) > 10_000:
            said = b"Virtuoso 22023 Error SR353: Sorted TOP clause specifies more"
            return Reply(500, said, {"Content-Type": "text/plain"})
        return plain(asked)

    text = f"PREFIX a: <http://a/>\n{SELECT}"
    with scripted(answer) as server:
        assert len(rows_of(server.url, text)) == 12_000
    assert server.asked[-1].query.startswith("PREFIX a: <http://a/>\nSELECT * WHERE { {\nSELECT ?n")


@pytest.mark.parametrize("text", [UNORDERED, SELECT + " LIMIT 2000"])
def test_an_answer_cut_where_no_pages_can_be_asked_for_is_refused(text: str) -> None:
    with scripted(numbers(2000, 1000, header=True)) as server:
        with pytest.raises(EndpointError, match="cut the answer to 1000 rows"):
            rows_of(server.url, text)
        assert [asked.query for asked in server.asked] == [text]


def test_a_part_given_when_the_servers_time_is_up_is_refused() -> None:
    headers = {"Content-Type": JSON, "X-SQL-State": "S1TAT"}
    with (
        scripted([Reply(body=table(("n",), [("1",)]), headers=headers)]) as server,
        pytest.raises(EndpointError, match="ran out of time"),
    ):
        rows_of(server.url)


def test_the_number_of_rows_is_bounded() -> None:
    for text in (SELECT, UNORDERED):
        with scripted(numbers(300, 1000)) as server, pytest.raises(EndpointError, match="than 250"):
            rows_of(server.url, text, most=250)


def test_ask_and_the_graphs_chosen_are_sent_as_they_are() -> None:
    truth = b'{"head": {}, "boolean": true}'
    with scripted([Reply(body=truth)]) as server:
        found = Endpoint(server.url).over(("http://a/1", "http://a/2")).select("ASK {}")
    assert (found.columns, found.rows) == (("answer",), [("yes",)])
    assert server.asked[0].fields == {
        "query": ["ASK {}"], "default-graph-uri": ["http://a/1", "http://a/2"]
    }  # fmt: skip


def test_results_in_xml_are_read_too() -> None:
    xml = (
        b'<sparql xmlns="http://www.w3.org/2005/sparql-results#"><head><variable name="n"/></head>'
        b"<results><result><binding name='n'><uri>http://a/</uri></binding></result></results>"
        b"</sparql>"
    )
    reply = Reply(body=xml, headers={"Content-Type": "application/sparql-results+xml"})
    with scripted([reply]) as server:
        assert rows_of(server.url) == ["http://a/"]


# Refusals

PLAIN = {"Content-Type": "text/plain; charset=utf-8"}
HTML = {"Content-Type": "text/html"}
ELSEWHERE = {"Location": "http://elsewhere.example/sparql"}
GOOD = table(("n",), [("1",)])
REFUSALS = {
    "not found": (Reply(404, b"<html>no</html>", HTML), "(odpověď 404)", "(answer 404)"),
    "log in": (Reply(401), "Nastavte proměnné prostředí STRATEGY_GRAPH_USER", "Set the environ"),
    "forbidden": (Reply(403), "to odmítl (403). Možná", "refused (403). Perhaps"),
    "method": (Reply(405), "(odpověď 405)", "(answer 405)"),
    "form": (Reply(406), "JSON ani XML", "JSON or XML"),
    "large": (Reply(413), "tak velký požadavek", "request this large"),
    "long": (Reply(414), "tak dlouhý požadavek", "request this long"),
    "media": (Reply(415), "v této podobě", "of this form"),
    "teapot": (Reply(418), "požadavek odmítl (418)", "refused the request (418)"),
    "fault": (Reply(500, b"java.lang\nat x", PLAIN), "říká: „java.lang“.", "says: 'java.lang'."),
    "part": (Reply(206, GOOD), "jen část odpovědi", "a part of the answer only"),
    "away": (Reply(302, b"", ELSEWHERE), "posílá jinam, na http://elsewhere", "points elsewhere"),
    "see": (Reply(303, b"", {"Location": "/x"}), "posílá jinam, na /x", "points elsewhere, to /x"),
    "busy": (Reply(429), "příliš mnoho požadavků (429)", "too many requests (429)"),
    "overload": (Reply(503), "přetížený nebo mimo provoz (503)", "out of service (503)"),
    "page": (Reply(200, b"<html></html>", HTML), "je webová stránka, ne", "is a web page, not"),
    "csv": (
        Reply(200, b"n\r\n1\r\n", {"Content-Type": "text/csv"}),
        "tabulka, ale text/csv",
        "but text/csv",
    ),
    "half": (Reply(200, GOOD[:-9]), "neúplná nebo poškozená", "incomplete or damaged"),
    "empty": (Reply(200, b""), "neúplná nebo poškozená", "incomplete or damaged"),
    "other": (Reply(200, b'{"a": 1}'), "neúplná nebo poškozená", "incomplete or damaged"),
    "truth": (Reply(200, b'{"head": {}, "boolean": true}'), "poškozená", "damaged"),
    "cut": (Reply(200, GOOD, promised=len(GOOD) + 9), "uprostřed odpovědi", "in the middle"),
    "silent": (Reply(silent=True), "přerušil spojení, než odpověděl", "before it answered"),
}


@pytest.mark.parametrize("name", REFUSALS)
def test_each_refusal_has_its_sentence(name: str, pauses: list[float]) -> None:
    reply, czech, english = REFUSALS[name]
    with scripted([reply]) as server, pytest.raises(EndpointError) as raised:
        rows_of(server.url)
    assert czech in raised.value.message.cs
    assert english in raised.value.message.en
    assert server.url in raised.value.message.cs
    passing = name in {"busy", "overload", "silent"}
    assert len(server.asked) == (5 if passing else 1)
    assert pauses == ([0.2, 0.4, 0.8, 1.6] if passing else [])


@pytest.mark.parametrize("logged_in", [False, True])
def test_forbidden_to_read_speaks_of_credentials_and_not_of_writing(
    logged_in: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if logged_in:
        log_in(monkeypatch, TOKEN="abc")
    replies = [Reply(403, "SERVICE zde není dovoleno.".encode(), PLAIN)]
    with scripted(replies) as server, pytest.raises(EndpointError) as raised:
        rows_of(server.url)
    said = raised.value.message.cs
    assert "to odmítl (403). Říká: „SERVICE zde není dovoleno.“ " in said
    assert ("oprávnění toho, komu patří" in said) is logged_in
    assert "STRATEGY_GRAPH_TOKEN" in said
    assert "žádá" not in said and "nepřijal" not in said and "--update-endpoint" not in said


@pytest.mark.parametrize("status", [404, 405])
@pytest.mark.parametrize(
    ("path", "other"),
    [("/", "/sparql"), ("/a/b?key=1", "/sparql"), ("/sparql/", "/query"), ("/query", "/sparql")],
)
def test_an_address_that_takes_no_queries_leads_to_one(status: int, path: str, other: str) -> None:
    body = b"Method not allowed." if status == 405 else b""
    with scripted([Reply(status, body, PLAIN)]) as server:
        origin = server.url.removesuffix("/sparql")
        with pytest.raises(EndpointError) as raised:
            rows_of(origin + path)
    assert raised.value.message.cs == (
        f"{origin}{path.partition('?')[0]} není adresa pro dotazy (odpověď {status}). Adresa pro "
        f"dotazy končí obvykle na /sparql nebo /query; zkuste {origin}{other}."
    )
    assert raised.value.message.en.endswith(f"; try {origin}{other}.")


@pytest.mark.parametrize(("said", "stop"), [("Nejde to.", ""), ("Jak?", ""), ("Nejde", ".")])
def test_a_quoted_sentence_has_one_full_stop(said: str, stop: str) -> None:
    with scripted([Reply(500, said.encode(), PLAIN)]) as server:
        with pytest.raises(EndpointError) as raised:
            rows_of(server.url)
    assert raised.value.message.cs.endswith(f" říká: „{said}“{stop}")
    assert raised.value.message.en.endswith(f" says: '{said}'{stop}")


def test_a_query_fault_says_the_servers_first_line_harmlessly_and_shortly() -> None:
    said = b"\n\nVirtuoso 37000 \x1b[2J syntax error " + b"x" * 500 + b"\nSPARQL query:"
    with scripted([Reply(400, said, PLAIN)]) as server, pytest.raises(QueryError) as raised:
        rows_of(server.url)
    message = raised.value.message
    assert message.cs.startswith("server odmítl (400): Virtuoso 37000 \\x1b[2J syntax error xxx")
    assert len(message.en) < 350 and message.en.endswith("x…")
    assert len(server.asked) == 1


@pytest.mark.parametrize("text", ["CONSTRUCT {} WHERE {}", "INSERT DATA {}", "", "x"])
def test_what_is_no_question_is_not_even_sent(text: str) -> None:
    with scripted([Reply()]) as server, pytest.raises(QueryError, match="neither SELECT nor ASK"):
        rows_of(server.url, text)
    assert server.asked == []


def test_a_refused_connection_and_an_unknown_name_are_told_apart(pauses: list[float]) -> None:
    with pytest.raises(EndpointError, match="refuses the connection"):
        rows_of(f"http://127.0.0.1:{free_port()}/query")
    assert len(pauses) == 4
    with pytest.raises(EndpointError, match=r"No machine called nowhere\.invalid was"):
        rows_of("http://nowhere.invalid/query")
    assert len(pauses) == 4


def test_a_server_without_tls_is_not_asked_over_https() -> None:
    with scripted([Reply()]) as server, pytest.raises(EndpointError) as raised:
        rows_of(server.url.replace("http:", "https:"))
    said = raised.value.message
    assert said.cs.endswith(f"(https). Zkuste adresu s http://: {server.url}.")
    assert said.en.endswith(f"(https). Try the address with http://: {server.url}.")
    assert "WRONG_VERSION" not in said.cs + said.en


def test_credentials_are_never_to_be_tried_over_http_elsewhere() -> None:
    fault = ssl.SSLError(1, "[SSL: WRONG_VERSION_NUMBER] wrong version number")
    fault.reason = "WRONG_VERSION_NUMBER"
    error = httpx.ConnectError("")
    error.__cause__ = fault
    told = {
        (host, logged_in): by_transport(f"https://{host}/q", host, error, logged_in=logged_in)[0]
        for host in ("data.example", "localhost")
        for logged_in in (False, True)
    }
    assert {key for key, said in told.items() if "http://" in said.message.cs} == {
        ("data.example", False), ("localhost", False), ("localhost", True)
    }  # fmt: skip
    assert "nešifrovaně neposílají" in told["data.example", True].message.cs


def test_another_fault_of_tls_is_told_in_its_words() -> None:
    error = httpx.ConnectError("certificate has expired")
    error.__cause__ = ssl.SSLCertVerificationError(1, "certificate has expired")
    said, passing = by_transport("https://a.example/q", "a.example", error, logged_in=False)
    assert "bezpečné spojení (TLS): certificate has expired" in said.message.cs
    assert "http://" not in said.message.cs and not passing


@pytest.mark.parametrize("begun", [False, True])
def test_the_time_holds_for_a_server_that_never_ends(begun: bool) -> None:
    end = threading.Event()

    def answer(asked: Asked) -> Reply:
        if not begun:
            end.wait(30)
            return Reply(silent=True)
        return Reply(body=GOOD, promised=10**6, drip=end)

    with scripted(answer) as server:
        try:
            with pytest.raises(EndpointError, match=r"within 0\.3 seconds"):
                rows_of(server.url, seconds=0.3)
        finally:
            end.set()


def test_what_may_pass_is_tried_again(pauses: list[float]) -> None:
    replies = [Reply(503), Reply(silent=True), Reply(429), Reply(body=GOOD)]
    with scripted(replies) as server:
        assert rows_of(server.url) == ["1"]
    assert len(server.asked) == 4
    assert pauses == [0.2, 0.4, 0.8]


@pytest.mark.parametrize("form", ["seconds", "date"])
def test_the_server_says_how_long_to_wait_up_to_the_limit(form: str, pauses: list[float]) -> None:
    def after(seconds: int) -> Reply:
        day = datetime.now(UTC) + timedelta(seconds=seconds)
        text = str(seconds) if form == "seconds" else format_datetime(day, usegmt=True)
        return Reply(503, headers={"Retry-After": text})

    with scripted([after(20), Reply(body=GOOD)]) as server:
        assert rows_of(server.url) == ["1"]
    assert len(pauses) == 1 and 15 < pauses[0] <= 20
    with scripted([after(40)]) as server, pytest.raises(EndpointError, match="503"):
        rows_of(server.url)
    assert len(server.asked) == 1


def test_a_redirect_on_the_same_server_is_followed() -> None:
    def answer(asked: Asked) -> Reply:
        if asked.path == "/sparql":
            return Reply(307, headers={"Location": "/sparql/"})
        return Reply(body=GOOD)

    with scripted(answer) as server:
        assert rows_of(server.url) == ["1"]
        assert server.asked[1].query == server.asked[0].query


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("http://[::1", "does not speak HTTP"),
        ("//a:x/", "does not speak HTTP"),
        ("http://jana@127.0.0.1/", "points elsewhere"),
        ("", "points elsewhere"),
    ],
)
def test_a_redirect_to_nowhere_is_said(target: str, said: str) -> None:
    with (
        scripted([Reply(301, headers={"Location": target})]) as server,
        pytest.raises(EndpointError, match=said),
    ):
        rows_of(server.url)


def test_a_server_of_another_kind_is_said_at_once(pauses: list[float]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def greet() -> None:
            with listening.accept()[0] as caller:
                caller.sendall(b"SSH-2.0-OpenSSH\r\n\r\n")
                caller.recv(1000)

        greeting = threading.Thread(target=greet)
        greeting.start()
        with pytest.raises(EndpointError, match="does not speak HTTP"):
            rows_of(f"http://127.0.0.1:{listening.getsockname()[1]}/query")
        greeting.join()
    assert pauses == []


@pytest.mark.parametrize("charset", ["idna", "base64", "nothing", "utf-16"])
def test_words_in_an_odd_charset_do_no_harm(charset: str) -> None:
    headers = {"Content-Type": f"text/plain; charset={charset}"}
    with (
        scripted([Reply(400, "chyba č. 1".encode(), headers)]) as server,
        pytest.raises(QueryError, match="was refused by the server"),
    ):
        rows_of(server.url)


def test_redirects_in_a_circle_end() -> None:
    with (
        scripted([Reply(307, headers={"Location": "/sparql"})]) as server,
        pytest.raises(EndpointError, match="points elsewhere"),
    ):
        rows_of(server.url)
    assert len(server.asked) == 4


# Credentials


def log_in(monkeypatch: pytest.MonkeyPatch, **values: str) -> None:
    for name, value in values.items():
        monkeypatch.setenv(f"STRATEGY_GRAPH_{name}", value)


@pytest.mark.parametrize(
    ("values", "sent"),
    [
        ({"USER": "jana", "PASSWORD": SECRET}, "Basic amFuYTp0YWpuw6ktaGVzbG8="),
        ({"TOKEN": "abc"}, "Bearer abc"),
        ({}, None),
    ],
)
def test_credentials_come_from_the_environment(
    values: dict[str, str], sent: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    log_in(monkeypatch, **values)
    with scripted([Reply(body=GOOD)]) as server:
        rows_of(server.url)
    assert server.asked[0].headers.get("Authorization") == sent


def test_digest_is_used_where_the_server_wants_it(monkeypatch: pytest.MonkeyPatch) -> None:
    log_in(monkeypatch, USER="jana", PASSWORD=SECRET)

    def answer(asked: Asked) -> Reply:
        sent = asked.headers.get("Authorization", "")
        if sent.startswith("Digest "):
            return Reply(body=GOOD)
        # Virtuoso says what it wants only where nothing was sent.
        wanted = 'Digest realm="SPARQL", nonce="1", qop="auth", algorithm="MD5"'
        return Reply(401, headers={} if sent else {"WWW-Authenticate": wanted})

    with scripted(answer) as server:
        endpoint = Endpoint(server.url)
        assert [endpoint.select(SELECT).rows for _ in range(2)] == [[("1",)], [("1",)]]
    assert len(server.asked) == 4  # Basic, nothing, Digest; then Digest at once
    assert 'username="jana"' in server.asked[-1].headers["Authorization"]


def test_a_wrong_password_is_said_and_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    log_in(monkeypatch, USER="jana", PASSWORD=SECRET)
    replies = [Reply(401, headers={"WWW-Authenticate": 'Basic realm="x"'})]
    with scripted(replies) as server, pytest.raises(EndpointError) as raised:
        rows_of(server.url)
    assert "přihlášení nepřijal (401)" in raised.value.message.cs
    assert SECRET not in str(raised.value.message) + repr(raised.value)
    assert len(server.asked) == 1


def test_credentials_do_not_follow_a_redirect(monkeypatch: pytest.MonkeyPatch) -> None:
    log_in(monkeypatch, TOKEN="abc")
    with (
        scripted([Reply(body=GOOD)]) as other,
        scripted([Reply(307, headers={"Location": other.url})]) as server,
    ):
        with pytest.raises(EndpointError, match="points elsewhere"):
            rows_of(server.url)
        assert other.asked == []


def test_credentials_do_not_cross_the_network_in_the_clear(monkeypatch: pytest.MonkeyPatch) -> None:
    log_in(monkeypatch, TOKEN="abc")
    with pytest.raises(EndpointError, match=r"not sent to data\.example unencrypted"):
        Endpoint("http://data.example/sparql")
    Endpoint("https://data.example/sparql")
    for host in ("localhost", "127.0.0.1", "[::1]"):
        Endpoint(f"http://{host}:7878/query")


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"USER": "jana"}, "STRATEGY_GRAPH_PASSWORD is missing"),
        ({"PASSWORD": SECRET}, "STRATEGY_GRAPH_USER is missing"),
        ({"TOKEN": "abc", "USER": "jana"}, "keep one way"),
        ({"TOKEN": "abc\nd"}, "control character"),
    ],
)
def test_credentials_that_cannot_be_meant_are_refused(
    values: dict[str, str], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    log_in(monkeypatch, **values)
    with pytest.raises(UsageError, match=said) as raised:
        Endpoint("http://localhost:7878/query")
    assert SECRET not in str(raised.value.message)


@pytest.mark.parametrize(
    "address",
    ["", "localhost:7878/query", "ftp://a/b", "http://", "http://a:x/", "http://[::1/", "file:///a",
     "http://a b/"],
)  # fmt: skip
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(UsageError, match="is not the address of a server"):
        Endpoint(address)


def test_a_password_in_the_address_is_refused_and_not_repeated() -> None:
    for address in (f"http://jana:{SECRET}@a.example/q", f"ftp://jana:{SECRET}@a.example/q"):
        with pytest.raises(UsageError) as raised:
            Endpoint(address)
        assert SECRET not in str(raised.value.message)
    with scripted([Reply(404)]) as server, pytest.raises(EndpointError) as refused:
        rows_of(f"{server.url}?key={SECRET}")
    assert SECRET not in str(refused.value.message)


# Real servers


@pytest.fixture(scope="module")
def oxigraph(built: Project, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("endpoint-oxigraph")
    store = Store(str(folder))
    store.extend(load_store(built.nquads).store)
    store.flush()
    del store  # lets go of the lock on the folder
    with oxigraph_server(folder, read_only=True) as server:
        yield server


@pytest.fixture(scope="module")
def virtuoso(built: Project, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    words = built.nquads.with_name("vocabulary.nt")
    loads = [(built.nquads, "urn:no-graph-named"), (words, VOCABULARY_GRAPH)]
    folder = tmp_path_factory.mktemp("endpoint-virtuoso")
    with virtuoso_server(folder, loads, rows=1000, buffers=4000) as server:
        yield server


@pytest.mark.parametrize("server", ["oxigraph", "virtuoso"])
@pytest.mark.parametrize(
    ("name", "rows"), [("external-references", 218), ("measure-actors", 244), ("goals", 13)]
)
def test_a_real_server_gives_the_rows_of_the_build(
    server: str, name: str, rows: int, built: Project, request: pytest.FixtureRequest
) -> None:
    url = request.getfixturevalue(server).query
    question = find_question(built.queries, name)
    expected = answer_from(load_store(built.nquads), question)
    assert len(expected.rows) == rows
    assert answer_from(Endpoint(url, graphs=GRAPHS, page=100), question) == expected


LINKS = """PREFIX prov: <http://www.w3.org/ns/prov#>
SELECT ?node ?span WHERE { ?node prov:wasDerivedFrom ?span } ORDER BY ?node ?span"""


@pytest.mark.parametrize("server", ["oxigraph", "virtuoso"])
def test_an_answer_longer_than_the_server_gives_at_once_is_whole_and_in_order(
    server: str, built: Project, request: pytest.FixtureRequest
) -> None:
    url = request.getfixturevalue(server).query
    expected = load_store(built.nquads).select(LINKS)
    assert len(expected.rows) > 2000
    assert Endpoint(url, graphs=GRAPHS).select(LINKS) == expected


def test_virtuoso_is_read_beyond_the_rows_it_sorts(virtuoso: Server, built: Project) -> None:
    graph = GRAPHS[1]
    text = "SELECT ?s ?p WHERE { ?s ?p ?o } ORDER BY ?s ?p"
    store = Store()
    store.bulk_load(path=built.nquads, format=RdfFormat.N_QUADS)
    expected = sorted(
        (quad.subject.value, quad.predicate.value)  # type: ignore[union-attr]
        for quad in store
        if quad.graph_name.value == graph  # type: ignore[union-attr]
    )
    assert len(expected) > 10_000
    assert Endpoint(virtuoso.query, graphs=[graph], seconds=120).select(text).rows == expected


@pytest.mark.parametrize("server", ["oxigraph", "virtuoso"])
def test_a_graph_is_copied_whole(
    server: str, built: Project, request: pytest.FixtureRequest
) -> None:
    url = request.getfixturevalue(server).query
    store = load_store(built.nquads).store
    expected = {quad.triple for quad in store if quad.graph_name.value == GRAPHS[2]}  # type: ignore[union-attr]
    assert expected
    found = Endpoint(url, seconds=60).triples(GRAPHS[2])
    assert len(found) == len(expected) and set(found) == expected


def test_a_server_killed_in_the_middle_of_a_query_gives_no_answer(
    oxigraph: Server, pauses: list[float]
) -> None:
    arguments = oxigraph.process.args
    assert isinstance(arguments, list)
    long = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    with oxigraph_server(Path(arguments[3]), read_only=True) as other:
        killing = threading.Timer(0.3, other.process.kill)
        killing.start()
        with pytest.raises(EndpointError, match=r"before it answered|refuses the connection"):
            rows_of(other.query, long, seconds=60)
        killing.join()
    assert len(pauses) == 4


def test_virtuoso_takes_the_password_in_digest(
    virtuoso: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(EndpointError, match="asks who you are"):
        rows_of(virtuoso.update, "ASK {}")
    log_in(monkeypatch, USER=virtuoso.user, PASSWORD=virtuoso.password)
    assert rows_of(virtuoso.update, "ASK { ?s ?p ?o }") == ["yes"]
    log_in(monkeypatch, PASSWORD="wrong")
    with pytest.raises(EndpointError, match="did not accept the credentials"):
        rows_of(virtuoso.update, "ASK {}")


def test_a_fault_of_the_query_is_told_in_the_servers_words(
    oxigraph: Server, virtuoso: Server, tmp_path: Path
) -> None:
    file = tmp_path / "broken.rq"
    file.write_text("SELECT ?a WHERE { ?a ?b } ORDER BY ?a")
    question = find_question(tmp_path, str(file))
    for server in (oxigraph, virtuoso):
        with pytest.raises(StrategyGraphError, match=r"The query broken was refused .* \(400\): "):
            answer_from(Endpoint(server.query), question)
