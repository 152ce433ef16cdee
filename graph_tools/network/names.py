"""Find the actor a person means: by short name, full name or a variant in the documents."""

from __future__ import annotations

from collections.abc import Iterator

from graph_tools.errors import Text, UsageError, nearest
from graph_tools.network.model import ACTORS, Item, Links

__all__ = ["actor_named"]


def actor_named(links: Links, name: str) -> str:
    """Return the key of the actor called ``name``.

    The short name counts first, then any name as written, then any name without regard to case.

    Raises:
        UsageError: no actor or several actors are called so, or the actor takes part in no
            measure in this reading, or is a group while groups do not count.
    """
    known = [item for item in links.network.items.values() if item.kind in ACTORS]
    ways = (
        [item for item in known if item.code == name],
        [item for item in known if name in _names(links, item)],
        [item for item in known if _folded(name) in map(_folded, _names(links, item))],
    )
    found = next((way for way in ways if way), [])
    if not found:
        raise _unknown(links, name)
    if len(found) > 1:
        listed = "; ".join(f"{item.label.cs} ({item.key})" for item in found)
        raise UsageError(Text(
            f"„{name}“ může být víc aktérů: {listed}. Zadejte celý název nebo označení v závorce.",
            f"'{name}' can be several actors: {listed}. Give the full name or what is in brackets.",
        ))  # fmt: skip
    key = found[0].key
    if key not in links.actors:
        raise _apart(links, found[0])
    return key


def _names(links: Links, item: Item) -> Iterator[str]:
    """Give all names of an actor."""
    yield from (item.code, item.label.cs, item.label.en, item.key)
    yield from links.network.names.get(item.key, ())


def _folded(name: str) -> str:
    """Return ``name`` without regard to case and to the number of spaces."""
    return " ".join(name.casefold().split())


def _apart(links: Links, item: Item) -> UsageError:
    """Return the error for an actor that is known but not in these links."""
    if links.network.is_group(item.key) and not links.groups:
        return UsageError(Text(
            f"„{item.code}“ je neurčitá skupina, ne určitý aktér. Počítat skupiny: --groups.",
            f"'{item.code}' is an unspecified group, not a particular actor. To count groups: "
            "--groups.",
        ))  # fmt: skip
    return UsageError(Text(
        f"Aktér „{item.code}“ se v tomto čtení ({links.reading}) neúčastní žádného opatření. "
        f"Účastní se: {_listed(links)}.",
        f"The actor '{item.code}' takes part in no measure in this reading ({links.reading}). "
        f"Those that do: {_listed(links)}.",
    ))  # fmt: skip


def _unknown(links: Links, name: str) -> UsageError:
    """Return the error for a name that no actor has."""
    called = {
        _folded(known): item.code
        for actor in reversed(links.actors)
        for item in [links.network.items[actor]]
        for known in _names(links, item)
    }
    guess = nearest(_folded(name), called)
    near = called[guess] if guess else None
    return UsageError(Text(
        (f"Aktér „{name}“ v síti není. Nejbližší: {near}. " if near else
         f"Aktér „{name}“ v síti není. ") + f"Jsou v ní: {_listed(links)}.",
        (f"No actor of the network is called '{name}'. Nearest: {near}. " if near else
         f"No actor of the network is called '{name}'. ") + f"There are: {_listed(links)}.",
    ))  # fmt: skip


def _listed(links: Links) -> str:
    """Return the names of all actors that take part in a measure."""
    return ", ".join(links.network.said(links.actors))
