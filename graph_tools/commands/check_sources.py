"""``check-sources``: the tables against the documents they were read from, both ways."""

from __future__ import annotations

import argparse
from pathlib import Path

from graph_tools.commands.pipeline import print_findings
from graph_tools.errors import Text, UsageError
from graph_tools.project import find_project
from graph_tools.sources import check_sources
from graph_tools.tables import read_description, read_tables

__all__ = ["run"]


def run(options: argparse.Namespace) -> int:
    """Print findings and counts; return 1 where anything is unsupported or unexplained."""
    folder = Path(options.folder)
    if not folder.is_dir():
        raise UsageError(Text(f"Složka {folder} neexistuje.", f"There is no folder {folder}."))
    project = find_project(options.data, None)
    rows = read_tables(project.tables, read_description(project.tables / "csv-metadata.json"))
    if rows.findings:
        print_findings(rows.findings, options.lang)
        return 1
    found = check_sources(rows, folder)
    print_findings(found.findings, options.lang)
    unexplained = sum(f.rule == "sources.uncovered-line" for f in found.findings)
    unsupported = len(found.findings) - unexplained
    print(Text(
        f"Úseků {found.spans}; tvrzení {found.claims}, z toho {found.excused} poškozených míst "
        f"popsaných nesrovnalostí; nepodložených {unsupported}.\n"
        f"Řádků dokumentů {found.lines}: údaji pokryto {found.covered}, vyloučeno s důvodem "
        f"{found.excluded}, nevysvětleno {unexplained}.",
        f"Spans {found.spans}; claims {found.claims}, of which {found.excused} are damaged places "
        f"told by a discrepancy; unsupported {unsupported}.\n"
        f"Lines of the documents {found.lines}: covered by facts {found.covered}, excluded with a "
        f"reason {found.excluded}, unexplained {unexplained}.",
    ).to(options.lang))  # fmt: skip
    return 1 if found.findings else 0
