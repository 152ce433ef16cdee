"""``queries``: the query library with the question each file answers."""

from __future__ import annotations

import argparse
import sys

from graph_tools.project import find_project
from graph_tools.queries import GROUPS, read_all
from graph_tools.render.rows import print_rows

__all__ = ["run"]


def run(options: argparse.Namespace) -> int:
    """Print group, name, question and parameters of each query."""
    project = find_project(None, options.build)
    lang = options.lang
    rows = [
        (
            GROUPS[question.group].to(lang),
            question.name,
            question.question.to(lang),
            ", ".join(question.parameters),
        )
        for question in read_all(project.queries, portfolio=True)
    ]
    form = options.format or ("table" if sys.stdout.isatty() else "csv")
    columns = ("group", "name", "question", "parameters")
    if form in {"table", "md"} and lang == "cs":
        columns = ("skupina", "název", "otázka", "parametry")
    print_rows(columns, rows, form, lang)
    return 0
