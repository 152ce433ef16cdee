"""First and last sections: what the report says at a glance, the quality of data, the sources."""

from __future__ import annotations

from collections import Counter

from graph_tools.render.report.blocks import Block, Cell, Note, Section, Table, cell
from graph_tools.render.report.content import Facts
from graph_tools.render.report.parts import concerned, heading, places, scattered
from graph_tools.render.report.words import READINGS, Say

__all__ = ["SHOWN", "overview", "quality", "sources", "too_long"]

SHOWN = 10
_LONG = 15


def too_long(count: int) -> bool:
    """Say whether of a list of ``count`` rows only the first ``SHOWN`` are printed."""
    return count > _LONG


def overview(facts: Facts, say: Say) -> Section:
    """Return the figures, and official and our own totals apart from each other."""
    work = {one.actor for measure in facts.measures.values() for one in measure.work}
    groups = say(f"z toho neurčitých skupin {len(work & facts.groups)}",
                 f"of them unspecified groups {len(work & facts.groups)}")  # fmt: skip
    links = Counter(link.certainty for link in facts.links)
    readings = ", ".join(
        f"{say.text(facts.term('certaintyScheme', level))} {links[level]}" for level in READINGS
    )
    figures: list[tuple[str, int, str]] = [
        (say("Cíle", "Goals"), len(facts.goals), ""),
        (say("Opatření", "Measures"), len(facts.measures), ""),
        (say("Aktéři zapojení do opatření", "Actors involved in measures"), len(work), groups),
        (say("Vazby opatření na cíle", "Links of measures to goals"), len(facts.links), readings),
        (say("Nesrovnalosti v dokumentech", "Discrepancies in the documents"),
         len(facts.discrepancies), ""),
    ]  # fmt: skip
    rows = [[cell(name), cell(count), cell(note, mark="quiet")] for name, count, note in figures]
    head = [say("Co", "What"), say("Počet", "Number"), say("Podrobněji", "In detail")]
    return Section("overview", say("Přehled", "Overview"), [
        Table(say("Základní čísla", "Basic figures"), head, rows, frozenset({1}), (), (44, 14, 42)),
        *_totals(facts, say),
        Note(cell(_reading_help(say)), "box"),
        _sub_areas(facts, say),
    ], (), True)  # fmt: skip


def _reading_help(say: Say) -> str:
    """Return how doubtful readings are counted."""
    return say(
        "Dokumenty jsou místy poškozené. Jisté čtení je čitelné, u pravděpodobného je jedno čtení "
        "zřetelně nejlepší, u nejistého zůstává čtení více. Proto se vazby počítají třikrát: jen "
        "jistá čtení / i pravděpodobná / všechna. Kde se tři počty shodují, je uvedeno jedno "
        "číslo; kde se liší, stojí odpověď na pochybném čtení a je zvýrazněna.",
        "The documents are damaged in places. A certain reading is legible, in a probable one one "
        "reading is clearly best, in an uncertain one several readings remain. Links are therefore "
        "counted three times: certain readings only / probable ones too / all. Where the three "
        "counts agree, one number is given; where they differ, the answer rests on a doubtful "
        "reading and is highlighted.",
    )


def _totals(facts: Facts, say: Say) -> list[Block]:
    """Return the official totals and the totals of our assessment as two tables."""
    ours = Counter(measure.status for measure in facts.measures.values() if measure.status)
    states = [value for scheme, value in facts.terms if scheme == "statusScheme"]
    states = sorted(set(states) | set(ours) | set(facts.totals), key=lambda one: _order(one))
    head = [say("Stav", "Status"), say("Opatření", "Measures"), say("Zdroj", "Source")]
    blocks: list[Block] = []
    official = [
        [cell(heading(say.text(facts.term("statusScheme", one)))),
         cell(f"{facts.totals[one][0]}"
              + say(f" z {facts.totals[one][1]}", f" of {facts.totals[one][1]}")),
         places(facts, facts.totals[one][2], say)]
        for one in states if one in facts.totals
    ]  # fmt: skip
    if official:
        caption = say("Úřední součty ze zprávy o plnění", "Official totals of the report")
        blocks.append(Table(caption, head, official, frozenset({1}), (), (30, 20, 50)))
    blocks.append(Note(cell(say(
        "Úřední stav jednotlivých opatření v dokumentech není, jen součty. Stav u jednotlivých "
        "opatření v této zprávě je naše hodnocení podle kritérií zprávy o plnění; není úřední.",
        "The documents do not give the official status of each measure, only totals. The status of "
        "single measures in this report is our own assessment by the criteria of the monitoring "
        "report; it is not official.",
    )), "box"))  # fmt: skip
    rows = [
        [cell(heading(say.text(facts.term("statusScheme", one)))), cell(ours[one])]
        for one in states
    ]
    caption = say("Podle našeho hodnocení (není úřední)", "By our assessment (not official)")
    blocks.append(Table(caption, head[:2], rows, frozenset({1}), (), (70, 30)))
    return blocks


