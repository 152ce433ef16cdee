"""Gaps: all kinds asked of one engine, narrowed to a goal, an area or an actor.

Takes a loaded engine and the questions in ``queries/gaps``; gives rows with the common columns,
the gravest kind first. The kind ``single-point`` comes from the network analysis, as rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from graph_tools.answers import GAP_COLUMNS, READINGS, natural
from graph_tools.errors import Text, UsageError, nearest_first
from graph_tools.queries.atlas import read_atlas, read_names
from graph_tools.queries.library import Question, find_page, find_question, read_library
from graph_tools.queries.lookup import find_items
from graph_tools.queries.run import answer_from, beside

if TYPE_CHECKING:
    from graph_tools.queries.engines import Engine

__all__ = ["SINGLE_POINT", "Focus", "Gap", "GapKind", "read_focus", "read_gaps", "read_kinds"]


@dataclass(frozen=True)
class GapKind:
    """One kind of gap.

    Attributes:
        name: notation in ``sg:gapKindScheme``, and stem of its query.
        label, meaning: what it is called and when it holds.
        about: kinds of item in the columns ``item`` and ``partner`` (see ``Question.about``).
        question: its query; None for the kind that comes from the network analysis.
    """

    name: str
    label: Text
    meaning: Text
    about: Mapping[str, str]
    question: Question | None


@dataclass(frozen=True)
class Gap:
    """One gap: a kind and its row in the order of ``GAP_COLUMNS``."""

    kind: GapKind
    row: tuple[str, ...]

    def cell(self, column: str) -> str:
        """Return one cell of the row."""
        return self.row[GAP_COLUMNS.index(column)]


SINGLE_POINT = "single-point"


def read_kinds(
    engine: Engine, queries: Path, read: Sequence[Question] | None = None
) -> list[GapKind]:
    """Return all kinds of gaps, the gravest first.

    Args:
        engine: a loaded graph.
        queries: folder of the library.
        read: the questions of ``queries/gaps`` where the caller has read them already.
    """
    questions = {question.name: question for question in read or read_library(queries / "gaps")}
    listed = answer_from(engine, find_page(queries, "gap-kinds"))
    return [
        GapKind(
            name=name,
            label=Text(label_cs, label_en),
            meaning=Text(meaning_cs, meaning_en),
            about=questions[name].about if name != SINGLE_POINT else {"item": "actor"},
            question=questions.get(name),
        )
        for name, label_cs, label_en, meaning_cs, meaning_en, _ in listed.rows
    ]


def read_gaps(
    engine: Engine,
    kinds: Sequence[GapKind],
    values: Mapping[str, str],
    single_points: Callable[[], Iterable[Sequence[str]]],
) -> list[Gap]:
    """Return the gaps of ``kinds``, in their order.

    Args:
        engine: a loaded graph.
        kinds: which kinds to look for.
        values: parameters by name; each question takes those it knows.
        single_points: gives the rows of the kind ``single-point``, from the network analysis.
    """

    def rows_of(kind: GapKind) -> list[tuple[str, ...]]:
        question = kind.question
        if question is None:
            rows = [tuple(row) for row in single_points()]
            reading = values.get("reading")
            place = GAP_COLUMNS.index(reading) if reading in READINGS else None
            return [row for row in rows if place is None or row[place] == "yes"]
        known = {name: value for name, value in values.items() if name in question.parameters}
        return answer_from(engine, question, question.text_with(known)).rows

    # Oxigraph lets go of the interpreter while it evaluates: two questions at a time.
    waits = [beside(partial(_each, rows_of, kinds[start::2])) for start in (0, 1)]
    halves = [iter(wait()) for wait in waits]
    return [Gap(kind, row) for place, kind in enumerate(kinds) for row in next(halves[place % 2])]


def _each(
    rows_of: Callable[[GapKind], list[tuple[str, ...]]], kinds: Sequence[GapKind]
) -> list[list[tuple[str, ...]]]:
    """Return the rows of each kind."""
    return [rows_of(kind) for kind in kinds]


@dataclass(frozen=True)
class Focus:
    """What a goal, an area or an actor has to do with, to narrow the gaps.

    Attributes:
        related: codes by kind of item (goal, measure, actor, sub-area, barrier); a kind that is
            missing says nothing about a gap.
        leads: actors responsible for the measures in ``related``.
        whole: both items of a pair must be related (a goal), or one is enough (an area, an actor).
    """

    related: Mapping[str, frozenset[str]]
    leads: frozenset[str]
    whole: bool

    def keeps(self, gap: Gap) -> bool:
        """Say whether ``gap`` concerns what is looked at."""
        said: list[bool] = []
        kinds = list(gap.kind.about.values())
        pair = len(kinds) == 2 and kinds[0] == kinds[1]
        actors_apart = pair and kinds[0] == "actor"
        for column, kind in gap.kind.about.items():
            if kind not in self.related or not gap.cell(column):
                continue
            if said and not pair:  # the item decides; its partner says with whom or what
                break
            known = self.leads if actors_apart and self.whole else self.related[kind]
            if kind == "measure":  # a gap of measures may name their sub-area instead
                known = known | self.related["sub-area"]
            said.append(gap.cell(column) in known)
        return bool(said) and (all(said) if self.whole else any(said))


def read_focus(
    engine: Engine, queries: Path, *, goal: str | None, area: str | None, actor: str | None
) -> list[Focus]:
    """Return one focus for each choice made; a gap must pass all of them.

    Raises:
        UsageError: there is no such goal, area or actor; the nearest is named, then all.
    """
    if goal is None and area is None and actor is None:
        return []
    facts = _Facts.read(engine, queries)
    chosen = []
    if goal is not None:
        goal = _known(goal, facts.goals, Text("Cíl", "goal"))
        chosen.append(facts.focus({m for m, g in facts.measure_goal if g == goal}, goal={goal}))
    if area is not None:
        areas = {code for codes in facts.measure_area.values() for code in codes}
        area = _known(area, areas, Text("Okruh ani podokruh", "area or sub-area"))
        chosen.append(facts.focus({m for m, codes in facts.measure_area.items() if area in codes}))
    if actor is not None:
        atlas, other = read_atlas(engine, queries), read_names(engine, queries)
        short = find_items(atlas, "actor", actor, other)[0].code
        measures = {m for m, _, a in facts.measure_actor if a == short}
        chosen.append(facts.focus(measures, actor={short}))
    return chosen


def _known(value: str, allowed: Iterable[str], what: Text) -> str:
    """Return the allowed value that ``value`` is, whatever its case; raise with the list."""
    value = value.strip()
    choices = sorted(allowed, key=natural)
    for choice in choices:
        if choice.casefold() == value.casefold():
            return choice
    listed = ", ".join(nearest_first(value, choices))
    raise UsageError(Text(
        f"{what.cs} „{value}“ neexistuje. Nejbližší první: {listed}.",
        f"There is no {what.en} '{value}'. Nearest first: {listed}.",
    ))  # fmt: skip


@dataclass(frozen=True)
class _Facts:
    """What measures have to do with, from the contract tables."""

    goals: frozenset[str]
    measure_goal: frozenset[tuple[str, str]]
    measure_area: Mapping[str, tuple[str, str]]
    measure_actor: frozenset[tuple[str, str, str]]
    measure_barrier: frozenset[tuple[str, str]]

    @classmethod
    def read(cls, engine: Engine, queries: Path) -> _Facts:
        """Ask the contract tables."""

        def rows(name: str) -> list[tuple[str, ...]]:
            return answer_from(engine, find_question(queries, name)).rows

        actors = rows("measure-actors")
        return cls(
            goals=frozenset(row[0] for row in rows("goals")),
            measure_goal=frozenset((row[0], row[1]) for row in rows("measure-goals")),
            measure_area={row[0]: (row[2], row[3]) for row in rows("measures")},
            measure_actor=frozenset((m, role, short or name) for m, role, name, short in actors),
            measure_barrier=frozenset((row[0], row[1]) for row in rows("measure-barriers")),
        )

    def focus(
        self, measures: set[str], *, goal: set[str] | None = None, actor: set[str] | None = None
    ) -> Focus:
        """Return what ``measures`` have to do with; a goal or an actor asked for stands alone."""
        of_measures = {
            "goal": {g for m, g in self.measure_goal if m in measures},
            "actor": {a for m, _, a in self.measure_actor if m in measures},
            "sub-area": {self.measure_area[m][1] for m in measures},
            "barrier": {b for m, b in self.measure_barrier if m in measures},
        }
        related = {
            **of_measures,
            "measure": measures,
            **({"goal": goal} if goal else {}),
            **({"actor": actor} if actor else {}),
        }
        return Focus(
            related={kind: frozenset(codes) for kind, codes in related.items()},
            leads=frozenset(
                a for m, role, a in self.measure_actor if m in measures and role == "responsible"
            ),
            whole=goal is not None,
        )
