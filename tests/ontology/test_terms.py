"""Hygiene of the ontology: what is used is declared, what is declared is explained."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest
from rdflib import BNode, Graph, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SH, SKOS

from graph_tools.prefixes import SG

ROOT = Path(__file__).resolve().parent.parent.parent
ONTOLOGY = ROOT / "ontology"
ABOUT = URIRef(SG.removesuffix("#"))
TERMS = Graph().parse(ONTOLOGY / "strategy.ttl")
LISTS = Graph().parse(ONTOLOGY / "vocabularies.ttl")
SHAPES = sorted((ONTOLOGY / "shapes").glob("*.ttl"))
QUERIES = sorted((ROOT / "queries").rglob("*.rq"))
TABLES = sorted((ROOT / "data").glob("*/csv-metadata.json"))
DECLARED_TERMS = sorted(set(TERMS.subjects(RDF.type)) - {ABOUT})
VALUES = sorted(LISTS.subjects(SKOS.inScheme))
VIRTUAL = re.compile(r"\{(\w+)\}$")


def rules() -> Graph:
    graph = Graph()
    for path in SHAPES:
        graph.parse(path)
    return graph


def local(iri: object) -> str:
    return str(iri).removeprefix(SG)


def languages(graph: Graph, subject: object, predicate: URIRef) -> list[str | None]:
    return sorted(text.language for text in graph.objects(subject, predicate))


def misspelt(graph: Graph) -> set[str]:
    """Return the terms of SHACL's namespace that SHACL does not have."""
    used = {str(term) for term in chain.from_iterable(graph) if str(term).startswith(str(SH))}
    names = {iri.removeprefix(str(SH)) for iri in used}
    return {name for name in names if not is_shacl(name)}


def is_shacl(name: str) -> bool:
    try:
        return bool(SH[name])
    except (KeyError, AttributeError):
        return False


def test_no_shacl_term_is_misspelt() -> None:
    graph = rules()
    assert len(set(graph.predicates())) > 20
    assert misspelt(graph) == set()


@pytest.mark.parametrize("name", ["minCuont", "shape", "dataType"])
def test_a_misspelt_shacl_term_is_noticed(name: str) -> None:
    graph = Graph().parse(data=f"<x:y> <{SH}{name}> 1 .", format="turtle")
    assert misspelt(graph) == {name}


def names_in(text: str) -> set[str]:
    """Return the terms a Turtle or SPARQL text names, in its strings too, not in its comments."""
    said = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("#"))
    short = re.findall(r"(?<![\w-])sg:([A-Za-z][\w-]*)", said)
    return {*short, *re.findall(re.escape(SG) + r"([A-Za-z][\w-]*)", said)}


def columns() -> Iterator[tuple[str, dict]]:
    """Yield the columns of all tables, each with the name of its table."""
    for path in TABLES:
        for table in json.loads(path.read_text(encoding="utf-8"))["tables"]:
            for column in table["tableSchema"]["columns"]:
                yield f"{table['url']}:{column['name']}", column


def coded() -> dict[str, tuple[str, list[str]]]:
    """Return the IRI template and the values of each column that leads to the ontology."""
    found = {}
    for name, column in columns():
        template = column.get("valueUrl", "")
        if template.startswith(SG) and "{" in template and not column.get("virtual"):
            found[name] = (template, column["datatype"]["format"].split("|"))
    return found


def named_by_tables() -> set[str]:
    text = "".join(path.read_text(encoding="utf-8") for path in TABLES)
    fixed = {match for match in re.findall(re.escape(SG) + r"([\w-]+)(?![\w-]|\{)", text)}
    expanded = {
        local(VIRTUAL.sub(value, template)) for template, all_ in coded().values() for value in all_
    }
    return fixed | expanded


def test_every_term_used_anywhere_is_declared() -> None:
    graph = TERMS + LISTS + rules()
    declared = {local(term) for term in graph.subjects(RDF.type) if str(term).startswith(SG)}
    paths = [ONTOLOGY / "strategy.ttl", ONTOLOGY / "vocabularies.ttl", *SHAPES, *QUERIES]
    used = {str(path): names_in(path.read_text(encoding="utf-8")) for path in paths}
    used |= {"csv-metadata.json": named_by_tables()}
    assert sum(map(len, used.values())) > 1000
    assert {name: terms - declared for name, terms in used.items() if terms - declared} == {}


def test_every_file_of_the_library_names_the_same_namespace() -> None:
    for path in [ONTOLOGY / "strategy.ttl", ONTOLOGY / "vocabularies.ttl", *SHAPES, *QUERIES]:
        text = path.read_text(encoding="utf-8")
        found = set(re.findall(r"(?i)prefix\s+sg:\s*<([^>]*)>", text))
        assert found == {SG} or (not found and not re.search(r"\bsg:", text)), path


@pytest.mark.parametrize("term", DECLARED_TERMS, ids=local)
def test_every_term_is_explained_in_both_languages(term: URIRef) -> None:
    for predicate in (RDFS.label, SKOS.definition, SKOS.example):
        assert languages(TERMS, term, predicate) == ["cs", "en"], predicate
    assert list(TERMS.objects(term, RDFS.isDefinedBy)) == [ABOUT]


def test_every_code_list_and_value_is_explained_in_both_languages() -> None:
    for subject in set(LISTS.subjects(RDF.type)):
        for predicate in (SKOS.prefLabel, SKOS.definition):
            assert languages(LISTS, subject, predicate) == ["cs", "en"], subject
        assert list(LISTS.objects(subject, RDFS.isDefinedBy)) == [ABOUT], subject


def test_names_are_upper_camel_for_classes_and_lower_camel_for_properties() -> None:
    for term in DECLARED_TERMS:
        is_class = (term, RDF.type, OWL.Class) in TERMS
        assert re.fullmatch("[A-Z][A-Za-z]*" if is_class else "[a-z][A-Za-z]*", local(term))


