"""The shapes: a small plan conforms, and each way to break it fires exactly the rules meant."""

from __future__ import annotations

import gc
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pyshacl
import pytest
import rdflib
from edits import broken_by, read_variants
from pyoxigraph import NamedNode, RdfFormat, Triple, parse
from rdflib.namespace import OWL, RDF, RDFS, SH, SKOS
from rdflib.plugins.sparql import processor
from rdflib.term import Node

from graph_tools.prefixes import SG
from graph_tools.validate.shacl import to_rdflib

HERE = Path(__file__).resolve().parent
ONTOLOGY = HERE.parent.parent / "ontology"
SAMPLE = (HERE / "sample.ttl").read_text(encoding="utf-8")
VARIANTS = read_variants(HERE / "variants.txt")
Broken = Callable[[str], set[str]]


SUB_CLASS = NamedNode(str(RDFS.subClassOf))


def triples(*paths: Path) -> list[Triple]:
    return [quad.triple for path in paths for quad in parse(path=path, format=RdfFormat.TURTLE)]


@pytest.fixture(scope="session")
def shapes() -> rdflib.Graph:
    return to_rdflib(triples(*sorted((ONTOLOGY / "shapes").glob("*.ttl"))))


@pytest.fixture(scope="session")
def broken(shapes: rdflib.Graph) -> Iterator[Broken]:
    """The rules that a Turtle text breaks, by name; the SPARQL of the rules is parsed once."""
    terms = triples(ONTOLOGY / "strategy.ttl", ONTOLOGY / "vocabularies.ttl")

    def rules(text: str) -> set[str]:
        stated = [quad.triple for quad in parse(text, format=RdfFormat.TURTLE)]
        named = {triple.object for triple in stated}
        needed = (t for t in terms if t.predicate == SUB_CLASS or t.subject in named)
        data = to_rdflib([*stated, *needed])
        gc.disable()  # It would otherwise take a third of the time.
        try:
            _, report, _ = pyshacl.validate(
                data, shacl_graph=shapes, inference="none", advanced=True, inplace=True
            )
        finally:
            gc.enable()
        assert isinstance(report, rdflib.Graph), report
        return {rule(report, result).removeprefix(SG) for result in report.objects(None, SH.result)}

    with pytest.MonkeyPatch.context() as patch:
        parse_query, translate = processor.parseQuery, processor.translateQuery
        algebra = cache(lambda text, base, ns: translate(parse_query(text), base, dict(ns)))
        patch.setattr(processor, "parseQuery", lambda text: text)
        patch.setattr(
            processor,
            "translateQuery",
            lambda text, base=None, ns=None: algebra(text, base, tuple((ns or {}).items())),
        )
        yield rules


def rule(report: rdflib.Graph, result: Node) -> str:
    """Return the IRI of the SPARQL constraint, or else of the shape, behind a result."""
    constraint = report.value(result, SH.sourceConstraint)
    named = isinstance(constraint, rdflib.URIRef)
    return str(constraint if named else report.value(result, SH.sourceShape))


def test_the_sample_conforms(broken: Broken) -> None:
    assert broken(SAMPLE) == set()


def test_the_code_lists_conform(broken: Broken) -> None:
    """Without data they are only told that there is no plan."""
    text = (ONTOLOGY / "vocabularies.ttl").read_text(encoding="utf-8")
    assert broken(text) == {"GraphShape-notEmpty"}


def test_the_sample_has_every_class_and_property() -> None:
    """Left out are the code lists, and what only they use."""
    terms = rdflib.Graph().parse(ONTOLOGY / "strategy.ttl")
    sample = rdflib.Graph().parse(HERE / "sample.ttl")
    lists = set(terms.transitive_subjects(RDFS.subClassOf, rdflib.URIRef(SG + "CodeListValue")))
    declared = {term for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
                for term in terms.subjects(RDF.type, kind)}  # fmt: skip
    missing = declared - lists - set(sample.predicates()) - set(sample.objects(None, RDF.type))
    # What only rules state is checked where they run: tests/graph/test_build.py.
    derived = {
        term for term in declared
        if any(str(text).startswith("Derived shortcut:")
               for text in terms.objects(term, SKOS.definition))
    }  # fmt: skip
    assert {str(term).removeprefix(SG) for term in missing - derived} == {"includesCertainty"}


