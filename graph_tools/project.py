"""Where things lie: the ontology, data and queries of a clone or of the installed package."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from graph_tools.errors import Text, UsageError, nearest

__all__ = ["DEFAULT_STRATEGY", "Project", "find_project", "written_beside"]

DEFAULT_STRATEGY = "liberec-social-inclusion"
_PACKAGE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Project:
    """Folders of one run.

    Attributes:
        root: folder that holds ``ontology``, ``queries`` and ``data``.
        tables: folder of the strategy's CSV tables and their ``csv-metadata.json``.
        build: folder that receives everything generated.
    """

    root: Path
    tables: Path
    build: Path

    @property
    def ontology(self) -> list[Path]:
        """The ontology and its vocabularies, sorted by name."""
        return sorted((self.root / "ontology").glob("*.ttl"))

    @property
    def shapes(self) -> list[Path]:
        """The shapes, one file a class, sorted by name."""
        return sorted((self.root / "ontology" / "shapes").glob("*.ttl"))

    @property
    def queries(self) -> Path:
        """Folder of the query library."""
        return self.root / "queries"

    @property
    def nquads(self) -> Path:
        """The built graph that answers queries."""
        return self.build / "graph.nq"


def find_project(data: str | None = None, build: str | None = None) -> Project:
    """Return the folders to work with.

    Args:
        data: folder of tables, or the name of a strategy that ships with the package;
            None means the Liberec strategy.
        build: folder for what is generated; None means ``build`` in the current folder.

    Raises:
        UsageError: there is no such folder and no such strategy.
    """
    clone = _PACKAGE.parent
    root = clone if (clone / "ontology").is_dir() else _PACKAGE / "bundled"
    name = data or DEFAULT_STRATEGY
    tables = Path(name)
    if not tables.is_dir():
        tables = root / "data" / name
    if not tables.is_dir():
        known = sorted(path.name for path in (root / "data").iterdir() if path.is_dir())
        guess = nearest(name, known) or known[0]
        raise UsageError(
            Text(
                f"Složka ani strategie „{name}“ neexistuje. Nejbližší známá: {guess}.",
                f"There is no folder and no strategy '{name}'. Nearest known: {guess}.",
            )
        )
    return Project(root=root, tables=tables, build=Path(build or "build"))


@contextmanager
def written_beside(target: Path) -> Iterator[Path]:
    """Give a path beside ``target`` to write to; rename it over ``target`` on success.

    A reader sees either the old file or the whole new one, and a failed run leaves nothing.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    os.close(handle)
    beside = Path(name)
    try:
        yield beside
        beside.chmod(0o644)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
