"""The overview of the network on one screen: each figure, its value and what it means in words."""

from __future__ import annotations

import networkx as nx

from graph_tools.errors import Text
from graph_tools.network.graphs import measure_actor, project
from graph_tools.network.metrics import herfindahl, load_of_leads, places
from graph_tools.network.model import Links
from graph_tools.network.points import bridges, cut_off_by_actor, joining_measures
from graph_tools.network.table import Cell, Table, Word, first_few
from graph_tools.network.ties import missing_ties
from graph_tools.network.views import agreement, communities_of, groups_note, load_note, titled

__all__ = ["agreement_in_words", "summary"]

_Row = tuple[Cell, ...]


def summary(links: Links) -> Table:
    """Return the overview of the network in one reading."""
    graph = measure_actor(links)
    actors = project(graph, links.actors)
    return Table(
        titled(links, "Síť opatření, aktérů a cílů", "The network of measures, actors and goals"),
        {
            "figure": Text("údaj", "figure"),
            "value": Text("hodnota", "value"),
            "meaning": Text("co znamená", "what it means"),
        },
        [*_sizes(links, graph), *_joints(links, graph, actors), *_spread(links), *_groups(links)],
        groups_note(links),
    )


def _row(code: str, cs: str, en: str, value: Cell, said_cs: str, said_en: str) -> _Row:
    """Return one row of the overview."""
    return (Word(code, Text(cs, en)), value, Text(said_cs, said_en))


def _sizes(links: Links, graph: nx.Graph[str]) -> list[_Row]:
    """Return how large the network is, and what of it hangs alone."""
    goals = [key for key, item in links.network.items.items() if item.kind == "goal"]
    served = links.goals_of(links.measures)
    no_goal = [m for m in links.measures if not links.goals.get(m)]
    no_actor = [m for m in links.measures if not links.roles.get(m)]
    parts = [part for part in nx.connected_components(graph) if len(part) > 1]
    listed, alone = (first_few(links.network.said(found), 5) for found in (no_goal, no_actor))
    which = ("", "") if links.groups else ("určitého ", "particular ")
    in_brackets = [Text(f" ({t.cs})", f" ({t.en})") if t.cs else t for t in (listed, alone)]
    return [
        _row("measures", "opatření", "measures", len(links.measures),
             f"z toho bez vazby na cíl {len(no_goal)}{in_brackets[0].cs}, "
             f"bez {which[0]}aktéra {len(no_actor)}{in_brackets[1].cs}",
             f"of them without a goal {len(no_goal)}{in_brackets[0].en}, "
             f"without a {which[1]}actor {len(no_actor)}{in_brackets[1].en}"),
        _row("actors", "aktéři", "actors", len(links.actors),
             f"účastní se aspoň jednoho opatření; za opatření z nich odpovídá {len(links.leads)}",
             f"take part in at least one measure; {len(links.leads)} of them are leads"),
        _row("goals", "cíle", "goals", len(goals),
             f"z toho {len(served)} s aspoň jedním opatřením",
             f"of them {len(served)} with at least one measure"),
        _row("components", "oddělené části", "components", len(parts),
             "všichni aktéři jsou přes opatření aspoň nepřímo propojeni" if len(parts) == 1 else
             "tolik částí sítě opatření a aktérů nemá mezi sebou žádné spojení",
             "all actors are connected through measures, at least indirectly" if len(parts) == 1
             else "so many parts of the network of measures and actors are not connected"),
    ]  # fmt: skip


