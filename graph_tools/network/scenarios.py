"""What would follow if an actor left, and what two actors would have in common if they met."""

from __future__ import annotations

from dataclasses import dataclass

from graph_tools.network.graphs import measure_actor, project
from graph_tools.network.model import Links
from graph_tools.network.points import cut_off
from graph_tools.network.ties import distance

__all__ = ["Common", "Departure", "departure", "meeting"]


@dataclass(frozen=True)
class Departure:
    """What follows when one actor leaves.

    Attributes:
        without_lead: measures whose only lead it is.
        without_actor: measures in which nobody else takes part.
        goals: goals that lose all leads, with the measures through which it led for them.
        cut_off: measures cut off from the rest of the network (see ``points.cut_off``).
    """

    without_lead: list[str]
    without_actor: list[str]
    goals: dict[str, list[str]]
    cut_off: list[str]


def departure(links: Links, actor: str) -> Departure:
    """Return what follows when ``actor`` leaves."""
    led, taking_part = links.led_by(actor), links.of_actor(actor)
    goals = {}
    for goal in links.goals_of(led):
        measures = [m for m in links.measures if goal in links.goals.get(m, {})]
        if {lead for m in measures for lead in links.leads_of(m)} == {actor}:
            goals[goal] = [m for m in led if m in measures]
    return Departure(
        [m for m in led if links.leads_of(m) == [actor]],
        [m for m in taking_part if list(links.roles[m]) == [actor]],
        goals,
        cut_off(links, measure_actor(links), actor),
    )


@dataclass(frozen=True)
class Common:
    """What two actors have, or would have, in common.

    Attributes:
        measures: measures in which both take part already.
        goals, codes, barriers: what both meet, each with the measures of the first and of the
            second through which they do; codes are those of the measures' sub-areas.
        before: how many steps apart they are now (1: they share a measure); None where nothing
            connects them. After they met it would be 1.
    """

    measures: list[str]
    goals: dict[str, tuple[list[str], list[str]]]
    codes: dict[str, tuple[list[str], list[str]]]
    barriers: dict[str, tuple[list[str], list[str]]]
    before: int | None


def meeting(links: Links, first: str, second: str) -> Common:
    """Return what ``first`` and ``second`` have in common through measures they lead or join."""
    own = (links.of_actor(first), links.of_actor(second))

    def shared(kind: str) -> dict[str, tuple[list[str], list[str]]]:
        found: list[dict[str, list[str]]] = [{}, {}]
        for side, measures in zip(found, own, strict=True):
            for measure in measures:
                for key in _of(links, measure, kind):
                    side.setdefault(key, []).append(measure)
        both = links.network.ordered(found[0].keys() & found[1].keys())
        return {key: (found[0][key], found[1][key]) for key in both}

    actors = project(measure_actor(links), links.actors)
    return Common(
        [measure for measure in own[0] if measure in own[1]],
        shared("goal"), shared("code"), shared("barrier"),
        distance(actors, first, second),
    )  # fmt: skip


def _of(links: Links, measure: str, kind: str) -> list[str]:
    """Return the goals, codes or barriers of one measure."""
    ways = {"goal": links.goals_of, "code": links.codes_of, "barrier": links.barriers_of}
    return ways[kind]([measure])
