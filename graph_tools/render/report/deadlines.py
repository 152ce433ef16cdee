"""The section on deadlines: a grid by half-years, what is overdue, what is due next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from graph_tools.errors import Text
from graph_tools.render.report.blocks import Block, Cell, Figure, Note, Section, Table, cell
from graph_tools.render.report.charts import Square, squares
from graph_tools.render.report.content import Deadline, Facts, Measure
from graph_tools.render.report.parts import actors, assessed, barriers, even, measure_link
from graph_tools.render.report.words import Say, day_said, last_day, six_months_on

__all__ = ["deadlines"]

_MOST_COLUMNS = 12
_UNKNOWN = "unknown"
_DONE = "fulfilled"


def deadlines(facts: Facts, say: Say) -> Section:
    """Return when measures are due, judged on the day of the report."""
    passed, coming = _lists(facts)
    until = day_said(six_months_on(facts.day.first) - timedelta(days=1))
    day = say.text(facts.day.said())
    blocks: list[Block] = [
        Note(cell(say(
            f"Termíny jsou posouzeny {day}. Po termínu je opatření, jehož poslední termín uplynul "
            "a které podle našeho hodnocení není plněno nebo je plněno jen částečně.",
            f"Deadlines are judged {day}. A measure is overdue where its last deadline has passed "
            "and by our assessment it is not fulfilled, or only partially.",
        ))),
        *_grid(facts, {measure.code for measure in passed}, say),
    ]  # fmt: skip
    parts = [
        Section("overdue", say("Po termínu", "Overdue"), [_list(
            facts, passed, say(f"Opatření po termínu {day}: {len(passed)}",
                               f"Overdue measures {day}: {len(passed)}"), say)]),
        Section("next", say("Příštích šest měsíců", "The next six months"), [_list(
            facts, coming, say(f"Termín nejpozději {until.cs}: {len(coming)}",
                               f"Due by {until.en}: {len(coming)}"), say)]),
    ]  # fmt: skip
    return Section("deadlines", say("Termíny", "Deadlines"), blocks, parts)


def _lists(facts: Facts) -> tuple[list[Measure], list[Measure]]:
    """Return the measures that are overdue and those due within six months, soonest first."""
    until = six_months_on(facts.day.first)
    ended = [(last_day(one.ends()), one) for one in facts.measures.values() if one.ends()]
    ended.sort(key=lambda pair: pair[0])
    passed = [one for end, one in ended if end < facts.day.first and one.status != _DONE]
    coming = [one for end, one in ended if facts.day.first <= end < until]
    return passed, coming


def _list(facts: Facts, measures: Sequence[Measure], caption: str, say: Say) -> Block:
    """Return measures with their deadlines, leads, barriers and our assessment with its reason."""
    if not measures:
        return Note(cell(say("Žádné opatření.", "No measure.")))
    head = [say("Opatření", "Measure"), say("Název", "Title"), say("Termín", "Deadline"),
            say("Odpovídá", "Responsible"), say("Překážky", "Barriers"),
            say("Naše hodnocení a proč", "Our assessment and why")]  # fmt: skip
    rows: list[list[Cell]] = [
        [measure_link(one), cell(say.text(one.title)), cell(wording(facts, one.deadlines, say)),
         actors(facts, one.leads(), say), barriers(facts, one, say), assessed(facts, one, say)]
        for one in measures
    ]  # fmt: skip
    return Table(caption, head, rows, widths=(10, 26, 10, 13, 14, 27))


def wording(facts: Facts, due: Sequence[Deadline], say: Say) -> str:
    """Return deadlines in the words of the document; where only Czech, what recurrence means."""
    said = []
    for one in due:
        text = say.text(one.wording)
        if say.lang == "en" and one.recurrence and one.wording.en == one.wording.cs:
            text += f" ({facts.term('recurrenceScheme', one.recurrence).en})"
        said += [text] if text else []
    return "; ".join(said) or say("v textu není", "not in the text")


def _grid(facts: Facts, passed: set[str], say: Say) -> list[Block]:
    """Return the picture and the table of deadlines by sub-area and half-year."""
    cells: dict[tuple[str, str], list[str]] = {}
    yearly = _years_only(facts)
    for measure in facts.measures.values():
        column = _column(measure, yearly)
        cells.setdefault((measure.sub_area, column), []).append(measure.code)
    columns = _columns({column for _, column in cells}, yearly)
    subs = list(facts.sub_areas)
    grid, rows = [], []
    for sub in subs:
        here = [cells.get((sub, column), []) for column in columns]
        late = [sum(code in passed for code in codes) for codes in here]
        grid.append([
            Square(len(codes), say(f"z toho {n}", f"of them {n}") if n else "", n > 0)
            for codes, n in zip(here, late, strict=True)
        ])  # fmt: skip
        rows.append([cell(sub), *(
            _number(len(codes), n, say) for codes, n in zip(here, late, strict=True)
        )])  # fmt: skip
    heads = [_head(facts, column, say) for column in columns]
    names = [f"{sub} {say.text(facts.sub_areas[sub][0])}" for sub in subs]
    title = say("Kdy opatření končí, podle podokruhů", "When measures end, by sub-area")
    said = say(
        f"Mřížka {len(subs)} podokruhů a {len(columns)} období. Opatření po termínu: "
        f"{len(passed)}. Všechna čísla jsou v tabulce pod obrázkem.",
        f"A grid of {len(subs)} sub-areas and {len(columns)} periods. Overdue measures: "
        f"{len(passed)}. All numbers are in the table below the picture.",
    )  # fmt: skip
    picture = squares(
        grid, names, heads, say("šrafovaně: z toho po termínu", "hatched: of them overdue"),
        name=f"{say.lang}-deadlines", said=said,
    )  # fmt: skip
    numbers = frozenset(range(1, len(columns) + 1))
    table = Table(
        title, [say("Podokruh", "Sub-area"), *heads], rows, numbers, (), even(len(heads) + 1)
    )
    return [Figure(picture, title, said), table]


def _number(count: int, late: int, say: Say) -> Cell:
    """Return the number of measures of a field, with how many are overdue."""
    if not late:
        return cell(count or "–", mark="" if count else "quiet")
    return cell(say(f"{count} (po termínu {late})", f"{count} (overdue {late})"), mark="bad")


def _years_only(facts: Facts) -> bool:
    """Say whether half-years would be too many columns."""
    years = {last_day(one.ends()).year for one in facts.measures.values() if one.ends()}
    return bool(years) and 2 * (max(years) - min(years) + 1) > _MOST_COLUMNS


def _column(measure: Measure, yearly: bool) -> str:
    """Return the column of a measure: a half-year or year, a recurrence, or unknown."""
    if measure.ends():
        return _period(last_day(measure.ends()), yearly)
    return next((one.recurrence for one in measure.deadlines if one.recurrence), _UNKNOWN)


def _period(day: date, yearly: bool) -> str:
    """Return ``2025`` or ``2025/2``, the second half of 2025."""
    return f"{day.year}" if yearly else f"{day.year}/{1 if day.month <= 6 else 2}"


def _columns(found: set[str], yearly: bool) -> list[str]:
    """Return all columns: periods without a hole, then recurrences, then what is unknown."""
    periods = sorted(column for column in found if column[:1].isdigit())
    if periods:
        first, last = int(periods[0][:4]), int(periods[-1][:4])
        halves = ("",) if yearly else ("/1", "/2")
        every = [f"{year}{half}" for year in range(first, last + 1) for half in halves]
        periods = [one for one in every if periods[0] <= one <= periods[-1]]
    others = sorted(found - set(periods) - {_UNKNOWN})
    return [*periods, *others, *({_UNKNOWN} & found)]


def _head(facts: Facts, column: str, say: Say) -> str:
    """Return the heading of a column."""
    if column == _UNKNOWN:
        return say("termín v textu není", "not in the text")
    if "/" in column:
        year, _, half = column.partition("/")
        names = {"1": Text("1. pol.", "1st half"), "2": Text("2. pol.", "2nd half")}
        return f"{say.text(names[half])} {year}"
    return column if column.isdigit() else say.text(facts.term("recurrenceScheme", column))
