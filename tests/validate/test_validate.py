"""Core shapes by pySHACL and SPARQL constraints by Oxigraph together lose nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pyshacl
import pytest
import rdflib
from rdflib.namespace import SH

from graph_tools.commands.pipeline import Steps, checked_dataset
from graph_tools.project import Project, find_project
from graph_tools.validate.constraints import take_constraints
from graph_tools.validate.shacl import read_shapes, to_rdflib


def spoilt(tmp_path: Path) -> Project:
    """A copy of the real data with faults that core shapes and SPARQL constraints find."""
    real = find_project()
    folder = tmp_path / real.tables.name
    shutil.copytree(real.tables, folder)
    for file, old, new in (
        ("reported_totals.csv", "fulfilled,40,", "fulfilled,41,"),
        ("deadlines.csv", ",2023-01,,2026-03,", ",2023-01,,2022-03,"),
        ("external_references.csv", "development,1,D3.1a", "development,1,D3.11"),
        ("alignments.csv", '"I/1,3,5 | II/1,3,5 | III/1,3,5 | V/1,3,5"', '"I/1,3,5"'),
        ("projects.csv", "SELIK", "SELIK nekdo@example.org"),
        ("observations.csv", "measure/A1.6", "measure/A9.9"),
    ):
        path = folder / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{old} is no longer in {file}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")
    return Project(root=real.root, tables=folder, build=tmp_path / "build")


def test_plain_pyshacl_finds_the_same_rules(tmp_path: Path) -> None:
    project = spoilt(tmp_path)
    with Steps(3, "en") as steps:
        dataset, findings = checked_dataset(project, steps)
    assert dataset is not None
    data = to_rdflib([*(quad.triple for quad in dataset.quads), *dataset.vocabulary])
    _, report, _ = pyshacl.validate(data, shacl_graph=read_shapes(project.shapes), advanced=True)
    rules = set(report.objects(None, SH.sourceConstraint)) | {
        shape
        for node, shape in report.subject_objects(SH.sourceShape)
        if (node, SH.sourceConstraint, None) not in report
    }
    assert {finding.rule for finding in findings} == {str(rule) for rule in rules}
    assert len(rules) >= 6


def test_a_constraint_that_would_need_every_node_is_refused() -> None:
    shapes = rdflib.Graph()
    shapes.parse(
        data="""
        @prefix sh: <http://www.w3.org/ns/shacl#> .
        @prefix : <https://example.org/> .
        :shape sh:targetClass :Thing ; sh:sparql :constraint .
        :constraint sh:select "SELECT $this WHERE { $this a :Thing }" .
        """,
        format="turtle",
    )
    with pytest.raises(ValueError, match="no sh:targetNode"):
        take_constraints(shapes)
