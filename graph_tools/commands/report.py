"""``report``: the printable report, the same as Markdown, and the workbook of gaps."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from graph_tools.answers import GAP_COLUMNS
from graph_tools.commands.asking import open_engine
from graph_tools.commands.gaps import points_of
from graph_tools.errors import Text
from graph_tools.project import Project, find_project, staged
from graph_tools.queries import answer_from, find_page, read_library
from graph_tools.queries.gaps import read_gaps, read_kinds

if TYPE_CHECKING:
    from graph_tools.queries import Engine
    from graph_tools.render.report import GapAnswer

__all__ = ["gap_answers", "run"]


def run(options: argparse.Namespace) -> int:
    """Write ``report.html``, ``report.md`` and ``gaps.xlsx`` beside the built graph."""
    project = find_project(None, options.build)
    engine = open_engine(options, project)

    from graph_tools.render.report import COLUMNS, write_report

    answers = {}
    for name in COLUMNS:
        answer = answer_from(engine, find_page(project.queries, name))
        answers[name] = (answer.columns, answer.rows)
    values = {"as_of": options.as_of} if options.as_of else {}
    points = partial(points_of, options, project, engine)
    found = read_gaps(engine, read_kinds(engine, project.queries), values, points)
    gaps = gap_answers(project, engine, [gap.row for gap in found])
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


def gap_answers(
    project: Project, engine: Engine, gaps: Sequence[Sequence[str]]
) -> dict[str, GapAnswer]:
    """Return ``gaps``, which have the columns of all gaps, by kind, with the headings of its query.

    The kind that the network analysis finds has no query: its items are actors.
    """
    from graph_tools.render.report import GapAnswer

    questions = {question.name: question for question in read_library(project.queries / "gaps")}
    return {
        kind.name: GapAnswer(
            GAP_COLUMNS,
            [gap for gap in gaps if gap[0] == kind.name],
            questions[kind.name].title if kind.name in questions else kind.label,
            questions[kind.name].columns
            if kind.name in questions
            else {"item": Text("aktér", "actor")},
            kind.about,
        )
        for kind in read_kinds(engine, project.queries)
    }
