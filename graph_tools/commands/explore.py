"""``explore``: build the graph and its page, or make the page of a store or a server; open it."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from graph_tools.commands.asking import copied, is_built, open_engine
from graph_tools.commands.build import build
from graph_tools.errors import Text
from graph_tools.project import Project, find_project, staged

if TYPE_CHECKING:
    from graph_tools.queries.engines import OxigraphEngine
    from graph_tools.render.explorer import GraphFiles

__all__ = ["run"]


def run(options: argparse.Namespace) -> int:
    """Make the page, say where it is, and open it where a person sits at a terminal."""
    project = find_project(options.data, options.build)
    ours = is_built(options)
    plain = ours and options.engine == "oxigraph"
    if ours:
        code = build(project, options.lang, pages=plain, lite=options.lite)
        if code:
            return code
    if not plain:
        _write_page(options, project)
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


def _write_page(options: argparse.Namespace, project: Project) -> None:
    """Write the page of what the options choose; the strategy of a server is copied first."""
    from graph_tools.commands.explorer_answers import explorer_answers
    from graph_tools.queries.engines import RdflibEngine
    from graph_tools.render.explorer import GraphFiles, write_explorer

    engine = open_engine(options, project)
    if isinstance(engine, RdflibEngine):
        files = GraphFiles(
            (project.build / "graph.ttl").read_bytes(),
            project.nquads.with_name("vocabulary.nt").read_bytes(),
        )
        answers = explorer_answers(engine, project.queries)
    else:
        memory = copied(engine)
        files = _graph_files(memory)
        answers = explorer_answers(memory, project.queries)
    with staged(project.build) as staging:
        write_explorer(answers, staging, None if options.lite else files)


def _graph_files(engine: OxigraphEngine) -> GraphFiles:
    """Return the graph and the vocabulary in ``engine`` as a build writes them for the page."""
    from pyoxigraph import NamedNode

    from graph_tools.graph import as_ntriples, as_turtle
    from graph_tools.prefixes import VOCABULARY_GRAPH
    from graph_tools.render.explorer import GraphFiles

    quads = list(engine.store)
    words = NamedNode(VOCABULARY_GRAPH)
    return GraphFiles(
        as_turtle(quad.triple for quad in quads if quad.graph_name != words),
        as_ntriples(quad.triple for quad in quads if quad.graph_name == words),
    )
