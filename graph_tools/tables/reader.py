"""Read every table of a description strictly: all faults at once, each at its cell.

Takes the folder and its description; gives checked rows and findings. It leaves out what the
CSVW dialect allows beyond plain RFC 4180: comma, UTF-8, one header row, LF or CRLF.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from graph_tools.errors import Finding, Text, nearest
from graph_tools.tables.cells import cell_fault
from graph_tools.tables.description import Column, Table

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


def column_label(table: Table, name: str) -> str:
    """Return ``C sub_area``: the letter a spreadsheet shows and the column's name."""
    index = [column.name for column in table.columns].index(name)
    return f"{_letter(index)} {name}"


def read_tables(folder: Path, tables: tuple[Table, ...]) -> Rows:
    """Return the rows of all ``tables`` in ``folder`` with all their findings.

    A faulty cell is reported and its row kept out of key checks it would only blur; nothing
    raises, so that one run shows everything there is to mend.
    """
    result = Rows()
    unread: set[str] = set()
    for table in tables:
        text = _text(folder, table, result.findings)
        records = _records(table, text, result.findings) if text is not None else None
        if records is None:
            unread.add(table.file)
            continue
        for number, record in records:
            cells = _cells(table, number, record, result.findings)
            if cells is not None:
                result.rows.append(Row(table, number, cells))
    known = {table.file for table in tables}
    for path in sorted(folder.glob("*.csv")):
        if path.name not in known:
            result.findings.append(_unlisted(path.name, known))
    _check_keys(result)
    _check_references(result, unread)
    order = {table.file: index for index, table in enumerate(tables)}
    result.findings.sort(key=lambda f: (order.get(f.file, len(order)), f.row, f.column, f.rule))
    return result


def _letter(index: int) -> str:
    """Return the spreadsheet letter of the column with the 0-based ``index``."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _fault(file: str, row: int, column: str, rule: str, cs: str, en: str) -> Finding:
    """Return a finding of severity error."""
    return Finding(file, row, column, "error", Text(cs, en), rule)


def _unlisted(file: str, known: set[str]) -> Finding:
    """Return the finding for a file that the description does not name."""
    guess = nearest(file, known)
    return _fault(
        file, 0, "", "csvw.unlisted-file",
        f"soubor není v popisu tabulek csv-metadata.json; nejbližší popsaný: {guess or '–'}",
        f"the file is not in csv-metadata.json; nearest described one: {guess or '–'}",
    )  # fmt: skip


def _text(folder: Path, table: Table, findings: list[Finding]) -> str | None:
    """Return the file's text, or None with a finding where it cannot be read."""
    path = folder / table.file
    if not path.is_file():
        guess = nearest(table.file, (other.name for other in folder.glob("*.csv")))
        findings.append(_fault(
            table.file, 0, "", "csvw.missing-file",
            f"soubor chybí ve složce {folder}" + (f"; podobný: {guess}" if guess else ""),
            f"the file is missing in {folder}" + (f"; similar: {guess}" if guess else ""),
        ))  # fmt: skip
        return None
    raw = path.read_bytes()
    if raw.startswith(b"\xef\xbb\xbf"):
        findings.append(_fault(
            table.file, 1, _first(table), "csvw.byte-order-mark",
            "soubor začíná značkou pořadí bajtů (BOM); uložte jej jako „UTF-8“, ne „UTF-8 s BOM“",
            "the file begins with a byte-order mark; save it as 'UTF-8', not 'UTF-8 with BOM'",
        ))  # fmt: skip
        raw = raw[3:]
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        row = raw[: error.start].count(b"\n") + 1
        value = raw[max(0, error.start - 10) : error.start + 10].decode("cp1250", "replace").strip()
        findings.append(_fault(
            table.file, row, "", "csvw.encoding",
            f"znaky u „{value}“ nejsou v kódování UTF-8; soubor je zřejmě uložen jako Windows-1250",
            f"the characters near '{value}' are not UTF-8; the file was probably saved "
            "as Windows-1250",
        ))  # fmt: skip
        return None


