"""``publish``: a strategy on real servers, whole or not at all, whoever is killed and when."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from itertools import pairwise
from pathlib import Path

import httpx
import pytest
import rdflib
from gate import Gate, Moment, gate, killed
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, Triple, parse, serialize
from servers import Server, oxigraph_server, virtuoso_server

from graph_tools.cli import main
from graph_tools.prefixes import (
    ID,
    PORTFOLIO_GRAPH,
    RDF,
    SG,
    SKOS,
    VOCABULARY_GRAPH,
    strategy_graphs,
)
from graph_tools.project import LAST_LINE, Project
from graph_tools.queries import answer_from, find_question, load_store, publishing
from graph_tools.queries.endpoint import Endpoint
from graph_tools.queries.publishing import STAGING

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "queries"))
from scripted import Asked, Reply, scripted, table

NAME = "malá-strategie"
GRAPHS = (*strategy_graphs(NAME), VOCABULARY_GRAPH)
FOREIGN = "http://example.org/foreign"
QUESTIONS = ("goals", "measures", "measure-actors", "external-references", "goal-coverage")
State = dict[str, frozenset[Triple]]
Start = Callable[[], AbstractContextManager[Server]]


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Requests small enough to be several, and no pauses before a server that was killed."""
    for name in ("USER", "PASSWORD", "TOKEN"):
        monkeypatch.delenv(f"STRATEGY_GRAPH_{name}", raising=False)
    monkeypatch.setattr("graph_tools.queries.remote.sleep", lambda seconds: None)


@pytest.fixture(params=["oxigraph", "virtuoso"])
def start(request: pytest.FixtureRequest) -> Iterator[Start]:
    """What runs the server on its folder, again after it was killed."""
    # In memory where the system allows it: who kills a process loses no more there than on a
    # disk, and waiting for a busy disk would take most of the time.
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as name:
        folder = Path(name)
        if request.param == "oxigraph":
            yield lambda: oxigraph_server(folder)
        else:
            yield lambda: virtuoso_server(folder, buffers=4000)


