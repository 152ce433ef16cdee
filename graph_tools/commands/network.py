"""``network``: the network of measures, actors and goals, one view at a time."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from graph_tools.commands.asking import open_engine
from graph_tools.errors import Text, UsageError
from graph_tools.network import QUERIES, Links, Network, read_network, single_point_rows
from graph_tools.network.names import actor_named
from graph_tools.network.table import Table
from graph_tools.project import find_project, staged
from graph_tools.queries import answer_from, find_page
from graph_tools.render.rows import print_rows, write_csv

if TYPE_CHECKING:
    from graph_tools.queries import Engine

__all__ = ["network_of", "run", "single_points"]

_NAMES: Mapping[str, tuple[int, Text]] = {
    "leave": (1, Text("jméno aktéra, např. network leave OSV",
                      "the name of an actor, such as network leave OSV")),
    "meet": (2, Text("jména dvou aktérů, např. network meet OSV OZ",
                     "the names of two actors, such as network meet OSV OZ")),
    "export": (1, Text("složku, např. network export site",
                       "a folder, such as network export site")),
}  # fmt: skip


def run(options: argparse.Namespace) -> int:
    """Print one view; in words as a table, in stable names and codes as CSV and JSON."""
    _check_names(options.view, options.names)
    project = find_project(None, options.build)
    network = network_of(open_engine(options, project), project.queries)
    links = network.at(options.reading or "default", groups=options.groups)
    table = _table(options, network, links)
    form = options.format or ("table" if sys.stdout.isatty() else "csv")
    people = form in {"table", "md"}
    columns, rows = (table.for_people if people else table.for_programs)(options.lang)
    print_rows(columns, rows, form, options.lang, title=table.title.to(options.lang))
    for note in table.notes:
        said = note.to(options.lang)
        print(f"\n{said}" if people else said, file=sys.stdout if people else sys.stderr)
    return 0


def network_of(engine: Engine, queries: Path) -> Network:
    """Return the network of a loaded graph.

    Args:
        engine: a built graph.
        queries: folder of the query library.
    """
    answers = {}
    for name in QUERIES:
        answer = answer_from(engine, find_page(queries, name))
        answers[name] = (answer.columns, answer.rows)
    return read_network(answers)


def single_points(engine: Engine, queries: Path, *, groups: bool = False) -> list[tuple[str, ...]]:
    """Return the rows of the gap ``single-point``, with the columns of every gap."""
    return single_point_rows(network_of(engine, queries), groups=groups)


def _check_names(view: str, names: list[str]) -> None:
    """Raise where ``view`` takes another number of names."""
    if not all(name.strip() for name in names):
        raise UsageError(Text("Jméno nebo složka nesmí být prázdné.",
                              "A name or folder must not be empty."))  # fmt: skip
    if view == "seats":  # any number of actors who do not come
        return
    count, what = _NAMES.get(view, (0, Text("žádné jméno", "no name")))
    if len(names) != count:
        given = len(names)
        raise UsageError(Text(
            f"Pohled {view} čeká {what.cs}; zadaných jmen: {given}.",
            f"The view {view} expects {what.en}; names given: {given}.",
        ))  # fmt: skip


def _table(options: argparse.Namespace, network: Network, links: Links) -> Table:
    """Return the view's table."""
    from graph_tools.network import gap_views, overview, scenario_views, views

    plain: Mapping[str, Callable[[Links], Table]] = {
        "summary": overview.summary,
        "actors": views.actors,
        "ties": views.ties,
        "goals": views.goals,
        "communities": views.communities_view,
        "responsibility": views.responsibility,
        "missing-ties": gap_views.missing,
    }
    if options.view in plain:
        return plain[options.view](links)
    if options.view == "single-points":
        return gap_views.single_points(network, options.reading or "any", groups=options.groups)
    if options.view == "export":
        return _export(links, Path(options.names[0]))
    actors = [actor_named(links, name) for name in options.names]
    if options.view == "seats":
        return scenario_views.seats_view(links, actors)
    if options.view == "leave":
        return scenario_views.leave(links, actors[0])
    if actors[0] == actors[1]:
        name = network.code(actors[0])
        raise UsageError(Text(
            f"Obě jména znamenají téhož aktéra ({name}); zadejte dva různé.",
            f"Both names mean the same actor ({name}); give two different ones.",
        ))  # fmt: skip
    return scenario_views.meet(links, actors[0], actors[1])


def _export(links: Links, folder: Path) -> Table:
    """Write all graphs and lists of edges into ``folder``, all or none; return what was written."""
    from graph_tools.network.export import EDGE_COLUMNS, edge_rows, graph_files
    from graph_tools.network.views import groups_note

    rows = []
    with staged(folder) as staging:
        for name, content in graph_files(links).items():
            (staging / name).write_bytes(content)
            rows.append((name, len(content)))
        for name, edges in edge_rows(links).items():
            with (staging / name).open("w", encoding="utf-8", newline="") as out:
                write_csv(EDGE_COLUMNS, edges, out)
            rows.append((name, (staging / name).stat().st_size))
    return Table(
        Text(f"Do složky {folder} je zapsáno", f"Written into the folder {folder}"),
        {"file": Text("soubor", "file"), "bytes": Text("bajtů", "bytes")},
        sorted(rows),
        groups_note(links),
    )
