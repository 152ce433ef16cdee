"""Small pieces the sections share: places, names of actors, certainties, counts in readings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph_tools.render.report.blocks import Bit, Cell, cell, joined
from graph_tools.render.report.content import Discrepancy, Facts, Measure, Place, Work
from graph_tools.render.report.words import LEVELS, READINGS, Say

__all__ = [
    "actors", "barriers", "concerned", "counted", "doubted", "even", "heading", "in_readings",
    "measure_link", "places", "status", "to_item",
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


def doubted(facts: Facts, certainty: str, say: Say) -> Cell:
    """Return the certainty of a reading in words, marked where it is not certain."""
    said = say.text(facts.term("certaintyScheme", certainty))
    return cell(said, mark="" if certainty == LEVELS[0] else "doubtful")


def actors(facts: Facts, work: Sequence[Work], say: Say) -> Cell:
    """Return actors one after another, doubtful ones with their certainty."""
    said: list[Cell] = []
    for one in work:
        group = say(" (skupina)", " (group)") if one.actor in facts.groups else ""
        name = Bit(one.actor + group)
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
