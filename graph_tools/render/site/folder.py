"""Put a whole folder in its place at once, and never over what somebody else put there."""

from __future__ import annotations

import shutil
import signal
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

from graph_tools.errors import StrategyGraphError, Text, UsageError

__all__ = ["MARKER", "check", "replaced"]

MARKER = ".strategy-graph-site"
"""File that lists what a site consists of, so that the next one may take its place."""
_FIRST = "strategy-graph site"


@contextmanager
def replaced(folder: Path, kept: Iterable[Path] = ()) -> Iterator[Path]:
    """Give a new folder to write to; on success it takes the place of ``folder``.

    Args:
        folder: a folder that is missing, empty, or a site made earlier with nothing added.
        kept: folders that must not lie in ``folder``, since it will be replaced.

    Raises:
        UsageError: ``folder`` is something else; the message says what.
        StrategyGraphError: it cannot be written.
    """
    check(folder, kept)
    target = folder.resolve()
    restore = _end_in_order()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(dir=target.parent, prefix=".site-"))
    except OSError as error:
        restore()
        raise _cannot(folder, error) from error
    try:
        new, old = beside / "new", beside / "old"
        # A folder of its own, since the one made above may be read by its owner only.
        new.mkdir()
        yield new
        _mark(new)
        check(folder, kept)
        try:
            if target.exists():
                target.rename(old)
            new.rename(target)
        except BaseException:
            if old.exists() and not target.exists():
                old.rename(target)
            raise
    except OSError as error:
        about = error.filename
        if isinstance(about, str | Path) and not Path(about).is_relative_to(beside):
            raise  # a fault of another file: the caller knows which
        raise _cannot(folder, error) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)
        restore()


def _end_in_order() -> Callable[[], object]:
    """Let SIGTERM end this process as an error would, so that nothing half-made is left behind.

    Returns:
        What makes it as it was.
    """
    here = threading.current_thread() is threading.main_thread()
    # A caller that listens itself, such as ``serve``, is not talked over.
    if not here or signal.getsignal(signal.SIGTERM) is not signal.SIG_DFL:
        return lambda: None

    def end(number: int, _: object) -> NoReturn:
        raise SystemExit(128 + number)

    signal.signal(signal.SIGTERM, end)
    return lambda: signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _files(folder: Path) -> list[str]:
    """Return the files and links of ``folder`` and its empty folders, sorted."""
    return sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_symlink() or not path.is_dir() or not any(path.iterdir())
    )


def _mark(folder: Path) -> None:
    """List the files of ``folder`` in its marker."""
    text = "\n".join([_FIRST, *_files(folder)]) + "\n"
    (folder / MARKER).write_text(text, encoding="utf-8", newline="\n")


def check(folder: Path, kept: Iterable[Path] = ()) -> None:
    """Raise ``UsageError`` where ``folder`` must not be replaced; see ``replaced``."""
    target = folder.resolve()
    for other in kept:
        if other.resolve().is_relative_to(target):
            raise UsageError(Text(
                f"Do složky {folder} nelze web zapsat: nahradil by složku {other}, která v ní leží."
                " Zvolte jinou složku.",
                f"The site cannot be written into {folder}: it would replace the folder {other} "
                "that lies in it. Choose another folder.",
            ))  # fmt: skip
    if not target.exists():
        return
    if not target.is_dir():
        raise UsageError(Text(
            f"{folder} není složka. Zvolte složku, která neexistuje nebo je prázdná.",
            f"{folder} is not a folder. Choose a folder that does not exist or is empty.",
        ))  # fmt: skip
    present = _files(target)
    if not present:
        return
    marker = target / MARKER
    listed = marker.read_text("utf-8", "replace").splitlines() if marker.is_file() else []
    if listed[:1] != [_FIRST]:
        raise UsageError(Text(
            f"Složka {folder} není prázdná a není to dříve vytvořený web. Nic nebylo změněno; "
            "zvolte složku, která neexistuje nebo je prázdná.",
            f"The folder {folder} is not empty and is not a site made earlier. Nothing was "
            "changed; choose a folder that does not exist or is empty.",
        ))  # fmt: skip
    added = sorted(set(present) - set(listed) - {MARKER})
    if added:
        raise UsageError(Text(
            f"Ve složce {folder} leží i soubory, které k webu nepatří ({_some(added)}); "
            "nahrazením by zmizely. Nic nebylo změněno; přesuňte je, nebo zvolte jinou složku.",
            f"The folder {folder} also holds files that are not part of the site ({_some(added)}); "
            "they would be lost. Nothing was changed; move them or choose another folder.",
        ))  # fmt: skip


def _some(names: list[str]) -> str:
    """Return the first names, and how many more there are."""
    rest = len(names) - 3
    return ", ".join(names[:3]) + (f" … +{rest}" if rest > 0 else "")


def _cannot(folder: Path, error: OSError) -> StrategyGraphError:
    """Return the fault of a folder that cannot be written."""
    reason = error.strerror or str(error)
    return StrategyGraphError(Text(
        f"Do složky {folder} nelze zapsat ({reason}). Nic nebylo změněno.",
        f"The folder {folder} cannot be written ({reason}). Nothing was changed.",
    ))  # fmt: skip