def _order(status: str) -> tuple[int, str]:
    """Return where a status stands: from the best to the worst, others at the end."""
    known = ["fulfilled", "partiallyFulfilled", "notFulfilled"]
    return (known.index(status) if status in known else len(known), status)


def _sub_areas(facts: Facts, say: Say) -> Table:
    """Return what the codes of the sub-areas mean."""
    rows = [
        [cell(code), cell(say.text(title)), cell(f"{area} {say.text(name)}")]
        for code, (title, area, name) in facts.sub_areas.items()
    ]
    head = [say("Podokruh", "Sub-area"), say("Název", "Title"), say("Okruh", "Area")]
    return Table(say("Okruhy a podokruhy", "Areas and sub-areas"), head, rows, widths=(14, 46, 40))


def quality(facts: Facts, say: Say) -> Section:
    """Return the discrepancies by kind."""
    kinds = Counter(one.kind for one in facts.discrepancies)
    names = sorted(kinds, key=lambda kind: (-kinds[kind], kind))
    label = {kind: facts.terms.get(("discrepancyKindScheme", kind)) for kind in names}
    rows: list[list[Cell]] = []
    parts = []
    for kind in names:
        term = label[kind]
        title = heading(say.text(term[0])) if term else kind
        meaning = say.text(term[1]) if term else ""
        rows.append([cell(title, link=f"quality-{kind}"), cell(kinds[kind]), cell(meaning)])
        found = [one for one in facts.discrepancies if one.kind == kind]
        shown = found[:SHOWN] if too_long(len(found)) else found
        table = Table(
            say(f"{title}: {len(shown)} z {len(found)}", f"{title}: {len(shown)} of {len(found)}"),
            [say("Týká se", "About"), say("Co je v dokumentech", "What the documents say"),
             say("Jak jsme s tím naložili", "What we did about it"), say("Zdroj", "Source")],
            [[concerned(facts, one, say), cell(say.text(one.said)), cell(say.text(one.done)),
              places(facts, one.places, say)] for one in shown],
            widths=(16, 36, 30, 18),
        )  # fmt: skip
        blocks: list[Block] = [table]
        if len(shown) < len(found):
            blocks.append(Note(cell(say(
                f"Všech {len(found)} je v sešitu gaps.xlsx na listu Nesrovnalosti.",
                f"All {len(found)} are in the workbook gaps.xlsx, sheet Nesrovnalosti.",
            ))))  # fmt: skip
        parts.append(Section(f"quality-{kind}", title, blocks))
    head = [say("Druh", "Kind"), say("Počet", "Number"), say("Význam", "Meaning")]
    caption = say("Nesrovnalosti podle druhu", "Discrepancies by kind")
    intro = Note(cell(say(
        "Kde si dokumenty odporují nebo jsou poškozené a jak jsme s tím naložili: celkem "
        f"{scattered(facts, say)}. Tatáž nesrovnalost může být na více místech; zde má jeden řádek "
        "se všemi místy, v sešitu gaps.xlsx na listu Nesrovnalosti má každé místo svůj řádek.",
        "Where the documents contradict each other or are damaged, and what we did about it: "
        f"{scattered(facts, say)} in all. One discrepancy may be at several places; here it has "
        "one row with all its places, in the workbook gaps.xlsx, sheet Nesrovnalosti, each place "
        "has its own row.",
    )))  # fmt: skip
    table = Table(caption, head, rows, frozenset({1}), (), (30, 12, 58))
    return Section("quality", say("Kvalita dat", "Quality of data"), [intro, table], parts)


def sources(facts: Facts, say: Say, version: str) -> Section:
    """Return the documents, the day and the version."""
    rows = [
        [cell(short), cell(say.text(title)), cell(name, mark="quiet"), cell(lines)]
        for name, (short, title, lines) in sorted(
            facts.documents.items(), key=lambda one: one[1][0]
        )
    ]
    head = [say("Označení", "Short name"), say("Název", "Title"), say("Soubor", "File"),
            say("Řádků", "Lines")]  # fmt: skip
    day = say.text(facts.day.said())
    return Section("sources", say("Zdroje", "Sources"), [
        Table(say("Zdrojové dokumenty", "Source documents"), head, rows, frozenset({3}), (),
              (12, 50, 26, 12)),
        Note(cell(say(
            "Zdroj je uveden označením dokumentu a čísly řádků jeho textu, například „000, ř. 10“.",
            "A source is given by the short name of the document and the line numbers of its text, "
            "such as “000, line 10”.",
        ))),
        Note(cell(say(
            f"Termíny jsou posouzeny {day}. Zprávu vytvořil program strategy-graph {version}.",
            f"Deadlines are judged {day}. The report was made by strategy-graph {version}.",
        ))),
    ])  # fmt: skip
