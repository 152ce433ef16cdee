"""What the endpoint is, for programs: SPARQL 1.1 Service Description."""

from __future__ import annotations

from graph_tools.prefixes import PREFIXES, RDF
from graph_tools.serve.formats import HTML

__all__ = ["DESCRIPTIONS", "described"]

_SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"

DESCRIPTIONS = ("text/turtle", HTML, "application/n-triples", "application/ld+json",
                "application/rdf+xml")  # fmt: skip
"""Forms of the description, the first where the asker likes all the same."""


def described(address: str, media: str) -> bytes:
    """Return the description of the endpoint at ``address``, in one of ``DESCRIPTIONS``."""
    from pyoxigraph import BlankNode, NamedNode, RdfFormat, Triple, serialize

    service, dataset, graph = (BlankNode(name) for name in ("service", "dataset", "graph"))
    said: list[tuple[BlankNode, str, NamedNode | BlankNode]] = [
        (service, RDF + "type", NamedNode(_SD + "Service")),
        (service, _SD + "endpoint", NamedNode(address)),
        (service, _SD + "supportedLanguage", NamedNode(_SD + "SPARQL11Query")),
        (service, _SD + "feature", NamedNode(_SD + "UnionDefaultGraph")),
        (service, _SD + "defaultDataset", dataset),
        (dataset, RDF + "type", NamedNode(_SD + "Dataset")),
        (dataset, _SD + "defaultGraph", graph),
        (graph, RDF + "type", NamedNode(_SD + "Graph")),
        *(
            (service, _SD + "resultFormat", NamedNode(_FORMATS + name))
            for name in (
                "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV",
                "SPARQL_Results_TSV", "Turtle", "N-Triples", "JSON-LD", "RDF_XML",
            )
        ),
    ]  # fmt: skip
    triples = [Triple(subject, NamedNode(name), value) for subject, name, value in said]
    form = RdfFormat.from_media_type(media)
    prefixes = {"rdf": PREFIXES["rdf"], "sd": _SD} if form == RdfFormat.TURTLE else None
    raw = serialize(triples, None, form, prefixes=prefixes)
    if form is None or raw is None:
        raise TypeError(f"nothing to write {media} with")
    return raw
