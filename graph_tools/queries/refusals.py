"""Say in a sentence why a server gave no answer, for each way in which that happens."""

from __future__ import annotations

import codecs
import socket
import ssl
from typing import Literal

import httpx

from graph_tools.errors import EndpointError, Text
from graph_tools.queries.credentials import PASSWORD, TOKEN, USER, is_loopback
from graph_tools.texts import visible

__all__ = ["RefusedError", "Task", "by_status", "by_transport", "is_passing"]

Task = Literal["query", "update", "update at the address of queries"]

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
    where: str, response: httpx.Response, body: bytes, *, task: Task, logged_in: bool
) -> RefusedError:
    """Return the sentence for an answer that is not 200.

    Args:
        where: address of the server as it is shown.
        response: what came.
        body: its content, perhaps cut.
        task: what the server was asked to do.
        logged_in: credentials were sent.
    """
    status = response.status_code
    said = _first_line(response, body)
    if status == httpx.codes.FORBIDDEN:
        return RefusedError(_forbidden(where, said, task, logged_in=logged_in), status, said)
    adds = _quoted(Text("Server k tomu říká", "The server says"), said)
    if status == httpx.codes.UNAUTHORIZED:
        why = _no_entry(where, logged_in=logged_in)
    elif status in {404, 405} and task == "query":
        why = _no_queries(where, status, response.url)
        if status == httpx.codes.METHOD_NOT_ALLOWED:  # words on methods would only mislead
            adds = Text("", "")
    else:
        why = _sentence(where, status, response)
    return RefusedError(Text(why.cs + adds.cs, why.en + adds.en), status, said)


def _quoted(who: Text, said: str) -> Text:
    """Return a sentence with what ``who`` said, empty where that is nothing."""
    if not said:
        return Text("", "")
    stop = "" if said.endswith((".", "!", "?", "…")) else "."
    return Text(f" {who.cs}: „{said}“{stop}", f" {who.en}: '{said}'{stop}")


def _sentence(where: str, status: int, response: httpx.Response) -> Text:
    """Return why a server refused, without its own words."""
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
            "na této adrese nic nemá; zkontrolujte cestu, např. /update",
            "has nothing at this address; check the path, such as /update",
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


def _no_queries(where: str, status: int, url: httpx.URL) -> Text:
    """Return the sentence for an address at which nobody answers queries."""
    path = "/query" if url.path.rstrip("/") == "/sparql" else "/sparql"
    other = visible(str(url.copy_with(userinfo=b"", raw_path=path.encode(), fragment=None)))
    return Text(
        f"{where} není adresa pro dotazy (odpověď {status}). Adresa pro dotazy končí obvykle na "
        f"/sparql nebo /query; zkuste {other}.",
        f"{where} is not an address for queries (answer {status}). An address for queries usually "
        f"ends in /sparql or /query; try {other}.",
    )


def _forbidden(where: str, said: str, task: Task, *, logged_in: bool) -> Text:
    """Return the sentence for an answer that this is not allowed, with the server's words."""
    says = _quoted(Text("Říká", "It says"), said)
    start = Text(
        f"Server {where} to odmítl (403).{says.cs}", f"The server {where} refused (403).{says.en}"
    )
    if task == "query":
        hint = Text(
            f"Možná je třeba přihlášení ({USER} a {PASSWORD}, nebo {TOKEN}).",
            f"Perhaps one has to log in ({USER} and {PASSWORD}, or {TOKEN}).",
        )
        if logged_in:
            hint = Text(
                f"Zkontrolujte {USER} a {PASSWORD}, nebo {TOKEN}, a oprávnění toho, komu patří.",
                f"Check {USER} and {PASSWORD}, or {TOKEN}, and what their owner may do.",
            )
        return Text(f"{start.cs} {hint.cs}", f"{start.en} {hint.en}")
    elsewhere = Text("", "")
    if task != "update":
        elsewhere = Text(
            "nebo má pro zápisy vlastní adresu (--update-endpoint: Oxigraph a Fuseki …/update, "
            "Virtuoso …/sparql-auth), ",
            "or it has an address of its own for updates (--update-endpoint: Oxigraph and Fuseki "
            "…/update, Virtuoso …/sparql-auth), ",
        )
    last = Text(
        f"nebo je třeba přihlášení ({USER} a {PASSWORD}, nebo {TOKEN}).",
        f"or one has to log in ({USER} and {PASSWORD}, or {TOKEN}).",
    )
    if logged_in:
        last = Text(
            f"nebo ten, komu patří přihlášení ({USER}, nebo {TOKEN}), zapisovat nesmí.",
            f"or the owner of the credentials ({USER}, or {TOKEN}) may not write.",
        )
    return Text(
        f"{start.cs} Buď je jen ke čtení (takový je i strategy-graph serve), "
        f"{elsewhere.cs}{last.cs}",
        f"{start.en} Either it is read-only (so is strategy-graph serve), {elsewhere.en}{last.en}",
    )


def _no_entry(where: str, *, logged_in: bool) -> Text:
    """Return the sentence for an answer that asks who one is, or that it is not enough."""
    if logged_in:
        return Text(
            f"Server {where} přihlášení nepřijal (401). Zkontrolujte {USER} a {PASSWORD}, "
            f"nebo {TOKEN}, a oprávnění toho, komu patří.",
            f"The server {where} did not accept the credentials (401). Check {USER} and "
            f"{PASSWORD}, or {TOKEN}, and what their owner may do.",
        )
    return Text(
        f"Server {where} žádá přihlášení (401). Nastavte proměnné prostředí {USER} a "
        f"{PASSWORD}, nebo {TOKEN}.",
        f"The server {where} asks who you are (401). Set the environment variables {USER} "
        f"and {PASSWORD}, or {TOKEN}.",
    )


def by_transport(
    where: str, host: str, error: httpx.HTTPError, *, logged_in: bool
) -> tuple[EndpointError, bool]:
    """Return the sentence for a request without an answer, and whether trying again may help.

    Args:
        where: address of the server as it is shown.
        host: name of the machine.
        error: what happened.
        logged_in: credentials were to be sent.
    """
    causes = _causes(error)
    if isinstance(error, httpx.TimeoutException):
        return _said(f"{where} neodpověděl včas.", f"{where} did not answer in time."), False
    if any(isinstance(cause, socket.gaierror) for cause in causes):
        return EndpointError(Text(
            f"Počítač jménem {host} nebyl nalezen. Zkontrolujte adresu {where} a připojení k síti.",
            f"No machine called {host} was found. Check the address {where} and the network.",
        )), False  # fmt: skip
    faults = [cause for cause in causes if isinstance(cause, ssl.SSLError)]
    if any(getattr(fault, "reason", "") == "WRONG_VERSION_NUMBER" for fault in faults):
        return _no_tls(where, host, logged_in=logged_in), False
    if faults:
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


def _no_tls(where: str, host: str, *, logged_in: bool) -> EndpointError:
    """Return the fault of a server that answers https by something that is not TLS."""
    if logged_in and not is_loopback(host):  # over http:// the credentials would be refused
        return _said(
            f"{where} neumí zabezpečené spojení (https) a přihlašovací údaje se nešifrovaně "
            "neposílají. Zkontrolujte adresu a port.",
            f"{where} knows no secure connection (https), and credentials are not sent "
            "unencrypted. Check the address and the port.",
        )
    plain = where.replace("https://", "http://", 1)
    return _said(
        f"{where} neumí zabezpečené spojení (https). Zkuste adresu s http://: {plain}.",
        f"{where} knows no secure connection (https). Try the address with http://: {plain}.",
    )


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
