"""The views of the network as tables: actors, ties, goals, communities, responsibility.

Each takes the links of one reading and gives a ``Table``; the others are in ``overview``,
``gap_views`` and ``scenario_views``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from graph_tools.errors import Text
from graph_tools.network.graphs import measure_actor, measure_goal, project
from graph_tools.network.metrics import (
    adjusted_rand_index,
    communities,
    herfindahl,
    load_of_leads,
    places,
    redundancy,
)
from graph_tools.network.model import Links
from graph_tools.network.points import cut_off_by_actor
from graph_tools.network.table import (
    CERTAINTY,
    KINDS,
    READING_LABELS,
    Table,
    Word,
    first_few,
    number,
)

__all__ = ["actors", "agreement", "communities_of", "communities_view", "goals", "groups_note",
           "load_note", "responsibility", "ties", "titled", "without_goals_note"]  # fmt: skip

_SHARED = Text("společná opatření", "shared measures")
_ACTORS_NOTE = Text(
    "Počty opatření: vede, spolupracuje, odpojí (kolik by se jich bez aktéra oddělilo od zbytku), "
    "sdílí (součet přes všechny partnery). Mezilehlost: podíl dvojic, jejichž nejkratší spojení "
    "vede přes aktéra. Omezení (Burt): nízké má prostředník mezi těmi, kdo se jinak nesetkají. "
    "Účinná velikost: počet partnerů bez těch, kdo jsou spojeni i navzájem.",
    "Numbers of measures: leads, joins, cuts off (how many would be cut off from the rest without "
    "the actor), shares (summed over all partners). Betweenness: share of the pairs whose shortest "
    "ways lead through the actor. Constraint (Burt): low for a broker between those who do not "
    "meet otherwise. Effective size: partners less those who are joined with each other.",
)
_GOALS_NOTE = Text(
    "Nejdůležitější je aktér, který odpovídá za nejvíc opatření pro cíl; bez něj cíli zbude tolik "
    "opatření s jiným odpovědným aktérem a tolik jich odpovědného aktéra ztratí.",
    "The main lead is the actor responsible for the most measures for the goal; without it so many "
    "measures with another lead are left and so many lose their lead.",
)


def titled(links: Links, cs: str, en: str) -> Text:
    """Return a title with the reading it holds for."""
    reading = READING_LABELS[links.reading]
    return Text(f"{cs} ({reading.cs})", f"{en} ({reading.en})")


def groups_note(links: Links) -> tuple[Text, ...]:
    """Return the note on unspecified groups, where there are any that do not count."""
    count = Counter(group for found in links.left_out.values() for group in found)
    if not count:
        return ()
    groups = sorted(links.network.ordered(count), key=lambda group: -count[group])
    listed = first_few(links.network.said(groups), 5)
    return (Text(
        f"Neurčité skupiny aktérů se nepočítají ({listed.cs}); započítá je --groups.",
        f"Unspecified groups of actors are not counted ({listed.en}); --groups counts them.",
    ),)  # fmt: skip


def actors(links: Links) -> Table:
    """Return the place of every actor; those with the most responsibility first."""
    graph = measure_actor(links)
    cut = cut_off_by_actor(links, graph)
    found = places(project(graph, links.actors))
    led = {actor: len(links.led_by(actor)) for actor in found}
    joined = {
        actor: sum("collaborating" in links.roles[m][actor] for m in links.of_actor(actor))
        for actor in found
    }
    rows = []
    for actor in sorted(found, key=lambda actor: (-led[actor], -joined[actor])):
        item, place = links.network.items[actor], found[actor]
        rows.append((
            item.code, KINDS[item.kind], led[actor], joined[actor],
            len(links.goals_of(links.of_actor(actor))), place.degree, place.weighted_degree,
            place.betweenness, place.pagerank, place.constraint, place.effective_size,
            len(cut.get(actor, ())),
        ))  # fmt: skip
    return Table(
        titled(links, "Aktéři v síti společných opatření",
               "Actors in the network of shared measures"),
        {
            "actor": Text("aktér", "actor"),
            "kind": Text("druh", "kind"),
            "leads": Text("vede", "leads"),
            "joins": Text("spolupracuje", "joins"),
            "goals": Text("cíle", "goals"),
            "degree": Text("partneři", "partners"),
            "weighted_degree": Text("sdílí", "shares"),
            "betweenness": Text("mezilehlost", "betweenness"),
            "pagerank": Text("PageRank", "PageRank"),
            "constraint": Text("omezení", "constraint"),
            "effective_size": Text("účinná vel.", "eff. size"),
            "cuts_off": Text("odpojí", "cuts off"),
        },
        rows,
        (_ACTORS_NOTE, *groups_note(links)),
    )  # fmt: skip


def ties(links: Links) -> Table:
    """Return the pairs of actors that share measures, the closest first."""
    graph = project(measure_actor(links), links.actors)
    closest = sorted(graph.edges(data=True), key=lambda edge: -edge[2]["weight"])
    rows = [
        (links.network.code(first), links.network.code(second), edge["weight"],
         CERTAINTY[edge["level"]], links.network.said(edge["evidence"]))
        for first, second, edge in closest
    ]  # fmt: skip
    return Table(
        titled(links, "Aktéři, kteří mají společná opatření", "Actors that share measures"),
        {
            "first": Text("první aktér", "first actor"),
            "second": Text("druhý aktér", "second actor"),
            "weight": Text("počet", "number"),
            "certainty": Text("nejjistější čtení", "surest reading"),
            "measures": _SHARED,
        },
        rows,
        groups_note(links),
    )


def goals(links: Links) -> Table:
    """Return what each goal rests on, and what falls away without its most important lead."""
    rows = []
    for found in redundancy(links):
        item = links.network.items[found.goal]
        main = links.network.code(found.main) if found.main else ""
        rows.append((
            item.code, item.label, len(found.measures), len(found.leads), len(found.actors),
            main, len(found.left), len(found.lost), links.network.said(found.lost),
        ))  # fmt: skip
    return Table(
        titled(links, "Na kom cíle stojí a co by jim zbylo bez nejdůležitějšího aktéra",
               "What goals rest on, and what would be left without the main lead"),
        {
            "goal": Text("cíl", "goal"),
            "title": Text("název", "title"),
            "measures": Text("opatření", "measures"),
            "leads": Text("odpovědní", "leads"),
            "actors": Text("aktéři", "actors"),
            "main_lead": Text("nejdůležitější", "main lead"),
            "left": Text("zbude", "left"),
            "lost": Text("ztratí", "lost"),
            "lost_measures": Text("která ztratí", "which are lost"),
        },
        rows,
        (_GOALS_NOTE, *without_goals_note(links), *groups_note(links)),
    )  # fmt: skip


def without_goals_note(links: Links) -> tuple[Text, ...]:
    """Return the note on measures without a goal: they count for none."""
    missing_goals = [m for m in links.measures if not links.goals.get(m)]
    if not missing_goals:
        return ()
    listed, count = first_few(links.network.said(missing_goals), 5), len(missing_goals)
    return (Text(
        f"Opatření bez vazby na cíl v tomto čtení: {count} ({listed.cs}); k žádnému cíli se "
        "nepočítají.",
        f"Measures without a link to a goal in this reading: {count} ({listed.en}); they count "
        "for no goal.",
    ),)  # fmt: skip


def agreement(links: Links, parts: Sequence[Sequence[str]]) -> float | None:
    """Return how well communities of measures agree with the areas (adjusted Rand index)."""
    found = [(links.network.items[m].area, n) for n, part in enumerate(parts) for m in part]
    return adjusted_rand_index([area for area, _ in found], [part for _, part in found])


def communities_of(links: Links) -> list[tuple[Word, list[list[str]]]]:
    """Return the communities of measures, joined by shared actors and by shared goals."""
    return [
        (Word(code, text), communities(project(graph, links.measures)))
        for code, text, graph in (
            ("by-actor", Text("podle aktérů", "by actors"), measure_actor(links)),
            ("by-goal", Text("podle cílů", "by goals"), measure_goal(links)),
        )
    ]


def communities_view(links: Links) -> Table:
    """Return the communities of measures beside the areas of the document."""
    rows, notes = [], []
    for way, parts in communities_of(links):
        for count, part in enumerate(parts, start=1):
            areas = Counter(links.network.items[m].area for m in part)
            held = Counter(
                key for m in part
                for key in (links.roles if way.code == "by-actor" else links.goals).get(m, {})
            )  # fmt: skip
            order = links.network.ordered(held)
            top = sorted(order, key=lambda key, held=held: -held[key])[:3]  # type: ignore[misc]
            rows.append((
                way, count, len(part), [f"{area} {n}" for area, n in sorted(areas.items())],
                [f"{links.network.code(key)} {held[key]}" for key in top],
                links.network.said(part),
            ))  # fmt: skip
        index = agreement(links, parts)
        left = len(links.measures) - sum(map(len, parts))
        said = number(index, 3) if index is not None else Text("neurčen", "not defined")
        notes.append(Text(
            f"Shoda s okruhy dokumentu {way.text.cs}: upravený Randův index {said.cs} "
            f"(1 = totožné, kolem 0 = jako náhodou); opatření bez vazby, tedy mimo: {left}.",
            f"Agreement with the document's areas {way.text.en}: adjusted Rand index {said.en} "
            f"(1 = the same, about 0 = as by chance); measures without a tie, so left out: {left}.",
        ))  # fmt: skip
    return Table(
        titled(links, "Skupiny opatření, která k sobě patří společnými aktéry nebo cíli",
               "Communities of measures that belong together by shared actors or goals"),
        {
            "ties": Text("vazba", "tie"),
            "community": Text("skupina", "community"),
            "size": Text("opatření", "measures"),
            "areas": Text("okruhy", "areas"),
            "held_by": Text("co je spojuje nejvíc", "what joins them most"),
            "measures": Text("která", "which ones"),
        },
        rows,
        (*notes, *groups_note(links)),
    )  # fmt: skip


def load_note(links: Links) -> tuple[Text, ...]:
    """Return the sentences on how responsibility is spread."""
    loads = load_of_leads(links)
    counts = [len(led) for _, led, _ in loads]
    index = herfindahl(counts)
    if index is None:
        return ()
    share = number(100 * sum(counts[:3]) / sum(counts), 1)
    top = ", ".join(f"{links.network.code(lead)} {len(led)}" for lead, led, _ in loads[:3])
    same = [links.network.code(lead) for lead, led, _ in loads[3:] if len(led) == counts[2]]
    listed = ", ".join(same)
    also = (f"; tolik co třetí má i {listed}", f"; as many as the third: {listed}")
    equal = number(1 / index, 1)
    return (
        Text(
            f"Herfindahlův index odpovědnosti: {number(index, 3).cs} – jako by ji rovným dílem "
            f"neslo {equal.cs} aktéra z {len(loads)}.",
            f"Herfindahl index of responsibility: {number(index, 3).en} – as if {equal.en} of "
            f"{len(loads)} actors carried it in equal parts.",
        ),
        Text(
            f"Tři nejvytíženější nesou {share.cs} % odpovědností ({top}{also[0] if same else ''}).",
            f"The three most loaded carry {share.en} % of responsibilities "
            f"({top}{also[1] if same else ''}).",
        ),
    )


def responsibility(links: Links) -> Table:
    """Return how many measures each lead is responsible for.

    A measure with two leads counts for both, so shares are of responsibilities, not of measures.
    """
    loads = load_of_leads(links)
    total, so_far = sum(len(led) for _, led, _ in loads), 0
    rows = []
    for lead, led, alone in loads:
        so_far += len(led)
        item = links.network.items[lead]
        rows.append((
            item.code, KINDS[item.kind], len(led), len(led) / total, so_far / total, len(alone),
            len(links.goals_of(led)), links.network.said(led),
        ))  # fmt: skip
    return Table(
        titled(links, "Kdo za kolik opatření odpovídá",
               "Who is responsible for how many measures"),
        {
            "actor": Text("aktér", "actor"),
            "kind": Text("druh", "kind"),
            "measures": Text("opatření", "measures"),
            "share": Text("podíl", "share"),
            "cumulative": Text("s předchozími", "with those above"),
            "alone": Text("jako jediný", "the only lead"),
            "goals": Text("cíle", "goals"),
            "codes": Text("která", "which ones"),
        },
        rows,
        (*load_note(links), *groups_note(links)),
    )  # fmt: skip
