"""Keep a query off the network: find the keyword ``SERVICE`` wherever Oxigraph could read it.

Oxigraph asks another endpoint as soon as it evaluates SERVICE and cannot be told not to. Its
grammar needs no blank before the keyword (``1SERVICE``) and tries ``<`` both as the start of an
IRI and as "less than", so every reading of the text is followed; a doubt counts as the keyword.
"""

from __future__ import annotations

import re

__all__ = ["asks_a_service"]

_KEYWORD = re.compile("service", re.IGNORECASE)
_IRI = re.compile(r"<(?:[^<>\"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>")
_CERTAIN_IRI = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*://")  # never "less than" and an operand
_ESCAPE = r"\\(?:[tbnrf\"'\\]|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8})"
_STRINGS = tuple(
    re.compile(pattern.replace("ESCAPE", _ESCAPE).replace("Q", quote))
    for quote in ('"', "'")
    for pattern in (r"QQQ(?:Q{0,2}(?:[^Q\\]|ESCAPE))*QQQ", r"Q(?:[^Q\\\n\r]|ESCAPE)*Q")
)
_COMMENT = re.compile(r"#[^\n\r]*")
_NAME = re.compile(r"[?$][A-Za-z0-9_]+|:[A-Za-z_][A-Za-z0-9_-]*")  # variable, local name


def asks_a_service(text: str) -> bool:
    """Say whether ``text`` holds SERVICE outside IRIs, names, string literals and comments."""
    if not _KEYWORD.search(text):
        return False
    reachable = {0}
    for place in range(len(text)):
        if place not in reachable:
            continue
        reachable.discard(place)
        if _KEYWORD.match(text, place):
            return True
        reachable |= _ends(text, place)
    return False


def _ends(text: str, place: int) -> set[int]:
    """Return where each possible token that starts at ``place`` ends."""
    mark = text[place]
    if mark == "#":
        found = _COMMENT.match(text, place)
        return {found.end()} if found else {place + 1}
    if mark == "<":
        found = _IRI.match(text, place)
        if found and _CERTAIN_IRI.match(text, place):
            return {found.end()}
        return {place + 1, found.end()} if found else {place + 1}
    if mark in "\"'":
        found_strings = [found for form in _STRINGS if (found := form.match(text, place))]
        if found_strings and "\\" not in found_strings[0][0]:
            return {found_strings[0].end()}  # the long form wins, as in the grammar
        return {found.end() for found in found_strings} or {place + 1}
    if mark in "?$:":
        found = _NAME.match(text, place)
        return {found.end()} if found else {place + 1}
    return {place + 1}
