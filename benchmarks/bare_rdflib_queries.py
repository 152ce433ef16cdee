"""What one would write without us: parse the built graph with rdflib and ask query files.

Usage: python benchmarks/bare_rdflib_queries.py GRAPH.ttl VOCABULARY.nt QUERIES_DIR
"""

from __future__ import annotations

import sys
from pathlib import Path

import rdflib


def main(graph: str, vocabulary: str, queries: str) -> int:
    """Ask every query of the folder."""
    data = rdflib.Graph()
    data.parse(graph, format="turtle")
    data.parse(vocabulary, format="nt")
    for path in sorted(Path(queries).glob("*.rq")):
        rows = list(data.query(path.read_text(encoding="utf-8")))
        print(path.stem, len(rows))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:4]))
