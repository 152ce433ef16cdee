"""Put the explorer together: data, map, styles and scripts in one HTML file.

Takes the answers of the page queries; gives ``explorer.html``, which asks the network for
nothing. pyvis carries the map's nodes, edges and options into our own template and brings the
vis-network script along; everything else on the page is ours (``assets``).
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from pathlib import Path
from typing import Any

from graph_tools.answers import Answers
from graph_tools.render.explorer.content import page_data
from graph_tools.render.explorer.layout import place_boxes
from graph_tools.render.explorer.network import actors_by_load, link_graph, map_network

__all__ = ["write_explorer"]

_ASSETS = Path(__file__).resolve().parent / "assets"
_VIS = Path("templates/lib/vis-9.1.2/vis-network.min.js")


def write_explorer(answers: Answers, folder: Path) -> Path:
    """Write ``explorer.html`` and return its path.

    Args:
        answers: for each page query (``queries/pages``) its columns and rows of text.
        folder: folder that receives the file; made where it is missing.

    Raises:
        QueryError: an answer the page needs is missing or has other columns.
    """
    html = _render(page_data(answers))
    target = folder / "explorer.html"
    folder.mkdir(parents=True, exist_ok=True)
    target.write_text(html, encoding="utf-8", newline="\n")
    return target


def _render(data: dict[str, Any]) -> str:
    """Return the page as text: the same text for the same data."""
    from markupsafe import Markup

    graph = link_graph(data)
    boxes = place_boxes(data, actors_by_load(graph))
    network = map_network(graph, boxes)
    network.set_template_dir(str(_ASSETS), "template.html")
    environment = network.templateEnv
    environment.autoescape = True
    environment.policies["json.dumps_kwargs"] = {
        "ensure_ascii": False,
        "separators": (",", ":"),
        "sort_keys": True,
    }
    vis, script, style = _vis_network(), _joined("*.js"), _joined("*.css")
    environment.filters["fromjson"] = json.loads
    environment.globals.update(
        boxes=boxes,
        csp=_policy([vis, script], [style]),
        data=_packed(data),
        script=Markup(script),  # noqa: S704 - our own file
        style=Markup(style),  # noqa: S704 - our own file
        texts=_texts(),
        vis=Markup(vis),  # noqa: S704 - the file the pyvis package carries
    )
    html: str = network.generate_html(notebook=False)
    return html.replace("\r\n", "\n").rstrip() + "\n"


def _packed(data: dict[str, Any]) -> dict[str, Any]:
    """Return ``data`` with each link as a short list; scripts unpack it (``20-data.js``)."""
    place = {item["id"]: index for index, item in enumerate(data["items"])}
    links = []
    for link in data["links"]:
        row = [
            place[link["source"]], link["relation"], place[link["target"]], link["place"],
            link.get("certainty", ""), link.get("reading", ""), link.get("code", ""),
            link.get("resolution", ""), link.get("reason", ""),
        ]  # fmt: skip
        while row[-1] == "":
            row.pop()
        links.append(row)
    return {**data, "links": links}


def _joined(pattern: str) -> str:
    """Return our small modules as one text, in the order of their names."""
    paths = sorted(_ASSETS.glob(pattern))
    text = "\n".join(path.read_text(encoding="utf-8").strip() for path in paths)
    if pattern == "*.js":
        text = f'(function () {{\n"use strict";\n{text}\n}})();'
    return _fit_for_a_tag(text)


def _texts() -> dict[str, dict[str, str]]:
    """Return all words of the page by key, each in Czech and English."""
    texts: dict[str, dict[str, str]] = json.loads(
        (_ASSETS / "texts.json").read_text(encoding="utf-8")
    )
    return texts


def _vis_network() -> str:
    """Return the vis-network script of the installed pyvis package."""
    import pyvis

    text = (Path(pyvis.__file__).parent / _VIS).read_text(encoding="utf-8")
    return _fit_for_a_tag(re.sub(r"^//# sourceMappingURL=.*$", "", text, flags=re.M).strip())


def _fit_for_a_tag(text: str) -> str:
    """Return ``text`` as it may stand inside a script or style tag."""
    text = text.replace("\r\n", "\n")
    if re.search(r"</(script|style)|<!--", text, flags=re.I):
        raise ValueError("a script or style of the page would end its own tag")
    return text


def _policy(scripts: list[str], styles: list[str]) -> str:
    """Return the content security policy: only the scripts and styles of this page, no network."""
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src {_hashes(scripts)}",
            f"style-src {_hashes(styles)}",
            "img-src data:",
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
