"""What a server is told when it starts, and the sentences it refuses with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from graph_tools.errors import Text

__all__ = ["CONNECTIONS", "MOST_QUERY", "WAITING", "Refusal", "Settings"]

MOST_QUERY = 64 * 1024
"""Longest query in bytes; all the library's are below 8 kB."""
WAITING = 64
"""Queries that may wait for an engine; those beyond are refused at once."""
CONNECTIONS = 512
"""Connections held at once."""


@dataclass(frozen=True)
class Settings:
    """What is served, and within which bounds.

    Attributes:
        store: folder of the store on disk; nobody else may write to it.
        oxigraph: the program Oxigraph Server.
        site: folder of the pages; None where there are none.
        hosts: names the server may be called by, in small letters; empty means any.
        base: address of the server as its readers know it, with a slash at its end; may be empty.
        seconds: longest time of a query, and longest time it waits for an engine.
        most_bytes: largest answer.
        most_memory: most address space of one engine, in bytes.
        engines: queries evaluated at once.
        asks_a_service: says whether a query would ask another server.
    """

    store: Path
    oxigraph: Path
    site: Path | None
    hosts: frozenset[str]
    base: str
    seconds: float
    most_bytes: int
    most_memory: int
    engines: int
    asks_a_service: Callable[[str], bool]


class Refusal(Exception):  # noqa: N818 - it is an answer, not a fault of the program
    """A request that is answered with a sentence instead of what it asked for."""

    def __init__(
        self, status: int, reason: str, said: Text, headers: Mapping[str, str] | None = None
    ) -> None:
        """Refuse.

        Args:
            status: of HTTP.
            reason: name in the metrics.
            said: the sentence.
            headers: to be sent with it.
        """
        super().__init__(said.en)
        self.status = status
        self.reason = reason
        self.said = said
        self.headers = dict(headers or {})
