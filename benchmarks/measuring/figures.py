"""The figures to reach, and what was measured of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from measuring.timing import exponent, geometric

__all__ = ["SLOWEST", "figures", "growths", "means", "ratios"]

SLOWEST = 12
"""So many of the slowest queries are listed."""
Found = Mapping[str, Any]
Row = tuple[str, str, str, str]


def ratios(queries: Found, size: str, engine: str) -> dict[str, float]:
    """Return engine ÷ Oxigraph by query, where both answered."""
    engines = queries[size]["engines"]
    return {
        name: took / engines["oxigraph"][name][0]
        for name, (took, _) in engines[engine].items()
        if took and engines["oxigraph"][name][0]
    }


def means(queries: Found) -> dict[str, dict[str, tuple[int, float | None, list[str], int]]]:
    """Return for each size and engine: queries, mean ratio, those with other rows, those stopped.

    The rows of Oxigraph in process are the measure; ratios are of the queries both answered.
    """
    found: dict[str, dict[str, tuple[int, float | None, list[str], int]]] = {}
    for size, measured in queries.items():
        ours = measured["engines"]["oxigraph"]
        for engine, asked in measured["engines"].items():
            mine = {name: took for name, took in asked.items() if not name.startswith("pages/")}
            both = [
                ratio
                for name, ratio in ratios(queries, size, engine).items()
                if not name.startswith("pages/")
            ]
            other = [
                name
                for name, (took, rows) in mine.items()
                if took and ours[name][0] and rows != ours[name][1]
            ]
            stopped = sum(took is None for took, _ in mine.values())
            mean = geometric(both) if both else None
            found.setdefault(size, {})[engine] = (len(mine), mean, other, stopped)
    return found


def growths(queries: Found) -> list[tuple[str, float, float]]:
    """Return exponent from 10 to 100 strategies and time at 100, by query, the steepest first.

    A query below a millisecond at 100 strategies is left out: its time is the engine's start.
    """
    if not {"10", "100"} <= set(queries):
        return []
    small, large = queries["10"], queries["100"]
    found = []
    for name, (slow, _) in large["engines"]["oxigraph"].items():
        quick = small["engines"]["oxigraph"][name][0]
        if quick and slow and slow > 0.001:
            points = [(small["quads"], quick), (large["quads"], slow)]
            found.append((name, exponent(points), slow))
        elif slow is None:
            found.append((name, float("inf"), 60.0))
    return sorted(found, key=lambda row: -row[1])


def figures(found: Found) -> list[Row]:
    """Return what was to reach, what was measured, and whether it is reached."""
    rows: list[Row] = []

    def add(part: str, what: str, goal: str, *entries: tuple[str, bool]) -> None:
        said = "; ".join(text for text, _ in entries)
        good = all(reached for _, reached in entries)
        rows.append((what, goal, said, "yes" if good else "**missed**"))

    if "one" in found:
        entries = [
            (f"{name} {pair['ratio']:.1f}×", pair["ratio"] <= 3)
            for name, pair in found["one"].items()
        ]
        add("one", "one strategy from tables to pages, against an rdflib parse", "≤ 3×", *entries)
    if "queries" in found:
        for row in _of_queries(found["queries"]):
            rows.append(row)
    if "load" in found:
        entries = [
            (f"N={row['n']}: {row['ratio']:.1f}×", row["ratio"] <= 4)
            for row in found["load"]["rows"]
        ]
        add("load", "parse and load, against bare parsing", "≤ 4×", *entries)
    if "validate" in found and found["validate"]["exponent"] is not None:
        part = found["validate"]
        entries = [(f"exponent {part['exponent']:.2f}", part["exponent"] <= 1.05),
                   (f"one strategy {part['one']:.2f} s", part["one"] <= 1)]  # fmt: skip
        add("validate", "SHACL of a portfolio; of one changed strategy", "≤ 1.05; ≤ 1 s", *entries)
    if "portfolio" in found:
        part = found["portfolio"]
        entries = [(f"{part['ratio']:.2f}× on {part['jobs']} cores", part["ratio"] <= 0.6)]
        add("portfolio", f"build of {part['n']}, against as many single builds", "≤ 0.6×", *entries)
    if "page" in found:
        part = found["page"]
        first = part["rows"][0]["ratio"]
        entries = [(f"{first:.1f}×", first <= 5),
                   (f"exponent {part['exponent']:.2f}", part["exponent"] <= 1.1)]  # fmt: skip
        add("page", "page of 3,000 items against `json.dumps`; growth", "≤ 5×; ≤ 1.1", *entries)
    if "start" in found:
        part = found["start"]
        entries = [(f"{part['help']['ratio']:.1f}×", part["help"]["ratio"] <= 3),
                   (f"{part['query']['ratio']:.1f}×", part["query"]["ratio"] <= 6)]  # fmt: skip
        add("start", "`--help`; a named query; against an empty Python", "≤ 3×; ≤ 6×", *entries)
    if "memory" in found:
        part = found["memory"]
        most = max(part["loaded"], part["queried"]) / 1e9
        slow = [name for name, (took, _) in part["queries"].items() if took is None or took > 5]
        entries = [(f"N={part['n']}: {most:.2f} GB", most <= 2.5)]
        add("memory", "resident memory, loaded and asked", "≤ 2.5 GB", *entries)
        said = f"{len(part['queries']) - len(slow)} of {len(part['queries'])}"
        add("memory", f"every query at N={part['n']}", "≤ 5 s", (said, not slow))
    return rows


def _of_queries(queries: Found) -> list[Row]:
    """Return the figures of the query suite."""
    rows: list[Row] = []
    for size, goal in (("1", 40), ("100", 50)):
        if size not in queries:
            continue
        of_each = ratios(queries, size, "rdflib")
        stopped = sum(took is None for took, _ in queries[size]["engines"]["rdflib"].values())
        mean = geometric(list(of_each.values()))
        slower = [name for name, ratio in of_each.items() if ratio < 1]
        said = f"{mean:.0f}× over {len(of_each)} queries, least {min(of_each.values()):.1f}×"
        if stopped:
            said += f"; rdflib was stopped in {stopped} more"
        good = mean >= goal and not slower
        what = f"query suite at N={size}, geometric mean against rdflib; none slower"
        rows.append((what, f"≥ {goal}×", said, "yes" if good else "**missed**"))
    grown = growths(queries)
    if grown:
        steep = [name for name, slope, _ in grown if slope > 1.2]
        said = f"{len(grown) - len(steep)} of {len(grown)}, steepest {grown[0][1]:.2f}"
        what = "each query: growth exponent from 10 to 100 strategies"
        rows.append((what, "≤ 1.2", said, "**missed**" if steep else "yes"))
    return rows
