"""``gaps``: every kind of gap asked of the built graph, the gravest first."""

from __future__ import annotations

import argparse
import csv
import shlex
import sys
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from graph_tools.answers import GAP_COLUMNS, READINGS
from graph_tools.commands.asking import is_built, open_engine
from graph_tools.errors import NotBuiltError, Text, UsageError, nearest_first
from graph_tools.project import Project, find_project
from graph_tools.queries import answer_from, find_page, read_library
from graph_tools.queries.gaps import (
    Gap,
    GapKind,
    read_focus,
    read_gaps,
    read_kinds,
)
from graph_tools.queries.run import beside
from graph_tools.render.gap_list import GapGroup, as_markdown, as_text, in_readings, place
from graph_tools.render.rows import print_rows

if TYPE_CHECKING:
    from graph_tools.queries import Engine

__all__ = ["SINGLE_POINTS", "built_single_points", "points_of", "run"]

SINGLE_POINTS = "single-point.csv"
"""File of the build with the gaps that the network analysis finds."""

_ANY = "any"
_ABOUT_GROUPS = {"never-meet", "no-shared-actor", "shared-code-apart", "single-point"}
_ABOUT_DAYS = {"expiring", "overdue"}


def run(options: argparse.Namespace) -> int:
    """Print the gaps asked for; return 1 where ``--fail-on`` names a kind that was found."""
    project = find_project(None, options.build)
    loading = beside(lambda: open_engine(options, project))
    questions = read_library(project.queries / "gaps")
    engine = loading()
    kinds = read_kinds(engine, project.queries, questions)
    for name in (*options.kind, *options.fail_on):
        _check_kind(name, kinds, fails=name in options.fail_on)
    _check_listed(options.kind, options.fail_on)
    wanted = [kind for kind in kinds if not options.kind or kind.name in options.kind]
    focuses = read_focus(
        engine, project.queries, goal=options.goal, area=options.area, actor=options.actor
    )
    values = {"reading": options.reading or "any", "groups": "yes" if options.groups else "no"}
    if options.as_of:
        values["as_of"] = options.as_of

    def single_points() -> Iterable[Sequence[str]]:
        return points_of(options, project, engine, groups=options.groups)

    found = read_gaps(engine, wanted, values, single_points)
    gaps = [gap for gap in found if all(focus.keeps(gap) for focus in focuses)]
    failing = {gap.kind.name for gap in gaps}
    _print(gaps, wanted, options, engine, project.queries)
    return 1 if failing and (_ANY in options.fail_on or failing & set(options.fail_on)) else 0


def _check_listed(kinds: Sequence[str], fails: Sequence[str]) -> None:
    """Raise where the run would fail on a kind that it does not look for."""
    left = [name for name in fails if kinds and name not in {*kinds, _ANY}]
    if left:
        raise UsageError(Text(
            f"--fail-on {left[0]} nemůže nic najít: hledají se jen druhy {', '.join(kinds)}.",
            f"--fail-on {left[0]} can find nothing: only {', '.join(kinds)} are looked for.",
        ))  # fmt: skip


def _check_kind(name: str, kinds: Sequence[GapKind], *, fails: bool) -> None:
    """Raise for a kind that does not exist, naming the nearest first."""
    known = [kind.name for kind in kinds] + ([_ANY] if fails else [])
    if name in known:
        return
    listed = ", ".join(nearest_first(name, known))
    raise UsageError(Text(
        f"Druh mezery „{name}“ neexistuje. Nejbližší první: {listed}.",
        f"There is no kind of gap '{name}'. Nearest first: {listed}.",
    ))  # fmt: skip


def points_of(
    options: argparse.Namespace, project: Project, engine: Engine, *, groups: bool = False
) -> Iterable[Sequence[str]]:
    """Return the gaps of the network analysis: as built, or anew where something else is asked."""
    if is_built(options) and not groups:
        return built_single_points(project)
    from graph_tools.commands.network import single_points

    return single_points(engine, project.queries, groups=groups)


def built_single_points(project: Project) -> list[tuple[str, ...]]:
    """Return the gaps that the network analysis found when the graph was built.

    Raises:
        NotBuiltError: their file is missing or damaged.
    """
    path = project.build / SINGLE_POINTS
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            header, *rows = [[_bare(cell) for cell in row] for row in csv.reader(lines)]
    except (FileNotFoundError, ValueError, csv.Error):
        header, rows = [], []
    whole = tuple(header) == GAP_COLUMNS and all(
        len(row) == len(GAP_COLUMNS)
        and {*row[5:8]} <= {"yes", "no"}
        and all(cell.isdecimal() for cell in row[9:])
        for row in rows
    )
    if not whole:
        raise NotBuiltError(Text(
            f"Soubor {path} sestaveného grafu chybí nebo je poškozen. "
            "Spusťte znovu: strategy-graph build",
            f"The file {path} of the built graph is missing or damaged. "
            "Run again: strategy-graph build",
        ))  # fmt: skip
    return [tuple(row) for row in rows]