def test_labels_of_terms_are_unique() -> None:
    for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty):
        terms = list(TERMS.subjects(RDF.type, kind))
        labels = [str(text) + str(text.language)
                  for term in terms for text in TERMS.objects(term, RDFS.label)]  # fmt: skip
        assert sorted(labels) == sorted(set(labels)), kind


def test_nothing_can_be_inferred_by_accident() -> None:
    forbidden = (RDFS.domain, RDFS.range, OWL.inverseOf, OWL.equivalentClass, OWL.sameAs)
    assert [triple for p in forbidden for triple in (TERMS + LISTS).triples((None, p, None))] == []


def test_the_ontology_says_what_it_is() -> None:
    dcterms, vann = "http://purl.org/dc/terms/", "http://purl.org/vocab/vann/"
    assert list(TERMS.subjects(RDF.type, OWL.Ontology)) == [ABOUT]
    for name in ("title", "description"):
        assert languages(TERMS, ABOUT, URIRef(dcterms + name)) == ["cs", "en"]
    assert str(TERMS.value(ABOUT, URIRef(dcterms + "license"))).startswith("https://")
    version = str(TERMS.value(ABOUT, OWL.versionInfo))
    assert str(TERMS.value(ABOUT, OWL.versionIRI)) == f"{ABOUT}/{version}"
    assert str(TERMS.value(ABOUT, URIRef(vann + "preferredNamespacePrefix"))) == "sg"
    assert str(TERMS.value(ABOUT, URIRef(vann + "preferredNamespaceUri"))) == SG


@pytest.mark.parametrize("graph", [TERMS, LISTS], ids=["strategy", "vocabularies"])
def test_there_are_no_blank_nodes(graph: Graph) -> None:
    assert [term for term in chain.from_iterable(graph) if isinstance(term, BNode)] == []


def test_every_class_has_a_shape_and_a_source() -> None:
    graph = rules()
    value, source = URIRef(SG + "CodeListValue"), URIRef(SG + "StatedShape-source")
    lists = set(TERMS.subjects(RDFS.subClassOf, value))
    classes = set(TERMS.subjects(RDF.type, OWL.Class)) - lists
    assert classes == set(graph.objects(None, SH.targetClass))
    sourceless = {local(term) for term in classes - set(graph.objects(source, SH.targetClass))}
    assert sourceless == {"SourceDocument", "SourceSpan", "ExcludedLines", "CodeListValue"}


def test_every_code_list_has_one_class_and_values() -> None:
    lists = set(TERMS.subjects(RDFS.subClassOf, URIRef(SG + "CodeListValue")))
    used = set()
    for scheme in LISTS.subjects(RDF.type, SKOS.ConceptScheme):
        classes = {c for v in LISTS.subjects(SKOS.inScheme, scheme) for c in LISTS[v : RDF.type]}
        assert len(classes) == 1, scheme
        name = local(*classes)
        assert local(scheme) == name[0].lower() + name[1:] + "Scheme"
        used |= classes
    assert used == lists


def templates() -> dict[str, str]:
    """Return the IRI template of each class of values, from the head of vocabularies.ttl."""
    text = (ONTOLOGY / "vocabularies.ttl").read_text(encoding="utf-8")
    return {name: iri for iri, name in re.findall(r"^#   sg:(\S+) +(\w+)$", text, re.MULTILINE)}


@pytest.mark.parametrize("value", VALUES, ids=local)
def test_the_iri_of_a_value_follows_from_its_notation(value: URIRef) -> None:
    (notation,), (kind,) = LISTS.objects(value, SKOS.notation), LISTS.objects(value, RDF.type)
    first, *rest = str(notation).split("-")
    camel = first + "".join(word.capitalize() for word in rest)
    template = templates()[local(kind)]
    filled = template.replace("<value>", str(notation)).replace("<lowerCamelValue>", camel)
    assert local(value) == filled


def test_notations_are_unique_in_their_list() -> None:
    assert len(VALUES) > 100
    pairs = [(scheme, n) for v in VALUES for scheme in LISTS[v : SKOS.inScheme]
             for n in LISTS[v : SKOS.notation]]  # fmt: skip
    assert len(pairs) == len(set(pairs)) == len(VALUES)


def test_the_tables_and_the_ontology_agree_on_where_values_live() -> None:
    for name, (template, _) in coded().items():
        expected = {SG + iri.split("<")[0] for iri in templates().values()} | {SG}
        assert VIRTUAL.sub("", template) in expected, name


def values_of(template: str, some: str) -> set[str]:
    """Return the IRIs of the list, or the sub-classes, to which the value ``some`` belongs."""
    iri = URIRef(VIRTUAL.sub(some, template))
    scheme = LISTS.value(iri, SKOS.inScheme)
    if scheme is None:
        return {str(term) for term in TERMS.subjects(RDF.type, OWL.Class)}
    return {str(value) for value in LISTS.subjects(SKOS.inScheme, scheme)}


@pytest.mark.parametrize("name", coded())
def test_a_column_offers_existing_values_only(name: str) -> None:
    template, offered = coded()[name]
    iris = {VIRTUAL.sub(value, template) for value in offered}
    assert len(iris) == len(offered)
    assert iris <= values_of(template, offered[0])


@pytest.mark.parametrize("name", [name for name in coded() if coded()[name][0] != SG + "{kind}"])
def test_a_column_offers_every_value_of_its_list(name: str) -> None:
    """A column of classes (``{kind}``) offers only those its table can hold."""
    template, offered = coded()[name]
    assert {VIRTUAL.sub(value, template) for value in offered} == values_of(template, offered[0])
