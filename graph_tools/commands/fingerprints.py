"""Fingerprints of folders: whether tables, rules or program changed since a build.

Takes folders; gives SHA-256 digests of their files' names and contents. A file whose size, times
and inode are as they were is not read again, as git's index does it: the fingerprints of a
thousand unchanged strategies cost about a second instead of reading a gigabyte.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

import graph_tools
from graph_tools.project import Project, write_whole

__all__ = ["Fingerprints", "engine_fingerprint", "program_fingerprint", "tables_fingerprint"]

_FORM = 1  # of the cache's file
_LIBRARIES = (  # those that what is built depends on
    "jinja2", "networkx", "pyoxigraph", "pyshacl", "pyvis", "pyyaml", "rdflib", "scipy",
)  # fmt: skip
_RACY = 2_000_000_000
"""A file changed so shortly (ns) before it was read may have changed again within one tick of the
file system's clock, with nothing to show for it: it is read again, whatever the cache says."""

_Stat = tuple[int, int, int, int]  # size, time of change of the content, of the inode, inode


class Fingerprints:
    """Digests of files, with a memory of those that need not be read again."""

    def __init__(self, memory: Path) -> None:
        """Remember what the file ``memory`` says; a missing or damaged one says nothing."""
        self._memory = memory
        self._taken = time.time_ns()
        self._known: dict[str, tuple[_Stat, str]] = {}
        self._before = 0
        self._new: dict[str, tuple[_Stat, str]] = {}
        with suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
            kept = json.loads(memory.read_text(encoding="utf-8"))
            if kept["form"] == _FORM:
                self._known = {
                    str(path): ((int(a), int(b), int(c), int(d)), str(digest))
                    for path, (a, b, c, d, digest) in kept["files"].items()
                }
                self._before = int(kept["taken"])

    def of(self, names: Iterable[tuple[str, os.DirEntry[str]]]) -> str:
        """Return the digest of files: of their names in the order given, and their contents."""
        whole = hashlib.sha256()
        for name, entry in names:
            whole.update(f"{name}\0{self._file(entry)}\n".encode())
        return whole.hexdigest()

    def keep(self) -> None:
        """Write the memory for the next run, where it would say something new."""
        if self._new == self._known and not any(
            self._is_racy(stat, self._before) for stat, _ in self._new.values()
        ):
            return
        files = {path: [*stat, digest] for path, (stat, digest) in sorted(self._new.items())}
        text = json.dumps({"form": _FORM, "taken": self._taken, "files": files})
        write_whole(self._memory, text)

    def _file(self, entry: os.DirEntry[str]) -> str:
        """Return the digest of one file, from memory where it cannot have changed."""
        found = entry.stat()
        stat = (found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)
        known = self._known.get(entry.path)
        if known and known[0] == stat and not self._is_racy(stat, self._before):
            digest = known[1]
        else:
            digest = hashlib.sha256(Path(entry.path).read_bytes()).hexdigest()
        self._new[entry.path] = (stat, digest)
        return digest

    @staticmethod
    def _is_racy(stat: _Stat, taken: int) -> bool:
        """Say whether a file changed too shortly before ``taken`` to trust what it was then."""
        return max(stat[1], stat[2]) > taken - _RACY


def tables_fingerprint(prints: Fingerprints, folder: Path) -> str:
    """Return the digest of a strategy's tables and their description."""
    with os.scandir(folder.resolve()) as entries:
        chosen = [
            (entry.name, entry)
            for entry in entries
            if (entry.name.endswith(".csv") or entry.name == "csv-metadata.json")
            and entry.is_file()
        ]
    return prints.of(sorted(chosen, key=lambda pair: pair[0]))


def program_fingerprint(prints: Fingerprints, project: Project) -> str:
    """Return the digest of all that turns tables into files: rules, queries, program, libraries.

    The program's own files count, not its version alone: who changes a rule or a page in a clone
    must not be shown what the old one made.
    """
    whole = hashlib.sha256(graph_tools.__version__.encode())
    package = Path(graph_tools.__file__).resolve().parent
    for folder in (project.root / "ontology", project.root / "queries", package):
        whole.update(prints.of(_files(folder)).encode())
    for library in _LIBRARIES:
        whole.update(f"{library} {version(library)}\n".encode())
    return whole.hexdigest()


def engine_fingerprint() -> str:
    """Return the digest of the engine that pages carry, which npm installs beside the program.

    Raises:
        StrategyGraphError: it is not the one that the program knows.
    """
    from graph_tools.render.explorer.engine import find_engine

    engine = find_engine()
    if engine is None:
        return "without engine"
    return hashlib.sha256(engine.worker.encode() + engine.wasm).hexdigest()


def _files(folder: Path, within: str = "") -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Yield the files below ``folder`` by name, without what Python and editors leave there."""
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.name.startswith(".") or entry.name in ("__pycache__", "node_modules"):
                continue
            if entry.is_dir():
                yield from _files(Path(entry.path), f"{within}{entry.name}/")
            elif entry.is_file():
                yield within + entry.name, entry
