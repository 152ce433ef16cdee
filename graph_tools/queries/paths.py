"""The shortest ways between two items over what links them, each step with its links.

Takes an ``Atlas`` and two items; gives paths. The links are those of measures with actors, goals,
strategic measures and their sub-area, of sub-areas with codes of other strategies, and of strategic
measures with the goals declared for them. An unspecified group such as municipalities is not
stepped over, since two measures that name it need have nobody in common, unless it is asked for.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from graph_tools.queries.atlas import RANKS, Atlas, Link

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["Path", "shortest_paths"]


class Path(NamedTuple):
    """A way from one item to another.

    Attributes:
        items: identifiers of the items stepped on, both ends among them.
        steps: the links of each step, the surest first; one fewer than items.
    """

    items: tuple[str, ...]
    steps: tuple[tuple[Link, ...], ...]


def shortest_paths(
    atlas: Atlas, start: str, end: str, *, rank: int = 2, groups: bool = False
) -> list[Path]:
    """Return all shortest paths, those of actual links before those over a mere sub-area.

    Args:
        atlas: everything known.
        start: identifier of the first item.
        end: identifier of the last item.
        rank: the least sure degree of certainty of a link that is used.
        groups: step over unspecified groups, too.

    Returns:
        Paths of equal length: fewest sub-areas first, then the surest, then in natural order;
        empty where the items are not connected.
    """
    import networkx as nx

    graph = _graph(atlas, {start, end}, rank, groups=groups)
    if start not in graph or end not in graph or not nx.has_path(graph, start, end):
        return []
    found = [
        Path(tuple(items), tuple(
            tuple(graph.edges[pair]["links"]) for pair in pairwise(items)
        ))
        for items in nx.all_shortest_paths(graph, start, end)
    ]  # fmt: skip
    return sorted(found, key=lambda path: (
        sum(atlas.items[item].kind == "sub-area" for item in path.items),
        sum(_rank(step[0]) for step in path.steps),
        [atlas.order(item) for item in path.items],
    ))  # fmt: skip


def _graph(atlas: Atlas, ends: set[str], rank: int, *, groups: bool) -> nx.Graph[str]:
    """Return the graph of items; each edge holds its links, the surest first."""
    import networkx as nx

    graph: nx.Graph[str] = nx.Graph()
    for link in sorted(atlas.links, key=lambda link: (_rank(link), link.relation, link.sources)):
        shut = [
            item for item in (link.source, link.target)
            if atlas.items[item].is_group and not groups and item not in ends
        ]  # fmt: skip
        if shut or _rank(link) > rank:
            continue
        if not graph.has_edge(link.source, link.target):
            graph.add_edge(link.source, link.target, links=[])
        graph.edges[link.source, link.target]["links"].append(link)
    return graph


def _rank(link: Link) -> int:
    """Return how sure a link is; mere belonging has no certainty of its own and is sure."""
    return RANKS.get(link.certainty, 1)
