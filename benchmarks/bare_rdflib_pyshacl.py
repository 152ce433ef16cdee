"""What one would write without us: parse the built graph with rdflib, validate with pySHACL.

Usage: python benchmarks/bare_rdflib_pyshacl.py GRAPH.ttl VOCABULARY.nt SHAPES_DIR
"""

from __future__ import annotations

import sys
from pathlib import Path

import pyshacl
import rdflib


def main(graph: str, vocabulary: str, shapes: str) -> int:
    """Return 0 where the graph conforms, else 1."""
    data = rdflib.Graph()
    data.parse(graph, format="turtle")
    data.parse(vocabulary, format="nt")
    rules = rdflib.Graph()
    for path in sorted(Path(shapes).glob("*.ttl")):
        rules.parse(path, format="turtle")
    conforms, _, _ = pyshacl.validate(data, shacl_graph=rules, inference="none", advanced=True)
    return 0 if conforms else 1


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:4]))
