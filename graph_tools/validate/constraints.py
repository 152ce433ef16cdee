"""The SPARQL constraints of the shapes, answered by Oxigraph.

Takes a dataset and the shapes; gives results. These constraints ask once about the whole graph
(their shape targets one fixed node). pySHACL gives the same results (a test holds both beside
each other), but parses and runs them on rdflib, which took a third of a whole build.
"""

from __future__ import annotations

from collections.abc import Iterator

import rdflib
from pyoxigraph import DefaultGraph, NamedNode, Quad, QuerySolutions, Store
from rdflib.namespace import SH
from rdflib.term import Node

from graph_tools.graph import Dataset
from graph_tools.validate.result import Result

__all__ = ["sparql_results", "take_constraints"]


def take_constraints(shapes: rdflib.Graph) -> dict[str, str]:
    """Remove the SPARQL constraints from ``shapes``; return their queries by the rule's IRI.

    Raises:
        ValueError: a constraint's shape has other targets than fixed nodes, for which the
            query would have to run once a node.
    """
    queries: dict[str, str] = {}
    for shape, constraint in list(shapes.subject_objects(SH.sparql)):
        if not list(shapes.objects(shape, SH.targetNode)):
            raise ValueError(f"{shape} has a SPARQL constraint but no sh:targetNode")
        select = str(shapes.value(constraint, SH.select)).replace("$this", "?this")
        queries[str(constraint)] = _prefixes(shapes, constraint) + select
        shapes.remove((shape, SH.sparql, constraint))
    return dict(sorted(queries.items()))


def sparql_results(dataset: Dataset, queries: dict[str, str]) -> Iterator[Result]:
    """Yield one result for each row of each of the ``queries``: the row names what is wrong."""
    store = Store()
    triples = {*(quad.triple for quad in dataset.quads), *dataset.vocabulary}
    store.bulk_extend(Quad(t.subject, t.predicate, t.object, DefaultGraph()) for t in triples)
    for rule, query in queries.items():
        rows = store.query(query)
        if not isinstance(rows, QuerySolutions):
            raise TypeError(f"{rule} is not a SELECT query")
        names = [variable.value for variable in rows.variables]
        for row in rows:
            slots = {name: getattr(row[name], "value", "") for name in names}
            value = row["value"]
            yield Result(
                rule=rule,
                severity="error",
                focus=slots["value"],
                path=slots.get("path") or None,
                value=None,
                value_is_iri=isinstance(value, NamedNode),
                slots=slots,
            )


def _prefixes(shapes: rdflib.Graph, constraint: Node) -> str:
    """Return the PREFIX lines that the constraint's ``sh:prefixes`` declares."""
    lines = [
        f"PREFIX {shapes.value(entry, SH.prefix)}: <{shapes.value(entry, SH.namespace)}>\n"
        for source in shapes.objects(constraint, SH.prefixes)
        for entry in shapes.objects(source, SH.declare)
    ]
    return "".join(sorted(lines))
