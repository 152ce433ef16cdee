"""Graphs of N invented strategies: some built as ``build`` does, the rest copies of them."""

from __future__ import annotations

import contextlib
import io
from pathlib import Path

from graph_tools.commands.pipeline import Steps, checked_dataset
from graph_tools.graph import Dataset, write_dataset
from graph_tools.project import LAST_LINE, Project, find_project

__all__ = ["DISTINCT", "dataset_of", "project_of", "tables_of", "write_graphs"]

DISTINCT = 24
"""So many strategies are really built; a portfolio of more holds copies under other names."""


def tables_of(folder: Path, count: int, seed: int) -> list[Path]:
    """Return the folders of tables of so many strategies, written where they are missing."""
    from generator import write_portfolio

    target = folder / f"tables-{count}-{seed}"
    if not (target / "known.json").is_file():
        target.mkdir(parents=True, exist_ok=True)
        return write_portfolio(target, seed, count)
    return sorted(path for path in target.iterdir() if path.is_dir())


def project_of(tables: Path, build: Path) -> Project:
    """Return the folders to build one strategy with."""
    return find_project(str(tables), str(build))


def dataset_of(project: Project) -> Dataset:
    """Return the checked dataset of a project.

    Raises:
        ValueError: the tables have findings, which those invented never have.
    """
    with contextlib.redirect_stderr(io.StringIO()), Steps(3, "en") as steps:
        dataset, findings = checked_dataset(project, steps)
    if dataset is None or findings:
        raise ValueError(f"{project.tables}: {findings[:3]}")
    return dataset


def write_graphs(folder: Path, count: int, distinct: int, seed: int) -> Path:
    """Write ``graph.nq`` of a portfolio and ``vocabulary.nt``; return the folder they are in.

    Args:
        folder: where portfolios are kept; one that is whole is not made again.
        count: how many strategies.
        distinct: how many of them are really built; the others are copies under other names,
            which refer to copies where the first ones refer to one another.
        seed: of the portfolio.
    """
    distinct = min(count, distinct)
    target = folder / f"graphs-{count}-{seed}"
    whole = target / "graph.nq"
    if whole.is_file() and _is_whole(whole):
        return target
    target.mkdir(parents=True, exist_ok=True)
    built = [
        _built(project_of(tables, folder / "built" / f"{distinct}-{seed}" / tables.name))
        for tables in tables_of(folder, distinct, seed)
    ]
    names = [path.name.encode() for path in built]
    texts = [(path / "graph.nq").read_bytes().removesuffix(LAST_LINE) for path in built]
    named = [[name for name in names if b"/id/" + name + b"/" in text] for text in texts]
    with whole.open("wb") as out:
        for number in range(count):
            round_, place = divmod(number, distinct)
            out.write(_renamed(texts[place], named[place], round_))
        out.write(LAST_LINE)
    (target / "vocabulary.nt").write_bytes((built[0] / "vocabulary.nt").read_bytes())
    return target


def _built(project: Project) -> Path:
    """Return the folder with the graph of a project, built where it is missing."""
    if not project.nquads.is_file() or not _is_whole(project.nquads):
        write_dataset(dataset_of(project), project.build)
    return project.build


def _is_whole(path: Path) -> bool:
    """Return whether a file ends as a build ends it."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - len(LAST_LINE)))
        return file.read() == LAST_LINE


def _renamed(text: bytes, names: list[bytes], round_: int) -> bytes:
    """Return ``text`` with every strategy renamed as the copy of that number."""
    if not round_:
        return text
    mark = f"-copy-{round_}".encode()
    for name in names:
        text = text.replace(b"/id/" + name + b"/", b"/id/" + name + mark + b"/")
        for end in (b">", b"/"):
            text = text.replace(b"/id/graph/" + name + end, b"/id/graph/" + name + mark + end)
    return text
