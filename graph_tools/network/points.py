"""Where the network hangs on one actor: cut-off measures, bridges, the gap ``single-point``."""

from __future__ import annotations

import networkx as nx

from graph_tools.answers import READINGS
from graph_tools.network.graphs import measure_actor
from graph_tools.network.model import Links, Network
from graph_tools.network.table import first_few

__all__ = ["bridges", "cut_off", "cut_off_by_actor", "joining_measures",
           "single_point_rows"]  # fmt: skip

_NAMED = 5


def cut_off(links: Links, graph: nx.Graph[str], actor: str) -> list[str]:
    """Return the measures that lose their connection with the rest when ``actor`` leaves.

    The actor must be an articulation vertex of measure × actor: without it, its component falls
    into several parts. The part that remains "the rest" is the one with the most measures; of
    several such, the one with the most actors, then the one with the earliest measure. All measures
    of the other parts are cut off. Measures that are alone with the actor from the start – their
    component has no other actor – are not cut off: there is no rest they were connected with.

    Args:
        links: the links ``graph`` was made of.
        graph: measure × actor.
        actor: one of its actors.
    """
    component = nx.node_connected_component(graph, actor) - {actor}
    others = [node for node in component if node in links.sub_area]
    if len(others) == len(component):
        return []
    parts: list[tuple[int, int, list[str]]] = []
    for part in nx.connected_components(graph.subgraph(component)):
        measures = links.network.ordered(node for node in part if node in links.sub_area)
        parts.append((len(measures), len(part), measures))
    order = {measure: number for number, measure in enumerate(links.measures)}
    parts.sort(key=lambda part: (-part[0], -part[1], order[part[2][0]]))
    return links.network.ordered(m for _, _, measures in parts[1:] for m in measures)


def cut_off_by_actor(links: Links, graph: nx.Graph[str]) -> dict[str, list[str]]:
    """Return the cut-off measures of every actor that cuts any off, by the actors' names."""
    found = {actor: cut_off(links, graph, actor) for actor in links.actors}
    return {actor: measures for actor, measures in found.items() if measures}


def joining_measures(links: Links, graph: nx.Graph[str]) -> list[str]:
    """Return the measures without which the network of measures and actors would fall apart."""
    points = set(nx.articulation_points(graph))
    return [measure for measure in links.measures if measure in points]


def bridges(graph: nx.Graph[str]) -> list[tuple[str, str]]:
    """Return the links (measure, actor) whose loss would split the network, in order."""
    rank = {node: number for number, node in enumerate(graph)}  # measures before actors
    found = []
    for bridge in nx.bridges(graph):
        first, second = sorted(tuple(bridge), key=rank.__getitem__)
        found.append((first, second))
    return sorted(found, key=lambda edge: (rank[edge[0]], rank[edge[1]]))


def single_point_rows(network: Network, *, reading: str = "any", groups: bool = False) -> list[
    tuple[str, ...]
]:  # fmt: skip
    """Return the gap ``single-point``: one row an actor whose leaving cuts measures off.

    What "cut off" means is told at ``cut_off``.

    Args:
        network: all items and links.
        reading: only actors for which it holds in this reading; ``any`` for at least one reading.
        groups: count unspecified groups as actors that join measures.

    Returns:
        Rows with ``GAP_COLUMNS``; those that hold in the default reading first, the most cut-off
        measures first, then by name. The sentence tells of ``reading``; of ``any`` the default
        one, or else the surest in which the gap holds.
    """
    by_reading: dict[str, tuple[Links, dict[str, list[str]]]] = {}
    for level in READINGS:
        links = network.at(level, groups=groups)
        by_reading[level] = (links, cut_off_by_actor(links, measure_actor(links)))
    wanted = READINGS if reading == "any" else {reading}
    actors = network.ordered({a for level in wanted for a in by_reading[level][1]})
    rows: list[tuple[tuple[bool, int], tuple[str, ...]]] = []
    for actor in actors:
        holds = {level: actor in found for level, (_, found) in by_reading.items()}
        told = next(level for level in (reading, "default", *READINGS) if holds.get(level))
        links, found = by_reading[told]
        item = network.items[actor]
        reason = _reason(links, actor, found[actor])
        flags = ["yes" if holds[level] else "no" for level in READINGS]
        row = ("single-point", item.code, "", *reason, *flags, *item.source)
        rows.append(((not holds["default"], -len(found[actor])), row))
    return [row for _, row in sorted(rows, key=lambda pair: pair[0])]


def _reason(links: Links, actor: str, measures: list[str]) -> tuple[str, str]:
    """Return why ``actor`` is a single point, in Czech and in English."""
    name = links.network.code(actor)
    codes = first_few(links.network.said(measures), _NAMED)
    number = len(measures)
    alone = sum(list(links.roles[measure]) == [actor] for measure in measures)
    which = ("", "") if links.groups else ("určitého ", "particular ")
    whose = ("", "") if links.groups else ("určitých ", "particular ")
    if not alone:
        end = ("", "")
    elif number == 1:
        end = (f"; jiného {which[0]}aktéra nemá", f"; it has no other {which[1]}actor")
    elif alone == number:
        end = (f"; jiného {which[0]}aktéra nemá žádné z nich",
               f"; none of them has another {which[1]}actor")  # fmt: skip
    else:
        verbs = ("nemají" if 2 <= alone <= 4 else "nemá", "has" if alone == 1 else "have")
        end = (f"; jiného {which[0]}aktéra {verbs[0]} {alone} z nich",
               f"; {alone} of them {verbs[1]} no other {which[1]}actor")  # fmt: skip
    return (
        f"Bez aktéra {name} by se od zbytku sítě opatření a {whose[0]}aktérů "
        f"{'oddělila' if 2 <= number <= 4 else 'oddělilo'} {number} opatření ({codes.cs}){end[0]}.",
        f"Without {name}, {number} measure{'' if number == 1 else 's'} would be cut off from the "
        f"rest of the network of measures and {whose[1]}actors ({codes.en}){end[1]}.",
    )
