"""Invented strategies: the same for the same seed, without findings, with their gaps in place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from generator import write_portfolio, write_strategy

from graph_tools.commands.build import write_graph
from graph_tools.commands.pipeline import Steps, checked_dataset
from graph_tools.graph import Dataset
from graph_tools.project import Project, find_project
from graph_tools.queries.gaps import read_gaps, read_kinds

GOAL_KINDS = ("uncovered", "doubtful", "thin", "single-lead", "unfulfilled")
EVIDENT = (
    *GOAL_KINDS, "declared-only", "undeclared", "no-collaborator", "group-without-coordinator",
    "overdue", "expired-link", "shared-code-apart", "undefined-abbreviation",
)  # fmt: skip


def files(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def dataset_of(folder: Path, build: Path) -> tuple[Project, Dataset]:
    project = find_project(str(folder), str(build))
    with Steps(3, "en") as steps:
        dataset, findings = checked_dataset(project, steps)
    assert dataset is not None
    assert findings == []
    return project, dataset


def found_gaps(folder: Path, build: Path) -> dict[str, dict[str, dict[str, str]]]:
    """Readings in which a gap holds, by its places and by kind."""
    project, dataset = dataset_of(folder, build)
    written = write_graph(project, dataset, build)
    kinds = read_kinds(written.engine, project.queries)
    found: dict[str, dict[str, dict[str, str]]] = {kind.name: {} for kind in kinds}
    for gap in read_gaps(written.engine, kinds, {}, lambda: written.single_points):
        place = f"{gap.cell('item')} {gap.cell('partner')}".strip()
        found[gap.kind.name][place] = {
            reading: gap.cell(reading) for reading in ("strict", "default", "lenient")
        }
    return found


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        write_portfolio(tmp_path / name, 5, 2)
    assert files(tmp_path / "one") == files(tmp_path / "two")


def test_seeds_and_places_in_the_portfolio_really_differ(tmp_path: Path) -> None:
    known: list[dict[str, Any]] = [
        write_strategy(tmp_path / str(seed), seed, index, 4)
        for seed in (1, 2) for index in range(4)
    ]  # fmt: skip
    assert len({entry["title"] for entry in known}) == 8
    assert len({entry["measures"] for entry in known}) > 3
    assert len({json.dumps(entry["goals"], sort_keys=True) for entry in known}) == 8
    assert len({entry["gaps"]["uncovered"][0] for entry in known}) > 2


def test_strategies_of_a_portfolio_share_goals_and_refer_to_one_another(tmp_path: Path) -> None:
    folders = write_portfolio(tmp_path, 3, 4)
    known = json.loads((tmp_path / "known.json").read_text(encoding="utf-8"))
    assert [folder.name for folder in folders if folder.name in known] == [f.name for f in folders]
    titles = [set(entry["goals"].values()) for entry in known.values()]
    assert any(a & b for place, a in enumerate(titles) for b in titles[place + 1 :])
    for entry in known.values():
        assert set(entry["linked"]) < set(known)
        for reference in entry["gaps"]["resolves"]:
            _, other, code = reference.split()
            measures = (tmp_path / other / "measures.csv").read_text(encoding="utf-8")
            assert f"\n{code}," in measures


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_gap_is_found_where_it_was_put_and_not_beside(seed: int, tmp_path: Path) -> None:
    (folder,) = write_portfolio(tmp_path / "data", seed, 1)
    known = json.loads((tmp_path / "data" / "known.json").read_text(encoding="utf-8"))
    put = known[folder.name]
    found = found_gaps(folder, tmp_path / "build")
    for kind in EVIDENT:
        assert set(put["gaps"][kind]) <= set(found[kind]), kind
    for kind in GOAL_KINDS:
        assert not {place.split()[0] for place in found[kind]} & set(put["well_covered"]), kind
    for kind, reading in (("declared-only", "lenient"), ("undeclared", "strict")):
        holds = {place for place, readings in found[kind].items() if readings[reading] == "yes"}
        assert holds == set(put["gaps"][kind]), kind


@pytest.mark.parametrize(
    ("full", "least", "most"), [(False, 6_500, 10_000), (True, 25_000, 31_000)]
)
def test_sizes_are_as_promised(full: bool, least: int, most: int, tmp_path: Path) -> None:
    folders = write_portfolio(tmp_path / "data", 11, 1 if full else 3, full)
    for folder in folders:
        _, dataset = dataset_of(folder, tmp_path / "build")
        assert least < len(dataset.quads) < most
