"""``query``: one question of the library, or a file, asked of the built graph."""

from __future__ import annotations

import argparse
import sys

from graph_tools.errors import Text, UsageError, nearest
from graph_tools.project import find_project
from graph_tools.queries import Answer, ask, find_question
from graph_tools.queries.words import in_words
from graph_tools.render.rows import print_rows

__all__ = ["run"]


def run(options: argparse.Namespace) -> int:
    """Print the answer's rows: in words as a table, as the contract says in CSV and JSON."""
    project = find_project(None, options.build)
    question = find_question(project.queries, options.name)
    values = dict(_pair(text) for text in options.param)
    if options.reading:
        values["reading"] = options.reading
    answer = ask(question, values, project.nquads, seconds=options.timeout)
    if not answer.rows:
        everything = ask(question, {}, project.nquads, seconds=options.timeout)
        _check_values(values, everything)
    form = options.format or ("table" if sys.stdout.isatty() else "csv")
    if form in {"table", "md"}:
        vocabulary = project.nquads.with_name("vocabulary.nt")
        answer = in_words(answer, question, vocabulary, options.lang)
    print_rows(
        answer.columns, answer.rows, form, options.lang,
        title=question.question.to(options.lang),
    )  # fmt: skip
    return 0


def _check_values(values: dict[str, str], everything: Answer) -> None:
    """Raise where a parameter's value stands in no row at all, naming the nearest that does."""
    for name, value in values.items():
        if name not in everything.columns:
            continue
        place = everything.columns.index(name)
        known = sorted({row[place] for row in everything.rows})
        if known and value not in known:
            guess = nearest(value, known) or known[-1]
            raise UsageError(Text(
                f"Hodnota „{value}“ parametru {name} v odpovědi nikde není. Nejbližší: {guess}.",
                f"No row has the value '{value}' of the parameter {name}. Nearest: {guess}.",
            ))  # fmt: skip


def _pair(text: str) -> tuple[str, str]:
    """Return ``goal=9`` as a pair."""
    name, mark, value = text.partition("=")
    if not mark or not name:
        raise UsageError(Text(
            f"Parametr „{text}“ nemá tvar KLÍČ=HODNOTA, např. goal=9.",
            f"Parameter '{text}' is not KEY=VALUE, such as goal=9.",
        ))  # fmt: skip
    return name, value
