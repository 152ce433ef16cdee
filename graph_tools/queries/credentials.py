"""Who asks a server: credentials from the environment, given to that server only and never shown.

Basic or Digest, whichever the server asks for, or a Bearer token. Nothing is read from addresses
(they end up in histories and logs) nor from files.
"""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Generator, Iterable
from urllib.parse import urlsplit

import httpx

from graph_tools.errors import EndpointError, Text, UsageError

__all__ = ["PASSWORD", "TOKEN", "USER", "check_one_server", "is_loopback", "login_for"]

USER, PASSWORD = "STRATEGY_GRAPH_USER", "STRATEGY_GRAPH_PASSWORD"
TOKEN = "STRATEGY_GRAPH_TOKEN"  # noqa: S105 - the name only


def login_for(url: httpx.URL) -> httpx.Auth | None:
    """Return what proves to the server at ``url`` who asks; None where nothing is set.

    Raises:
        UsageError: the variables contradict each other.
        EndpointError: they would cross the network in the clear.
    """
    user, password, token = (os.environ.get(name, "") for name in (USER, PASSWORD, TOKEN))
    if not (user or password or token):
        return None
    if token and (user or password):
        raise UsageError(Text(
            f"Nastaveno je {TOKEN} i {USER} nebo {PASSWORD}; ponechte jen jedno přihlášení.",
            f"Both {TOKEN} and {USER} or {PASSWORD} are set; keep one way to log in.",
        ))  # fmt: skip
    if not token and not (user and password):
        missing = PASSWORD if user else USER
        raise UsageError(Text(
            f"K přihlášení chybí proměnná prostředí {missing}.",
            f"To log in, the environment variable {missing} is missing.",
        ))  # fmt: skip
    if any(not sign.isprintable() for sign in user + password + token):
        raise UsageError(Text(
            f"V {USER}, {PASSWORD} nebo {TOKEN} je řídicí znak, například konec řádku.",
            f"There is a control character, such as an end of line, in {USER}, {PASSWORD} or "
            f"{TOKEN}.",
        ))  # fmt: skip
    if url.scheme != "https" and not is_loopback(url.host):
        raise EndpointError(Text(
            f"Přihlašovací údaje se na {url.host} neposílají nešifrovaně; použijte adresu "
            f"https://, nebo zrušte {TOKEN if token else USER}.",
            f"Credentials are not sent to {url.host} unencrypted; use an address with https://, "
            f"or unset {TOKEN if token else USER}.",
        ))  # fmt: skip
    return _Bearer(token) if token else _Password(user, password)


def check_one_server(urls: Iterable[str]) -> None:
    """Raise where credentials are set and ``urls`` are of several servers: whose they are is open.

    Raises:
        UsageError: the servers are named.
    """
    hosts = sorted({urlsplit(url).netloc.rpartition("@")[2].lower() for url in urls})
    if len(hosts) > 1 and any(os.environ.get(name) for name in (USER, PASSWORD, TOKEN)):
        listed = ", ".join(hosts)
        raise UsageError(Text(
            f"Přihlašovací údaje v prostředí jsou jedny, servery různé ({listed}); neposlaly se "
            f"žádnému. Ptejte se serverů zvlášť, nebo zrušte {USER}, {PASSWORD} a {TOKEN}.",
            f"There is one set of credentials in the environment but several servers ({listed}); "
            f"none got them. Ask the servers one by one, or unset {USER}, {PASSWORD} and {TOKEN}.",
        ))  # fmt: skip


def is_loopback(host: str) -> bool:
    """Return whether ``host`` is this machine, so that nobody listens on the way."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.rstrip(".").lower() == "localhost"


class _Bearer(httpx.Auth):
    """Sends a token."""

    def __init__(self, token: str) -> None:
        """Keep ``token``."""
        self._sent = b"Bearer " + token.encode()

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Add the token."""
        request.headers.update([(b"Authorization", self._sent)])
        yield request


class _Password(httpx.Auth):
    """Sends a password as Basic does, as Digest once the server has asked for that."""

    def __init__(self, user: str, password: str) -> None:
        """Keep both."""
        self._basic = httpx.BasicAuth(user.encode(), password.encode())
        self._digest = httpx.DigestAuth(user.encode(), password.encode())
        self._asked = False

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Add the user and the password in the form that the server wants."""
        if not self._asked:
            response = yield next(self._basic.auth_flow(request))
            offered = " ".join(response.headers.get_list("www-authenticate")).lower()
            # Virtuoso wants Digest, and says so only where nothing was sent.
            if response.status_code != httpx.codes.UNAUTHORIZED or "basic" in offered:
                return
            self._asked = True
            del request.headers["Authorization"]
        yield from self._digest.auth_flow(request)
