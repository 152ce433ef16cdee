"""Print rows as a table, CSV, JSON or Markdown."""

from __future__ import annotations

import csv
import json
import shutil
import sys
from collections.abc import Sequence

from graph_tools.errors import Text

__all__ = ["print_rows"]


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
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)
    elif form == "json":
        found = [dict(zip(columns, row, strict=True)) for row in rows]
        print(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        _print_table(columns, rows, form, lang, title)


def _print_table(
    columns: Sequence[str], rows: Sequence[Sequence[str]], form: str, lang: str, title: str
) -> None:
    """Print a table for people: on a terminal as wide as it, or in Markdown."""
    from tabulate import tabulate

    if form == "md":
        cells = [[cell.replace("|", "\\|") for cell in row] for row in rows]
        print(tabulate(cells, columns, tablefmt="github", disable_numparse=True))
        return
    if title:
        print(title + "\n")
    widths = _widths(columns, rows, shutil.get_terminal_size((120, 24)).columns)
    print(tabulate(rows, columns, tablefmt="simple", disable_numparse=True, maxcolwidths=widths))
    count = len(rows)
    print("\n" + Text(f"Řádků: {count}", f"Rows: {count}").to(lang))


def _widths(
    columns: Sequence[str], rows: Sequence[Sequence[str]], total: int
) -> list[int | None] | None:
    """Return the widest each column may be so that a table of ``total`` characters fits."""
    if not rows:
        return None
    wide = [
        max(len(name), *(len(row[index]) for row in rows)) for index, name in enumerate(columns)
    ]
    room = total - 2 * (len(columns) - 1)
    while sum(wide) > room:
        widest = wide.index(max(wide))
        if wide[widest] <= 12:
            break
        wide[widest] -= 1
    return list(wide)
