"""``path``: in words, how two items are connected, step by step, each step with its place."""

from __future__ import annotations

import argparse

from graph_tools.answers import READINGS
from graph_tools.commands.asking import open_engine
from graph_tools.commands.tell.path import Asked, paths_as_data, paths_told
from graph_tools.commands.tell.trace import printed_tree
from graph_tools.commands.tell.words import Words
from graph_tools.project import find_project
from graph_tools.queries.atlas import Atlas, read_atlas, read_names
from graph_tools.queries.lookup import find_anywhere
from graph_tools.queries.paths import Path, shortest_paths
from graph_tools.render.tree import as_json

__all__ = ["run"]


def run(options: argparse.Namespace) -> int:
    """Print the shortest paths between the two items asked for; exit code 0 with none, too."""
    project = find_project(None, options.build)
    engine = open_engine(options, project)
    atlas = read_atlas(engine, project.queries)
    names = read_names(engine, project.queries)
    start, end = (
        find_anywhere(atlas, text, names) for text in (getattr(options, "from"), options.to)
    )
    asked = Asked(start, end, options.reading or "default", options.groups)
    paths = _paths(atlas, asked)
    shown = paths[: options.limit] if options.limit else paths
    if options.format == "json":
        print(as_json(paths_as_data(atlas, asked, shown, len(paths))))
        return 0
    words = Words(atlas, options.lang)
    wider = [] if paths or start == end else _wider(atlas, asked)
    branch, notes = paths_told(words, asked, shown, len(paths), wider)
    print(printed_tree(branch, words, options.format, notes))
    return 0


def _paths(atlas: Atlas, asked: Asked) -> list[Path]:
    """Return all shortest paths between two different items."""
    if asked.start == asked.end:
        return []
    rank = READINGS[asked.reading]
    return shortest_paths(atlas, asked.start.id, asked.end.id, rank=rank, groups=asked.groups)


def _wider(atlas: Atlas, asked: Asked) -> list[str]:
    """Return the options of the command line that would connect the two items, the fewest first."""
    choices = [
        (asked._replace(reading="lenient"), "--reading lenient"),
        (asked._replace(groups=True), "--groups"),
        (asked._replace(reading="lenient", groups=True), "--reading lenient --groups"),
    ]
    for other, option in choices:
        if other != asked and _paths(atlas, other):
            return [option]
    return []
