"""Rows for the explorer's Network view: nodes, ties and missing ties of four projections.

Takes a loaded graph; gives answers like those of a page query, each figure for all three
readings. The figures are those of ``network``; places and colours are left to the page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from graph_tools.answers import READINGS, Answers
from graph_tools.commands.network import network_of

if TYPE_CHECKING:
    import networkx as nx

    from graph_tools.network import Links, Network
    from graph_tools.queries import Engine

__all__ = ["network_answers"]

_NODES = ("projection", "id", "kind", *READINGS, "community")
_TIES = ("projection", "source", "target", *READINGS)


@dataclass(frozen=True)
class _Projection:
    """One projection in all readings.

    Attributes:
        name: ``actors`` (without unspecified groups), ``actors-groups``, ``goals``, ``sub-areas``.
        kinds: kind of each node (``actor``, ``group``, ``goal``, ``sub-area``, ``strategy``), in
            the order of the answer.
        graphs: ties with their ``weight``, by reading.
        loads: what ties are counted in (measures, codes) at each node, by reading.
        communities: of the lenient reading, the largest first; None of two kinds of nodes.
        missing: pairs of leads and the goals both lead measures for, by reading.
    """

    name: str
    kinds: Mapping[str, str]
    graphs: Sequence[nx.Graph[str]]
    loads: Sequence[Mapping[str, int]]
    communities: Sequence[Sequence[str]] | None = None
    missing: Sequence[Mapping[tuple[str, str], Sequence[str]]] = ()


def network_answers(engine: Engine, queries: Path) -> Answers:
    """Return what the Network view shows.

    Args:
        engine: a built graph.
        queries: folder of the query library.

    Returns:
        ``network-nodes``: load in each reading; community of the lenient reading, 1 the largest,
        0 without a tie, empty where the projection has no communities. ``network-ties``: number
        of shared measures, or of codes, in each reading. ``network-missing``: identifiers of the
        shared goals, with blanks between, in each reading in which the tie is missing. All
        identifiers are those of the page's items.
    """
    network = network_of(engine, queries)
    projections = [
        _actors(network, groups=False),
        _actors(network, groups=True),
        _goals(network),
        _sub_areas(network),
    ]
    return {
        "network-nodes": (_NODES, [row for one in projections for row in _node_rows(one)]),
        "network-ties": (_TIES, [row for one in projections for row in _tie_rows(one)]),
        "network-missing": (_TIES, [row for one in projections for row in _missing_rows(one)]),
    }


def _readings(network: Network, *, groups: bool = False) -> list[Links]:
    """Return the links of each reading."""
    return [network.at(reading, groups=groups) for reading in READINGS]


def _actors(network: Network, *, groups: bool) -> _Projection:
    """Return actor × actor: joined by measures in which both take part, in any role."""
    from graph_tools.network.graphs import measure_actor, project
    from graph_tools.network.metrics import communities
    from graph_tools.network.ties import missing_ties

    readings = _readings(network, groups=groups)
    graphs = [project(measure_actor(links), links.actors) for links in readings]
    return _Projection(
        "actors-groups" if groups else "actors",
        {key: "group" if network.is_group(key) else "actor" for key in graphs[-1]},
        graphs,
        [{actor: len(links.of_actor(actor)) for actor in links.actors} for links in readings],
        communities(graphs[-1]),
        [
            {(tie.first, tie.second): tie.goals for tie in missing_ties(links, graph) if tie.goals}
            for links, graph in zip(readings, graphs, strict=True)
        ],
    )


def _goals(network: Network) -> _Projection:
    """Return goal × goal: joined by measures that contribute to both."""
    from graph_tools.network.graphs import measure_goal, project
    from graph_tools.network.metrics import communities

    goals = [key for key, item in network.items.items() if item.kind == "goal"]
    by_measure = [measure_goal(links) for links in _readings(network)]
    graphs = [project(graph, goals) for graph in by_measure]
    return _Projection(
        "goals",
        dict.fromkeys(goals, "goal"),
        graphs,
        [{goal: len(graph[goal]) for goal in goals} for graph in by_measure],
        communities(graphs[-1]),
    )


def _sub_areas(network: Network) -> _Projection:
    """Return sub-area × linked strategy: the weight is the number of its codes they refer to."""
    import networkx as nx

    readings = _readings(network)
    sub_areas = [key for key, item in network.items.items() if item.kind == "sub-area"]
    graphs: list[nx.Graph[str]] = []
    loads: list[dict[str, int]] = []
    for links in readings:
        graph: nx.Graph[str] = nx.Graph()
        codes: dict[str, set[str]] = {}
        for sub_area in sub_areas:
            for code in network.ordered(links.codes.get(sub_area, {})):
                strategy = code.partition("|")[0]  # the key of a code begins with its strategy's
                weight = graph.get_edge_data(sub_area, strategy, {"weight": 0})["weight"]
                graph.add_edge(sub_area, strategy, weight=weight + 1)
                codes.setdefault(sub_area, set()).add(code)
                codes.setdefault(strategy, set()).add(code)
        graphs.append(graph)
        loads.append({key: len(found) for key, found in codes.items()})
    kinds = dict.fromkeys(sub_areas, "sub-area")
    kinds.update((key, "strategy") for key in sorted(set(graphs[-1]) - set(kinds)))
    return _Projection("sub-areas", kinds, graphs, loads)


def _id(key: str) -> str:
    """Return the identifier the page gives the item ``key``: without its strategy."""
    return key.partition("/")[2]


def _node_rows(one: _Projection) -> Iterator[tuple[str, ...]]:
    """Give the rows of the nodes, in the order of the items."""
    joined = {
        key: str(number)
        for number, part in enumerate(one.communities or (), start=1)
        for key in part
    }
    alone = "" if one.communities is None else "0"
    for key, kind in one.kinds.items():
        loads = (str(load.get(key, 0)) for load in one.loads)
        yield (one.name, _id(key), kind, *loads, joined.get(key, alone))


def _tie_rows(one: _Projection) -> Iterator[tuple[str, ...]]:
    """Give the rows of the ties; what counts in one reading counts in those after it."""
    place = {key: number for number, key in enumerate(one.kinds)}
    ends = (sorted(edge, key=place.__getitem__) for edge in one.graphs[-1].edges)
    for first, second in sorted(ends, key=lambda edge: (place[edge[0]], place[edge[1]])):
        weights = (
            str(graph.edges[first, second]["weight"] if graph.has_edge(first, second) else 0)
            for graph in one.graphs
        )
        yield (one.name, _id(first), _id(second), *weights)


def _missing_rows(one: _Projection) -> Iterator[tuple[str, ...]]:
    """Give the rows of the missing ties, those with the most goals in the default reading first."""
    place = {key: number for number, key in enumerate(one.kinds)}
    default = list(READINGS).index("default")

    def rank(pair: tuple[str, str]) -> tuple[int, int, int]:
        goals = len(one.missing[default].get(pair, ()))
        return -goals, place[pair[0]], place[pair[1]]

    for first, second in sorted({pair for found in one.missing for pair in found}, key=rank):
        goals = (found.get((first, second), ()) for found in one.missing)
        yield (one.name, _id(first), _id(second), *(" ".join(map(_id, some)) for some in goals))
