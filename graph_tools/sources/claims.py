"""Is a claimed value in a stretch of OCR text? One function a kind of evidence.

Takes the value and the text of its source lines; gives True or False. Tolerant of what OCR does
to Czech (lost diacritics, ``l`` for ``1``, ``o`` for ``0``, lost punctuation, columns mixed into
each other), and of nothing else.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from rapidfuzz import fuzz

__all__ = ["CLAIMS", "fold"]

_LOOK_ALIKE = str.maketrans({"l": "1", "i": "1", "|": "1", "!": "1", "]": "1", "o": "0", "ı": "1"})
_NUMERALS = {
    "1": ("jeden", "jedna", "jedno", "jedn", "prvni", "1x"),
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


def is_literal(value: str, text: str) -> bool:
    """Say whether ``value`` stands in ``text`` exactly as printed, blanks aside, as a whole.

    Parts that other columns' text separates are joined by `` … `` and looked for one by one.
    """
    return all(_stands(part, text) for part in value.split(" … "))


def _stands(value: str, text: str) -> bool:
    """Say whether ``value`` stands in ``text`` with no digit or letter running into it."""
    pattern = r"\s*".join(re.escape(char) for char in re.sub(r"\s", "", value))
    before = r"(?<![0-9])" if value[0].isdigit() else ""
    after = r"(?![0-9a-z])" if value[-1].isdigit() else r"(?![0-9A-Za-z])"
    return re.search(before + pattern + (after if value[-1].isalnum() else ""), text) is not None


def is_code(value: str, text: str) -> bool:
    """Say whether the measure's code ``value`` stands in ``text``.

    OCR reads its dot as a stroke (``Cl17``), adds one (``Al.1l``) or parts it (``Al 14``).
    """
    head, _, tail = value.partition(".")
    wanted = {_tight(form) for form in (value, value + "1", f"{head}1{tail}")}
    words = [_tight(word) for word in re.split(r"[\s|]+", text)]
    pairs = [a + b for a, b in itertools.pairwise(words)]
    return bool(wanted & {*words, *pairs})


def are_words(value: str, text: str) -> bool:
    """Say whether most words of ``value`` stand in ``text``, in any order."""
    wanted = [word for word in fold(value).split() if len(word) > 3] or fold(value).split()
    found = fold(text).split()
    joined = "".join(found)
    hits = sum(_has_word(word, found, joined) for word in wanted)
    return hits >= _WORD_SHARE * len(wanted)


def is_name(value: str, text: str) -> bool:
    """Say whether the name ``value`` stands in ``text``: as a whole, or most of its words."""
    return _tight(value) in _tight(text) or are_words(value, text)


def is_number(value: str, text: str) -> bool:
    """Say whether the number ``value`` stands in ``text``: in digits, in millions or in words."""
    whole = value.removesuffix(".0")
    if whole in _numbers(text) or whole in _numbers(_unmistaken(text)):
        return True
    if len(whole) > 5 and whole.endswith("00000"):
        millions = f"{float(whole) / 1e6:g}".replace(".", ",")
        return re.search(rf"(?<!\d){millions}\s*mil", text) is not None
    words = fold(text).split()
    return any(word.startswith(stem) for stem in _NUMERALS.get(whole, ()) for word in words)


def is_date(value: str, text: str) -> bool:
    """Say whether the date or deadline ``value`` stands in ``text``."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        year, month, day = value.split("-")
        pattern = rf"(?<!\d){int(day)}\.\s*{int(month)}\.\s*{year}(?!\d)"
        return re.search(pattern, text) is not None
    groups = re.findall(r"\d+", value)
    runs = re.findall(r"\d+", text)
    joined = {"".join(groups[i : i + 2]) for i in range(len(groups))}  # OCR loses slashes: 122027
    for group in groups:
        wanted = {group, *(pair for pair in joined if group in pair)}
        if len(group) == 4:  # 12/26 is printed for 12/2026
            wanted |= {group[-2:]} if f"/{group[-2:]}" in text else set()
        if not wanted & set(runs):
            return False
    rest = re.sub(r"[\d/–.]+", " ", value).strip()
    return not rest or are_words(rest, text)


def _numbers(text: str) -> set[str]:
    """Return the numbers of ``text``: runs of digits, and runs with blanks at the thousands."""
    plain = set(re.findall(r"\d+", text))
    grouped = re.findall(r"(?<!\d)\d{1,3}(?:[ \u00a0]\d{3})+(?!\d)", text)
    return plain | {re.sub(r"\D", "", run) for run in grouped}


def _unmistaken(text: str) -> str:
    """Return ``text`` with look-alike letters inside numbers as digits."""
    return re.sub(r"(?<=\d)[lIO](?=[\s\d.,]|$)|(?<![A-Za-z])[lI](?=\d)",
                  lambda found: "0" if found[0] == "O" else "1", text)  # fmt: skip


def _has_word(word: str, found: list[str], joined: str) -> bool:
    """Say whether ``word`` stands among ``found`` words, or across a broken one."""
    if word in joined:
        return True
    stem = word[: max(3, round(0.6 * len(word)))]  # Czech inflects: školy, školách
    if len(word) > 3 and any(
        other.startswith(stem) and abs(len(other) - len(word)) <= 3 for other in found
    ):
        return True
    shape = word.translate(_LOOK_ALIKE)
    return any(
        abs(len(other) - len(word)) <= 3
        and fuzz.ratio(shape, other.translate(_LOOK_ALIKE)) >= _LIKENESS
        for other in found
    )


CLAIMS: dict[str, Callable[[str, str], bool]] = {
    "literal": is_literal,
    "code": is_code,
    "words": are_words,
    "name": is_name,
    "number": is_number,
    "date": is_date,
}
"""The check for each kind of evidence a column of the description can ask for."""
