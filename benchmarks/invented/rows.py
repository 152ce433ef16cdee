"""Rows of the tables of one invented strategy, and the lines of documents they stand on."""

from __future__ import annotations

from collections import Counter
from random import Random

__all__ = ["DOCUMENTS", "Rows", "Span"]

Span = tuple[str, int, int]
"""Document, first and last line."""

DOCUMENTS = {
    "000": (
        "monitoring-annex",
        "Příloha zprávy: přehled opatření",
        "Annex of the report: table of measures",
    ),
    "001": (
        "brochure-scan",
        "Brožura ke strategii (přepis skenu)",
        "Brochure on the strategy (scan)",
    ),
    "002": ("partner-meeting", "Setkání partnerů", "Meeting of the partners"),
    "003": ("brochure", "Brožura ke strategii", "Brochure on the strategy"),
    "004": ("report-introduction", "Úvod a shrnutí zprávy", "Introduction of the report"),
}


class Rows:
    """Collects rows table by table.

    Attributes:
        tables: table → rows as dictionaries of text.
        rng: decides everything that the outline leaves open.
        full: each fact stands on lines of its own, as in the real documents.
    """

    def __init__(self, rng: Random, full: bool) -> None:
        """Begin with empty tables."""
        self.tables: dict[str, list[dict[str, str]]] = {}
        self.rng = rng
        self.full = full
        self._ends: Counter[str] = Counter()

    def lines(self, document: str, count: int = 1) -> Span:
        """Return the next lines of a document."""
        first = self._ends[document] + 1
        self._ends[document] += count
        return document, first, first + count - 1

    def near(self, span: Span) -> Span:
        """Return where a fact beside others stands: on their lines, or (full) on its own."""
        return self.lines(span[0]) if self.full else span

    def add(self, table: str, span: Span | None, **cells: object) -> None:
        """Add a row; a cell that is None or empty stays empty."""
        row = {name: "" if value is None else str(value) for name, value in cells.items()}
        if span:
            document, first, last = span
            row |= {"document": document, "first_line": str(first), "last_line": str(last)}
        self.tables.setdefault(table, []).append(row)

    def end_documents(self) -> None:
        """Add the documents, as long as the lines given out so far."""
        for name, (kind, cs, en) in DOCUMENTS.items():
            self.add(
                "documents.csv",
                None,
                id=name,
                file_name=f"{name}_invented.txt",
                title_cs=cs,
                title_en=en,
                kind=kind,
                lines=self._ends[name] + 1,
            )
            end = self._ends[name] + 1
            self.add("excluded_lines.csv", (name, end, end), reason="blank")
