"""The static site: one page an item in two languages, with the data of each beside it."""

from graph_tools.render.site.content import QUERIES
from graph_tools.render.site.folder import check, replaced
from graph_tools.render.site.write import Source, write_site

__all__ = ["QUERIES", "Source", "check", "replaced", "write_site"]
