"""Print rows as a table, CSV, JSON or Markdown."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import sys
import textwrap
from collections.abc import Iterable, Sequence
from typing import TextIO

from graph_tools.errors import Text
from graph_tools.texts import CONTROL, markdown, visible

__all__ = ["as_json", "print_rows", "write_csv"]

_FORMULA = re.compile(r"[=+\-@\t\r]")


def write_csv(
    columns: Sequence[str], rows: Iterable[Sequence[str | int]], out: TextIO | None = None
) -> None:
    """Write ``rows`` as CSV to ``out`` (None: stdout), safe to open in a spreadsheet.

    A text that a spreadsheet would run as a formula gets an apostrophe in front.
    """
    out = out or sys.stdout
    for row in (columns, *rows):
        # The module quotes a CR only where it stands in the line terminator (before Python 3.13).
        line = io.StringIO(newline="")
        csv.writer(line, lineterminator="\r\n").writerow([_no_formula(cell) for cell in row])
        out.write(line.getvalue().removesuffix("\r\n") + "\n")


def _no_formula(cell: str | int) -> str | int:
    """Return ``cell``, with an apostrophe in front where it would run as a formula."""
    return f"'{cell}" if isinstance(cell, str) and _FORMULA.match(cell) else cell


def as_json(columns: Sequence[str], rows: Iterable[Sequence[str | int]]) -> str:
    """Return ``rows`` as a JSON list of objects; control characters are escapes of JSON."""
    found = [dict(zip(columns, row, strict=True)) for row in rows]
    text = json.dumps(found, ensure_ascii=False, indent=2)
    # Below U+0020 only the line ends of the indented form are left.
    return CONTROL.sub(lambda c: c[0] if c[0] == "\n" else f"\\u{ord(c[0]):04x}", text)


def print_rows(
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    form: str | None,
    lang: str,
    *,
    title: str = "",
) -> None:
    """Print ``rows`` to stdout.

    Args:
        columns: names of the columns.
        rows: text cells, as many as columns.
        form: ``table``, ``csv``, ``json``, ``md``; None is a table on a terminal, else CSV.
        lang: language of the count below a table.
        title: the question, printed above a table.
    """
    form = form or ("table" if sys.stdout.isatty() else "csv")
    if form == "csv":
        write_csv(columns, rows)
    elif form == "json":
        print(as_json(columns, rows))
    else:
        columns = [visible(name) for name in columns]
        rows = [[visible(cell) for cell in row] for row in rows]
        _print_table(columns, rows, form, lang, title)


def _print_table(
    columns: Sequence[str], rows: Sequence[Sequence[str]], form: str, lang: str, title: str
) -> None:
    """Print a table for people: on a terminal as wide as it, or in Markdown."""
    from tabulate import tabulate

    if form == "md":
        cells = [[markdown(cell) for cell in row] for row in rows]
        print(tabulate(cells, columns, tablefmt="github", disable_numparse=True))
        return
    if title:
        print(visible(title) + "\n")
    widths = _widths(columns, rows, shutil.get_terminal_size((120, 24)).columns)
    # Wrapped here: tabulate takes a cell such as 0,286 for a number while it wraps.
    cells = [
        [_wrapped(cell, width) for cell, width in zip(row, widths, strict=True)] for row in rows
    ]
    print(tabulate(cells, columns, tablefmt="simple", disable_numparse=True))
    count = len(rows)
    print("\n" + Text(f"Řádků: {count}", f"Rows: {count}").to(lang))


def _wrapped(cell: str, width: int) -> str:
    """Return ``cell`` in lines of at most ``width`` characters."""
    return "\n".join(textwrap.wrap(cell, max(width, 1)))


def _longest_word(text: str) -> int:
    """Return the length of the longest word of ``text``."""
    return max(map(len, text.split()), default=0)


def _widths(columns: Sequence[str], rows: Sequence[Sequence[str]], total: int) -> list[int]:
    """Return the widest each column may be so that a table of ``total`` characters fits."""
    wide = [
        max(len(name), *(len(row[index]) for row in rows), 0) for index, name in enumerate(columns)
    ]
    room = total - 2 * (len(columns) - 1)
    # No narrower than the longest word, so that none is broken, unless it is a very long one.
    least = [
        min(max(_longest_word(name), *(_longest_word(row[index]) for row in rows), 4), 24)
        for index, name in enumerate(columns)
    ]
    while sum(wide) > room:
        over = [width - floor for width, floor in zip(wide, least, strict=True)]
        if max(over) <= 0:
            break
        widest = max(range(len(wide)), key=lambda index: (over[index] > 0, wide[index]))
        wide[widest] -= 1
    return wide
