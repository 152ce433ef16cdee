"""Where things lie: the ontology, data and queries of a clone or of the installed package."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from graph_tools.errors import StrategyGraphError, Text, UsageError, nearest

__all__ = [
    "DEFAULT_STRATEGY",
    "LAST_LINE",
    "Project",
    "find_project",
    "staged",
    "write_whole",
]

DEFAULT_STRATEGY = "liberec-social-inclusion"
LAST_LINE = b"# complete\n"
"""Last line of each file a built graph is read from: without it the file was cut short."""
_PACKAGE = Path(__file__).resolve().parent
_KEPT = ".kept"  # where a staging folder keeps the files of the last build until the new ones stand


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
def staged(folder: Path) -> Iterator[Path]:
    """Give a fresh hidden folder inside ``folder`` to write to; on success move its files out.

    The files in ``folder`` change only once all new ones are whole, and all of them or none: where
    one cannot be replaced, those already replaced are put back. The hidden folder always goes.

    Raises:
        StrategyGraphError: ``folder`` or a file in it cannot be written; it is named.
    """
    missing: list[Path] = []
    staging = None
    whole = False
    try:
        try:
            missing = [path for path in (folder, *folder.parents) if not path.exists()]
            folder.mkdir(parents=True, exist_ok=True)
            staging = Path(tempfile.mkdtemp(dir=folder, prefix=".staged-"))
            (staging / _KEPT).mkdir()
        except OSError as error:
            raise _no_folder(folder, error) from error
        try:
            yield staging
        except OSError as error:
            raise _no_file(_final(error, staging), error) from error
        _move_out(staging, folder)
        whole = True
    finally:
        if staging is not None:
            shutil.rmtree(staging, ignore_errors=True)
        for path in missing if not whole else ():
            with suppress(OSError):
                path.rmdir()


def _final(error: OSError, staging: Path) -> Path:
    """Return the final path of the staged file ``error`` is about; raise ``error`` if another."""
    about = Path(error.filename) if isinstance(error.filename, str | Path) else staging
    if not about.is_relative_to(staging):
        raise error
    return staging.parent / about.relative_to(staging)


def _move_out(staging: Path, folder: Path) -> None:
    """Move the files of ``staging`` to ``folder``: all of them, or none."""
    kept = staging / _KEPT
    targets = [folder / path.name for path in sorted(staging.iterdir()) if path != kept]
    for target in targets:
        if target.is_symlink() or target.exists():
            if not target.is_file():
                raise StrategyGraphError(Text(
                    f"{target} nelze nahradit: není to obyčejný soubor. Nic nebylo změněno.",
                    f"{target} cannot be replaced: it is not a regular file. Nothing was changed.",
                ))  # fmt: skip
            try:
                _keep(target, kept / target.name)
            except OSError as error:
                raise _no_file(target, error) from error
    try:
        for target in targets:
            (staging / target.name).replace(target)
    except BaseException as error:
        for done in targets:
            if not (staging / done.name).exists():
                _put_back(kept / done.name, done)
        if isinstance(error, OSError):
            raise _no_file(target, error) from error
        raise


def _keep(target: Path, kept: Path) -> None:
    """Keep the present ``target`` under a second name, as a copy where links are not known."""
    try:
        os.link(target, kept, follow_symlinks=False)
    except (OSError, NotImplementedError):
        shutil.copy2(target, kept, follow_symlinks=False)


def _put_back(kept: Path, target: Path) -> None:
    """Put the old ``target`` back; where there was none, take the new one away."""
    if kept.is_symlink() or kept.exists():
        kept.replace(target)
    else:
        target.unlink(missing_ok=True)


def _no_folder(folder: Path, error: OSError) -> StrategyGraphError:
    """Return the fault of a ``folder`` that cannot be made or written to."""
    if isinstance(error, FileExistsError | NotADirectoryError):
        return StrategyGraphError(Text(
            f"Do {folder} nelze sestavit: v cestě je soubor, ne složka.",
            f"Cannot build into {folder}: a file, not a folder, is in the way.",
        ))  # fmt: skip
    reason = error.strerror or str(error)
    return StrategyGraphError(Text(
        f"Do složky {folder} nelze zapisovat ({reason}).",
        f"Cannot write into the folder {folder} ({reason}).",
    ))  # fmt: skip


def _no_file(target: Path, error: OSError) -> StrategyGraphError:
    """Return the fault of a ``target`` that cannot be written or replaced."""
    reason = error.strerror or str(error)
    return StrategyGraphError(Text(
        f"{target} nelze zapsat ({reason}). Předchozí sestavení zůstává.",
        f"{target} cannot be written ({reason}). The previous build stays.",
    ))  # fmt: skip


def write_whole(target: Path, text: str) -> None:
    """Write ``text`` to ``target`` so that the file is there as a whole or as it was.

    Raises:
        StrategyGraphError: it cannot be written; the file is named.
    """
    beside = target.with_name(f".{target.name}-{os.getpid()}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(text, encoding="utf-8", newline="\n")
        beside.replace(target)
    except OSError as error:
        raise _no_file(target, error) from error
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
