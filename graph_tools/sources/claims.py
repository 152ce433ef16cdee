"""Is a claimed value in a stretch of OCR text? One function a kind of evidence.

Takes the value and the text of its source lines; gives True or False. Tolerant of what OCR does
to Czech (lost diacritics, ``l`` for ``1``, ``o`` for ``0``, lost punctuation, columns mixed into
each other), and of nothing else.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from rapidfuzz import fuzz

__all__ = ["CLAIMS", "fold"]

_LOOK_ALIKE = str.maketrans({"l": "1", "i": "1", "|": "1", "!": "1", "]": "1", "o": "0", "ı": "1"})
_NUMERALS = {
    "2": ("dve", "dva", "dvou", "dvakrat"), "3": ("tri", "tfi", "trem", "tfem", "trech"),
    "4": ("ctyri", "ctvrt", "etvrt"), "5": ("pet",), "6": ("sest",), "7": ("sedm",), "8": ("osm",),
    "9": ("devet",), "10": ("deset",), "14": ("ctrnact",),
}  # fmt: skip
_WORD_SHARE = 0.6
"""Share of a text's words that must be found: OCR of the annex loses about a third of a cell's
words to its neighbours (measured on the titles of the 72 measures)."""
_LIKENESS = 70
"""Least likeness (rapidfuzz ratio, 0–100) of a word and its OCR form: 1–2 letters of 6 differ."""


@lru_cache(maxsize=100_000)
def fold(text: str) -> str:
    """Return ``text`` in lower case, without diacritics, other marks as blanks."""
    plain = text.casefold().replace("¢", "e").replace("€", "c").replace("&", "e")
    plain = unicodedata.normalize("NFKD", plain)
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    return re.sub(r"[^a-z0-9|!\]]+", " ", plain).strip()


@lru_cache(maxsize=100_000)
def _tight(text: str) -> str:
    """Return ``text`` folded, without blanks, look-alike letters as digits."""
    return re.sub(r"[^a-z0-9]", "", fold(text).translate(_LOOK_ALIKE))


def _digits(text: str) -> str:
    """Return the digits of ``text``, look-alike letters between digits included."""
    return re.sub(r"[^0-9]", "", text)


def is_literal(value: str, text: str) -> bool:
    """Say whether ``value`` stands in ``text`` letter by letter, OCR look-alikes aside."""
    wanted, found = _tight(value), _tight(text)
    return wanted in found or (len(wanted) > 4 and fuzz.partial_ratio(wanted, found) >= 85)


def are_words(value: str, text: str) -> bool:
    """Say whether most words of ``value`` stand in ``text``, in any order."""
    wanted = [word for word in fold(value).split() if len(word) > 3] or fold(value).split()
    found = fold(text).split()
    joined = "".join(found)
    hits = sum(_has_word(word, found, joined) for word in wanted)
    return hits >= _WORD_SHARE * len(wanted)


def is_name(value: str, text: str) -> bool:
    """Say whether the name ``value`` stands in ``text``: as a whole, or most of its words."""
    return is_literal(value, text) or are_words(value, text)


def is_number(value: str, text: str) -> bool:
    """Say whether the number ``value`` stands in ``text``: in digits, in millions or in words."""
    whole = value.removesuffix(".0")
    if any(_digits(whole) in _digits(seen) for seen in (text, text.translate(_LOOK_ALIKE))):
        return True
    if len(whole) > 5 and whole.endswith("00000"):
        millions = f"{float(whole) / 1e6:g}".replace(".", "")
        return millions in _digits(text) and "mil" in fold(text)
    words = fold(text).split()
    if whole == "1":  # one thing is mostly told by its singular, which no pattern can check
        return True
    return any(word.startswith(stem) for stem in _NUMERALS.get(whole, ()) for word in words)


def is_date(value: str, text: str) -> bool:
    """Say whether the date or deadline ``value`` stands in ``text``."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        year, month, day = value.split("-")
        return f"{int(day)}{int(month)}{year}" in _digits(text)
    groups = re.findall(r"\d+", value)
    seen = _digits(text.translate(_LOOK_ALIKE))
    if not all(group in seen or group[-2:] in seen for group in groups):
        return False
    rest = re.sub(r"[\d/–.]+", " ", value).strip()
    return not rest or are_words(rest, text)


def _has_word(word: str, found: list[str], joined: str) -> bool:
    """Say whether ``word`` stands among ``found`` words, or across a broken one."""
    if word in joined:
        return True
    stem = word[: max(4, round(0.6 * len(word)))]  # Czech inflects: školy, školách
    if len(word) > 4 and any(other.startswith(stem) for other in found):
        return True
    return any(
        abs(len(other) - len(word)) <= 3 and fuzz.ratio(word, other) >= _LIKENESS for other in found
    )


CLAIMS: dict[str, Callable[[str, str], bool]] = {
    "literal": is_literal,
    "words": are_words,
    "name": is_name,
    "number": is_number,
    "date": is_date,
}
"""The check for each kind of evidence a column of the description can ask for."""
