"""Measure everything at N = 1, 10, 100, 1000 strategies; write the table and the plot of docs.

Usage: python benchmarks/scale.py PART… [--folder DIR] [--sizes 1,10,100,1000] [--seed S] [--quick]

Parts, each kept as JSON in DIR (build/benchmarks), so that the table can be made of parts:
  start      --help and a named query, against an empty Python start
  one        one strategy from tables to pages, against an rdflib parse of its graph
  load       parse and load, against bare pyoxigraph.parse
  validate   SHACL strategy by strategy, against pySHACL over the whole graph
  page       the page at 3,000 and 30,000 items, against json.dumps
  network    single points; betweenness by networkx and by igraph
  portfolio  a build of many strategies on all cores, against one; nothing changed; one changed
  memory     the largest size: resident memory, every query
  queries    the library on Oxigraph, rdflib, Oxigraph Server, Virtuoso and Jena
  table      docs/scale.md and docs/scale.svg of what was measured
  all        everything

--quick sees in some minutes that everything works: up to 10 strategies, a tenth of the queries, few
runs. Its results lie in a folder of their own and never come into docs.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests")]  # the servers are those of the tests

from measuring import (  # noqa: E402
    asking,
    checking,
    commands,
    loading,
    memory,
    network,
    pages,
    tables,
)
from measuring.timing import within  # noqa: E402

START = time.monotonic()


@dataclass(frozen=True)
class Run:
    """What is asked for: where portfolios are kept, their seed and sizes, and whether in short."""

    folder: Path
    seed: int
    sizes: list[int]
    quick: bool


def main() -> int:
    """Run the parts asked for, in the order of the list above."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("parts", nargs="+", metavar="PART", choices=[*PARTS, "table", "all"])
    parser.add_argument("--folder", type=Path, default=ROOT / "build" / "benchmarks")
    parser.add_argument("--sizes", default="1,10,100,1000")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--quick", action="store_true")
    options = parser.parse_args()
    options.folder = options.folder.resolve()
    sizes = sorted(int(size) for size in options.sizes.split(","))
    sizes = [size for size in sizes if size <= 10] if options.quick else sizes
    results = options.folder / ("quick" if options.quick else "results")
    run = Run(options.folder, options.seed, sizes, options.quick)
    results.mkdir(parents=True, exist_ok=True)
    failed = 0
    for part in PARTS:
        if part in options.parts or "all" in options.parts:
            failed += not _kept(part, results, run)
    if {"table", "all"} & set(options.parts) and not options.quick:
        tables.write(results, ROOT / "docs")
        say("table: docs/scale.md, docs/scale.svg")
    return 1 if failed else 0


def say(text: str) -> None:
    """Print how far the run is."""
    print(f"{time.monotonic() - START:6.0f} s  {text}", file=sys.stderr, flush=True)


def _kept(part: str, results: Path, run: Run) -> bool:
    """Measure a part in a process of its own and keep what it gives; return whether it worked.

    What one part has loaded would otherwise count as memory of the next.
    """
    say(part)
    began = time.monotonic()
    try:
        found = within(7_200, lambda: PARTS[part](run)).result
    except RuntimeError as error:  # the other parts are still worth measuring
        say(f"  {part} failed: {error}")
        return False
    kept = {"took": round(time.monotonic() - began, 1), "seed": run.seed, "found": found}
    (results / f"{part}.json").write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    return True


def _detail(text: str) -> None:
    """Print how far a part is."""
    say(f"  {text}")


PARTS: dict[str, Callable[[Run], Any]] = {
    "start": lambda run: commands.measure_start(3 if run.quick else 15),
    "one": lambda run: commands.measure_one(run.folder, run.seed, 1 if run.quick else 3),
    "load": lambda run: loading.measure(run.folder, run.seed, run.sizes),
    "validate": lambda run: checking.measure(run.folder, run.seed, run.sizes),
    "page": lambda run: pages.measure(
        run.folder, run.seed, (300, 1_000) if run.quick else (3_000, 30_000)
    ),
    "network": lambda run: network.measure(run.folder, run.seed, run.sizes),
    "portfolio": lambda run: commands.measure_portfolio(
        run.folder, run.seed, min(100, run.sizes[-1]), _detail
    ),
    "memory": lambda run: memory.measure(run.folder, run.seed, run.sizes[-1], _detail, run.quick),
    "queries": lambda run: asking.measure(run.folder, run.seed, run.sizes, _detail, run.quick),
}


if __name__ == "__main__":
    raise SystemExit(main())
