"""Measure everything at N = 1, 10, 100, 1000 strategies; write the table and the plot of docs.

Usage: python benchmarks/scale.py PART… [--folder DIR] [--sizes 1,10,100,1000] [--seed S]

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
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable
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

Say = Callable[[str], None]
START = time.monotonic()


def main() -> int:
    """Run the parts asked for, in the order of the list above."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("parts", nargs="+", metavar="PART", choices=[*PARTS, "table", "all"])
    parser.add_argument("--folder", type=Path, default=ROOT / "build" / "benchmarks")
    parser.add_argument("--sizes", default="1,10,100,1000")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    sizes = sorted(int(size) for size in options.sizes.split(","))
    results = options.folder / "results"
    results.mkdir(parents=True, exist_ok=True)
    failed = 0
    for part in PARTS:
        if part in options.parts or "all" in options.parts:
            failed += not _kept(part, results, options.folder, options.seed, sizes)
    if {"table", "all"} & set(options.parts):
        tables.write(results, ROOT / "docs")
        say("table: docs/scale.md, docs/scale.svg")
    return 1 if failed else 0


def say(text: str) -> None:
    """Print how far the run is."""
    print(f"{time.monotonic() - START:6.0f} s  {text}", file=sys.stderr, flush=True)


def _kept(part: str, results: Path, folder: Path, seed: int, sizes: list[int]) -> bool:
    """Measure a part and keep what it gives; return whether it worked."""
    say(part)
    began = time.monotonic()
    try:
        found = PARTS[part](folder, seed, sizes, lambda text: say(f"  {text}"))
    except Exception as error:  # noqa: BLE001 - the other parts are still worth measuring
        say(f"  {part} failed: {type(error).__name__}: {error}")
        return False
    kept = {"took": round(time.monotonic() - began, 1), "seed": seed, "found": found}
    (results / f"{part}.json").write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    return True


PARTS: dict[str, Callable[[Path, int, list[int], Say], Any]] = {
    "start": lambda folder, seed, sizes, say: commands.measure_start(),
    "one": lambda folder, seed, sizes, say: commands.measure_one(folder, seed),
    "load": lambda folder, seed, sizes, say: loading.measure(folder, seed, sizes),
    "validate": lambda folder, seed, sizes, say: checking.measure(folder, seed, sizes),
    "page": lambda folder, seed, sizes, say: pages.measure(folder, seed),
    "network": lambda folder, seed, sizes, say: network.measure(folder, seed, sizes),
    "portfolio": lambda folder, seed, sizes, say: commands.measure_portfolio(
        folder, seed, min(100, sizes[-1]), say
    ),
    "memory": lambda folder, seed, sizes, say: memory.measure(folder, seed, sizes[-1], say),
    "queries": lambda folder, seed, sizes, say: asking.measure(folder, seed, sizes, say),
}


if __name__ == "__main__":
    raise SystemExit(main())
