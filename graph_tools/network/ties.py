"""Missing ties: pairs of leads that share no measure although they work for the same things."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import networkx as nx

from graph_tools.network.model import Links

__all__ = ["MissingTie", "distance", "missing_ties"]


@dataclass(frozen=True)
class MissingTie:
    """Two leads without a shared measure.

    Attributes:
        first, second: the two leads.
        goals: goals for which both lead measures.
        codes: codes of other strategies to which the sub-areas of measures of both refer.
        measures: measures of the first and of the second for the shared goals.
        distance: how many steps apart they are (2: both share a measure with a third actor); None
            where nothing connects them.
    """

    first: str
    second: str
    goals: list[str]
    codes: list[str]
    measures: tuple[list[str], list[str]]
    distance: int | None


def missing_ties(links: Links, actors: nx.Graph[str]) -> list[MissingTie]:
    """Return the pairs of leads without a shared measure, in any role, that a tie would serve.

    Ranked by one measure: the number of goals for which both lead measures. Of pairs with as many
    goals, those that nothing connects come first, then the more distant, then those with more
    shared codes (codes are told of whole sub-areas, so they say less), then by name. Pairs with
    neither a shared goal nor a shared code are left out, and so are pairs of an actor and its own
    unit, such as an office and its department: they need no introduction.

    Args:
        links: the links of one reading.
        actors: the projection actor × actor of the same links.
    """
    led = {lead: links.led_by(lead) for lead in links.leads}
    goals = {lead: set(links.goals_of(found)) for lead, found in led.items()}
    codes = {lead: set(links.codes_of(found)) for lead, found in led.items()}
    found = []
    for first, second in itertools.combinations(links.leads, 2):
        part = links.is_part_of(first, second) or links.is_part_of(second, first)
        if part or actors.has_edge(first, second):
            continue
        shared = goals[first] & goals[second]
        same_codes = codes[first] & codes[second]
        if not shared and not same_codes:
            continue
        of_both = [
            [m for m in led[lead] if shared & set(links.goals.get(m, {}))]
            for lead in (first, second)
        ]
        found.append(MissingTie(
            first, second, links.network.ordered(shared), links.network.ordered(same_codes),
            (of_both[0], of_both[1]), distance(actors, first, second),
        ))  # fmt: skip
    far = len(actors)
    return sorted(found, key=lambda tie: (-len(tie.goals), -(tie.distance or far), -len(tie.codes)))


def distance(actors: nx.Graph[str], first: str, second: str) -> int | None:
    """Return the number of steps between two actors, each step a shared measure."""
    if not nx.has_path(actors, first, second):
        return None
    return int(nx.shortest_path_length(actors, first, second))
