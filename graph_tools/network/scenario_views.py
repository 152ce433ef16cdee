"""The scenarios as tables: an actor leaves, two actors meet, the smallest table of leads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graph_tools.errors import Text
from graph_tools.network.model import Links
from graph_tools.network.scenarios import departure, meeting
from graph_tools.network.seats import seats
from graph_tools.network.table import KINDS, Cell, Table, Word, first_few
from graph_tools.network.views import groups_note, titled, without_goals_note

__all__ = ["leave", "meet", "seats_view"]

_EFFECTS: Mapping[str, Word] = {
    code: Word(code, Text(cs, en))
    for code, cs, en in (
        ("no-lead", "ztratí jediného odpovědného", "loses its only lead"),
        ("no-actor", "ztratí jediného aktéra", "loses its only actor"),
        ("cut-off", "oddělí se od zbytku sítě", "is cut off from the rest"),
        ("goal-without-lead", "cíl ztratí všechny odpovědné", "goal loses all leads"),
    )
}
_LEAVE: Mapping[str, Text] = {
    "effect": Text("důsledek", "effect"),
    "item": Text("položka", "item"),
    "title": Text("název", "title"),
    "remaining": Text("kdo zbývá", "who remains"),
    "groups": Text("a skupiny", "and groups"),
    "through": Text("přes opatření", "through measures"),
}


def leave(links: Links, actor: str) -> Table:
    """Return what follows when ``actor`` leaves: an effect a row; for people an item a row."""
    found = departure(links, actor)
    name = links.network.code(actor)
    effects: list[tuple[str, str, list[str]]] = [
        (effect, measure, [])
        for effect, measures in (
            ("no-lead", found.without_lead),
            ("no-actor", found.without_actor),
            ("cut-off", found.cut_off),
        )
        for measure in measures
    ]
    effects += [("goal-without-lead", goal, through) for goal, through in found.goals.items()]
    by_item: dict[str, list[Word]] = {}
    for effect, key, _ in effects:
        by_item.setdefault(key, []).append(_EFFECTS[effect])
    about = {
        key: _about(links, actor, key, through) for _, key, through in effects
    }  # fmt: skip
    title = titled(links, f"Co by následovalo po odchodu aktéra {name}",
                   f"What would follow if {name} left")  # fmt: skip
    none = Text(f"Odchod aktéra {name} nezpůsobí nic z toho, co pohled sleduje.",
                f"Nothing this view looks at would follow if {name} left.")  # fmt: skip
    people = [
        (_told(by_item[key]), *about[key]) for key in links.network.ordered(by_item)
    ]  # fmt: skip
    return Table(
        title,
        _LEAVE,
        [(_EFFECTS[effect], *about[key]) for effect, key, _ in effects],
        ((none,) if not effects else ()) + groups_note(links),
        Table(title, _LEAVE, people),
    )


def _told(effects: list[Word]) -> Text:
    """Return several effects in one cell."""
    return Text("; ".join(e.text.cs for e in effects), "; ".join(e.text.en for e in effects))


def _about(links: Links, actor: str, key: str, through: list[str]) -> tuple[Cell, ...]:
    """Return what a row says of a measure or goal: its name, who remains, through what."""
    item = links.network.items[key]
    said, ordered = links.network.said, links.network.ordered
    left = [other for other in links.roles.get(key, {}) if other != actor]
    groups = said(ordered(links.left_out.get(key, {})))
    return (item.code, item.label, said(ordered(left)), groups, said(through))


def meet(links: Links, first: str, second: str) -> Table:
    """Return what two actors have, or would have, in common."""
    found = meeting(links, first, second)
    names = links.network.said([first, second])
    said = links.network.said
    before = "" if found.before is None else str(found.before)
    apart = (
        Text("nic je nespojuje", "nothing connects them") if found.before is None
        else Text("mají společné opatření", "they share a measure") if found.before == 1
        else Text("kroků od sebe přes společná opatření", "steps apart through shared measures")
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = [
        (Word("distance-before", Text("vzdálenost nyní", "distance now")), before, apart, [], []),
        (Word("distance-after", Text("vzdálenost potom", "distance then")), "1",
         Text("se společným opatřením", "with a shared measure"), [], []),
    ]  # fmt: skip
    for measure in found.measures:
        item = links.network.items[measure]
        rows.append((KINDS["measure"], item.code, item.label, [item.code], [item.code]))
    for kind, shared in (
        ("goal", found.goals), ("code", found.codes), ("barrier", found.barriers),
    ):  # fmt: skip
        for key, (of_first, of_second) in shared.items():
            item = links.network.items[key]
            code: Cell = Word(item.code, item.label) if kind == "barrier" else item.code
            rows.append((KINDS[kind], code, item.label, said(of_first), said(of_second)))
    columns = {
        "what": Text("co", "what"),
        "item": Text("položka", "item"),
        "title": Text("název", "title"),
        "of_first": Text(f"opatření: {names[0]}", f"measures: {names[0]}"),
        "of_second": Text(f"opatření: {names[1]}", f"measures: {names[1]}"),
    }
    title = titled(links, f"Co {names[0]} a {names[1]} spojuje nebo by spojilo",
                   f"What {names[0]} and {names[1]} have or would have in common")  # fmt: skip
    note = Text(
        "Opatření: ta, za která aktér odpovídá nebo na nichž spolupracuje. Kódy jiných strategií "
        "patří celým podokruhům; jeden po druhém je vypíše --format csv.",
        "Measures: those the actor leads or joins. Codes of other strategies belong to whole "
        "sub-areas; --format csv lists them one by one.",
    )
    few = Table(title, columns, _codes_in_one_row(links, rows, found.codes))
    return Table(title, columns, rows, (note, *groups_note(links)), few)


def _codes_in_one_row(
    links: Links, rows: list[tuple[Cell, ...]], codes: Mapping[str, tuple[list[str], list[str]]]
) -> list[tuple[Cell, ...]]:
    """Return ``rows`` with all codes told in one row, since there may be dozens."""
    if not codes:
        return rows
    said, ordered = links.network.said, links.network.ordered
    of_first = said(ordered({m for pair in codes.values() for m in pair[0]}))
    of_second = said(ordered({m for pair in codes.values() for m in pair[1]}))
    code = KINDS["code"]
    word = Word(code.code, Text("kódy jiných strategií", "codes of other strategies"))
    told: tuple[Cell, ...] = (word, len(codes), first_few(said(codes), 12), of_first, of_second)
    place = next(index for index, row in enumerate(rows) if row[0] == code)
    return [*rows[:place], told, *(row for row in rows[place:] if row[0] != code)]


def said_names(links: Links, actors: Sequence[str]) -> list[str]:
    """Return what ``actors`` are called."""
    return [links.network.code(actor) for actor in actors]


def seats_view(links: Links, left_out: Sequence[str] = ()) -> Table:
    """Return the smallest set of leads that represents every goal that can be represented.

    Args:
        links: the links of one reading.
        left_out: leads that do not come to the table.
    """
    found = seats(links, left_out)
    names = ", ".join(said_names(links, left_out))
    absent = Text(f" bez účasti: {names}", f" without {names}") if names else Text("", "")
    said = links.network.said
    rows: list[tuple[Cell, ...]] = []
    for actor in found.actors:
        item = links.network.items[actor]
        others = {goal for other in found.actors if other != actor for goal in found.goals[other]}
        only = [goal for goal in found.goals[actor] if goal not in others]
        rows.append((Word("seat", Text("místo u stolu", "seat")), item.code, item.label,
                     said(found.goals[actor]), said(only)))  # fmt: skip
    if found.without:
        rows.append((
            Word("not-representable", Text("nelze zastoupit", "not representable")), "",
            Text("nikdo u stolu neodpovídá za žádné opatření pro tyto cíle",
                 "nobody at the table is responsible for a measure for these goals"),
            said(found.without), [],
        ))  # fmt: skip
    size = len(found.actors)
    another = Text(
        "Jiný stejně malý stůl neexistuje." if found.only else "Stejně malých stolů je víc.",
        "There is no other table as small." if found.only else "There are other tables as small.",
    )
    method = Text(
        "Metoda: celočíselné programování (nejmenší pokrytí množiny, řešič HiGHS). Optimum: "
        f"{size}; důkaz: řešič vyloučil každou menší sestavu. {another.cs}",
        "Method: integer programming (smallest set cover, solver HiGHS). Optimum: "
        f"{size}; proof: the solver excluded every smaller table. {another.en}",
    )
    return Table(
        titled(
            links,
            "Nejmenší stůl, u něhož má každý zastupitelný cíl svého odpovědného aktéra" + absent.cs,
            "The smallest table at which every representable goal has the lead of a measure"
            + absent.en,
        ),
        {
            "what": Text("co", "what"),
            "actor": Text("aktér", "actor"),
            "title": Text("název", "title"),
            "goals": Text("cíle", "goals"),
            "only": Text("jen tento aktér", "only this actor"),
        },
        rows,
        (method, *without_goals_note(links), *groups_note(links)),
    )  # fmt: skip
