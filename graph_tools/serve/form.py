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

__all__ = ["answer_page", "form_page"]

_ASSETS = Path(__file__).resolve().parent / "assets"
_MOST_ROWS = 1000
_USED = ("sg", "skos")
_EXAMPLE = "\n".join([
    *(f"PREFIX {name}: <{PREFIXES[name]}>" for name in _USED),
    "SELECT ?code ?label WHERE {",
    "  ?goal a sg:Goal ; skos:notation ?code ; skos:prefLabel ?label .",
    '  FILTER(LANG(?label) = "cs")',
    "}",
    "ORDER BY ?code",
])  # fmt: skip

_SAY: dict[str, Text] = {
    "title": Text("Dotazy SPARQL", "SPARQL queries"),
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


def form_page(request: Request) -> Response:
    """Return the page with the form."""
    return _page(request, _EXAMPLE)


def answer_page(request: Request, query: str, reply: Reply) -> Response:
    """Return the page with the form and the answer: a table, yes or no, or a graph as text."""
    lang = language(request.headers.get("accept-language"))
    if not reply.media.endswith("json"):
        return _page(request, query, text=reply.body.decode())
    answer = json.loads(reply.body)
    if "boolean" in answer:
        return _page(request, query, text=_SAY["yes" if answer["boolean"] else "no"].to(lang))
    columns = answer["head"]["vars"]
    found = answer["results"]["bindings"]
    rows = [[row.get(name, {}).get("value", "") for name in columns] for row in found[:_MOST_ROWS]]
    return _page(request, query, columns=columns, rows=rows, total=len(found))


def _page(request: Request, query: str, **values: Any) -> Response:  # noqa: ANN401
    """Return the page filled in, in the language that the reader likes."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    lang = language(request.headers.get("accept-language"))
    style = (_ASSETS / "sparql.css").read_text(encoding="utf-8")
    environment = Environment(
        loader=FileSystemLoader(_ASSETS), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    text = environment.get_template("sparql.html").render(
        {"text": None, "columns": None, "rows": [], "total": 0, **values},
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
