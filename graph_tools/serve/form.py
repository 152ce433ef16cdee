"""Pages of the endpoint for people: a form for a query, and the answer as a table."""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from graph_tools.errors import Text
from graph_tools.prefixes import PREFIXES
from graph_tools.serve.accept import language
from graph_tools.serve.engines import Reply
from graph_tools.serve.settings import Refusal

__all__ = ["answer_page", "form_page", "refused_page"]

_ASSETS = Path(__file__).resolve().parent / "assets"
_MOST_ROWS = 1000
_USED = ("sg", "skos", "xsd")


def _example(goal: str, code: str, label: str, lang: str) -> str:
    """Return the query the form begins with: the goals in the order of their numbers."""
    return "\n".join([
        *(f"PREFIX {name}: <{PREFIXES[name]}>" for name in _USED),
        f"SELECT ?{code} ?{label} WHERE {{",
        f"  ?{goal} a sg:Goal ; skos:notation ?{code} ; skos:prefLabel ?{label} .",
        f'  FILTER(LANG(?{label}) = "{lang}")',
        "}",
        f"ORDER BY xsd:integer(?{code})",
    ])  # fmt: skip


_EXAMPLE = Text(_example("cil", "cislo", "nazev", "cs"), _example("goal", "number", "name", "en"))

_SAY: dict[str, Text] = {
    "title": Text("Dotazy SPARQL", "SPARQL queries"),
    "newcomer": Text("Kdo SPARQL nezná, najde odpovědi v", "Those new to SPARQL find answers in"),
    "gaps": Text("Průzkumníku na kartě Mezery", "the Explorer, on its tab Gaps"),
    "programmers": Text("Pro programátory", "For programmers"),
    "about": Text(
        "Graf lze jen číst. Programy se ptají na této adrese protokolem SPARQL 1.1; "
        "odpovědi jsou JSON, XML, CSV nebo TSV, grafy Turtle, N-Triples, JSON-LD nebo RDF/XML.",
        "The graph can only be read. Programs ask at this address by the SPARQL 1.1 protocol; "
        "answers come as JSON, XML, CSV or TSV, graphs as Turtle, N-Triples, JSON-LD or RDF/XML.",
    ),
    "query": Text("Dotaz", "Query"),
    "ask": Text("Položit dotaz", "Ask"),
    "rows": Text("Počet řádků", "Rows"),
    "some": Text("zobrazeno prvních", "shown are the first"),
    "yes": Text("ano", "yes"),
    "no": Text("ne", "no"),
    "answer": Text("Odpověď", "Answer"),
    "home": Text("Úvodní stránka", "Home page"),
}


def form_page(request: Request, site: Path | None) -> Response:
    """Return the page with the form; ``site`` is the folder of the pages it may lead to."""
    lang = language(request.headers.get("accept-language"))
    return _page(request, site, _EXAMPLE.to(lang))


def refused_page(request: Request, site: Path | None, query: str, refusal: Refusal) -> Response:
    """Return the page with the form, its query as typed, and why it has no answer."""
    lang = language(request.headers.get("accept-language"))
    page = _page(request, site, query, refused=refusal.said.to(lang))
    page.status_code = refusal.status
    page.headers.update(refusal.headers)
    return page


def answer_page(request: Request, site: Path | None, query: str, reply: Reply) -> Response:
    """Return the page with the form and the answer: a table, yes or no, or a graph as text."""
    lang = language(request.headers.get("accept-language"))
    if not reply.media.endswith("json"):
        return _page(request, site, query, text=reply.body.decode())
    answer = json.loads(reply.body)
    if "boolean" in answer:
        said = _SAY["yes" if answer["boolean"] else "no"].to(lang)
        return _page(request, site, query, text=said)
    columns = answer["head"]["vars"]
    found = answer["results"]["bindings"]
    rows = [[row.get(name, {}).get("value", "") for name in columns] for row in found[:_MOST_ROWS]]
    return _page(request, site, query, columns=columns, rows=rows, total=len(found))


def _page(request: Request, site: Path | None, query: str, **values: Any) -> Response:  # noqa: ANN401
    """Return the page filled in, in the language that the reader likes."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    lang = language(request.headers.get("accept-language"))
    style = (_ASSETS / "sparql.css").read_text(encoding="utf-8")
    environment = Environment(
        loader=FileSystemLoader(_ASSETS), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    text = environment.get_template("sparql.html").render(
        {"refused": None, "text": None, "columns": None, "rows": [], "total": 0, **values},
        site=site is not None,
        explorer=site is not None and (site / "explorer.html").is_file(),
        lang=lang, query=query, style=style,
        say={name: said.to(lang) for name, said in _SAY.items()},
    )  # fmt: skip
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return Response(text, media_type="text/html", headers={
        "cache-control": "no-cache",
        "content-language": lang,
        "content-security-policy": f"default-src 'none'; style-src 'sha256-{digest}'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
        "vary": "Accept, Accept-Language",
    })  # fmt: skip
