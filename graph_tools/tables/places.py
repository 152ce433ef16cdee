"""Name places in a table as a spreadsheet shows them, and make findings about them."""

from __future__ import annotations

from graph_tools.errors import Finding, Text
from graph_tools.tables.description import Table
from graph_tools.texts import visible

__all__ = ["column_label", "fault", "first_label", "letter"]


def letter(index: int) -> str:
    """Return the spreadsheet letter of the column with the 0-based ``index``."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_label(table: Table, name: str) -> str:
    """Return ``C sub_area``: the letter a spreadsheet shows and the column's name."""
    index = [column.name for column in table.columns].index(name)
    return f"{letter(index)} {name}"


def first_label(table: Table) -> str:
    """Return the label of the first column."""
    return column_label(table, table.columns[0].name)


def fault(file: str, row: int, column: str, rule: str, cs: str, en: str) -> Finding:
    """Return a finding of severity error; what a terminal would obey is written out."""
    return Finding(file, row, visible(column), "error", Text(visible(cs), visible(en)), rule)
