"""``queries``: the query library with the question each file answers."""

from __future__ import annotations

import argparse

from graph_tools.project import find_project
from graph_tools.queries import read_library
from graph_tools.render.rows import print_rows

__all__ = ["run"]


def run(options: argparse.Namespace) -> int:
    """Print name, question and parameters of each query."""
    project = find_project(None, options.build)
    rows = [
        (question.name, question.question.to(options.lang), ", ".join(question.parameters))
        for question in read_library(project.queries)
    ]
    print_rows(("name", "question", "parameters"), rows, options.format, options.lang)
    return 0
