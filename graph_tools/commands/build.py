"""``build``: tables → graph → validation → files and pages; all or nothing.

Folders named one by one are many strategies: see ``portfolio``.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from graph_tools.answers import GAP_COLUMNS
from graph_tools.commands.explorer_answers import explorer_answers
from graph_tools.commands.pipeline import Steps, checked_dataset, print_findings
from graph_tools.errors import Text, UsageError
from graph_tools.project import Project, find_project, staged

if TYPE_CHECKING:
    from graph_tools.graph import Dataset
    from graph_tools.queries import Engine

__all__ = ["Written", "build", "run", "write_build", "write_graph"]


def run(options: argparse.Namespace) -> int:
    """Build the graph and, unless told otherwise, the pages; of one strategy or of many."""
    project = find_project(options.data, options.build)
    if not options.folders:
        return build(project, options.lang, pages=not options.no_pages, lite=options.lite)
    if options.data is not None:
        raise UsageError(Text(
            "Zadejte buď --data pro jednu strategii, nebo složky více strategií, ne obojí.",
            "Give either --data for one strategy or the folders of several, not both.",
        ))  # fmt: skip
    from graph_tools.commands.portfolio import Wishes, build_portfolio

    pages = "none" if options.no_pages else "lite" if options.lite else "full"
    wishes = Wishes(pages, options.jobs, options.prune)
    return build_portfolio(project, options.folders, wishes, options.lang)


def build(project: Project, lang: str, *, pages: bool, lite: bool = False) -> int:
    """Build ``project``; return 0, or 1 with the findings printed and the last build untouched.

    Args:
        project: where everything is.
        lang: language of what is said.
        pages: make the explorer, too.
        lite: leave the graph and the engine that answers queries out of the explorer.
    """
    with Steps(5 if pages else 4, lang) as steps:
        dataset, findings = checked_dataset(project, steps)
        if dataset is not None and not findings:
            with staged(project.build) as staging:
                files, page = write_build(project, dataset, staging, pages=pages, lite=lite)
            said = ", ".join(files)
            steps.done("files", Text(said, said))
            if page:
                path = project.build / page
                size = f"{path.stat().st_size / 1e6:.2f}"
                without = Text("", "") if lite else _without_engine()
                steps.done("pages", Text(
                    f"{path} ({size.replace('.', ',')} MB{without.cs})",
                    f"{path} ({size} MB{without.en})",
                ))  # fmt: skip
    if findings:
        print_findings(findings, lang)
        said_text = Text(
            f"Nálezů: {len(findings)}. Nic nebylo zapsáno, předchozí sestavení zůstává.",
            f"{len(findings)} findings. Nothing was written, the previous build stays.",
        )
        print(said_text.to(lang), file=sys.stderr)
        return 1
    return 0


class Written(NamedTuple):
    """What was written of a graph.

    Attributes:
        files: names of the files.
        engine: what was written, loaded.
        single_points: gaps that the network analysis found, with the columns of every gap.
    """

    files: list[str]
    engine: Engine
    single_points: list[tuple[str, ...]]


def write_graph(project: Project, dataset: Dataset, folder: Path) -> Written:
    """Write the graph and what the network analysis finds in it."""
    from graph_tools.commands.gaps import SINGLE_POINTS
    from graph_tools.commands.network import single_points
    from graph_tools.graph import write_dataset
    from graph_tools.queries import load_store
    from graph_tools.render.rows import write_csv

    files = [path.name for path in write_dataset(dataset, folder)]
    engine = load_store(folder / project.nquads.name)
    points = single_points(engine, project.queries)
    with (folder / SINGLE_POINTS).open("w", encoding="utf-8", newline="") as out:
        write_csv(GAP_COLUMNS, points, out)
    return Written([*files, SINGLE_POINTS], engine, points)


def _without_engine() -> Text:
    """Return the remark on a page that cannot answer queries by itself; empty where it can."""
    from graph_tools.render.explorer.engine import find_engine

    if find_engine():
        return Text("", "")
    return Text(
        "; dotazy v ní nelze spouštět, chybí npm balíček oxigraph, viz README",
        "; queries cannot be run in it, the npm package oxigraph is missing, see README",
    )


def write_build(
    project: Project, dataset: Dataset, folder: Path, *, pages: bool, lite: bool
) -> tuple[list[str], str]:
    """Write all of a build into ``folder``; return the names of the files and of the page."""
    files, engine, single_points = write_graph(project, dataset, folder)
    if not pages:
        return files, ""

    from graph_tools.render.explorer import GraphFiles, write_explorer

    answers = explorer_answers(engine, project.queries, single_points)
    graph = None if lite else GraphFiles(
        (folder / "graph.ttl").read_bytes(), (folder / "vocabulary.nt").read_bytes()
    )  # fmt: skip
    return files, write_explorer(answers, folder, graph).name
