"""Ask Jena, as Debian packs it: its parts found, started, its answers read.

Usage: python benchmarks/jena.py [--runs N] [BUILD [QUERY.rq…]]

Takes a folder with ``graph.nq`` and ``vocabulary.nt`` (default: ``build``) and query files
(default: the whole library and the pages' queries); prints the time of each and whether its rows
are those of Oxigraph; ends with 1 where some are not. Each start of Java loads the graph anew.
Nothing of Jena is kept here: the files it misses in Debian's packing are taken from its own archive
into a temporary folder.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from graph_tools.queries.engines import Engine

__all__ = [
    "JAVA_FOLDER",
    "JenaAnswer",
    "JenaError",
    "JenaLoad",
    "all_queries",
    "ask_jena",
    "difference",
]

JAVA_FOLDER = Path("/usr/share/java")
"""Where Debian installs Java archives."""

_PROGRAM = Path(__file__).with_name("JenaQueries.java")
_PARTS = (
    "jena-arq", "jena-base", "jena-core", "jena-iri", "jena-shacl", "jena-shex",
    "commons-cli", "commons-codec", "commons-compress", "commons-csv", "commons-io",
    "commons-lang3", "dexx.collection", "gson", "guava", "httpclient", "httpcore", "jsonld-java",
    "jackson-annotations", "jackson-core", "jackson-databind", "jakarta.json-api",
    "titanium-json-ld", "protobuf", "slf4j-api", "slf4j-nop", "thrift",
)  # fmt: skip
# Debian moved the classes of Jena's copy of Xerces, but not the messages they look for.
_MESSAGES_ARE, _MESSAGES_SOUGHT = "org/apache/jena/ext/xerces/", "xerces/"


class JenaError(Exception):
    """Jena is missing, or ended before it had answered."""


@dataclass(frozen=True)
class JenaLoad:
    """How many triples were loaded into memory, and in how many seconds."""

    triples: int
    seconds: float


@dataclass(frozen=True)
class JenaAnswer:
    """What Jena said to one query.

    Attributes:
        query: its file.
        seconds: of each run, warm-ups left out; reading all rows included.
        columns: names of the columns.
        count: number of rows.
        rows: cells as text, empty where unbound; none where they were not wanted.
        error: why there is no answer; else empty.
    """

    query: Path
    seconds: tuple[float, ...]
    columns: tuple[str, ...]
    count: int
    rows: list[tuple[str, ...]]
    error: str

    @property
    def median(self) -> float:
        """Median of the times, in seconds."""
        return statistics.median(self.seconds)


def ask_jena(
    graph: Path,
    vocabulary: Path,
    queries: Sequence[Path],
    *,
    runs: int = 1,
    warm: int = 0,
    seconds: float = 60,
    rows: bool = True,
    memory: str = "4g",
) -> tuple[JenaLoad, list[JenaAnswer]]:
    """Return how Jena loaded the graph and what it answered to each query.

    Args:
        graph: N-Quads; all graphs count as one.
        vocabulary: N-Triples.
        queries: files of SELECT or ASK queries.
        runs: how many times each is timed.
        warm: how many times each is asked before; Java is slow at first.
        seconds: longest time of one run.
        rows: whether the rows are wanted, not only their number.
        memory: most memory of Java's heap.

    Raises:
        JenaError: Jena or Java is missing, or Java failed.
    """
    options = ["--runs", str(runs), "--warm", str(warm), "--seconds", str(seconds)]
    with _class_path() as path:
        command = [
            _java(), f"-Xmx{memory}", "-Dfile.encoding=UTF-8", "-cp", path, str(_PROGRAM),
            *options, *([] if rows else ["--no-rows"]),
            str(graph), str(vocabulary), *map(str, queries),
        ]  # fmt: skip
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    if done.returncode or len(lines) != len(queries) + 1:
        raise JenaError(f"Java ended with {done.returncode}: {done.stderr[-800:].strip()}")
    load = JenaLoad(lines[0]["triples"], lines[0]["seconds"])
    return load, [_answer(line) for line in lines[1:]]


def _answer(line: dict[str, Any]) -> JenaAnswer:
    """Return the answer in a line of the program."""
    told: dict[str, Any] = {
        "seconds": [], "columns": [], "count": 0, "rows": [], "error": "", **line,
    }  # fmt: skip
    return JenaAnswer(
        query=Path(told["query"]),
        seconds=tuple(told["seconds"]),
        columns=tuple(told["columns"]),
        count=told["count"],
        rows=[tuple(row) for row in told["rows"]],
        error=told["error"],
    )


def _java() -> str:
    """Return the path of Java."""
    java = shutil.which("java")
    if java is None or shutil.which("javac") is None:
        raise JenaError("Java or its compiler is missing: apt-get install default-jdk-headless")
    return java


@contextmanager
def _class_path() -> Iterator[str]:
    """Give the class path for Jena; the messages it misses lie in a folder until the end."""
    parts = [JAVA_FOLDER / f"{part}.jar" for part in _PARTS]
    missing = [part.name for part in parts if not part.is_file()]
    if missing:
        raise JenaError(
            f"Jena is missing ({', '.join(missing)} in {JAVA_FOLDER}): "
            "apt-get install libapache-jena-java libthrift-java"
        )
    with tempfile.TemporaryDirectory(prefix="jena-messages-") as folder:
        with zipfile.ZipFile(JAVA_FOLDER / "jena-core.jar") as archive:
            for name in archive.namelist():
                if name.startswith(_MESSAGES_ARE) and name.endswith(".properties"):
                    place = Path(folder, _MESSAGES_SOUGHT, name.removeprefix(_MESSAGES_ARE))
                    place.parent.mkdir(parents=True, exist_ok=True)
                    place.write_bytes(archive.read(name))
        yield os.pathsep.join([folder, *map(str, parts)])


def difference(build: Path, answer: JenaAnswer) -> str:
    """Return how ``answer`` differs from what Oxigraph answers; empty where it does not.

    Args:
        build: the folder of the graph that Jena was asked.
        answer: with its rows.
    """
    from graph_tools.queries import answer_from
    from graph_tools.queries.library import read_question
    from graph_tools.queries.run import sorted_lists

    if answer.error:
        return answer.error
    question = read_question(answer.query)
    ours = answer_from(_store(build), question)
    if answer.columns != ours.columns:
        return f"columns {', '.join(answer.columns)}"
    rows = sorted_lists(answer.rows, answer.columns, question)
    if rows == ours.rows:
        return ""
    if sorted(rows) == sorted(ours.rows):
        return "the same rows in another order"
    strange = set(rows) - set(ours.rows)
    return f"{len(rows)} rows, {len(strange)} of them other than the {len(ours.rows)} of Oxigraph"


@cache
def _store(build: Path) -> Engine:
    """Return Oxigraph with the graph in ``build``."""
    from graph_tools.queries import load_store

    return load_store(build / "graph.nq")


def all_queries() -> list[Path]:
    """Return the files of the library and of the pages' queries."""
    from graph_tools.project import find_project

    folder = find_project().queries
    apart = {folder / "rules", folder / "checks"}
    return sorted(path for path in folder.rglob("*.rq") if path.parent not in apart)


