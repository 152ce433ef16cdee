"""The gaps found a second way: plain loops over the CSV tables, without RDF and without SPARQL.

Follows the meaning of each kind, not the text of its query. Gives for each kind the set of
(item, partner, strict, default, lenient), each of the last three ``yes`` or ``no``.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from itertools import combinations
from pathlib import Path

Row = tuple[str, str, str, str, str]
READINGS = ({"certain"}, {"certain", "probable"}, {"certain", "probable", "uncertain"})
NEVER = "9999-99-99"


class Tables:
    """The tables of one strategy as dictionaries, with the few relations that gaps are made of."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.area = {row["code"]: row["area"] for row in self.rows("sub_areas")}
        self.sub_area = {row["code"]: row["sub_area"] for row in self.rows("measures")}
        self.goals = [row["number"] for row in self.rows("goals")]
        self.actor = {
            row["id"]: row["abbreviation"] or row["label_cs"] for row in self.rows("actors")
        }
        self.group = {row["id"] for row in self.rows("actors") if row["kind"] == "ActorGroup"}
        self.strategy = {row["id"]: row["title_cs"] for row in self.rows("strategies")}
        self.valid_to = {row["strategy"]: row["valid_to"] for row in self.rows("validities")}
        self.status = {row["measure"]: row["status"] for row in self.rows("assessments")}
        plan = next(row["id"] for row in self.rows("strategies") if row["kind"] == "ActionPlan")
        self.plan_start = next(
            row["valid_from"] for row in self.rows("validities") if row["strategy"] == plan
        )
        self.plan_end = last_day(self.valid_to[plan])
        self.deadline = {row["measure"]: row for row in self.rows("deadlines")}

    def rows(self, table: str) -> list[dict[str, str]]:
        with (self._folder / f"{table}.csv").open(encoding="utf-8", newline="") as lines:
            return list(csv.DictReader(lines))

    def aligned(self, kind: str, sure: set[str]) -> dict[str, set[str]]:
        """Targets of each measure."""
        found: dict[str, set[str]] = defaultdict(set)
        for row in self.rows("alignments"):
            if row["kind"] == kind and row["certainty"] in sure:
                found[row["measure"]].add(row["target"])
        return found

    def involved(self, sure: set[str], *roles: str, groups: bool = True) -> dict[str, set[str]]:
        """Actors of each measure in the roles."""
        found: dict[str, set[str]] = defaultdict(set)
        for row in self.rows("involvements"):
            if row["role"] in roles and row["certainty"] in sure:
                if groups or row["actor"] not in self.group:
                    found[row["measure"]].add(row["actor"])
        return found

    def codes(self, sure: set[str]) -> dict[str, set[tuple[str, str, str]]]:
        """External codes of each sub-area."""
        found: dict[str, set[tuple[str, str, str]]] = defaultdict(set)
        for row in self.rows("external_references"):
            if row["certainty"] in sure:
                found[row["sub_area"]].add((row["strategy"], row["code"], row["section_cs"]))
        return found

    def end(self, measure: str) -> str | None:
        """Last day of a measure: NEVER where it recurs without an end, None where unknown."""
        row = self.deadline.get(measure)
        if row is None:
            return None
        end = row["end_month"] or row["end_year"]
        return last_day(end) if end else NEVER if row["recurrence"] else None


def last_day(text: str) -> str:
    return text + {4: "-12-31", 7: "-31", 10: ""}[len(text)]


BOTH = ("responsible", "collaborating")
Held = dict[tuple[str, str], list[bool]]


def merged(find: Callable[[set[str]], Iterator[tuple[str, str]]]) -> set[Row]:
    """Rows of a kind that ``find`` finds in one reading."""
    held: Held = defaultdict(lambda: [False, False, False])
    for place, sure in enumerate(READINGS):
        for pair in find(sure):
            held[pair][place] = True
    words = {True: "yes", False: "no"}
    return {
        (item, partner, words[strict], words[default], words[lenient])
        for (item, partner), (strict, default, lenient) in held.items()
    }


