"""Files for other programs: read back whole, and the same bytes in every run."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
from pathlib import Path

import igraph
import networkx as nx
import pytest

from graph_tools.cli import main
from graph_tools.network import Network
from graph_tools.network.export import EDGE_COLUMNS, edge_rows, graph_files, plain
from graph_tools.network.graphs import all_graphs
from graph_tools.project import Project

NAMES = [
    "measure-actor", "measure-goal", "actor-goal", "sub-area-code", "actors-by-measure",
    "measures-by-actor", "measures-by-goal", "goals-by-measure", "sub-areas-by-code",
]  # fmt: skip


@pytest.fixture(scope="module")
def files(real: Network) -> dict[str, bytes]:
    return dict(graph_files(real.at("lenient")))


def test_every_graph_is_there_in_both_forms(files: dict[str, bytes]) -> None:
    assert set(files) == {f"{name}.{form}" for name in NAMES for form in ("graphml", "gexf")}


@pytest.mark.parametrize("name", NAMES)
def test_networkx_reads_the_files_back(name: str, real: Network, files: dict[str, bytes]) -> None:
    links = real.at("lenient")
    graph = plain(links, all_graphs(links)[name])
    graphml = nx.read_graphml(io.BytesIO(files[f"{name}.graphml"]))
    assert dict(graphml.nodes(data=True)) == dict(graph.nodes(data=True))
    edges = {frozenset(e[:2]): e[2] for e in graph.edges(data=True)}
    assert {frozenset(e[:2]): e[2] for e in graphml.edges(data=True)} == edges
    gexf = nx.read_gexf(io.BytesIO(files[f"{name}.gexf"]))
    assert dict(gexf.nodes(data=True)) == dict(graph.nodes(data=True))
    found = {frozenset(e[:2]): {k: v for k, v in e[2].items() if k != "id"}
             for e in gexf.edges(data=True)}  # fmt: skip
    assert found == edges


@pytest.mark.parametrize("name", NAMES)
def test_igraph_reads_the_files_back(
    name: str, real: Network, files: dict[str, bytes], tmp_path: Path
) -> None:
    links = real.at("lenient")
    graph = plain(links, all_graphs(links)[name])
    path = tmp_path / "graph.graphml"
    path.write_bytes(files[f"{name}.graphml"])
    found = igraph.Graph.Read_GraphML(str(path))
    assert found.vs["id"] == list(graph)
    assert found.vs["label"] == [label for _, label in graph.nodes(data="label")]
    told = {
        frozenset((found.vs[edge.source]["id"], found.vs[edge.target]["id"])): (
            edge["weight"], edge["certainty"], edge["evidence"]
        )
        for edge in found.es
    }  # fmt: skip
    assert told == {
        frozenset((a, b)): (data["weight"], data["certainty"], data["evidence"])
        for a, b, data in graph.edges(data=True)
    }


def test_files_carry_no_date_and_no_version(files: dict[str, bytes]) -> None:
    for content in files.values():
        assert b"lastmodified" not in content
        assert b"NetworkX" not in content
        assert content.endswith(b">\n")


def test_evidence_is_told_in_codes(real: Network) -> None:
    rows = edge_rows(real.at("default"))["actors-by-measure.csv"]
    row = next(row for row in rows if row[2:4] == ("KHS LK", "OZ"))
    assert dict(zip(EDGE_COLUMNS, row, strict=True)) == {
        "source": "liberec-social-inclusion/actor/khs",
        "target": "liberec-social-inclusion/actor/oz",
        "source_label": "KHS LK",
        "target_label": "OZ",
        "weight": "1",
        "certainty": "probable",
        "roles": "",
        "evidence": "D1.5",
    }


def test_export_writes_all_files_the_same_in_every_run(built: Project, tmp_path: Path) -> None:
    folders = []
    for seed in ("1", "2"):
        folder = tmp_path / seed
        command = ["network", "export", str(folder), "--build", str(built.build), "--format", "csv"]
        done = subprocess.run(
            [sys.executable, "-m", "graph_tools", *command],
            env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True,
        )  # fmt: skip
        written = {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
        folders.append((written, done.stdout))
    assert folders[0] == folders[1]
    assert set(folders[0][0]) == {f"{n}.{f}" for n in NAMES for f in ("graphml", "gexf", "csv")}
    listed = list(csv.DictReader(io.StringIO(folders[0][1].decode())))
    assert {row["file"]: int(row["bytes"]) for row in listed} == {
        name: len(content) for name, content in folders[0][0].items()
    }


@pytest.mark.parametrize("view", ["actors", "communities", "seats"])
def test_a_view_says_the_same_in_every_run(view: str, built: Project) -> None:
    said = [
        subprocess.run(
            [sys.executable, "-m", "graph_tools", "network", view, "--format", "csv",
             "--build", str(built.build)],
            env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True,
        ).stdout
        for seed in ("1", "2")
    ]  # fmt: skip
    assert said[0] == said[1] != b""


def test_export_into_a_file_changes_nothing(
    built: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "taken"
    path.write_text("mine", encoding="utf-8")
    assert main(["network", "export", str(path), "--build", str(built.build), "--lang", "en"]) == 2
    assert "in the way" in capsys.readouterr().err
    assert path.read_text(encoding="utf-8") == "mine"
