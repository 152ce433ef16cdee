"""Words of the site in one language: names of kinds and relations, days, numbers, places.

Kinds, relations and facts are called as in the explorer, whose texts are read; the site adds only
what the explorer has no word for.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import NamedTuple

from graph_tools.errors import Text
from graph_tools.render.explorer.bundle import texts
from graph_tools.render.explorer.content import czech
from graph_tools.render.report.words import amount, day_said

__all__ = ["Bit", "Words"]

_OWN = Path(__file__).resolve().parent / "assets" / "texts.json"
_PARTS = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")


@cache
def _texts() -> Mapping[str, Text]:
    """Return all texts by key, those of the explorer and the site's own."""
    own = json.loads(_OWN.read_text(encoding="utf-8"))
    return {key: Text(said["cs"], said["en"]) for key, said in (texts() | own).items()}


class Bit(NamedTuple):
    """A piece of text and its language where that is not the page's."""

    text: str
    lang: str = ""


class Words:
    """Says things in one language."""

    def __init__(
        self, lang: str, terms: Mapping[tuple[str, str], Text],
        meanings: Mapping[tuple[str, str], Text],
    ) -> None:  # fmt: skip
        """Speak ``lang``, with names and meanings of code-list values by scheme and value."""
        self.lang = lang
        self._terms = terms
        self._meanings = meanings

    def __call__(self, key: str, **values: str | int) -> str:
        """Return the text ``key`` with ``values`` filled in."""
        text = self.pick(_texts()[key])
        for name, value in values.items():
            text = text.replace("{" + name + "}", str(value))
        return text

    def pick(self, text: Text) -> str:
        """Return ``text`` in the language; where there is no English, in Czech."""
        return text.en if self.lang == "en" and text.en else czech(text.cs)

    def bit(self, text: Text) -> Bit:
        """Return ``text`` in the language, marked where it is Czech among English."""
        foreign = self.lang == "en" and not text.en
        return Bit(self.pick(text), "cs" if foreign else "")

    def printed(self, text: str) -> Bit:
        """Return words of a document, which are Czech, as they stand."""
        return Bit(text, "cs" if self.lang == "en" else "")

    def term(self, scheme: str, value: str) -> str:
        """Return what a value of a code list is called; the value itself where it has no name."""
        return self.pick(self._terms.get((scheme, value), Text(value, value)))

    def meaning(self, scheme: str, value: str) -> str:
        """Return what a value of a code list means; nothing where that is not said."""
        return self.pick(self._meanings.get((scheme, value), Text("", "")))

    def count(self, number: int, key: str) -> str:
        """Return a number with its noun; ``key.one``, ``key.few`` and ``key.many`` hold it."""
        forms = [_texts()[f"{key}.{form}"] for form in ("one", "few", "many")]
        if self.lang == "cs":
            return amount(number, *(form.cs for form in forms))
        return f"{number}\u00a0{forms[0].en if number == 1 else forms[2].en}"

    def moment(self, text: str) -> str:
        """Return a year, month or day as people write it; anything else as it is."""
        if not _PARTS.fullmatch(text):
            return text
        parts = text.split("-")
        if len(parts) == 3:
            return day_said(date.fromisoformat(text)).to(self.lang)
        return f"{int(parts[1])}/{parts[0]}" if len(parts) == 2 else text

    def number(self, text: str) -> str:
        """Return a number with the marks of the language; anything else as it is."""
        try:
            said = f"{Decimal(text):,f}"
        except InvalidOperation:
            return text
        if "." in said:
            said = said.rstrip("0").rstrip(".")
        if self.lang == "en":
            return said
        return said.replace(",", "\u00a0").replace(".", ",")

    def lines(self, ranges: Iterable[tuple[int, int]]) -> str:
        """Return ``ř. 3, 10–16``: lines of one document."""
        parts = [str(first) if first == last else f"{first}–{last}" for first, last in ranges]
        several = len(parts) > 1 or "–" in parts[0]
        return f"{self('site.lines' if several else 'site.line')}\u00a0{', '.join(parts)}"

    def first_large(self, text: str) -> str:
        """Return ``text`` with its first letter large."""
        return text[:1].upper() + text[1:]
