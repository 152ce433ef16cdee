"""What was measured as Markdown tables, put between their marks in ``docs/scale.md``.

A block begins with ``<!-- measured: NAME -->`` and ends with ``<!-- end -->``; where a part has
not been measured, its block stays as it was.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from measuring.figures import SLOWEST, figures, growths, means
from measuring.plot import draw

__all__ = ["read", "write"]

Found = Mapping[str, Any]
ENGINES = {
    "oxigraph": "Oxigraph in process",
    "rdflib": "rdflib",
    "oxigraph-server": "Oxigraph Server",
    "virtuoso": "Virtuoso",
    "jena": "Jena",
}


def read(results: Path) -> dict[str, Any]:
    """Return what was measured, by part."""
    return {
        path.stem: json.loads(path.read_text(encoding="utf-8"))["found"]
        for path in sorted(results.glob("*.json"))
    }


def write(results: Path, docs: Path) -> None:
    """Put all tables into ``scale.md`` of ``docs`` and draw ``scale.svg`` beside it."""
    found = read(results)
    page = docs / "scale.md"
    text = page.read_text(encoding="utf-8")
    for name, (needs, make) in _BLOCKS.items():
        if needs <= set(found):
            text = _put(text, name, make(found))
    page.write_text(text, encoding="utf-8", newline="\n")
    if {"load", "queries", "validate"} & set(found):
        draw(found, docs / "scale.svg")


def _put(text: str, name: str, lines: Sequence[str]) -> str:
    """Return ``text`` with the block of that name replaced."""
    begin, end = f"<!-- measured: {name} -->\n", "<!-- end -->"
    block = re.compile(re.escape(begin) + ".*?" + re.escape(end), re.S)
    return block.sub(lambda _: begin + "\n".join(lines) + "\n" + end, text)


def table(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> list[str]:
    """Return a Markdown table."""
    return [
        f"| {' | '.join(columns)} |",
        "|" + "---|" * len(columns),
        *(f"| {' | '.join(map(str, row))} |" for row in rows),
    ]


def short(value: float | None, unit: str = "") -> str:
    """Return a number with three digits, or a dash."""
    if value is None:
        return "–"
    if unit == "s" and value < 1:
        return f"{value * 1000:.3g} ms"
    text = f"{value:.3g}" if value < 1000 else f"{value:,.0f}".replace(",", " ")
    return f"{text} {unit}".rstrip()


def _load(found: Found) -> list[str]:
    """Return the table of loading."""
    return table(
        ("strategies", "quads", "parse and load", "bare parse", "ratio", "rdflib ÷ bare parse"),
        [
            (row["n"], f"{row['quads']:,}".replace(",", " "), short(row["ours"], "s"),
             short(row["other"], "s"), f"**{row['ratio']:.2f}**", short(row["rdflib"]))
            for row in found["load"]["rows"]
        ],
    )  # fmt: skip


def _validate(found: Found) -> list[str]:
    """Return the table of validation."""
    lines = table(
        ("strategies", "strategy by strategy", "pySHACL over the whole", "ratio"),
        [
            (row["n"], short(row["ours"], "s"), short(row["other"], "s"),
             short(row["other"] and row["other"] / row["ours"]))
            for row in found["validate"]["rows"]
        ],
    )  # fmt: skip
    grown, plain = found["validate"]["exponent"], found["validate"]["plain_exponent"]
    return [*lines, "", f"Growth exponents: {short(grown)} against {short(plain)}."]


def _queries(found: Found) -> list[str]:
    """Return the table of engines: geometric means of the same queries."""
    rows = []
    for size, engines in means(found["queries"]).items():
        for engine, (count, ratio, wrong, stopped) in engines.items():
            rows.append(
                (size, ENGINES[engine], count, short(ratio), stopped or "", ", ".join(wrong) or "")
            )
    return table(
        ("strategies", "engine", "queries", "× slower than Oxigraph (geometric mean)",
         "stopped or refused", "another number of rows"), rows,
    )  # fmt: skip


def _growth(found: Found) -> list[str]:
    """Return the queries that grow fastest from 10 to 100 strategies."""
    grown = growths(found["queries"])
    return table(
        ("query", "exponent 10 → 100", "at 100"),
        [(f"`{name}`", f"{slope:.2f}", short(at, "s")) for name, slope, at in grown[:SLOWEST]],
    )


def _memory(found: Found) -> list[str]:
    """Return memory at the largest size and its slowest queries."""
    part = found["memory"]
    gigabytes = {name: f"{part[name] / 1e9:.2f} GB" for name in ("loaded", "loading", "queried")}
    asked = sorted(part["queries"].items(), key=lambda entry: -(entry[1][0] or 1e9))
    lines = [
        f"{part['n']} strategies, {part['quads']:,} quads: ".replace(",", " ")
        + f"{gigabytes['loaded']} resident after loading ({gigabytes['loading']} at most while "
        f"loading), {gigabytes['queried']} at most while asking: "
        f"{part['queried'] / part['quads']:.0f} bytes a quad. The figure to reach was set for "
        "5.8 million triples.",
        "",
    ]
    rows = [
        (f"`{name}`", "over 15 s" if took is None else short(took, "s"), "–" if took is None else n)
        for name, (took, n) in asked[:SLOWEST]
    ]
    return [*lines, *table(("slowest queries", "time", "rows"), rows)]


def _page(found: Found) -> list[str]:
    """Return the table of the page."""
    lines = table(
        ("items", "links", "page", "`json.dumps`", "ratio"),
        [
            (row["nodes"], row["links"], short(row["ours"], "s"), short(row["other"], "s"),
             f"**{row['ratio']:.1f}**")
            for row in found["page"]["rows"]
        ],
    )  # fmt: skip
    return [*lines, "", f"Growth exponent: {found['page']['exponent']:.2f}."]


def _network(found: Found) -> list[str]:
    """Return the table of the network analysis."""
    return table(
        ("strategies as one network", "nodes", "ties", "single points", "betweenness, networkx",
         "igraph", "networkx ÷ igraph"),
        [
            (row["n"], row["nodes"], row["ties"], short(row["points"], "s"),
             short(row["betweenness"]["ours"], "s"), short(row["betweenness"]["other"], "s"),
             short(row["betweenness"]["ratio"]))
            for row in found["network"]["rows"] if not row["stopped"]
        ],
    )  # fmt: skip


def _portfolio(found: Found) -> list[str]:
    """Return the table of a build of many."""
    part = found["portfolio"]
    return table(
        ("what", "time", "÷ one strategy alone"),
        [
            (what, short(part[name], "s"), short(part[name] / part["one"]))
            for what, name in (
                ("one strategy alone, without pages", "one"),
                (f"{part['n']} strategies on {part['jobs']} cores", "all"),
                ("the same again, nothing changed", "unchanged"),
                ("the same again, one changed", "changed"),
            )
        ],
    )


def _figures(found: Found) -> list[str]:
    """Return the figures to reach and those reached."""
    return table(("what", "to reach", "measured", ""), figures(found))


_BLOCKS: dict[str, tuple[set[str], Callable[[Found], list[str]]]] = {
    "figures": ({"load"}, _figures),
    "load": ({"load"}, _load),
    "validate": ({"validate"}, _validate),
    "queries": ({"queries"}, _queries),
    "growth": ({"queries"}, _growth),
    "memory": ({"memory"}, _memory),
    "page": ({"page"}, _page),
    "network": ({"network"}, _network),
    "portfolio": ({"portfolio"}, _portfolio),
}
