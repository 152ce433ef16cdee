"""A table that is told to people in words and to programs in stable names and codes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from graph_tools.errors import Text

__all__ = [
    "CERTAINTY",
    "KINDS",
    "READING_LABELS",
    "YES",
    "Cell",
    "Table",
    "Word",
    "first_few",
    "number",
]


class Word(NamedTuple):
    """A value of a closed list: a stable code and what people read."""

    code: str
    text: Text


Cell = str | int | float | None | Text | Word | list[str]
"""A cell: a list is several codes, None is unknown or not defined."""

KINDS: Mapping[str, Word] = {
    code: Word(code, Text(cs, en))
    for code, cs, en in (
        ("organisation", "organizace", "organisation"),
        ("unit", "útvar", "unit"),
        ("municipality", "obec", "municipality"),
        ("group", "skupina", "group"),
        ("measure", "opatření", "measure"),
        ("goal", "cíl", "goal"),
        ("sub-area", "podokruh", "sub-area"),
        ("code", "kód jiné strategie", "code of another strategy"),
        ("barrier", "překážka", "barrier"),
    )
}
CERTAINTY: Sequence[Word] = (
    Word("", Text("", "")),
    Word("certain", Text("jisté", "certain")),
    Word("probable", Text("pravděpodobné", "probable")),
    Word("uncertain", Text("nejisté", "uncertain")),
)
"""Words of certainty by level: 1 certain, 2 probable, 3 uncertain."""

YES: Mapping[str, Text] = {"yes": Text("ano", "yes"), "no": Text("ne", "no")}
READING_LABELS: Mapping[str, Text] = {
    "strict": Text("přísné čtení", "strict reading"),
    "default": Text("výchozí čtení", "default reading"),
    "lenient": Text("volné čtení", "lenient reading"),
}

_WHOLE, _SHOWN = 15, 12


@dataclass(frozen=True)
class Table:
    """Rows of one view.

    Attributes:
        title: what the table shows, a sentence.
        columns: heading by stable English name.
        rows: cells, as many as columns.
        notes: sentences a reader must know, such as what was left out.
        people: the table people read instead, where it is another.
    """

    title: Text
    columns: Mapping[str, Text]
    rows: Sequence[Sequence[Cell]]
    notes: tuple[Text, ...] = ()
    people: Table | None = None

    def for_people(self, lang: str) -> tuple[list[str], list[list[str]]]:
        """Return headings and rows in words: rounded numbers, long lists cut and counted."""
        table = self.people or self
        rows = [[_in_words(cell, lang) for cell in row] for row in table.rows]
        return [heading.to(lang) for heading in table.columns.values()], rows

    def for_programs(self, lang: str) -> tuple[list[str], list[list[str]]]:
        """Return stable names and rows: whole lists, codes, numbers with a decimal point."""
        return list(self.columns), [[_as_data(cell, lang) for cell in row] for row in self.rows]


def _in_words(cell: Cell, lang: str) -> str:
    """Return a cell as people read it."""
    if isinstance(cell, Word):
        return cell.text.to(lang)
    if isinstance(cell, float):
        return number(cell, 2).to(lang)
    if isinstance(cell, list):
        return first_few(cell, len(cell) if len(cell) <= _WHOLE else _SHOWN).to(lang)
    return _as_data(cell, lang)


def _as_data(cell: Cell, lang: str) -> str:
    """Return a cell as programs read it."""
    if cell is None:
        return ""
    if isinstance(cell, Word):
        return cell.code
    if isinstance(cell, Text):
        return cell.to(lang)
    if isinstance(cell, float):
        # Sums of floating-point numbers may differ in the last digits between libraries.
        return f"{cell + 0.0:.6f}"
    if isinstance(cell, list):
        return "; ".join(cell)
    return str(cell)


def number(value: float, places: int) -> Text:
    """Return ``value`` rounded to ``places``, with a decimal comma in Czech."""
    text = f"{value + 0.0:.{places}f}"
    return Text(text.replace(".", ","), text)


def first_few(codes: Sequence[str], most: int) -> Text:
    """Return the first ``most`` of ``codes``, then how many more there are."""
    shown = ", ".join(codes[:most])
    more = len(codes) - most
    if more <= 0:
        return Text(shown, shown)
    return Text(f"{shown} a další {more}", f"{shown} and {more} more")
