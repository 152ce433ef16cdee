"""What the explorer shows of a loaded graph: the answers of its page queries and all gaps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from graph_tools.answers import GAP_COLUMNS, Answers
from graph_tools.commands.explorer_library import library_answers
from graph_tools.commands.explorer_network import network_answers
from graph_tools.queries import answer_from, read_library
from graph_tools.queries.gaps import read_gaps, read_kinds

if TYPE_CHECKING:
    from graph_tools.queries import Engine

__all__ = ["explorer_answers"]

_KIND_COLUMNS = ("kind", "item", "partner", "tags")


def explorer_answers(
    engine: Engine, queries: Path, single_points: Iterable[Sequence[str]] | None = None
) -> Answers:
    """Return what the explorer shows.

    Args:
        engine: a built graph.
        queries: folder of the query library.
        single_points: the rows of the gap ``single-point`` where the caller has them already.

    Returns:
        The answers of the page queries; ``gaps``: the rows of all kinds; ``gap-kinds``: the kinds,
        the gravest first, what their items and partners are, and their tags, with blanks between;
        the rows of the Network view and of the query library.
    """
    answers: dict[str, tuple[Sequence[str], Sequence[Sequence[str]]]] = {}
    for question in read_library(queries / "pages" / "explorer"):
        answer = answer_from(engine, question)
        answers[question.name] = (answer.columns, answer.rows)

    def points() -> Iterable[Sequence[str]]:
        if single_points is not None:
            return single_points
        from graph_tools.commands.network import single_points as found

        return found(engine, queries)

    kinds = read_kinds(engine, queries)
    answers["gaps"] = (GAP_COLUMNS, [gap.row for gap in read_gaps(engine, kinds, {}, points)])
    answers["gap-kinds"] = (
        _KIND_COLUMNS,
        [
            (
                kind.name,
                kind.about["item"],
                kind.about.get("partner", ""),
                " ".join(kind.question.tags) if kind.question else "",
            )
            for kind in kinds
        ],
    )
    return {**answers, **network_answers(engine, queries), **library_answers(queries)}
