"""The words in a box of the Network view: as much of an item's name as surely fits.

Widths are those of a wide sans-serif letter at 12 px, so that a narrower one fits as well. The
whole name stands in the panel; what is cut here ends in an ellipsis.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

__all__ = ["box_text", "lines_needed"]

_WIDTH = 196
"""Pixels for text in a box: the rest holds the load, the sign of the community and margins."""

_NUMBERED = ("Goal", "SubArea")
_NARROW, _WIDE = frozenset("fijlrtíľť.,:;!|()[]/-'„“ \u00a0"), frozenset("mwMW@%–—…")


def box_text(item: Mapping[str, Any], lines: int) -> list[str]:
    """Return the text of the box of ``item`` in Czech and in English.

    Args:
        item: an item of the page (``id``, ``code``, ``cs``, ``en``, and ``short`` where there is
            a short name).
        lines: lines of text the box holds.
    """
    return [_text(item, lang, lines) for lang in ("cs", "en")]


def lines_needed(text: str) -> int:
    """Return in how many lines ``text`` surely fits; words too long for a line are broken."""
    lines, used = 1, 0
    for word in text.split(" "):
        width = sum(map(_letter, word))
        if used and used + _letter(" ") + width <= _WIDTH:
            used += _letter(" ") + width
            continue
        lines += (1 if used else 0) + max(width - 1, 0) // _WIDTH
        used = width if width <= _WIDTH else max(width % _WIDTH, 1)
    return lines


def _text(item: Mapping[str, Any], lang: str, lines: int) -> str:
    """Return code and name of ``item``, the name shortened or cut where it does not fit."""
    code, label = item["code"], item[lang]
    mark = "" if code in {"", label} else f"{code} " if item["kind"] in _NUMBERED else f"{code} – "
    # Only a goal's name may end early: strategies have names alike up to the colon.
    if lines_needed(mark + label) > lines and "short" in item and item["kind"] == "Goal":
        label = item["short"][("cs", "en").index(lang)]
    return _cut(mark + label, lines)


def _cut(text: str, lines: int) -> str:
    """Return ``text`` where it fits, else its beginning, after a whole word if any, and …."""
    if lines_needed(text) <= lines:
        return text
    end = min(len(text), lines * _WIDTH // _letter(" "))
    while end and lines_needed(_ended(text[:end])) > lines:
        end -= 1
    whole = text[:end].rfind(" ")
    kept = text[:whole] if 2 * whole > end else text[:end]
    return _ended(kept)


def _ended(text: str) -> str:
    """Return ``text`` with an ellipsis instead of what stands badly at an end."""
    return text.rstrip(" \u00a0,:–-") + "…"


def _letter(letter: str) -> int:
    """Return the width of a letter in whole pixels."""
    if letter in _NARROW:
        return 5
    return 12 if letter in _WIDE else 9 if letter.isupper() else 8
