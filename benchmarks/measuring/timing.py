"""Times taken in turn, ratios, growth exponents, and work that is stopped after a while."""

from __future__ import annotations

import gc
import math
import os
import pickle
import resource
import select
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

__all__ = ["Pair", "Took", "alternately", "child", "exponent", "geometric", "seconds", "within"]

_NEVER_COMPILED = "PYTHONDONTWRITEBYTECODE"


@dataclass(frozen=True)
class Pair:
    """Two things timed A B A B …: medians in seconds, and the median of the ratios."""

    ours: float
    other: float
    ratio: float


@dataclass(frozen=True)
class Took:
    """Work done in a process of its own.

    Attributes:
        seconds: inside the work; the limit where it was stopped.
        result: what it returned; None where it was stopped.
        stopped: it took longer than allowed.
        memory: most resident memory of the process, in bytes.
    """

    seconds: float
    result: Any
    stopped: bool
    memory: int


def seconds(work: Callable[[], object]) -> float:
    """Return how long ``work`` takes."""
    gc.collect()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def alternately(ours: Callable[[], object], other: Callable[[], object], runs: int) -> Pair:
    """Time the two in turn, ``runs`` times after one warm-up (none where ``runs`` is 1)."""
    if runs > 1:
        ours()
        other()
    pairs = [(seconds(ours), seconds(other)) for _ in range(runs)]
    a, b = (statistics.median(column) for column in zip(*pairs, strict=True))
    return Pair(a, b, statistics.median(x / y for x, y in pairs))


def child(*command: str, allowed: tuple[int, ...] = (0,)) -> None:
    """Run a Python command in a process of its own, quietly, with its modules compiled as usual.

    Raises:
        RuntimeError: it ended otherwise than allowed; its last words are in the message.
    """
    usual = {name: value for name, value in os.environ.items() if name != _NEVER_COMPILED}
    done = subprocess.run([sys.executable, *command], capture_output=True, text=True, env=usual)
    if done.returncode not in allowed:
        said = (done.stderr or done.stdout)[-800:]
        raise RuntimeError(f"{' '.join(command)} ended with {done.returncode}: {said}")


def exponent(points: Sequence[tuple[float, float]]) -> float:
    """Return the slope of log(time) over log(size) through the first and the last point.

    >>> exponent([(10, 2.0), (100, 20.0)])
    1.0
    """
    (small, quick), (large, slow) = points[0], points[-1]
    return math.log(slow / quick) / math.log(large / small)


def geometric(ratios: Sequence[float]) -> float:
    """Return the geometric mean.

    >>> round(geometric([4, 25]), 6)
    10.0
    """
    return math.exp(statistics.fmean(map(math.log, ratios)))


def within(limit: float, work: Callable[[], object]) -> Took:
    """Do ``work`` in a fork of this process, which sees all that is loaded here; stop it in time.

    Raises:
        RuntimeError: the work failed; the message is that of its fault.
    """
    reading, writing = os.pipe()
    gc.freeze()
    process = os.fork()
    if process == 0:
        os.close(reading)
        _do(work, writing)
    os.close(writing)
    gc.unfreeze()
    parts: list[bytes] = []
    end = time.monotonic() + limit
    stopped = False
    with open(reading, "rb", buffering=0) as pipe:  # noqa: PTH123 - a descriptor, not a path
        while not stopped:
            ready, _, _ = select.select([pipe], [], [], max(0.0, end - time.monotonic()))
            part = pipe.read(1 << 20) if ready else b""
            if not part:
                stopped = not ready
                break
            parts.append(part)
    if stopped:
        os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
    if stopped:
        return Took(limit, None, True, 0)
    took, result, fault, memory = pickle.loads(b"".join(parts))
    if fault:
        raise RuntimeError(fault)
    return Took(took, result, False, memory)


def _do(work: Callable[[], object], writing: int) -> None:
    """Do the work in the forked process, send what came of it, and end the process."""
    try:
        fault, result = "", None
        start = time.perf_counter()
        try:
            result = work()
        except BaseException as error:  # noqa: BLE001 - told to the parent, which raises it
            fault = f"{type(error).__name__}: {error}"[:500]
        took = time.perf_counter() - start
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
        with open(writing, "wb") as pipe:
            pickle.dump((took, result, fault, memory), pipe)
    finally:
        os._exit(0)  # whatever happens, a fork must not go on with the work of its parent
