"""See that nothing got dearer: instructions counted, not seconds, so that any machine may judge.

Usage: python benchmarks/regression.py [OPERATION…] [--approve]

Each operation runs in a process of its own under Valgrind, once with one repetition and once with
two; the difference is what one costs, start and imports left out. It is divided by what a fixed
piece of work costs (parsing the same graph with pyoxigraph, or plain Python work) and compared with
``regression.json``. Exit code 1 where something costs over a tenth more, 2 where it cannot be
counted. --approve writes what was counted as what is expected.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from pathlib import Path

HERE = Path(__file__).resolve().parent
EXPECTED = HERE / "regression.json"
TOLERANCE = 0.1
_REFS = re.compile(r"I\s+refs:\s+([0-9,]+)")
QUERIES = ("goal-coverage", "measure-actors", "thin", "never-meet", "shared-codes")


def operations() -> dict[str, str]:
    """Return each operation and the work it is measured by."""
    return {
        "load": "parse",
        **{f"query {name}": "parse" for name in QUERIES},
        "tables to validated graph": "python",
        "page": "python",
    }


def prepared(name: str, tables: Path, graph: Path) -> Callable[[], object]:
    """Return what does the operation, everything it needs made ready.

    Args:
        name: an operation, or ``parse`` or ``python``.
        tables: folder of an invented strategy.
        graph: its graph, with ``vocabulary.nt`` beside it.
    """
    if name == "python":
        return _plain_work
    if name == "parse":
        import pyoxigraph

        return lambda: sum(1 for _ in pyoxigraph.parse(path=graph))
    from graph_tools.project import find_project
    from graph_tools.queries import find_question, load_store

    if name == "load":
        return lambda: load_store(graph)
    if name.startswith("query "):
        engine = load_store(graph)
        question = find_question(find_project().queries, name.removeprefix("query "))
        return lambda: engine.select(question.text)
    if name == "page":
        from graph_tools.commands.explorer_answers import explorer_answers
        from graph_tools.render.explorer import write_explorer

        answers = explorer_answers(load_store(graph), find_project().queries, [])
        return lambda: write_explorer(answers, graph.parent / f"page-{os.getpid()}")
    from measuring.portfolio import dataset_of, project_of

    return lambda: dataset_of(project_of(tables, graph.parent))


def _plain_work() -> int:
    """Do what Python code mostly does: dictionaries, texts, sorting, JSON."""
    rows = [
        {"id": f"measure/{n % 97}.{n}", "links": [n * m % 101 for m in range(12)]}
        for n in range(6_000)
    ]
    rows.sort(key=lambda row: (row["links"], row["id"]))
    read = json.loads(json.dumps(rows, sort_keys=True))
    found = {row["id"]: " ".join(map(str, row["links"])) for row in read}
    return sum(len(re.sub("[0-9]+", "x", text)) for text in found.values())


def count(name: str, times: int, tables: Path, graph: Path) -> int:
    """Return how many instructions a process executes that does the operation so many times.

    Raises:
        RuntimeError: Valgrind is missing, or the process failed.
    """
    valgrind = shutil.which("valgrind")
    if valgrind is None:
        raise RuntimeError("Valgrind is missing: apt-get install valgrind")
    done = subprocess.run(
        [
            valgrind, "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null",
            sys.executable, str(Path(__file__).resolve()), "--do", name, str(times), str(tables),
            str(graph),
        ],
        capture_output=True, text=True, env={**os.environ, "PYTHONHASHSEED": "0"},
    )  # fmt: skip
    found = _REFS.search(done.stderr)
    if done.returncode or not found:
        raise RuntimeError(f"{name} could not be counted: {done.stderr[-600:].strip()}")
    return int(found[1].replace(",", ""))


def measured(
    names: list[str], counted: Callable[[str, int], int], jobs: int = 1
) -> dict[str, float]:
    """Return the cost of each operation in units of the work it is measured by.

    Args:
        names: operations.
        counted: gives the instructions of an operation done so many times.
        jobs: how many are counted at once.
    """
    wanted = list(dict.fromkeys([*(operations()[name] for name in names), *names]))
    runs = [(name, times) for name in wanted for times in (1, 2)]
    with ThreadPoolExecutor(jobs) as pool:
        found = dict(zip(runs, pool.map(lambda run: counted(*run), runs), strict=True))
    cost = {name: found[name, 2] - found[name, 1] for name in wanted}
    return {name: round(cost[name] / cost[operations()[name]], 4) for name in names}


def judged(found: Mapping[str, float], expected: Mapping[str, float]) -> tuple[list[str], bool]:
    """Return a line for each operation, and whether all cost at most what is expected."""
    lines, good = [], True
    for name, ratio in found.items():
        before = expected.get(name)
        if before is None:
            lines.append(f"{name:28} {ratio:8.3f}  not measured before")
            good = False
            continue
        change = ratio / before - 1
        word = "dearer" if change > TOLERANCE else "cheaper" if change < -TOLERANCE else ""
        good = good and change <= TOLERANCE
        lines.append(f"{name:28} {ratio:8.3f}  expected {before:8.3f}  {change:+7.1%} {word}")
    return [line.rstrip() for line in lines], good


def versions() -> dict[str, str]:
    """Return the versions on which counts depend."""
    names = ("pyoxigraph", "pyshacl", "rdflib")
    python = ".".join(platform.python_version_tuple()[:2])
    return {"python": python, **{name: version(name) for name in names}}


def _do(name: str, times: int, tables: Path, graph: Path) -> None:
    """Do the operation so many times, quietly."""
    with contextlib.redirect_stderr(io.StringIO()), contextlib.redirect_stdout(io.StringIO()):
        work = prepared(name, tables, graph)
        for _ in range(times):
            work()


def main() -> int:
    """Count, compare, say what changed."""
    if sys.argv[1:2] == ["--do"]:
        name, times, tables, graph = sys.argv[2:]
        _do(name, int(times), Path(tables), Path(graph))
        return 0
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("names", nargs="*", metavar="OPERATION", default=[])
    parser.add_argument("--approve", action="store_true")
    options = parser.parse_args()
    names = options.names or list(operations())
    unknown = [name for name in names if name not in operations()]
    if unknown:
        parser.error(f"unknown: {', '.join(unknown)}; known: {', '.join(operations())}")
    from measuring.portfolio import tables_of, write_graphs

    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        graph = write_graphs(folder, 1, 1, seed=1) / "graph.nq"
        (tables,) = tables_of(folder, 1, seed=1)
        try:
            found = measured(
                names, lambda name, times: count(name, times, tables, graph), os.cpu_count() or 1
            )
        except RuntimeError as error:
            print(error, file=sys.stderr)
            return 2
    kept = json.loads(EXPECTED.read_text(encoding="utf-8")) if EXPECTED.is_file() else {}
    if options.approve:
        ratios = {**kept.get("ratios", {}), **found}
        text = json.dumps({"versions": versions(), "ratios": ratios}, indent=1)
        EXPECTED.write_text(text + "\n", encoding="utf-8")
        return 0
    if kept.get("versions") != versions():
        print(f"counted with {versions()}, expected with {kept.get('versions')}")
    lines, good = judged(found, kept.get("ratios", {}))
    print("\n".join(lines))
    return 0 if good else 1


if __name__ == "__main__":
    raise SystemExit(main())
