"""``serve``: pages, item IRIs with content negotiation, and a read-only SPARQL endpoint."""

from __future__ import annotations

import argparse
import contextlib
import importlib.util
import io
import ipaddress
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn
from urllib.parse import urlsplit

from graph_tools.commands import site
from graph_tools.errors import NotBuiltError, StrategyGraphError, Text, UsageError
from graph_tools.prefixes import VOCABULARY_GRAPH
from graph_tools.project import Project, find_project
from graph_tools.queries import load_store
from graph_tools.queries.guard import asks_a_service

__all__ = ["run"]

_PARTS = ("starlette", "uvicorn", "prometheus_client", "httpx")
_LOOPBACK = {"localhost", "127.0.0.1", "::1"}


def run(options: argparse.Namespace) -> int:
    """Serve until told to end."""
    program = _oxigraph()
    base = site.base_url(options.base_url)
    signal.signal(signal.SIGTERM, _interrupted)

    from graph_tools.serve import Settings
    from graph_tools.serve.server import listen, serve

    with contextlib.ExitStack() as stack:
        listening = stack.enter_context(listen(options.host, options.port))
        host, port = listening.getsockname()[:2]
        project = find_project(options.data, options.build)
        many = _store_of_many(options, project)
        store = stack.enter_context(_snapshot(many) if many else _loaded(project))
        pages = _pages(options, many)
        if pages is None and not many:
            pages = stack.enter_context(_made(options))
        settings = Settings(
            store=store, oxigraph=program, site=pages, base=base,
            hosts=_hosts(options.host, host, base), seconds=options.timeout,
            most_bytes=options.max_answer * 1_000_000,
            most_memory=options.max_memory * 1_000_000,
            engines=min(max(2, os.cpu_count() or 2), 8), asks_a_service=asks_a_service,
        )  # fmt: skip
        name = f"[{host}]" if ":" in host else host
        listens = f"http://{name}:{port}/"
        serve(settings, listening, lambda: _say(options.lang, base, listens, pages))
    _tell(Text("Server ukončen.", "The server has ended."), options.lang)
    return 0


def _tell(said: Text, lang: str) -> None:
    """Say at once how it goes; on stderr, since stdout waits for the end of the command."""
    print(said.to(lang), file=sys.stderr, flush=True)


def _say(lang: str, base: str, listens: str, pages: Path | None) -> None:
    """Say where to look and how to end it."""
    address = base or listens
    said = Text(
        f"Stránky: {address}" if pages else
        "Stránky tu nejsou: úložiště je více strategií. Web jedné přidá --site.",
        f"Pages: {address}" if pages else
        "There are no pages: the store is of many strategies. --site adds the site of one.",
    ).to(lang)  # fmt: skip
    said += Text(f"\nDotazy SPARQL: {address}sparql", f"\nSPARQL queries: {address}sparql").to(lang)
    if base:
        said += Text(f"\nNaslouchá na: {listens}", f"\nListening at: {listens}").to(lang)
    said += Text("\nServer běží; ukončíte jej klávesami Ctrl+C.",
                 "\nThe server is running; Ctrl+C ends it.").to(lang)  # fmt: skip
    print(said, file=sys.stderr, flush=True)


def _interrupted(number: int, frame: object) -> NoReturn:
    """End while the pages are being made, so that temporary folders go."""
    raise KeyboardInterrupt


def _oxigraph() -> Path:
    """Return the program Oxigraph Server, which pip puts beside the interpreter.

    Raises:
        StrategyGraphError: it or another part of the extra is missing.
    """
    missing = [part for part in _PARTS if importlib.util.find_spec(part) is None]
    beside = Path(sys.executable).with_name("oxigraph")
    found = beside if beside.is_file() else shutil.which("oxigraph")
    if found and not missing:
        return Path(found)
    named = ", ".join([*missing, *([] if found else ["oxigraph"])])
    raise StrategyGraphError(Text(
        f'Pro server chybí: {named}. Nainstalujte: pip install "strategy-graph[server]"',
        f'The server lacks: {named}. Install: pip install "strategy-graph[server]"',
    ))  # fmt: skip


def _hosts(given: str, bound: str, base: str) -> frozenset[str]:
    """Return the names the server may be called by; none where any will do.

    A server that only this machine reaches must not answer to the name of a site elsewhere whose
    owner points it here. One that others reach may have names it does not know, unless told.
    """
    if not base and not ipaddress.ip_address(bound.partition("%")[0]).is_loopback:
        return frozenset()
    named = urlsplit(base).hostname if base else None
    return frozenset({*_LOOPBACK, given.lower(), bound, *([named] if named else [])})


