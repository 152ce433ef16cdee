"""Write a dataset as N-Quads, Turtle and JSON-LD: the same bytes for the same dataset."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, Triple, serialize

from graph_tools.graph.build import Dataset
from graph_tools.prefixes import PREFIXES
from graph_tools.project import LAST_LINE

__all__ = ["as_ntriples", "as_turtle", "write_dataset"]


def write_dataset(dataset: Dataset, folder: Path) -> list[Path]:
    """Write ``graph.nq``, ``vocabulary.nt``, ``graph.ttl`` and ``graph.jsonld`` into ``folder``.

    Returns:
        The paths written, in that order.
    """
    folder.mkdir(parents=True, exist_ok=True)
    nquads, names = folder / "graph.nq", folder / "vocabulary.nt"
    turtle, jsonld = folder / "graph.ttl", folder / "graph.jsonld"
    serialize(dataset.quads, nquads, RdfFormat.N_QUADS)
    with nquads.open("ab") as out:
        out.write(LAST_LINE)
    names.write_bytes(as_ntriples(dataset.vocabulary))
    turtle.write_bytes(as_turtle(quad.triple for quad in dataset.quads))
    jsonld.write_text(_json_ld(dataset.quads), encoding="utf-8", newline="\n")
    return [nquads, names, turtle, jsonld]


def as_turtle(triples: Iterable[Triple]) -> bytes:
    """Return ``triples`` as Turtle, sorted, with our prefixes."""
    return _written(sorted(set(triples), key=str), RdfFormat.TURTLE)


def as_ntriples(triples: Iterable[Triple]) -> bytes:
    """Return ``triples`` as N-Triples, sorted, with the line that says that nothing is missing."""
    return _written(sorted(set(triples), key=str), RdfFormat.N_TRIPLES) + LAST_LINE


def _written(triples: list[Triple], form: RdfFormat) -> bytes:
    """Return ``triples`` in ``form``; prefixes are for forms that have them."""
    prefixes = PREFIXES if form == RdfFormat.TURTLE else None
    written = serialize(triples, None, form, prefixes=prefixes)
    if written is None:
        raise TypeError("pyoxigraph serialised to nowhere")
    return written


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
