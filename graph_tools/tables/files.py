"""Read one file of a table as records: encoding, line ends, quotes and header, all strictly.

Takes the folder and what the description says; gives numbered records and findings.
"""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

from graph_tools.errors import Finding, nearest
from graph_tools.tables.description import Table
from graph_tools.tables.places import fault, first_label, letter

__all__ = ["read_records"]

_MOST_BAD_ROWS = 20
_LONGEST_FIELD = 2**31 - 1  # the csv module takes no more on Windows
_QUOTED = re.compile('"[^"]*"')
_LONE_RETURN = re.compile(r"\r(?!\n)")

Records = list[tuple[int, list[str]]]


def read_records(folder: Path, table: Table, findings: list[Finding]) -> Records | None:
    """Return the numbered records below a good header, or None with findings."""
    text = _text(folder, table, findings)
    return None if text is None else _records(table, text, findings)


def _text(folder: Path, table: Table, findings: list[Finding]) -> str | None:
    """Return the file's text, or None with a finding where it cannot be read."""
    path = folder / table.file
    if path.is_dir():
        findings.append(fault(
            table.file, 0, "", "csvw.missing-file",
            f"ve složce {folder} je pod tímto názvem složka, ne soubor",
            f"in {folder} this name is a folder, not a file",
        ))  # fmt: skip
        return None
    if not path.is_file():
        near = (other.name for other in folder.glob("*.csv") if other.is_file())
        guess = nearest(table.file, near)
        findings.append(fault(
            table.file, 0, "", "csvw.missing-file",
            f"soubor chybí ve složce {folder}" + (f"; podobný: {guess}" if guess else ""),
            f"the file is missing in {folder}" + (f"; similar: {guess}" if guess else ""),
        ))  # fmt: skip
        return None
    raw = path.read_bytes()
    if raw.startswith(b"\xef\xbb\xbf"):
        findings.append(fault(
            table.file, 1, first_label(table), "csvw.byte-order-mark",
            "soubor začíná značkou pořadí bajtů (BOM); uložte jej jako „UTF-8“, ne „UTF-8 s BOM“",
            "the file begins with a byte-order mark; save it as 'UTF-8', not 'UTF-8 with BOM'",
        ))  # fmt: skip
        raw = raw[3:]
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        findings += _bad_bytes(table, raw)
        return None


def _bad_bytes(table: Table, raw: bytes) -> list[Finding]:
    """Return one finding for each row with bytes that are not UTF-8, up to a limit."""
    found: list[Finding] = []
    for number, line in enumerate(raw.split(b"\n"), start=1):
        try:
            line.decode("utf-8")
        except UnicodeDecodeError as error:
            around = line[max(0, error.start - 10) : error.start + 10]
            value = around.decode("cp1250", "replace").strip()
            last = len(found) + 1 == _MOST_BAD_ROWS
            found.append(fault(
                table.file, number, "", "csvw.encoding",
                f"znaky u „{value}“ nejsou v kódování UTF-8; soubor je zřejmě uložen jako "
                "Windows-1250" + ("; další řádky se nevypisují" if last else ""),
                f"the characters near '{value}' are not UTF-8; the file was probably saved "
                "as Windows-1250" + ("; further rows are not listed" if last else ""),
            ))  # fmt: skip
            if last:
                break
    return found


def _records(table: Table, text: str, findings: list[Finding]) -> Records | None:
    """Return the numbered records of ``text`` below a good header, or None with findings."""
    limit = csv.field_size_limit(_LONGEST_FIELD)
    try:
        records = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        findings.append(fault(
            table.file, 0, "", "csvw.quotes",
            f"uvozovky v souboru nejsou spárované: {error}",
            f"the quotes in the file do not pair: {error}",
        ))  # fmt: skip
        return None
    finally:
        csv.field_size_limit(limit)
    if not records:
        findings.append(fault(
            table.file, 1, "", "csvw.header", "soubor je prázdný, chybí záhlaví",
            "the file is empty, its header is missing",
        ))  # fmt: skip
        return None
    if not _header_is_good(table, records[0], findings):
        return None
    returns = _lone_return(table, text)
    findings += returns
    if not returns:  # CR CR LF would give a blank row after each
        findings += _blank_rows(table, records)
    return [(number, record) for number, record in enumerate(records[1:], start=2) if any(record)]


def _lone_return(table: Table, text: str) -> list[Finding]:
    """Return a finding for the first CR that ends a row without LF."""
    if "\r" not in text:
        return []
    # Line ends inside quotes stay as they are: a cell that holds one has its own finding.
    outside = _QUOTED.sub("", text)
    found = _LONE_RETURN.search(outside)
    if not found:
        return []
    row = len(re.findall(r"\r\n|\r|\n", outside[: found.start()])) + 1
    return [fault(
        table.file, row, "", "csvw.line-ends",
        "řádek končí samotným znakem CR (U+000D); uložte soubor s konci řádků LF nebo CRLF",
        "the row ends with CR (U+000D) alone; save the file with LF or CRLF line ends",
    )]  # fmt: skip


def _blank_rows(table: Table, records: list[list[str]]) -> list[Finding]:
    """Return a finding for each row without any value; blank lines at the very end are let be."""
    last = max(index for index, record in enumerate(records) if record)
    return [
        fault(
            table.file, number, "", "csvw.blank-row",
            "řádek je prázdný; smažte jej", "the row is blank; delete it",
        )
        for number, record in enumerate(records[: last + 1], start=1)
        if not any(record)
    ]  # fmt: skip


def _header_is_good(table: Table, header: list[str], findings: list[Finding]) -> bool:
    """Compare the header with the description; False where rows cannot be told apart."""
    names = [column.name for column in table.columns]
    if header == names:
        return True
    if len(header) == 1 and len(names) > 1 and (";" in header[0] or "\t" in header[0]):
        mark = ";" if ";" in header[0] else "tab"
        findings.append(fault(
            table.file, 1, first_label(table), "csvw.separator",
            f"hodnoty odděluje „{mark}“, předepsaná je čárka; v Excelu uložte jako „CSV UTF-8“ "
            "s čárkou jako oddělovačem",
            f"values are separated by '{mark}', a comma is required; save as comma-separated CSV",
        ))  # fmt: skip
        return False
    for index, name in enumerate(names):
        found = header[index] if index < len(header) else ""
        if found != name:
            guess = nearest(found, names) if found else None
            findings.append(fault(
                table.file, 1, f"{letter(index)} {name}", "csvw.header",
                f"v záhlaví stojí „{found}“, očekává se „{name}“"
                + (f"; nejbližší povolený název: {guess}" if guess else ""),
                f"the header says '{found}', '{name}' is expected"
                + (f"; nearest allowed name: {guess}" if guess else ""),
            ))  # fmt: skip
    for index in range(len(names), len(header)):
        findings.append(fault(
            table.file, 1, f"{letter(index)} {header[index]}", "csvw.header",
            f"sloupec „{header[index]}“ navíc; povolené: {', '.join(names)}",
            f"column '{header[index]}' is not described; allowed: {', '.join(names)}",
        ))  # fmt: skip
    return len(header) == len(names)
