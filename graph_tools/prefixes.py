"""Namespaces and names of graphs used anywhere in the project: the only place they are written."""

from urllib.parse import quote

__all__ = [
    "CSVW",
    "GRAPHS",
    "ID",
    "OWL",
    "PORTFOLIO_GRAPH",
    "PREFIXES",
    "PROV",
    "RDF",
    "RDFS",
    "SCHEMA",
    "SG",
    "SH",
    "SKOS",
    "VOCABULARY_GRAPH",
    "XSD",
    "strategy_graphs",
]

SG = "https://w3id.org/strategy-graph/ontology#"
ID = "https://w3id.org/strategy-graph/id/"
GRAPHS = ID + "graph/"
VOCABULARY_GRAPH = "https://w3id.org/strategy-graph/vocabulary"
PORTFOLIO_GRAPH = "https://w3id.org/strategy-graph/portfolio"
CSVW = "http://www.w3.org/ns/csvw#"
OWL = "http://www.w3.org/2002/07/owl#"
PROV = "http://www.w3.org/ns/prov#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SCHEMA = "https://schema.org/"
SH = "http://www.w3.org/ns/shacl#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
XSD = "http://www.w3.org/2001/XMLSchema#"

PREFIXES: dict[str, str] = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": OWL,
    "prov": PROV,
    "qb": "http://purl.org/linked-data/cube#",
    "rdf": RDF,
    "rdfs": RDFS,
    "sg": SG,
    "skos": SKOS,
    "sosa": "http://www.w3.org/ns/sosa/",
    "time": "http://www.w3.org/2006/time#",
    "xsd": XSD,
}


def strategy_graphs(name: str) -> tuple[str, str, str]:
    """Return the named graphs of a strategy: what documents say, where, and what follows.

    Args:
        name: name of the folder of its tables.
    """
    graph = GRAPHS + quote(name, safe="")
    return graph, f"{graph}/provenance", f"{graph}/derived"
