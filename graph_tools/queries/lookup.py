"""Find the item a person means by a code or a name; say what there is where nothing fits.

Takes an ``Atlas`` and what was typed; gives items. What is typed exactly goes before what differs
in letter case, and an actor's short name before its full name and the variants in the documents.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from graph_tools.errors import Text, UsageError, nearest
from graph_tools.queries.atlas import Atlas, Item

__all__ = ["KINDS", "Names", "find_anywhere", "find_items", "typed"]

KINDS: Mapping[str, Text] = {
    "goal": Text("cíl", "goal"),
    "measure": Text("opatření", "measure"),
    "actor": Text("aktér", "actor"),
    "strategic-measure": Text("strategické opatření", "strategic measure"),
    "code": Text("kód jiné strategie", "code of another strategy"),
}
"""Kinds of items that can be asked for, and what one is called."""

_MOST_LISTED = 12

Names = Mapping[str, Iterable[str]]
"""Other names of actors in the documents, by the actor's identifier."""


def find_items(atlas: Atlas, kind: str, text: str, names: Names) -> list[Item]:
    """Return the items of ``kind`` that ``text`` means: one, or a code's in each place it has.

    Args:
        atlas: all items.
        kind: a key of ``KINDS``.
        text: code, name, or for a code ``strategy/code`` or ``strategy/code/section``.
        names: other names of actors.

    Raises:
        UsageError: there is none, or it means several actors, goals or measures.
    """
    found = _matching(atlas, kind, text.strip(), names)
    if not found:
        raise _unknown(Text(KINDS[kind].cs, KINDS[kind].en), text, _known(atlas, kind))
    if len(found) > 1 and kind != "code":
        raise _several(text, [f"{kind} {typed(atlas, item)}" for item in found])
    return found


def find_anywhere(atlas: Atlas, text: str, names: Names) -> Item:
    """Return the one item that ``text`` means, with its kind in front (``goal:9``) or without.

    Raises:
        UsageError: there is none, or there are several; the message names them.
    """
    kind, mark, rest = text.partition(":")
    kinds = list(KINDS)
    if mark and kind.strip() in KINDS:
        kinds, text = [kind.strip()], rest
    found = [item for kind in kinds for item in _exact(atlas, kind, text.strip(), names)]
    if not found:
        found = [item for kind in kinds for item in _matching(atlas, kind, text.strip(), names)]
    if len(found) == 1:
        return found[0]
    if found:
        raise _several(text, [f"{item.kind}:{typed(atlas, item)}" for item in found])
    if len(kinds) == 1:
        known = [f"{kinds[0]}:{code}" for code in _known(atlas, kinds[0])]
        raise _unknown(KINDS[kinds[0]], text, known, f"{kinds[0]}:")
    known = [code for kind in kinds for code in _known(atlas, kind)]
    raise _unknown(Text("položka", "item"), text, known)


def typed(atlas: Atlas, item: Item) -> str:
    """Return what names ``item`` beyond doubt among those of its kind, as short as it can be."""
    if item.kind == "code":
        for name in _code_names(item):
            if sum(name in _code_names(other) for other in _of(atlas, "code")) == 1:
                return name
        return item.id
    alike = [other for other in _of(atlas, item.kind) if other.code == item.code]
    return item.code if len(alike) == 1 else item.id


def _of(atlas: Atlas, kind: str) -> list[Item]:
    """Return the items of ``kind`` in natural order."""
    found = [item for item in atlas.items.values() if item.kind == kind]
    return sorted(found, key=lambda item: atlas.order(item.id))


def _known(atlas: Atlas, kind: str) -> list[str]:
    """Return what the items of ``kind`` are called, each once, in natural order."""
    return list(dict.fromkeys(item.code for item in _of(atlas, kind)))


def _code_names(item: Item) -> list[str]:
    """Return what a code may be called: ``1.1``, ``health/1.1``, and with its section."""
    names = [item.code, f"{item.parent.rpartition('/')[2]}/{item.code}"]
    return [*names, f"{names[1]}/{item.form}"] if item.form else names


def _levels(item: Item, names: Names) -> list[list[str]]:
    """Return what ``item`` is called, the surest first."""
    if item.kind == "actor":
        return [[item.code, item.id], [item.label.cs, item.label.en], list(names.get(item.id, ()))]
    if item.kind == "code":
        return [[*_code_names(item), item.id]]
    return [[item.code, item.id]]


def _exact(atlas: Atlas, kind: str, text: str, names: Names) -> list[Item]:
    """Return the items of ``kind`` called exactly ``text``, by the surest kind of name alone."""
    items = _of(atlas, kind)
    for level in range(3):
        found = [
            item for item in items
            if len(_levels(item, names)) > level and text in _levels(item, names)[level]
        ]  # fmt: skip
        if found:
            return found
    return []


def _matching(atlas: Atlas, kind: str, text: str, names: Names) -> list[Item]:
    """Return the items of ``kind`` called ``text``, in another letter case where none is exact."""
    found = _exact(atlas, kind, text, names)
    folded = text.casefold()
    return found or [
        item
        for item in _of(atlas, kind)
        if folded in {name.casefold() for level in _levels(item, names) for name in level}
    ]


def _unknown(kind: Text, text: str, known: list[str], prefix: str = "") -> UsageError:
    """Return the error for a ``text`` that means nothing, with the nearest and what there is."""
    guess = nearest(prefix + text.strip(), known)
    listed, left = "; ".join(known[:_MOST_LISTED]), len(known) - _MOST_LISTED
    more = Text(f"; a další, celkem {len(known)}", f"; and others, {len(known)} in all")
    near = Text(f" Nejbližší: „{guess}“.", f" Nearest: '{guess}'.") if guess else Text("", "")
    return UsageError(Text(
        f"V grafu není {kind.cs} „{text}“.{near.cs} "
        f"V grafu je: {listed}{more.cs if left > 0 else ''}",
        f"There is no {kind.en} '{text}' in the graph.{near.en} "
        f"The graph has: {listed}{more.en if left > 0 else ''}",
    ))  # fmt: skip


def _several(text: str, choices: list[str]) -> UsageError:
    """Return the error for a ``text`` that means several items."""
    listed = ", ".join(choices)
    return UsageError(Text(
        f"„{text}“ je více položek. Zvolte jednu z nich: {listed}.",
        f"'{text}' is several items. Choose one of them: {listed}.",
    ))  # fmt: skip
