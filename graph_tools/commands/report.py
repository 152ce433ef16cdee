"""``report``: the printable report, the same as Markdown, and the workbook of gaps."""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from graph_tools.errors import QueryError, Text
from graph_tools.project import Project, find_project, staged
from graph_tools.queries import Answer, answer_from, load_store, read_library

if TYPE_CHECKING:
    from pyoxigraph import Store

    from graph_tools.render.report import GapAnswer

__all__ = ["run"]


def run(options: argparse.Namespace) -> int:
    """Write ``report.html``, ``report.md`` and ``gaps.xlsx`` beside the built graph."""
    project = find_project(None, options.build)
    store = load_store(project.nquads)

    from graph_tools.render.report import COLUMNS, write_report

    answers = {}
    for question in read_library(project.queries / "pages"):
        if question.name in COLUMNS:
            answer = answer_from(store, question)
            answers[question.name] = (answer.columns, answer.rows)
    kinds = [row[0] for row in answers["gap-kinds"][1]]
    gaps = _gaps(project, store, kinds, options.as_of)
    with staged(project.build) as staging:
        names = [
            path.name
            for path in write_report(answers, gaps, staging, as_of=options.as_of, lang=options.lang)
        ]
    for name in names:
        path = project.build / name
        size = f"{path.stat().st_size / 1e6:.2f}"
        said = Text(f"{path} ({size.replace('.', ',')} MB)", f"{path} ({size} MB)")
        print(said.to(options.lang))
    return 0


def _gaps(
    project: Project, store: Store, kinds: Iterable[str], as_of: str | None
) -> dict[str, GapAnswer]:
    """Return the gaps of each kind that has a query, or a table of its own in the build.

    The tables come from the network analysis: their items are actors.
    """
    from graph_tools.render.report import GapAnswer

    found: dict[str, GapAnswer] = {}
    for question in read_library(project.queries / "gaps"):
        values = {"as_of": as_of} if as_of and "as_of" in question.parameters else {}
        answer = answer_from(store, question, question.text_with(values))
        found[question.name] = GapAnswer(
            answer.columns, answer.rows, question.title, question.columns, question.about
        )
    for kind in kinds:
        path = project.build / f"{kind}.csv"
        if kind not in found and path.is_file():
            table = _table(path)
            headings = {"item": Text("aktér", "actor")}
            title = Text(kind, kind)
            found[kind] = GapAnswer(table.columns, table.rows, title, headings, {"item": "actor"})
    return found


def _table(path: Path) -> Answer:
    """Return a table of the build as it was before it was made safe for spreadsheets."""
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            rows = [tuple(_bare(cell) for cell in row) for row in csv.reader(lines)]
    except (UnicodeDecodeError, csv.Error):
        raise QueryError(Text(
            f"Soubor {path} sestavení nelze přečíst. Spusťte znovu: strategy-graph build",
            f"The file {path} of the build cannot be read. Run again: strategy-graph build",
        )) from None  # fmt: skip
    return Answer(rows[0], rows[1:]) if rows else Answer((), [])


def _bare(cell: str) -> str:
    """Return ``cell`` without the apostrophe that keeps a spreadsheet from running it."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in set("=+-@\t\r") else cell
