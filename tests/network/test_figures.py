"""Graphs and figures: by head on the small network, against igraph on the real one."""

from __future__ import annotations

import itertools
from collections.abc import Hashable

import igraph
import networkx as nx
import pytest

from graph_tools.answers import READINGS, natural
from graph_tools.errors import QueryError
from graph_tools.network import Links, Network, read_network
from graph_tools.network.graphs import (
    actor_goal,
    all_graphs,
    measure_actor,
    project,
    without_isolates,
)
from graph_tools.network.metrics import (
    adjusted_rand_index,
    communities,
    herfindahl,
    load_of_leads,
    places,
    redundancy,
)
from graph_tools.network.points import bridges, cut_off_by_actor, joining_measures

VARIANTS = [(reading, groups) for reading in READINGS for groups in (False, True)]


def near(value: float) -> object:
    return pytest.approx(value, abs=1e-9, rel=0)


def in_igraph(graph: nx.Graph) -> igraph.Graph:
    """The same graph, vertices in the same order."""
    place = {node: number for number, node in enumerate(graph)}
    found = igraph.Graph(len(place), [(place[a], place[b]) for a, b in graph.edges])
    found.es["weight"] = [float(weight) for _, _, weight in graph.edges(data="weight")]
    return found


def codes(links: Links, keys: object) -> list[str]:
    return [links.network.code(key) for key in keys]


def test_codes_sort_as_people_count() -> None:
    found = sorted(["A1.10", "B1.1", "A1.2"], key=natural)
    assert found == ["A1.2", "A1.10", "B1.1"]


def test_an_answer_with_other_columns_is_refused() -> None:
    with pytest.raises(QueryError, match="pages/network-nodes"):
        read_network({"network-nodes": (["node"], [])})


def test_readings_and_groups_choose_the_links(small: Network) -> None:
    assert codes(small.at("strict"), small.at("strict").actors) == ["W", "X", "Y", "Z"]
    sizes = [measure_actor(small.at(reading)).number_of_edges() for reading in READINGS]
    assert sizes == [6, 7, 7]
    links = small.at("lenient", groups=True)
    assert measure_actor(links).number_of_edges() == 9
    assert codes(links, links.leads_of("s/measure/B1.3")) == ["G"]
    assert [len(small.at(r).goals_of(small.at(r).measures)) for r in READINGS] == [4, 4, 5]


def test_a_projection_keeps_its_evidence_and_how_sure_it_is(small: Network) -> None:
    links = small.at("default")
    actors = project(measure_actor(links), links.actors)
    told = {
        (links.network.code(a), links.network.code(b)): (
            data["weight"], data["level"], codes(links, data["evidence"])
        )
        for a, b, data in actors.edges(data=True)
    }  # fmt: skip
    assert told == {("X", "Y"): (1, 1, ["A1.1"]), ("Y", "Z"): (1, 2, ["A1.10"])}
    goals = actor_goal(links).edges["s/actor/X", "s/goal/1"]
    assert (goals["weight"], goals["roles"]) == (2, ["responsible"])
    assert codes(links, goals["evidence"]) == ["A1.1", "A1.2"]
    by_code = all_graphs(links)["sub-areas-by-code"]
    assert codes(links, by_code.edges["s/sub-area/A1", "s/sub-area/B1"]["evidence"]) == ["c1"]


@pytest.mark.parametrize(("reading", "groups"), VARIANTS)
def test_projections_agree_with_a_count_by_hand(real: Network, reading: str, groups: bool) -> None:
    links = real.at(reading, groups=groups)
    graphs = all_graphs(links)
    for name, source in (
        ("actors-by-measure", {a: set(links.of_actor(a)) for a in links.actors}),
        ("measures-by-goal", {m: set(links.goals.get(m, {})) for m in links.measures}),
    ):
        expected = {
            frozenset((a, b)): source[a] & source[b]
            for a, b in itertools.combinations(source, 2)
            if source[a] & source[b]
        }
        found = {
            frozenset((a, b)): set(data["evidence"]) for a, b, data in graphs[name].edges(data=True)
        }
        assert found == expected
        assert all(d["weight"] == len(d["evidence"]) for _, _, d in graphs[name].edges(data=True))


@pytest.mark.parametrize(("reading", "groups"), VARIANTS)
def test_places_agree_with_igraph(real: Network, reading: str, groups: bool) -> None:
    links = real.at(reading, groups=groups)
    graph = project(measure_actor(links), links.actors)
    found = list(places(graph).values())
    other = in_igraph(graph)
    pairs = (len(graph) - 1) * (len(graph) - 2) / 2
    assert [place.degree for place in found] == other.degree()
    assert [place.weighted_degree for place in found] == other.strength(weights="weight")
    for place, between in zip(found, other.betweenness(), strict=True):
        assert place.betweenness == near(between / pairs)
    for place, rank in zip(found, other.pagerank(weights="weight", damping=0.85), strict=True):
        assert place.pagerank == near(rank)
    joined = [index for index, place in enumerate(found) if place.degree]
    for index, constraint in zip(
        joined, other.constraint(vertices=joined, weights="weight"), strict=True
    ):
        assert found[index].constraint == near(constraint)
    assert all(p.constraint is None and p.effective_size is None for p in found if not p.degree)


def effective_size(graph: nx.Graph) -> list[float]:
    """Burt's formula by matrices: rows of p sum to 1, the largest of each row of m is 1."""
    weights = nx.to_numpy_array(graph, weight="weight")
    p = weights / weights.sum(axis=1, keepdims=True)
    m = weights / weights.max(axis=1, keepdims=True)
    size = ((weights > 0) * (1 - p @ m.T)).sum(axis=1)
    return [float(value) for value in size]


