"""Read a request of the SPARQL 1.1 protocol, and refuse what is none or is not to be.

https://www.w3.org/TR/sparql11-protocol/, section 2.1: a query comes by GET, by a form, or as the
body itself. Updates are refused in whatever form they come.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request

from graph_tools.errors import Text
from graph_tools.serve.settings import MOST_QUERY, Refusal

__all__ = ["Asked", "read_asked"]

_FORM = "application/x-www-form-urlencoded"
_DIRECT = "application/sparql-query"
_UPDATE = "application/sparql-update"
_DATASET = ("default-graph-uri", "named-graph-uri")
_BODY_SECONDS = 30.0


@dataclass(frozen=True)
class Asked:
    """A query and the graphs it is asked of.

    Attributes:
        query: its text.
        dataset: ``default-graph-uri`` and ``named-graph-uri`` as given, in their order.
    """

    query: str
    dataset: tuple[tuple[str, str], ...]


async def read_asked(request: Request) -> Asked | None:
    """Return what is asked; None where the endpoint itself is meant.

    Raises:
        Refusal: it is no query, or too long.
    """
    pairs = _pairs(request.url.query)
    if request.method == "POST":
        media = _media(request)
        body = await _body(request)
        if media == _UPDATE:
            raise _read_only()
        if media == _FORM:
            pairs += _pairs(body)
        elif media == _DIRECT:
            if any(name == "query" for name, _ in pairs):
                raise _twice()
            pairs.append(("query", body))
        else:
            raise _unknown_media(media)
    if any(name in {"update", "using-graph-uri", "using-named-graph-uri"} for name, _ in pairs):
        raise _read_only()
    queries = [value for name, value in pairs if name == "query"]
    if len(queries) > 1:
        raise _twice()
    if not queries:
        if request.method == "POST":
            raise Refusal(400, "malformed", Text(
                "V požadavku chybí dotaz (parametr query).",
                "The request lacks a query (parameter query).",
            ))  # fmt: skip
        return None
    if len(queries[0].encode()) > MOST_QUERY:
        raise _too_long()
    return Asked(queries[0], tuple(pair for pair in pairs if pair[0] in _DATASET))


def _pairs(text: str) -> list[tuple[str, str]]:
    """Return the names and values of a form."""
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=1000)
    except UnicodeDecodeError:
        raise _not_utf8() from None
    except ValueError as error:
        raise Refusal(400, "malformed", Text(
            f"Parametry nelze přečíst: {error}", f"The parameters cannot be read: {error}"
        )) from None  # fmt: skip


def _media(request: Request) -> str:
    """Return the media type of the body; raise for an encoding other than UTF-8."""
    media, *parameters = request.headers.get("content-type", "").split(";")
    for parameter in parameters:
        key, _, value = parameter.partition("=")
        if key.strip().lower() == "charset" and value.strip(" \"'").lower() not in {
            "utf-8", "utf8", "us-ascii",
        }:  # fmt: skip
            raise _not_utf8()
    return media.strip().lower()


async def _body(request: Request) -> str:
    """Return the body, read within its bounds of size and time."""
    parts, size = [], 0
    most = 4 * MOST_QUERY  # a form writes a byte in up to three, and has other fields
    try:
        async with asyncio.timeout(_BODY_SECONDS):
            async for part in request.stream():
                size += len(part)
                if size > most:
                    raise _too_long()
                parts.append(part)
    except TimeoutError:
        raise Refusal(408, "slow-request", Text(
            "Požadavek nepřišel celý včas.", "The request did not arrive in time."
        ), {"connection": "close"}) from None  # fmt: skip
    except ClientDisconnect:
        raise Refusal(400, "left", Text("Spojení skončilo.", "The connection ended.")) from None
    try:
        return b"".join(parts).decode()
    except UnicodeDecodeError:
        raise _not_utf8() from None


def _twice() -> Refusal:
    return Refusal(400, "malformed", Text(
        "V požadavku je více dotazů; dovolený je jeden.",
        "The request has more than one query; one is allowed.",
    ))  # fmt: skip


def _too_long() -> Refusal:
    # What is left of the body is not read, so the connection cannot serve another request.
    return Refusal(413, "too-long", Text(
        f"Dotaz je příliš dlouhý; nejvýše smí mít {MOST_QUERY // 1024} kB.",
        f"The query is too long; at most {MOST_QUERY // 1024} kB are allowed.",
    ), {"connection": "close"})  # fmt: skip


def _not_utf8() -> Refusal:
    return Refusal(415, "malformed", Text(
        "Dotaz není v kódování UTF-8.", "The query is not encoded in UTF-8."
    ))  # fmt: skip


def _unknown_media(media: str) -> Refusal:
    said = media[:100] or "-"
    return Refusal(415, "malformed", Text(
        f"Obsah typu „{said}“ není dotaz. Pošlete {_DIRECT}, nebo formulář ({_FORM}) "
        "s polem query.",
        f"Content of the type '{said}' is not a query. Send {_DIRECT}, or a form ({_FORM}) with "
        "the field query.",
    ), {"accept-post": f"{_DIRECT}, {_FORM}"})  # fmt: skip


def _read_only() -> Refusal:
    return Refusal(403, "update", Text(
        "Změny nejsou dovoleny: graf lze jen číst.",
        "Updates are not allowed: the graph can only be read.",
    ))  # fmt: skip
