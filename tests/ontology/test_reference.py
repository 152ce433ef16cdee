"""The page docs/ontology.md says what the Turtle files say."""

from __future__ import annotations

import re
from pathlib import Path

from rdflib import Graph
from rdflib.namespace import OWL, RDF, SKOS
from reference import reference

from graph_tools.prefixes import SG

ROOT = Path(__file__).resolve().parent.parent.parent
ONTOLOGY = ROOT / "ontology"
PAGE = ROOT / "docs" / "ontology.md"


def test_the_page_is_what_the_ontology_says(approve: bool) -> None:
    text = reference(ONTOLOGY)
    if approve:
        PAGE.write_text(text, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == text, "run pytest --approve tests/ontology"


def test_the_page_names_every_term_and_every_value() -> None:
    graph = Graph().parse(ONTOLOGY / "strategy.ttl")
    graph.parse(ONTOLOGY / "vocabularies.ttl")
    page = PAGE.read_text(encoding="utf-8")
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
    names = {
        str(term).removeprefix(SG) for kind in kinds for term in graph.subjects(RDF.type, kind)
    }
    written = set(re.findall(r"sg:(\w+)", page))
    assert names - written == {"includesCertainty"}
    assert {str(n) for n in graph.objects(None, SKOS.notation)} <= set(re.findall("`(.*?)`", page))


def test_every_row_has_as_many_cells_as_its_table() -> None:
    width = 0
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        cells = len(re.split(r"(?<!\\)\|", line)) if line.startswith("|") else 0
        assert width == 0 or cells in {0, width}, line
        width = cells
