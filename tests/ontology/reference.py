"""The reference of the ontology, written from the Turtle files in Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from rdflib import Graph, URIRef
from rdflib.collection import Collection
from rdflib.namespace import OWL, RDFS, SH, SKOS
from rdflib.term import Node

from graph_tools.prefixes import PREFIXES, SG

__all__ = ["reference"]

HEAD = """# The ontology

{about} Namespace `{namespace}`, prefix `sg:`, version {version}.

This page is written by `pytest --approve tests/ontology` from `ontology/*.ttl` and
`ontology/shapes/*.ttl`; change those, not this. Names are in English, Czech labels stand beside
them. Every record needs an IRI of its own, and every record but the sources and the code lists
must name the lines it comes from (`prov:wasDerivedFrom`).

## Decisions

- A link is a node with its reading, certainty and source; the short edge is derived from it.
- No inverse properties, no domains and ranges, no inference: data state a class and its
  super-class.
- Established terms are reused as they are: `skos:prefLabel`, `skos:notation`, `skos:exactMatch`,
  `dcterms:isPartOf`, `dcterms:temporal`, `org:unitOf`, `prov:wasDerivedFrom`.
- A property shape has its own IRI, target, severity and messages, so that a finding leads to its
  rule.

The records of the decisions:
"""
REUSED = {
    "skos:prefLabel": ("název", "The title or name."),
    "skos:notation": ("kód", "The code."),
    "skos:exactMatch": (
        "úřední identifikátor",
        "The official identifier; of a goal or strategy, the same in the data of another strategy.",
    ),
    "skos:definition": ("vysvětlení", "What the value means."),
    "skos:inScheme": ("číselník", "The code list of the value."),
    "dcterms:isPartOf": ("je součástí", "The greater whole."),
    "dcterms:spatial": ("týká se kraje", "The region it is for."),
    "dcterms:temporal": ("platí", "When it is valid."),
    "org:unitOf": ("je útvarem", "The organisation or department to which it belongs."),
    "prov:wasDerivedFrom": ("pochází z", "The lines of a source document."),
    "rdf:type": ("třída", "Its class."),
}


def short(iri: Node | None) -> str:
    for prefix, namespace in PREFIXES.items():
        if str(iri).startswith(namespace):
            return f"{prefix}:{str(iri).removeprefix(namespace)}"
    return str(iri)


def code(iri: Node | None) -> str:
    return f"`{short(iri)}`"


def said(graph: Graph, subject: Node, predicate: URIRef, language: str = "en") -> str:
    texts = [t for t in graph.objects(subject, predicate) if t.language == language]
    return str(texts[0]) if texts else ""


def row(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def table(*names: str) -> list[str]:
    return [row(*names), row(*["---"] * len(names))]


def path_text(graph: Graph, path: Node) -> str:
    """Return a property path as SPARQL writes it."""
    if isinstance(path, URIRef):
        return short(path)
    if inverse := graph.value(path, SH.inversePath):
        return f"^{short(inverse)}"
    if either := graph.value(path, SH.alternativePath):
        return " or ".join(path_text(graph, part) for part in Collection(graph, either))
    return " / ".join(path_text(graph, part) for part in Collection(graph, path))


def how_many(graph: Graph, shape: Node) -> str:
    low = graph.value(shape, SH.minCount) or graph.value(shape, SH.qualifiedMinCount) or 0
    high = graph.value(shape, SH.maxCount) or graph.value(shape, SH.qualifiedMaxCount)
    if high is not None and int(low) == int(high):
        return str(high)
    return f"{low} or more" if high is None else f"{low} to {high}"


def value_text(graph: Graph, shape: Node) -> str:
    """Return what the values must be."""
    parts = [code(of) for of in graph.objects(shape, SH["class"])]
    if one_of := graph.value(shape, SH["or"]):
        classes = [graph.value(part, SH["class"]) for part in Collection(graph, one_of)]
        parts.append(" or ".join(code(of) for of in classes))
    parts += [code(of) for of in graph.objects(shape, SH.datatype)]
    inner = graph.value(shape, SH.qualifiedValueShape) or shape
    if listed := graph.value(inner, SH.languageIn):
        parts.append("text in " + ", ".join(map(str, Collection(graph, listed))))
    if listed := graph.value(inner, SH["in"]):
        parts.append(" or ".join(code(of) for of in Collection(graph, listed)))
    for predicate, words in WORDS.items():
        parts += [words.format(short(of)) for of in graph.objects(shape, predicate)]
    return ", ".join(parts)


WORDS = {
    SH.pattern: "like `{}`",
    SH.minInclusive: "from {}",
    SH.maxInclusive: "to {}",
    SH.lessThanOrEquals: "not after `{}`",
    SH.equals: "the same as `{}`",
    SH.hasValue: "one is `{}`",
    SH.nodeKind: "{}",
}


class Reference:
    """The ontology's three graphs and the sections written from them."""

    def __init__(self, ontology: Path) -> None:
        self.folder = ontology
        self.terms = Graph().parse(ontology / "strategy.ttl")
        self.lists = Graph().parse(ontology / "vocabularies.ttl")
        self.shapes = Graph()
        for path in sorted((ontology / "shapes").glob("*.ttl")):
            self.shapes.parse(path)

    def text(self, name: str) -> str:
        return (self.folder / name).read_text(encoding="utf-8")

    def head(self) -> Iterator[str]:
        about = URIRef(SG.removesuffix("#"))
        description = URIRef(PREFIXES["dcterms"] + "description")
        version = self.terms.value(about, OWL.versionInfo)
        yield HEAD.format(about=said(self.terms, about, description), namespace=SG, version=version)
        for path in sorted((self.folder.parent / "docs" / "decisions").glob("*.md")):
            title = path.read_text(encoding="utf-8").splitlines()[0].removeprefix("# ")
            yield f"- [{title}](decisions/{path.name})"

    def classes(self) -> Iterator[str]:
        yield "\n## Classes"
        for line in self.text("strategy.ttl").splitlines():
            if section := re.match(r"# --- Classes: (.*)", line):
                if section[1] != "code lists":
                    yield f"\n### {section[1][0].upper()}{section[1][1:]}"
            elif found := re.match(r"sg:(\w+) a owl:Class", line):
                yield from self.one_class(URIRef(SG + found[1]))

    def one_class(self, term: URIRef) -> Iterator[str]:
        if (term, RDFS.subClassOf, URIRef(SG + "CodeListValue")) in self.terms:
            return
        label, czech = (said(self.terms, term, RDFS.label, tag) for tag in ("en", "cs"))
        parents = ", ".join(sorted(code(of) for of in self.terms.objects(term, RDFS.subClassOf)))
        example = said(self.terms, term, SKOS.example)
        yield f"\n#### {label} · {czech}\n"
        yield f"{code(term)}{', a kind of ' + parents if parents else ''}."
        yield f"{said(self.terms, term, SKOS.definition)} For example: {example}\n"
        yield from table("property", "Czech", "how many", "value", "meaning")
        source = URIRef(SG + "StatedShape-source")
        shapes = set(self.shapes.subjects(SH.targetClass, term))
        for shape in sorted(shapes - {source}, key=self.order):
            if path := self.shapes.value(shape, SH.path):
                yield self.property(shape, path)

    def order(self, shape: Node) -> tuple[str, int]:
        name = str(shape).removeprefix(SG)
        file = name.split("Shape")[0]
        return file, self.text(f"shapes/{file}.ttl").index(f"sg:{name} a ")

    def property(self, shape: Node, path: Node) -> str:
        label, meaning = self.meaning(path)
        if not isinstance(path, URIRef):
            meaning = said(self.shapes, shape, SH.message)
        if self.shapes.value(shape, SH.severity) == SH.Warning:
            meaning = f"Warning: {said(self.shapes, shape, SH.message)}"
        value = value_text(self.shapes, shape)
        many = how_many(self.shapes, shape)
        return row(f"`{path_text(self.shapes, path)}`", label, many, value, meaning)

    def meaning(self, path: Node) -> tuple[str, str]:
        """Return the Czech label and the English definition of a property."""
        if short(path) in REUSED:
            return REUSED[short(path)]
        return said(self.terms, path, RDFS.label, "cs"), said(self.terms, path, SKOS.definition)

    def shortcuts(self) -> Iterator[str]:
        yield "\n## Shortcuts\n\nDerived by `queries/rules/*.rq`, never written by hand.\n"
        yield from table("property", "Czech", "meaning")
        text = self.text("strategy.ttl").partition("# --- Properties: shortcuts")[2]
        for name in re.findall(r"^sg:(\w+) a ", text, re.MULTILINE):
            label, meaning = self.meaning(URIRef(SG + name))
            yield row(f"`sg:{name}`", label, meaning)

    def rules(self) -> Iterator[str]:
        yield "\n## Rules about the whole graph\n"
        yield from table("rule", "what it says")
        names = re.findall(r"^sg:(GraphShape-\w+) a ", self.text("shapes/Graph.ttl"), re.MULTILINE)
        for name in names:
            message = said(self.shapes, URIRef(SG + name), SH.message)
            yield row(f"`{name}`", re.sub(r"\{\?(\w+)\}", r"*\1*", message))
        paths = {
            self.shapes.value(shape, SH.path)
            for shape in self.shapes.subjects(SH.targetSubjectsOf)
            if str(shape).startswith(SG + "TextShape-")
        }
        listed = ", ".join(sorted(code(path) for path in paths))
        yield f"\nNo text may hold an e-mail address or a telephone number: {listed}."

    def code_lists(self) -> Iterator[str]:
        yield "\n## Code lists"
        text = self.text("vocabularies.ttl")
        for iri, name in re.findall(r"^#   (sg:\S+) +(\w+)$", text, re.MULTILINE):
            scheme = URIRef(f"{SG}{name[0].lower()}{name[1:]}Scheme")
            title, czech = (said(self.lists, scheme, SKOS.prefLabel, tag) for tag in ("en", "cs"))
            yield f"\n### {title} · {czech}\n"
            yield f"`sg:{name}`, IRI `{iri}`. {said(self.lists, scheme, SKOS.definition)}\n"
            yield from table("value", "Czech", "English", "meaning")
            values = self.lists.subjects(SKOS.inScheme, scheme)
            for value in sorted(values, key=lambda of: text.index(f"\n{short(of)} a ")):
                notation = str(self.lists.value(value, SKOS.notation))
                labels = (said(self.lists, value, SKOS.prefLabel, tag) for tag in ("cs", "en"))
                yield row(f"`{notation}`", *labels, said(self.lists, value, SKOS.definition))


def reference(ontology: Path) -> str:
    """Return the whole page for the ontology in the folder ``ontology``."""
    page = Reference(ontology)
    sections = (page.head(), page.classes(), page.shortcuts(), page.rules(), page.code_lists())
    return "\n".join(line for section in sections for line in section) + "\n"
