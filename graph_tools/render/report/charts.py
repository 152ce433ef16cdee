"""The three pictures of the report: coverage, load of actors, deadlines.

Takes plain numbers and words, gives SVG; the same SVG for the same numbers. matplotlib is
imported here only.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import matplotlib
from matplotlib.figure import Figure
from matplotlib.patches import Patch, Rectangle
from matplotlib.ticker import MaxNLocator

from graph_tools.render.report.svg import SETTINGS, as_svg

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["Bar", "Square", "bars", "squares"]

_INK, _QUIET, _RULE = "#1f2a37", "#52606d", "#cbd6e2"
_PRIMARY, _WARN = "#2362a2", "#8a5a00"
_SHADES = ("#ffffff", "#e4edf7", "#bcd4ec", "#7fadd8", "#2362a2")
_WIDE = 7.3  # inches: the width of A4 without its margins


@dataclass(frozen=True)
class Square:
    """A square of a grid: a number that shades it, small text below, and whether it is hatched."""

    number: int
    below: str = ""
    hatched: bool = False


@dataclass(frozen=True)
class Bar:
    """A bar: measures led (solid), then measures collaborated on (hatched)."""

    name: str
    leads: int
    joins: int


def squares(
    grid: Sequence[Sequence[Square]],
    rows: Sequence[str],
    columns: Sequence[str],
    hatch: str,
    *,
    name: str,
    said: str,
) -> str:
    """Return a grid of shaded numbers as SVG.

    Args:
        grid: rows of squares.
        rows: what the rows are called.
        columns: what the columns are called.
        hatch: what hatching means.
        name: name of the picture, unique on the page.
        said: what the picture shows.
    """
    most = max((square.number for row in grid for square in row), default=0)
    labels = [textwrap.fill(text, 38, max_lines=2, placeholder=" …") for text in rows]
    heads = [textwrap.fill(text, 11) for text in columns]
    height = 0.4 * len(rows) + 0.9 + 0.16 * max((text.count("\n") for text in heads), default=0)
    with matplotlib.rc_context(SETTINGS):
        figure = Figure(figsize=(_WIDE, height), layout="constrained")
        axes = figure.add_subplot()
        for y, row in enumerate(grid):
            for x, square in enumerate(row):
                _draw_square(axes, x, y, square, most)
        axes.set_xlim(0, max(len(columns), 1))
        axes.set_ylim(max(len(rows), 1), 0)
        axes.set_xticks([])
        axes.set_yticks([])
        _labels(axes, labels, heads)
        _quiet(axes)
        key = Patch(facecolor="#ffffff", edgecolor=_WARN, hatch="////", linewidth=0, label=hatch)
        figure.legend(handles=[key], loc="outside lower left", frameon=False, fontsize=8)
        return as_svg(figure, name, said)


def bars(load: Sequence[Bar], leads: str, joins: str, axis: str, *, name: str, said: str) -> str:
    """Return bars of measures led and collaborated on as SVG.

    Args:
        load: the bars, the first on top.
        leads: what the solid part is.
        joins: what the hatched part is.
        axis: what the numbers are.
        name: name of the picture, unique on the page.
        said: what the picture shows.
    """
    labels = [textwrap.shorten(bar.name, 52, placeholder=" …") for bar in load]
    with matplotlib.rc_context(SETTINGS):
        figure = Figure(figsize=(_WIDE, 0.24 * len(load) + 1), layout="constrained")
        axes = figure.add_subplot()
        where = range(len(load))
        first = [bar.leads for bar in load]
        second = [bar.joins for bar in load]
        axes.barh(where, first, height=0.66, color=_PRIMARY, label=leads)
        axes.barh(where, second, height=0.66, left=first, facecolor="#ffffff", hatch="////",
                  edgecolor=_PRIMARY, linewidth=0.8, label=joins)  # fmt: skip
        most = max((bar.leads + bar.joins for bar in load), default=1) or 1
        for y, bar in enumerate(load):
            axes.text(bar.leads + bar.joins + most * 0.01, y, str(bar.leads + bar.joins),
                      va="center", fontsize=8, color=_INK)  # fmt: skip
        axes.set_ylim(len(load) - 0.4, -0.6)
        axes.set_xlim(0, most * 1.06)
        axes.set_yticks(where, labels=labels, fontsize=8)
        axes.xaxis.set_major_locator(MaxNLocator(integer=True))
        axes.tick_params(axis="x", labelsize=8, labelcolor=_QUIET)
        axes.set_xlabel(axis, fontsize=8, color=_QUIET)
        axes.grid(axis="x", color=_RULE, linewidth=0.6)
        axes.set_axisbelow(True)
        _quiet(axes)
        figure.legend(loc="outside upper left", ncols=2, frameon=False, fontsize=8)
        return as_svg(figure, name, said)


def _draw_square(axes: Axes, x: int, y: int, square: Square, most: int) -> None:
    """Draw one square of a grid with its number."""
    step = 0 if not square.number else 1 + 3 * (square.number - 1) // max(most - 1, 1)
    dark = step == 4
    axes.add_patch(Rectangle((x, y), 1, 1, facecolor=_SHADES[step], edgecolor=_RULE, linewidth=0.8))
    if square.hatched:
        mark = Rectangle((x, y), 1, 1, facecolor="none", edgecolor="#ffd68a" if dark else _WARN,
                         hatch="////", linewidth=0, alpha=0.75)  # fmt: skip
        axes.add_patch(mark)
    plate = {"facecolor": _SHADES[step], "edgecolor": "none", "pad": 1.2}
    axes.text(x + 0.5, y + (0.36 if square.below else 0.5), str(square.number or "–"), ha="center",
              va="center", fontsize=10, color="#ffffff" if dark else _INK,
              fontweight="bold" if square.number else "normal",
              bbox=plate if square.hatched else None)  # fmt: skip
    if square.below:
        axes.text(x + 0.5, y + 0.76, square.below, ha="center", va="center", fontsize=7,
                  color="#ffffff" if dark else _INK, bbox=plate | {"pad": 0.6})  # fmt: skip


def _labels(axes: Axes, rows: Sequence[str], columns: Sequence[str]) -> None:
    """Write the names of rows and columns, each line by itself.

    The reader's letters are not those matplotlib measures; only lines set one by one end where
    they should.
    """
    for y, text in enumerate(rows):
        lines = text.split("\n")
        for index, line in enumerate(lines):
            _line(axes, line, (0, y + 0.5), (-5, 10 * ((len(lines) - 1) / 2 - index)), "right")
    for x, text in enumerate(columns):
        lines = text.split("\n")
        for index, line in enumerate(lines):
            _line(axes, line, (x + 0.5, 0), (0, 8 + 10 * (len(lines) - 1 - index)), "center")


def _line(
    axes: Axes,
    text: str,
    at: tuple[float, float],
    away: tuple[float, float],
    side: Literal["right", "center"],
) -> None:
    """Write one line of a name, ``away`` points from ``at``."""
    axes.annotate(text, at, xytext=away, textcoords="offset points", ha=side, va="center",
                  fontsize=8, color=_INK, annotation_clip=False)  # fmt: skip


def _quiet(axes: Axes) -> None:
    """Take away what carries no figure: frame and tick marks."""
    axes.tick_params(length=0)
    for side in axes.spines.values():
        side.set_visible(False)