def workers(t: Tables, sure: set[str]) -> dict[str, set[str]]:
    """Measures that contribute to each goal."""
    found: dict[str, set[str]] = {goal: set() for goal in t.goals}
    for measure, goals in t.aligned("goal", sure).items():
        for goal in goals:
            found[goal].add(measure)
    return found


def goal_gaps(t: Tables) -> dict[str, set[Row]]:
    every = workers(t, READINGS[2])

    def uncovered(sure: set[str]) -> Iterator[tuple[str, str]]:
        yield from ((goal, "") for goal, found in workers(t, sure).items() if not found)

    def thin(sure: set[str]) -> Iterator[tuple[str, str]]:
        named = t.aligned("goal", sure)
        for goal, found in workers(t, sure).items():
            broad = all(len(named[measure]) >= 5 for measure in found)
            if every[goal] and (len(found) < 3 or broad):
                yield goal, ""

    def declared(sure: set[str]) -> set[tuple[str, str]]:
        return {
            (row["goal"], row["strategic_measure"])
            for row in t.rows("declared_goals")
            if row["certainty"] in sure
        }

    def joined(sure: set[str]) -> set[tuple[str, str]]:
        goals, strategic = t.aligned("goal", sure), t.aligned("strategic-measure", sure)
        return {
            (goal, numeral)
            for measure in t.sub_area
            for goal in goals.get(measure, ())
            for numeral in strategic.get(measure, ())
        }

    def undeclared(sure: set[str]) -> Iterator[tuple[str, str]]:
        known = declared(READINGS[2])
        listed = {numeral for _, numeral in known}
        yield from (pair for pair in joined(sure) - known if pair[1] in listed)

    def unfulfilled(sure: set[str]) -> Iterator[tuple[str, str]]:
        for goal, found in workers(t, sure).items():
            if found and not any(t.status.get(measure) == "fulfilled" for measure in found):
                yield goal, ""

    def single_lead(sure: set[str]) -> Iterator[tuple[str, str]]:
        leads = t.involved(sure, "responsible")
        for goal, found in workers(t, sure).items():
            union = {actor for measure in found for actor in leads.get(measure, ())}
            if found and len(union) == 1 and all(leads.get(measure) for measure in found):
                yield goal, t.actor[union.pop()]

    def expiring(sure: set[str]) -> Iterator[tuple[str, str]]:
        for goal, found in workers(t, sure).items():
            ends = [t.end(measure) or NEVER for measure in found]
            if found and max(ends) <= t.plan_end:
                yield goal, ""

    middle = workers(t, READINGS[1])
    doubtful = {goal for goal in t.goals if every[goal] and not middle[goal]}
    return {
        "uncovered": merged(uncovered),
        "doubtful": {(goal, "", "yes", "yes", "yes") for goal in doubtful},
        "thin": merged(thin),
        "declared-only": merged(lambda sure: iter(declared(sure) - joined(sure))),
        "undeclared": merged(undeclared),
        "unfulfilled": merged(unfulfilled),
        "single-lead": merged(single_lead),
        "expiring": merged(expiring),
    }


