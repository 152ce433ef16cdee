"""Draw what was measured as one SVG: the same bytes for the same measurements."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from measuring.figures import growths, means

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["draw"]

_COLOURS = {
    "oxigraph": "#0b6e4f", "rdflib": "#b3541e", "oxigraph-server": "#3b82a0",
    "virtuoso": "#7a4fa3", "jena": "#8a8a8a",
}  # fmt: skip
_NAMES = {
    "oxigraph": "Oxigraph", "rdflib": "rdflib", "oxigraph-server": "Oxigraph Server",
    "virtuoso": "Virtuoso", "jena": "Jena",
}  # fmt: skip


def draw(found: Mapping[str, Any], target: Path) -> None:
    """Draw of load, engines, growth of queries and validation what is found into ``target``."""
    import matplotlib as mpl

    mpl.use("svg")
    from matplotlib import pyplot as plt

    settings = {"svg.hashsalt": "strategy-graph", "svg.fonttype": "path", "font.size": 9}
    with mpl.rc_context(settings):
        drawn = [draws for part, draws in _PANELS if part in found]
        rows = (len(drawn) + 1) // 2
        figure, axes = plt.subplots(
            rows, 2, figsize=(9, 3.5 * rows), layout="constrained", squeeze=False
        )
        for axis, draws in zip(axes.flat, drawn, strict=False):
            draws(axis, found)
        for axis in list(axes.flat)[len(drawn) :]:
            axis.remove()
        for axis in list(axes.flat)[: len(drawn)]:
            axis.grid(visible=True, alpha=0.25)
            axis.spines[["top", "right"]].set_visible(False)
        figure.savefig(target, format="svg", metadata={"Date": None, "Creator": None})
        plt.close(figure)


def _load(axis: Axes, load: Mapping[str, Any]) -> None:
    """Draw parsing and loading over the number of quads."""
    quads = [row["quads"] for row in load["rows"]]
    axis.loglog(quads, [row["ours"] for row in load["rows"]], "o-", color=_COLOURS["oxigraph"],
                label="parse and load (Oxigraph)")  # fmt: skip
    axis.loglog(quads, [row["other"] for row in load["rows"]], "o--", color="#555555",
                label="bare parse (Oxigraph)")  # fmt: skip
    plain = [(row["quads"], row["rdflib"] * row["other"]) for row in load["rows"] if row["rdflib"]]
    axis.loglog(*zip(*plain, strict=True), "o-", color=_COLOURS["rdflib"], label="rdflib")
    axis.set(title="Loading", xlabel="quads", ylabel="seconds")
    axis.legend(frameon=False)


def _engines(axis: Axes, queries: Mapping[str, Any]) -> None:
    """Draw how many times slower than Oxigraph in process the engines are."""
    by_size = means(queries)
    for engine, colour in _COLOURS.items():
        points = [
            (int(size), engines[engine][1])
            for size, engines in by_size.items()
            if engine in engines and engines[engine][1]
        ]
        if points:
            axis.loglog(*zip(*points, strict=True), "o-", color=colour, label=_NAMES[engine])
    axis.set(title="Queries: times slower than Oxigraph in process", xlabel="strategies",
             ylabel="geometric mean")  # fmt: skip
    axis.legend(frameon=False)


def _growth(axis: Axes, queries: Mapping[str, Any]) -> None:
    """Draw the growth exponents of all queries, sorted."""
    slopes = sorted(slope for _, slope, _ in growths(queries) if slope < 10)
    axis.plot(range(1, len(slopes) + 1), slopes, ".", color=_COLOURS["oxigraph"])
    axis.axhline(1.2, color=_COLOURS["rdflib"], linestyle="--", linewidth=1)
    axis.set(title="Growth of each query, 10 to 100 strategies", xlabel="queries, sorted",
             ylabel="exponent")  # fmt: skip


def _validate(axis: Axes, found: Mapping[str, Any]) -> None:
    """Draw validation strategy by strategy and over everything at once."""
    rows = found["validate"]["rows"]
    axis.loglog([row["n"] for row in rows], [row["ours"] for row in rows], "o-",
                color=_COLOURS["oxigraph"], label="strategy by strategy")  # fmt: skip
    plain = [(row["n"], row["other"]) for row in rows if row["other"]]
    if plain:
        axis.loglog(*zip(*plain, strict=True), "o-", color=_COLOURS["rdflib"],
                    label="pySHACL over the whole")  # fmt: skip
    axis.set(title="Validation", xlabel="strategies", ylabel="seconds")
    axis.legend(frameon=False)


_PANELS: tuple[tuple[str, Callable[[Axes, Mapping[str, Any]], None]], ...] = (
    ("load", lambda axis, found: _load(axis, found["load"])),
    ("queries", lambda axis, found: _engines(axis, found["queries"])),
    ("queries", lambda axis, found: _growth(axis, found["queries"])),
    ("validate", _validate),
)
