"""Gaps for people: grouped by kind, the gravest first, each with its reason and its source.

Takes groups of gaps with all words already in one language; gives lines of text or Markdown.
"""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from graph_tools.errors import Text
from graph_tools.texts import markdown, visible

__all__ = ["GapGroup", "as_markdown", "as_text", "in_readings", "place"]


@dataclass(frozen=True)
class GapGroup:
    """The gaps of one kind in one language.

    Attributes:
        name, label, meaning: notation of the kind, what it is called, when it holds.
        rows: item, partner, reason, readings in words, source in words; gravest first.
        counts: how many hold with certain readings, with probable ones too, with all.
    """

    name: str
    label: str
    meaning: str
    rows: Sequence[tuple[str, str, str, str, str]]
    counts: Sequence[int]


def in_readings(strict: str, default: str, lenient: str, lang: str) -> str:
    """Return in which readings a gap holds, in words; each argument is ``yes`` or ``no``."""
    if (strict, default, lenient) == ("yes", "yes", "yes"):
        return Text("platí ve všech čteních", "holds in all readings").to(lang)
    words = {"yes": Text("ano", "yes").to(lang), "no": Text("ne", "no").to(lang)}
    return Text(
        f"stojí na pochybném čtení: jen jistá čtení – {words[strict]}, "
        f"i pravděpodobná – {words[default]}, všechna – {words[lenient]}",
        f"rests on a doubtful reading: certain only – {words[strict]}, "
        f"probable too – {words[default]}, all – {words[lenient]}",
    ).to(lang)


def place(document: str, first: str, last: str, lang: str) -> str:
    """Return ``dokument 000, ř. 10–16``: the short name of the file and its lines."""
    short = document.split("_", 1)[0].removesuffix(".txt")
    lines = first if first == last else f"{first}–{last}"
    word = "lines" if lang == "en" and first != last else "line"
    return Text(f"dokument {short}, ř. {lines}", f"document {short}, {word} {lines}").to(lang)


def as_text(
    groups: Sequence[GapGroup],
    empty: Sequence[str],
    notes: Sequence[str],
    limit: int,
    again: str,
    lang: str,
) -> str:
    """Return the gaps for a terminal.

    Args:
        groups: kinds with gaps, in order.
        empty: labels of the kinds that were looked for and not found.
        notes: sentences about how was counted.
        limit: most gaps shown of one kind; 0 for all.
        again: the other choices of this run, as one would type them again.
        lang: ``cs`` or ``en``.
    """
    width = min(max(shutil.get_terminal_size((100, 24)).columns, 60), 120)
    total = sum(len(group.rows) for group in groups)
    lines = [Text(f"Mezer celkem: {total}", f"Gaps in all: {total}").to(lang)]
    for group in groups:
        heading = (
            f"{group.label[:1].upper()}{group.label[1:]} ({group.name}): {_counted(group, lang)}"
        )
        lines += ["", heading, "─" * min(len(heading), width), *_wrapped(group.meaning, width, "")]
        shown = group.rows[:limit] if limit else group.rows
        for item, partner, reason, readings, source in shown:
            named = f"{item} – {partner}" if partner else item
            lines += ["", *_wrapped(f"● {named}: {reason}", width, "  ")]
            lines += _wrapped(f"  ({readings}; {source})", width, "   ")
        if len(shown) < len(group.rows):
            lines += ["", "  " + _more(group, len(shown), again, lang)]
    if empty:
        said = Text("Nenalezeno: ", "Not found: ").to(lang) + ", ".join(empty) + "."
        lines += ["", *_wrapped(said, width, "  ")]
    if notes:
        lines.append("")
    for note in notes:
        lines += _wrapped(note, width, "  ")
    return "\n".join(lines)


def _counted(group: GapGroup, lang: str) -> str:
    """Return how many gaps of a kind there are, by reading where it makes a difference."""
    strict, default, lenient = group.counts
    total = len(group.rows)
    if strict == default == lenient == total:
        return str(total)
    return Text(
        f"{total} (jen jistá čtení {strict}, i pravděpodobná {default}, všechna {lenient})",
        f"{total} (certain readings only {strict}, probable too {default}, all {lenient})",
    ).to(lang)


def _more(group: GapGroup, shown: int, again: str, lang: str) -> str:
    """Return how to see the rest of a kind."""
    rest = len(group.rows) - shown
    command = " ".join(["strategy-graph gaps --kind", group.name, *again.split(), "--limit 0"])
    return Text(
        f"… a dalších {rest}; všechny ukáže: {command}",
        f"… and {rest} more; all of them: {command}",
    ).to(lang)


def _wrapped(text: str, width: int, indent: str) -> list[str]:
    """Return ``text`` in lines of ``width``, all but the first with ``indent``."""
    return textwrap.wrap(
        visible(text), width, subsequent_indent=indent, break_long_words=False,
        break_on_hyphens=False, drop_whitespace=True, initial_indent="",
    )  # fmt: skip


def as_markdown(
    groups: Sequence[GapGroup], empty: Sequence[str], notes: Sequence[str], lang: str
) -> str:
    """Return all the gaps as Markdown, one table a kind; see ``as_text``."""
    head = Text(
        "| položka | s kým / čím | proč | čtení | zdroj |",
        "| item | with | why | readings | source |",
    ).to(lang)
    lines: list[str] = []
    for group in groups:
        lines += [
            f"## {markdown(group.label)}: {_counted(group, lang)}",
            "",
            markdown(group.meaning),
            "",
        ]
        lines += [head, "|---|---|---|---|---|"]
        lines += ["| " + " | ".join(map(markdown, row)) + " |" for row in group.rows]
        lines.append("")
    if empty:
        lines += [Text("Nenalezeno: ", "Not found: ").to(lang) + ", ".join(empty) + ".", ""]
    return "\n".join([*lines, *notes]).rstrip("\n")
