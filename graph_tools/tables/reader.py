"""Read every table of a description strictly: all faults at once, each at its cell.

Takes the folder and its description; gives checked rows and findings. It leaves out what the
CSVW dialect allows beyond plain RFC 4180: comma, UTF-8, one header row, LF or CRLF.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from graph_tools.errors import Finding, nearest
from graph_tools.tables.cells import cell_fault
from graph_tools.tables.description import Column, Table
from graph_tools.tables.files import read_records
from graph_tools.tables.places import column_label, fault, letter
from graph_tools.texts import CONTROL

__all__ = ["Row", "Rows", "column_label", "read_tables"]


@dataclass(frozen=True)
class Row:
    """One checked row.

    Attributes:
        table: what the description says of its table.
        number: row as a spreadsheet shows it (the header is 1).
        cells: text of each column by name; None for an empty cell.
    """

    table: Table
    number: int
    cells: dict[str, str | None]


@dataclass
class Rows:
    """The rows of all tables in the description's order, and every finding about them."""

    rows: list[Row] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def of(self, file: str) -> Iterator[Row]:
        """Yield the rows of the table ``file``."""
        return (row for row in self.rows if row.table.file == file)


def read_tables(folder: Path, tables: tuple[Table, ...]) -> Rows:
    """Return the rows of all ``tables`` in ``folder`` with all their findings.

    A faulty cell is reported and its row kept out of key checks it would only blur; nothing
    raises, so that one run shows everything there is to mend.
    """
    result = Rows()
    unread: set[str] = set()
    for table in tables:
        records = read_records(folder, table, result.findings)
        if records == []:
            result.findings.append(fault(
                table.file, 0, "", "csvw.no-rows", "tabulka nemá pod záhlavím žádný řádek",
                "the table has no row below its header",
            ))  # fmt: skip
        before = len(result.rows)
        for number, record in records or []:
            cells = _cells(table, number, record, result.findings)
            if cells is not None:
                result.rows.append(Row(table, number, cells))
        if len(result.rows) == before:
            unread.add(table.file)  # what refers to it cannot be judged
    known = {table.file for table in tables}
    for path in sorted(folder.glob("*.csv")):
        if path.name not in known and path.is_file():
            result.findings.append(_unlisted(path.name, known))
    _check_keys(result)
    _check_references(result, unread)
    order = {table.file: index for index, table in enumerate(tables)}
    result.findings.sort(key=lambda f: (order.get(f.file, len(order)), f.row, f.column, f.rule))
    return result


def _unlisted(file: str, known: set[str]) -> Finding:
    """Return the finding for a file that the description does not name."""
    guess = nearest(file, known)
    return fault(
        file, 0, "", "csvw.unlisted-file",
        f"soubor není v popisu tabulek csv-metadata.json; nejbližší popsaný: {guess or '–'}",
        f"the file is not in csv-metadata.json; nearest described one: {guess or '–'}",
    )  # fmt: skip


def _cells(
    table: Table, number: int, record: list[str], findings: list[Finding]
) -> dict[str, str | None] | None:
    """Return the checked cells of a record, or None where its length is wrong."""
    wanted = len(table.columns)
    if len(record) != wanted:
        extra = ", ".join(f"„{value}“" for value in record[wanted:])
        extra_en = ", ".join(f"'{value}'" for value in record[wanted:])
        findings.append(fault(
            table.file, number, letter(min(len(record), wanted)), "csvw.row-length",
            f"řádek má {len(record)} hodnot, očekává se {wanted}"
            + (f"; navíc {extra} (chybí uvozovky kolem textu s čárkou?)" if extra else ""),
            f"the row has {len(record)} values, {wanted} are expected"
            + (f"; too many: {extra_en} (quotes missing around a text with a comma?)"
               if extra else ""),
        ))  # fmt: skip
        return None
    cells: dict[str, str | None] = {}
    for column, value in zip(table.columns, record, strict=True):
        cells[column.name] = value or None
        place = column_label(table, column.name)
        if not value:
            if column.required:
                findings.append(fault(
                    table.file, number, place, "csvw.required",
                    "povinná hodnota chybí" + _allowed(column, "povolené"),
                    "a required value is missing" + _allowed(column, "allowed"),
                ))  # fmt: skip
            continue
        control = CONTROL.search(value)
        if control:
            findings.append(_control_fault(table.file, number, place, control))
            continue
        for part in value.split(column.separator) if column.separator else [value]:
            found = cell_fault(part, column)
            if found:
                findings.append(Finding(table.file, number, place, "error", found[1], found[0]))
    return cells


def _control_fault(file: str, row: int, place: str, found: re.Match[str]) -> Finding:
    """Return the finding for the first control character of a cell."""
    code, position = f"U+{ord(found[0]):04X}", found.start() + 1
    return fault(
        file, row, place, "csvw.control-character",
        f"hodnota obsahuje řídicí znak {code}, {position}. znak buňky; smažte jej",
        f"the value holds the control character {code}, character {position} of the cell; "
        "delete it",
    )  # fmt: skip


def _allowed(column: Column, word: str) -> str:
    """Return ``; allowed: a, b`` where the column has a list of choices."""
    return f"; {word}: {', '.join(column.choices)}" if column.choices else ""


def _check_keys(result: Rows) -> None:
    """Record every row whose key stands in an earlier row of the same table."""
    seen: dict[tuple[str, ...], int] = {}
    for row in result.rows:
        names = row.table.primary_key
        if not names:
            continue
        key = (row.table.file, *(row.cells[name] or "" for name in names))
        first = seen.setdefault(key, row.number)
        if first != row.number:
            value = ", ".join(key[1:])
            result.findings.append(fault(
                row.table.file, row.number, column_label(row.table, names[0]), "csvw.primary-key",
                f"klíč „{value}“ už stojí v řádku {first}; klíč ({', '.join(names)}) "
                "musí být jedinečný",
                f"key '{value}' already stands in row {first}; the key ({', '.join(names)}) "
                "must be unique",
            ))  # fmt: skip


def _check_references(result: Rows, unread: set[str]) -> None:
    """Record every value that refers to no row of the table it must stand in."""
    index: dict[tuple[str, str], set[str]] = {}
    for row in result.rows:
        for column in row.table.columns:
            value = row.cells[column.name]
            if value is not None:
                index.setdefault((row.table.file, column.name), set()).add(value)
    for row in result.rows:
        for key in row.table.foreign_keys:
            value = row.cells[key.column]
            known = index.get((key.target_table, key.target_column), set())
            if value is None or value in known or key.target_table in unread:
                continue
            guess = nearest(value, known)
            result.findings.append(fault(
                row.table.file, row.number, column_label(row.table, key.column),
                "csvw.foreign-key",
                f"„{value}“ není v tabulce {key.target_table}, sloupci {key.target_column}"
                + (f"; nejbližší: {guess}" if guess else ""),
                f"'{value}' is not in {key.target_table}, column {key.target_column}"
                + (f"; nearest: {guess}" if guess else ""),
            ))  # fmt: skip
