"""The one kind of finding, and the exceptions that end a run.

    StrategyGraphError      exit code 2: the run cannot go on
    └── UsageError          the caller asked for something that does not exist
    └── QueryError          a query that cannot be read, run or finished in time
    └── NotBuiltError       there is no built graph yet
    └── EndpointError       a server cannot be reached, refuses, or answers with something else

Faults in data are not exceptions: they are collected as ``Finding`` and printed together.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import Literal, NamedTuple

__all__ = [
    "EXIT_CANNOT_RUN",
    "EXIT_FINDINGS",
    "EXIT_GOOD",
    "EndpointError",
    "Finding",
    "NotBuiltError",
    "QueryError",
    "Severity",
    "StrategyGraphError",
    "Text",
    "UsageError",
    "nearest",
    "nearest_first",
    "unexpected",
]

EXIT_GOOD, EXIT_FINDINGS, EXIT_CANNOT_RUN = 0, 1, 2

Severity = Literal["error", "warning"]


class Text(NamedTuple):
    """The same sentence in Czech and in English."""

    cs: str
    en: str

    def to(self, lang: str) -> str:
        """Return the sentence in ``lang`` (``cs`` or ``en``)."""
        return self.en if lang == "en" else self.cs


class Finding(NamedTuple):
    """A fault in the data, led back to the cell a person can mend.

    Attributes:
        file: name of the table (or source document) as the person sees it.
        row: row as a spreadsheet shows it (the header is 1); 0 where the whole file is meant.
        column: letter and name, for example ``C sub_area``; empty where the whole row is meant.
        severity: ``error`` or ``warning``.
        message: what is wrong, with the value and the nearest allowed one, in both languages.
        rule: stable name of the broken rule, for example ``csvw.required`` or a shape's IRI.
    """

    file: str
    row: int
    column: str
    severity: Severity
    message: Text
    rule: str

    def place(self, lang: str) -> str:
        """Return ``file, row 3, column C title`` in ``lang``."""
        words = ("řádek", "sloupec") if lang == "cs" else ("row", "column")
        parts = [self.file]
        if self.row:
            parts.append(f"{words[0]} {self.row}")
        if self.column:
            parts.append(f"{words[1]} {self.column}")
        return ", ".join(parts)


class StrategyGraphError(Exception):
    """A fault that ends the run with exit code 2; its text is a sentence for the user."""

    def __init__(self, message: Text) -> None:
        """Keep ``message`` in both languages."""
        super().__init__(message.en)
        self.message = message


class UsageError(StrategyGraphError):
    """Something named on the command line does not exist."""


class QueryError(StrategyGraphError):
    """A query cannot be read, is not read-only, or did not finish in time."""


class NotBuiltError(StrategyGraphError):
    """The graph has not been built yet."""


class EndpointError(StrategyGraphError):
    """A server cannot be reached, refuses, or answers with something else than asked for."""


def nearest(value: str, allowed: Iterable[str]) -> str | None:
    """Return the allowed value most like ``value``, or None where nothing is near."""
    choices = {choice.casefold(): choice for choice in sorted(allowed, reverse=True)}
    found = difflib.get_close_matches(value.casefold(), list(choices), n=1, cutoff=0.5)
    return choices[found[0]] if found else None


def nearest_first(value: str, allowed: Iterable[str], most: int = 40) -> list[str]:
    """Return what is allowed, ``…`` for what is left out.

    First comes what begins with ``value``, or else what is most like it.
    """
    choices = list(allowed)
    start = value.casefold()
    begun = [choice for choice in choices if start and choice.casefold().startswith(start)]
    guess = begun[0] if begun else nearest(value, choices)
    shown = ([guess] if guess else []) + [choice for choice in choices if choice != guess]
    return shown if len(shown) <= most else [*shown[:most], "…"]


def unexpected(error: Exception) -> Text:
    """Return the sentence for a fault of the program itself."""
    kind = type(error).__name__
    return Text(
        f"Nečekaná chyba programu: {kind}: {error}. Podrobnosti ukáže STRATEGY_GRAPH_DEBUG=1.",
        f"Unexpected fault of the program: {kind}: {error}. STRATEGY_GRAPH_DEBUG=1 shows more.",
    )
