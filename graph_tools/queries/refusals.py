"""Say in a sentence why a server gave no answer, for each way in which that happens."""

from __future__ import annotations

import codecs
import socket
import ssl

import httpx

from graph_tools.errors import EndpointError, Text
from graph_tools.queries.credentials import PASSWORD, TOKEN, USER
from graph_tools.texts import visible

__all__ = ["RefusedError", "by_status", "by_transport", "is_passing"]

_MOST_SAID = 300
_PASSING = {429, 502, 503, 504}


class RefusedError(EndpointError):
    """A server refused.

    Attributes:
        status: its HTTP status.
        said: the first line of what it said; empty where that is nothing to show.
    """

    def __init__(self, message: Text, status: int, said: str) -> None:
        """Keep ``message``, ``status`` and what was ``said``."""
        super().__init__(message)
        self.status = status
        self.said = said


def is_passing(status: int) -> bool:
    """Return whether the same request may be answered a little later."""
    return status in _PASSING


def by_status(
    where: str, response: httpx.Response, body: bytes, *, logged_in: bool
) -> RefusedError:
    """Return the sentence for an answer that is not 200.

    Args:
        where: address of the server as it is shown.
        response: what came.
        body: its content, perhaps cut.
        logged_in: credentials were sent.
    """
    status = response.status_code
    said = _first_line(response, body)
    adds = Text(f" Server k tomu říká: „{said}“.", f" The server says: '{said}'.")
    if not said:
        adds = Text("", "")
    why = _sentence(where, status, response, logged_in=logged_in)
    return RefusedError(Text(why.cs + adds.cs, why.en + adds.en), status, said)


def _sentence(where: str, status: int, response: httpx.Response, *, logged_in: bool) -> Text:
    """Return why a server refused, without its own words."""
    if status in {401, 403}:
        return _no_entry(where, status, logged_in=logged_in)
    if 300 <= status < 400:
        target = visible(response.headers.get("location", ""))[:_MOST_SAID] or "?"
        return Text(
            f"Server {where} posílá jinam, na {target}. Je-li to správný server, zadejte tuto "
            "adresu sami.",
            f"The server {where} points elsewhere, to {target}. If that is the right server, "
            "give that address yourself.",
        )
    known = {
        206: ("vrátil jen část odpovědi", "gave a part of the answer only"),
        400: ("požadavku nerozumí", "does not understand the request"),
        404: (
            "na této adrese nic nemá; zkontrolujte cestu, např. /query, /sparql",
            "has nothing at this address; check the path, such as /query or /sparql",
        ),
        405: (
            "tento druh požadavku na této adrese nepřijímá",
            "does not take this kind of request at this address",
        ),
        406: (
            "neumí odpovědět v JSON ani XML podle SPARQL 1.1",
            "cannot answer in the JSON or XML of SPARQL 1.1",
        ),
        408: ("nedostal požadavek včas", "did not get the request in time"),
        413: ("odmítá tak velký požadavek", "refuses a request this large"),
        414: ("odmítá tak dlouhý požadavek", "refuses a request this long"),
        415: ("nepřijímá požadavek v této podobě", "does not take a request of this form"),
        429: ("dostává příliš mnoho požadavků", "gets too many requests"),
        502: ("je mimo provoz", "is out of service"),
        503: ("je přetížený nebo mimo provoz", "is overloaded or out of service"),
        504: ("nestihl odpovědět", "did not manage to answer"),
    }
    kind = "5xx" if status >= 500 else "4xx"
    cs, en = (
        known.get(status)
        or {
            "5xx": ("má vnitřní chybu", "has an internal fault"),
            "4xx": ("požadavek odmítl", "refused the request"),
        }[kind]
    )
    return Text(f"Server {where} {cs} ({status}).", f"The server {where} {en} ({status}).")


def _no_entry(where: str, status: int, *, logged_in: bool) -> Text:
    """Return the sentence for an answer that asks who one is, or that it is not enough."""
    if logged_in:
        return Text(
            f"Server {where} přihlášení nepřijal ({status}). Zkontrolujte {USER} a {PASSWORD}, "
            f"nebo {TOKEN}, a oprávnění toho, komu patří.",
            f"The server {where} did not accept the credentials ({status}). Check {USER} and "
            f"{PASSWORD}, or {TOKEN}, and what their owner may do.",
        )
    return Text(
        f"Server {where} žádá přihlášení ({status}). Nastavte proměnné prostředí {USER} a "
        f"{PASSWORD}, nebo {TOKEN}.",
        f"The server {where} asks who you are ({status}). Set the environment variables {USER} "
        f"and {PASSWORD}, or {TOKEN}.",
    )


def by_transport(where: str, host: str, error: httpx.HTTPError) -> tuple[EndpointError, bool]:
    """Return the sentence for a request without an answer, and whether trying again may help."""
    causes = _causes(error)
    if isinstance(error, httpx.TimeoutException):
        return _said(f"{where} neodpověděl včas.", f"{where} did not answer in time."), False
    if any(isinstance(cause, socket.gaierror) for cause in causes):
        return EndpointError(Text(
            f"Počítač jménem {host} nebyl nalezen. Zkontrolujte adresu {where} a připojení k síti.",
            f"No machine called {host} was found. Check the address {where} and the network.",
        )), False  # fmt: skip
    if any(isinstance(cause, ssl.SSLError) for cause in causes):
        why = visible(str(error))[:_MOST_SAID]
        return _said(
            f"{where} nenavázal bezpečné spojení (TLS): {why}",
            f"{where} made no secure connection (TLS): {why}",
        ), False
    if isinstance(error, httpx.RemoteProtocolError) and "disconnected" not in str(error):
        why = visible(str(error))[:_MOST_SAID]
        return _said(f"{where} nemluví HTTP: {why}", f"{where} does not speak HTTP: {why}"), False
    if isinstance(error, httpx.ConnectError):
        return _said(
            f"{where} odmítá spojení; běží, a na tomto portu?",
            f"{where} refuses the connection; is it running, and on this port?",
        ), True
    if isinstance(error, httpx.ProxyError | httpx.UnsupportedProtocol | httpx.DecodingError):
        why = visible(str(error))[:_MOST_SAID]
        return _said(f"{where} nelze použít: {why}", f"{where} cannot be used: {why}"), False
    return _said(
        f"{where} přerušil spojení, než odpověděl.",
        f"{where} cut the connection before it answered.",
    ), True


def _said(cs: str, en: str) -> EndpointError:
    """Return a fault of the server."""
    return EndpointError(Text(f"Server {cs}", f"The server {en}"))


def _causes(error: BaseException) -> list[BaseException]:
    """Return ``error`` and what led to it."""
    found: list[BaseException] = []
    one: BaseException | None = error
    while one is not None and one not in found:
        found.append(one)
        one = one.__cause__ or one.__context__
    return found


def _first_line(response: httpx.Response, body: bytes) -> str:
    """Return the first line of a plain answer, harmless and short; empty for a page."""
    start = body[: 4 * _MOST_SAID]
    if b"<" in start[:20] or "html" in response.headers.get("content-type", "").lower():
        return ""
    try:
        text = start.decode(codecs.lookup(response.charset_encoding or "utf-8").name, "replace")
    except (LookupError, ValueError):
        text = start.decode("utf-8", "replace")
    line = next((line.strip() for line in text.splitlines() if line.strip()), "")
    line = visible(line)
    return line if len(line) <= _MOST_SAID else line[: _MOST_SAID - 1] + "…"
