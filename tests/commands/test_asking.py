"""The same answers from the built graph, a store on disk, rdflib and a server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, Store
from servers import oxigraph_server

from graph_tools.cli import main
from graph_tools.prefixes import VOCABULARY_GRAPH
from graph_tools.project import Project

NAME = "liberec-social-inclusion"
OTHER = "other-region"
COMMANDS = (
    ["query", "goal-coverage", "--format", "csv"],
    ["query", "external-references", "--format", "csv"],
    ["query", "measure-actors", "--param", "measure=A1.4", "--format", "md"],
    ["query", "provenance", "--format", "csv"],
    ["gaps", "--format", "csv"],
    ["gaps", "--goal", "9", "--reading", "strict", "--format", "md"],
    ["trace", "goal", "9"],
    ["trace", "D3.2l", "--format", "json"],
    ["path", "OSV", "9"],
    ["network", "--format", "csv"],
    ["insight", "--lang", "en"],
)


def renamed(nquads: Path) -> bytes:
    """The graph of another strategy that says the same."""
    return nquads.read_bytes().replace(NAME.encode(), OTHER.encode())


def filled(folder: Path, built: Project, *, other: bool) -> Path:
    """A store on disk with the built strategy, and the other one where wanted."""
    store = Store(str(folder))
    store.bulk_load(path=built.nquads, format=RdfFormat.N_QUADS)
    if other:
        store.bulk_load(renamed(built.nquads), RdfFormat.N_QUADS)
    words = built.nquads.with_name("vocabulary.nt")
    store.bulk_load(path=words, format=RdfFormat.N_TRIPLES, to_graph=NamedNode(VOCABULARY_GRAPH))
    store.flush()
    return folder


@pytest.fixture(scope="module")
def one(built: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return filled(tmp_path_factory.mktemp("one"), built, other=False)


@pytest.fixture(scope="module")
def two(built: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return filled(tmp_path_factory.mktemp("two"), built, other=True)


@pytest.fixture(scope="module")
def endpoints(one: Path, two: Path) -> Iterator[dict[str, str]]:
    """Servers: one strategy with the union as default graph, two strategies without it."""
    with (
        oxigraph_server(one, read_only=True) as first,
        oxigraph_server(two, read_only=True, union=False) as second,
    ):
        yield {"one": first.query, "two": second.query}


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str], built: Project):
    """What a command prints; the built graph is where it asks unless told otherwise."""

    def run(*arguments: str, code: int = 0) -> str:
        assert main([*arguments, "--build", str(built.build)]) == code
        out, err = capsys.readouterr()
        return err if code == 2 else out

    return run


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_store_of_one_and_a_strategy_of_a_store_of_two_say_the_same(
    command: list[str], said, one: Path, two: Path
) -> None:
    expected = said(*command)
    assert said(*command, "--store", str(one)) == expected
    assert said(*command, "--store", str(two), "--strategy", NAME) == expected


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_server_says_the_same(command: list[str], said, endpoints: dict[str, str]) -> None:
    expected = said(*command)
    assert said(*command, "--endpoint", endpoints["one"]) == expected
    # Of two strategies each is asked through a list of default graphs: slower, so some only.
    if command[:2] != ["gaps", "--format"]:
        assert said(*command, "--endpoint", endpoints["two"], "--strategy", OTHER) == (
            expected.replace(NAME, OTHER)
        )


@pytest.mark.parametrize(
    "command",
    [COMMANDS[0], COMMANDS[2], ["gaps", "--kind", "uncovered"], ["trace", "goal", "13"]],
    ids=" ".join,
)
def test_rdflib_says_the_same(command: list[str], said) -> None:
    assert said(*command, "--engine", "rdflib") == said(*command)


def test_a_question_asked_of_several_strategies_is_answered_for_each(said, two: Path) -> None:
    alone = said("query", "goal-coverage", "--format", "csv").splitlines()
    both = said("query", "goal-coverage", "--format", "csv", "--store", str(two)).splitlines()
    assert both == [
        f"in_strategy,{alone[0]}",
        *(f"{name},{row}" for name in (NAME, OTHER) for row in alone[1:]),
    ]
    told = said("query", "goal-coverage", "--format", "md", "--store", str(two))
    assert told.splitlines()[0].startswith("| ve strategii ")


@pytest.mark.parametrize(
    "command", [["gaps"], ["trace", "goal", "9"], ["report"], ["insight"], ["network"]],
    ids=" ".join,
)  # fmt: skip
def test_of_several_strategies_one_must_be_chosen(command: list[str], said, two: Path) -> None:
    complaint = said(*command, "--store", str(two), code=2)
    assert "--strategy" in complaint and NAME in complaint and OTHER in complaint


def test_a_question_between_strategies_says_that_there_is_but_one(
    built: Project, one: Path, two: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for store, lonely in ((one, True), (two, False)):
        assert main(["query", "gaps-closed-elsewhere", "--store", str(store)]) == 0
        assert ("jen jedna strategie" in capsys.readouterr().err) is lonely


def test_the_beginning_of_a_name_names_it(said, two: Path) -> None:
    complaint = said("gaps", "--store", str(two), "--strategy", "liberec", code=2)
    assert f"Nejbližší první: {NAME}, {OTHER}." in complaint


def test_an_unknown_strategy_names_the_nearest(said, two: Path) -> None:
    complaint = said("gaps", "--store", str(two), "--strategy", "other-regio", code=2)
    assert f"Nejbližší první: {OTHER}, {NAME}." in complaint


def test_only_one_place_can_be_asked(said, one: Path) -> None:
    complaint = said("gaps", "--store", str(one), "--engine", "rdflib", code=2)
    assert complaint == "Chyba: --engine rdflib a --store nelze zadat najednou: " \
        "ptát se lze jen na jednom místě.\n"  # fmt: skip


def test_a_folder_without_a_store_is_refused_and_stays_empty(
    said, one: Path, tmp_path: Path
) -> None:
    complaint = said("query", "goals", "--store", str(tmp_path), code=2)
    assert f"Ve složce {tmp_path} není úložiště grafu" in complaint
    missing = said("query", "goals", "--store", str(tmp_path / "x"), code=2)
    assert f"Složka {tmp_path / 'x'} neexistuje" in missing
    (tmp_path / "store").symlink_to(one)
    below = said("query", "goals", "--store", str(tmp_path), code=2)
    assert f"--store {tmp_path / 'store'}" in below
    (tmp_path / "store").unlink()
    assert list(tmp_path.iterdir()) == []


def test_the_report_of_a_server_is_the_same(
    said, built: Project, endpoints: dict[str, str]
) -> None:
    said("report")
    names = ("report.html", "report.md", "gaps.xlsx")
    expected = [(built.build / name).read_bytes() for name in names]
    said("report", "--endpoint", endpoints["one"])
    assert [(built.build / name).read_bytes() for name in names] == expected


def test_the_page_of_a_server_is_the_same(
    said, built: Project, endpoints: dict[str, str], tmp_path: Path
) -> None:
    pages = []
    for name, arguments in (
        ("built", []),
        ("served", ["--endpoint", endpoints["two"], "--strategy", NAME]),
    ):
        folder = tmp_path / name
        assert main(["explore", "--no-open", *arguments, "--build", str(folder)]) == 0
        pages.append((folder / "explorer.html").read_bytes())
    assert pages[0] == pages[1]
