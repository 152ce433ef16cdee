"""Paths in words and as data: one sentence a link, with how sure it is and where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from graph_tools.answers import READINGS
from graph_tools.commands.tell.data import item_as_data, link_as_data
from graph_tools.commands.tell.words import CERTAINTY, READING_NOTES, RESOLUTION, Words
from graph_tools.errors import Text
from graph_tools.queries.atlas import Atlas, Item, Link
from graph_tools.queries.paths import Path
from graph_tools.render.tree import Branch

__all__ = ["Asked", "paths_as_data", "paths_told"]

_OVER_GROUPS = Text(
    "Cesta smí vést i přes neurčité skupiny. Dvě opatření, která jmenují tutéž skupinu, nemusejí "
    "mít nikoho společného.",
    "A path may lead over unspecified groups. Two measures that name the same group need have "
    "nobody in common.",
)
_NOT_OVER_GROUPS = Text(
    "Přes neurčité skupiny, například obce, cesta nevede; s volbou --groups smí.",
    "No path leads over unspecified groups such as municipalities; with --groups it may.",
)


class Asked(NamedTuple):
    """What was asked: two items, the reading, and whether to step over unspecified groups."""

    start: Item
    end: Item
    reading: str
    groups: bool


def paths_told(
    words: Words, asked: Asked, paths: Sequence[Path], total: int, wider: Sequence[str]
) -> tuple[Branch, list[str]]:
    """Return the paths in words, and notes on what was looked at.

    Args:
        words: the language.
        asked: the two items.
        paths: the paths to tell.
        total: how many shortest paths there are.
        wider: options of the command line that would connect the items.
    """
    start, end = (f"{words.kind(item)} {words.named(item)}" for item in asked[:2])
    title = words.say(f"Jak souvisí {start} a {end}", f"How {start} and {end} are connected")
    notes = [
        READING_NOTES[READINGS[asked.reading]].to(words.lang),
        (_OVER_GROUPS if asked.groups else _NOT_OVER_GROUPS).to(words.lang),
    ]
    if asked.start == asked.end:
        return Branch(title, (Branch(words.say("Je to táž položka.", "It is the same item.")),)), []
    if not total:
        said = [words.say("Žádná cesta mezi nimi není.", "There is no path between them.")]
        said += [words.say(f"Cestu by dala volba: {option}", f"An option would give one: {option}")
                 for option in wider]  # fmt: skip
        return Branch(title, tuple(Branch(text) for text in said)), notes
    length = len(paths[0].steps)
    count = words.say(
        f"Počet kroků nejkratší cesty: {length}; počet takových cest: {total}",
        f"Steps of the shortest path: {length}; number of such paths: {total}",
    )
    if len(paths) < total:
        count += words.say(f", vypsáno {len(paths)} (všechny vypíše --limit 0)",
                           f", {len(paths)} shown (--limit 0 shows all)")  # fmt: skip
    told = (_path(words, path, number) for number, path in enumerate(paths, 1))
    return Branch(title, (Branch(count), *told)), notes


def _path(words: Words, path: Path, number: int) -> Branch:
    """Return one path in words."""
    items = [words.atlas.items[item] for item in path.items]
    way = " – ".join(_called(words, item) for item in items)
    title = words.say("Cesta", "Path") + f" {number}: {way}"
    if any(item.kind == "sub-area" for item in items[1:-1]):
        title += words.say("; jen volná souvislost, vede přes zařazení do podokruhu",
                           "; a loose connection only, by belonging to a sub-area")  # fmt: skip
    return Branch(title, tuple(
        Branch(_sentence(words, link) + words.place(link.sources))
        for step in path.steps
        for link in step
    ))  # fmt: skip


def _called(words: Words, item: Item) -> str:
    """Return what an item is called within a path; a bare number is told to be a goal."""
    if item.kind in {"goal", "strategic-measure", "sub-area", "code"}:
        return f"{words.kind(item)} {item.code}"
    return words.brief(item)


def _sentence(words: Words, link: Link) -> str:
    """Return what a link says, as a sentence with how sure it is."""
    atlas = words.atlas
    source, target = atlas.items[link.source], atlas.items[link.target]
    code, other = source.code, words.brief(target)
    group = target.is_group
    actor = words.say("Skupina" if group else "Aktér", "The group" if group else "The actor")
    said = {
        "contributes-to": Text(f"{code} přispívá k cíli {other}",
                               f"{code} contributes to goal {other}"),
        "implements": Text(f"{code} provádí strategické opatření {other}",
                           f"{code} implements strategic measure {other}"),
        "responsible": Text(f"{actor} {other} odpovídá za {code}",
                            f"{actor} {other} is responsible for {code}"),
        "collaborating": Text(f"{actor} {other} spolupracuje na {code}",
                              f"{actor} {other} collaborates on {code}"),
        "declares": Text(f"Strategie u strategického opatření {code} deklaruje cíl {other}",
                         f"The strategy declares goal {other} for strategic measure {code}"),
        "refers-to": Text(
            f"U podokruhu {code} jako celku je uveden kód {other}, {target.label.cs}",
            f"The sub-area {code} as a whole gives the code {other}, {target.label.en}",
        ),
        "in-sub-area": Text(
            f"{code} patří do podokruhu {words.named(target)}; je to jen zařazení",
            f"{code} belongs to sub-area {words.named(target)}; it is a classification only",
        ),
    }[link.relation].to(words.lang)  # fmt: skip
    if not link.certainty:
        return said + "."
    sure = CERTAINTY[link.certainty].to(words.lang)
    if link.certainty != "certain":
        sure = words.doubt(link, reason=True)
    if link.resolution:
        sure += "; " + RESOLUTION[link.resolution].to(words.lang)
    return f"{said} ({sure})."


def paths_as_data(
    atlas: Atlas, asked: Asked, paths: Sequence[Path], total: int
) -> dict[str, object]:
    """Return the paths as data: both ends, how many there are, each step with its links."""
    return {
        "from": item_as_data(asked.start),
        "to": item_as_data(asked.end),
        "reading": asked.reading,
        "groups": asked.groups,
        "length": len(paths[0].steps) if paths else None,
        "total": total,
        "paths": [[_step_as_data(atlas, path, number) for number in range(len(path.steps))]
                  for path in paths],
    }  # fmt: skip


def _step_as_data(atlas: Atlas, path: Path, number: int) -> dict[str, object]:
    """Return one step of a path."""
    links = [
        {
            "source": item_as_data(atlas.items[link.source]),
            "target": item_as_data(atlas.items[link.target]),
            **link_as_data(atlas, link),
            "sentence_cs": _sentence(Words(atlas, "cs"), link),
            "sentence_en": _sentence(Words(atlas, "en"), link),
        }
        for link in path.steps[number]
    ]
    return {
        "from": item_as_data(atlas.items[path.items[number]]),
        "to": item_as_data(atlas.items[path.items[number + 1]]),
        "links": links,
    }
