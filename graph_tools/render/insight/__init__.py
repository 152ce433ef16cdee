"""What the graph says, as a guide: numbers and names are given, the words only join them."""

from graph_tools.render.insight.facts import Facts
from graph_tools.render.insight.page import insight

__all__ = ["Facts", "insight"]
