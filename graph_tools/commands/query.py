"""``query``: one question of the library, or a file, asked of the built graph."""

from __future__ import annotations

import argparse

from graph_tools.errors import Text, UsageError
from graph_tools.project import find_project
from graph_tools.queries import ask, find_question
from graph_tools.render.rows import print_rows

__all__ = ["run"]


def run(options: argparse.Namespace) -> int:
    """Print the answer's rows."""
    project = find_project(None, options.build)
    question = find_question(project.queries, options.name)
    values = dict(_pair(text) for text in options.param)
    if options.reading:
        values["reading"] = options.reading
    answer = ask(question, values, project.nquads, seconds=options.timeout)
    print_rows(
        answer.columns, answer.rows, options.format, options.lang,
        title=question.question.to(options.lang),
    )  # fmt: skip
    return 0


def _pair(text: str) -> tuple[str, str]:
    """Return ``goal=9`` as a pair."""
    name, mark, value = text.partition("=")
    if not mark or not name:
        raise UsageError(Text(
            f"Parametr „{text}“ nemá tvar KLÍČ=HODNOTA, např. goal=9.",
            f"Parameter '{text}' is not KEY=VALUE, such as goal=9.",
        ))  # fmt: skip
    return name, value
