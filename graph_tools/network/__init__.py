"""The network of measures, actors and goals: figures, communities, missing ties and scenarios.

Takes rows of the page queries ``network-*``; gives tables, gap rows and files to export.
"""

from graph_tools.network.model import QUERIES, Links, Network, read_network
from graph_tools.network.points import single_point_rows

__all__ = [
    "QUERIES",
    "Links",
    "Network",
    "read_network",
    "single_point_rows",
]
