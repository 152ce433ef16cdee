"""The answers of the portfolio counted a second way: loops over the rows, no RDF and no SPARQL."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from regions import FOLDERS, rows_of

__all__ = ["RECOUNTED"]

SURE = {"strict": {"certain"}, "default": {"certain", "probable"}}
SURE["lenient"] = SURE["default"] | {"uncertain"}
ROWS = {name: rows_of(name) for name in FOLDERS}
TITLE = {name: rows["strategies"][0][3] for name, rows in ROWS.items()}
REGION = {name: rows["regions"][0][2] if rows["regions"] else "" for name, rows in ROWS.items()}
GOALS = {(name, row[0]): row[2] for name in FOLDERS for row in ROWS[name]["goals"]}
Goal = tuple[str, str]
Rows = list[tuple[str, ...]]


def workers(goal: Goal, reading: str = "default") -> set[str]:
    """Measures that contribute to a goal."""
    name, number = goal
    return {
        row[0]
        for row in ROWS[name]["alignments"]
        if row[1] == "goal" and row[2] == number and row[4] in SURE[reading]
    }


def gap_of(goal: Goal) -> str:
    """Kind of gap; empty where there is none. No measure here names five goals."""
    count = len(workers(goal))
    return "uncovered" if not count else "thin" if count < 3 else ""


def identities(kind: str) -> Iterator[tuple[str, str, str, str, str]]:
    """Identities that count: strategy, item, other strategy, other item, certainty."""
    for name in FOLDERS:
        for row in ROWS[name]["identities"]:
            if row[0] == kind and row[4] != "uncertain":
                yield name, row[1], row[2], row[3], row[4]


def strategies_in_store() -> Rows:
    return [
        (
            name, TITLE[name], REGION[name], str(len(ROWS[name]["measures"])),
            str(len(ROWS[name]["goals"])),
            *(str(sum(gap_of(goal) == gap for goal in GOALS if goal[0] == name))
              for gap in ("uncovered", "thin")),
            str(len(ROWS[name]["external_references"])),
        )
        for name in FOLDERS
    ]  # fmt: skip


def goals_in_common() -> set[tuple[str, ...]]:
    by_title = defaultdict(list)
    for goal, title in GOALS.items():
        by_title[title].append(goal)
    said = {(one, two): sure for *ends, sure in identities("goal")
            for one, two in [(tuple(ends[:2]), tuple(ends[2:]))] if two in GOALS}  # fmt: skip
    by_target = defaultdict(dict)
    for (one, two), sure in said.items():
        if (two, one) not in said or one < two:
            by_target[two] |= {two: "", one: sure}
    groups = [(title, "same-title", dict.fromkeys(goals, "")) for title, goals in by_title.items()]
    groups += [(GOALS[target], "stated", members) for target, members in by_target.items()]
    return {
        (
            common, basis, sure, str(len(members)), goal[0], TITLE[goal[0]], REGION[goal[0]],
            goal[1], GOALS[goal], *(str(len(workers(goal, reading))) for reading in SURE),
        )
        for common, basis, members in groups
        for goal, sure in members.items()
        if len({name for name, _ in members}) > 1
    }  # fmt: skip


def code_references() -> set[tuple[str, ...]]:
    known = {(name, item): (other, sure) for name, item, other, _, sure in identities("strategy")}
    found = set()
    for name in FOLDERS:
        for strategy in ROWS[name]["strategies"]:
            of_it = [row for row in ROWS[name]["external_references"] if row[1] == strategy[0]]
            if not of_it:
                continue
            other, sure = known.get((name, strategy[0]), ("", ""))
            loaded = "unknown" if not other else "yes" if other in FOLDERS else "no"
            found.add((
                name, strategy[3], other if loaded == "yes" else "", sure, loaded,
                str(len({row[0] for row in of_it})), str(len(of_it)),
                str(len({row[4] for row in of_it})),
            ))  # fmt: skip
    return found


def codes_resolved() -> set[tuple[str, ...]]:
    known = {(name, item): (other, sure) for name, item, other, _, sure in identities("strategy")}
    found = set()
    for name in FOLDERS:
        for row in ROWS[name]["external_references"]:
            other, sure = known.get((name, row[1]), ("", ""))
            if other not in FOLDERS:
                continue
            items = {
                (code[0], kind_cs, kind_en, code[title])
                for table, kind_cs, kind_en, title in (
                    ("measures", "opatření", "measure", 2), ("goals", "cíl", "goal", 2),
                    ("strategic_measures", "strategické opatření", "strategic measure", 3),
                )
                for code in ROWS[other][table]
            }  # fmt: skip
            hits = [item[1:] for item in items if item[0] == row[4]]
            there = {item[0] for item in items}
            also = [text for text in row[9].split(" | ") if text in there and text != row[4]]
            for hit in hits or [("", "", "")]:
                found.add((
                    name, row[0], row[4], row[7], row[8], other, sure, "yes" if hits else "no",
                    *hit, min(also, default=""),
                ))  # fmt: skip
    return found


def gaps_closed_elsewhere() -> set[tuple[str, ...]]:
    rank = {"certain": 1, "probable": 2}
    keys: dict[str, dict[Goal, int]] = defaultdict(dict)
    for goal, title in GOALS.items():
        keys[title][goal] = 9
        keys[f"{goal}"][goal] = 1
    for name, item, other, number, sure in identities("goal"):
        keys[f"{(other, number)}"][name, item] = rank[sure]
    best: dict[tuple[Goal, Goal], int] = {}
    for members in keys.values():
        for goal, one in members.items():
            for other, two in members.items():
                if goal[0] != other[0] and gap_of(goal) and not gap_of(other):
                    best[goal, other] = min(best.get((goal, other), 9), max(one, two))
    words = {1: ("stated", "certain"), 2: ("stated", "probable"), 9: ("same-title", "")}
    found = set()
    for (goal, other), how in best.items():
        short = {row[0]: row[4] or row[2] for row in ROWS[other[0]]["actors"]}
        leads = {
            short[row[2]]
            for row in ROWS[other[0]]["involvements"]
            if row[1] == "responsible" and row[0] in workers(other)
        }
        found.add((
            goal[0], goal[1], GOALS[goal], gap_of(goal), str(len(workers(goal))), other[0],
            other[1], *words[how], str(len(workers(other))), "; ".join(sorted(leads)),
        ))  # fmt: skip
    return found


def actors_in_common() -> set[tuple[str, ...]]:
    by_identifier = defaultdict(list)
    for name in FOLDERS:
        for row in ROWS[name]["actors"]:
            if row[6]:
                by_identifier[row[6]].append((name, row))
    return {
        (
            identifier,
            str(len({name for name, _ in actors})), name, row[2],
            *(str(sum(entry[1] == role and entry[2] == row[0]
                      for entry in ROWS[name]["involvements"]))
              for role in ("responsible", "collaborating")),
        )
        for identifier, actors in by_identifier.items()
        for name, row in actors
        if len({name for name, _ in actors}) > 1
    }  # fmt: skip


RECOUNTED = {
    "actors-in-common": actors_in_common,
    "code-references": code_references,
    "codes-resolved": codes_resolved,
    "gaps-closed-elsewhere": gaps_closed_elsewhere,
    "goals-in-common": goals_in_common,
    "strategies-in-store": strategies_in_store,
}
