"""``explore``: build the graph and its page, and open the page."""

from __future__ import annotations

import argparse
import sys

from graph_tools.commands.build import build
from graph_tools.errors import Text
from graph_tools.project import find_project

__all__ = ["run"]


def run(options: argparse.Namespace) -> int:
    """Build, say where the page is, and open it where a person sits at a terminal."""
    project = find_project(options.data, options.build)
    code = build(project, options.lang, pages=True, lite=options.lite)
    if code:
        return code
    page = (project.build / "explorer.html").resolve()
    wanted = sys.stdout.isatty() if options.open is None else options.open
    opened = False
    if wanted:
        import webbrowser

        opened = webbrowser.open(page.as_uri())
    said = (
        Text(f"Stránka je otevřena: {page}", f"The page is open: {page}")
        if opened
        else Text(f"Otevřete v prohlížeči: {page}", f"Open in a browser: {page}")
    )
    print(said.to(options.lang))
    return 0
