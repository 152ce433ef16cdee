"""``trace``: the whole way of an item, from goal to actors, with readings, facts and places."""

from __future__ import annotations

import argparse

from graph_tools.answers import READINGS
from graph_tools.commands.asking import open_engine
from graph_tools.commands.tell.data import node_as_data
from graph_tools.commands.tell.trace import printed_tree, told
from graph_tools.commands.tell.words import READING_NOTES, Words
from graph_tools.errors import Text, UsageError, nearest_first
from graph_tools.project import find_project
from graph_tools.queries.atlas import read_atlas, read_names
from graph_tools.queries.lookup import KINDS, find_anywhere, find_items
from graph_tools.queries.trace import trace
from graph_tools.render.tree import as_json

__all__ = ["run"]


def run(options: argparse.Namespace) -> int:
    """Print the tree of the item asked for; where no reading is chosen, all links are shown."""
    project = find_project(None, options.build)
    engine = open_engine(options, project)
    atlas = read_atlas(engine, project.queries)
    alone = options.code is None
    names = read_names(engine, project.queries) if alone or options.kind == "actor" else {}
    if alone:
        items = [find_anywhere(atlas, options.kind, names)]
    else:
        _check_kind(options.kind)
        items = find_items(atlas, options.kind, options.code, names)
    reading = options.reading or "lenient"
    root = trace(atlas, items, READINGS[reading])
    if options.format == "json":
        print(as_json({"reading": reading, **node_as_data(atlas, root)}))
        return 0
    words = Words(atlas, options.lang)
    branch = told(root, words, READINGS[reading])
    notes = [READING_NOTES[READINGS[reading]].to(options.lang)]
    print(printed_tree(branch, words, options.format, notes))
    return 0


def _check_kind(kind: str) -> None:
    """Raise for a kind of item that does not exist, naming the nearest first."""
    if kind in KINDS:
        return
    listed = ", ".join(nearest_first(kind, KINDS))
    raise UsageError(Text(
        f"Druh položky „{kind}“ neexistuje. Nejbližší první: {listed}.",
        f"There is no kind of item '{kind}'. Nearest first: {listed}.",
    ))  # fmt: skip
