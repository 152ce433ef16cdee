"""Keep an Oxigraph store of many strategies on disk: changes go in all at once or not at all.

Takes the built N-Quads of the strategies with their digests; gives a store in which each strategy
has its named graphs, the vocabulary one, and one more says by digest what the store holds.

The store that others read is never written to. What changed goes into a copy beside it (hard
links, so that it costs next to nothing), and one rename makes the copy the store: whoever kills
the program leaves the store as it was or as it should be. The last one before stays on the disk
until the next change, for those who still have it open.
"""

from __future__ import annotations

import io
import os
import shutil
from collections.abc import Collection, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from graph_tools.errors import StrategyGraphError, Text
from graph_tools.prefixes import GRAPHS, PORTFOLIO_GRAPH, SCHEMA, VOCABULARY_GRAPH, strategy_graphs

if TYPE_CHECKING:
    from pyoxigraph import Store

__all__ = ["StoredFile", "contents_of", "update_store"]

_DIGEST = SCHEMA + "sha256"
_GENERATIONS = ".stores"


class StoredFile(NamedTuple):
    """A file to be in the store: its path, and the SHA-256 of its content."""

    path: Path
    digest: str


def contents_of(link: Path) -> dict[str, str]:
    """Return the digests of what the store at ``link`` holds, by the IRI of the main graph.

    Empty where there is no store, or another version of Oxigraph wrote it.
    """
    from pyoxigraph import Store

    if not (link / "CURRENT").is_file():
        return {}
    try:
        return _digests(Store.read_only(str(link)))
    except OSError:
        return {}


def update_store(
    link: Path,
    strategies: Mapping[str, StoredFile],
    vocabulary: StoredFile,
    only: Collection[str] | None = None,
) -> tuple[list[str], list[str]]:
    """Make the store at ``link`` hold the ``strategies`` as their files are now.

    Args:
        link: the store; a link to its present generation in the folder ``.stores`` beside it.
        strategies: the ``graph.nq`` of each strategy by its name; others that the store holds
            stay in it, see ``only``.
        vocabulary: the N-Triples that all share.
        only: names of all strategies that may be in it, others are taken out; None for any.

    Returns:
        Names of the strategies written, and of those taken out, sorted.

    Raises:
        StrategyGraphError: the store cannot be written.
    """
    from pyoxigraph import NamedNode

    held = contents_of(link)
    names = {strategy_graphs(name)[0]: name for name in strategies}
    changed = [iri for iri in sorted(names) if held.get(iri) != strategies[names[iri]].digest]
    leaving: set[str] = set()
    if only is not None:
        leaving = set(held) - {strategy_graphs(name)[0] for name in only} - {VOCABULARY_GRAPH}
    new_words = held.get(VOCABULARY_GRAPH) != vocabulary.digest
    if not (changed or leaving or new_words):
        return [], []
    foreign = set(held) - set(names) - leaving - {VOCABULARY_GRAPH}
    afresh = not foreign and len(changed) * 2 >= len(names)
    with _next_generation(link, afresh=afresh) as store:
        replaced = sorted(names) if afresh else changed
        for graph in [] if afresh else [*changed, *sorted(leaving)]:
            for one in (graph, graph + "/provenance", graph + "/derived"):
                store.remove_graph(NamedNode(one))
        _load(store, [strategies[names[graph]].path for graph in replaced])
        if new_words or afresh:
            _load_vocabulary(store, vocabulary.path)
        now = {iri: digest for iri, digest in held.items() if iri in foreign}
        now |= {iri: strategies[name].digest for iri, name in names.items()}
        _write_digests(store, now | {VOCABULARY_GRAPH: vocabulary.digest})
    out = sorted(unquote(iri.removeprefix(GRAPHS)) for iri in leaving)
    return sorted(names[iri] for iri in changed), out


