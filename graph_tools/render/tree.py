"""A tree of lines: with box characters for a terminal, as a nested list in Markdown, as JSON.

Takes texts in one language; what a document brings in cannot steer the terminal or the markup.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import NamedTuple

from graph_tools.texts import CONTROL, visible

__all__ = ["Branch", "as_json", "as_markdown", "as_tree"]

_NARROWEST = 30
_MARKUP = re.compile(r"([\\`*_<>\[\]&~|])")
_BLOCK = re.compile(r"^(\s*)(?:([#+-])|(\d+)([.)]))(?=\s|$)")


class Branch(NamedTuple):
    """A text and the branches below it."""

    text: str
    branches: tuple[Branch, ...] = ()


def as_tree(root: Branch, width: int) -> str:
    """Return the tree with box characters, each line at most ``width`` characters wide.

    Deep in the tree a text keeps at least 30 characters a line, whatever the width.
    """
    return "\n".join(_lines(root, "", "", width))


def _lines(branch: Branch, first: str, rest: str, width: int) -> Iterator[str]:
    """Yield the lines of ``branch``: the first after ``first``, the others after ``rest``."""
    stem = rest + ("│  " if branch.branches else "   ")
    room = max(width - len(stem), _NARROWEST)
    texts = _wrapped(visible(branch.text), room)
    yield first + texts[0]
    for text in texts[1:]:
        yield stem + text
    for number, below in enumerate(branch.branches, 1):
        last = number == len(branch.branches)
        yield from _lines(
            below, rest + ("└─ " if last else "├─ "), rest + ("   " if last else "│  "), width
        )


def _wrapped(text: str, room: int) -> list[str]:
    """Return ``text`` in lines of at most ``room`` characters, broken at spaces where possible."""
    lines = [""]
    for word in text.split(" "):
        while len(word) > room:
            taken = room - len(lines[-1]) - 1 if lines[-1] else room
            if taken < 1:
                lines.append("")
                continue
            lines[-1] += (" " if lines[-1] else "") + word[:taken]
            word = word[taken:]
            lines.append("")
        if lines[-1] and len(lines[-1]) + 1 + len(word) > room:
            lines.append(word)
        elif word:
            lines[-1] += (" " if lines[-1] else "") + word
    return lines


def as_markdown(root: Branch) -> str:
    """Return the tree as a heading and a nested list."""
    lines = [f"# {_escaped(root.text)}", ""]
    lines += [line for branch in root.branches for line in _items(branch, 0)]
    return "\n".join(lines).rstrip("\n")


def _items(branch: Branch, depth: int) -> Iterator[str]:
    """Yield ``branch`` and those below as items of a list."""
    yield f"{'  ' * depth}- {_escaped(branch.text)}"
    for below in branch.branches:
        yield from _items(below, depth + 1)


def _escaped(text: str) -> str:
    """Return ``text`` so that nothing in it is markup."""
    text = _MARKUP.sub(r"\\\1", visible(text))
    return _BLOCK.sub(lambda m: f"{m[1]}\\{m[2]}" if m[2] else f"{m[1]}{m[3]}\\{m[4]}", text)


def as_json(data: object) -> str:
    """Return ``data`` as JSON; control characters are escapes, so that none reaches a terminal."""
    text = json.dumps(data, ensure_ascii=False, indent=2)
    # Below U+0020 only the line ends of the indented form are left.
    return CONTROL.sub(lambda found: _json_escape(found[0]), text)


def _json_escape(mark: str) -> str:
    """Return one control character as JSON writes it; a line end stays."""
    return mark if mark == "\n" else f"\\u{ord(mark):04x}"
