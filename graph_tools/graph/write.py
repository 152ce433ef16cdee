"""Write a dataset as N-Quads, Turtle and JSON-LD: the same bytes for the same dataset."""

from __future__ import annotations

import json
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, Triple, serialize

from graph_tools.graph.build import Dataset
from graph_tools.prefixes import PREFIXES
from graph_tools.project import LAST_LINE

__all__ = ["write_dataset"]


def write_dataset(dataset: Dataset, folder: Path) -> list[Path]:
    """Write ``graph.nq``, ``vocabulary.nt``, ``graph.ttl`` and ``graph.jsonld`` into ``folder``.

    Returns:
        The paths written, in that order.
    """
    triples = sorted({Triple(q.subject, q.predicate, q.object) for q in dataset.quads}, key=str)
    vocabulary = sorted(set(dataset.vocabulary), key=str)
    folder.mkdir(parents=True, exist_ok=True)
    nquads, names = folder / "graph.nq", folder / "vocabulary.nt"
    turtle, jsonld = folder / "graph.ttl", folder / "graph.jsonld"
    serialize(dataset.quads, nquads, RdfFormat.N_QUADS)
    serialize(vocabulary, names, RdfFormat.N_TRIPLES)
    for path in (nquads, names):
        with path.open("ab") as out:
            out.write(LAST_LINE)
    serialize(triples, turtle, RdfFormat.TURTLE, prefixes=PREFIXES)
    jsonld.write_text(_json_ld(dataset.quads), encoding="utf-8", newline="\n")
    return [nquads, names, turtle, jsonld]


def _json_ld(quads: tuple[Quad, ...]) -> str:
    """Return the quads as expanded JSON-LD: a block a named graph, a line a node."""
    raw = serialize(quads, None, RdfFormat.JSON_LD)
    if raw is None:
        raise TypeError("pyoxigraph serialised to nowhere")
    blocks = []
    for graph in json.loads(raw):
        nodes = ",\n".join(json.dumps(node, ensure_ascii=False) for node in graph["@graph"])
        blocks.append(f'{{"@id": {json.dumps(graph["@id"])}, "@graph": [\n{nodes}\n]}}')
    return "[" + ",\n".join(blocks) + "]\n"
