"""SHACL strategy by strategy, as ``build`` and ``validate`` do, against pySHACL over everything."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from itertools import accumulate, chain
from pathlib import Path
from typing import Any

from measuring.portfolio import DISTINCT, dataset_of, project_of, tables_of
from measuring.timing import exponent, seconds, within

__all__ = ["measure"]

_WHOLE_MOST = 10
"""Over a whole portfolio of a hundred, pySHACL was not done after five minutes."""


def measure(folder: Path, seed: int, sizes: Sequence[int]) -> dict[str, Any]:
    """Return the times of the first 1, 10, 100 … strategies, one after another in one process."""
    from graph_tools.validate import validate_dataset

    sizes = [size for size in sizes if size <= 100]
    distinct = min(max(sizes), DISTINCT)
    projects = [project_of(one, folder / "none") for one in tables_of(folder, distinct, seed)]
    datasets = [dataset_of(project) for project in projects]
    shapes = projects[0].shapes
    turns = [datasets[number % distinct] for number in range(max(sizes))]
    times = [seconds(lambda one=one: validate_dataset(one, shapes)) for one in turns]  # type: ignore[misc]
    quads = list(accumulate(len(one.quads) for one in turns))
    spent = list(accumulate(times))
    rows: list[dict[str, Any]] = []
    for size in sizes:
        row = {"n": size, "quads": quads[size - 1], "ours": spent[size - 1], "other": None}
        if size == 1:
            # The first of the run alone would carry all the noise of the exponent.
            again = [seconds(lambda: validate_dataset(datasets[0], shapes)) for _ in range(4)]
            row["ours"] = statistics.median([times[0], *again])
        if size <= _WHOLE_MOST:
            whole = within(240, lambda size=size: _plain(turns[:size], shapes))  # type: ignore[misc]
            row["other"] = None if whole.stopped else whole.result
        rows.append(row)
    both = [row for row in rows if row["other"]]
    return {
        "rows": rows,
        "exponent": exponent([(row["quads"], row["ours"]) for row in rows])
        if len(rows) > 1
        else None,
        "plain_exponent": exponent([(row["quads"], row["other"]) for row in both])
        if len(both) > 1
        else None,
        "one": statistics.median(times),
    }


def _plain(datasets: Sequence[Any], shapes: Sequence[Path]) -> float:
    """Return how long pySHACL takes over all datasets as one graph, parsing not counted."""
    import pyshacl

    from graph_tools.validate.shacl import read_shapes, to_rdflib

    data = to_rdflib(
        [
            *chain.from_iterable((quad.triple for quad in one.quads) for one in datasets),
            *datasets[0].vocabulary,
        ]
    )
    rules = read_shapes(shapes)
    return seconds(
        lambda: pyshacl.validate(data, shacl_graph=rules, inference="none", advanced=True)
    )
