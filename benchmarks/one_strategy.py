"""Compare our commands with plain alternatives, in turn, in one run; print ratios.

Usage: python benchmarks/one_strategy.py [RUNS]   (default 7)

Compared, each pair A B A B … after one warm-up:
  build     `strategy-graph build --no-pages` with a bare rdflib + pySHACL script that only parses
            the finished graph and validates it
  query     `strategy-graph query goal-coverage` with an empty Python start
  help      `strategy-graph --help` with an empty Python start
  gaps      `strategy-graph gaps` with rdflib asked the same eighteen gap queries (at most 2 runs)
  trace     `strategy-graph trace goal 9` with rdflib asked the same eight queries (at most 2 runs)
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def seconds(command: list[str]) -> float:
    """Return the wall time of ``command``, which must succeed."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


def compare(name: str, ours: list[str], other: list[str], runs: int) -> None:
    """Run the two commands in turn and print their medians and the median ratio."""
    seconds(ours)
    seconds(other)
    pairs = [(seconds(ours), seconds(other)) for _ in range(runs)]
    a, b = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratio = statistics.median(x / y for x, y in pairs)
    print(f"{name:8} ours {a * 1000:7.0f} ms   other {b * 1000:7.0f} ms   ratio {ratio:5.2f}")


def main() -> int:
    """Build into a temporary folder and compare."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    tool = [sys.executable, "-m", "graph_tools"]
    empty = [sys.executable, "-c", ""]
    with tempfile.TemporaryDirectory() as folder:
        build = [*tool, "build", "--no-pages", "--build", folder]
        seconds(build)
        bare = [
            sys.executable,
            str(ROOT / "benchmarks" / "bare_rdflib_pyshacl.py"),
            f"{folder}/graph.ttl",
            f"{folder}/vocabulary.nt",
            str(ROOT / "ontology" / "shapes"),
        ]
        compare("build", build, bare, runs)
        query = [*tool, "query", "goal-coverage", "--format", "csv", "--build", folder]
        compare("query", query, empty, runs)
        compare("help", [*tool, "--help"], empty, runs)
        rdflib = [sys.executable, str(ROOT / "benchmarks" / "bare_rdflib_queries.py"), *bare[2:4]]
        for name, command, queries in (
            ("gaps", ["gaps", "--format", "csv"], "gaps"),
            ("trace", ["trace", "goal", "9"], "pages/trace"),
        ):
            ours = [*tool, *command, "--build", folder]
            compare(name, ours, [*rdflib, str(ROOT / "queries" / queries)], min(runs, 2))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
