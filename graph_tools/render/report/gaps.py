"""The section on gaps: kinds by gravity, each with its reasons, readings and sources."""

from __future__ import annotations

from graph_tools.errors import Text
from graph_tools.render.report.blocks import Block, Cell, Note, Section, Table, cell
from graph_tools.render.report.content import Facts, Gap, GapKind
from graph_tools.render.report.overview import SHOWN, too_long
from graph_tools.render.report.parts import (
    actors,
    barriers,
    heading,
    in_readings,
    places,
    to_item,
)
from graph_tools.render.report.words import READINGS, Say

__all__ = ["gaps", "gaps_heading", "is_paired", "measure_told"]

_EMPTY = {"", "–"}


def gaps(facts: Facts, say: Say) -> Section:
    """Return the kinds of gaps, the gravest first."""
    names = [heading(say.text(name)) for name in READINGS.values()]
    head = [say("Druh", "Kind"), say("Význam", "Meaning"), *names]
    rows = [_kind_row(kind, say) for kind in facts.kinds]
    caption = say("Mezery podle druhu, nejzávažnější první, podle počítaných čtení",
                  "Gaps by kind, the gravest first, by the readings counted")  # fmt: skip
    blocks: list[Block] = [
        Note(cell(say(
            "Mezera je místo, kde strategie nebo spolupráce aktérů není v dokumentech podepřena. "
            "Každá má důvod a zdroj; úplný seznam je v sešitu gaps.xlsx.",
            "A gap is a place where the strategy or the coordination of actors is not supported in "
            "the documents. Each has its reason and source; the full list is in gaps.xlsx.",
        ))),
        Table(caption, head, rows, frozenset({2, 3, 4}), (), (24, 43, 11, 11, 11)),
    ]  # fmt: skip
    parts = [_kind(facts, kind, say) for kind in facts.kinds if kind.gaps]
    return Section("gaps", say("Mezery", "Gaps"), blocks, parts)


def _kind_row(kind: GapKind, say: Say) -> list[Cell]:
    """Return the row of one kind in the overview."""
    label = heading(say.text(kind.label))
    if kind.gaps is None:
        unknown = cell(say("nezjišťováno", "not looked for"), mark="quiet")
        return [cell(label), cell(say.text(kind.meaning)), unknown, unknown, unknown]
    counts = kind.counts()
    mark = "" if len(set(counts)) == 1 else "doubtful"
    numbers = [cell(number, mark=mark) for number in counts]
    link = f"gap-{kind.name}" if kind.gaps else ""
    return [cell(label, link=link), cell(say.text(kind.meaning)), *numbers]


def _kind(facts: Facts, kind: GapKind, say: Say) -> Section:
    """Return the gaps of one kind: all of a short list, the first of a long one."""
    found = list(kind.gaps or ())
    shown = found[:SHOWN] if too_long(len(found)) else found
    paired = is_paired(kind)
    head = [gaps_heading(kind, "item", say)]
    head += [gaps_heading(kind, "partner", say)] if paired else []
    told = not paired and kind.about.get("item") == "measure"
    head += [say("Název", "Title"), say("Odpovídá", "Responsible"),
             say("Překážky", "Barriers")] if told else []  # fmt: skip
    head += [say("Proč", "Why"), say("Platí při čteních", "Holds in readings"),
             say("Zdroj", "Source")]  # fmt: skip
    rows = [_gap(facts, kind, gap, say, paired=paired, told=told) for gap in shown]
    title = heading(say.text(kind.label))
    caption = title + say(f": {len(shown)} z {len(found)}", f": {len(shown)} of {len(found)}")
    widths: tuple[int, ...] = (16, 58, 14, 12)
    if paired or told:
        widths = (13, 15, 46, 14, 12) if paired else (8, 21, 11, 14, 22, 12, 12)
    blocks: list[Block] = [
        Note(cell(say.text(kind.meaning))),
        Table(caption, head, rows, widths=widths),
    ]
    if len(shown) < len(found):
        blocks.append(Note(cell(say(
            f"Zde je prvních {len(shown)}; všech {len(found)} je v sešitu gaps.xlsx.",
            f"These are the first {len(shown)}; all {len(found)} are in gaps.xlsx.",
        ))))  # fmt: skip
    return Section(f"gap-{kind.name}", title, blocks)


def _gap(
    facts: Facts, kind: GapKind, gap: Gap, say: Say, *, paired: bool, told: bool
) -> list[Cell]:
    """Return the row of one gap: with its second item, or with what is known of its measure."""
    item = to_item(facts, kind.about.get("item", ""), gap.item, say)
    partner = to_item(facts, kind.about.get("partner", ""), gap.partner, say)
    return [
        item, *([partner] if paired else []), *(measure_told(facts, gap.item, say) if told else []),
        cell(say.text(gap.reason)),
        in_readings(gap.holds, say), places(facts, [gap.place], say),
    ]  # fmt: skip


def measure_told(facts: Facts, code: str, say: Say) -> list[Cell]:
    """Return title, leads and barriers of a measure; dashes where ``code`` is none."""
    if code not in facts.measures:
        title = facts.sub_areas[code][0] if code in facts.sub_areas else Text("–", "–")
        return [cell(say.text(title)), cell("–"), cell("–")]
    one = facts.measures[code]
    leads = actors(facts, one.leads(), say)
    return [cell(say.text(one.title)), leads, barriers(facts, one, say)]


def is_paired(kind: GapKind) -> bool:
    """Say whether any gap of a kind has a second item."""
    return any(gap.partner not in _EMPTY for gap in kind.gaps or ())


def gaps_heading(kind: GapKind, column: str, say: Say) -> str:
    """Return the heading of ``item`` or ``partner``."""
    usual = {"item": Text("položka", "item"), "partner": Text("druhá položka", "second item")}
    said = say.text(kind.headings.get(column, Text("", "")))
    return heading(said if said not in _EMPTY else say.text(usual[column]))
