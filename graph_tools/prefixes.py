"""Namespaces used anywhere in the project: the only place where a prefix meets its IRI."""

__all__ = ["CSVW", "ID", "OWL", "PREFIXES", "PROV", "RDF", "RDFS", "SG", "SH", "SKOS", "XSD"]

SG = "https://w3id.org/strategy-graph/ontology#"
ID = "https://w3id.org/strategy-graph/id/"
CSVW = "http://www.w3.org/ns/csvw#"
OWL = "http://www.w3.org/2002/07/owl#"
PROV = "http://www.w3.org/ns/prov#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
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
