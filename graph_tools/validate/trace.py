"""Lead a result back to the cell a person can mend."""

from __future__ import annotations

from graph_tools.graph import Dataset
from graph_tools.graph.build import Origin
from graph_tools.prefixes import PROV, RDF
from graph_tools.tables.reader import column_label
from graph_tools.validate.result import Result

__all__ = ["cell_of"]


def cell_of(dataset: Dataset, result: Result) -> tuple[Origin | None, str]:
    """Return the row and the column label nearest to ``result``; (None, "") where there is none.

    The cell is the one that gave the node's property; where that property lacks a translation,
    the empty column; where it has no value at all, the column that would give it; where no
    column does, the whole row that states the node.
    """
    nodes = [result.focus]
    if result.value is not None and result.value_is_iri:
        nodes.append(result.value)
    for node in nodes:
        origins = dataset.origins.get((node, result.path or ""), [])
        exact = [origin for origin in origins if origin.value == result.value]
        if exact:
            return exact[-1], _label(exact[-1], exact[-1].column)
        if origins:
            empty = [c for c in _columns(origins[-1], result.path) if _is_empty(origins[-1], c)]
            return origins[-1], _label(origins[-1], (empty or [origins[-1].column])[0])
    for node in reversed(nodes):
        rows = dataset.origins.get((node, RDF + "type"), [])
        if rows:
            columns = _columns(rows[0], result.path)
            return rows[0], _label(rows[0], columns[0]) if columns else ""
    evidence = dataset.origins.get((result.focus, PROV + "wasDerivedFrom"), [])
    if evidence:  # lines given for a node that no table states
        return evidence[0], _label(evidence[0], evidence[0].row.table.about.variables[-1])
    return None, ""


def _columns(origin: Origin, path: str | None) -> list[str]:
    """Return the columns of the origin's table that give ``path``."""
    return [column.name for column in origin.row.table.columns if column.predicate == path]


def _is_empty(origin: Origin, name: str) -> bool:
    """Say whether a translated column of the origin's row is empty."""
    column = next(column for column in origin.row.table.columns if column.name == name)
    return column.lang is not None and origin.row.cells[name] is None


def _label(origin: Origin, name: str) -> str:
    """Return the label of a real column; of a virtual one, the column its value is made of."""
    table = origin.row.table
    made_of = {c.name: c.value.variables for c in table.virtual if c.value is not None}
    if name in made_of:
        if len(made_of[name]) != 1:
            return ""
        name = made_of[name][0]
    return column_label(table, name)
