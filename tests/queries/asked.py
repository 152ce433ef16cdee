"""Ask a SPARQL server over HTTP as any client would, for tests that compare engines."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import httpx
from pyoxigraph import QueryResultsFormat, QuerySolutions, parse_query_results

from graph_tools.queries import Question
from graph_tools.queries.run import sorted_lists

SECONDS = 60.0
"""Longest wait for an answer; a server that needs more is too slow to count as an engine."""

SECONDS_EXCUSED = 15.0
"""Longest wait where an engine is known to fail."""


class LostError(AssertionError):
    """The server took too long, or gave its query up."""


@dataclass(frozen=True)
class Asked:
    """A server and what its answers are of.

    Attributes:
        name: as in ``engine-faults.toml``.
        url: its query address.
        graphs: the default graph is their union; none: the server makes the union itself.
        says: how its ``Server`` header begins, so that nobody else can have answered.
        client: keeps the connection, and spares making a new one for each query.
    """

    name: str
    url: str
    graphs: Sequence[str]
    says: str
    client: httpx.Client

    def rows(self, text: str, seconds: float = SECONDS) -> list[tuple[str, ...]]:
        """Return the rows of a SELECT as text, "" where unbound.

        Raises:
            LostError: the server takes too long or fails at the query.
            AssertionError: the server refuses the query, does not answer in time, or is another.
        """
        try:
            answer = self.client.post(
                self.url,
                data={"query": text, "default-graph-uri": list(self.graphs)},
                headers={"Accept": "application/sparql-results+json"},
                timeout=seconds,
            )
        except httpx.ReadTimeout as error:
            raise LostError(f"{self.name}: no answer within {seconds} s") from error
        except httpx.TransportError as error:
            raise AssertionError(f"{self.name}: {type(error).__name__} {error}") from error
        assert answer.headers["server"].startswith(self.says), answer.headers
        if answer.status_code == 500:
            raise LostError(f"{self.name}: {answer.text[:500]}")
        assert answer.status_code == 200, f"{self.name}: {answer.status_code} {answer.text[:500]}"
        # Virtuoso cuts an answer that is too long or takes too long, and says so in a header only.
        assert "x-sql-state" not in answer.headers, answer.headers
        assert "x-sparql-maxrows" not in answer.headers, answer.headers
        found = parse_query_results(answer.content, QueryResultsFormat.JSON)
        assert isinstance(found, QuerySolutions)
        return [
            tuple("" if term is None else str(getattr(term, "value", term)) for term in solution)
            for solution in found
        ]

    def answer(self, question: Question, seconds: float = SECONDS) -> list[tuple[str, ...]]:
        """Return the rows of ``question`` as the command shows them."""
        return sorted_lists(self.rows(question.text, seconds), tuple(question.columns), question)


def read_faults(path: Path) -> dict[tuple[str, str], str]:
    """Return why an engine differs, by engine and query (``group/name``)."""
    entries = tomllib.loads(path.read_text(encoding="utf-8")).get("fault", [])
    return {(entry["engine"], entry["query"]): entry["why"] for entry in entries}
