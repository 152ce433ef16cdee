"""``build``: tables → graph → validation → files and pages; all or nothing."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from graph_tools.commands.pipeline import Steps, checked_dataset, print_findings
from graph_tools.errors import Text
from graph_tools.project import Project, find_project, staged

if TYPE_CHECKING:
    from graph_tools.graph import Dataset

__all__ = ["build", "run"]


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


def _write(
    project: Project, dataset: Dataset, folder: Path, *, pages: bool
) -> tuple[list[str], str]:
    """Write all of a build into ``folder``; return the names of the files and of the page."""
    from graph_tools.graph import write_dataset

    files = [path.name for path in write_dataset(dataset, folder)]
    if not pages:
        return files, ""

    from graph_tools.queries import answer_from, load_store, read_library
    from graph_tools.render.explorer import write_explorer

    store = load_store(folder / project.nquads.name)
    answers = {}
    for question in read_library(project.queries / "pages"):
        answer = answer_from(store, question)
        answers[question.name] = (answer.columns, answer.rows)
    return files, write_explorer(answers, folder).name
