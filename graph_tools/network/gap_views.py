"""Views of what is missing in the network: ties between leads, and ways round single actors."""

from __future__ import annotations

from collections.abc import Sequence

from graph_tools.answers import GAP_COLUMNS, READINGS
from graph_tools.errors import Text
from graph_tools.network.graphs import measure_actor, project
from graph_tools.network.model import Links, Network
from graph_tools.network.points import single_point_rows
from graph_tools.network.table import YES, Cell, Table
from graph_tools.network.ties import missing_ties
from graph_tools.network.views import groups_note, titled

__all__ = ["missing", "single_points"]


def missing(links: Links) -> Table:
    """Return the pairs of leads without a shared measure, those it would serve most first."""
    said = links.network.said
    found = missing_ties(links, project(measure_actor(links), links.actors))
    rows: list[Sequence[Cell]] = [
        (links.network.code(tie.first), links.network.code(tie.second), len(tie.goals),
         said(tie.goals), len(tie.codes), said(tie.codes), tie.distance,
         said(tie.measures[0]), said(tie.measures[1]))
        for tie in found
    ]  # fmt: skip
    columns = {
        "first": Text("první aktér", "first actor"),
        "second": Text("druhý aktér", "second actor"),
        "goals": Text("cílů", "goals"),
        "shared_goals": Text("společné cíle", "shared goals"),
        "codes": Text("kódů", "codes"),
        "shared_codes": Text("společné kódy", "shared codes"),
        "distance": Text("kroků", "steps"),
        "measures_first": Text("první k nim vede", "the first leads"),
        "measures_second": Text("druhý k nim vede", "the second leads"),
    }
    title = titled(links, "Odpovědní aktéři bez společného opatření",
                   "Leads without a shared measure")  # fmt: skip
    note = Text(
        "Řazeno podle počtu cílů, pro které oba vedou opatření. Kódy jiných strategií patří celým "
        "podokruhům; vypíše je --format csv. Kroky: 2 = oba mají společné opatření s někým třetím, "
        "prázdno = nic je nespojuje. Aktér a jeho vlastní útvar se neuvádějí.",
        "By the number of goals for which both lead measures. Codes of other strategies belong to "
        "whole sub-areas; --format csv lists them. Steps: 2 = both share a measure with a third "
        "actor, empty = nothing connects them. An actor and its own unit are not listed.",
    )
    few = [name for name in columns if name != "shared_codes"]
    short = [[dict(zip(columns, row, strict=True))[name] for name in few] for row in rows]
    people = Table(title, {name: columns[name] for name in few}, short)
    return Table(title, columns, rows, (note, *groups_note(links)), people)


def single_points(network: Network, reading: str, *, groups: bool) -> Table:
    """Return the gap ``single-point``: as all gaps for programs, in fewer columns for people."""
    rows = single_point_rows(network, reading=reading, groups=groups)
    people: list[Sequence[Cell]] = [
        (row[1], Text(row[3], row[4]), *(YES[flag] for flag in row[5:8]), _place(*row[8:11]))
        for row in rows
    ]
    title = Text("Aktéři, bez nichž by se od sítě oddělila opatření",
                 "Actors without whom measures would be cut off from the network")  # fmt: skip
    notes = groups_note(network.at(reading if reading in READINGS else "lenient", groups=groups))
    return Table(
        title,
        {name: Text(name, name) for name in GAP_COLUMNS},
        rows,
        notes,
        Table(
            title,
            {
                "item": Text("aktér", "actor"),
                "reason": Text("proč", "why"),
                "strict": Text("přísné čtení", "strict reading"),
                "default": Text("výchozí čtení", "default reading"),
                "lenient": Text("volné čtení", "lenient reading"),
                "source": Text("zdroj a řádky", "source and lines"),
            },
            people,
        ),
    )


def _place(document: str, first: str, last: str) -> str:
    """Return a document and its lines as people read them."""
    return f"{document}, {first}" + (f"–{last}" if last != first else "") if document else ""
