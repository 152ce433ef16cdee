"""``build``: tables → graph → validation → files and pages; all or nothing."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from graph_tools.answers import GAP_COLUMNS
from graph_tools.commands.pipeline import Steps, checked_dataset, print_findings
from graph_tools.errors import Text
from graph_tools.project import Project, find_project, staged

if TYPE_CHECKING:
    from pyoxigraph import Store

    from graph_tools.answers import Answers
    from graph_tools.graph import Dataset

__all__ = ["build", "explorer_answers", "run", "write_graph"]


def run(options: argparse.Namespace) -> int:
    """Build the graph and, unless told otherwise, the pages."""
    return build(
        find_project(options.data, options.build), options.lang, pages=not options.no_pages
    )


def build(project: Project, lang: str, *, pages: bool) -> int:
    """Build ``project``; return 0, or 1 with the findings printed and the last build untouched."""
    with Steps(5 if pages else 4, lang) as steps:
        dataset, findings = checked_dataset(project, steps)
        if dataset is not None and not findings:
            with staged(project.build) as staging:
                files, page = _write(project, dataset, staging, pages=pages)
            said = ", ".join(files)
            steps.done("files", Text(said, said))
            if page:
                path = project.build / page
                size = f"{path.stat().st_size / 1e6:.2f}"
                steps.done("pages", Text(
                    f"{path} ({size.replace('.', ',')} MB)", f"{path} ({size} MB)"
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


def write_graph(project: Project, dataset: Dataset, folder: Path) -> tuple[list[str], Store]:
    """Write the graph and what the network analysis finds in it.

    Returns:
        The names of the files, and the store with what was written.
    """
    from graph_tools.commands.gaps import SINGLE_POINTS
    from graph_tools.commands.network import single_points
    from graph_tools.graph import write_dataset
    from graph_tools.queries import load_store
    from graph_tools.render.rows import write_csv

    files = [path.name for path in write_dataset(dataset, folder)]
    store = load_store(folder / project.nquads.name)
    with (folder / SINGLE_POINTS).open("w", encoding="utf-8", newline="") as out:
        write_csv(GAP_COLUMNS, single_points(store, project.queries), out)
    return [*files, SINGLE_POINTS], store


def explorer_answers(store: Store, queries: Path) -> Answers:
    """Return what the explorer shows: the answers of its page queries and the gaps of goals."""
    from graph_tools.queries import answer_from, read_library
    from graph_tools.queries.gaps import read_gaps, read_kinds

    answers: dict[str, tuple[Sequence[str], Sequence[Sequence[str]]]] = {}
    for question in read_library(queries / "pages" / "explorer"):
        answer = answer_from(store, question)
        answers[question.name] = (answer.columns, answer.rows)
    kinds = [
        kind
        for kind in read_kinds(store, queries)
        if kind.about["item"] == "goal" and kind.about.get("partner") != "strategic-measure"
    ]
    gaps = read_gaps(store, kinds, {}, lambda: ())
    answers["gaps"] = (GAP_COLUMNS, [gap.row for gap in gaps])
    return answers


def _write(
    project: Project, dataset: Dataset, folder: Path, *, pages: bool
) -> tuple[list[str], str]:
    """Write all of a build into ``folder``; return the names of the files and of the page."""
    files, store = write_graph(project, dataset, folder)
    if not pages:
        return files, ""

    from graph_tools.render.explorer import write_explorer

    return files, write_explorer(explorer_answers(store, project.queries), folder).name
