"""``query``: one question of the library, or a file, asked of the built graph or of a server."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from functools import cache

from graph_tools.commands.asking import each_strategy, is_built, open_whole
from graph_tools.errors import Text, UsageError, nearest
from graph_tools.project import Project, find_project
from graph_tools.queries import Answer, Engine, Question, answer_from, find_page, find_question
from graph_tools.queries.engines import strategies_in
from graph_tools.queries.run import within
from graph_tools.queries.words import in_words
from graph_tools.render.rows import print_rows

__all__ = ["run"]

_PORTFOLIO = "portfolio"
_STRATEGY = "in_strategy"
_HEADING = Text("ve strategii", "in the strategy")

_NO_OTHER = Text(
    "V dotazovaných datech je jen jedna strategie, s jinou se nesrovnávala. Sestavte jich víc "
    "(strategy-graph build data/*) a přidejte --store build/store.",
    "What was asked holds one strategy only, nothing was compared with another. Build several "
    "(strategy-graph build data/*) and add --store build/store.",
)


def run(options: argparse.Namespace) -> int:
    """Print the answer's rows: in words as a table, as the contract says in CSV and JSON."""
    project = find_project(None, options.build)
    question = find_question(project.queries, options.name)
    values = dict(_pair(text) for text in options.param)
    if options.reading:
        values["reading"] = options.reading
    text = question.text_with(values)
    asked = _Asked(options, project, question)
    answer = within(options.timeout, question, lambda: asked.answer(text))
    if not answer.rows and values:
        everything = within(options.timeout, question, lambda: asked.answer(question.text))
        _check_values(values, everything)
    if not answer.rows and question.group == _PORTFOLIO and asked.alone():
        print(_NO_OTHER.to(options.lang), file=sys.stderr)
    form = options.format or ("table" if sys.stdout.isatty() else "csv")
    if form in {"table", "md"}:
        terms = asked.terms() if question.coded else []
        answer = in_words(answer, asked.question, terms, options.lang)
    print_rows(
        answer.columns, answer.rows, form, options.lang,
        title=question.question.to(options.lang),
    )  # fmt: skip
    return 0


class _Asked:
    """A question and the strategies it is asked of.

    Questions of the portfolio are asked of all strategies at once; any other one by one, since
    the codes in its rows are those of one strategy. Where there are several, a first column
    names the strategy.
    """

    def __init__(self, options: argparse.Namespace, project: Project, question: Question) -> None:
        """Ask ``question`` where ``options`` say; nothing is opened yet."""
        self._project = project
        self._whole = cache(lambda: open_whole(options, project))
        self._engines = cache(lambda: self._open(options))
        columns = {_STRATEGY: _HEADING, **question.columns}
        self.question = replace(question, columns=columns)

    def _open(self, options: argparse.Namespace) -> list[tuple[str, Engine]]:
        """Return the engines to ask, each with the name of its strategy."""
        whole = self._whole()
        together = self.question.group == _PORTFOLIO or is_built(options)
        if together and options.strategy is None:
            return [("", whole)]
        return list(each_strategy(options, whole)) or [("", whole)]

    def answer(self, text: str) -> Answer:
        """Return the answer to ``text``, the question with its parameters."""
        answers = [
            (name, answer_from(engine, self.question, text)) for name, engine in self._engines()
        ]
        if len(answers) == 1:
            return answers[0][1]
        rows = [(name, *row) for name, answer in answers for row in answer.rows]
        return Answer((_STRATEGY, *answers[0][1].columns), rows)

    def alone(self) -> bool:
        """Return whether there is no second strategy to compare with."""
        return len(strategies_in(self._whole())) < 2

    def terms(self) -> list[tuple[str, ...]]:
        """Return what the values of the code lists are called."""
        _, engine = self._engines()[0]
        return answer_from(engine, find_page(self._project.queries, "terms")).rows


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