def _first(table: Table) -> str:
    """Return the label of the first column."""
    return column_label(table, table.columns[0].name)


def _records(
    table: Table, text: str, findings: list[Finding]
) -> list[tuple[int, list[str]]] | None:
    """Return the numbered records below a good header, or None with findings."""
    try:
        records = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        findings.append(_fault(
            table.file, 0, "", "csvw.quotes",
            f"uvozovky v souboru nejsou spárované: {error}",
            f"the quotes in the file do not pair: {error}",
        ))  # fmt: skip
        return None
    if not records:
        findings.append(_fault(
            table.file, 1, "", "csvw.header", "soubor je prázdný, chybí záhlaví",
            "the file is empty, its header is missing",
        ))  # fmt: skip
        return None
    if not _header_is_good(table, records[0], findings):
        return None
    return [(number, record) for number, record in enumerate(records[1:], start=2) if record]


def _header_is_good(table: Table, header: list[str], findings: list[Finding]) -> bool:
    """Compare the header with the description; False where rows cannot be told apart."""
    names = [column.name for column in table.columns]
    if header == names:
        return True
    if len(header) == 1 and len(names) > 1 and (";" in header[0] or "\t" in header[0]):
        mark = ";" if ";" in header[0] else "tab"
        findings.append(_fault(
            table.file, 1, _first(table), "csvw.separator",
            f"hodnoty odděluje „{mark}“, předepsaná je čárka; v Excelu uložte jako „CSV UTF-8“ "
            "s čárkou jako oddělovačem",
            f"values are separated by '{mark}', a comma is required; save as comma-separated CSV",
        ))  # fmt: skip
        return False
    for index, name in enumerate(names):
        found = header[index] if index < len(header) else ""
        if found != name:
            guess = nearest(found, names) if found else None
            findings.append(_fault(
                table.file, 1, f"{_letter(index)} {name}", "csvw.header",
                f"v záhlaví stojí „{found}“, očekává se „{name}“"
                + (f"; nejbližší povolený název: {guess}" if guess else ""),
                f"the header says '{found}', '{name}' is expected"
                + (f"; nearest allowed name: {guess}" if guess else ""),
            ))  # fmt: skip
    for index in range(len(names), len(header)):
        findings.append(_fault(
            table.file, 1, f"{_letter(index)} {header[index]}", "csvw.header",
            f"sloupec „{header[index]}“ navíc; povolené: {', '.join(names)}",
            f"column '{header[index]}' is not described; allowed: {', '.join(names)}",
        ))  # fmt: skip
    return len(header) == len(names)


def _cells(
    table: Table, number: int, record: list[str], findings: list[Finding]
) -> dict[str, str | None] | None:
    """Return the checked cells of a record, or None where its length is wrong."""
    wanted = len(table.columns)
    if len(record) != wanted:
        extra = ", ".join(f"„{value}“" for value in record[wanted:])
        extra_en = ", ".join(f"'{value}'" for value in record[wanted:])
        findings.append(_fault(
            table.file, number, _letter(min(len(record), wanted)), "csvw.row-length",
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
                findings.append(_fault(
                    table.file, number, place, "csvw.required",
                    "povinná hodnota chybí" + _allowed(column, "povolené"),
                    "a required value is missing" + _allowed(column, "allowed"),
                ))  # fmt: skip
            continue
        for part in value.split(column.separator) if column.separator else [value]:
            fault = cell_fault(part, column)
            if fault:
                findings.append(Finding(table.file, number, place, "error", fault[1], fault[0]))
    return cells


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
            result.findings.append(_fault(
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
            result.findings.append(_fault(
                row.table.file, row.number, column_label(row.table, key.column),
                "csvw.foreign-key",
                f"„{value}“ není v tabulce {key.target_table}, sloupci {key.target_column}"
                + (f"; nejbližší: {guess}" if guess else ""),
                f"'{value}' is not in {key.target_table}, column {key.target_column}"
                + (f"; nearest: {guess}" if guess else ""),
            ))  # fmt: skip
