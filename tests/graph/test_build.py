"""The dataset: what it holds, where each triple comes from, and that its bytes never change."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import NamedNode, RdfFormat, parse

from graph_tools.errors import Finding
from graph_tools.graph import Dataset
from graph_tools.prefixes import ID, PROV, RDF, SG
from graph_tools.project import Project
from graph_tools.queries import answer_from, find_question, load_store

STRATEGY = ID + "graph/liberec-social-inclusion"
MEASURES = {"A1": 22, "A2": 7, "A3": 2, "B1": 2, "B2": 8, "C1": 12, "D1": 13, "E1": 6}


def of_class(dataset: Dataset, name: str) -> set[str]:
    return {
        quad.subject.value
        for quad in dataset.quads
        if quad.predicate.value == RDF + "type" and quad.object.value == SG + name
    }


def test_the_real_data_have_no_finding(checked: tuple[Dataset, list[Finding]]) -> None:
    assert checked[1] == []


def test_the_counts_of_the_strategy_hold(checked: tuple[Dataset, list[Finding]]) -> None:
    dataset = checked[0]
    codes = [iri.rsplit("/", 1)[-1] for iri in of_class(dataset, "Measure")]
    assert Counter(code[:2] for code in codes) == MEASURES
    sizes = {"Area": 5, "SubArea": 8, "Goal": 13, "Priority": 5, "StrategicMeasure": 13,
             "ReportedTotal": 3, "Assessment": 72}  # fmt: skip
    assert {name: len(of_class(dataset, name)) for name in sizes} == sizes


def test_statements_provenance_and_derivations_stand_apart(
    checked: tuple[Dataset, list[Finding]],
) -> None:
    dataset = checked[0]
    graphs = {quad.graph_name.value for quad in dataset.quads}
    assert graphs == {STRATEGY, STRATEGY + "/provenance", STRATEGY + "/derived"}
    derived = {
        quad.predicate.value.removeprefix(SG)
        for quad in dataset.quads
        if quad.graph_name == NamedNode(STRATEGY + "/derived")
    }
    assert derived == {
        "contributesTo", "certainlyContributesTo", "possiblyContributesTo",
        "implements", "certainlyImplements", "possiblyImplements",
        "hasResponsible", "hasCertainResponsible", "hasPossibleResponsible",
        "hasCollaborator", "hasCertainCollaborator", "hasPossibleCollaborator",
        "involves", "certainlyInvolves", "possiblyInvolves",
        "linkedTo", "mainSource", "shortName", "codeKey",
    }  # fmt: skip
    spans = [quad for quad in dataset.quads if quad.predicate.value == PROV + "wasDerivedFrom"]
    assert {quad.graph_name.value for quad in spans} == {STRATEGY + "/provenance"}


def test_no_uncertain_reading_enters_a_shortcut(
    built: Project, checked: tuple[Dataset, list[Finding]]
) -> None:
    rows = answer_from(load_store(built.nquads), find_question(built.queries, "measure-goals")).rows
    sure = {(m, g) for m, g, certainty in rows if certainty != "uncertain"}
    shortcuts = {
        (quad.subject.value.rsplit("/", 1)[-1], quad.object.value.rsplit("/", 1)[-1])
        for quad in checked[0].quads
        if quad.predicate.value == SG + "contributesTo"
    }
    assert shortcuts == sure
    assert len(rows) > len(sure)


LINKS = {
    "ContributesTo": ("Alignment", "alignmentOf", "target"),
    "Implements": ("Alignment", "alignmentOf", "target"),
    "Responsible": ("Involvement", "involvementOf", "actor"),
    "Collaborator": ("Involvement", "involvementOf", "actor"),
    "Involves": ("Involvement", "involvementOf", "actor"),
}
NAMES = {
    "ContributesTo": ("certainlyContributesTo", "contributesTo", "possiblyContributesTo"),
    "Implements": ("certainlyImplements", "implements", "possiblyImplements"),
    "Responsible": ("hasCertainResponsible", "hasResponsible", "hasPossibleResponsible"),
    "Collaborator": ("hasCertainCollaborator", "hasCollaborator", "hasPossibleCollaborator"),
    "Involves": ("certainlyInvolves", "involves", "possiblyInvolves"),
}
SURE = ({"certain"}, {"certain", "probable"}, {"certain", "probable", "uncertain"})


@pytest.mark.parametrize("link", sorted(LINKS))
def test_shortcuts_by_reading_agree_with_the_records(
    link: str, checked: tuple[Dataset, list[Finding]]
) -> None:
    facts: dict[str, dict[str, set[str]]] = {}
    for quad in checked[0].quads:
        value = getattr(quad.object, "value", "")
        facts.setdefault(quad.subject.value, {}).setdefault(quad.predicate.value, set()).add(value)
    kind, of, to = LINKS[link]
    wanted_role = {"Responsible": "responsible", "Collaborator": "collaborating"}.get(link)
    wanted_class = {"ContributesTo": "Goal", "Implements": "StrategicMeasure"}.get(link)
    for name, sure in zip(NAMES[link], SURE, strict=True):
        found = {
            (node, target) for node, said in facts.items() for target in said.get(SG + name, ())
        }
        stated = {
            (measure, target)
            for said in facts.values()
            if SG + kind in said.get(RDF + "type", ())
            and said[SG + "certainty"] <= {SG + c for c in sure}
            and (wanted_role is None or said[SG + "role"] == {SG + wanted_role})
            for measure in said[SG + of]
            for target in said[SG + to]
            if wanted_class is None or SG + wanted_class in facts[target][RDF + "type"]
        }
        assert found == stated
        assert found


def test_every_item_has_one_main_source_among_its_sources(
    checked: tuple[Dataset, list[Finding]],
) -> None:
    main: dict[str, list[str]] = {}
    sources: dict[str, set[str]] = {}
    for quad in checked[0].quads:
        if quad.predicate.value == SG + "mainSource":
            main.setdefault(quad.subject.value, []).append(quad.object.value)
        elif quad.predicate.value == PROV + "wasDerivedFrom":
            sources.setdefault(quad.subject.value, set()).add(quad.object.value)
    assert all(len(spans) == 1 and spans[0] in sources[item] for item, spans in main.items())
    measures = [item for item in sources if "/measure/" in item]
    assert measures
    assert set(measures) <= set(main)


def test_provenance_has_one_row_for_each_node_and_span_of_the_tables(built: Project) -> None:
    wanted = set()
    description = json.loads((built.tables / "csv-metadata.json").read_text(encoding="utf-8"))
    for table in description["tables"]:
        about = table["tableSchema"]["aboutUrl"].replace("{+", "{")
        with (built.tables / table["url"]).open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                if "document" in row and table["url"] != "excluded_lines.csv":
                    node = about.format(**row)
                    wanted.add((node, row["document"], row["first_line"], row["last_line"]))
    with (built.tables / "documents.csv").open(encoding="utf-8", newline="") as file:
        names = {row["file_name"]: row["id"] for row in csv.DictReader(file)}
    question = find_question(built.queries, "provenance")
    rows = answer_from(load_store(built.nquads), question).rows
    assert {(node, names[file], first, last) for node, file, first, last in rows} == wanted
    assert len(rows) == len(wanted) > 2000


def test_no_blank_node_and_every_literal_survives_the_files(
    built: Project, checked: tuple[Dataset, list[Finding]]
) -> None:
    dataset = checked[0]
    assert not [quad for quad in dataset.quads if "_:" in str(quad.subject) + str(quad.object)]
    read = set(parse(path=built.nquads, format=RdfFormat.N_QUADS))
    assert read == set(dataset.quads)
    turtle = rdflib.Graph().parse(built.build / "graph.ttl", format="turtle")
    assert len(turtle) == len({quad.triple for quad in dataset.quads})


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib's reader uses its own old names
def test_the_json_ld_holds_the_same_quads(
    built: Project, checked: tuple[Dataset, list[Finding]]
) -> None:
    text = (built.build / "graph.jsonld").read_text(encoding="utf-8")
    jsonld = rdflib.Dataset()
    jsonld.parse(data=text, format="json-ld")
    assert len(jsonld) == len(checked[0].quads)


def test_the_same_tables_give_the_same_bytes(tmp_path: Path) -> None:
    digests = []
    for seed in ("0", "4711"):
        folder = tmp_path / seed
        subprocess.run(
            [sys.executable, "-m", "graph_tools", "build", "--build", str(folder)],
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=tmp_path,
        )
        digests.append({path.name: path.read_bytes() for path in sorted(folder.iterdir())})
    assert set(digests[0]) == {
        "explorer.html", "graph.jsonld", "graph.nq", "graph.ttl", "single-point.csv",
        "vocabulary.nt",
    }  # fmt: skip
    assert digests[0] == digests[1]
