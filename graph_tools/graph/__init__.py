"""Make one RDF dataset of checked rows, derive its shortcuts, and write it the same each time."""

from graph_tools.graph.build import Dataset, build_dataset
from graph_tools.graph.write import as_ntriples, as_turtle, write_dataset

__all__ = ["Dataset", "as_ntriples", "as_turtle", "build_dataset", "write_dataset"]
