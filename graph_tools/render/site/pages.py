"""Fill the templates: one HTML text a page and language, with all data escaped."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import quote

from graph_tools import __version__
from graph_tools.errors import Text
from graph_tools.prefixes import SG
from graph_tools.render.site.addresses import FILES, Addresses, upwards
from graph_tools.render.site.content import Content
from graph_tools.render.site.dataset import DataSet, schema_org
from graph_tools.render.site.neighbours import NeighbourGroup, neighbour_groups
from graph_tools.render.site.ontology import reference
from graph_tools.render.site.parts import Teller
from graph_tools.render.site.words import Bit, Words
from graph_tools.render.stated import Item

__all__ = ["Pages", "stylesheet"]

_ASSETS = Path(__file__).resolve().parent / "assets"
# Nothing but our style: 'self' would not let it in where the page lies on a disk.
_NOTHING = "'none'"
_POLICY = "; ".join(
    f"{part} {_NOTHING}"
    for part in (
        "connect-src", "img-src", "font-src", "media-src", "object-src", "frame-src",
        "worker-src", "base-uri", "form-action",
    )
)  # fmt: skip
_FEATURED = ("Goal", "SubArea")
_SHELVES = (
    "Measure", "Goal", "Priority", "Area", "SubArea", "StrategicMeasure", "Actor", "Municipality",
    "Plans", "Resolution", "Event", "Project", "FundingProgramme", "Instrument", "SourceDocument",
    "Discrepancy",
)  # fmt: skip
"""Lists in the order in which people look for them."""
_TOGETHER = {
    "ActionPlan": "Plans", "ActorGroup": "Actor", "CrossCuttingMeasure": "StrategicMeasure",
    "Organisation": "Actor", "OrganisationalUnit": "Actor", "Strategy": "Plans",
    "ThematicMeasure": "StrategicMeasure",
}  # fmt: skip
_LICENCES = {"https://creativecommons.org/licenses/by/4.0/": "CC BY 4.0"}


@dataclass(frozen=True)
class Entry:
    """One line of a list."""

    href: str
    code: str
    title: Bit


@dataclass(frozen=True)
class Section:
    """The items of one class."""

    kind: str
    title: str
    rows: Sequence[Entry]


class Pages:
    """All pages in one language."""

    def __init__(
        self, content: Content, addresses: Addresses, lang: str, name: Text, data: DataSet
    ) -> None:
        """Tell ``content`` in ``lang`` on a site called ``name``."""
        from jinja2 import Environment, FileSystemLoader, StrictUndefined

        self._content = content
        self._addresses = addresses
        self._data = data
        self._words = Words(lang, content.terms, content.meanings)
        self._teller = Teller(content, addresses, self._words)
        self._environment = Environment(
            loader=FileSystemLoader(_ASSETS),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._name = self._words.pick(name)
        self._environment.globals.update(
            csp=f"{_POLICY}; script-src {_NOTHING}",
            files=FILES,
            say=self._words,
            site={
                "name": self._name,
                "name_en": name.en or name.cs,
                "base": data.base,
                "licence": data.licence,
                "licence_name": _LICENCES.get(data.licence, data.licence),
                "version": __version__,
            },
        )

    def _filled(self, template: str, folder: str, **values: Any) -> str:  # noqa: ANN401
        """Return a page that lies in ``folder``."""
        here = f"{quote(folder)}/" if folder else ""
        text = self._environment.get_template(template).render(
            here=here, root=upwards(folder), **values
        )
        return text.rstrip() + "\n"

    def item(self, item: Item) -> str:
        """Return the page of one item."""
        teller, words, addresses = self._teller, self._words, self._addresses
        folder = addresses.folders[item.id]
        shelf = addresses.shelves[item.id]
        kind = words(f"kind.{item.kind}")
        code, label = teller.name(item)
        name, lead = label, None
        title = f"{kind} {code} – {label.text}" if code else f"{label.text} – {kind}"
        if item.kind == "Discrepancy":
            # What is wrong is a whole sentence or more: too long for a heading.
            lead = label
            name = Bit(words.first_large(words.term("discrepancyKind", item.what)))
            title = f"{name.text} – {item.id.rpartition('/')[2]}"
        groups = neighbour_groups(teller, item)
        return self._filled(
            "item.html", folder,
            document=item.kind == "SourceDocument",
            id=item.id, iri=addresses.iris[item.id], kind=kind, code=code, name=name, lead=lead,
            title=title, facts=teller.facts(item), assessment=teller.assessment(item),
            coverage=teller.coverage(item), gaps=teller.gaps(item),
            groups=groups, marks=_marks(groups), places=teller.sources(item.places),
            trail=[(self._shelf_title(shelf), addresses.shelf(shelf, words.lang)),
                   (code or name.text, "")],
        )  # fmt: skip

    @cached_property
    def _kinds_of_shelves(self) -> dict[str, list[str]]:
        """The classes of the items of each shelf, in the order of the lists."""
        found: dict[str, list[str]] = {}
        for item in self._content.items.values():
            kinds = found.setdefault(self._addresses.shelves[item.id], [])
            if item.kind not in kinds:
                kinds.append(item.kind)
        return dict(sorted(found.items(), key=lambda pair: _rank(pair[1])))

    def _shelf_title(self, shelf: str) -> str:
        """Return what the list of a shelf is called."""
        kinds = self._kinds_of_shelves[shelf]
        names = {_TOGETHER.get(kind, kind) for kind in kinds} if len(kinds) > 1 else set(kinds)
        return ", ".join(self._words(f"site.many.{name}") for name in sorted(names))

    def _section(self, kind: str, shelf: str = "") -> Section:
        """Return the items of one class (of one shelf)."""
        rows = [
            Entry(self._addresses.page(item.id, self._words.lang), *self._teller.name(item))
            for item in self._content.items.values()
            if item.kind == kind and (not shelf or self._addresses.shelves[item.id] == shelf)
        ]
        return Section(kind, self._words(f"site.many.{kind}"), rows)

    def lists(self) -> dict[str, str]:
        """Return the page of each shelf, by its folder."""
        pages = {}
        for shelf, kinds in self._kinds_of_shelves.items():
            sections = [self._section(kind, shelf) for kind in kinds]
            heading = self._shelf_title(shelf)
            folder = self._addresses.roots[shelf]
            pages[folder] = self._filled(
                "list.html", folder, title=heading, heading=heading, trail=[(heading, "")],
                sections=sections, total=sum(len(section.rows) for section in sections),
            )  # fmt: skip
        return pages

    def home(self) -> str:
        """Return the first page, with the description for search engines in it."""
        from jinja2.utils import htmlsafe_json_dumps

        words, addresses = self._words, self._addresses
        shelves = [
            {
                "href": addresses.shelf(shelf, words.lang),
                "title": self._shelf_title(shelf),
                "total": sum(found == shelf for found in addresses.shelves.values()),
            }
            for shelf in self._kinds_of_shelves
        ]
        schema = htmlsafe_json_dumps(schema_org(self._data, words.lang), ensure_ascii=False)
        featured = [section for kind in _FEATURED if (section := self._section(kind)).rows]
        downloads = [
            {"name": one.name, "label": words.pick(one.label), "size": self._size(one.size)}
            for one in self._data.downloads
        ]
        return self._filled(
            "home.html", "", title=self._name, trail=[],
            schema=schema, csp=f"{_POLICY}; script-src {_hash(schema)}", shelves=shelves,
            featured=featured, downloads=downloads,
            totals=[(words.term("status", status), count)
                    for status, count, _ in self._content.totals],
            sources_of_totals=self._teller.sources(
                place for *_, places in self._content.totals for place in places
            ),
        )  # fmt: skip

    def _size(self, size: int) -> str:
        """Return the size of a file in megabytes or kilobytes."""
        if size >= 1_000_000:
            return f"{self._words.number(f'{size / 1e6:.1f}')}\u00a0MB"
        return f"{max(1, round(size / 1000))}\u00a0kB"

    def ontology(self) -> str:
        """Return the reference of the ontology."""
        words = self._words
        return self._filled(
            "ontology.html", "ontology", title=words("site.ontology"), namespace=SG,
            trail=[(words("site.ontology"), "")], parts=reference(self._content, words),
        )  # fmt: skip

    def lost(self) -> str:
        """Return the page for an address where nothing is, in both languages, with its style."""
        from markupsafe import Markup

        cs, en = (Words(lang, self._content.terms, self._content.meanings) for lang in ("cs", "en"))
        style = Markup(stylesheet())  # noqa: S704 - our own file
        return self._filled("404.html", "", cs=cs, en=en, style=style)


def stylesheet() -> str:
    """Return the style of all pages."""
    return (_ASSETS / "site.css").read_text(encoding="utf-8").replace("\r\n", "\n")


def _marks(groups: Sequence[NeighbourGroup]) -> bool:
    """Return whether any link of a page says how sure it is."""
    return any(detail.certainty for group in groups for row in group.rows for detail in row.details)


def _hash(text: str) -> str:
    """Return the SHA-256 source of an inline text."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _rank(kinds: Sequence[str]) -> tuple[int, str]:
    """Return where a shelf stands among the lists."""
    name = _TOGETHER.get(kinds[0], kinds[0])
    return _SHELVES.index(name) if name in _SHELVES else len(_SHELVES), name
