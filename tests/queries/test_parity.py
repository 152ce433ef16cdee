"""Every query on real servers: the same rows, in the same order, as Oxigraph in process.

rdflib is compared in ``test_library.py``. What a server loses itself in by a fault of its own is in
``engine-faults.toml`` with the reason; it may give no answer, never a wrong one.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from asked import SECONDS_EXCUSED, Asked, LostError, read_faults
from pyoxigraph import RdfFormat, Store
from servers import oxigraph_server, virtuoso_server

from graph_tools.project import Project, find_project
from graph_tools.queries import Question, answer_from, load_store, read_all, read_library

HERE = Path(__file__).resolve().parent
QUERIES = find_project().queries
FAULTS = read_faults(HERE / "engine-faults.toml")
SERVERS = ("oxigraph-server", "virtuoso")
VOCABULARY = "https://w3id.org/strategy-graph/vocabulary"
QUESTIONS = [
    *read_all(QUERIES),
    *(one for folder in sorted((QUERIES / "pages").iterdir()) for one in read_library(folder)),
]


def full_name(question: Question) -> str:
    return f"{question.group}/{question.name}".removeprefix("/")


CASES = [
    pytest.param(server, question, id=f"{server}-{question.name}")
    for server in SERVERS
    for question in QUESTIONS
]
SOUND = [case for case in CASES if (case.values[0], full_name(case.values[1])) not in FAULTS]  # type: ignore[arg-type]
FAULTY = [case for case in CASES if case not in SOUND]


def graphs_of(built: Project) -> list[str]:
    """Names of the graphs of the build, and of the vocabulary's."""
    store = Store()
    store.bulk_load(path=built.nquads, format=RdfFormat.N_QUADS)
    return [*sorted(graph.value for graph in store.named_graphs()), VOCABULARY]


@pytest.fixture(scope="module")
def reference(built: Project):  # type: ignore[no-untyped-def]
    return load_store(built.nquads)


@pytest.fixture(scope="module")
def oxigraph(built: Project, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asked]:
    folder = tmp_path_factory.mktemp("oxigraph-server")
    store = Store(str(folder))
    store.bulk_load(path=built.nquads, format=RdfFormat.N_QUADS)
    store.bulk_load(path=built.nquads.with_name("vocabulary.nt"), format=RdfFormat.N_TRIPLES)
    store.flush()
    del store  # lets go of the lock on the folder
    with oxigraph_server(folder, read_only=True) as server, httpx.Client() as client:
        yield Asked("oxigraph-server", server.query, (), "Oxigraph/", client)


@contextmanager
def started_virtuoso(built: Project, folder: Path) -> Iterator[Asked]:
    """Run Virtuoso with the build and the vocabulary."""
    loads = [
        (built.nquads, "urn:no-graph-named"),
        (built.nquads.with_name("vocabulary.nt"), VOCABULARY),
    ]
    with virtuoso_server(folder, loads) as server, httpx.Client() as client:
        yield Asked("virtuoso", server.query, graphs_of(built), "Virtuoso/", client)


@pytest.fixture(scope="module")
def virtuoso(built: Project, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asked]:
    with started_virtuoso(built, tmp_path_factory.mktemp("virtuoso")) as asked:
        yield asked


@pytest.fixture(scope="module")
def asked(oxigraph: Asked, virtuoso: Asked) -> dict[str, Asked]:
    return {server.name: server for server in (oxigraph, virtuoso)}


@pytest.mark.parametrize("server", SERVERS)
def test_a_server_holds_the_whole_graph(
    server: str, asked: dict[str, Asked], built: Project
) -> None:
    """Counted by the server itself, so that rows cannot come from anywhere else."""
    counts = [
        len({line for line in path.read_bytes().splitlines() if not line.startswith(b"#")})
        for path in (built.nquads, built.nquads.with_name("vocabulary.nt"))
    ]
    one = asked[server]
    graphs = graphs_of(built)
    listed = " ".join(f"<{graph}>" for graph in graphs)
    named = "GRAPH ?g { ?s ?p ?o }"
    # The Oxigraph store keeps the vocabulary in its default graph, Virtuoso has no such graph.
    total = sum(counts) if server == "virtuoso" else counts[0]
    text = f"SELECT (COUNT(*) AS ?n) {{ VALUES ?g {{ {listed} }} {named} }}"
    assert one.rows(text) == [(str(total),)]


@pytest.mark.parametrize(("server", "question"), SOUND)
def test_a_server_gives_identical_rows(
    server: str,
    question: Question,
    asked: dict[str, Asked],
    reference,  # type: ignore[no-untyped-def]
) -> None:
    assert asked[server].answer(question) == answer_from(reference, question).rows


@pytest.mark.parametrize(("engine", "name"), sorted(FAULTS), ids="-".join)
def test_an_excused_engine_may_be_lost_but_is_never_wrong(  # type: ignore[no-untyped-def]
    engine: str, name: str, built: Project, reference, tmp_path: Path
) -> None:
    """Each on a server of its own: one that a query has lost starves all that come after."""
    question = {full_name(question): question for question in QUESTIONS}[name]
    with started_virtuoso(built, tmp_path) as asked:
        assert engine == asked.name and asked.rows("SELECT (1 AS ?one) {}") == [("1",)]
        try:
            rows = asked.answer(question, SECONDS_EXCUSED)
        except LostError:
            return
        assert rows == answer_from(reference, question).rows


def test_every_excuse_has_its_reason() -> None:
    assert {engine for engine, _ in FAULTS} <= set(SERVERS)
    assert {name for _, name in FAULTS} <= {full_name(question) for question in QUESTIONS}
    assert all(len(why) > 40 for why in FAULTS.values())
