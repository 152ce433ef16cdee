"""Building many strategies: what is built again and what is not, findings, and the store."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from unittest.mock import Mock

import pytest
from pyoxigraph import Quad, RdfFormat, Store, parse
from regions import FOLDERS, Portfolio, build_of, built_in

from graph_tools.cli import main
from graph_tools.commands import fingerprints, strategy
from graph_tools.commands import portfolio as room
from graph_tools.commands.fingerprints import Fingerprints, program_fingerprint, tables_fingerprint
from graph_tools.graph.store import contents_of
from graph_tools.prefixes import PORTFOLIO_GRAPH, VOCABULARY_GRAPH, strategy_graphs
from graph_tools.project import find_project
from graph_tools.render.explorer.engine import find_engine

HERE = Path(__file__).resolve().parent


@pytest.fixture(autouse=True, scope="module")
def same_program() -> Iterator[None]:
    """Whoever edits the program while the tests run makes every strategy another."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(room, "program_fingerprint", lambda *_: "the same")
        yield


@pytest.fixture(scope="module")
def template(same_program: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a built portfolio, to be copied."""
    return built_in(tmp_path_factory.mktemp("template")).build.parent


@pytest.fixture
def mine(template: Path, tmp_path: Path) -> Portfolio:
    """A built portfolio that the test may change."""
    shutil.copytree(template, tmp_path / "mine", symlinks=True)
    tables = {name: tmp_path / "mine" / "tables" / name for name in FOLDERS}
    return Portfolio(tables, tmp_path / "mine" / "build")


def change(portfolio: Portfolio, name: str, old: str, new: str, table: str = "goals.csv") -> None:
    path = portfolio.tables[name] / table
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def said(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return capsys.readouterr().err.splitlines()


def by_graph(quads: Iterator[Quad]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for quad in quads:
        found.setdefault(getattr(quad.graph_name, "value", ""), set()).add(str(quad.triple))
    return found


def stored(store: Path) -> dict[str, set[str]]:
    """The triples of a store by graph, without those that say what it holds."""
    graphs = by_graph(iter(Store.read_only(str(store))))
    graphs.pop(PORTFOLIO_GRAPH)
    return graphs


def files_of(portfolio: Portfolio) -> dict[str, bytes]:
    below = portfolio.build / "strategies"
    return {
        str(path.relative_to(below)): path.read_bytes()
        for path in sorted(below.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }


def built_graphs(portfolio: Portfolio) -> dict[str, set[str]]:
    """What the store must hold: the files of all strategies, and the vocabulary."""
    graphs: dict[str, set[str]] = {}
    for folder in sorted((portfolio.build / "strategies").iterdir()):
        if folder.is_dir():
            graphs |= by_graph(parse(path=folder / "graph.nq", format=RdfFormat.N_QUADS))
            words = parse(path=folder / "vocabulary.nt", format=RdfFormat.N_TRIPLES)
            graphs[VOCABULARY_GRAPH] = {str(quad.triple) for quad in words}
    return graphs


def test_each_strategy_is_built_as_one_alone(
    portfolio: Portfolio, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    alone = ["build", "--data", str(portfolio.tables["north"]), "--build", str(tmp_path)]
    assert main([*alone, "--no-pages"]) == 0
    capsys.readouterr()
    below = portfolio.build / "strategies" / "north"
    for path in tmp_path.iterdir():
        assert (below / path.name).read_bytes() == path.read_bytes(), path.name


def test_the_store_holds_what_the_files_hold_and_says_so(portfolio: Portfolio) -> None:
    assert stored(portfolio.store) == built_graphs(portfolio)
    digests = {
        strategy_graphs(name)[0]: hashlib.sha256(
            (portfolio.build / "strategies" / name / "graph.nq").read_bytes()
        ).hexdigest()
        for name in FOLDERS
    }
    held = contents_of(portfolio.store)
    assert {iri: held[iri] for iri in digests} == digests
    assert set(held) == {*digests, VOCABULARY_GRAPH}


def test_what_did_not_change_is_left_alone(
    mine: Portfolio, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before, target = files_of(mine), mine.store.resolve()
    monkeypatch.setattr(room, "build_strategy", None)  # calling it would fail
    capsys.readouterr()
    assert main(build_of(mine)) == 0
    assert said(capsys) == ["Strategies: 3, unchanged 3; new in the store 0."]
    assert (files_of(mine), mine.store.resolve()) == (before, target)


def test_a_file_saved_again_without_a_change_is_no_change(
    mine: Portfolio, capsys: pytest.CaptureFixture[str]
) -> None:
    path = mine.tables["north"] / "goals.csv"
    path.write_bytes(path.read_bytes())
    os.utime(path, (1, 1))
    capsys.readouterr()
    assert main(build_of(mine)) == 0
    assert "unchanged 3" in said(capsys)[-1]


@pytest.mark.parametrize("names", [["north"], ["north", "south"], list(FOLDERS)], ids=len)
def test_only_what_changed_is_built_and_stored(
    names: list[str], mine: Portfolio, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files_of(mine)
    for name in names:
        change(mine, name, "Bydlení pro všechny", "Byty pro všechny")
    capsys.readouterr()
    assert main(build_of(mine)) == 0
    lines = said(capsys)
    assert [line.split(":")[0] for line in lines] == [*sorted(names), "Strategies"]
    assert f"unchanged {3 - len(names)}; new in the store {len(names)}." in lines[-1]
    after = files_of(mine)
    assert {path.split("/")[0] for path in after if after[path] != before[path]} == set(names)
    assert stored(mine.store) == built_graphs(mine)
    assert "Byty pro všechny" in str(stored(mine.store)[strategy_graphs("north")[0]])


def test_a_change_that_keeps_size_and_time_is_noticed(
    mine: Portfolio, capsys: pytest.CaptureFixture[str]
) -> None:
    path = mine.tables["south"] / "goals.csv"
    times = path.stat()
    change(mine, "south", "Zaměstnanost", "Zaměstnanose")
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert path.stat().st_size == times.st_size
    capsys.readouterr()
    assert main(build_of(mine)) == 0
    assert "unchanged 2" in said(capsys)[-1]


@pytest.mark.parametrize(("age", "read_again"), [(1, True), (3600, False)])
def test_the_memory_is_not_trusted_for_a_file_just_changed(
    age: int, read_again: bool, tmp_path: Path
) -> None:
    """The last tick of the clock may hide a change: the memory lies here to see if it is asked."""
    (tmp_path / "a.csv").write_text("x", encoding="utf-8")
    stat = (tmp_path / "a.csv").stat()
    seen = [stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino, "a lie"]
    kept = {
        "form": 1,
        "taken": stat.st_ctime_ns + age * 1_000_000_000,
        "files": {str(tmp_path / "a.csv"): seen},
    }
    memory = tmp_path / "memory.json"
    memory.write_text(json.dumps(kept), encoding="utf-8")
    fresh = tables_fingerprint(Fingerprints(tmp_path / "none.json"), tmp_path)
    assert (tables_fingerprint(Fingerprints(memory), tmp_path) == fresh) is read_again


@pytest.mark.parametrize("text", ["", "[]", "{", '{"form": 1, "files": {"a": 5}}', "\ufeff{}"])
def test_a_damaged_memory_says_nothing(text: str, mine: Portfolio) -> None:
    (mine.build / "strategies" / ".seen.json").write_text(text, encoding="utf-8")
    change(mine, "north", "Bydlení pro všechny", "Byty pro všechny")
    assert main(build_of(mine)) == 0
    assert stored(mine.store) == built_graphs(mine)


def test_a_changed_rule_or_program_is_noticed(tmp_path: Path) -> None:
    project = find_project()
    clone = tmp_path / "clone"
    for part in ("ontology", "queries"):
        shutil.copytree(project.root / part, clone / part)
    copied = type(project)(clone, project.tables, project.build)
    prints = Fingerprints(tmp_path / "memory.json")
    first = program_fingerprint(prints, copied)
    assert program_fingerprint(prints, copied) == first
    with (clone / "queries" / "rules" / "1-contributes-to.rq").open("a") as rule:
        rule.write("# more\n")
    assert program_fingerprint(prints, copied) != first


@pytest.mark.parametrize("library", ["jinja2", "pyvis", "pyyaml", "rdflib", "scipy"])
def test_another_library_is_noticed(
    library: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prints, real = Fingerprints(tmp_path / "memory.json"), fingerprints.version
    first = program_fingerprint(prints, find_project())
    monkeypatch.setattr(
        fingerprints, "version", lambda name: "0" if name == library else real(name)
    )
    assert program_fingerprint(prints, find_project()) != first


def test_a_page_is_made_again_for_another_engine(
    mine: Portfolio, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    known = find_engine()
    assert known
    mine = Portfolio({"south": mine.tables["south"]}, mine.build)
    with_pages = [part for part in build_of(mine) if part != "--no-pages"]
    for engine, unchanged in ((known, 0), (known, 1), (replace(known, wasm=b"\0asm"), 0)):
        found = Mock(return_value=engine)
        monkeypatch.setattr("graph_tools.render.explorer.engine.find_engine", found)
        capsys.readouterr()
        assert main(with_pages) == 0
        assert f"unchanged {unchanged};" in said(capsys)[-1]
    assert main(build_of(mine)) == 0
    assert "unchanged 1;" in said(capsys)[-1], "without pages it does not matter"


def test_findings_of_all_come_together_and_the_others_are_built(
    mine: Portfolio, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files_of(mine)
    change(mine, "north", "1,p,", "1,x,")
    change(mine, "growth", "3,p,", "300,p,")
    change(mine, "south", "Bydlení pro všechny", "Byty pro všechny")
    capsys.readouterr()
    assert main(build_of(mine)) == 1
    out, err = capsys.readouterr()
    assert [line.split(",")[0] for line in out.splitlines()] == [
        "growth/goals.csv", "north/goals.csv",
    ]  # fmt: skip
    assert "Not built: growth, north; their last build stays" in err
    after = files_of(mine)
    assert {path.split("/")[0] for path in after if after[path] != before[path]} == {"south"}
    assert stored(mine.store) == built_graphs(mine)
    capsys.readouterr()
    assert main(build_of(mine)) == 1, "findings are told again until they are mended"
    assert capsys.readouterr().out == out


def test_tables_that_cannot_be_read_stop_only_their_own_strategy(
    mine: Portfolio, capsys: pytest.CaptureFixture[str]
) -> None:
    (mine.tables["north"] / "csv-metadata.json").write_text("{", encoding="utf-8")
    change(mine, "south", "Bydlení pro všechny", "Byty pro všechny")
    capsys.readouterr()
    assert main(build_of(mine)) == 2
    assert any("north: error: The description of the tables" in line for line in said(capsys))
    assert "Byty pro všechny" in str(stored(mine.store)[strategy_graphs("south")[0]])


def test_a_fault_of_the_program_stops_only_its_own_strategy(
    mine: Portfolio, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(task: strategy.Task, real: Callable[..., object] = strategy._build) -> object:
        assert task.name != "north", "a fault"
        return real(task)

    monkeypatch.setattr(strategy, "_build", broken)
    for name in ("north", "south"):
        change(mine, name, "Bydlení pro všechny", "Byty pro všechny")
    capsys.readouterr()
    assert main(build_of(mine)) == 2
    assert any("north: error: Unexpected fault" in line for line in said(capsys))
    assert "Byty pro všechny" in str(stored(mine.store)[strategy_graphs("south")[0]])


def test_a_strategy_not_named_stays_unless_pruned(
    mine: Portfolio, capsys: pytest.CaptureFixture[str]
) -> None:
    del mine.tables["south"]
    assert main(build_of(mine)) == 0
    assert strategy_graphs("south")[0] in stored(mine.store)
    capsys.readouterr()
    assert main(build_of(mine, "--prune")) == 0
    assert said(capsys)[-1].endswith("new in the store 0, taken out 1 (south).")
    assert stored(mine.store) == built_graphs(mine)
    assert not (mine.build / "strategies" / "south").exists()
    assert strategy_graphs("south")[0] not in contents_of(mine.store)


def test_a_killed_prune_is_made_good_by_the_next(mine: Portfolio, tmp_path: Path) -> None:
    before = stored(mine.store)
    del mine.tables["south"]
    pruning = build_of(mine, "--prune")
    work, copies = killed_at(mine, pruning, tmp_path, every=5, first=1)
    after = stored(work / "whole" / "store")
    assert strategy_graphs("south")[0] not in after
    states = []
    for copy in copies:
        left = stored(copy / "store")
        assert left in (before, after), copy.name
        states.append((left == after, (copy / "strategies" / "south" / "built.json").exists()))
        again = Portfolio(mine.tables, copy)
        assert main(build_of(again, "--prune")) == 0
        assert stored(again.store) == after, copy.name
        assert not (copy / "strategies" / "south").exists()
    assert {(False, True), (True, False)} <= set(states)
    assert (False, False) not in states, "a build goes after the store has changed"


def test_nothing_is_taken_out_where_nothing_named_is_built(mine: Portfolio) -> None:
    before = stored(mine.store)
    alone = Portfolio({"north": mine.tables["north"]}, mine.build)
    shutil.rmtree(mine.build / "strategies" / "north")
    change(mine, "north", "1,p,", "1,x,")
    assert main(build_of(alone, "--prune")) == 1
    assert stored(mine.store) == before
    assert (mine.build / "strategies" / "south" / "built.json").is_file()
    change(mine, "north", "1,x,", "1,p,")
    shutil.rmtree(mine.build / "strategies" / "south")  # by somebody else
    assert main(build_of(alone, "--prune")) == 0
    assert set(contents_of(mine.store)) == {strategy_graphs("north")[0], VOCABULARY_GRAPH}
    assert stored(mine.store) == built_graphs(mine)


def test_a_named_strategy_without_a_build_is_not_taken_out(mine: Portfolio) -> None:
    del mine.tables["south"]
    (mine.build / "strategies" / "north" / "built.json").unlink()
    change(mine, "north", "1,p,", "1,x,")
    assert main(build_of(mine, "--prune")) == 1
    held = set(contents_of(mine.store))
    assert held == {*(strategy_graphs(name)[0] for name in mine.tables), VOCABULARY_GRAPH}


def test_the_last_store_stays_where_the_build_is_named_from_here(
    mine: Portfolio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(mine.build.parent)
    near = Portfolio(mine.tables, Path("build"))
    for old, new in (("pro všechny", "pro každého"), ("pro každého", "pro nás")):
        last = mine.store.resolve()
        change(mine, "north", f"Bydlení {old}", f"Bydlení {new}")
        assert main(build_of(near)) == 0
        generations = {path.resolve() for path in (mine.build / ".stores").iterdir()}
        assert generations == {last, mine.store.resolve()}
        assert len(generations) == 2


def test_a_lost_store_or_a_lost_file_is_made_again(mine: Portfolio) -> None:
    whole = stored(mine.store)
    shutil.rmtree(mine.build / ".stores")
    (mine.build / "strategies" / "growth" / "graph.ttl").unlink()
    before = files_of(mine)
    assert main(build_of(mine)) == 0
    assert set(files_of(mine)) - set(before) == {"growth/graph.ttl"}
    assert stored(mine.store) == whole


def test_who_reads_the_store_is_not_disturbed(mine: Portfolio) -> None:
    reading = Store.read_only(str(mine.store.resolve()))
    change(mine, "north", "Bydlení pro všechny", "Byty pro všechny")
    assert main(build_of(mine)) == 0
    assert by_graph(iter(reading)).keys() >= set(stored(mine.store))
    assert "Byty pro všechny" not in str(by_graph(iter(reading)))


def test_several_processes_give_the_bytes_of_one(portfolio: Portfolio, tmp_path: Path) -> None:
    """In a program of its own, as a spawned process reads its main module again."""
    folders = list(map(str, portfolio.tables.values()))
    command = [sys.executable, "-m", "graph_tools", "build", *reversed(folders), "--jobs", "2"]
    run = subprocess.run(
        [*command, "--no-pages", "--build", str(tmp_path), "--lang", "en"],
        check=True, capture_output=True, text=True, cwd=HERE.parent.parent,
    )  # fmt: skip
    other = Portfolio(portfolio.tables, tmp_path)
    mine, theirs = files_of(portfolio), files_of(other)
    assert {name: mine[name] for name in mine if "built.json" not in name} == {
        name: theirs[name] for name in theirs if "built.json" not in name
    }
    assert [line.split(":")[0] for line in run.stderr.splitlines()] == [*FOLDERS, "Strategies"]
    assert stored(other.store) == stored(portfolio.store)


def test_pages_are_made_where_wanted_and_go_where_they_would_be_stale(mine: Portfolio) -> None:
    mine = Portfolio({"south": mine.tables["south"]}, mine.build)
    page = mine.build / "strategies" / "south" / "explorer.html"
    with_pages = [part for part in build_of(mine, "--lite") if part != "--no-pages"]
    assert main(with_pages) == 0
    assert page.is_file()
    assert main(build_of(mine)) == 0
    assert page.is_file(), "nothing changed, the page is still true"
    change(mine, "south", "Bydlení pro všechny", "Byty pro všechny")
    assert main(build_of(mine)) == 0
    assert not page.exists()


@pytest.mark.parametrize(
    ("arguments", "said_so"),
    [
        (["FOLDER/north", "COPY/north"], "have the same name"),
        (["FOLDER/nowhere"], "There is no folder"),
        (["FOLDER/north/goals.csv"], "None of the given paths is a folder"),
        (["FOLDER/north", "--data", "FOLDER/south"], "not both"),
        (["FOLDER/north", "--jobs", "-1"], "is not a count"),
    ],
)
def test_a_wrong_call_is_told(
    arguments: list[str], said_so: str, portfolio: Portfolio, tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    (tmp_path / "copy" / "north").mkdir(parents=True)
    places = {"FOLDER": str(portfolio.tables["north"].parent), "COPY": str(tmp_path / "copy")}
    for word, place in places.items():
        arguments = [text.replace(word, place) for text in arguments]
    try:
        code = main(["build", *arguments, "--build", str(tmp_path / "build"), "--lang", "en"])
    except SystemExit as error:
        code = error.code
    assert code == 2
    assert said_so in capsys.readouterr().err
    assert not (tmp_path / "build").exists()


def test_two_builds_into_one_folder_do_not_meet(
    mine: Portfolio, capsys: pytest.CaptureFixture[str]
) -> None:
    with room._alone(mine.build / "strategies"):
        assert main(build_of(mine)) == 2
        assert "Another process is building into the folder" in capsys.readouterr().err
    assert main(build_of(mine)) == 0


def test_a_file_among_the_folders_is_passed_over(mine: Portfolio, tmp_path: Path) -> None:
    licence = tmp_path / "LICENSE"
    licence.write_text("free", encoding="utf-8")
    command, *more = build_of(mine)
    assert main([command, str(licence), *more]) == 0


def test_a_foreign_folder_in_place_of_the_store_is_not_touched(
    mine: Portfolio, capsys: pytest.CaptureFixture[str]
) -> None:
    mine.store.unlink()
    mine.store.mkdir()
    (mine.store / "letter.txt").write_text("mine", encoding="utf-8")
    assert main(build_of(mine)) == 2
    assert "it is not a store that this program made" in capsys.readouterr().err
    assert (mine.store / "letter.txt").read_text(encoding="utf-8") == "mine"


def killed_at(
    portfolio: Portfolio, command: list[str], folder: Path, *, every: int, first: int
) -> tuple[Path, list[Path]]:
    """Where the copies of the build are, and those that killed runs of ``command`` left."""
    command = ["BUILD" if part == str(portfolio.build) else part for part in command]
    work = folder / "work"
    plan = {"command": command, "build": str(portfolio.build), "work": str(work), "every": every,
            "first": first}  # fmt: skip
    (folder / "plan.json").write_text(json.dumps(plan), encoding="utf-8")
    run = subprocess.run(
        [sys.executable, str(HERE / "killed.py"), str(folder / "plan.json")],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    copies = sorted(work.iterdir())
    assert len(copies) == len(range(first, int(run.stdout) + 1, every)) + 1 > 4
    return work, copies[:-1]


@pytest.mark.parametrize(
    ("names", "first"), [(["south"], 1), (["north", "south"], 3)], ids=["one", "most"]
)
def test_a_killed_build_leaves_the_store_as_it_was_or_as_it_should_be(
    names: list[str], first: int, mine: Portfolio, tmp_path: Path
) -> None:
    """Killed at every eighth step; the next run makes good what is missing."""
    before = stored(mine.store)
    for name in names:
        change(mine, name, "Bydlení pro všechny", "Byty pro všechny")
    work, copies = killed_at(mine, build_of(mine), tmp_path, every=8, first=first)
    after = stored(work / "whole" / "store")
    assert after != before
    found = []
    for copy in copies:
        found.append(stored(copy / "store"))
        assert found[-1] in (before, after), copy.name
        again = Portfolio(mine.tables, copy)
        assert main(build_of(again)) == 0
        assert stored(again.store) == after
        assert files_of(again) == files_of(Portfolio(mine.tables, work / "whole"))
        assert len(list((copy / ".stores").iterdir())) <= 2, "what a killed run left is gone"
    assert before in found