def _bare(cell: str) -> str:
    """Return ``cell`` without the apostrophe that keeps a spreadsheet from running it."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in set("=+-@\t\r") else cell


def _barriers(engine: Engine, queries: Path, lang: str) -> dict[str, str]:
    """Return what each barrier is called, by its notation in the code list."""
    terms = answer_from(engine, find_page(queries, "terms")).rows
    return {
        value: Text(label_cs, label_en).to(lang)
        for scheme, value, label_cs, label_en, *_ in terms
        if scheme == "barrierScheme"
    }


def _print(
    gaps: Sequence[Gap],
    kinds: Sequence[GapKind],
    options: argparse.Namespace,
    engine: Engine,
    queries: Path,
) -> None:
    """Print ``gaps`` in the form and the language chosen."""
    form = options.format or ("table" if sys.stdout.isatty() else "csv")
    if form in {"csv", "json"}:
        print_rows(GAP_COLUMNS, [gap.row for gap in gaps], form, options.lang)
        return
    lang = options.lang
    barriers = _barriers(engine, queries, lang)
    groups = [
        _group(kind, gaps, lang, barriers) for kind in kinds if any(g.kind is kind for g in gaps)
    ]
    found = {group.name for group in groups}
    empty = [f"{kind.label.to(lang)} ({kind.name})" for kind in kinds if kind.name not in found]
    documents = {gap.cell("document") for gap in gaps}
    notes = [
        note.to(lang) for note in (*_notes(found, options), *_legend(engine, queries, documents))
    ]
    if form == "md":
        print(as_markdown(groups, empty, notes, lang))
    else:
        print(as_text(groups, empty, notes, options.limit, _again(options), lang))


def _group(kind: GapKind, gaps: Sequence[Gap], lang: str, barriers: Mapping[str, str]) -> GapGroup:
    """Return the gaps of ``kind`` in the words of ``lang``."""
    goal = Text("cíl ", "goal ").to(lang) if kind.about["item"] == "goal" else ""
    rows = [
        (
            goal + barriers.get(gap.cell("item"), gap.cell("item")),
            gap.cell("partner"),
            gap.cell(f"reason_{lang}"),
            in_readings(gap.cell("strict"), gap.cell("default"), gap.cell("lenient"), lang),
            place(gap.cell("document"), gap.cell("first_line"), gap.cell("last_line"), lang),
        )
        for gap in gaps
        if gap.kind is kind
    ]
    counts = tuple(
        sum(gap.cell(reading) == "yes" for gap in gaps if gap.kind is kind) for reading in READINGS
    )
    return GapGroup(kind.name, kind.label.to(lang), kind.meaning.to(lang), rows, counts)


def _again(options: argparse.Namespace) -> str:
    """Return the choices of this run as one would type them again, without kinds and limit."""
    chosen = [
        f"{flag} {shlex.quote(value)}"
        for flag, value in (
            ("--goal", options.goal), ("--area", options.area), ("--actor", options.actor),
            ("--as-of", options.as_of), ("--reading", options.reading),
        )
        if value
    ]  # fmt: skip
    return " ".join([*chosen, *["--groups"] * options.groups])


def _czech_day(day: str) -> str:
    """Return ``2026-01-01`` as ``1. 1. 2026``."""
    year, month, number = day.split("-")
    return f"{int(number)}. {int(month)}. {year}"


def _legend(engine: Engine, queries: Path, files: Collection[str]) -> list[Text]:
    """Return what the short names of the documents stand for."""
    rows = answer_from(engine, find_page(queries, "report-documents")).rows
    named = [(row[1], row[2], row[3]) for row in rows if row[0] in files]
    if not named:
        return []
    cs = "; ".join(f"{short} = {title}" for short, title, _ in named)
    en = "; ".join(f"{short} = {title}" for short, _, title in named)
    return [Text(
        f"Dokumenty: {cs}. Uvedeno je místo, kde stojí položka; místa všech vazeb ukáže "
        "strategy-graph trace.",
        f"Documents: {en}. Given is the place where the item stands; strategy-graph trace shows "
        "the places of all links.",
    )]  # fmt: skip


def _notes(found: set[str], options: argparse.Namespace) -> list[Text]:
    """Return the sentences on how was counted, for the kinds that were found."""
    notes = []
    if found & _ABOUT_GROUPS:
        notes.append(
            Text("Za společné aktéry se počítají i neurčité skupiny (např. obce).",
                 "Unspecified groups (such as municipalities) count as shared actors too.")
            if options.groups else
            Text("Neurčité skupiny (např. obce) se za společné aktéry nepočítají; "
                 "započítá je --groups.",
                 "Unspecified groups (such as municipalities) do not count as shared actors; "
                 "--groups counts them.")
        )  # fmt: skip
    if found & _ABOUT_DAYS:
        notes.append(
            Text(f"Termíny jsou posouzeny ke dni {_czech_day(options.as_of)}.",
                 f"Deadlines are judged on {options.as_of}.")
            if options.as_of else
            Text("Termíny jsou posouzeny po skončení plánu; jiný den určí --as-of.",
                 "Deadlines are judged after the plan's end; --as-of chooses another day.")
        )  # fmt: skip
    return notes
