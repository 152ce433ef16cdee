"""One part a goal, and the list of measures the pages lead to."""

from __future__ import annotations

from collections import Counter

from graph_tools.answers import natural
from graph_tools.render.report.blocks import Bit, Block, Bullets, Cell, Note, Section, Table, cell
from graph_tools.render.report.content import Facts, Goal
from graph_tools.render.report.deadlines import wording
from graph_tools.render.report.parts import (
    actors,
    assessed,
    barriers,
    doubted,
    heading,
    measure_link,
    places,
    short_name,
    status,
)
from graph_tools.render.report.words import LEVELS, Say

__all__ = ["goals", "measures"]

_MOST_GAPS = 6


def goals(facts: Facts, say: Say) -> Section:
    """Return one part a goal."""
    parts = [_goal(facts, goal, say) for goal in facts.goals.values()]
    intro = Note(cell(say(
        "Každý cíl má svou část: opatření, do kdy mají být hotová, kdo za ně odpovídá, naše "
        "hodnocení, překážky a místo v dokumentu. Podrobnosti opatření jsou v jejich přehledu.",
        "Each goal has its own part: measures, deadlines, who is responsible, our assessment, "
        "barriers and the place in the document. Details are in the list of measures.",
    )))  # fmt: skip
    return Section("goals", say("Cíle", "Goals"), [intro], parts, True)


def _goal(facts: Facts, goal: Goal, say: Say) -> Section:
    """Return the page of one goal."""
    numbers = [len(facts.linked(goal.code, level)) for level in LEVELS]
    title = say(f"Cíl {goal.code}: ", f"Goal {goal.code}: ") + say.text(goal.title)
    priority, source = say("Priorita: ", "Priority: "), say("Zdroj: ", "Source: ")
    blocks: list[Block] = [
        Note((Bit(priority), Bit(say.text(goal.priority)), Bit(". " + source),
              *places(facts, [goal.place], say))),
        Table(say("Přispívající opatření podle čtení", "Contributing measures by reading"),
              [say("Čtení", "Readings"), say("jen jistá", "certain only"),
               say("i pravděpodobná", "probable too"), say("všechna", "all")],
              [[cell(say("Počet opatření", "Number of measures")),
                *(cell(number) for number in numbers)]],
              frozenset({1, 2, 3}), (), (34, 22, 22, 22)),
        *_carried(facts, goal, say),
        *_gaps(facts, goal, say),
    ]  # fmt: skip
    rows: list[list[Cell]] = []
    for link in facts.linked(goal.code):
        measure = facts.measures[link.measure]
        certainty = doubted(facts, link.certainty, say)
        if link.certainty != LEVELS[0]:
            printed = say(f" – vytištěno „{link.reading}“", f" – printed “{link.reading}”")
            certainty = (*certainty, Bit(printed, mark="quiet"))
        rows.append([
            measure_link(measure), cell(say.text(measure.title)), certainty,
            cell(wording(facts, measure.deadlines, say)),
            actors(facts, measure.leads(), say), status(facts, measure, say),
            barriers(facts, measure, say), places(facts, [link.place], say),
        ])  # fmt: skip
    if rows:
        head = [say("Kód", "Code"), say("Opatření", "Measure"), say("Čtení vazby", "Reading"),
                say("Termín", "Deadline"), say("Odpovídá", "Responsible"),
                say("Naše hodnocení", "Our assessment"), say("Překážky", "Barriers"),
                say("Zdroj vazby", "Source of the link")]  # fmt: skip
        caption = say(f"Opatření cíle {goal.code}", f"Measures of goal {goal.code}")
        blocks.append(Table(caption, head, rows, widths=(7, 26, 12, 10, 11, 10, 13, 11)))
    return Section(f"goal-{goal.code}", title, blocks, (), True)


