"""Find out whether a query names the graphs it is about (``FROM``, ``FROM NAMED``).

Oxigraph Server can take the union of all graphs for the default graph, but then it passes over the
``FROM`` of a query without a word; so it must be told for each query which of the two holds.
"""

from __future__ import annotations

import re

__all__ = ["names_its_dataset"]

_QUOTED = "|".join(
    pattern.replace("Q", quote)
    for quote in ('"', "'")
    for pattern in (r"QQQ(?:Q{0,2}(?:[^Q\\]|\\.))*QQQ", r"Q(?:[^Q\\\n\r]|\\.)*Q")
)
_TOKEN = re.compile(
    rf"""
      (?P<skip> \#[^\n\r]* | {_QUOTED} | <[^<>"{{}}|^`\\\x00-\x20]*>
          | [?$]\w+ | @[A-Za-z]+(?:-[A-Za-z0-9]+)*
          | (?:\w(?:[\w.-]*[\w-])?)?:(?:[\w:%-]|\\.|\.(?=[\w:%\\.-]))* )
    | (?P<open> [({{\[] ) | (?P<close> [)}}\]] )
    | (?P<word> \w[\w.-]* ) | .
    """,
    re.VERBOSE | re.DOTALL,
)


def names_its_dataset(query: str) -> bool:
    """Return whether ``query`` has a dataset clause.

    The clause stands outside all brackets; elsewhere ``from`` is only part of a name or a text.

    >>> names_its_dataset("SELECT * FROM <http://a/> { }")
    True
    >>> names_its_dataset("SELECT ?from { ?from :from 'FROM' } # FROM <http://a/>")
    False
    """
    depth = 0
    for token in _TOKEN.finditer(query):
        if token["open"]:
            depth += 1
        elif token["close"]:
            depth -= 1
        elif depth == 0 and (token["word"] or "").lower() == "from":
            return True
    return False
