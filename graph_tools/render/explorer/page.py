"""Put the explorer together: data, positions, styles and scripts in one HTML file.

Takes the answers of the page queries; gives ``explorer.html``, which asks the network for
nothing. pyvis carries the network's nodes, edges and options into our own template and brings
the vis-network script along; everything else on the page is ours (``assets``).
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph_tools.answers import Answers
from graph_tools.render.explorer.bundle import ASSETS, fit_for_a_tag, script, style, texts
from graph_tools.render.explorer.content import page_data
from graph_tools.render.explorer.engine import find_engine, read_licences
from graph_tools.render.explorer.gaps import gap_part
from graph_tools.render.explorer.layout import place_boxes
from graph_tools.render.explorer.library import library_part
from graph_tools.render.explorer.network import actors_by_load, link_graph
from graph_tools.render.explorer.pack import packed, packed_json
from graph_tools.render.explorer.projections import projections
from graph_tools.render.explorer.vis import frames, projection_network

__all__ = ["GraphFiles", "write_explorer"]

_VIS = Path("templates/lib/vis-9.1.2/vis-network.min.js")


@dataclass(frozen=True)
class GraphFiles:
    """The graph itself, which the page asks and offers for saving.

    Attributes:
        turtle: all triples of the built graph.
        vocabulary: the code lists, as N-Triples.
    """

    turtle: bytes
    vocabulary: bytes


def write_explorer(answers: Answers, folder: Path, graph: GraphFiles | None = None) -> Path:
    """Write ``explorer.html`` and return its path.

    Args:
        answers: for each page query (``queries/pages``) its columns and rows of text.
        folder: folder that receives the file; made where it is missing.
        graph: what the page answers queries from; None leaves it and the engine out.

    Raises:
        QueryError: an answer the page needs is missing or has other columns.
        StrategyGraphError: the engine that npm installed cannot be used.
    """
    html = _render(answers, graph)
    target = folder / "explorer.html"
    folder.mkdir(parents=True, exist_ok=True)
    target.write_text(html, encoding="utf-8", newline="\n")
    return target


def _render(answers: Answers, graph: GraphFiles | None) -> str:
    """Return the page as text: the same text for the same answers."""
    from markupsafe import Markup

    data = page_data(answers)
    gaps = gap_part(answers, data)
    data["places"] += gaps.places
    shown = projections(answers, data["items"])
    network = projection_network(shown)
    network.set_template_dir(str(ASSETS), "template.html")
    vis, ours, looks, words = _vis_network(), script(), style(), texts()
    boot = fit_for_a_tag((ASSETS / "boot.js").read_text(encoding="utf-8"))
    parts = {
        "data": packed_json(_packed_links(data)),
        "gaps": packed_json(gaps.kinds),
        "library": packed_json(library_part(answers, data)),
        "script": packed(ours.encode("utf-8")),
        "texts": packed_json(words),
        "vis": packed(vis.encode("utf-8")),
        **_engine_parts(graph),
    }
    environment = network.templateEnv
    environment.autoescape = True
    environment.policies["json.dumps_kwargs"] = {
        "ensure_ascii": False, "separators": (",", ":"), "sort_keys": True,
    }  # fmt: skip
    environment.filters.update(fromjson=json.loads, packed=packed_json)
    environment.globals.update(
        boot=Markup(boot),  # noqa: S704 - our own file
        csp=_policy([boot, ours, vis], [looks], engine="engineWasm" in parts),
        page={
            "boxes": place_boxes(data, actors_by_load(link_graph(data))),
            "frames": frames(shown),
            "licences": _licences(graph),
        },
        parts=parts,
        style=Markup(looks),  # noqa: S704 - our own files
        texts=words,
    )
    html: str = network.generate_html(notebook=False)
    return html.replace("\r\n", "\n").rstrip() + "\n"


def _vis_network() -> str:
    """Return the vis-network script of the installed pyvis package."""
    import pyvis

    text = (Path(pyvis.__file__).parent / _VIS).read_text(encoding="utf-8")
    return fit_for_a_tag(re.sub(r"^//# sourceMappingURL=.*$", "", text, flags=re.M).strip())


def _engine_parts(graph: GraphFiles | None) -> dict[str, str]:
    """Return the graph and, where npm has installed it, the engine that asks it."""
    if graph is None:
        return {}
    parts = {"turtle": packed(graph.turtle), "vocabulary": packed(graph.vocabulary)}
    engine = find_engine()
    if engine:
        parts["engineWorker"] = packed(engine.worker.encode("utf-8"))
        parts["engineWasm"] = packed(engine.wasm)
    return parts


def _licences(graph: GraphFiles | None) -> dict[str, list[dict[str, str]]]:
    """Return what the page carries of others' work, by where it is."""
    engine = graph is not None and find_engine() is not None
    return {
        place: [vars(entry) for entry in entries]
        for place, entries in read_licences().items()
        if place == "page" or engine
    }


def _packed_links(data: dict[str, Any]) -> dict[str, Any]:
    """Return ``data`` with each link as a short list; scripts make it an object again."""
    place = {item["id"]: index for index, item in enumerate(data["items"])}
    links = []
    for link in data["links"]:
        row = [
            place[link["source"]], link["relation"], place[link["target"]], link["place"],
            link.get("certainty", ""), link.get("reading", ""), link.get("code", ""),
            link.get("resolution", ""), link.get("reason", ""), link.get("section", ""),
        ]  # fmt: skip
        while row[-1] == "":
            row.pop()
        links.append(row)
    return {**data, "links": links}


def _policy(scripts: list[str], styles: list[str], *, engine: bool) -> str:
    """Return the content security policy: only the scripts and styles of this page, no network.

    Only a page with the engine may compile it and start its worker.
    """
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src {_hashes(scripts)}" + (" 'wasm-unsafe-eval'" if engine else ""),
            f"style-src {_hashes(styles)}",
            "img-src data: blob:",
            "worker-src blob:" if engine else "worker-src 'none'",
            "connect-src 'none'",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )


def _hashes(texts: list[str]) -> str:
    """Return the SHA-256 sources of inline ``texts``."""
    return " ".join(
        f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
        for text in texts
    )
