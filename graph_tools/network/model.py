"""What the network is made of: items and links from the rows of the page queries ``network-*``.

Takes rows, gives a ``Network``; ``Network.at`` gives the ``Links`` that count in one reading, with
or without unspecified groups. Leaves out graphs: they are in ``graphs``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from graph_tools.answers import READINGS, Answers, natural, rows_of
from graph_tools.errors import Text

__all__ = ["ACTORS", "QUERIES", "Item", "Links", "Network",
           "read_network"]  # fmt: skip

QUERIES: Mapping[str, str] = {
    "network-nodes": "node kind code label_cs label_en area document first_line last_line",
    "network-links": "relation source target code certainty",
    "network-names": "node name",
}
"""The page queries a network is read from, and their columns."""

ACTORS = ("organisation", "unit", "municipality", "group")
_CERTAINTY = {"certain": 1, "probable": 2, "uncertain": 3}
_ORDER = ("measure", "goal", "sub-area", "code", "actor", "barrier", "strategy")


@dataclass(frozen=True)
class Item:
    """One item of the network.

    Attributes:
        key: end of its IRI; for a code the strategy's and the code.
        kind: ``measure``, ``goal``, ``sub-area``, ``code``, ``barrier`` or one of ``ACTORS``.
        code: what it is called in answers: code, number or an actor's short name.
        label: its full name.
        area: code of the area of a measure or sub-area, else empty.
        source: document, first line, last line; empty texts where there is none.
    """

    key: str
    kind: str
    code: str
    label: Text
    area: str = ""
    source: tuple[str, str, str] = ("", "", "")


@dataclass(frozen=True)
class Links:
    """The links that count in one reading; each with its level (1 certain … 3 uncertain).

    Attributes:
        network: items by key.
        reading: ``strict``, ``default`` or ``lenient``.
        groups: whether unspecified groups count as actors.
        roles: measure → actor → role (``responsible``, ``collaborating``) → level.
        left_out: measure → groups that take part in it, where groups do not count.
        goals: measure → goal → level.
        codes: sub-area → code → level.
        barriers: measure → barrier → level.
        sub_area: measure → its sub-area.
        whole: organisational unit → the actor it is a unit of.
    """

    network: Network
    reading: str
    groups: bool
    roles: Mapping[str, Mapping[str, Mapping[str, int]]]
    left_out: Mapping[str, Mapping[str, Mapping[str, int]]]
    goals: Mapping[str, Mapping[str, int]]
    codes: Mapping[str, Mapping[str, int]]
    barriers: Mapping[str, Mapping[str, int]]
    sub_area: Mapping[str, str]
    whole: Mapping[str, str]

    @property
    def measures(self) -> list[str]:
        """All measures, in the order of the plan."""
        return [key for key, item in self.network.items.items() if item.kind == "measure"]

    @property
    def actors(self) -> list[str]:
        """The actors that take part in at least one measure, by name."""
        return self.network.ordered({actor for roles in self.roles.values() for actor in roles})

    @property
    def leads(self) -> list[str]:
        """The actors responsible for at least one measure, by name."""
        return [actor for actor in self.actors if self.led_by(actor)]

    def leads_of(self, measure: str) -> list[str]:
        """Return the actors responsible for ``measure``."""
        found = {a for a, roles in self.roles.get(measure, {}).items() if "responsible" in roles}
        return self.network.ordered(found)

    def led_by(self, actor: str) -> list[str]:
        """Return the measures ``actor`` is responsible for."""
        return [m for m in self.measures if "responsible" in self.roles.get(m, {}).get(actor, {})]

    def of_actor(self, actor: str) -> list[str]:
        """Return the measures ``actor`` takes part in, in any role."""
        return [measure for measure in self.measures if actor in self.roles.get(measure, {})]

    def goals_of(self, measures: Iterable[str]) -> list[str]:
        """Return the goals that ``measures`` contribute to."""
        return self.network.ordered({g for m in measures for g in self.goals.get(m, {})})

    def is_part_of(self, actor: str, other: str) -> bool:
        """Say whether ``actor`` is a unit of ``other``, or a unit of its unit."""
        seen = set()
        while actor in self.whole and actor not in seen:
            seen.add(actor)
            actor = self.whole[actor]
            if actor == other:
                return True
        return False

    def codes_of(self, measures: Iterable[str]) -> list[str]:
        """Return the codes of other strategies that the sub-areas of ``measures`` refer to."""
        return self.network.ordered(
            {c for m in measures for c in self.codes.get(self.sub_area.get(m, ""), {})}
        )

    def barriers_of(self, measures: Iterable[str]) -> list[str]:
        """Return what stands in the way of ``measures``."""
        return self.network.ordered({b for m in measures for b in self.barriers.get(m, {})})


@dataclass(frozen=True)
class Network:
    """All items, in the order in which answers list them, and all links.

    Attributes:
        items: by key; measures, goals, sub-areas, codes, actors, barriers, each as people count.
        links: relation, source, target, level.
        names: actor → its other names in the documents.
    """

    items: Mapping[str, Item]
    links: tuple[tuple[str, str, str, int], ...]
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    _rank: dict[str, int] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        """Number the items once, so that sorting is quick."""
        self._rank.update({key: number for number, key in enumerate(self.items)})

    def ordered(self, keys: Iterable[str]) -> list[str]:
        """Return ``keys`` in the order of the items."""
        return sorted(keys, key=self._rank.__getitem__)

    def code(self, key: str) -> str:
        """Return what the item ``key`` is called in answers."""
        return self.items[key].code

    def said(self, keys: Iterable[str]) -> list[str]:
        """Return the codes of ``keys`` in the order given."""
        return [self.items[key].code for key in keys]

    def is_group(self, key: str) -> bool:
        """Say whether ``key`` is an unspecified group, such as municipalities in general."""
        return self.items[key].kind == "group"

    def at(self, reading: str, *, groups: bool = False) -> Links:
        """Return the links that count in ``reading``; ``groups`` counts groups as actors too."""
        roles: dict[str, dict[str, dict[str, int]]] = {}
        left_out: dict[str, dict[str, dict[str, int]]] = {}
        other: dict[str, dict[str, dict[str, int]]] = {}
        single: dict[str, dict[str, str]] = {"in-sub-area": {}, "unit-of": {}}
        for relation, source, target, level in self.links:
            if level > READINGS[reading]:
                continue
            if relation in {"responsible", "collaborating"}:
                into = left_out if self.is_group(target) and not groups else roles
                found = into.setdefault(source, {}).setdefault(target, {})
                found[relation] = min(level, found.get(relation, level))
            elif relation in single:
                single[relation][source] = target
            else:
                links = other.setdefault(relation, {}).setdefault(source, {})
                links[target] = min(level, links.get(target, level))
        return Links(
            self, reading, groups, roles, left_out,
            other.get("contributes-to", {}), other.get("refers-to", {}),
            other.get("has-barrier", {}), single["in-sub-area"], single["unit-of"],
        )  # fmt: skip


def read_network(answers: Answers) -> Network:
    """Return the network of the rows of the page queries ``QUERIES``.

    Raises:
        QueryError: an answer is missing or has other columns.
    """
    items: dict[str, Item] = {}
    for row in rows_of(answers, QUERIES, "network-nodes"):
        label = Text(row["label_cs"], row["label_en"] or row["label_cs"])
        source = (row["document"], row["first_line"], row["last_line"])
        item = Item(row["node"], row["kind"], row["code"], label, row["area"], source)
        if item.key not in items or item.kind == "group":
            items[item.key] = item
    links: set[tuple[str, str, str, int]] = set()
    referred: dict[str, set[str]] = {}
    for row in rows_of(answers, QUERIES, "network-links"):
        target = row["target"]
        if row["relation"] == "refers-to":
            referred.setdefault(row["code"], set()).add(target)
            target = f"{target}|{row['code']}"
        links.add((row["relation"], row["source"], target, _CERTAINTY[row["certainty"]]))
    for code, strategies in referred.items():
        for strategy in strategies:
            item = _code(code, items[strategy], alone=len(strategies) == 1)
            items[item.key] = item
    names: dict[str, list[str]] = {}
    for row in rows_of(answers, QUERIES, "network-names"):
        names.setdefault(row["node"], []).append(row["name"])
    kept = {key: item for key, item in items.items() if item.kind != "strategy"}
    order = sorted(kept.values(), key=_place)
    return Network(
        {item.key: item for item in order},
        tuple(sorted(links)),
        {key: tuple(found) for key, found in names.items()},
    )


def _code(code: str, strategy: Item, *, alone: bool) -> Item:
    """Return a code of ``strategy`` as an item; named with it where others have the same code."""
    label = Text(f"{code} – {strategy.label.cs}", f"{code} – {strategy.label.en}")
    return Item(f"{strategy.key}|{code}", "code", code if alone else label.cs, label)


def _place(item: Item) -> tuple[int, tuple[tuple[int, int, str], ...], str]:
    """Return the key by which ``item`` is sorted among all items."""
    kind = "actor" if item.kind in ACTORS else item.kind
    return _ORDER.index(kind), natural(item.code.casefold()), item.key