@pytest.mark.parametrize(
    ("changes", "rules"), [row[1:] for row in VARIANTS], ids=[row[0] for row in VARIANTS]
)
def test_a_broken_sample_fires_its_rules_and_no_other(
    broken: Broken, changes: str, rules: set[str]
) -> None:
    assert broken(broken_by(changes, SAMPLE)) == rules


def test_every_shape_is_fired_by_a_variant(shapes: rdflib.Graph) -> None:
    kinds = (SH.NodeShape, SH.PropertyShape, SH.SPARQLConstraint)
    declared = {shape for kind in kinds for shape in shapes.subjects(RDF.type, kind)}
    # A shape of SPARQL constraints is reported under the constraint that failed.
    only_sparql = {shape for shape in declared if shapes.value(shape, SH.sparql)}
    names = {str(shape).removeprefix(SG) for shape in declared - only_sparql}
    assert names == {name for _, _, rules in VARIANTS for name in rules}


def test_a_shape_of_sparql_constraints_checks_nothing_else(shapes: rdflib.Graph) -> None:
    about = {RDF.type, SH.targetNode, SH.severity, SH.sparql}
    for shape in shapes.subjects(SH.sparql):
        assert set(shapes.predicates(shape)) == about


def test_variant_names_are_unique() -> None:
    names = [name for name, _, _ in VARIANTS]
    assert len(names) == len(set(names))


def test_every_shape_stands_by_itself(shapes: rdflib.Graph) -> None:
    """With an IRI, a target, a severity, and messages in both languages."""
    targets = {SH.targetClass, SH.targetNode, SH.targetSubjectsOf}
    for kind in (SH.NodeShape, SH.PropertyShape):
        for shape in shapes.subjects(RDF.type, kind):
            assert isinstance(shape, rdflib.URIRef)
            assert targets & set(shapes.predicates(shape)), shape
            assert shapes.value(shape, SH.severity) in {SH.Violation, SH.Warning}, shape


def test_every_rule_has_messages_in_both_languages(shapes: rdflib.Graph) -> None:
    for kind in (SH.NodeShape, SH.PropertyShape, SH.SPARQLConstraint):
        for shape in set(shapes.subjects(RDF.type, kind)) - set(shapes.subjects(SH.sparql)):
            messages = [message.language for message in shapes.objects(shape, SH.message)]
            assert sorted(messages) == ["cs", "en"], shape


def test_a_shape_is_named_after_its_file() -> None:
    for path in sorted((ONTOLOGY / "shapes").glob("*.ttl")):
        graph = rdflib.Graph().parse(path)
        for kind in (SH.NodeShape, SH.PropertyShape, SH.SPARQLConstraint):
            for shape in graph.subjects(RDF.type, kind):
                assert re.fullmatch(f"{path.stem}Shape(-[a-z][A-Za-z]*)?", shape[len(SG) :]), shape


@pytest.mark.parametrize(
    "text",
    ["10/2024–12/2027", "4 500 000 Kč", "1,2,5,8,11,12", "24.10.2025", "2024-05-14", "2021–2030",
     "od 1. 1. 2025 do 31. 12. 2027", "IČO 70891508", "3,4,5,6,7,8,9,11,12,13", "150 mil.",
     "15–19 let k 1. 1. 2021", "X/1.2.5.8.11. 12", "https://liberec.cz/a-1", ""],
)  # fmt: skip
def test_dates_and_amounts_are_no_personal_data(shapes: rdflib.Graph, text: str) -> None:
    assert all(re.search(pattern, text) for pattern in text_patterns(shapes))


@pytest.mark.parametrize(
    "text",
    ["485 226 111", "+420 485 226 111", "485-226-111", "tel. 485226111.", "kdo@kraj-lbc.cz",
     "48 52 26 11 1", "volejte 00420 485 226 111 ráno"],
)  # fmt: skip
def test_mail_and_telephone_are_personal_data(shapes: rdflib.Graph, text: str) -> None:
    assert not any(re.search(pattern, text) for pattern in text_patterns(shapes))


def text_patterns(shapes: rdflib.Graph) -> set[str]:
    """Return the patterns of the shapes of Text.ttl, which must all be one."""
    found = {
        str(shapes.value(shape, SH.pattern))
        for shape in shapes.subjects(RDF.type, SH.PropertyShape)
        if str(shape).startswith(SG + "TextShape-")
    }
    assert len(found) == 1
    return found
