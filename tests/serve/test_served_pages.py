"""The pages in a browser, from the server: its policies must not stand in their way."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from serving import Served


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    context = browser.new_context(locale="cs-CZ")
    page = context.new_page()
    page.faults = []
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.on("console", lambda said: page.faults.append(said.text) if said.type == "error" else None)
    yield page
    context.close()


def test_from_the_first_page_to_an_item_and_back(page: Any, server: Served) -> None:
    page.goto(server.url)
    assert page.locator("h1").count() == 1
    page.goto(f"{server.url}id/liberec-social-inclusion/goal/3")
    assert page.url.endswith("/goal/3/index.html")
    colour = page.evaluate("getComputedStyle(document.querySelector('header')).borderBottomStyle")
    assert colour  # its style sheet is there
    assert page.evaluate("document.styleSheets[0].cssRules.length") > 10
    page.locator(".brand a").click()
    page.wait_for_url(f"{server.url}index.html")
    assert page.faults == []


def test_the_explorer_works_and_answers_its_own_queries(page: Any, server: Served) -> None:
    page.goto(f"{server.url}explorer.html#view=network")
    page.wait_for_selector("#main canvas")
    page.goto(f"{server.url}explorer.html#view=queries&query=goals")
    page.locator("#query-ask").click()  # by the engine in the page, not by the server
    page.locator("#query-said", has_text="13").wait_for(timeout=30_000)
    assert page.locator("#query-result tbody tr").count() == 13
    assert page.faults == []


def test_the_report_and_the_page_of_nothing_show_no_fault(page: Any, server: Served) -> None:
    page.goto(f"{server.url}report.html")
    assert page.locator("svg").count() > 0
    assert page.faults == []
    page.goto(f"{server.url}id/nothing")
    assert page.faults == ["Failed to load resource: the server responded with a status of 404 "
                           "(Not Found)"]  # fmt: skip


def test_a_person_asks_a_query_by_the_form(page: Any, server: Served) -> None:
    page.goto(server.sparql)
    page.locator("button").click()
    page.wait_for_selector("table")
    assert page.locator("tbody tr").count() == 13
    page.locator("textarea").fill("ASK { ?a ?b ?c }")
    page.locator("button").click()
    page.wait_for_selector("pre")
    assert page.locator("pre").inner_text() == "ano"
    assert page.faults == []
