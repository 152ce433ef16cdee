"""The explorer: one offline HTML file that shows the whole graph to people who do not program."""

from graph_tools.render.explorer.page import write_explorer

__all__ = ["write_explorer"]
