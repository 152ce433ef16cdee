"""Files for Gephi, yEd and spreadsheets: GraphML, GEXF and lists of edges.

The same bytes each time. Takes the graphs of one reading, gives bytes and rows by file name;
writes nothing itself.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence

import networkx as nx

from graph_tools.network.graphs import all_graphs
from graph_tools.network.model import Links
from graph_tools.network.table import CERTAINTY
from graph_tools.texts import visible

__all__ = ["EDGE_COLUMNS", "edge_rows", "graph_files", "plain"]

EDGE_COLUMNS = ("source", "target", "source_label", "target_label", "weight", "certainty",
                "roles", "evidence")  # fmt: skip
"""Columns of a list of edges; labels are the short names and codes."""

_META = re.compile(rb"\s*<meta .*?</meta>", re.DOTALL)


def graph_files(links: Links) -> Mapping[str, bytes]:
    """Return every graph as ``<name>.graphml`` and ``<name>.gexf``."""
    files: dict[str, bytes] = {}
    for name, graph in all_graphs(links).items():
        flat = plain(links, graph)
        out = io.BytesIO()
        nx.write_graphml_xml(flat, out, encoding="utf-8", prettyprint=True)
        files[f"{name}.graphml"] = _ending(out.getvalue())
        out = io.BytesIO()
        nx.write_gexf(flat, out, encoding="utf-8", prettyprint=True)
        # The only part that carries today's date and the version of the library.
        files[f"{name}.gexf"] = _ending(_META.sub(b"", out.getvalue(), count=1))
    return files


def plain(links: Links, graph: nx.Graph[str]) -> nx.Graph[str]:
    """Return ``graph`` with attributes that files can hold: texts and whole numbers only.

    Nodes carry ``label``, ``name_cs``, ``name_en``, ``kind``; edges ``weight``, ``certainty``
    (``certain``, ``probable``, ``uncertain``), ``roles`` where there are any, and ``evidence``:
    codes of what the edge rests on, joined by ``; ``.
    """
    found: nx.Graph[str] = nx.Graph()
    for node, data in graph.nodes(data=True):
        found.add_node(node, **{
            name: visible(data[name]) for name in ("label", "name_cs", "name_en", "kind")
        })  # fmt: skip
    for first, second, data in graph.edges(data=True):
        roles = {"roles": "; ".join(data["roles"])} if "roles" in data else {}
        found.add_edge(
            first, second, weight=data["weight"], certainty=CERTAINTY[data["level"]].code,
            evidence=visible("; ".join(links.network.said(data["evidence"]))), **roles,
        )  # fmt: skip
    return found


def edge_rows(links: Links) -> Mapping[str, Sequence[tuple[str, ...]]]:
    """Return the edges of every graph as rows with ``EDGE_COLUMNS``, by ``<name>.csv``."""
    return {
        f"{name}.csv": [
            (first, second, links.network.code(first), links.network.code(second),
             str(data["weight"]), data["certainty"], data.get("roles", ""), data["evidence"])
            for first, second, data in plain(links, graph).edges(data=True)
        ]
        for name, graph in all_graphs(links).items()
    }  # fmt: skip


def _ending(text: bytes) -> bytes:
    """Return a file's text with plain line ends and one at its end."""
    return text.replace(b"\r\n", b"\n").rstrip(b"\n") + b"\n"
