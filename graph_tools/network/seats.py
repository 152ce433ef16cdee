"""The smallest table: the fewest leads so that every goal has somebody responsible for it there."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from graph_tools.errors import StrategyGraphError, Text
from graph_tools.network.model import Links

__all__ = ["Seats", "seats", "smallest_cover"]


@dataclass(frozen=True)
class Seats:
    """The smallest table.

    Attributes:
        actors: the leads that sit at it, by name. Of several tables as small, the one that has
            the lead with the most goals (then the most measures), then the next such lead, …
        only: whether it is the only one so small.
        goals: goals of each lead at the table.
        without: goals no lead works for, which therefore cannot be represented.
    """

    actors: list[str]
    only: bool
    goals: Mapping[str, list[str]]
    without: list[str]


def seats(links: Links, left_out: Collection[str] = ()) -> Seats:
    """Return the smallest set of leads that represents every goal that can be represented.

    Leads in ``left_out`` do not come to the table.

    A goal is represented by an actor responsible for a measure that contributes to it. Exact: an
    integer program (``smallest_cover``), not an estimate.
    """
    leads = [lead for lead in links.leads if lead not in left_out]
    led = {lead: links.led_by(lead) for lead in leads}
    goals = {lead: links.goals_of(measures) for lead, measures in led.items()}
    served = {goal for found in goals.values() for goal in found}
    every = [key for key, item in links.network.items.items() if item.kind == "goal"]
    preferred = sorted(leads, key=lambda lead: (-len(goals[lead]), -len(led[lead])))
    chosen, only = smallest_cover({lead: set(goals[lead]) for lead in preferred})
    return Seats(
        links.network.ordered(chosen),
        only,
        {lead: goals[lead] for lead in chosen},
        [goal for goal in every if goal not in served],
    )


def smallest_cover(sets: Mapping[str, set[str]]) -> tuple[list[str], bool]:
    """Return the fewest names whose sets together hold all that any of ``sets`` holds.

    Of several smallest choices it is the first in the order of the names: the earliest name that
    any smallest choice has, then the earliest next one, and so on.

    Args:
        sets: what each name holds, the preferred names first.

    Returns:
        The names in their order, and whether there is no other choice as small.

    Raises:
        StrategyGraphError: the solver did not prove its answer.
    """
    names = list(sets)
    held = sorted({thing for found in sets.values() for thing in found})
    if not held:
        return [], True
    cover = [[float(thing in sets[name]) for name in names] for thing in held]
    # All names together always cover, so there is an answer.
    size = sum(_fewest(cover, [0.0] * len(names), [1.0] * len(names)) or ())
    low, high = [0.0] * len(names), [1.0] * len(names)
    for place in range(len(names)):
        low[place] = 1.0
        found = _fewest(cover, low, high)
        if found is None or sum(found) > size:
            low[place] = high[place] = 0.0
    chosen = [place for place in range(len(names)) if low[place]]
    # Another choice as small leaves out at least one of these.
    other = [_fewest(cover, [0.0] * len(names),
                     [0.0 if place == left else 1.0 for place in range(len(names))])
             for left in chosen]  # fmt: skip
    only = all(found is None or sum(found) > size for found in other)
    return [names[place] for place in chosen], only


def _fewest(
    cover: Sequence[Sequence[float]], low: Sequence[float], high: Sequence[float]
) -> list[int] | None:
    """Return 0 or 1 for each name, with the fewest ones, or None where no choice covers all.

    Args:
        cover: one row a thing: 1 for each name that holds it.
        low: 1 for each name that must be chosen, else 0.
        high: 0 for each name that must not be chosen, else 1.

    Raises:
        StrategyGraphError: the solver (HiGHS) stopped without a proof.
    """
    from scipy.optimize import Bounds, LinearConstraint, milp  # type: ignore[import-untyped]

    count = len(low)
    found = milp(
        [1.0] * count,
        integrality=[1] * count,
        bounds=Bounds(low, high),
        constraints=LinearConstraint(cover, lb=1.0),
    )
    if found.status == 2:  # proven that there is none
        return None
    if found.status != 0 or found.mip_gap != 0:
        raise StrategyGraphError(Text(
            f"Výpočet nejmenšího stolu neskončil důkazem: {found.message}",
            f"The computation of the smallest table ended without a proof: {found.message}",
        ))  # fmt: skip
    return [round(value) for value in found.x]
