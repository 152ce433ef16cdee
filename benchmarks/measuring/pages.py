"""Page generation at 3,000 and 30,000 items, against ``json.dumps`` of the same data."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from graph_tools.answers import Answers
from measuring.portfolio import write_graphs
from measuring.timing import alternately, exponent

__all__ = ["many", "measure"]

_IDS = {
    "about", "fact", "goal", "id", "key", "source", "sub_area", "target",
    "strict", "default", "lenient",
}  # fmt: skip
_CODES = {"code", "item", "name", "partner"}
_COPIED = {
    "coverage", "discrepancies", "facts", "figures", "gap-names", "gaps", "items", "links", "names",
    "network-missing", "network-nodes", "network-ties", "sources",
}  # fmt: skip
_ID = re.compile(r"\b([a-z]+(?:-[a-z]+)*/)(?=\S)")


def many(answers: Answers, count: int) -> Answers:
    """Return the answers of so many strategies as if they were one: every item copied.

    Identifiers and codes of each copy are its own, so that nothing of one is joined to another.
    """
    made: dict[str, tuple[Sequence[str], Sequence[Sequence[str]]]] = dict(answers)
    for name in _COPIED:
        columns, rows = answers[name]
        copied = list(rows)
        for number in range(2, count + 1):
            copied += [_copy(columns, row, number) for row in rows]
        made[name] = (columns, copied)
    return made


def _copy(columns: Sequence[str], row: Sequence[str], number: int) -> tuple[str, ...]:
    """Return a row of the copy of that number."""
    return tuple(
        _ID.sub(rf"\g<1>k{number}-", cell)
        if column in _IDS
        else f"{cell}/{number}"
        if column in _CODES and cell
        else cell
        for column, cell in zip(columns, row, strict=True)
    )


def page_items(answers: Answers) -> Sequence[Any]:
    """Return the items that a page of ``answers`` shows."""
    from graph_tools.render.explorer.content import page_data

    items: Sequence[Any] = page_data(answers)["items"]
    return items


def _carried(answers: Answers, folder: Path) -> list[Any]:
    """Return all data that a page carries: items and links first, then gaps, library, network."""
    from graph_tools.render.explorer import page

    carried: list[Any] = []
    pack, frames = page.packed_json, page.frames
    try:
        page.packed_json = lambda part: (carried.append(part), pack(part))[1]  # type: ignore[assignment]
        page.frames = lambda shown: (carried.append(frames(shown)), carried[-1])[1]  # type: ignore[assignment]
        page.write_explorer(answers, folder)
    finally:
        page.packed_json, page.frames = pack, frames
    carried.sort(key=lambda part: "items" not in part)
    return carried


def measure(folder: Path, seed: int, sizes: Sequence[int] = (3_000, 30_000)) -> dict[str, Any]:
    """Return times, ratios and the exponent of page generation."""
    from graph_tools.commands.explorer_answers import explorer_answers
    from graph_tools.project import find_project
    from graph_tools.queries import load_store
    from graph_tools.render.explorer import write_explorer

    engine = load_store(write_graphs(folder, 1, 1, seed) / "graph.nq")
    one = explorer_answers(engine, find_project().queries)
    each = len(page_items(one))
    rows = []
    for size in sizes:
        answers = many(one, round(size / each))
        data = _carried(answers, folder / "page")
        pair = alternately(
            lambda answers=answers: write_explorer(answers, folder / "page"),  # type: ignore[misc]
            lambda data=data: [json.dumps(part, ensure_ascii=False) for part in data],  # type: ignore[misc]
            5 if size < 10_000 else 2,
        )
        items, links = (len(data[0][name]) for name in ("items", "links"))
        rows.append({"nodes": items, "links": links, **asdict(pair)})
    grown = exponent([(row["nodes"], row["ours"]) for row in rows])
    return {"rows": rows, "exponent": grown}
