"""``build DIR DIR …``: many strategies, each built as one alone, and all of them in one store.

What did not change since the last build is neither built nor validated again. The strategies are
built in parallel; a faulty one keeps its last build and the others go on.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from graph_tools.commands.fingerprints import (
    Fingerprints,
    engine_fingerprint,
    program_fingerprint,
    tables_fingerprint,
)
from graph_tools.commands.pipeline import Steps, print_findings
from graph_tools.commands.strategy import Built, Outcome, Task, build_strategy, read_built
from graph_tools.errors import EXIT_CANNOT_RUN, StrategyGraphError, Text, UsageError
from graph_tools.project import Project

__all__ = ["Wishes", "build_portfolio"]

_FOLDER = "strategies"
_MEMORY = ".seen.json"


class Wishes(NamedTuple):
    """What is asked of a build of many strategies.

    Attributes:
        pages: ``full``, ``lite`` or ``none``.
        jobs: how many strategies are built at once; 0 for one on each core.
        prune: take out strategies that are not named.
    """

    pages: str
    jobs: int
    prune: bool


def build_portfolio(project: Project, folders: Sequence[str], wishes: Wishes, lang: str) -> int:
    """Build the strategies in ``folders``; return the exit code.

    Args:
        project: where ontology and queries are, and the folder of the build.
        folders: folders of tables; files among them are passed over.
        wishes: what is made.
        lang: language of what is said.

    Returns:
        0; 1 where a strategy has findings; 2 where one cannot be read at all.

    Raises:
        UsageError: a folder does not exist, or two have the same name.
        StrategyGraphError: something cannot be written.
    """
    named = _named(folders)
    with _alone(project.build / _FOLDER):
        return _build_named(project, named, wishes, lang)


def _build_named(project: Project, named: Mapping[str, Path], wishes: Wishes, lang: str) -> int:
    """Build the strategies called ``named`` (see ``build_portfolio``)."""
    tasks = _tasks(project, named, wishes)
    stale = [task for task in tasks.values() if _is_stale(task)]
    outcomes = {}
    with Steps(len(stale) + 1, lang) as steps:
        for outcome in _outcomes(stale, wishes.jobs):
            outcomes[outcome.name] = outcome
            steps.say(f"{outcome.name}: {outcome.said.to(lang)}")
        stored, dropped = _store(project, named, prune=wishes.prune)
        steps.say(_summary(len(tasks), len(stale), stored, dropped).to(lang))
    return _told(outcomes, tasks, lang)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Keep a second program from building into ``folder`` at the same time.

    The lock goes with the process, however it ends. Windows has no such lock in Python's library.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as lock:
        with suppress(ImportError):
            import fcntl

            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise StrategyGraphError(Text(
                    f"Do složky {folder.parent} právě sestavuje jiný proces. Počkejte, až skončí.",
                    f"Another process is building into the folder {folder.parent}. Wait until it "
                    "ends.",
                )) from None  # fmt: skip
            except OSError:  # a file system without locks
                pass
        yield


def _named(folders: Sequence[str]) -> dict[str, Path]:
    """Return the folders of tables by their names, sorted."""
    found: dict[str, Path] = {}
    lower: dict[str, Path] = {}
    for text in folders:
        path = Path(text)
        if not path.exists():
            raise UsageError(Text(
                f"Složka {text} neexistuje.", f"There is no folder {text}."
            ))  # fmt: skip
        if not path.is_dir():
            continue
        whole = path.resolve()
        other = lower.setdefault(whole.name.casefold(), whole)
        if other != whole:
            raise UsageError(Text(
                f"Složky {other} a {whole} se jmenují stejně; strategie se v úložišti rozlišují "
                "názvem složky. Jednu přejmenujte.",
                f"The folders {other} and {whole} have the same name, and by it strategies are "
                "told apart in the store. Rename one.",
            ))  # fmt: skip
        found[whole.name] = whole
    if not found:
        raise UsageError(Text(
            "Mezi zadanými cestami není žádná složka s tabulkami.",
            "None of the given paths is a folder of tables.",
        ))  # fmt: skip
    return dict(sorted(found.items()))


def _tasks(project: Project, named: Mapping[str, Path], wishes: Wishes) -> dict[str, Task]:
    """Return what would have to be built for each strategy, with the fingerprint of its tables."""
    prints = Fingerprints(project.build / _FOLDER / _MEMORY)
    program = program_fingerprint(prints, project)
    pages = wishes.pages
    if pages == "full":
        pages = f"full {engine_fingerprint()}"
    tasks = {}
    for name, tables in named.items():
        one = replace(project, tables=tables, build=project.build / _FOLDER / name)
        tasks[name] = Task(name, one, pages, f"{program} {tables_fingerprint(prints, tables)}")
    prints.keep()
    return tasks


def _is_stale(task: Task) -> bool:
    """Say whether the last build of a strategy is not what would be built now."""
    built = read_built(task.project.build)
    if built is None or built.inputs != task.inputs:
        return True
    return task.pages not in ("none", built.pages)


def _outcomes(tasks: list[Task], jobs: int) -> Iterator[Outcome]:
    """Build each of ``tasks``, several at once, and yield what came of it in their order."""
    workers = min(jobs or _cores(), len(tasks))
    if workers < 2:
        yield from map(build_strategy, tasks)
        return
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    # Spawned, since a forked process would share Oxigraph's threads with its parent.
    pool = ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"))
    try:
        yield from pool.map(build_strategy, tasks)
    except BrokenProcessPool:
        raise StrategyGraphError(Text(
            "Proces, který sestavoval strategie, byl ukončen (došla paměť?). Co bylo hotové, "
            "zůstává; spusťte příkaz znovu, případně s menším --jobs.",
            "A process that was building strategies was ended (out of memory?). What was done "
            "stays; run the command again, with fewer --jobs if need be.",
        )) from None  # fmt: skip
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _cores() -> int:
    """Return how many cores this process may use."""
    with suppress(AttributeError):  # known on Linux only
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _pruned(folder: Path, named: Collection[str]) -> list[str]:
    """Delete the builds of strategies that are not named; return their names."""
    gone = [path for path in _builds(folder) if path.name not in named]
    for path in gone:
        # First what says that the build is whole: one cut short here is not taken for a build.
        (path / "built.json").unlink(missing_ok=True)
        shutil.rmtree(path)
    return sorted(path.name for path in gone)


def _builds(folder: Path) -> list[Path]:
    """Return the folders of all built strategies, sorted."""
    return sorted(path for path in folder.iterdir() if path.is_dir()) if folder.is_dir() else []


def _store(project: Project, named: Collection[str], *, prune: bool) -> tuple[list[str], list[str]]:
    """Bring the store up to what is built; return the strategies written and taken out.

    The builds of those taken out go last: a run that ends before leaves them for the next one.
    Nothing is taken out where nothing named is built.
    """
    folder = project.build / _FOLDER
    whole = {
        path.name: (path, built)
        for path in _builds(folder)
        if (path.name in named or not prune) and (built := read_built(path)) is not None
    }
    # The vocabulary of a strategy built now, not of one left from an older program.
    fresh: list[tuple[Path, Built]] = [whole[name] for name in named if name in whole]
    if not fresh:
        return [], []
    from graph_tools.graph.store import StoredFile, update_store

    files = {
        name: StoredFile(path / "graph.nq", built.graph) for name, (path, built) in whole.items()
    }
    path, built = max(fresh, key=lambda pair: (pair[0] / "built.json").stat().st_mtime_ns)
    words = StoredFile(path / "vocabulary.nt", built.vocabulary)
    only = named if prune else None
    stored, dropped = update_store(project.build / "store", files, words, only)
    gone = _pruned(folder, named) if prune else []
    return stored, sorted({*dropped, *gone})


def _summary(count: int, stale: int, stored: list[str], dropped: list[str]) -> Text:
    """Return what was done in all."""
    cs = f"Strategií: {count}, beze změny {count - stale}; v úložišti nově {len(stored)}"
    en = f"Strategies: {count}, unchanged {count - stale}; new in the store {len(stored)}"
    if dropped:
        cs += f", vyřazeno {len(dropped)} ({', '.join(dropped)})"
        en += f", taken out {len(dropped)} ({', '.join(dropped)})"
    return Text(cs + ".", en + ".")


def _told(outcomes: Mapping[str, Outcome], tasks: Mapping[str, Task], lang: str) -> int:
    """Print the findings of all strategies, each with its folder; return the exit code."""
    findings = [
        finding._replace(file=f"{tasks[name].project.tables.name}/{finding.file}")
        for name, outcome in outcomes.items()
        for finding in outcome.findings
    ]
    print_findings(findings, lang)
    broken = [name for name, outcome in outcomes.items() if outcome.fault]
    faulty = [name for name, outcome in outcomes.items() if outcome.findings]
    if faulty or broken:
        listed = ", ".join([*faulty, *broken])
        said = Text(
            f"Nálezů: {len(findings)}. Nesestaveno: {listed} – platí jejich předchozí sestavení, "
            "pokud existuje. Ostatní strategie jsou sestaveny.",
            f"{len(findings)} findings. Not built: {listed}; their last build stays, where there "
            "is one. The other strategies are built.",
        )
        print(said.to(lang), file=sys.stderr)
    return EXIT_CANNOT_RUN if broken else 1 if faulty else 0