def main() -> int:
    """Print for each query the median of its times and how its rows differ from Oxigraph's."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("build", type=Path, nargs="?", default=Path("build"))
    parser.add_argument("queries", type=Path, nargs="*")
    parser.add_argument("--runs", type=int, default=1)
    given = parser.parse_args()
    graph, vocabulary = given.build / "graph.nq", given.build / "vocabulary.nt"
    missing = [path for path in (graph, vocabulary, *given.queries) if not path.is_file()]
    if missing:
        print(f"There is no file {missing[0]}.", file=sys.stderr)
        return 2
    try:
        load, answers = ask_jena(
            graph, vocabulary, given.queries or all_queries(), runs=given.runs, warm=1
        )
    except JenaError as error:
        print(error, file=sys.stderr)
        return 2
    print(f"loaded {load.triples} triples in {load.seconds:.2f} s")
    different = 0
    for answer in answers:
        differs = difference(given.build, answer)
        different += bool(differs)
        took = f"{answer.median * 1000:9.2f} ms" if answer.seconds else f"{'–':>12}"
        print(f"{answer.query.stem:35} {answer.count:7} rows {took}  {differs}".rstrip())
    print(f"{different} of {len(answers)} differ from Oxigraph")
    return 1 if different else 0


if __name__ == "__main__":
    raise SystemExit(main())
