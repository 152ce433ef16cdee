"""Hold a dataset against the shapes and lead every result back to the cell it comes from."""

from graph_tools.validate.shacl import validate_dataset

__all__ = ["validate_dataset"]
