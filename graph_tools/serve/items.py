"""Addresses of items and pages: what lies in the folder of the site, and content negotiation.

An item's IRI ends with its path below the server, so a redirect of the IRIs finds it here. Items
and graphs that have no page are described by the endpoint.
"""

from __future__ import annotations

import html
import json
import mimetypes
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import quote, unquote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.staticfiles import StaticFiles

from graph_tools.errors import Text
from graph_tools.prefixes import GRAPHS, ID
from graph_tools.serve.accept import best, language, quality
from graph_tools.serve.formats import HTML, JSON_LD
from graph_tools.serve.protocol import Asked
from graph_tools.serve.settings import Refusal, Settings
from graph_tools.serve.sparql import Endpoint

__all__ = ["Items"]

_TURTLE = "text/turtle"
_PAGES = {"cs": "index.html", "en": "index.en.html"}
_GRAPH_FILES = {
    "application/n-quads": "graph.nq", _TURTLE: "graph.ttl", JSON_LD: "graph.jsonld",
    HTML: "index.html",
}  # fmt: skip
_TWINS = {HTML: "index.html", _TURTLE: "data.ttl", JSON_LD: "data.jsonld"}
_ONTOLOGY = {HTML: "index.html", _TURTLE: "ontology.ttl"}
# The page for an address where nothing is does not know where the site lies; the server does.
_START = re.compile(r'<p data-home="([^"<>]*)">([^<>]*)</p>')
_IRI_PATH = re.compile(r"(?:[A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-Fa-f]{2})+")
# The pages bring stricter policies of their own, with the hashes of their scripts; both hold. This
# one adds what a page cannot say of itself, and leaves it no other server.
_POLICY = (
    "default-src 'none'; script-src 'unsafe-inline' 'wasm-unsafe-eval'; "
    "style-src 'self' 'unsafe-inline'; img-src data: blob:; worker-src blob:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
for _media, _end in (
    (_TURTLE, ".ttl"), (JSON_LD, ".jsonld"), ("application/n-quads", ".nq"),
    ("text/markdown", ".md"),
):  # fmt: skip
    mimetypes.add_type(_media, _end)


class Items:
    """Answers requests for pages, files and items."""

    def __init__(self, settings: Settings, endpoint: Endpoint) -> None:
        """Serve the folder of ``settings``; ask ``endpoint`` about what is not in it."""
        self._site = settings.site.resolve() if settings.site else None
        self._base = settings.base or "/"
        self._endpoint = endpoint
        self._files = StaticFiles(directory=self._site) if self._site else None
        self._graph = _graph_of(self._site) if self._site else ""

    async def page(self, request: Request) -> Response:
        """Return a file of the site; lead from a folder to its page.

        Raises:
            Refusal: there is none.
        """
        path = request.path_params["path"]
        place = self._place(path)
        if place is None:
            if not path:
                return self._to("sparql")
            return self._lost(request)
        if place.is_file():
            return await self._file(request, place)
        if not path:
            return await self._file(request, place / "index.html")
        if path.rstrip("/") == "ontology":
            return self._chosen(request, path.rstrip("/"), _ONTOLOGY)
        if (place / "index.html").is_file():
            return self._to(f"{quote(path.rstrip('/'))}/index.html")
        return self._lost(request)

    async def item(self, request: Request) -> Response:
        """Lead from an item's IRI to its page or its data, as the asker likes (303 See Other).

        Raises:
            Refusal: there is no such item, or not in a form the asker takes.
        """
        path = request.url.path.partition("/id/")[2].rstrip("/")
        iri = ID + path
        if self._graph and iri in {self._graph + end for end in ("", "/provenance", "/derived")}:
            return self._chosen(request, "", _GRAPH_FILES)
        folder = "id/" + unquote(path)
        place = self._place(folder)
        if place is None:
            return await self._described(request, iri)
        if not (place / _TWINS[_TURTLE]).is_file():
            request.path_params["path"] = folder
            return await self.page(request)
        return self._chosen(request, folder, _TWINS)

    def _place(self, path: str) -> Path | None:
        """Return the file or folder of a path of the site; None for what is not to be seen."""
        parts = path.rstrip("/").split("/") if path else []
        if self._site is None or any(
            not part or part.startswith(".") or "\\" in part or not part.isprintable()
            for part in parts
        ):
            return None
        place = self._site.joinpath(*parts)
        try:  # a link may lead out of the site
            return place if place.exists() and place.resolve() == place else None
        except OSError:  # such as a name that is too long
            return None

    async def _file(self, request: Request, place: Path) -> Response:
        """Return a file, or 304 where the asker has it already."""
        if self._files is None or self._site is None:
            return self._lost(request)
        path = str(place.relative_to(self._site))
        try:
            found = await self._files.get_response(path, request.scope)
        except HTTPException:
            return self._lost(request)
        found.headers["cache-control"] = "no-cache"  # ask each time, since builds change pages
        if place.suffix == ".html":
            found.headers["content-security-policy"] = _POLICY
        else:
            found.headers["access-control-allow-origin"] = "*"
        return found

    def _chosen(self, request: Request, folder: str, files: Mapping[str, str]) -> Response:
        """Lead to one of ``files`` in ``folder``, the first where the asker likes all the same."""
        form = best(request.headers.get("accept"), files)
        if form is None:
            raise _unacceptable(files)
        lang = language(request.headers.get("accept-language"))
        name = _PAGES[lang] if form == HTML else files[form]
        return self._to(f"{quote(folder)}/{name}" if folder else name)

    async def _described(self, request: Request, iri: str) -> Response:
        """Lead to the description of something that has no page."""
        if not _IRI_PATH.fullmatch(iri.removeprefix(ID)):
            return self._lost(request)
        whole = iri.startswith(GRAPHS)
        there = f"GRAPH <{iri}> {{ ?s ?p ?o }}" if whole else f"<{iri}> ?p ?o"
        asked = Asked(f"ASK {{ {there} }}", ())
        reply = await self._endpoint.ask(request, asked, ["application/sparql-results+json"])
        if b"true" not in reply.body:
            return self._lost(request)
        query = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {there} }}" if whole else f"DESCRIBE <{iri}>"
        if best(request.headers.get("accept"), _TWINS) is None:
            raise _unacceptable(_TWINS)
        return self._to(f"sparql?query={quote(query, safe='')}")

    def _to(self, path: str) -> Response:
        """Lead to a path of this server."""
        return RedirectResponse(self._base + path, 303, {
            "access-control-allow-origin": "*",
            "cache-control": "no-cache",
            "vary": "Accept, Accept-Language",
        })  # fmt: skip

    def _lost(self, request: Request) -> Response:
        """Return the page for an address where nothing is, in both languages."""
        page = self._site / "404.html" if self._site else None
        if page and page.is_file() and quality(request.headers.get("accept"), HTML) > 0:
            headers = {"content-security-policy": _POLICY, "cache-control": "no-cache"}
            home = html.escape(self._base)
            text = _START.sub(
                lambda found: f'<p><a href="{home}{found[1]}">{found[2]}</a></p>',
                page.read_text(encoding="utf-8"),
            )
            return HTMLResponse(text, 404, headers)
        raise Refusal(404, "unknown", Text(
            "Na této adrese nic není.", "There is nothing at this address."
        ))  # fmt: skip


def _graph_of(site: Path) -> str:
    """Return the IRI of the graph whose site this is; empty where it does not say."""
    try:
        described = json.loads((site / "dataset.jsonld").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ""
    found = described.get("@id") if isinstance(described, dict) else None
    return found if isinstance(found, str) and found.startswith(GRAPHS) else ""


def _unacceptable(there: Iterable[str]) -> Refusal:
    listed = ", ".join(there)
    return Refusal(406, "unacceptable", Text(
        f"Žádný z požadovaných tvarů (Accept) zde není. Na výběr jsou: {listed}",
        f"None of the forms asked for (Accept) is here. There are: {listed}",
    ), {"vary": "Accept"})  # fmt: skip
