"""The network of measures, actors and goals: figures, communities, missing ties and scenarios.

Takes rows of the page queries ``network-*``; gives tables, gap rows and files to export.
"""

from graph_tools.network.model import LEVELS, QUERIES, Links, Network, read_network
from graph_tools.network.points import GAP_COLUMNS, single_point_rows

__all__ = [
    "GAP_COLUMNS",
    "LEVELS",
    "QUERIES",
    "Links",
    "Network",
    "read_network",
    "single_point_rows",
]
