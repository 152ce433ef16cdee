"""Say where a query may be appended to: which form it has and how it ends.

Reads tokens, not grammar: comments, IRIs, strings and names are stepped over, braces counted.
Whatever is in doubt counts as a query that nothing may be appended to.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

__all__ = ["Shape", "shape_of"]

_ESCAPE = r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}"
_TOKEN = re.compile(
    r"(?P<step>\#[^\n\r]*"
    rf"|<(?:[^<>\"{{}}|^`\\\x00-\x20]|{_ESCAPE})*>"
    r"|\"\"\"(?:\"{0,2}(?:[^\"\\]|\\.))*\"\"\"|'''(?:'{0,2}(?:[^'\\]|\\.))*'''"
    r"|\"(?:[^\"\\\n\r]|\\.)*\"|'(?:[^'\\\n\r]|\\.)*'"
    r"|[?$]\w+|@[A-Za-z][A-Za-z0-9-]*"
    r"|(?:[^\W\d_][\w.\-]*|_)?:(?:[\w.:%\-]|\\.)*|[0-9]+|\s+)"
    r"|(?P<word>[^\W\d_]\w*)"
    r"|(?P<mark>.)",
    re.DOTALL,
)
_FORMS = {"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"}
_LAST = {"LIMIT", "OFFSET", "VALUES"}


class Shape(NamedTuple):
    """What a query looks like from outside.

    Attributes:
        form: ``SELECT``, ``ASK``, ``CONSTRUCT``, ``DESCRIBE``; empty for anything else.
        start: where the form's keyword stands; before it is the prologue.
        pageable: it ends in ORDER BY, so that LIMIT and OFFSET may follow and make pages.
        nestable: it may stand as a sub-query, too.
    """

    form: str
    start: int
    pageable: bool
    nestable: bool


def shape_of(text: str) -> Shape:
    """Return the shape of the query ``text``."""
    form, start, depth = "", 0, 0
    before: set[str] = set()  # words between the form and the pattern
    after: list[str] = []  # words that follow the pattern
    closed = False
    for token in _TOKEN.finditer(text):
        if word := token["word"]:
            word = word.upper()
            if not form and word not in {"PREFIX", "BASE"}:
                if word not in _FORMS:
                    break
                form, start = word, token.start()
            elif depth == 0:
                after.append(word) if closed else before.add(word)
        elif mark := token["mark"]:
            if mark == "\\":  # an escape outside strings may stand for any character
                return Shape(form, start, pageable=False, nestable=False)
            depth += {"{": 1, "(": 1, "}": -1, ")": -1}.get(mark, 0)
            closed = closed or (mark == "}" and depth == 0)
    pairs = list(pairwise(after))
    ordered = ("ORDER", "BY") in pairs and not _LAST & set(after)
    pageable = form == "SELECT" and depth == 0 and ordered
    return Shape(form, start, pageable, nestable=pageable and "FROM" not in before)
