"""Graphs of the network in one reading: bipartite ones, and projections that keep their evidence.

Nodes are keys of items, added in the order of the items, so that every result is the same each
time. Node attributes: ``label`` (short name or code), ``name_cs``, ``name_en``, ``kind``. Edge
attributes: ``weight``, ``level`` (1 certain … 3 uncertain), ``evidence`` (keys, in order); edges of
measure × actor and actor × goal also carry ``roles``.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping

import networkx as nx

from graph_tools.network.model import Links

__all__ = ["actor_goal", "all_graphs", "measure_actor", "measure_goal", "project",
           "sub_area_code", "without_isolates"]  # fmt: skip


def measure_actor(links: Links) -> nx.Graph[str]:
    """Return measure × actor: all measures, and the actors that take part in any.

    An edge's ``roles`` are the actor's roles in the measure; its level is that of the surest role.
    """
    graph = _empty(links, links.measures, links.actors)
    for measure in links.measures:
        for actor in links.network.ordered(links.roles.get(measure, {})):
            roles = links.roles[measure][actor]
            graph.add_edge(measure, actor, weight=1, level=min(roles.values()),
                           evidence=[measure], roles=sorted(roles, reverse=True))  # fmt: skip
    return graph


def measure_goal(links: Links) -> nx.Graph[str]:
    """Return measure × goal: all measures and all goals."""
    return _links_of(links, links.goals, links.measures, _of_kind(links, "goal"))


def sub_area_code(links: Links) -> nx.Graph[str]:
    """Return sub-area × code of another strategy."""
    codes = links.network.ordered({code for found in links.codes.values() for code in found})
    return _links_of(links, links.codes, _of_kind(links, "sub-area"), codes)


def actor_goal(links: Links) -> nx.Graph[str]:
    """Return actor × goal: an actor works for the goals of the measures it leads or joins.

    The evidence of an edge are those measures, its weight their number; its level is that of the
    surest of them, each as unsure as the less sure of its two links; ``roles`` are the actor's
    roles in them.
    """
    graph = _empty(links, links.actors, _of_kind(links, "goal"))
    for measure in links.measures:
        for actor in links.network.ordered(links.roles.get(measure, {})):
            roles = links.roles[measure][actor]
            for goal in links.network.ordered(links.goals.get(measure, {})):
                level = max(min(roles.values()), links.goals[measure][goal])
                _add(graph, actor, goal, measure, level)
                known = set(graph.edges[actor, goal].get("roles", ()))
                graph.edges[actor, goal]["roles"] = sorted(known | set(roles), reverse=True)
    return graph


def project(graph: nx.Graph[str], nodes: Iterable[str]) -> nx.Graph[str]:
    """Return the one-mode projection of a bipartite ``graph`` on ``nodes``.

    Two nodes are joined where they share a neighbour. The evidence are the shared neighbours, the
    weight their number; the level is that of the surest one, each as unsure as the less sure of
    its two links.
    """
    found: nx.Graph[str] = nx.Graph()
    kept = list(nodes)
    place = {node: number for number, node in enumerate(kept)}
    found.add_nodes_from((node, graph.nodes[node]) for node in kept)
    for shared in graph:
        if shared in place:
            continue
        ends = sorted(graph[shared], key=place.__getitem__)
        for first, second in itertools.combinations(ends, 2):
            level = max(graph[shared][first]["level"], graph[shared][second]["level"])
            _add(found, first, second, shared, level)
    ordered: nx.Graph[str] = nx.Graph()
    ordered.add_nodes_from(found.nodes(data=True))
    edges = ((a, b) if place[a] < place[b] else (b, a) for a, b in found.edges)
    for first, second in sorted(edges, key=lambda edge: (place[edge[0]], place[edge[1]])):
        ordered.add_edge(first, second, **found.edges[first, second])
    return ordered


def without_isolates(graph: nx.Graph[str]) -> nx.Graph[str]:
    """Return ``graph`` without the nodes that have no edge, in the same order."""
    found: nx.Graph[str] = nx.Graph()
    found.add_nodes_from((n, data) for n, data in graph.nodes(data=True) if graph[n])
    found.add_edges_from(graph.edges(data=True))
    return found


def all_graphs(links: Links) -> Mapping[str, nx.Graph[str]]:
    """Return every bipartite graph and every projection by the name of its file."""
    by_actor, by_goal = measure_actor(links), measure_goal(links)
    by_code = sub_area_code(links)
    return {
        "measure-actor": by_actor,
        "measure-goal": by_goal,
        "actor-goal": actor_goal(links),
        "sub-area-code": by_code,
        "actors-by-measure": project(by_actor, links.actors),
        "measures-by-actor": project(by_actor, links.measures),
        "measures-by-goal": project(by_goal, links.measures),
        "goals-by-measure": project(by_goal, _of_kind(links, "goal")),
        "sub-areas-by-code": project(by_code, _of_kind(links, "sub-area")),
    }


def _of_kind(links: Links, kind: str) -> list[str]:
    """Return all items of ``kind`` in their order."""
    return [key for key, item in links.network.items.items() if item.kind == kind]


def _links_of(
    links: Links, found: Mapping[str, Mapping[str, int]], sources: list[str], targets: list[str]
) -> nx.Graph[str]:
    """Return the bipartite graph of ``found`` (source → target → level)."""
    graph = _empty(links, sources, targets)
    for source in sources:
        for target in links.network.ordered(found.get(source, {})):
            level = found[source][target]
            graph.add_edge(source, target, weight=1, level=level, evidence=[source])
    return graph


def _empty(links: Links, *sides: Iterable[str]) -> nx.Graph[str]:
    """Return a graph with the nodes of both sides and no edges."""
    graph: nx.Graph[str] = nx.Graph()
    for number, side in enumerate(sides):
        for key in side:
            item = links.network.items[key]
            graph.add_node(key, label=item.code, name_cs=item.label.cs, name_en=item.label.en,
                           kind=item.kind, bipartite=number)  # fmt: skip
    return graph


def _add(graph: nx.Graph[str], first: str, second: str, evidence: str, level: int) -> None:
    """Add one piece of evidence to the edge between ``first`` and ``second``."""
    if not graph.has_edge(first, second):
        graph.add_edge(first, second, weight=0, level=level, evidence=[])
    edge = graph.edges[first, second]
    edge["weight"] += 1
    edge["level"] = min(edge["level"], level)
    edge["evidence"].append(evidence)
