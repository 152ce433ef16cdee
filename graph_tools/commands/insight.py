"""``insight``: the ten most consequential findings, from the answers of the built graph."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from graph_tools.answers import GAP_COLUMNS, READINGS
from graph_tools.commands.asking import open_engine
from graph_tools.commands.gaps import points_of
from graph_tools.errors import Text
from graph_tools.project import Project, find_project
from graph_tools.queries import answer_from, find_page, find_question
from graph_tools.queries.gaps import read_gaps, read_kinds
from graph_tools.render.insight import Facts, insight
from graph_tools.texts import markdown

if TYPE_CHECKING:
    from graph_tools.queries import Engine

__all__ = ["facts", "run"]


def run(options: argparse.Namespace) -> int:
    """Print the guide."""
    project = find_project(None, options.build)
    engine = open_engine(options, project)
    points = partial(points_of, options, project, engine)
    print(insight(facts(project, engine, points), options.lang))
    return 0


def facts(project: Project, engine: Engine, points: Callable[[], Iterable[Sequence[str]]]) -> Facts:
    """Return what the findings are made of.

    Args:
        project: where the queries are.
        engine: a loaded graph.
        points: gives the gaps of the network analysis.
    """
    queries = project.queries

    def rows(name: str, **values: str) -> list[tuple[str, ...]]:
        question = find_question(queries, name)
        return answer_from(engine, question, question.text_with(values)).rows

    def named(name: str) -> list[dict[str, str]]:
        columns = find_question(queries, name).columns
        return [dict(zip(columns, row, strict=True)) for row in rows(name)]

    def in_readings(column: str) -> tuple[int, int, int]:
        strict, default, lenient = (int(concentration[name][column]) for name in READINGS)
        return strict, default, lenient

    kinds = read_kinds(engine, queries)
    found = read_gaps(engine, kinds, {}, points)
    gaps = {
        kind.name: [
            dict(zip(GAP_COLUMNS, map(markdown, gap.row), strict=True))
            for gap in found
            if gap.kind is kind
        ]
        for kind in kinds
    }
    unaligned = [rows("measures-without-goal", reading=reading) for reading in READINGS]
    strict, default, lenient = ([row[0] for row in found] for found in unaligned)
    leads = Counter({row["actor"]: int(row["led"]) for row in named("actor-load")})
    concentration = {row["reading"]: row for row in named("lead-concentration")}
    # One code printed twice at a sub-area, in two sections or by mistake, counts once.
    references = {(row[0], row[1], row[2]): row[5] for row in rows("external-references")}
    strategy, plan = _titles(engine, queries)
    return Facts(
        strategy=strategy,
        plan=plan,
        gaps=gaps,
        coverage={goal: (int(a), int(b), int(c)) for goal, a, b, c in rows("goal-coverage")},
        declared=_declared(engine, queries),
        measures=len(rows("measures")),
        unaligned=(strict, default, lenient),
        lost=[row[0] for row in unaligned[-1] if row[6]],
        leads=[(markdown(name), count) for name, count in _most_first(+leads)],
        loads=(
            in_readings("responsibilities"),
            in_readings("leads"),
            in_readings("top_three_share"),
        ),
        barriers=_most_first(Counter(barrier for _, barrier in rows("measure-barriers"))),
        barrier_names=_barrier_names(engine, queries),
        references=(len(references), sum(s == "malformed" for s in references.values())),
    )


def _barrier_names(engine: Engine, queries: Path) -> dict[str, Text]:
    """Return what each barrier is called, by its notation in the code list."""
    terms = answer_from(engine, find_page(queries, "terms")).rows
    return {
        value: Text(label_cs, label_en)
        for scheme, value, label_cs, label_en, *_ in terms
        if scheme == "barrierScheme"
    }


def _most_first(counts: Counter[str]) -> list[tuple[str, int]]:
    """Return the counts, greatest first, then by name."""
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def _titles(engine: Engine, queries: Path) -> tuple[Text, Text]:
    """Return the titles of the subject and of its plan."""
    rows: Sequence[tuple[str, ...]] = answer_from(engine, find_page(queries, "report-plans")).rows
    strategy_cs, strategy_en, plan_cs, plan_en, *_ = map(markdown, rows[0])
    return Text(strategy_cs, strategy_en), Text(plan_cs, plan_en)


def _declared(engine: Engine, queries: Path) -> tuple[int, int, int]:
    """Return how many pairs the strategy declares, in each reading."""
    levels = [
        int(level) for _, _, level in answer_from(engine, find_page(queries, "declarations")).rows
    ]
    return (
        sum(level <= 1 for level in levels),
        sum(level <= 2 for level in levels),
        sum(level <= 3 for level in levels),
    )
