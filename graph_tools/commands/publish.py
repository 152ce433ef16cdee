"""``publish``: put a built strategy on a SPARQL server in place of the one that is there."""

from __future__ import annotations

import argparse
from pathlib import Path

from graph_tools.commands.pipeline import Steps
from graph_tools.errors import Text, UsageError, nearest_first
from graph_tools.project import Project, find_project

__all__ = ["run"]


def run(options: argparse.Namespace) -> int:
    """Publish the built strategy; nothing else on the server changes."""
    from graph_tools.queries.publishing import Server, publish, read_built

    project = find_project(None, options.build)
    server = Server(options.endpoint, options.update_endpoint, options.timeout)
    built = read_built(_nquads(project, options.strategy))
    with Steps(1, options.lang) as steps:
        changed = publish(
            built, server,
            lambda requests: steps.done("upload", Text(
                f"{built.count} trojic, {requests} požadavků",
                f"{built.count} triples, {requests} requests",
            )),
        )  # fmt: skip
    said = Text(
        f"Strategie {built.name} je vystavena na {server.where} (trojic: {built.count}, "
        f"grafů: {len(built.graphs)}).",
        f"The strategy {built.name} is published at {server.where} (triples: {built.count}, "
        f"graphs: {len(built.graphs)}).",
    ) if changed else Text(
        f"Strategie {built.name} už na {server.where} stejná je, nic se nezměnilo.",
        f"The strategy {built.name} is the same at {server.where} already, nothing was changed.",
    )  # fmt: skip
    print(said.to(options.lang))
    return 0


def _nquads(project: Project, wanted: str | None) -> Path:
    """Return the built graph of the strategy that is meant.

    Raises:
        UsageError: several are built and none is chosen, or not the one chosen.
    """
    folder = project.build / "strategies"
    several = {path.parent.name: path for path in sorted(folder.glob("*/graph.nq"))}
    if wanted in several:
        return several[wanted]
    if wanted is None and (project.nquads.is_file() or not several):
        return project.nquads
    if wanted is None and len(several) == 1:
        return next(iter(several.values()))
    listed = ", ".join(nearest_first(wanted or "", several)) or "–"
    if wanted is None:
        raise UsageError(Text(
            f"Sestavených strategií je víc, vyberte jednu: --strategy NÁZEV. Jsou tu: {listed}.",
            f"Several strategies are built, choose one: --strategy NAME. There are: {listed}.",
        ))  # fmt: skip
    raise UsageError(Text(
        f"Strategie „{wanted}“ v {folder} sestavena není. Nejbližší první: {listed}.",
        f"The strategy '{wanted}' is not built in {folder}. Nearest first: {listed}.",
    ))  # fmt: skip
