"""The whole way of one item as a tree: goal ← measure ← actors, with facts, codes and places.

Takes an ``Atlas``, an item and a reading; gives a ``Node``. Words are made elsewhere. A tree does
not come back to the item it starts from, and the codes of other strategies, which belong to
sub-areas, are told once for each sub-area.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from graph_tools.answers import READINGS
from graph_tools.errors import Text
from graph_tools.queries.atlas import Atlas, Fact, Item, Link

__all__ = ["Group", "Node", "trace"]

_TARGETS = ("responsible", "collaborating", "implements", "contributes-to")
_BRIEF = ("deadline", "status", "barrier", "lost-cell")
_WHOLE = ("indicator", "deadline", "status", "barrier", "discrepancy")


class Node(NamedTuple):
    """An item in a tree.

    Attributes:
        item: what it is.
        links: how it hangs on the item above; empty for the root and for mere belonging.
        facts: what is said of it.
        groups: the items below, by what they are to it.
        counts: of a root's measures, by certain readings, probable ones too, and all.
    """

    item: Item
    links: tuple[Link, ...] = ()
    facts: tuple[Fact, ...] = ()
    groups: tuple[Group, ...] = ()
    counts: tuple[int, ...] = ()


class Group(NamedTuple):
    """Items below another by one relation.

    ``name`` is a relation of ``Link``, or ``priority``, ``superior``, ``sub-area``, ``codes`` (the
    codes of the sub-areas of the measures above), ``code`` (the same code in each strategy
    or section that has it).
    """

    name: str
    nodes: tuple[Node, ...]


def trace(atlas: Atlas, items: Sequence[Item], rank: int = 3) -> Node:
    """Return the tree of an item.

    Args:
        atlas: everything known.
        items: the item; several only for a code of several strategies or sections.
        rank: the least sure degree of certainty of links that is shown (see ``answers.READINGS``).
    """
    if len(items) > 1:
        root = Item("", "code", "", items[0].code, Text("", ""), "", ())
        return Node(
            root, groups=(Group("code", tuple(_code(atlas, item, rank) for item in items)),)
        )
    build = {"goal": _aim, "measure": _measure_root, "actor": _actor, "code": _code,
             "strategic-measure": _aim}  # fmt: skip
    return build[items[0].kind](atlas, items[0], rank)


def _aim(atlas: Atlas, item: Item, rank: int) -> Node:
    """Return the tree of what measures aim at: a goal or a strategic measure."""
    relation = "contributes-to" if item.kind == "goal" else "implements"
    links = atlas.linked(item.id, relation, rank)
    groups = [
        *([_above(atlas, "priority", item.parent)] if item.kind == "goal" else []),
        _group(atlas, item.id, "declares", rank),
        _measures(atlas, item, relation, links, rank),
        _codes(atlas, [link.source for link in links], rank),
    ]
    return Node(item, (), _facts(atlas, item.id, ("discrepancy",)), _filled(groups),
                _counts(atlas, item.id, relation))  # fmt: skip


def _actor(atlas: Atlas, item: Item, rank: int) -> Node:
    """Return the tree of an actor."""
    leads = atlas.linked(item.id, "responsible", rank)
    helps = atlas.linked(item.id, "collaborating", rank)
    groups = [
        _above(atlas, "superior", item.parent),
        _measures(atlas, item, "responsible", leads, rank),
        _measures(atlas, item, "collaborating", helps, rank),
        _codes(atlas, [link.source for link in (*leads, *helps)], rank),
    ]
    return Node(item, (), _facts(atlas, item.id, ("discrepancy",)), _filled(groups))


def _measure_root(atlas: Atlas, item: Item, rank: int) -> Node:
    """Return the tree of a measure."""
    implements = Group("implements", tuple(
        Node(atlas.items[link.target], (link,),
             groups=_filled([_group(atlas, link.target, "declares", rank)]))
        for link in atlas.linked(item.id, "implements", rank)
    ))  # fmt: skip
    groups = [
        _above(atlas, "sub-area", item.parent),
        _group(atlas, item.id, "contributes-to", rank),
        implements,
        _group(atlas, item.id, "responsible", rank),
        _group(atlas, item.id, "collaborating", rank),
        _codes(atlas, [item.id], rank),
    ]
    return Node(item, (), _facts(atlas, item.id, _WHOLE), _filled(groups))


def _code(atlas: Atlas, item: Item, rank: int) -> Node:
    """Return the tree of a code of another strategy: its sub-areas and their measures."""
    links: dict[str, list[Link]] = {}
    for link in atlas.linked(item.id, "refers-to", rank):
        links.setdefault(link.source, []).append(link)
    nodes = [
        Node(atlas.items[area], tuple(found), groups=(_members(atlas, area, rank),))
        for area, found in links.items()
    ]
    return Node(item, groups=_filled([Group("refers-to", tuple(nodes))]))


def _members(atlas: Atlas, area: str, rank: int) -> Group:
    """Return the measures of a sub-area with their leads and goals."""
    relations = ("responsible", "contributes-to")
    return Group("in-sub-area", tuple(
        Node(
            atlas.items[link.source], (),
            _facts(atlas, link.source, ("status",)),
            _filled([_group(atlas, link.source, name, rank) for name in relations]),
        )
        for link in atlas.linked(area, "in-sub-area")
    ))  # fmt: skip


def _measures(atlas: Atlas, above: Item, name: str, links: list[Link], rank: int) -> Group:
    """Return the measures at the other end of ``links``, each with its facts and other links."""
    nodes = []
    for link in links:
        wanted = [target for target in _TARGETS
                  if target != "contributes-to" or name != "contributes-to"]  # fmt: skip
        groups = []
        for target in wanted:
            found = _group(atlas, link.source, target, rank)
            rest = [node for node in found.nodes if node.item.id != above.id]
            groups.append(Group(target, tuple(rest)))
        nodes.append(Node(atlas.items[link.source], (link,),
                          _facts(atlas, link.source, _BRIEF), _filled(groups)))  # fmt: skip
    return Group(name, tuple(nodes))


def _group(atlas: Atlas, item: str, relation: str, rank: int) -> Group:
    """Return the other ends of the links of ``item`` by ``relation``, with nothing below."""
    return Group(relation, tuple(
        Node(atlas.items[link.other(item)], (link,)) for link in atlas.linked(item, relation, rank)
    ))  # fmt: skip


def _codes(atlas: Atlas, measures: Sequence[str], rank: int) -> Group:
    """Return the sub-areas of ``measures`` with the codes of other strategies at each."""
    areas = sorted({atlas.items[measure].parent for measure in measures}, key=atlas.order)
    nodes = [
        Node(atlas.items[area], groups=_filled([_group(atlas, area, "refers-to", rank)]))
        for area in areas
    ]
    return Group("codes", tuple(nodes))


def _above(atlas: Atlas, name: str, parent: str) -> Group:
    """Return what an item belongs to."""
    return Group(name, (Node(atlas.items[parent]),) if parent in atlas.items else ())


def _facts(atlas: Atlas, item: str, names: Sequence[str]) -> tuple[Fact, ...]:
    """Return the facts of ``item`` by ``names``, in their order; ``lost-cell`` is a discrepancy."""
    found: list[Fact] = []
    for name in names:
        if name == "lost-cell":
            found += [fact for fact in atlas.said(item, "discrepancy") if fact.value == name]
        else:
            found += atlas.said(item, name)
    return tuple(found)


def _counts(atlas: Atlas, item: str, relation: str) -> tuple[int, ...]:
    """Return the numbers of measures by certain readings, with probable ones, with all."""
    return tuple(len(atlas.linked(item, relation, rank)) for rank in READINGS.values())


def _filled(groups: Sequence[Group]) -> tuple[Group, ...]:
    """Return the groups that have something in them."""
    return tuple(group for group in groups if group.nodes)
