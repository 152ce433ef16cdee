"""Which item a gap means by a name: exactly one, or none of the pages is made.

A wrong link is worse than none, and a missing one would hide the gap.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence

from graph_tools.errors import QueryError, Text

__all__ = ["NAMES", "NO_ITEMS", "GapNames"]

NAMES = "about name id"
"""Columns of the answer ``gap-names``."""
NO_ITEMS = frozenset({"abbreviation", "barrier", "code"})
"""What a gap may be about though there is no item for it: said in words."""

_Row = Mapping[str, str]


class GapNames:
    """The items by the names that gaps use."""

    def __init__(
        self, rows: Iterable[_Row], items: Container[str], links: Iterable[tuple[str, str, str]]
    ) -> None:
        """Index the answer ``gap-names`` of ``items``, and ``links``: source, relation, target."""
        self._out: dict[str, set[str]] = {}
        self._sub_area: dict[str, str] = {}
        for source, relation, target in links:
            self._out.setdefault(source, set()).add(target)
            if relation == "in-sub-area":
                self._sub_area[source] = target
        self._ids: dict[tuple[str, str], list[str]] = {}
        for row in (row for row in rows if row["id"] in items):
            # A gap of measures may name their sub-area instead.
            for about in {row["about"], *(["measure"] if row["about"] == "sub-area" else [])}:
                self._ids.setdefault((about, row["name"]), []).append(row["id"])

    def ends(self, about: Sequence[str], row: _Row) -> tuple[str, str]:
        """Return the ids of the item and of the partner of a gap; empty where it has no item.

        Args:
            about: what item and partner are, such as ``measure``; empty for no partner.
            row: the gap, with the columns of all gaps.

        Raises:
            QueryError: a name is that of no item, or of more than one.
        """
        item, partner = (self._ids.get((one, row[side]), [])
                         for one, side in zip(about, ("item", "partner"), strict=True))  # fmt: skip
        if len(partner) > 1 and len(item) == 1:  # two strategies may have one title
            near = self._near(item[0])
            partner = [one for one in partner if one in near]
        return _one(about[0], row["item"], item, row), _one(about[1], row["partner"], partner, row)

    def _near(self, item: str) -> set[str]:
        """Return what ``item`` or its sub-area is linked with."""
        own = (item, self._sub_area.get(item, ""))
        return {target for one in own for target in self._out.get(one, ())}


def _one(about: str, name: str, found: Sequence[str], row: _Row) -> str:
    """Return the one item found; empty where there need not be one."""
    if not name or about in NO_ITEMS:
        return ""
    if len(found) != 1:
        listed = ", ".join(found) or "–"
        raise QueryError(Text(
            f"Mezera {row['kind']} („{row['reason_cs']}“) jmenuje „{name}“; "
            f"na stránce to má být právě jedna položka, nalezeno: {listed}.",
            f"The gap {row['kind']} ('{row['reason_en']}') names '{name}'; "
            f"exactly one item of the page must go by it, found: {listed}.",
        ))  # fmt: skip
    return found[0]