def small(folder: Path, since: int, count: int = 300) -> Path:
    """A small built strategy: ``count`` goals from number ``since`` on, with awkward texts."""
    folder.mkdir(exist_ok=True)
    graphs = [NamedNode(graph) for graph in GRAPHS]
    quads: list[Quad] = []
    for number in range(since, since + count):
        goal = NamedNode(f"{ID}{NAME}/goal/{number}")
        label = f"Cíl {number}: „uvozovky“ \"rovné\" 'malé' \\ $x ?y {{}} <a> #\n\tdruhý řádek 🧭"
        quads += [
            Quad(goal, NamedNode(RDF + "type"), NamedNode(SG + "Goal"), graphs[0]),
            Quad(goal, NamedNode(SKOS + "prefLabel"), Literal(label, language="cs"), graphs[0]),
            Quad(goal, NamedNode(SKOS + "notation"), Literal(str(number)), graphs[0]),
            Quad(goal, NamedNode(SG + "firstLine"), Literal(number), graphs[1]),
            Quad(goal, NamedNode(SKOS + "related"), NamedNode(f"{ID}x/{number % 7}"), graphs[2]),
        ]
    words = [
        Quad(NamedNode(f"{SG}term-{number}"), NamedNode(SKOS + "prefLabel"), Literal("x"))
        for number in range(since, since + count // 6)
    ]
    for name, form, written in (
        ("graph.nq", RdfFormat.N_QUADS, quads),
        ("vocabulary.nt", RdfFormat.N_TRIPLES, [quad.triple for quad in words]),
    ):
        body = serialize(written, format=form)
        assert body is not None
        (folder / name).write_bytes(body + LAST_LINE)
    return folder


def of_files(build: Path) -> State:
    """What a server holds once ``build`` is published, and nothing else."""
    found: dict[str, set[Triple]] = {graph: set() for graph in GRAPHS}
    for quad in parse(path=build / "graph.nq", format=RdfFormat.N_QUADS):
        found[quad.graph_name.value].add(quad.triple)  # type: ignore[union-attr]
    words = parse(path=build / "vocabulary.nt", format=RdfFormat.N_TRIPLES)
    found[VOCABULARY_GRAPH] = {quad.triple for quad in words}
    return {graph: frozenset(triples) for graph, triples in found.items()}


def held(server: Server, graphs: Sequence[str] = GRAPHS) -> State:
    endpoint = Endpoint(server.query)
    return {graph: frozenset(endpoint.triples(graph)) for graph in graphs}


def update(server: Server, text: str) -> None:
    login = httpx.DigestAuth(server.user, server.password) if server.user else None
    httpx.post(server.update, data={"update": text}, auth=login, timeout=60).raise_for_status()


def published(
    query: str, address: str, build: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> int:
    """Exit code of the command."""
    if server.user:
        monkeypatch.setenv("STRATEGY_GRAPH_USER", server.user)
        monkeypatch.setenv("STRATEGY_GRAPH_PASSWORD", server.password)
    where = ["--endpoint", query, "--update-endpoint", address]
    return main(["publish", *where, "--build", str(build), "--lang", "en"])


@pytest.fixture
def put(monkeypatch: pytest.MonkeyPatch) -> Callable[[Server, Path], int]:
    """Publish straight on a server; give the exit code."""
    return lambda server, build: published(server.query, server.update, build, server, monkeypatch)


@pytest.fixture
def door() -> Iterator[Gate]:
    with gate() as running:
        yield running


@pytest.fixture
def builds(tmp_path: Path) -> tuple[Path, Path]:
    """Two states of the strategy, of which most is the same."""
    return small(tmp_path / "old", 1), small(tmp_path / "new", 21)


def test_the_real_strategy_answers_as_from_the_build_and_survives_a_kill(
    start: Start, put: Callable[[Server, Path], int], built: Project, tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    lines = built.nquads.read_bytes().splitlines(keepends=True)
    (tmp_path / "graph.nq").write_bytes(b"".join([*lines[:-60], *lines[-10:]]))
    (tmp_path / "vocabulary.nt").write_bytes(built.nquads.with_name("vocabulary.nt").read_bytes())
    with start() as server:
        assert put(server, tmp_path) == 0
        assert put(server, built.build) == 0
        local = load_store(built.nquads)
        graphs = (*strategy_graphs("liberec-social-inclusion"), VOCABULARY_GRAPH)
        for name in QUESTIONS:
            question = find_question(built.queries, name)
            expected = answer_from(local, question)
            assert expected.rows
            assert answer_from(Endpoint(server.query, graphs=graphs), question) == expected, name
        server.process.kill()
        server.process.wait()
    # Virtuoso loses rows that one large transaction deletes and inserts again.
    with start() as server:
        capsys.readouterr()
        assert put(server, built.build) == 0
        assert "nothing was changed" in capsys.readouterr().out


def test_publishing_changes_the_graphs_of_the_strategy_and_no_others(
    start: Start, put: Callable[[Server, Path], int], builds: tuple[Path, Path],
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, door: Gate,
) -> None:  # fmt: skip
    old, new = builds
    other = strategy_graphs("malá-strategie-2")[0]
    with start() as server:
        for graph in (FOREIGN, other, f"{PORTFOLIO_GRAPH}"):
            update(server, f'INSERT DATA {{ GRAPH <{graph}> {{ <{graph}> <{SG}x> "x", "ž" }} }}')
        kept = held(server, (FOREIGN, other))
        record = held(server, [PORTFOLIO_GRAPH])[PORTFOLIO_GRAPH]
        assert put(server, old) == 0
        assert held(server) == of_files(old)
        assert "published at" in capsys.readouterr().out
        assert put(server, new) == 0
        assert held(server) == of_files(new)
        assert held(server, (FOREIGN, other)) == kept
        now = held(server, [PORTFOLIO_GRAPH])[PORTFOLIO_GRAPH]
        assert record < now and len(now - record) == 2
        assert graphs_of(server) >= {*GRAPHS, FOREIGN, other, PORTFOLIO_GRAPH}
        assert [graph for graph in graphs_of(server) if graph.startswith(STAGING)] == []
        capsys.readouterr()
        door.open(server.query, server.update)
        assert published(door.query, door.update, new, server, monkeypatch) == 0
        assert "nothing was changed" in capsys.readouterr().out
        assert door.updates == []
        # Somebody took a triple away: the digest still fits, the number does not.
        update(
            server,
            f"DELETE DATA {{ GRAPH <{GRAPHS[2]}> {{ {min(map(str, held(server)[GRAPHS[2]]))} }} }}",
        )
        assert put(server, new) == 0
        assert held(server) == of_files(new)


def graphs_of(server: Server) -> set[str]:
    rows = Endpoint(server.query).select("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g")
    return {row[0] for row in rows.rows}


SEED = random.Random(20211)


def moments(updates: int, *, thorough: bool) -> list[Moment]:
    """Moments of a publication of so many updates: first, uploads, marker, swap, six to clear."""
    swap = updates - 7
    during = [Moment(swap, "during", round(SEED.uniform(0, 0.06), 4)) for _ in range(3)]
    if not thorough:
        return [Moment(2, "before"), Moment(swap, "during", 0.05), Moment(swap, "after")]
    return [
        Moment(0, "after"), Moment(1, "before"), Moment(2, "during", 0.002), Moment(3, "after"),
        Moment(swap - 1, "after"), Moment(swap, "before"), *during, Moment(swap, "after"),
        Moment(swap + 1, "after"), Moment(swap + 3, "before"),
    ]  # fmt: skip


def test_a_server_killed_at_any_moment_holds_the_old_or_the_new(
    start: Start, builds: tuple[Path, Path], door: Gate, monkeypatch: pytest.MonkeyPatch,
    put: Callable[[Server, Path], int], request: pytest.FixtureRequest,
) -> None:  # fmt: skip
    monkeypatch.setattr(publishing, "_MOST_TRIPLES", 400)
    states = [of_files(build) for build in builds]
    with start() as server:
        update(server, f'INSERT DATA {{ GRAPH <{FOREIGN}> {{ <{FOREIGN}> <{SG}x> "x" }} }}')
        kept = held(server, [FOREIGN])
        assert put(server, builds[0]) == 0
        door.open(server.query, server.update)
        assert published(door.query, door.update, builds[1], server, monkeypatch) == 0
        assert held(server) == states[1]
    present, code = 1, 0
    thorough = "oxigraph" in request.node.name
    killing = moments(len(door.updates), thorough=thorough)
    for before, moment in pairwise([None, *killing, None]):
        with start() as server:
            if before:
                found = held(server)
                assert found in states, before
                swapped = found == states[1 - present]
                assert swapped or code == 2, before
                if before.when != "during":
                    assert swapped == _is_swapped(door.updates, before), before
                assert held(server, [FOREIGN]) == kept
                present = 1 - present
                assert put(server, builds[present]) == 0
                assert held(server) == states[present]
                assert [one for one in graphs_of(server) if one.startswith(STAGING)] == []
            if moment:
                door.open(server.query, server.update, moment, server.process.kill)
                coming = builds[1 - present]
                code = published(door.query, door.update, coming, server, monkeypatch)
                door.wait()
                server.process.kill()
                server.process.wait()


def _is_swapped(updates: list[str], moment: Moment) -> bool:
    """Say whether the server carried out the swap before it was ended."""
    places = [place for place, text in enumerate(updates) if text.startswith("DELETE { GRAPH ?g")]
    return bool(places) and (places[0], 0) < (moment.update, moment.when == "after")


@pytest.mark.parametrize("start", ["oxigraph"], indirect=True)
def test_a_client_killed_at_any_moment_leaves_the_old_or_the_new(
    start: Start, builds: tuple[Path, Path], door: Gate, put: Callable[[Server, Path], int]
) -> None:
    states = [of_files(build) for build in builds]
    present = 0
    with start() as server:
        assert put(server, builds[0]) == 0
        for moment in (
            Moment(1, "before"), Moment(4, "after"), Moment(6, "after"), Moment(7, "before"),
            Moment(7, "during", 0.01), Moment(7, "after"), Moment(9, "after"),
        ):  # fmt: skip
            coming = builds[1 - present]
            door.open(server.query, server.update)
            arguments = ["--endpoint", door.query, "--update-endpoint", door.update]
            client = subprocess.Popen(
                [sys.executable, "-m", "graph_tools", "publish", *arguments,
                 "--build", str(coming)],
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=os.environ,
            )  # fmt: skip
            door.open(server.query, server.update, moment, killed(client.pid))
            assert client.wait(60) == -9, moment
            door.wait()
            found = held(server)
            assert found in states, moment
            if moment.update < 7 or moment.when == "before":
                assert found == states[present], moment
            else:
                assert found == states[1 - present], moment
            assert put(server, coming) == 0
            assert held(server) == states[1 - present]
            assert [graph for graph in graphs_of(server) if graph.startswith(STAGING)] == []
            present = 1 - present


@pytest.mark.parametrize("start", ["oxigraph"], indirect=True)
def test_what_is_being_uploaded_is_met_by_no_query_over_all_graphs(
    start: Start, builds: tuple[Path, Path], door: Gate, put: Callable[[Server, Path], int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    counts: list[tuple[str, ...]] = []
    with start() as server:

        def count(text: str) -> None:
            asked = f"SELECT (COUNT(?goal) AS ?n) {{ ?goal a <{SG}Goal> }}"
            counts.extend(Endpoint(server.query).select(asked).rows)

        assert put(server, builds[0]) == 0
        door.open(server.query, server.update, meddle=count)
        assert published(door.query, door.update, builds[1], server, monkeypatch) == 0
    assert len(counts) == 14 and set(counts) == {("300",)}


@pytest.mark.parametrize(
    ("start", "meddling"),
    [
        ("oxigraph", "marker"), ("oxigraph", "stage"), ("oxigraph", "before the marker"),
        ("oxigraph", "a stage at last"), ("virtuoso", "before the marker"),
        ("virtuoso", "a stage at last"),
    ],
    indirect=["start"],
)  # fmt: skip
def test_another_publisher_in_between_cannot_make_a_mixture(
    meddling: str, start: Start, builds: tuple[Path, Path], door: Gate,
    put: Callable[[Server, Path], int], monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    with start() as server:

        def meddle(text: str) -> None:
            if meddling == "marker" and text.startswith("DELETE { GRAPH ?graph"):
                update(server, f"CLEAR GRAPH <{STAGING}>")
            if meddling == "stage" and len(door.updates) == 4:
                stage = next(one for one in graphs_of(server) if one.startswith(f"{STAGING}/"))
                update(server, f"CLEAR GRAPH <{stage}>")
            if meddling == "before the marker" and publishing._DIGEST in text.split("WHERE")[0]:
                assert put(server, builds[0]) == 0, "who finds it published clears, and ends"
            if meddling == "a stage at last" and text.startswith("DELETE { GRAPH ?graph"):
                stage = max(one for one in graphs_of(server) if one.startswith(f"{STAGING}/"))
                update(server, f"CLEAR GRAPH <{stage}>")

        assert put(server, builds[0]) == 0
        door.open(server.query, server.update, meddle=meddle)
        assert published(door.query, door.update, builds[1], server, monkeypatch) == 2
        assert "something else than what was uploaded" in capsys.readouterr().err
        assert held(server) == of_files(builds[0])
        if meddling == "before the marker":
            assert put(server, builds[0]) == 0
            assert [one for one in graphs_of(server) if one.startswith(STAGING)] == []
        assert put(server, builds[1]) == 0
        assert held(server) == of_files(builds[1])


@pytest.mark.parametrize("logged_in", [False, True])
@pytest.mark.parametrize("own", [False, True])
def test_a_server_that_is_read_only_is_not_said_to_want_a_password(
    own: bool, logged_in: bool, builds: tuple[Path, Path], capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    if logged_in:
        monkeypatch.setenv("STRATEGY_GRAPH_TOKEN", "abc")
    words = {"Content-Type": "text/plain; charset=utf-8"}

    def answer(asked: Asked) -> Reply:
        if "update" in asked.fields:
            return Reply(403, "Graf lze jen číst.".encode(), words)
        name = "n" if "COUNT" in asked.query else "stage"
        return Reply(body=table((name,), [("0",)] if name == "n" else []))

    with scripted(answer) as server:
        arguments = ["publish", "--endpoint", server.url, "--build", str(builds[0])]
        if own:
            arguments += ["--update-endpoint", server.url]
        assert main([*arguments, "--lang", "cs"]) == 2
    said = capsys.readouterr().err
    assert "to odmítl (403). Říká: „Graf lze jen číst.“ Buď je jen ke čtení (takový je i" in said
    assert said.count("--update-endpoint") == (0 if own else 1)
    assert ("nebo je třeba přihlášení (STRATEGY_GRAPH_USER a" in said) is not logged_in
    assert ("zapisovat nesmí" in said) is logged_in
    assert "žádá" not in said and "Nastavte" not in said


@pytest.mark.parametrize("start", ["oxigraph"], indirect=True)
def test_a_server_that_takes_no_updates_there_leads_to_the_option(
    start: Start, builds: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    with start() as server:
        wrong = server.query.replace("/query", "/store")
        assert main(["publish", "--endpoint", server.query, "--update-endpoint", wrong,
                     "--build", str(builds[0]), "--lang", "cs"]) == 2  # fmt: skip
        assert "--update-endpoint" not in capsys.readouterr().err
        assert main(["publish", "--endpoint", server.query, "--build", str(builds[0])]) == 2
        assert "zadejte ji volbou --update-endpoint" in capsys.readouterr().err


@pytest.mark.filterwarnings(r"ignore:Dataset\.:DeprecationWarning")  # its own, in its own calls
def test_the_swap_means_the_same_to_rdflib(tmp_path: Path) -> None:
    builds = small(tmp_path / "old", 1, 30), small(tmp_path / "new", 11, 30)
    old, new = (publishing.read_built(build / "graph.nq") for build in builds)
    stages = publishing._stages(new)
    dataset = rdflib.Dataset()
    for graph, triples in old.graphs.items():
        dataset.update(publishing._inserted(graph, "".join(f"{one} .\n" for one in triples)))
    for graph, triples in new.graphs.items():
        for batch in publishing._batches(triples):
            dataset.update(publishing._inserted(stages[graph], batch))
    before = nquads(dataset)
    dataset.update(publishing._difference(new))
    assert nquads(dataset) == before, "without the marker nothing changes"
    dataset.update(publishing._inserted(STAGING, publishing._marker(new)))
    marked = nquads(dataset)
    more = "<urn:x> <urn:x> <urn:x>"
    dataset.update(publishing._inserted(stages[GRAPHS[0]], more))
    disturbed = nquads(dataset)
    dataset.update(publishing._difference(new))
    assert nquads(dataset) == disturbed, "nor where the number is not right"
    dataset.update(f"DELETE DATA {{ GRAPH <{stages[GRAPHS[0]]}> {{ {more} }} }}")
    assert nquads(dataset) == marked
    dataset.update(publishing._difference(new))
    assert {graph: nquads(dataset)[graph] for graph in GRAPHS} == of_files(builds[1])
    assert len(nquads(dataset)[PORTFOLIO_GRAPH]) == 2
    assert STAGING not in nquads(dataset)


def nquads(dataset: rdflib.Dataset) -> State:
    found: dict[str, set[Triple]] = {}
    for quad in parse(dataset.serialize(format="nquads").encode(), format=RdfFormat.N_QUADS):
        found.setdefault(quad.graph_name.value, set()).add(quad.triple)  # type: ignore[union-attr]
    return {graph: frozenset(triples) for graph, triples in found.items()}


def test_the_strategy_to_publish_is_chosen_where_several_are_built(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["publish", "--endpoint", "http://127.0.0.1:1/", "--build", str(tmp_path), "--lang"]
    assert main([*asked, "en"]) == 2
    assert "strategy-graph build" in capsys.readouterr().err
    (tmp_path / "strategies").mkdir()
    for name in ("a", "b"):
        (tmp_path / "strategies" / name).mkdir()
        small(tmp_path / "strategies" / name, 1)
    assert main([*asked, "cs"]) == 2
    assert "--strategy NÁZEV. Jsou tu: a, b." in capsys.readouterr().err
    assert main([*asked, "cs", "--strategy", "bb"]) == 2
    assert "Nejbližší první: b, a." in capsys.readouterr().err
    assert main([*asked, "cs", "--strategy", "b"]) == 2
    assert "odmítá spojení" in capsys.readouterr().err


def test_a_graph_of_several_strategies_is_not_published(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    build = small(tmp_path / "build", 1)
    text = (build / "graph.nq").read_bytes()
    other = text.replace(strategy_graphs(NAME)[0].encode(), strategy_graphs("b")[0].encode())
    (build / "graph.nq").write_bytes(other + text)
    assert main(["publish", "--endpoint", "http://127.0.0.1:1/", "--build", str(build)]) == 2
    assert "právě jednu strategii" in capsys.readouterr().err


def test_the_spelling_of_literals_goes_up_as_it_was_built(tmp_path: Path) -> None:
    build = small(tmp_path / "build", 1)
    goal, graph = f"<{ID}{NAME}/goal/1>", f"<{GRAPHS[0]}>"
    number = '"01"^^<http://www.w3.org/2001/XMLSchema#integer>'
    body = (build / "graph.nq").read_text(encoding="utf-8")
    line = f"{goal} <{SG}x> {number} {graph} .\n"
    (build / "graph.nq").write_text(line + body, encoding="utf-8")
    store = Store()
    requests = [
        batch
        for triples in publishing.read_built(build / "graph.nq").graphs.values()
        for batch in publishing._batches(triples)
    ]
    assert any(f"{goal} <urn:strategy-graph:staged:{SG}x> {number} ." in text for text in requests)
    store.load("\n".join(requests).encode(), RdfFormat.N_TRIPLES)
    assert len(store) == 1551
