"""Pages, data and the IRIs of items: who asks for what is led where, and nowhere else."""

from __future__ import annotations

import httpx
import pytest
from serving import Served

ITEM = "id/liberec-social-inclusion/goal/3"
GRAPH = "id/graph/liberec-social-inclusion"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
HTML, TURTLE, JSON_LD = "index.html", "data.ttl", "data.jsonld"

ACCEPTED = {
    BROWSER: HTML,
    "*/*": HTML,
    "": HTML,
    "text/turtle": TURTLE,
    "application/ld+json": JSON_LD,
    "text/turtle;q=0.5, application/ld+json;q=0.6": JSON_LD,
    "text/turtle, text/html;q=0.9": TURTLE,
    "text/html;q=0.1, text/turtle;q=0.2, */*;q=0.3": JSON_LD,
    "application/*": JSON_LD,
    "text/*": HTML,
    "text/html;q=0, text/*": TURTLE,
    "TEXT/TURTLE": TURTLE,
    "text/html;q=x, text/turtle;q=0.1": TURTLE,
    "text/csv": None,
    "text/html;q=0": None,
}


@pytest.mark.parametrize("accept", ACCEPTED)
def test_an_item_leads_to_what_the_asker_likes(accept: str, server: Served) -> None:
    answer = httpx.get(f"{server.url}{ITEM}", headers={"accept": accept})
    name = ACCEPTED[accept]
    assert "Accept" in answer.headers["vary"]
    if name is None:
        assert answer.status_code == 406
        for form in ("text/html", "text/turtle", "application/ld+json"):
            assert form in answer.text
        return
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/{ITEM}/{name}"
    found = httpx.get(f"{server.url}{ITEM}/{name}")
    assert found.status_code == 200
    media = {HTML: "text/html", TURTLE: "text/turtle", JSON_LD: "application/ld+json"}[name]
    assert found.headers["content-type"].partition(";")[0] == media


def test_a_reader_of_english_is_led_to_the_english_page(server: Served) -> None:
    headers = {"accept": BROWSER, "accept-language": "en-GB,en;q=0.9"}
    answer = httpx.get(f"{server.url}{ITEM}", headers=headers, follow_redirects=True)
    assert answer.url.path.endswith("/goal/3/index.en.html")
    assert '<html lang="en">' in answer.text


GRAPHS = {"*/*": "graph.nq", "text/turtle": "graph.ttl", "application/ld+json": "graph.jsonld",
          BROWSER: "index.html"}  # fmt: skip


@pytest.mark.parametrize("accept", GRAPHS)
@pytest.mark.parametrize("end", ["", "/provenance", "/derived"])
def test_a_named_graph_leads_to_its_data(end: str, accept: str, server: Served) -> None:
    answer = httpx.get(f"{server.url}{GRAPH}{end}", headers={"accept": accept})
    assert (answer.status_code, answer.headers["location"]) == (303, f"/{GRAPHS[accept]}")


def test_what_has_no_page_is_described_by_the_endpoint(server: Served) -> None:
    query = ("SELECT ?node { ?node a <https://w3id.org/strategy-graph/ontology#Alignment> } "
             "ORDER BY ?node LIMIT 1")  # fmt: skip
    found = httpx.get(server.sparql, params={"query": query}).json()["results"]["bindings"]
    iri = found[0]["node"]["value"]
    here = iri.replace("https://w3id.org/strategy-graph/", server.url)
    said = httpx.get(here, headers={"accept": "text/turtle"}, follow_redirects=True)
    assert [step.status_code for step in said.history] == [303]
    assert said.headers["content-type"].partition(";")[0] == "text/turtle"
    assert f"<{iri}>" in said.text
    assert httpx.get(here, headers={"accept": "text/csv"}).status_code == 406


