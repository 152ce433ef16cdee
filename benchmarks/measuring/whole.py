"""One strategy from its tables to its pages, every query of the library asked on the way.

Usage: python benchmarks/measuring/whole.py BUILD [TABLES]
"""

from __future__ import annotations

import sys
from pathlib import Path

from graph_tools.commands.build import write_graph
from graph_tools.commands.explorer_answers import explorer_answers
from graph_tools.commands.pipeline import Steps, checked_dataset
from graph_tools.project import find_project
from graph_tools.queries import answer_from, read_all
from graph_tools.render.explorer import GraphFiles, write_explorer


def main(build: str, tables: str = "") -> int:
    """Build the graph, ask the library, write the page; return 0."""
    project = find_project(tables or None, build)
    with Steps(3, "en") as steps:
        dataset, findings = checked_dataset(project, steps)
    if dataset is None or findings:
        print(findings)
        return 1
    written = write_graph(project, dataset, project.build)
    for question in read_all(project.queries):
        if question.group != "portfolio":
            answer_from(written.engine, question)
    folder = Path(build)
    files = GraphFiles((folder / "graph.ttl").read_bytes(), (folder / "vocabulary.nt").read_bytes())
    answers = explorer_answers(written.engine, project.queries, written.single_points)
    write_explorer(answers, folder, files)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:3]))
