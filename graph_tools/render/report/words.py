"""How the report writes days, places in documents, readings and counts, in both languages."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from graph_tools.errors import Text
from graph_tools.render.explorer.content import czech

__all__ = ["LEVELS", "READINGS", "Day", "Say", "amount", "day_said", "last_day", "six_months_on"]

READINGS: dict[str, Text] = {
    "certain": Text("jen jistá", "certain only"),
    "probable": Text("i pravděpodobná", "probable too"),
    "uncertain": Text("všechna", "all"),
}
"""The three ways of counting, by the least sure certainty that counts."""

LEVELS = tuple(READINGS)


class Day:
    """The day on which deadlines are judged.

    Attributes:
        first: a deadline whose last day lies before this day has passed.
        given: whether the reader chose the day; else it is the plan's end.
        shown: the day the report names.
    """

    def __init__(self, as_of: str | None, plan_end: str) -> None:
        """Take ``as_of`` (YYYY-MM-DD), else the day after ``plan_end`` (its last day)."""
        self.given = as_of is not None
        self.shown = date.fromisoformat(as_of or plan_end)
        self.first = self.shown if self.given else self.shown + timedelta(days=1)

    def said(self) -> Text:
        """Return the day as the report names it."""
        on = day_said(self.shown)
        if self.given:
            return Text(f"k {on.cs}", f"as of {on.en}")
        return Text(f"po skončení plánu {on.cs}", f"after the end of the plan on {on.en}")


def day_said(day: date) -> Text:
    """Return a day as people write it.

    >>> day_said(date(2025, 12, 31)).cs.replace(chr(160), " ")
    '31. 12. 2025'
    """
    return Text(
        f"{day.day}.\u00a0{day.month}.\u00a0{day.year}",
        f"{day.day}\u00a0{calendar.month_name[day.month]} {day.year}",
    )


def last_day(moment: str) -> date:
    """Return the last day of a year, a month or a day.

    >>> last_day("2026-02")
    datetime.date(2026, 2, 28)
    """
    year, month, day = [*map(int, moment.split("-")), 0, 0][:3]
    month = month or 12
    return date(year, month, day or calendar.monthrange(year, month)[1])


def six_months_on(day: date) -> date:
    """Return the same day six months later, or the last day of that month.

    >>> six_months_on(date(2025, 8, 31))
    datetime.date(2026, 2, 28)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + 6, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def amount(number: int, one: str, few: str, many: str) -> str:
    """Return a number with the Czech noun in the form it asks for.

    >>> [amount(n, "cíl", "cíle", "cílů").replace(chr(160), " ") for n in (1, 4, 5, 0)]
    ['1 cíl', '4 cíle', '5 cílů', '0 cílů']
    """
    form = one if number == 1 else few if number in {2, 3, 4} else many
    return f"{number}\u00a0{form}"


class Say:
    """Says things in one language, with Czech one-letter words bound to the next word."""

    def __init__(self, lang: str) -> None:
        """Speak ``lang``, ``cs`` or ``en``."""
        self.lang = lang

    def __call__(self, cs: str, en: str) -> str:
        """Return the one of two texts that is in the language."""
        return self.text(Text(cs, en))

    def text(self, text: Text) -> str:
        """Return ``text`` in the language."""
        return czech(text.cs) if self.lang == "cs" else text.en

    def lines(self, document: str, first: int, last: int) -> str:
        """Return the lines of a document, as ``000, ř. 10–16``."""
        lines = str(first) if first == last else f"{first}–{last}"
        word = self("ř.", "line" if first == last else "lines")
        return f"{document}, {word}\u00a0{lines}"