@pytest.mark.parametrize("path", [
    "id/liberec-social-inclusion/goal/99", "id/", "id/x", "id/graph/nobody", "nowhere.html",
    'id/%22%3E%7B%7D', "id/a%20b", "id/%00",
])  # fmt: skip
def test_what_is_not_there_is_not_found_in_both_languages(path: str, server: Served) -> None:
    page = httpx.get(f"{server.url}{path}", headers={"accept": BROWSER})
    assert page.status_code == 404
    assert 'lang="cs"' in page.text
    assert 'lang="en"' in page.text
    said = httpx.get(f"{server.url}{path}", headers={"accept": "text/turtle"})
    assert said.status_code == 404
    assert "Na této adrese nic není." in said.text
    assert "There is nothing at this address." in said.text


def test_the_page_of_nothing_leads_home(server: Served) -> None:
    page = httpx.get(f"{server.url}id/x", headers={"accept": BROWSER}).text
    assert '<a href="/">Začněte prosím od úvodní stránky webu.</a>' in page
    assert '<a href="/index.en.html">Please start from the home page of the site.</a>' in page


@pytest.mark.parametrize("path", [
    "../../etc/passwd", "%2e%2e/%2e%2e/etc/passwd", "id/..%2f..%2f..%2fetc/passwd",
    "..\\..\\etc\\passwd", ".strategy-graph-site", "id/.hidden", "/etc/passwd", "//etc/passwd",
])  # fmt: skip
def test_nothing_outside_the_site_is_to_be_had(path: str, server: Served) -> None:
    import http.client

    address = httpx.URL(server.url)
    link = http.client.HTTPConnection(address.host, address.port)
    link.request("GET", f"/{path}")  # as it is: httpx would tidy it up
    answer = link.getresponse()
    assert answer.status == 404
    assert b"root:" not in answer.read()
    link.close()


@pytest.mark.parametrize("target", [
    "*", "health", "http://localhost/health", "/" + "a" * 3000, "/id/" + "a/" * 3000, "/%ff",
    "/id/%zz", "/id/%ff%fe",
], ids=lambda target: target[:25])  # fmt: skip
def test_no_address_is_a_fault_of_the_server(target: str, server: Served) -> None:
    import http.client

    address = httpx.URL(server.url)
    link = http.client.HTTPConnection(address.host, address.port)
    link.request("GET", target)
    assert link.getresponse().status == 404
    link.close()
    assert "Traceback" not in server.log.read_text()


def test_an_unchanged_page_is_not_sent_again(server: Served) -> None:
    page = httpx.get(f"{server.url}explorer.html")
    again = httpx.get(f"{server.url}explorer.html", headers={"if-none-match": page.headers["etag"]})
    assert again.status_code == 304
    assert again.content == b""
    assert again.headers["cache-control"] == "no-cache"


def test_pages_and_data_carry_what_keeps_them_safe(server: Served) -> None:
    for name in ("", "index.html", "explorer.html", "report.html", f"{ITEM}/index.html"):
        headers = httpx.get(f"{server.url}{name}").headers
        assert headers["x-content-type-options"] == "nosniff"
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert "access-control-allow-origin" not in headers
    for name in ("graph.nq", "graph.ttl", "dataset.jsonld", "gaps.xlsx", f"{ITEM}/data.ttl"):
        headers = httpx.get(f"{server.url}{name}").headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["access-control-allow-origin"] == "*"
        assert "html" not in headers["content-type"]


def test_the_ontology_comes_as_page_and_as_turtle(server: Served) -> None:
    address = f"{server.url}ontology"
    page = httpx.get(address, headers={"accept": BROWSER}, follow_redirects=True)
    assert page.url.path == "/ontology/index.html"
    data = httpx.get(address, headers={"accept": "text/turtle"}, follow_redirects=True)
    assert data.url.path == "/ontology/ontology.ttl"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_nothing_can_be_changed(method: str, server: Served) -> None:
    for path in ("", "graph.nq", ITEM):
        assert httpx.request(method, f"{server.url}{path}").status_code == 405
