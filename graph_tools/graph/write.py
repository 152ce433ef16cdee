"""Write a dataset as N-Quads, Turtle and JSON-LD: the same bytes for the same dataset."""

from __future__ import annotations

import json
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, Triple, serialize

from graph_tools.graph.build import Dataset
from graph_tools.prefixes import PREFIXES
from graph_tools.project import written_beside

__all__ = ["write_dataset"]


def write_dataset(dataset: Dataset, folder: Path) -> list[Path]:
    """Write ``graph.nq``, ``vocabulary.nt``, ``graph.ttl`` and ``graph.jsonld`` into ``folder``.

    All are written beside their targets first; the targets change only once all are whole.

    Returns:
        The paths written, in that order.
    """
    triples = sorted({Triple(q.subject, q.predicate, q.object) for q in dataset.quads}, key=str)
    vocabulary = sorted(set(dataset.vocabulary), key=str)
    targets = [folder / name for name in ("graph.nq", "vocabulary.nt", "graph.ttl", "graph.jsonld")]
    with (
        written_beside(targets[0]) as nquads,
        written_beside(targets[1]) as names,
        written_beside(targets[2]) as turtle,
        written_beside(targets[3]) as jsonld,
    ):
        serialize(dataset.quads, nquads, RdfFormat.N_QUADS)
        serialize(vocabulary, names, RdfFormat.N_TRIPLES)
        serialize(triples, turtle, RdfFormat.TURTLE, prefixes=PREFIXES)
        jsonld.write_text(_json_ld(dataset.quads), encoding="utf-8", newline="\n")
    return targets


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
