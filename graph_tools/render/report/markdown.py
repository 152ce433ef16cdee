"""Write the report as Markdown: the same content, tables as GitHub writes them, no pictures."""

from __future__ import annotations

from graph_tools.render.report.blocks import Block, Bullets, Cell, Figure, Note, Section, Table
from graph_tools.render.report.page import Report
from graph_tools.texts import markdown as as_plain

__all__ = ["as_markdown"]


def as_markdown(report: Report) -> str:
    """Return ``report`` as Markdown."""
    lines = [f"# {as_plain(report.title)}", ""]
    lines += [f"{as_plain(line)}  " for line in report.about]
    lines += ["", f"## {as_plain(report.contents)}", ""]
    lines += [f"{index}. {as_plain(part.title)}" for index, part in enumerate(report.sections, 1)]
    for part in report.sections:
        lines += _section(part, 2)
    return "\n".join(lines).rstrip() + "\n"


def _section(part: Section, level: int) -> list[str]:
    """Return the lines of a section and of those inside it."""
    lines = ["", f"{'#' * level} {as_plain(part.title)}", ""]
    for block in part.blocks:
        lines += [*_block(block), ""]
    for inner in part.parts:
        lines += _section(inner, level + 1)
    return lines


def _block(block: Block) -> list[str]:
    """Return the lines of a paragraph, a list, a table, or what a picture shows."""
    if isinstance(block, Note):
        said = _cell(block.said)
        return [f"> {said}" if block.mark else said]
    if isinstance(block, Bullets):
        return [f"- {_cell(item)}" for item in block.items]
    if isinstance(block, Figure):
        return [f"**{as_plain(block.caption)}**", "", as_plain(block.said)]
    return _table(block)


def _table(table: Table) -> list[str]:
    """Return the lines of a table with its caption above."""
    marks = ["---:" if index in table.numbers else "---" for index in range(len(table.columns))]
    return [
        f"**{as_plain(table.caption)}**",
        "",
        f"| {' | '.join(map(as_plain, table.columns))} |",
        f"| {' | '.join(marks)} |",
        *(f"| {' | '.join(map(_cell, row))} |" for row in table.rows),
    ]


def _cell(cell: Cell) -> str:
    """Return a cell: strong text strong, doubtful text in italics."""
    return "".join(_bit(as_plain(bit.text), bit.mark) for bit in cell)


def _bit(text: str, mark: str) -> str:
    """Return one piece of text in its look; marks of Markdown do not stand beside blanks."""
    sign = {"strong": "**", "doubtful": "*"}.get(mark, "")
    bare = text.strip()
    if not sign or not bare:
        return text
    return text.replace(bare, f"{sign}{bare}{sign}", 1)
