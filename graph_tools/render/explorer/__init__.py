"""The explorer: one offline HTML file that shows the whole graph to people who do not program."""

from graph_tools.render.explorer.page import GraphFiles, write_explorer

__all__ = ["GraphFiles", "write_explorer"]