@pytest.mark.parametrize(("reading", "groups"), VARIANTS)
def test_effective_size_agrees_with_its_formula(real: Network, reading: str, groups: bool) -> None:
    links = real.at(reading, groups=groups)
    graph = project(measure_actor(links), links.actors)
    joined = without_isolates(graph)
    found = {actor: place.effective_size for actor, place in places(graph).items()}
    for actor, size in zip(joined, effective_size(joined), strict=True):
        assert found[actor] == near(size)
    # Where nodes are named, networkx takes its other way, which is right.
    other = nx.effective_size(joined, nodes=list(joined), weight="weight")
    assert {actor: found[actor] for actor in joined} == {a: near(v) for a, v in other.items()}


def test_places_of_the_small_network(small: Network) -> None:
    links = small.at("default")
    found = places(project(measure_actor(links), links.actors))
    middle = found["s/actor/Y"]
    assert (middle.degree, middle.betweenness) == (2, near(1 / 3))  # one of three pairs
    assert (middle.constraint, middle.effective_size) == (near(0.5), near(2.0))
    assert found["s/actor/W"].constraint is None
    assert sum(place.pagerank for place in found.values()) == near(1.0)


@pytest.mark.parametrize(("reading", "groups"), VARIANTS)
def test_points_and_bridges_agree_with_igraph(real: Network, reading: str, groups: bool) -> None:
    links = real.at(reading, groups=groups)
    graph = measure_actor(links)
    nodes, other = list(graph), in_igraph(graph)
    points = {nodes[index] for index in other.articulation_points()}
    assert set(joining_measures(links, graph)) == {n for n in points if n in links.sub_area}
    actors = {node for node in points if node not in links.sub_area}
    alone = {a for a in actors if all(len(links.roles[m]) == 1 for m in links.of_actor(a))}
    assert set(cut_off_by_actor(links, graph)) == actors - alone
    edges = list(graph.edges)
    expected = {frozenset(edges[index]) for index in other.bridges()}
    assert {frozenset(edge) for edge in bridges(graph)} == expected
    assert all(measure in links.sub_area for measure, _ in bridges(graph))


@pytest.mark.parametrize("name", ["measures-by-actor", "measures-by-goal"])
def test_agreement_of_communities_with_areas_is_that_of_igraph(real: Network, name: str) -> None:
    graph = all_graphs(real.at("default"))[name]
    parts = communities(graph)
    member = {node: number for number, part in enumerate(parts) for node in part}
    assert sorted(member) == sorted(without_isolates(graph))
    areas = [real.items[node].area for node in member]
    numbers = [sorted(set(areas)).index(area) for area in areas]
    expected = igraph.compare_communities(list(member.values()), numbers, method="adjusted_rand")
    assert adjusted_rand_index(list(member.values()), areas) == near(expected)
    modularity = nx.community.modularity(without_isolates(graph), map(set, parts))
    by_area = [{n for n in member if real.items[n].area == a} for a in sorted(set(areas))]
    assert modularity > nx.community.modularity(without_isolates(graph), by_area)
    assert parts == communities(graph)


@pytest.mark.parametrize(
    ("first", "second", "index"),
    [
        ("aabb", "xxyy", 1.0),
        ("aabb", "xyxy", -0.5),
        ("aaabbb", "xxyyzz", 8 / 33),
        ("abcd", "abcd", None),
        ("aaaa", "xxxx", None),
        ("a", "x", None),
    ],
)
def test_the_adjusted_rand_index_by_head(first: str, second: str, index: float | None) -> None:
    groups: list[list[Hashable]] = [list(first), list(second)]
    found = adjusted_rand_index(*groups)
    assert found is None if index is None else found == near(index)


def test_two_cliques_are_two_communities_and_a_lone_measure_is_in_none() -> None:
    graph: nx.Graph = nx.Graph()
    graph.add_node("alone")
    for clique in ("abc", "wxyz"):
        graph.add_edges_from(itertools.combinations(clique, 2), weight=3)
    graph.add_edge("a", "w", weight=1)
    assert communities(graph) == [["w", "x", "y", "z"], ["a", "b", "c"]]
    assert communities(nx.Graph()) == []


def test_the_herfindahl_index_of_loads() -> None:
    assert herfindahl([5, 5, 5, 5]) == near(0.25)
    assert herfindahl([7]) == 1
    assert herfindahl([3, 1]) == near(10 / 16)
    assert herfindahl([]) is None


def test_responsibility_of_the_small_network(small: Network) -> None:
    links = small.at("default")
    found = [(small.code(a), len(led), len(alone)) for a, led, alone in load_of_leads(links)]
    assert found == [("X", 2, 2), ("W", 1, 1), ("Y", 1, 1), ("Z", 1, 1)]


def test_what_goals_of_the_small_network_rest_on(small: Network) -> None:
    links = small.at("lenient")
    told = [
        (small.code(r.goal), len(r.measures), codes(links, r.leads),
         small.code(r.main) if r.main else None, codes(links, r.left), codes(links, r.lost))
        for r in redundancy(links)
    ]  # fmt: skip
    assert told == [
        ("1", 2, ["X"], "X", [], ["A1.1", "A1.2"]),
        ("2", 2, ["X", "Z"], "X", ["B1.1"], ["A1.1"]),
        ("3", 1, ["Y"], "Y", [], ["A1.10"]),
        ("4", 2, ["W", "Y"], "W", ["A1.10"], ["B1.2"]),
        ("5", 1, [], None, [], []),
    ]
