"""The application: routes, the check at the door, and what every answer carries."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from graph_tools.errors import Text
from graph_tools.serve.engines import Engines
from graph_tools.serve.items import Items
from graph_tools.serve.metrics import MEDIA, Metrics, text_of
from graph_tools.serve.settings import Refusal, Settings
from graph_tools.serve.sparql import Endpoint

__all__ = ["application"]

_METHODS = ["GET", "POST", "OPTIONS"]
_ROUTES = ("sparql", "health", "metrics", "id")


def application(settings: Settings, engines: Engines, metrics: Metrics) -> ASGIApp:
    """Return the application that serves ``settings`` with ``engines``."""
    endpoint = Endpoint(settings, engines, metrics)
    items = Items(settings, endpoint)

    async def health(request: Request) -> Response:
        if await engines.are_well():
            return PlainTextResponse("ok\n", headers={"cache-control": "no-store"})
        raise Refusal(503, "unhealthy", Text(
            "Stroj na dotazy neodpovídá.", "The query engine does not answer."
        ), {"retry-after": "5", "cache-control": "no-store"})  # fmt: skip

    async def told(request: Request) -> Response:
        return Response(text_of(metrics.registry), media_type=MEDIA,
                        headers={"cache-control": "no-store"})  # fmt: skip

    async def refused(request: Request, error: Exception) -> Response:
        if not isinstance(error, Refusal):
            raise error
        metrics.refusals.labels(error.reason).inc()
        return _sentence(error.status, error.said, error.headers)

    async def of_http(request: Request, error: Exception) -> Response:
        if not isinstance(error, HTTPException):
            raise error
        said = _SAID.get(error.status_code, Text("Požadavek nelze splnit.", "Cannot be done."))
        metrics.refusals.labels("method" if error.status_code == 405 else "other").inc()
        return _sentence(error.status_code, said, dict(error.headers or {}))

    async def fault(request: Request, error: Exception) -> Response:
        return _sentence(500, _SAID[500], {})

    anyone = Middleware(
        CORSMiddleware, allow_origins=["*"], allow_methods=["GET", "POST"],
        allow_headers=["*"], max_age=86400,
    )  # fmt: skip
    app = Starlette(
        routes=[
            Route("/sparql", endpoint.__call__, methods=_METHODS, middleware=[anyone]),
            Route("/sparql/", endpoint.__call__, methods=_METHODS, middleware=[anyone]),
            Route("/health", health),
            Route("/metrics", told),
            Route("/id/{path:path}", items.item),
            Route("/{path:path}", items.page),
        ],
        exception_handlers={Refusal: refused, HTTPException: of_http, Exception: fault},
    )
    return _Door(app, settings, metrics)


def _sentence(status: int, said: Text, headers: dict[str, str]) -> Response:
    """Return a sentence in both languages."""
    return PlainTextResponse(f"{said.cs}\n{said.en}\n", status, headers)


class _Door:
    """Lets in requests that call the server by its name; counts them and marks their answers."""

    def __init__(self, app: ASGIApp, settings: Settings, metrics: Metrics) -> None:
        """Stand before ``app``."""
        self._app = app
        self._hosts = settings.hosts
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass one request on, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        first = scope["path"].lstrip("/").partition("/")[0]
        route = first if first in _ROUTES else "page"

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["x-content-type-options"] = "nosniff"
                headers["referrer-policy"] = "no-referrer"
                self._metrics.requests.labels(route, str(message["status"])).inc()
            await send(message)

        host = Headers(scope=scope).get("host", "")
        if self._hosts and _name(host) not in self._hosts:
            self._metrics.refusals.labels("host").inc()
            # A page elsewhere may have given its own name this address, to read what is here.
            await _sentence(400, _SAID[400], {})(scope, receive, marked)
            return
        await self._app(scope, receive, marked)


def _name(host: str) -> str:
    """Return the name in a ``Host`` header, without the port; empty where it is none.

    >>> _name("LocalHost:8000"), _name("[::1]:8000"), _name("a@b"), _name("a:b:c")
    ('localhost', '::1', '', '')
    """
    try:
        parts = urlsplit(f"//{host}")
        parts.port  # noqa: B018 - raises where it is no number
    except ValueError:
        return ""
    if "@" in host or parts.path or parts.query or parts.fragment:
        return ""
    return parts.hostname or ""


_SAID = {
    400: Text("Tímto jménem (Host) se server nejmenuje.",
              "The server does not go by this name (Host)."),
    404: Text("Na této adrese nic není.", "There is nothing at this address."),
    405: Text("Tato metoda zde není dovolena; graf lze jen číst.",
              "This method is not allowed here; the graph can only be read."),
    500: Text("Nečekaná chyba serveru; je zapsána v jeho výpisu.",
              "Unexpected fault of the server; it stands in its log."),
}  # fmt: skip
