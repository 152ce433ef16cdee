"""Sections with pictures: coverage of goals, load of actors, deadlines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graph_tools.render.report.blocks import Block, Cell, Figure, Note, Section, Table, cell
from graph_tools.render.report.charts import Bar, Square, bars, squares
from graph_tools.render.report.content import Facts
from graph_tools.render.report.parts import counted, even, full_name, short_name
from graph_tools.render.report.words import LEVELS, READINGS, Say

__all__ = ["coverage", "load"]

_BARS = 20


def coverage(facts: Facts, say: Say) -> Section:
    """Return how many measures of each sub-area contribute to each goal."""
    counts = _counts(facts)
    subs = list(facts.sub_areas)
    grid = [[_square(counts[goal, sub]) for sub in subs] for goal in facts.goals]
    names = [f"{code} {say.text(goal.title)}" for code, goal in facts.goals.items()]
    most = max(counts, key=lambda at: (counts[at][1], at), default=("", ""))
    empty = sum(not any(numbers) for numbers in counts.values())
    said = say(
        f"Mřížka {len(facts.goals)} cílů a {len(subs)} podokruhů. Nejvíce opatření "
        f"({counts[most][1]}) má cíl {most[0]} v podokruhu {most[1]}; prázdných polí je {empty} "
        f"z {len(counts)}. Všechna čísla jsou v tabulce pod obrázkem.",
        f"A grid of {len(facts.goals)} goals and {len(subs)} sub-areas. Goal {most[0]} has the "
        f"most measures ({counts[most][1]}) in sub-area {most[1]}; {empty} of {len(counts)} fields "
        "are empty. All numbers are in the table below the picture.",
    ) if counts else ""  # fmt: skip
    hatch = say(
        "šrafovaně: počet stojí zčásti na pochybném čtení (malým písmem rozmezí)",
        "hatched: the count rests in part on a doubtful reading (range in small print)",
    )  # fmt: skip
    title = say("Pokrytí cílů opatřeními podle podokruhů", "Coverage of goals by sub-area")
    picture = squares(grid, names, subs, hatch, name=f"{say.lang}-coverage", said=said)
    rows: list[list[Cell]] = []
    for code in facts.goals:
        total = [len(facts.linked(code, level)) for level in LEVELS]
        row = [counted(counts[code, sub]) for sub in subs]
        goal = say(f"cíl {code}", f"goal {code}")
        rows.append([cell(goal, link=f"goal-{code}"), *row, counted(total)])
    columns = [say("Cíl", "Goal"), *subs, say("Celkem", "In all")]
    numbers = frozenset(range(1, len(columns)))
    blocks: list[Block] = [
        Note(cell(say(
            "Počet opatření, která k cíli přispívají; v obrázku jistá a pravděpodobná čtení.",
            "Number of measures that contribute to a goal; in the picture certain and probable "
            "readings.",
        ))),
        Figure(picture, title, said),
        Table(_three(title, say), columns, rows, numbers, (), even(len(columns))),
    ]  # fmt: skip
    return Section("coverage", say("Pokrytí cílů", "Coverage of goals"), blocks, (), True)


def _three(title: str, say: Say) -> str:
    """Return a caption that says how the numbers of its table are to be read."""
    readings = " / ".join(say.text(name) for name in READINGS.values())
    return f"{title} ({readings})"


def _counts(facts: Facts) -> dict[tuple[str, str], tuple[int, int, int]]:
    """Return numbers of measures in three readings by goal and sub-area."""
    found = {(goal, sub): [0, 0, 0] for goal in facts.goals for sub in facts.sub_areas}
    for link in facts.links:
        numbers = found[link.goal, facts.measures[link.measure].sub_area]
        for level in range(LEVELS.index(link.certainty), len(LEVELS)):
            numbers[level] += 1
    return {at: (a, b, c) for at, (a, b, c) in found.items()}


def _square(numbers: Sequence[int]) -> Square:
    """Return the square of one goal and one sub-area."""
    strict, default, lenient = numbers
    below = "" if strict == lenient else f"{strict}–{lenient}"
    return Square(default, below, strict != lenient)


def load(facts: Facts, say: Say) -> Section:
    """Return how many measures each actor leads and collaborates on."""
    found = _load(facts)
    names = sorted(found, key=lambda one: (-_total(found[one]), -found[one]["responsible"][1], one))
    shown = [one for one in names if _total(found[one])][:_BARS]
    title = say("Zatížení aktérů: počet opatření", "Load of actors: number of measures")
    first = short_name(facts, names[0], say) if names else "–"
    said = say(
        f"Pruhy {len(shown)} nejvytíženějších aktérů z {len(names)}. Nejvíce opatření má {first}. "
        "Všechna čísla jsou v tabulce pod obrázkem.",
        f"Bars of the {len(shown)} most loaded actors of {len(names)}. {first} has the most "
        "measures. All numbers are in the table below the picture.",
    )  # fmt: skip
    picture = bars(
        [Bar(short_name(facts, one, say, grouped=True), found[one]["responsible"][1],
             found[one]["collaborating"][1]) for one in shown],
        say("odpovídá", "responsible"), say("spolupracuje", "collaborates"),
        say("počet opatření, jistá a pravděpodobná čtení",
            "number of measures, certain and probable readings"),
        name=f"{say.lang}-load", said=said,
    )  # fmt: skip
    rows = [
        [full_name(facts, one, say), counted(found[one]["responsible"]),
         counted(found[one]["collaborating"])]
        for one in names
    ]  # fmt: skip
    head = [say("Aktér (zkratka – celý název)", "Actor (Czech abbreviation – full name)"),
            say("Odpovídá", "Responsible"), say("Spolupracuje", "Collaborates")]  # fmt: skip
    table = Table(_three(title, say), head, rows, frozenset({1, 2}), (), (64, 18, 18))
    note = Note(cell(say(
        "Kdo za opatření odpovídá i na něm spolupracuje, počítá se jen jako odpovědný. Skupina je "
        "neurčité označení, například „obce“; není to jedna organizace.",
        "Who is responsible for a measure and collaborates on it too counts as responsible only. "
        "A group is an unspecified designation such as “municipalities”, not one organisation.",
    )))  # fmt: skip
    blocks: list[Block] = [note, Figure(picture, title, said), table]
    return Section("load", say("Zatížení aktérů", "Load of actors"), blocks, (), True)


def _total(counts: Mapping[str, Sequence[int]]) -> int:
    """Return all measures of an actor in certain and probable readings."""
    return counts["responsible"][1] + counts["collaborating"][1]


def _load(facts: Facts) -> dict[str, dict[str, tuple[int, ...]]]:
    """Return numbers of measures in three readings by actor and role."""
    roles = ("responsible", "collaborating")
    found = {actor: {role: [0, 0, 0] for role in roles} for actor in sorted(facts.names)}
    for measure in facts.measures.values():
        for level, least in enumerate(LEVELS):
            seen: set[str] = set()
            for role in roles:
                here = {
                    one.actor for one in measure.work
                    if one.role == role and LEVELS.index(one.certainty) <= LEVELS.index(least)
                }  # fmt: skip
                for actor in here - seen:
                    found[actor][role][level] += 1
                seen |= here
    return {
        actor: {role: tuple(numbers) for role, numbers in by_role.items()}
        for actor, by_role in found.items()
    }
