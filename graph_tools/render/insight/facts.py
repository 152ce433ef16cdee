"""What the findings are made of, and what one finding is: plain values, no queries."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from graph_tools.answers import READINGS
from graph_tools.errors import Text

__all__ = ["Counts", "Facts", "Finding", "Row", "items_of", "listed"]

Row = Mapping[str, str]
Counts = tuple[int, int, int]


@dataclass(frozen=True)
class Facts:
    """What the findings are made of.

    Attributes:
        strategy, plan: titles of the subject and of its plan, Czech and English.
        gaps: rows of each kind of gap, by the common columns; gravest first.
        coverage: measures of each goal in the three readings.
        declared: declared pairs of strategic measure and goal in the three readings.
        measures: number of measures of the plan.
        unaligned: codes of the measures without any goal in the three readings.
        lost: those of them whose cell is lost in the text, as a discrepancy says.
        leads: measures led by each actor, groups too, most first (default reading).
        loads: in each reading the number of responsibilities, of responsible actors, and the
            share of the three most loaded in per cent.
        barriers: number of measures with each barrier, by notation; Czech and English names.
        barrier_names: what each barrier is called.
        references: number of references to other strategies, and how many are malformed.
    """

    strategy: Text
    plan: Text
    gaps: Mapping[str, Sequence[Row]]
    coverage: Mapping[str, Counts]
    declared: Counts
    measures: int
    unaligned: tuple[Sequence[str], Sequence[str], Sequence[str]]
    lost: Sequence[str]
    leads: Sequence[tuple[str, int]]
    loads: tuple[Counts, Counts, Counts]
    barriers: Sequence[tuple[str, int]]
    barrier_names: Mapping[str, Text]
    references: tuple[int, int]

    def counts(self, kind: str, keep: Callable[[Row], bool] = lambda row: True) -> Counts:
        """Return how many gaps of ``kind`` hold in each reading."""
        strict, default, lenient = (
            sum(row[reading] == "yes" and keep(row) for row in self.gaps[kind])
            for reading in READINGS
        )
        return strict, default, lenient

    def items(self, kind: str, keep: Callable[[Row], bool]) -> Counts:
        """Return how many different items have a gap of ``kind`` in each reading."""
        strict, default, lenient = (
            len({row["item"] for row in self.gaps[kind] if row[reading] == "yes" and keep(row)})
            for reading in READINGS
        )
        return strict, default, lenient


@dataclass(frozen=True)
class Finding:
    """One finding: heading, sentences, figures under the three readings, how to ask, limits."""

    title: Text
    said: Text
    figures: Sequence[tuple[Text, Counts]]
    ask: Sequence[str]
    limits: Text


def listed(names: Sequence[str], most: int = 8) -> Text:
    """Return names joined, the rest counted."""
    shown, rest = ", ".join(names[:most]), len(names) - most
    if rest <= 0:
        return Text(shown or "žádné", shown or "none")
    return Text(f"{shown} a další ({rest})", f"{shown} and {rest} more")


def items_of(rows: Sequence[Row], column: str = "item") -> list[str]:
    """Return the different items of ``rows``, in order."""
    return list(dict.fromkeys(row[column] for row in rows))
