"""Read CSV tables by their W3C CSVW description, strictly, with every fault led to its cell."""

from graph_tools.tables.description import Column, ForeignKey, Table, read_description
from graph_tools.tables.reader import Row, Rows, read_tables

__all__ = ["Column", "ForeignKey", "Row", "Rows", "Table", "read_description", "read_tables"]
