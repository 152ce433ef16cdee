"""Draw a matplotlib figure as SVG that may stand inside our page.

The page's policy forbids style attributes and the page holds several pictures, so styles become
plain attributes and identifiers get the picture's name in front. Text stays text.
"""

from __future__ import annotations

import io
import re
import warnings
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["SETTINGS", "as_svg"]

SETTINGS: Any = {
    "axes.unicode_minus": False,
    "font.family": "DejaVu Sans",
    "font.size": 9,
    "hatch.linewidth": 0.7,
    "svg.fonttype": "none",
    "svg.hashsalt": "strategy-graph",
    "text.parse_math": False,
}
"""Settings of matplotlib under which figures must be made and drawn."""

_FONT = re.compile(r"(?:(?P<weight>bold|[1-9]00)\s+)?(?P<size>[\d.]+)px")
_LONG = re.compile(r"-?\d+\.\d{3,}")


def as_svg(figure: Figure, name: str, said: str) -> str:
    """Return ``figure`` as SVG without prolog, styles, comments or metadata.

    Args:
        figure: made under ``SETTINGS``.
        name: letters, digits and hyphens; no two pictures of a page may share it.
        said: what the picture shows, for people who do not see it.
    """
    out = io.StringIO()
    nothing = {"Date": None, "Creator": None}
    with warnings.catch_warnings():
        # Letters missing in matplotlib's own font are drawn by the reader's.
        warnings.filterwarnings("ignore", message="Glyph .* missing")
        figure.savefig(out, format="svg", metadata=nothing, transparent=True)
    root = ET.fromstring(out.getvalue())  # noqa: S314 - matplotlib has just written it
    for parent in list(root.iter()):
        for child in list(parent):
            if _local(child.tag) in {"metadata", "style"}:
                parent.remove(child)
    for element in root.iter():
        element.tag = _local(element.tag)
        _plain(element, name)
    for size in ("width", "height", "version"):
        root.attrib.pop(size, None)
    root.set("class", "chart")
    root.set("role", "img")
    root.set("aria-label", said)
    root.set("stroke-linejoin", "round")
    return re.sub(r"\s+", " ", ET.tostring(root, encoding="unicode")).replace("> <", "><")


def _local(tag: str) -> str:
    """Return a tag or attribute without its namespace."""
    return tag.rpartition("}")[2]


def _plain(element: ET.Element, name: str) -> None:
    """Turn the attributes of ``element`` into plain, short ones that are unique on the page."""
    found = dict(element.attrib)
    element.attrib.clear()
    for key, value in sorted((_local(key), value) for key, value in found.items()):
        if key == "style":
            for part in value.split(";"):
                prop, _, said = (text.strip() for text in part.partition(":"))
                _set_style(element, prop, said, name)
        elif key == "id":
            if element.tag != "g":  # nothing refers to groups
                element.set("id", f"{name}-{value}")
        elif key == "href":
            element.set("href", f"#{name}-{value.removeprefix('#')}")
        else:
            element.set(key, _referring(_short(value), name))


def _set_style(element: ET.Element, prop: str, said: str, name: str) -> None:
    """Set one property of a style as an attribute."""
    if prop == "font":
        font = _FONT.search(said)
        if font:
            element.set("font-size", font["size"])
            if font["weight"]:
                element.set("font-weight", font["weight"])
    elif prop == "font-size":
        element.set(prop, said.removesuffix("px"))
    elif prop and prop != "font-family":  # the page's own letters
        element.set(prop, _referring(_short(said), name))


def _short(value: str) -> str:
    """Return ``value`` with its numbers cut to two decimal places."""
    return _LONG.sub(lambda number: f"{float(number[0]):.2f}", value)


def _referring(value: str, name: str) -> str:
    """Return ``value`` with the references to identifiers under their new names."""
    return value.replace("url(#", f"url(#{name}-")
