"""Send one request of the SPARQL 1.1 protocol to a server: bounded in time and size, or refused.

Takes form fields, gives the whole content of an answer with status 200. What may pass (a refused
or cut connection, 429, 502, 503, 504) is tried again after growing pauses; nothing else is.
No redirect to another server is followed, and no part of an answer is ever given.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from time import monotonic, sleep
from typing import NamedTuple

import httpx
import tenacity

from graph_tools import __version__
from graph_tools.errors import EndpointError, Text, UsageError
from graph_tools.queries.credentials import is_loopback, login_for
from graph_tools.queries.refusals import Task, by_status, by_transport, is_passing
from graph_tools.queries.run import beside
from graph_tools.texts import visible

__all__ = ["Remote", "Reply", "Session"]

_ATTEMPTS = 5
_FIRST_PAUSE = 0.2  # seconds; each further pause is twice as long
_MOST_REDIRECTS = 3
_MOST_BYTES = 256 * 2**20
_KEPT_OF_REFUSAL = 4096
_REDIRECTS = {301, 302, 307, 308}


class Reply(NamedTuple):
    """An answer with status 200: its headers and its whole content."""

    headers: httpx.Headers
    body: bytes


class _MayPassError(Exception):
    """A request failed in a way that may pass."""

    def __init__(self, fault: EndpointError, wait: float | None = None) -> None:
        """Keep the ``fault`` and for how many seconds the server asked to ``wait``."""
        super().__init__(str(fault))
        self.fault = fault
        self.wait = wait


class Remote:
    """A server at an address, asked by POST.

    Attributes:
        where: the address as it is shown.
        task: what the server is asked to do there.
    """

    def __init__(self, address: str, task: Task = "query") -> None:
        """Use the server at ``address`` for ``task``.

        Raises:
            UsageError: it is no web address, or holds a password.
            EndpointError: credentials would cross the network in the clear.
        """
        self._url = _checked(address)
        self._login = login_for(self._url)
        self.where = _shown(self._url)
        self.task = task

    @contextmanager
    def session(self, seconds: float) -> Iterator[Session]:
        """Give what sends requests for ``seconds`` in all."""
        local = is_loopback(self._url.host)
        with httpx.Client(
            auth=self._login, follow_redirects=False,
            # No proxy stands between this machine and itself.
            trust_env=not local, verify=self._url.scheme == "https",
            headers={"User-Agent": f"strategy-graph/{__version__}"},
        ) as client:  # fmt: skip
            yield Session(self, client, seconds)

    @property
    def url(self) -> httpx.URL:
        """The address."""
        return self._url

    @property
    def logged_in(self) -> bool:
        """Whether credentials are sent."""
        return self._login is not None


class Session:
    """Requests to one server that share a limit of time."""

    def __init__(self, remote: Remote, client: httpx.Client, seconds: float) -> None:
        """Send by ``client`` for ``seconds`` from now."""
        self._remote = remote
        self._client = client
        self._seconds = seconds
        self._end = monotonic() + seconds

    def post(self, fields: Sequence[tuple[str, str]], accept: str) -> Reply:
        """Return the answer to a form with ``fields``.

        Raises:
            EndpointError: there is none within the time; the message says why.
        """
        body = str(httpx.QueryParams(list(fields))).encode()
        # The waiting thread can give up on time however slowly single bytes come in; the one
        # left behind ends when the client is closed.
        waiting = beside(lambda: self._persistently(body, accept))
        try:
            return waiting(max(0.0, self._end - monotonic()))
        except TimeoutError:
            raise self._late() from None

    def _persistently(self, body: bytes, accept: str) -> Reply:
        """Send ``body``, again where a failure may pass, as long as there is time."""
        retrying = tenacity.Retrying(
            retry=tenacity.retry_if_exception_type(_MayPassError),
            stop=lambda state: (
                state.attempt_number >= _ATTEMPTS or monotonic() + state.upcoming_sleep >= self._end
            ),
            wait=_pause,
            sleep=sleep,
            reraise=True,
        )
        try:
            return retrying(self._once, body, accept)
        except _MayPassError as failed:
            raise failed.fault from None

    def _once(self, body: bytes, accept: str) -> Reply:
        """Send ``body`` once, and along redirects that stay on the server."""
        url = self._remote.url
        for _ in range(_MOST_REDIRECTS + 1):
            response, content = self._exchange(url, body, accept)
            if response.status_code not in _REDIRECTS:
                break
            target = _on_same_server(url, response.headers.get("location", ""))
            if target is None:
                break
            url = target
        status = response.status_code
        if status in {200, 201, 202, 204}:
            return Reply(response.headers, content)
        remote = self._remote
        fault = by_status(
            remote.where, response, content, task=remote.task, logged_in=remote.logged_in
        )
        if is_passing(status):
            raise _MayPassError(fault, _asked_to_wait(response))
        raise fault

    def _exchange(self, url: httpx.URL, body: bytes, accept: str) -> tuple[httpx.Response, bytes]:
        """Return an answer and its content; of a refusal only the beginning."""
        left = self._end - monotonic()
        if left <= 0:
            raise self._late()
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": accept}
        begun = False
        try:
            with self._client.stream(
                "POST", url, content=body, headers=headers, timeout=left
            ) as response:
                begun = True
                good = response.status_code == httpx.codes.OK
                return response, self._content(response, _MOST_BYTES if good else _KEPT_OF_REFUSAL)
        except httpx.TimeoutException:
            raise self._late() from None
        except httpx.HTTPError as error:
            if begun:
                raise self._cut() from None
            fault, passing = by_transport(
                self._remote.where, url.host, error, logged_in=self._remote.logged_in
            )
            if passing:
                raise _MayPassError(fault) from None
            raise fault from None

    def _content(self, response: httpx.Response, most: int) -> bytes:
        """Return the content of a good answer, or the beginning of another one."""
        parts: list[bytes] = []
        size = 0
        for part in response.iter_bytes():
            parts.append(part)
            size += len(part)
            if monotonic() > self._end:
                raise self._late()
            if size > most:
                if most != _MOST_BYTES:
                    break
                raise EndpointError(Text(
                    f"Odpověď serveru {self._remote.where} je větší než {most >> 20} MB.",
                    f"The answer of the server {self._remote.where} is larger than "
                    f"{most >> 20} MB.",
                ))  # fmt: skip
        return b"".join(parts)

    def _late(self) -> EndpointError:
        """Return the fault of an answer that did not come in time."""
        where, limit = self._remote.where, f"{self._seconds:g}"
        return EndpointError(Text(
            f"Server {where} neodpověděl do {limit} sekund. Delší dobu dovolí --timeout.",
            f"The server {where} did not answer within {limit} seconds. --timeout allows more.",
        ))  # fmt: skip

    def _cut(self) -> EndpointError:
        """Return the fault of an answer that ended in the middle."""
        where = self._remote.where
        return EndpointError(Text(
            f"Server {where} přerušil spojení uprostřed odpovědi; část odpovědi se nepoužije.",
            f"The server {where} cut the connection in the middle of the answer; a part of an "
            "answer is not used.",
        ))  # fmt: skip


def _checked(address: str) -> httpx.URL:
    """Return ``address`` as a URL of the web that holds no credentials."""
    url = None
    address = address.strip()
    with suppress(httpx.InvalidURL, UnicodeError, ValueError):
        url = httpx.URL(address)
    if (
        url is None
        or len(address.split()) != 1
        or url.scheme not in {"http", "https"}
        or not url.host
    ):
        shown = visible(address.rpartition("@")[2])[:200]
        raise UsageError(Text(
            f"„{shown}“ není adresa serveru; povolené je http:// nebo https:// a jméno počítače, "
            "např. http://localhost:7878/query.",
            f"'{shown}' is not the address of a server; http:// or https:// and the name of a "
            "machine are allowed, such as http://localhost:7878/query.",
        ))  # fmt: skip
    if url.userinfo:
        raise UsageError(Text(
            f"Jméno a heslo nepatří do adresy {_shown(url)}: zůstaly by v historii příkazů. "
            "Nastavte STRATEGY_GRAPH_USER a STRATEGY_GRAPH_PASSWORD.",
            f"User and password do not belong in the address {_shown(url)}: they would stay in "
            "the history of commands. Set STRATEGY_GRAPH_USER and STRATEGY_GRAPH_PASSWORD.",
        ))  # fmt: skip
    return url.copy_with(fragment=None)


def _shown(url: httpx.URL) -> str:
    """Return ``url`` without what may be secret."""
    return visible(str(url.copy_with(userinfo=b"", query=None, fragment=None)))


def _on_same_server(url: httpx.URL, location: str) -> httpx.URL | None:
    """Return where a redirect from ``url`` leads, None where that is another server."""
    try:
        target = url.join(location)
    except (httpx.InvalidURL, ValueError):
        return None
    return None if _origin(target) != _origin(url) or target.userinfo else target


def _origin(url: httpx.URL) -> tuple[str, str, int | None]:
    """Return what makes a server the same."""
    return url.scheme, url.host.lower(), url.port or {"http": 80, "https": 443}.get(url.scheme)


def _pause(state: tenacity.RetryCallState) -> float:
    """Return for how many seconds to wait before the next attempt."""
    failed = state.outcome.exception() if state.outcome else None
    asked = failed.wait if isinstance(failed, _MayPassError) else None
    own: float = _FIRST_PAUSE * 2.0 ** (state.attempt_number - 1)
    return own if asked is None else max(own, asked)


def _asked_to_wait(response: httpx.Response) -> float | None:
    """Return the seconds of a Retry-After header, None where there is none that can be read."""
    text = response.headers.get("retry-after", "").strip()
    if text.isascii() and text.isdigit():
        return float(text)
    try:
        day = parsedate_to_datetime(text)
    except (TypeError, ValueError):
        return None
    now = datetime.now(UTC)
    return max(0.0, ((day if day.tzinfo else day.replace(tzinfo=UTC)) - now).total_seconds())
