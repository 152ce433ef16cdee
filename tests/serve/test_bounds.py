"""Queries are bounded in time and size, refused where they must be, and never half answered."""

from __future__ import annotations

import os
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from serving import SLOW, Served, children, metric, until

GRAPH = "https://w3id.org/strategy-graph/id/graph/liberec-social-inclusion"
EVERYTHING = "SELECT * { ?s ?p ?o }"  # more than the two megabytes allowed
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"

SLOW_QUERIES = {
    "counting": SLOW,
    "sorting": "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?f LIMIT 1",
    "grouping": "SELECT ?b (SUM(?f) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } GROUP BY ?b",
    "a path": "SELECT (COUNT(*) AS ?n) { ?a (!<x:y>|^!<x:y>)* ?b }",
}  # fmt: skip


def asked(server: Served, query: str, **headers: str) -> httpx.Response:
    return httpx.post(server.sparql, data={"query": query}, headers=headers, timeout=60)


def answers(server: Served) -> bool:
    return asked(server, "ASK {}").json() == {"head": {}, "boolean": True}


@pytest.mark.parametrize("kind", SLOW_QUERIES)
def test_a_query_that_takes_too_long_is_stopped(kind: str, hasty: Served) -> None:
    before = set(children(hasty.process.pid))
    answer = asked(hasty, SLOW_QUERIES[kind])
    assert answer.status_code in {422, 500}  # sorting may run out of memory first
    assert "stopped" in answer.text or "memory" in answer.text
    # What evaluated it is gone, so nothing goes on in the background.
    until(lambda: len(before - set(children(hasty.process.pid))) == 1)
    assert answers(hasty)


def test_an_answer_that_is_too_large_is_an_error_and_not_a_part(server: Served) -> None:
    for accept in ("application/sparql-results+json", "text/csv", "application/n-triples"):
        query = "CONSTRUCT WHERE { ?s ?p ?o }" if "triples" in accept else EVERYTHING
        answer = asked(server, query, accept=accept)
        assert answer.status_code == 422
        assert "larger than 2 MB; nothing of it was sent" in answer.text
    assert answers(server)


@pytest.mark.parametrize("query", [
    "SELECT * { SERVICE <http://127.0.0.1:9/> { ?a ?b ?c } }",
    "SELECT * { SERVICE SILENT <http://127.0.0.1:9/> { ?a ?b ?c } }",
    "ASK { BIND(1 AS ?x) {1SERVICE ?e { } } }",
])  # fmt: skip
def test_no_other_server_is_asked(query: str, server: Served) -> None:
    answer = asked(server, query)
    assert answer.status_code == 403
    assert "would ask another server" in answer.text


def test_a_query_may_speak_of_a_service(server: Served) -> None:
    assert asked(server, 'ASK { FILTER("SERVICE" != "service") } # SERVICE').json()["boolean"]


def test_a_query_that_is_too_long_is_refused(server: Served) -> None:
    long = "ASK { } #" + "x" * 70_000
    assert asked(server, long).status_code == 413
    huge = httpx.post(server.sparql, content=b"x" * 3_000_000, timeout=60,
                      headers={"content-type": "application/sparql-query"})  # fmt: skip
    assert huge.status_code == 413
    assert "at most 64 kB" in huge.text


def test_a_form_without_end_is_refused(server: Served) -> None:
    answer = httpx.post(
        server.sparql, content="a=b&" * 2000 + "query=ASK{}",
        headers={"content-type": "application/x-www-form-urlencoded"},
    )  # fmt: skip
    assert answer.status_code == 400


def test_words_of_the_engine_are_one_short_line(server: Served) -> None:
    answer = asked(server, "SELECT (\x1b[31m")
    assert answer.status_code == 400
    assert "\x1b" not in answer.text
    assert max(map(len, answer.text.splitlines())) < 400


def test_fifty_queries_at_once_are_all_answered(server: Served) -> None:
    with ThreadPoolExecutor(50) as pool:
        found = list(pool.map(lambda _: asked(server, COUNT), range(50)))
    assert {answer.status_code for answer in found} == {200}
    assert len({answer.text for answer in found}) == 1


