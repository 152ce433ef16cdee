"""``validate``: every finding of tables and graph, led to its cell; nothing is written."""

from __future__ import annotations

import argparse

from graph_tools.commands.pipeline import Steps, checked_dataset, print_findings
from graph_tools.errors import Finding, Text
from graph_tools.project import find_project
from graph_tools.render.rows import as_json, write_csv

__all__ = ["run"]


def run(options: argparse.Namespace) -> int:
    """Print the findings; return 1 where there are any."""
    project = find_project(options.data, None)
    with Steps(3, options.lang) as steps:
        _, findings = checked_dataset(project, steps)
    if options.format == "text":
        print_findings(findings, options.lang)
        count = len(findings)
        said = Text(
            f"Nálezů: {count}." if count else "Bez nálezů.",
            f"Findings: {count}." if count else "No findings.",
        )
        print(said.to(options.lang))
    else:
        _print_rows(findings, options.format, options.lang)
    return 1 if findings else 0


def _print_rows(findings: list[Finding], form: str, lang: str) -> None:
    """Print the findings as CSV or JSON."""
    columns = ("file", "row", "column", "severity", "message", "rule")
    rows = [(f.file, f.row, f.column, f.severity, f.message.to(lang), f.rule) for f in findings]
    if form == "json":
        print(as_json(columns, rows))
    else:
        write_csv(columns, rows)
