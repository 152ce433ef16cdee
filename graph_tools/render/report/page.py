"""Put the report together in HTML: one offline file for the screen and for A4, both languages."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from graph_tools.render.report.blocks import Section

__all__ = ["Report", "as_html"]

_ASSETS = Path(__file__).resolve().parent / "assets"


@dataclass(frozen=True)
class Report:
    """A report in one language.

    Attributes:
        lang: ``cs`` or ``en``.
        title: its title.
        about: strategy, plan, day, version: one line each.
        sections: what it tells.
        contents: the word above the table of contents.
    """

    lang: str
    title: str
    about: Sequence[str]
    sections: Sequence[Section]
    contents: str


def as_html(reports: Sequence[Report]) -> str:
    """Return the page with ``reports`` in it, the first one shown."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=FileSystemLoader(_ASSETS),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    # The pictures are our own SVG, in which matplotlib and the XML writer escape all data.
    environment.filters["picture"] = Markup
    environment.filters["kind"] = lambda block: type(block).__name__
    widths = "".join(f".w{width}{{width:{width}%}}" for width in range(5, 101))
    script, style = _asset("report.js"), f"{_asset('report.css')}\n{widths}"
    text = environment.get_template("template.html").render(
        csp=_policy(script, style),
        reports=reports,
        script=Markup(script),  # noqa: S704 - our own file
        style=Markup(style),  # noqa: S704 - our own file
    )
    return text.replace("\r\n", "\n").rstrip() + "\n"


def _asset(name: str) -> str:
    """Return one of our scripts or styles, fit to stand inside its tag."""
    text = (_ASSETS / name).read_text(encoding="utf-8").replace("\r\n", "\n").strip()
    if re.search(r"</(script|style)|<!--", text, flags=re.I):
        raise ValueError(f"{name} would end its own tag")
    return text


def _policy(script: str, style: str) -> str:
    """Return the content security policy: our script and style, nothing from anywhere."""
    return "; ".join([
        "default-src 'none'",
        f"script-src {_hash(script)}",
        f"style-src {_hash(style)}",
        "base-uri 'none'",
        "form-action 'none'",
    ])  # fmt: skip


def _hash(text: str) -> str:
    """Return the SHA-256 source of an inline text."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
