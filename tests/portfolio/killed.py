"""Run a build many times, each time killed (-9) before another of its steps on the disk.

Usage: python killed.py PLAN.json, with ``command`` (the arguments of the program, ``BUILD`` for
the folder of the build), ``build`` (the build before), ``work`` (a folder for the copies),
``every`` and ``first``: which steps to kill at. Prints how many steps a whole run has. Each copy
holds the build as the killed run left it.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyshacl  # noqa: F401 - read once here, not in every run

import graph_tools.graph.store as store_room
from graph_tools.cli import main
from graph_tools.commands import build, portfolio  # noqa: F401

portfolio.program_fingerprint = lambda *_: "the same"  # whoever edits it while the tests run

STEPS = ("link", "mkdir", "rename", "replace", "rmdir", "symlink", "unlink")
STORE_STEPS = ("_load", "_load_vocabulary", "_point", "_write_digests")


def counted(deadly: int) -> Callable[[], int]:
    """Make the step number ``deadly`` (from 1) the last moment of this process."""
    done = 0

    def watched(step: Callable[..., Any]) -> Callable[..., Any]:
        def run(*given: Any, **named: Any) -> Any:
            nonlocal done
            done += 1
            if done == deadly:
                os.kill(os.getpid(), signal.SIGKILL)
            return step(*given, **named)

        return run

    for name in STEPS:
        setattr(os, name, watched(getattr(os, name)))
    for name in STORE_STEPS:
        setattr(store_room, name, watched(getattr(store_room, name)))
    return lambda: done


def run(command: list[str], folder: Path, deadly: int) -> int:
    """Run the program in a process of its own; return the number of its steps, 0 if killed."""
    reader, writer = os.pipe()
    child = os.fork()  # nothing has begun a thread yet: Oxigraph does only where a store is open
    if not child:
        done = counted(deadly)
        code = main([part.replace("BUILD", str(folder)) for part in command])
        os.write(writer, f"{code} {done()}".encode())
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as told:
        said = told.read().split()
    os.waitpid(child, 0)
    if said and said[0] != "0":
        raise SystemExit(f"the build ended with {said[0]}")
    return int(said[1]) if said else 0


def all_runs(plan: dict[str, Any]) -> int:
    """Kill a run at each planned step; return how many steps a whole run has."""
    work = Path(plan["work"])

    def copy(name: str) -> Path:
        shutil.copytree(plan["build"], work / name, symlinks=True)
        return work / name

    total = run(plan["command"], copy("whole"), 0)
    for step in range(plan["first"], total + 1, plan["every"]):
        if run(plan["command"], copy(f"{step:03}"), step):
            raise SystemExit(f"the run was not killed at step {step}")
    return total


if __name__ == "__main__":
    print(all_runs(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))))
