"""What rooms that read answers share: rows by column, and codes in the order people count."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from graph_tools.errors import QueryError, Text

__all__ = ["GAP_COLUMNS", "READINGS", "Answers", "natural", "roman", "rows_of"]

READINGS: Mapping[str, int] = {"strict": 1, "default": 2, "lenient": 3}
"""Readings and the least sure certainty (1 certain, 2 probable, 3 uncertain) each counts."""

GAP_COLUMNS = (
    "kind", "item", "partner", "reason_cs", "reason_en", *READINGS,
    "document", "first_line", "last_line",
)  # fmt: skip
"""The common columns of all gaps; each reading holds ``yes`` or ``no``."""

_NUMERALS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}

Answers = Mapping[str, tuple[Sequence[str], Sequence[Sequence[str]]]]
"""Columns and rows of text by the name of the page query."""


def rows_of(answers: Answers, columns: Mapping[str, str], name: str) -> list[dict[str, str]]:
    """Return the answer ``name`` as dictionaries.

    Args:
        answers: what was asked.
        columns: the columns each answer must have, in their order, with blanks between.
        name: which answer.

    Raises:
        QueryError: the answer is missing or has other columns.
    """
    wanted = columns[name].split()
    if name not in answers or list(answers[name][0]) != wanted:
        listed = ", ".join(wanted)
        raise QueryError(Text(
            f"Chybí odpověď na dotaz pages/{name} se sloupci {listed}.",
            f"The answer to the query pages/{name} with the columns {listed} is missing.",
        ))  # fmt: skip
    return [dict(zip(wanted, row, strict=True)) for row in answers[name][1]]


def natural(code: str) -> tuple[tuple[int, int, str], ...]:
    """Return a sort key that counts as people do.

    >>> sorted(["A1.10", "A1.2", "B", "9", "10"], key=natural)
    ['9', '10', 'A1.2', 'A1.10', 'B']
    """
    return tuple(
        (0, int(part), "") if part[0].isdecimal() else (1, 0, part)
        for part in re.findall(r"[0-9]+|[^0-9]+", code)
    )


def roman(code: str) -> int:
    """Return the value of a Roman numeral; 0 for what is none.

    >>> [roman(code) for code in ("IV", "IX", "XIV", "XL", "A1", "")]
    [4, 9, 14, 40, 0, 0]
    """
    values = [_NUMERALS.get(letter, 0) for letter in code]
    if not values or 0 in values:
        return 0
    following = [*values[1:], 0]
    return sum(-v if v < n else v for v, n in zip(values, following, strict=True))
