"""What a report is made of, whatever it is written as: sections of paragraphs, tables, pictures.

Text is only text here; the page escapes it for HTML and ``markdown`` for Markdown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

__all__ = [
    "Bit",
    "Block",
    "Bullets",
    "Cell",
    "Figure",
    "Note",
    "Section",
    "Table",
    "cell",
    "joined",
]


class Bit(NamedTuple):
    """A piece of text.

    Attributes:
        text: what it says.
        link: anchor of the report it leads to; empty for none.
        mark: how it looks: ``doubtful``, ``strong``, ``quiet``, ``place``, ``good``, ``part``,
            ``bad``.
    """

    text: str
    link: str = ""
    mark: str = ""


Cell = tuple[Bit, ...]
"""Pieces of text one after another: a cell of a table, a paragraph, an item of a list."""


def cell(text: str | int, link: str = "", mark: str = "") -> Cell:
    """Return a cell of one piece."""
    return (Bit(str(text), link, mark),)


def joined(cells: Sequence[Cell], between: str = ", ") -> Cell:
    """Return ``cells`` as one, with ``between`` set between them."""
    bits: list[Bit] = []
    for one in cells:
        bits += [Bit(between), *one] if bits else one
    return tuple(bits)


@dataclass(frozen=True)
class Note:
    """A paragraph; ``mark`` is ``""`` or ``box`` for what a reader must not miss."""

    said: Cell
    mark: str = ""


@dataclass(frozen=True)
class Bullets:
    """A list of short paragraphs."""

    items: Sequence[Cell]


@dataclass(frozen=True)
class Table:
    """A table.

    Attributes:
        caption: what it shows.
        columns: headings.
        rows: as many cells a row as there are columns; the first one names the row.
        numbers: columns whose cells are numbers.
        anchors: anchor of each row; empty where rows have none.
        widths: width of each column in per cent; empty to let the browser choose.
    """

    caption: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    numbers: frozenset[int] = frozenset()
    anchors: Sequence[str] = ()
    widths: Sequence[int] = ()


@dataclass(frozen=True)
class Figure:
    """A picture whose figures the table after it repeats.

    Attributes:
        svg: the picture as SVG, made by us.
        caption: its title.
        said: what it shows, in a sentence.
    """

    svg: str
    caption: str
    said: str


Block = Note | Bullets | Table | Figure


@dataclass(frozen=True)
class Section:
    """A part of the report.

    Attributes:
        anchor: where links lead; the same in both languages.
        title: its heading.
        blocks: what stands in it.
        parts: sections inside it.
        page: whether it begins on a new page when printed.
    """

    anchor: str
    title: str
    blocks: Sequence[Block] = ()
    parts: Sequence[Section] = field(default=())
    page: bool = False
