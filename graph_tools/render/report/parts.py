"""Small pieces the sections share: places, names of actors, certainties, counts in readings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph_tools.render.report.blocks import Bit, Cell, cell, joined
from graph_tools.render.report.content import Discrepancy, Facts, Measure, Place, Work
from graph_tools.render.report.words import LEVELS, READINGS, Say, amount

__all__ = [
    "actors", "assessed", "barriers", "concerned", "counted", "doubted", "even", "full_name",
    "heading", "in_readings", "measure_link", "places", "scattered", "short_name", "status",
    "to_item",
]  # fmt: skip

_MARKS = {"fulfilled": "good", "partiallyFulfilled": "part", "notFulfilled": "bad"}


def heading(text: str) -> str:
    """Return a label with its first letter capital."""
    return text[:1].upper() + text[1:]


def places(facts: Facts, where: Iterable[Place], say: Say) -> Cell:
    """Return lines of documents by the documents' short names."""
    said = [
        say.lines(facts.documents.get(one.document, (one.document,))[0], one.first, one.last)
        for one in sorted(where)
    ]
    return joined([cell(one, mark="place") for one in said], "; ")


def measure_link(measure: Measure) -> Cell:
    """Return the code of a measure that leads to it."""
    return cell(measure.code, link=f"measure-{measure.code}")


def to_item(facts: Facts, kind: str, code: str, say: Say) -> Cell:
    """Return an item named by a gap: a link where the report tells about it."""
    if kind == "barrier":
        return cell(heading(say.text(facts.term("barrierScheme", code))))
    if kind == "actor":
        return cell(short_name(facts, code, say))
    if kind == "goal" and code in facts.goals:
        return cell(say(f"cíl {code}", f"goal {code}"), link=f"goal-{code}")
    if code in facts.measures and kind != "sub-area":
        return cell(code, link=f"measure-{code}")
    return cell(code)


def concerned(facts: Facts, found: Discrepancy, say: Say) -> Cell:
    """Return what a discrepancy is about: codes where people know them, else names."""
    said = []
    for kind, code, name in found.about:
        if kind in {"goal", "measure"} or (code and kind != "document"):
            said.append(to_item(facts, kind, code, say))
        elif kind == "document":
            said.append(cell(say(f"dokument {code}", f"document {code}")))
        elif name.cs:
            said.append(cell(say.text(name)))
    return joined(said) if said else cell("–")


def scattered(facts: Facts, say: Say) -> str:
    """Return how many discrepancies there are and at how many places of the documents."""
    found = len(facts.discrepancies)
    where = sum(len(one.places) for one in facts.discrepancies)
    return say(
        f"{amount(found, 'nesrovnalost', 'nesrovnalosti', 'nesrovnalostí')} na {where}\u00a0"
        f"{'místě' if where == 1 else 'místech'}",
        f"{found} {'discrepancy' if found == 1 else 'discrepancies'} at {where} "
        f"{'place' if where == 1 else 'places'}",
    )


def short_name(facts: Facts, actor: str, say: Say, *, grouped: bool = False) -> str:
    """Return how an actor is named in pictures and tables.

    An organisation keeps its abbreviation in both languages. In English an actor without one,
    and any group, goes by its English name.

    Args:
        facts: the facts of the report.
        actor: abbreviation of the actor or its Czech name.
        say: the language.
        grouped: whether to say which actors are groups.
    """
    group = actor in facts.groups
    name = facts.names.get(actor)
    translated = name is not None and say.lang == "en" and (group or actor == name.cs)
    said = say.text(name) if name is not None and (translated or actor == name.cs) else actor
    return said + (say(" (skupina)", " (group)") if grouped and group else "")


def full_name(facts: Facts, actor: str, say: Say) -> Cell:
    """Return the full name of an actor beside its abbreviation, if it has one."""
    name = facts.names[actor]
    group = say(" (skupina)", " (group)") if actor in facts.groups else ""
    full = say.text(name) + group
    return cell(full) if actor == name.cs else (Bit(actor, "", "strong"), Bit(f" – {full}"))


def doubted(facts: Facts, certainty: str, say: Say) -> Cell:
    """Return the certainty of a reading in words, marked where it is not certain."""
    said = say.text(facts.term("certaintyScheme", certainty))
    return cell(said, mark="" if certainty == LEVELS[0] else "doubtful")


def actors(facts: Facts, work: Sequence[Work], say: Say) -> Cell:
    """Return actors one after another, doubtful ones with their certainty."""
    said: list[Cell] = []
    for one in work:
        name = Bit(short_name(facts, one.actor, say, grouped=True))
        if one.certainty == LEVELS[0]:
            said.append((name,))
        else:
            certainty = doubted(facts, one.certainty, say)[0]
            said.append((name, Bit(" ("), certainty, Bit(")")))
    return joined(said) if said else cell(say("v textu není", "not in the text"), mark="quiet")


def status(facts: Facts, measure: Measure, say: Say) -> Cell:
    """Return our assessment of a measure."""
    if not measure.status:
        return cell(say("nehodnoceno", "not assessed"), mark="quiet")
    said = say.text(facts.term("statusScheme", measure.status))
    return cell(said, mark=_MARKS.get(measure.status, ""))


def assessed(facts: Facts, measure: Measure, say: Say) -> Cell:
    """Return our assessment of a measure and why."""
    reason = say.text(measure.reason)
    return (*status(facts, measure, say), *([Bit(f" – {reason}")] if reason else []))


def barriers(facts: Facts, measure: Measure, say: Say) -> Cell:
    """Return the kinds of barriers of a measure."""
    said = [say.text(facts.term("barrierScheme", one)) for one in measure.barriers]
    return cell(", ".join(said) or "–")


def counted(numbers: Sequence[int]) -> Cell:
    """Return the counts in the three readings, as one number where they agree.

    >>> counted([1, 2, 4])[0].text.replace(chr(160), " ")
    '1 / 2 / 4'
    """
    if len(set(numbers)) == 1:
        return cell(numbers[0] or "–", mark="" if numbers[0] else "quiet")
    return cell("\u00a0/\u00a0".join(map(str, numbers)), mark="doubtful")


def even(columns: int) -> tuple[int, ...]:
    """Return widths of a table of numbers: the first column somewhat wider, the rest alike.

    >>> even(5)
    (14, 21, 21, 21, 21)
    """
    first = 14
    rest = (100 - first) // max(columns - 1, 1)
    return (first, *(rest,) * (columns - 1)) if rest >= 5 else ()


def in_readings(holds: Sequence[bool], say: Say) -> Cell:
    """Return in which readings a gap holds."""
    if all(holds):
        return cell(say("ve všech", "in all"))
    said = [
        f"{say.text(name)}: {say('ano', 'yes') if held else say('ne', 'no')}"
        for name, held in zip(READINGS.values(), holds, strict=True)
    ]
    return cell("; ".join(said), mark="doubtful")