def coordination_gaps(t: Tables) -> dict[str, set[Row]]:
    def order(code: str) -> tuple[str, int]:
        return code.split(".")[0], int(code.split(".")[1])

    def no_shared_actor(sure: set[str]) -> Iterator[tuple[str, str]]:
        goals, codes = t.aligned("goal", sure), t.codes(sure)
        actors = t.involved(sure, *BOTH, groups=False)
        for one, two in combinations(sorted(t.sub_area, key=order), 2):
            shared = codes[t.sub_area[one]] & codes[t.sub_area[two]]
            if (shared or goals[one] & goals[two]) and not actors[one] & actors[two]:
                yield one, two

    def never_meet(sure: set[str]) -> Iterator[tuple[str, str]]:
        goals, leads = t.aligned("goal", sure), t.involved(sure, "responsible", groups=False)
        served: dict[str, set[str]] = defaultdict(set)
        for measure, actors in leads.items():
            for actor in actors:
                served[actor] |= goals[measure]
        together = {
            frozenset(pair)
            for actors in t.involved(sure, *BOTH).values()
            for pair in combinations(actors, 2)
        }
        for one, two in combinations(sorted(served), 2):
            if served[one] & served[two] and frozenset((one, two)) not in together:
                yield t.actor[one], t.actor[two]

    def no_collaborator(sure: set[str]) -> Iterator[tuple[str, str]]:
        found = t.involved(sure, "collaborating")
        yield from ((measure, "") for measure in t.sub_area if not found.get(measure))

    def group_alone(sure: set[str]) -> Iterator[tuple[str, str]]:
        for measure, actors in t.involved(sure, "collaborating").items():
            if actors <= t.group:
                yield measure, ""

    def code_apart(sure: set[str]) -> Iterator[tuple[str, str]]:
        codes, actors = t.codes(sure), t.involved(sure, *BOTH, groups=False)
        there: dict[str, set[str]] = defaultdict(set)
        for measure, found in actors.items():
            there[t.sub_area[measure]] |= found
        for one, two in combinations(sorted(t.area), 2):
            if codes[one] & codes[two] and not there[one] & there[two]:
                yield one, two

    def barrier(sure: set[str]) -> Iterator[tuple[str, str]]:
        leads = t.involved(sure, "responsible", groups=False)
        met: dict[str, set[str]] = defaultdict(set)
        for row in t.rows("measure_barriers"):
            met[row["barrier"]].add(row["measure"])
        for name, measures in met.items():
            if any(
                t.area[t.sub_area[one]] != t.area[t.sub_area[two]]
                and leads.get(one) and leads.get(two) and not leads[one] & leads[two]
                for one, two in combinations(sorted(measures), 2)
            ):  # fmt: skip
                yield name, ""

    def expired(sure: set[str]) -> Iterator[tuple[str, str]]:
        for place, codes in t.codes(sure).items():
            for strategy in {strategy for strategy, _, _ in codes}:
                end = t.valid_to.get(strategy)
                if not end:
                    continue
                if last_day(end) < t.plan_start:
                    yield place, t.strategy[strategy]
                    continue
                for measure, sub_area in t.sub_area.items():
                    until = t.end(measure)
                    if sub_area == place and until not in {None, NEVER} and last_day(end) < until:
                        yield measure, t.strategy[strategy]

    def unresolved(sure: set[str]) -> Iterator[tuple[str, str]]:
        for row in t.rows("external_references"):
            if row["resolution"] != "resolved" and row["certainty"] in sure:
                yield row["code"], row["sub_area"]

    overdue = {
        (measure, "", "yes", "yes", "yes")
        for measure in t.sub_area
        if (t.end(measure) or NEVER) <= t.plan_end and t.status.get(measure) != "fulfilled"
    }
    undefined = {
        (row["abbreviation"], "", "yes", "yes", "yes")
        for row in t.rows("abbreviations")
        if row["defined"] == "false"
    }
    return {
        "no-shared-actor": merged(no_shared_actor),
        "never-meet": merged(never_meet),
        "no-collaborator": merged(no_collaborator),
        "group-without-coordinator": merged(group_alone),
        "shared-code-apart": merged(code_apart),
        "recurring-barrier": merged(barrier),
        "expired-link": merged(expired),
        "unresolved-code": merged(unresolved),
        "overdue": overdue,
        "undefined-abbreviation": undefined,
    }


def all_gaps(folder: Path) -> Mapping[str, set[Row]]:
    tables = Tables(folder)
    return {**goal_gaps(tables), **coordination_gaps(tables)}