def _joints(links: Links, graph: nx.Graph[str], actors: nx.Graph[str]) -> list[_Row]:
    """Return how closely actors are joined, and through whom."""
    pairs = len(actors) * (len(actors) - 1) // 2
    between = {actor: place.betweenness for actor, place in places(actors).items()}
    brokers = sorted((a for a in actors if between[a] > 0), key=lambda a: -between[a])[:3]
    cut = cut_off_by_actor(links, graph)
    worst = sorted(cut, key=lambda actor: -len(cut[actor]))[:3]
    said = ", ".join(f"{links.network.code(actor)} {len(cut[actor])}" for actor in worst)
    most = Text(f" (nejvíc: {said})", f" (most: {said})") if cut else Text("", "")
    ties = missing_ties(links, actors)
    with_goals = sum(bool(tie.goals) for tie in ties)
    return [
        _row("pairs", "dvojice aktérů", "pairs of actors", actors.number_of_edges(),
             f"tolik z celkem {pairs} dvojic aktérů má společné opatření",
             f"so many of all {pairs} pairs of actors share a measure"),
        _row("brokers", "prostředníci", "brokers", links.network.said(brokers),
             "přes ně vede nejvíc nejkratších spojení mezi ostatními (mezilehlost)",
             "most of the shortest ways between the others lead through them (betweenness)"),
        _row("single-points", "jediní spojující aktéři", "single points", len(cut),
             f"bez každého z nich by se od sítě oddělila opatření{most.cs}",
             f"without each of them measures would be cut off{most.en}"),
        _row("joining-measures", "spojující opatření", "joining measures",
             links.network.said(joining_measures(links, graph)),
             "bez kteréhokoli z nich by se síť opatření a aktérů rozpadla",
             "without any one of them the network of measures and actors would fall apart"),
        _row("bridges", "nenahraditelné vazby", "bridges", len(bridges(graph)),
             "tolik vazeb opatření a aktéra je jediných; ztráta kterékoli síť rozdělí",
             "so many links of a measure and an actor are the only ones; losing any splits the "
             "network"),
        _row("missing-ties", "chybějící vazby", "missing ties", with_goals,
             "dvojice odpovědných aktérů, které pracují pro tentýž cíl a nemají společné opatření "
             "(bez dvojic úřadu a jeho útvaru)",
             "pairs of leads that work for the same goal and share no measure "
             "(without pairs of an office and its own unit)"),
    ]  # fmt: skip


def _spread(links: Links) -> list[_Row]:
    """Return how responsibility is spread."""
    counts = [len(led) for _, led, _ in load_of_leads(links)]
    notes = load_note(links)
    if not notes:
        return []
    return [
        _row("herfindahl", "Herfindahlův index", "Herfindahl index", herfindahl(counts), *notes[0]),
        _row("top-three", "podíl tří nejvytíženějších", "share of the three most loaded",
             sum(counts[:3]) / sum(counts), *notes[1]),
    ]  # fmt: skip


def _groups(links: Links) -> list[_Row]:
    """Return how communities of measures agree with the areas of the document."""
    rows = []
    for way, parts in communities_of(links):
        index = agreement(links, parts)
        areas = len({links.network.items[measure].area for part in parts for measure in part})
        word = agreement_in_words(index)
        rows.append(_row(
            f"communities-{way.code}", f"skupiny opatření {way.text.cs}",
            f"communities {way.text.en}", index,
            f"skupin {len(parts)}, okruhů dokumentu {areas}; upravený Randův index: {word.cs}",
            f"communities {len(parts)}, areas of the document {areas}; adjusted Rand index: "
            f"{word.en}",
        ))  # fmt: skip
    return rows


def agreement_in_words(index: float | None) -> Text:
    """Return an adjusted Rand index in words; the bounds 0.2, 0.5 and 0.8 are ours."""
    if index is None:
        return Text("nelze určit", "cannot be told")
    for least, text in (
        (0.8, Text("dělení se téměř shodují", "the divisions almost agree")),
        (0.5, Text("dělení se z větší části shodují", "the divisions agree for the most part")),
        (0.2, Text("dělení se zčásti shodují", "the divisions agree in part")),
    ):
        if index >= least:
            return text
    return Text(
        "shoda skoro jako náhodou – práce jde napříč okruhy",
        "little more than by chance – work runs across the areas",
    )
