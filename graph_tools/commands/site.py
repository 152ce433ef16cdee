"""``site``: a static site with a page for every item, the explorer, the report and the data."""

from __future__ import annotations

import argparse
import json
import re
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from graph_tools.commands.explorer_answers import explorer_answers
from graph_tools.commands.gaps import built_single_points
from graph_tools.commands.report import gap_answers
from graph_tools.errors import NotBuiltError, Text, UsageError
from graph_tools.project import Project, find_project
from graph_tools.queries import answer_from, find_page, load_store

if TYPE_CHECKING:
    from graph_tools.answers import Answers
    from graph_tools.queries.engines import Engine, OxigraphEngine
    from graph_tools.render.site import Source

__all__ = ["base_url", "run"]

_Table = tuple[Sequence[str], Sequence[Sequence[str]]]

_GRAPH = ("graph.ttl", "graph.jsonld", "graph.nq")
_ADDRESS = re.compile(r"https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[A-Za-z0-9._~/%-]*)?")


def run(options: argparse.Namespace) -> int:
    """Write the site of the built graph into a folder of its own."""
    project = find_project(options.data, options.build)
    base = base_url(options.base_url)
    engine = load_store(project.nquads)
    for name in _GRAPH:
        if not (project.build / name).is_file():
            raise NotBuiltError(Text(
                f"V sestaveném grafu chybí {project.build / name}. Spusťte: strategy-graph build",
                f"The built graph lacks {project.build / name}. Run: strategy-graph build",
            ))  # fmt: skip

    from graph_tools.render.explorer import GraphFiles, write_explorer
    from graph_tools.render.report import COLUMNS, write_report
    from graph_tools.render.site import check, replaced, write_site

    folder, kept = Path(options.folder), (project.build, project.tables, project.root)
    check(folder, kept)
    shown = explorer_answers(engine, project.queries, built_single_points(project))
    told = _answers(engine, project, COLUMNS)
    gaps = gap_answers(project, engine, shown["gaps"][1])
    source = _source(engine, project, {**told, **shown}, base)
    graph = GraphFiles(
        (project.build / "graph.ttl").read_bytes(), (project.build / "vocabulary.nt").read_bytes()
    )  # fmt: skip
    with replaced(folder, kept) as new:
        for name in _GRAPH:
            shutil.copyfile(project.build / name, new / name)
        write_explorer(shown, new, graph)
        write_report(told, gaps, new, as_of=None, lang="cs")
        pages = write_site(source, new)
    said = Text(
        f"{folder / 'index.html'} (položek se stránkou: {pages})",
        f"{folder / 'index.html'} (items with a page: {pages})",
    )
    print(said.to(options.lang))
    return 0


def base_url(address: str | None) -> str:
    """Return the address of the site with a slash at its end; empty where none is given."""
    if address is None:
        return ""
    if not _ADDRESS.fullmatch(address) or ".." in address:
        raise UsageError(Text(
            f"--base-url: „{address}“ není adresa webu; povolený tvar je "
            "https://www.kraj.example/strategie/",
            f"--base-url: '{address}' is not the address of a site; the allowed form is "
            "https://www.region.example/strategy/",
        ))  # fmt: skip
    return address.rstrip("/") + "/"


def _answers(engine: Engine, project: Project, names: Iterable[str]) -> dict[str, _Table]:
    """Return the answers of page queries by name."""
    found: dict[str, _Table] = {}
    for name in names:
        answer = answer_from(engine, find_page(project.queries, name))
        found[name] = (answer.columns, answer.rows)
    return found


def _source(
    engine: OxigraphEngine,
    project: Project,
    answers: Answers,
    base: str,
) -> Source:
    """Return all the site is made of."""
    from graph_tools.render.site import QUERIES, Source

    return Source(
        answers={**answers, **_answers(engine, project, QUERIES)},
        quads=list(engine.store),
        licence=_licence(project),
        base=base,
    )  # fmt: skip


def _licence(project: Project) -> tuple[str, str]:
    """Return the end of the name of the tables' graph and the licence their description gives.

    The name tells whether the built graph was made of these tables, and not of others.
    """
    described = json.loads((project.tables / "csv-metadata.json").read_text(encoding="utf-8"))
    licence = described.get("dc:license")
    return quote(project.tables.resolve().name, safe=""), licence if _is_link(licence) else ""


def _is_link(value: object) -> bool:
    """Return whether ``value`` is an address that a page may link."""
    return isinstance(value, str) and _ADDRESS.fullmatch(value) is not None