@contextmanager
def _next_generation(link: Path, *, afresh: bool) -> Iterator[Store]:
    """Give a copy of the store at ``link``, or an empty one; make it the store at the end."""
    from pyoxigraph import Store

    folder = (link.parent / _GENERATIONS).resolve()  # to be compared with where the link leads
    if link.exists() and not link.is_symlink():
        raise StrategyGraphError(Text(
            f"{link} nelze nahradit: není to úložiště, které by vytvořil tento program.",
            f"{link} cannot be replaced: it is not a store that this program made.",
        ))  # fmt: skip
    present = link.resolve() if link.is_symlink() else None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        numbers = [int(path.name) for path in folder.iterdir() if path.name.isdecimal()]
        following = folder / str(max(numbers, default=0) + 1)
        store = None if afresh or present is None else _copied(present, following)
        store = store or Store(str(following))
        yield store
        store.flush()
        _point(link, following)
    except OSError as error:
        raise StrategyGraphError(Text(
            f"Úložiště {link} nelze zapsat ({error}). Předchozí zůstává, jak bylo.",
            f"The store {link} cannot be written ({error}). The last one stays as it was.",
        )) from error  # fmt: skip
    for path in folder.iterdir():
        if path not in (following, present):
            shutil.rmtree(path, ignore_errors=True)


def _copied(present: Path, following: Path) -> Store:
    """Return a copy of the store in ``present``, which nobody writes to.

    RocksDB never changes a file of data once it stands, so that a second name is as good as a
    copy; the few files that say which of them count are copied.
    """
    from pyoxigraph import Store

    following.mkdir()
    for path in sorted(present.iterdir()):
        target = following / path.name
        if path.suffix == ".sst":
            try:
                os.link(path, target)
                continue
            except OSError:  # a file system without links
                pass
        if path.name != "LOCK":
            shutil.copy2(path, target)
    return Store(str(following))


def _point(link: Path, generation: Path) -> None:
    """Make ``link`` lead to ``generation``, in one step."""
    beside = link.with_name(f".{link.name}-next")
    beside.unlink(missing_ok=True)
    beside.symlink_to(Path(_GENERATIONS) / generation.name, target_is_directory=True)
    beside.replace(link)


def _load(store: Store, paths: list[Path]) -> None:
    """Load N-Quads files in one go, since each bulk load makes files of its own."""
    from pyoxigraph import RdfFormat

    with closing(_Joined(paths)) as joined:
        store.bulk_load(io.BufferedReader(joined, 1 << 20), RdfFormat.N_QUADS, lenient=True)


def _load_vocabulary(store: Store, path: Path) -> None:
    """Replace the vocabulary."""
    from pyoxigraph import NamedNode, RdfFormat

    graph = NamedNode(VOCABULARY_GRAPH)
    store.remove_graph(graph)
    store.bulk_load(path=str(path), format=RdfFormat.N_TRIPLES, to_graph=graph, lenient=True)


def _digests(store: Store) -> dict[str, str]:
    """Return the digests that a store says of itself, by graph."""
    from pyoxigraph import NamedNode

    graph = NamedNode(PORTFOLIO_GRAPH)
    found = store.quads_for_pattern(None, NamedNode(_DIGEST), None, graph)
    return {quad.subject.value: quad.object.value for quad in found}  # type: ignore[union-attr]


def _write_digests(store: Store, digests: Mapping[str, str]) -> None:
    """Say in the store what it holds."""
    from pyoxigraph import Literal, NamedNode, Quad

    graph, digest = NamedNode(PORTFOLIO_GRAPH), NamedNode(_DIGEST)
    store.remove_graph(graph)
    store.extend(
        Quad(NamedNode(iri), digest, Literal(text), graph) for iri, text in sorted(digests.items())
    )


class _Joined(io.RawIOBase):
    """Several files read as one."""

    def __init__(self, paths: list[Path]) -> None:
        """Read ``paths`` in their order."""
        self._rest = iter(paths)
        self._file: io.BufferedReader | None = None

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill ``buffer`` with what comes next; return how many bytes, 0 at the end."""
        while True:
            if self._file is None:
                path = next(self._rest, None)
                if path is None:
                    return 0
                self._file = path.open("rb")
            count = self._file.readinto(buffer)
            if count:
                return count
            self._file.close()
            self._file = None

    def close(self) -> None:
        """Close the file that is open."""
        if self._file is not None:
            self._file.close()
        super().close()
