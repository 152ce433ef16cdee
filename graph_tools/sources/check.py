"""Compare tables with the source documents: spans, claims and covered lines.

Takes checked rows and the folder of documents; gives counts and findings. A claim that its
lines do not hold is a finding unless ``excused_claims.csv`` names that very cell and the
discrepancy that says what is damaged; an excuse nobody needs is a finding too.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from graph_tools.errors import Finding, StrategyGraphError, Text
from graph_tools.sources.claims import CLAIMS
from graph_tools.tables import Row, Rows
from graph_tools.tables.reader import column_label

__all__ = ["SourceCheck", "check_sources", "documents", "further_spans", "text_of"]

_DOCUMENTS, _EVIDENCE = "documents.csv", "evidence.csv"
_EXCUSED, _EXCLUDED = "excused_claims.csv", "excluded_lines.csv"
_SPAN = ("document", "first_line", "last_line")


@dataclass
class SourceCheck:
    """What the comparison found.

    Attributes:
        spans: rows with a span.
        claims: cells compared with their lines; ``excused`` of them are not there as printed,
            and a discrepancy says why.
        lines: lines of all documents; ``covered`` by a span, ``excluded`` with a reason.
        findings: spans outside their document, unsupported claims, unexplained lines.
    """

    spans: int = 0
    claims: int = 0
    excused: int = 0
    lines: int = 0
    covered: int = 0
    excluded: int = 0
    findings: list[Finding] = field(default_factory=list)


def check_sources(rows: Rows, folder: Path) -> SourceCheck:
    """Compare ``rows`` with the documents in ``folder``.

    Raises:
        StrategyGraphError: a document of ``documents.csv`` is missing or cannot be read.
    """
    texts = documents(rows, folder)
    result = SourceCheck()
    further = further_spans(rows)
    excuses = Excuses(rows)
    covered: dict[str, set[int]] = {name: set() for name in texts}
    for row in rows.rows:
        if row.table.file == _EXCLUDED or not set(_SPAN) <= set(row.cells):
            continue
        span = _span(row)
        result.spans += 1
        if span[2] > len(texts[span[0]]) or span[1] > span[2]:
            result.findings.append(_outside(row, span, len(texts[span[0]])))
            continue
        covered[span[0]] |= set(range(span[1], span[2] + 1))
        subject = row.table.about.expand(row.cells) or ""
        _check_claims(row, text_of(row, texts, further), subject, excuses, result)
    result.findings += excuses.unneeded()
    _check_lines(rows, texts, covered, result)
    return result


def documents(rows: Rows, folder: Path) -> dict[str, list[str]]:
    """Return the lines of each document by its identifier."""
    texts: dict[str, list[str]] = {}
    missing: list[str] = []
    for row in rows.of(_DOCUMENTS):
        path = folder / (row.cells["file_name"] or "")
        if path.is_file():
            lines = path.read_bytes().decode("utf-8").split("\n")
            texts[row.cells["id"] or ""] = lines[:-1] if lines[-1] == "" else lines
        else:
            missing.append(path.name)
    if missing:
        listed = ", ".join(missing)
        raise StrategyGraphError(Text(
            f"Ve složce {folder} chybí dokumenty: {listed}.",
            f"Documents missing in {folder}: {listed}.",
        ))  # fmt: skip
    return texts


def _span(row: Row) -> tuple[str, int, int]:
    """Return document, first and last line of a row."""
    document, first, last = (row.cells[name] or "" for name in _SPAN)
    return document, int(first), int(last)


def further_spans(rows: Rows) -> dict[str, list[tuple[str, int, int]]]:
    """Return the spans that the evidence table adds, by the IRI of their node."""
    spans: dict[str, list[tuple[str, int, int]]] = {}
    for row in rows.of(_EVIDENCE):
        spans.setdefault(row.table.about.expand(row.cells) or "", []).append(_span(row))
    return spans


def text_of(
    row: Row, texts: dict[str, list[str]], further: dict[str, list[tuple[str, int, int]]]
) -> str:
    """Return the lines a row was read from, with those the evidence table adds."""
    spans = [_span(row), *further.get(row.table.about.expand(row.cells) or "", [])]
    return "\n".join(line for s in spans for line in texts[s[0]][s[1] - 1 : s[2]])


def _outside(row: Row, span: tuple[str, int, int], lines: int) -> Finding:
    """Return the finding for a span that its document does not have."""
    return Finding(
        row.table.file, row.number, column_label(row.table, "last_line"), "error",
        Text(
            f"řádky {span[1]}–{span[2]} nejsou v dokumentu {span[0]}, který má {lines} řádků",
            f"lines {span[1]}–{span[2]} are not in document {span[0]}, which has {lines} lines",
        ),
        "sources.span",
    )  # fmt: skip


def _check_claims(row: Row, text: str, subject: str, excuses: Excuses, result: SourceCheck) -> None:
    """Compare the cells of ``row`` that must be found in ``text``."""
    for column in row.table.columns:
        value = row.cells[column.name]
        if column.evidence is None or value is None:
            continue
        result.claims += 1
        if CLAIMS[column.evidence](value, text):
            continue
        if excuses.takes(subject, column.name):
            result.excused += 1
            continue
        document, first, last = _span(row)
        result.findings.append(Finding(
            row.table.file, row.number, column_label(row.table, column.name), "error",
            Text(
                f"„{value}“ nestojí v dokumentu {document} na řádcích {first}–{last}",
                f"'{value}' does not stand in document {document} on lines {first}–{last}",
            ),
            f"sources.{column.evidence}",
        ))  # fmt: skip


class Excuses:
    """The cells that a discrepancy excuses from standing in their lines as printed."""

    def __init__(self, rows: Rows) -> None:
        """Read the table of excused claims."""
        self._rows = {
            (row.table.about.expand(row.cells) or "", row.cells["column"] or ""): row
            for row in rows.of(_EXCUSED)
        }
        self._taken: set[tuple[str, str]] = set()

    def takes(self, subject: str, column: str) -> bool:
        """Say whether the cell is excused, and remember that the excuse was needed."""
        self._taken.add((subject, column))
        return (subject, column) in self._rows

    def unneeded(self) -> Iterable[Finding]:
        """Yield a finding for each excuse of a claim that its lines do hold."""
        for key, row in self._rows.items():
            if key not in self._taken:
                yield Finding(
                    row.table.file, row.number, column_label(row.table, "column"), "error",
                    Text(
                        f"„{key[1]}“ omluvu nepotřebuje: údaj na svých řádcích stojí, "
                        "nebo takový údaj není",
                        f"'{key[1]}' needs no excuse: its lines hold it, or there is no such cell",
                    ),
                    "sources.unneeded-excuse",
                )  # fmt: skip


def _check_lines(
    rows: Rows, texts: dict[str, list[str]], covered: dict[str, set[int]], result: SourceCheck
) -> None:
    """Record each line that no span covers and no exclusion explains."""
    excluded: dict[str, set[int]] = {name: set() for name in texts}
    for row in rows.of(_EXCLUDED):
        document, first, last = _span(row)
        excluded[document] |= set(range(first, last + 1))
    for name, lines in sorted(texts.items()):
        result.lines += len(lines)
        result.covered += len(covered[name])
        result.excluded += len(excluded[name] - covered[name])
        for number, line in enumerate(lines, start=1):
            if number in covered[name] or number in excluded[name]:
                continue
            shown = line.strip()[:60]
            result.findings.append(Finding(
                name, number, "", "error",
                Text(
                    f"řádek „{shown}“ nepokrývá žádný údaj a není ani vyloučen s důvodem",
                    f"no fact covers the line '{shown}', and no reason excludes it",
                ),
                "sources.uncovered-line",
            ))  # fmt: skip
