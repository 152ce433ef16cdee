"""One strategy of many: built in a process of its own, whole or not at all.

Beside its files lies ``built.json``, written last and taken away first: it says of what the files
were made, and that they are all there.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import parent_process
from pathlib import Path

from graph_tools.commands.pipeline import Quiet, checked_dataset
from graph_tools.errors import Finding, StrategyGraphError, Text, unexpected
from graph_tools.project import Project, staged, write_whole

__all__ = ["Built", "Outcome", "Task", "build_strategy", "read_built"]

_MARK = "built.json"
_PAGE = "explorer.html"


@dataclass(frozen=True)
class Task:
    """A strategy to build.

    Attributes:
        name: name of its folder of tables.
        project: its tables and the folder of its build.
        pages: ``full`` and the fingerprint of the engine in the page, ``lite`` or ``none``.
        inputs: fingerprint of all it is made of.
    """

    name: str
    project: Project
    pages: str
    inputs: str


@dataclass(frozen=True)
class Outcome:
    """What came of a task: ``said`` in a line, the findings, or why it could not be read."""

    name: str
    said: Text
    findings: list[Finding]
    fault: bool = False


@dataclass(frozen=True)
class Built:
    """What ``built.json`` says: fingerprint of the inputs, pages, digests of what was made."""

    inputs: str
    pages: str
    graph: str
    vocabulary: str
    files: tuple[str, ...]


def read_built(folder: Path) -> Built | None:
    """Return what the build in ``folder`` was made of; None where it is not whole."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        kept = json.loads((folder / _MARK).read_text(encoding="utf-8"))
        built = Built(
            str(kept["inputs"]), str(kept["pages"]), str(kept["graph"]),
            str(kept["vocabulary"]), tuple(map(str, kept["files"])),
        )  # fmt: skip
        if all((folder / name).is_file() for name in built.files):
            return built
    return None


def build_strategy(task: Task) -> Outcome:
    """Build one strategy; its last build stays where there are findings."""
    try:
        return _build(task)
    except StrategyGraphError as error:
        cs, en = error.message
    except Exception as error:  # the others must not suffer for this one
        if os.environ.get("STRATEGY_GRAPH_DEBUG"):
            raise
        cs, en = unexpected(error)
    return Outcome(task.name, Text(f"chyba: {cs}", f"error: {en}"), [], fault=True)


def _build(task: Task) -> Outcome:
    """Build one strategy (see ``build_strategy``)."""
    from graph_tools.commands.build import write_build

    dataset, findings = checked_dataset(task.project, Quiet())
    if dataset is None or findings:
        said = Text(f"nálezů {len(findings)}", f"{len(findings)} findings")
        return Outcome(task.name, said, findings)
    folder = task.project.build
    for left in folder.glob(".staged-*"):  # by a run that was killed
        shutil.rmtree(left, ignore_errors=True)
    with staged(folder) as staging:
        files, page = write_build(
            task.project, dataset, staging, pages=task.pages != "none", lite=task.pages == "lite"
        )
        made = [*files, *([page] if page else [])]
        mark = {
            "files": sorted(made),
            "graph": _digest(staging / "graph.nq"),
            "inputs": task.inputs,
            "pages": task.pages,
            "vocabulary": _digest(staging / "vocabulary.nt"),
        }
        _stop_if_orphaned()
        (folder / _MARK).unlink(missing_ok=True)
        if not page:  # one of an earlier build would show what no longer holds
            (folder / _PAGE).unlink(missing_ok=True)
    write_whole(folder / _MARK, json.dumps(mark, indent=1) + "\n")
    count = f"{len(dataset.quads)}"
    return Outcome(task.name, Text(f"{count} trojic", f"{count} triples"), [])


def _digest(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _stop_if_orphaned() -> None:
    """End this process where the one that began it was killed: another may build by now."""
    parent = parent_process()
    if parent is not None and not parent.is_alive():
        raise SystemExit(1)