def test_when_too_many_wait_the_rest_is_sent_away(hasty: Served) -> None:
    """All engines are busy, and so many wait as may: the next one is refused at once."""
    began = time.monotonic()
    with ThreadPoolExecutor(90) as pool:
        found = list(pool.map(lambda _: asked(hasty, SLOW), range(90)))
    sent_away = [answer for answer in found if answer.status_code == 503]
    assert sent_away
    assert {answer.headers["retry-after"] for answer in sent_away} == {"5"}
    assert {answer.status_code for answer in found} <= {422, 503}
    assert time.monotonic() - began < 30  # none waits longer than it may evaluate
    assert answers(hasty)
    assert metric(hasty, 'strategy_graph_refusals_total{reason="busy"}') >= len(sent_away)


def test_one_slow_query_does_not_stand_in_the_way(hasty: Served) -> None:
    slow = threading.Thread(target=lambda: asked(hasty, SLOW))
    slow.start()
    for _ in range(10):
        assert answers(hasty)
    slow.join()


def test_a_busy_server_is_well(hasty: Served) -> None:
    with ThreadPoolExecutor(8) as pool:
        found = [pool.submit(asked, hasty, SLOW) for _ in range(8)]
        time.sleep(0.5)
        assert httpx.get(f"{hasty.url}health").status_code == 200
        assert {answer.result().status_code for answer in found} <= {422, 503}


def test_a_query_whose_asker_has_left_is_stopped(server: Served) -> None:
    before = metric(server, 'strategy_graph_engine_restarts_total{reason="left"}')
    with pytest.raises(httpx.ReadTimeout):
        httpx.post(server.sparql, data={"query": SLOW}, timeout=0.5)
    name = 'strategy_graph_engine_restarts_total{reason="left"}'
    until(lambda: metric(server, name) == before + 1)
    assert answers(server)


def test_an_engine_killed_in_the_middle_of_a_query_gives_an_error_and_is_replaced(
    server: Served,
) -> None:
    name = 'strategy_graph_engine_restarts_total{reason="died"}'
    before = metric(server, name)
    with ThreadPoolExecutor(1) as pool:
        answer = pool.submit(asked, server, SLOW)
        time.sleep(0.7)
        engines = children(server.process.pid)
        for engine in engines:
            os.kill(engine, signal.SIGKILL)
        assert answer.result().status_code == 500
        assert "nothing was sent" in answer.result().text
    assert answers(server)
    until(lambda: httpx.get(f"{server.url}health").status_code == 200)
    until(lambda: metric(server, name) == before + len(engines))


def test_a_query_that_needs_too_much_memory_ends_and_no_other(server: Served) -> None:
    doubled = " ".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(40))
    answer = asked(server, f'SELECT (STRLEN(?x40) AS ?n) {{ BIND("0123456789" AS ?x0) {doubled} }}')
    assert answer.status_code == 500
    assert "memory" in answer.text
    assert answers(server)


def test_a_query_that_the_engine_does_not_survive_ends_with_it(server: Served) -> None:
    """Brackets within brackets take more of the stack than an engine has."""
    answer = asked(server, f"ASK {'{' * 30_000}{'}' * 30_000}")
    assert answer.status_code == 500
    assert answers(server)


def test_health_and_metrics_tell_what_goes_on(server: Served) -> None:
    assert httpx.get(f"{server.url}health").text == "ok\n"
    name = 'strategy_graph_requests_total{route="sparql",status="400"}'
    before = metric(server, name), metric(server, "strategy_graph_query_seconds_count")
    asked(server, "ASK")
    answers(server)
    assert metric(server, name) == before[0] + 1
    assert metric(server, "strategy_graph_query_seconds_count") == before[1] + 2


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "x@localhost", "", "a b"]
)
def test_another_name_than_its_own_is_not_answered(host: str, server: Served) -> None:
    answer = httpx.get(server.sparql, params={"query": COUNT}, headers={"host": host})
    assert answer.status_code == 400


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:1", "127.0.0.1:8000", "[::1]:8000"])
def test_its_own_names_are_answered(host: str, server: Served) -> None:
    assert httpx.get(f"{server.url}health", headers={"host": host}).status_code == 200


def test_the_engines_see_the_network_of_this_machine_only(server: Served) -> None:
    for engine in children(server.process.pid):
        words = Path(f"/proc/{engine}/cmdline").read_bytes().split(b"\0")
        assert words[1] == b"serve-read-only"
        assert words[words.index(b"--bind") + 1].startswith(b"127.0.0.1:")