def _carried(facts: Facts, goal: Goal, say: Say) -> list[Block]:
    """Return who leads the measures of a goal and how they are assessed."""
    links = facts.linked(goal.code, "probable")
    if not links:
        nobody = say(
            "V jistých a pravděpodobných čteních k cíli nepřispívá žádné opatření.",
            "In certain and probable readings no measure contributes to the goal.",
        )  # fmt: skip
        return [Note(cell(nobody), "box")]
    found = [facts.measures[link.measure] for link in links]
    leads = Counter(one.actor for measure in found for one in measure.leads("probable"))
    named = [f"{short_name(facts, actor, say)} ({count})" for actor, count in sorted(
        leads.items(), key=lambda one: (-one[1], one[0])
    )]  # fmt: skip
    states = Counter(measure.status for measure in found if measure.status)
    said = [
        f"{say.text(facts.term('statusScheme', one))} {states[one]}"
        for one in sorted(states, key=lambda one: (-states[one], one))
    ]
    return [Bullets([
        (Bit(say("Odpovídá (počet opatření): ", "Responsible (number of measures): "), "",
             "strong"), Bit(", ".join(named) or "–")),
        (Bit(say("Podle našeho hodnocení: ", "By our assessment: "), "", "strong"),
         Bit(", ".join(said) or "–")),
        cell(say("Počítána jsou jistá a pravděpodobná čtení.",
                 "Certain and probable readings are counted."), mark="quiet"),
    ])]  # fmt: skip


def _gaps(facts: Facts, goal: Goal, say: Say) -> list[Block]:
    """Return the gaps that concern a goal."""
    items: list[Cell] = []
    for kind in facts.kinds:
        for gap in kind.gaps or ():
            named = {"item": gap.item, "partner": gap.partner}
            if any(kind.about.get(side) == "goal" and named[side] == goal.code for side in named):
                label = heading(say.text(kind.label))
                bits = [Bit(label, f"gap-{kind.name}"), Bit(f": {say.text(gap.reason)}")]
                if not all(gap.holds):
                    doubt = say("záleží na pochybném čtení", "depends on a doubtful reading")
                    bits += [Bit(" "), Bit(doubt, mark="doubtful")]
                items.append(tuple(bits))
    if not items:
        return []
    title = Note(cell(say("Mezery, které se cíle týkají:", "Gaps that concern the goal:"),
                      mark="strong"))  # fmt: skip
    more: list[Cell] = []
    if len(items) > _MOST_GAPS:
        rest = len(items) - _MOST_GAPS
        more = [cell(say(f"a další, celkem {len(items)} – viz gaps.xlsx",
                         f"and {rest} more – see gaps.xlsx"))]  # fmt: skip
    return [title, Bullets([*items[:_MOST_GAPS], *more])]


def measures(facts: Facts, say: Say) -> Section:
    """Return all measures: deadline, actors, our assessment with its reason, source."""
    rows: list[list[Cell]] = []
    anchors = []
    for one in facts.measures.values():
        others = [work for work in one.work if work.role != "responsible"]
        leads = (Bit(say("odpovídá: ", "responsible: "), "", "quiet"),
                 *actors(facts, one.leads(), say))  # fmt: skip
        joined = (Bit(say("; spolupracuje: ", "; collaborates: "), "", "quiet"),
                  *actors(facts, others, say))  # fmt: skip
        aims = [
            (link.goal, LEVELS.index(link.certainty))
            for link in facts.links if link.measure == one.code
        ]  # fmt: skip
        rows.append([
            cell(one.code, mark="strong"), cell(say.text(one.title)),
            _aims(aims, say), cell(wording(facts, one.deadlines, say)), (*leads, *joined),
            assessed(facts, one, say), places(facts, [one.place], say),
        ])  # fmt: skip
        anchors.append(f"measure-{one.code}")
    head = [say("Kód", "Code"), say("Opatření", "Measure"), say("Cíle", "Goals"),
            say("Termín", "Deadline"), say("Aktéři", "Actors"),
            say("Naše hodnocení a proč (není úřední)", "Our assessment and why (not official)"),
            say("Zdroj", "Source")]  # fmt: skip
    caption = say("Opatření akčního plánu", "Measures of the action plan")
    table = Table(caption, head, rows, frozenset(), anchors, (7, 23, 9, 11, 19, 21, 10))
    title = say("Přehled opatření", "List of measures")
    note = Note(cell(say("Cíle s hvězdičkou stojí na pochybném čtení.",
                         "Goals with an asterisk rest on a doubtful reading.")))  # fmt: skip
    return Section("measures", title, [note, table])


def _aims(aims: list[tuple[str, int]], say: Say) -> Cell:
    """Return the goals of a measure, doubtful ones with an asterisk."""
    if not aims:
        return cell(say("v textu není", "not in the text"), mark="quiet")
    bits: list[Bit] = []
    for goal, level in sorted(aims, key=lambda aim: natural(aim[0])):
        bits += [Bit(", ")] if bits else []
        bits.append(Bit(goal + ("*" if level else ""), f"goal-{goal}", "doubtful" if level else ""))
    return tuple(bits)