def _store_of_many(options: argparse.Namespace, project: Project) -> Path | None:
    """Return the store of many strategies that is meant; None for the build of one."""
    if options.store:
        return Path(options.store)
    made = project.build / "store"
    return made if made.is_dir() and not project.nquads.is_file() else None


def _pages(options: argparse.Namespace, many: Path | None) -> Path | None:
    """Return the folder of a site made before; None where none is given.

    Raises:
        UsageError: there is no site.
    """
    if options.site is None:
        return None
    folder = Path(options.site)
    if not (folder / "index.html").is_file():
        raise UsageError(Text(
            f"Ve složce {folder} není web. Vytvoří jej: strategy-graph site {folder}",
            f"There is no site in the folder {folder}. It is made by: strategy-graph site "
            f"{folder}",
        ))  # fmt: skip
    return folder


@contextlib.contextmanager
def _made(options: argparse.Namespace) -> Iterator[Path]:
    """Make the site into a folder that goes at the end."""
    _tell(Text("Připravuji stránky, může to trvat i minutu…",
               "Making the pages, which may take a minute…"), options.lang)  # fmt: skip
    with tempfile.TemporaryDirectory(prefix="strategy-graph-") as folder:
        target = Path(folder) / "site"
        with contextlib.redirect_stdout(io.StringIO()):
            site.run(argparse.Namespace(**{**vars(options), "folder": str(target)}))
        yield target


@contextlib.contextmanager
def _loaded(project: Project) -> Iterator[Path]:
    """Make a store of the built graph in a folder that goes at the end."""
    from pyoxigraph import NamedNode, RdfFormat, Store

    load_store(project.nquads)  # says what is missing or damaged
    with tempfile.TemporaryDirectory(prefix="strategy-graph-") as folder:
        place = Path(folder) / "store"
        store = Store(str(place))
        store.bulk_load(path=project.nquads, format=RdfFormat.N_QUADS, lenient=True)
        store.bulk_load(
            path=project.nquads.with_name("vocabulary.nt"), format=RdfFormat.N_TRIPLES,
            to_graph=NamedNode(VOCABULARY_GRAPH), lenient=True,
        )  # fmt: skip
        del store  # lets go of the folder
        yield place


@contextlib.contextmanager
def _snapshot(store: Path) -> Iterator[Path]:
    """Make a snapshot of a store beside it, since builds take old stores away.

    Its data are hard links, which take no time and no room: RocksDB never changes such a file.
    (``Store.backup`` would leave out what is still in the log.)

    Raises:
        NotBuiltError: there is no store, or it is being written to.
    """
    if not (store / "CURRENT").is_file():
        raise NotBuiltError(Text(
            f"Ve složce {store} není úložiště. Vytvoří je: strategy-graph build SLOŽKA SLOŽKA …",
            f"There is no store in the folder {store}. It is made by: strategy-graph build DIR "
            "DIR …",
        ))  # fmt: skip
    if _is_written(store):
        raise NotBuiltError(Text(
            f"Do úložiště {store} právě zapisuje jiný program; zkuste to, až skončí.",
            f"Another program is writing to the store {store}; try again when it has ended.",
        ))  # fmt: skip
    with tempfile.TemporaryDirectory(dir=store.absolute().parent, prefix=".serve-") as folder:
        place = Path(folder) / "store"
        place.mkdir()
        try:
            for path in store.iterdir():
                if path.name != "LOCK":
                    _linked(path, place / path.name)
        except FileNotFoundError:
            raise NotBuiltError(Text(
                f"Úložiště {store} bylo právě nahrazeno novým. Spusťte server znovu.",
                f"The store {store} was just replaced by a new one. Start the server again.",
            )) from None  # fmt: skip
        yield place


def _linked(path: Path, target: Path) -> None:
    """Give a file of data a second name; copy others, and where links are not known."""
    if path.suffix == ".sst":
        try:
            os.link(path, target)
            return
        except OSError:
            pass  # a missing file is found out by copying it
    shutil.copy2(path, target)


def _is_written(store: Path) -> bool:
    """Return whether a program has the store open for writing: it holds a lock on its file LOCK.

    A build of ours never does that to a store others may read; other programs may.
    """
    if sys.platform == "win32":
        return False
    import fcntl

    try:
        with (store / "LOCK").open("rb") as file:
            fcntl.lockf(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False
