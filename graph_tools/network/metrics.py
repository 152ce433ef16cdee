"""Figures of the network: places of actors, communities against areas, spread of responsibility.

Takes graphs of ``graphs``, gives numbers by node. Nothing is rounded here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from math import comb

import networkx as nx

from graph_tools.network.graphs import without_isolates
from graph_tools.network.model import Links

__all__ = ["Place", "Redundancy", "adjusted_rand_index", "communities", "herfindahl",
           "load_of_leads", "places", "redundancy"]  # fmt: skip

_DAMPING = 0.85
_SEED = 2021


@dataclass(frozen=True)
class Place:
    """Where one actor stands in the projection actor × actor (joined by shared measures).

    Attributes:
        degree: number of actors with which it shares a measure.
        weighted_degree: sum of the measures shared with each of them (a measure shared with two
            actors counts twice).
        betweenness: share of the pairs of other actors whose shortest paths lead through it,
            between 0 and 1: Brandes' betweenness without weights (the number of shared measures is
            no distance), divided by (n − 1)(n − 2) / 2; 0 where n < 3.
        pagerank: PageRank weighted by shared measures, damping 0.85; the sum over actors is 1.
        constraint: Burt's constraint, weighted: near 0 where the partners do not know each other
            (a broker), high where they all do; None without partners.
        effective_size: Burt's effective size, weighted: partners less their redundancy, from 1 (all
            of them joined with each other) to the degree; None without partners.
    """

    degree: int
    weighted_degree: int
    betweenness: float
    pagerank: float
    constraint: float | None
    effective_size: float | None


def places(graph: nx.Graph[str]) -> dict[str, Place]:
    """Return the place of every node of a weighted projection."""
    if not graph:
        return {}
    between = nx.betweenness_centrality(graph, normalized=True)
    rank = nx.pagerank(graph, alpha=_DAMPING, tol=1e-14, max_iter=2000, weight="weight")
    joined = without_isolates(graph)  # constraint is not defined for the others
    constraint = nx.constraint(joined, weight="weight") if joined else {}
    return {
        node: Place(
            degree=len(graph[node]),
            weighted_degree=sum(edge["weight"] for edge in graph[node].values()),
            betweenness=between[node],
            pagerank=rank[node],
            constraint=constraint.get(node),
            effective_size=_effective_size(graph, node) if graph[node] else None,
        )
        for node in graph
    }


def _effective_size(graph: nx.Graph[str], ego: str) -> float:
    """Return Burt's effective size of ``ego``: Σ_j (1 − Σ_q p_iq m_jq) over its partners j.

    p_iq is the share of q in the weight of all of i's edges, m_jq the weight of j and q divided by
    j's largest weight. Written here because networkx up to 3.6 divides by the wrong partner's
    largest weight unless nodes are named (networkx pull request 8906).
    """
    total = sum(edge["weight"] for edge in graph[ego].values())
    size = 0.0
    for partner in graph[ego]:
        most = max(edge["weight"] for edge in graph[partner].values())
        size += 1 - sum(
            edge["weight"] * graph[partner][other]["weight"] / (total * most)
            for other, edge in graph[ego].items()
            if other in graph[partner]
        )
    return size


def communities(graph: nx.Graph[str]) -> list[list[str]]:
    """Return the communities of a weighted projection, the largest first.

    Louvain's method by weight, resolution 1, with a fixed seed. Nodes without an edge belong to
    none: nothing is known of where they belong.
    """
    nodes = [node for node in graph if graph[node]]
    if not nodes:
        return []
    # Sets of numbers, unlike sets of texts, have the same order in every run.
    place = {node: number for number, node in enumerate(nodes)}
    numbered: nx.Graph[int] = nx.Graph()
    numbered.add_nodes_from(range(len(nodes)))
    for first, second, edge in graph.edges(data=True):
        numbered.add_edge(place[first], place[second], weight=edge["weight"])
    parts = nx.community.louvain_communities(numbered, weight="weight", seed=_SEED)
    found = sorted((sorted(part) for part in parts), key=lambda part: (-len(part), part))
    return [[nodes[number] for number in part] for part in found]


def adjusted_rand_index(first: Sequence[Hashable], second: Sequence[Hashable]) -> float | None:
    """Return how well two divisions of the same things agree: 1 the same, about 0 by chance.

    Source: Hubert and Arabie, Comparing partitions, Journal of Classification 2 (1985), 193–218.

    Args:
        first: group of each thing in one division.
        second: group of each thing, in the same order, in the other.

    Returns:
        None where there are fewer than two things, or where each division has one group only or
        as many groups as things, so that agreement by chance is certain.
    """
    pairs = comb(len(first), 2)
    if not pairs:
        return None
    together = sum(comb(n, 2) for n in Counter(zip(first, second, strict=True)).values())
    in_first = sum(comb(n, 2) for n in Counter(first).values())
    in_second = sum(comb(n, 2) for n in Counter(second).values())
    expected = in_first * in_second / pairs
    most = (in_first + in_second) / 2
    return None if most == expected else (together - expected) / (most - expected)


def herfindahl(loads: Sequence[int]) -> float | None:
    """Return the sum of squared shares: 1 / n where n carry the same, 1 where one carries all."""
    total = sum(loads)
    return sum((load / total) ** 2 for load in loads) if total else None


def load_of_leads(links: Links) -> list[tuple[str, list[str], list[str]]]:
    """Return each lead, the measures it leads and those it leads alone; the most loaded first."""
    found = []
    for lead in links.leads:
        led = links.led_by(lead)
        found.append((lead, led, [m for m in led if links.leads_of(m) == [lead]]))
    return sorted(found, key=lambda row: -len(row[1]))


@dataclass(frozen=True)
class Redundancy:
    """What a goal rests on.

    Attributes:
        goal: key of the goal.
        measures: measures that contribute to it.
        leads: actors responsible for them.
        actors: actors that take part in them in any role.
        main: the most important lead: responsible for the most of them; of several such, the one
            without whom the fewest keep a lead, then the first by name. None without a lead.
        left: measures that keep a lead without it.
        lost: measures whose only lead it is.
    """

    goal: str
    measures: list[str]
    leads: list[str]
    actors: list[str]
    main: str | None
    left: list[str]
    lost: list[str]


def redundancy(links: Links) -> list[Redundancy]:
    """Return what each goal rests on, in the order of the goals."""
    by_goal: dict[str, list[str]] = {
        key: [] for key, item in links.network.items.items() if item.kind == "goal"
    }
    for measure in links.measures:
        for goal in links.goals.get(measure, {}):
            by_goal[goal].append(measure)
    return [_rests_on(links, goal, measures) for goal, measures in by_goal.items()]


def _rests_on(links: Links, goal: str, measures: list[str]) -> Redundancy:
    """Return what ``goal`` rests on, given the ``measures`` that contribute to it."""
    leads_of: Mapping[str, list[str]] = {m: links.leads_of(m) for m in measures}
    leads = links.network.ordered({lead for found in leads_of.values() for lead in found})
    actors = links.network.ordered({a for m in measures for a in links.roles.get(m, {})})

    def lost_without(lead: str) -> list[str]:
        return [m for m in measures if leads_of[m] == [lead]]

    main = max(
        leads,
        key=lambda lead: (sum(lead in leads_of[m] for m in measures), len(lost_without(lead))),
        default=None,
    )
    lost = lost_without(main) if main else []
    left = [m for m in measures if leads_of[m] and m not in lost]
    return Redundancy(goal, measures, leads, actors, main, left, lost)
