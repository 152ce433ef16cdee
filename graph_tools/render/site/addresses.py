"""Where each page lies: the path of an item's IRI, so that a redirect of the IRIs finds it.

``https://w3id.org/strategy-graph/id/x/measure/A1.4`` has its pages and data in the folder
``id/x/measure/A1.4``. All links are relative and name the file, so that they work from a disk.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import quote, unquote

from graph_tools.errors import StrategyGraphError, Text
from graph_tools.prefixes import ID

__all__ = ["FILES", "Addresses", "upwards"]

_RESERVED = re.compile(r"(con|prn|aux|nul|(com|lpt)[0-9¹²³])( *\..*)?", re.IGNORECASE)
"""Names that stand for devices on Windows, whatever follows their dot."""
FILES = {"cs": "index.html", "en": "index.en.html"}
"""Name of a page's file by language."""


class Addresses:
    """Folders of the pages of items, by the end of the item's IRI after the strategy's name."""

    def __init__(self, iris: Iterable[str], wanted: Iterable[str]) -> None:
        """Find the IRI and the folder of each of ``wanted`` among ``iris``.

        Raises:
            StrategyGraphError: an IRI would lead out of the site, or two to the same folder.
        """
        ends = {iri.removeprefix(ID).partition("/")[2]: iri for iri in sorted(iris)}
        self.iris = {name: ends[name] for name in wanted}
        self.folders: dict[str, str] = {}
        taken: dict[str, str] = {}
        for name, iri in self.iris.items():
            folder = "id/" + unquote(iri.removeprefix(ID))
            parts = folder.split("/")
            # A disk that does not tell a from A would lay two pages over each other.
            other = taken.setdefault(folder.casefold(), iri)
            if other != iri or not all(map(_fits, parts)):
                raise StrategyGraphError(Text(
                    f"Z identifikátoru {iri} nelze udělat adresu stránky"
                    + (f": stejnou má {other}." if other != iri else "."),
                    f"The identifier {iri} does not make an address of a page"
                    + (f": {other} has the same one." if other != iri else "."),
                ))  # fmt: skip
            self.folders[name] = folder
        self.shelves = {name: folder.split("/")[2] for name, folder in self.folders.items()}
        """The part of the IRI that names the kind, such as ``measure``, by item."""
        self.roots = {
            self.shelves[name]: "/".join(folder.split("/")[:3])
            for name, folder in self.folders.items()
        }
        """Folder of the list of each shelf."""

    def page(self, name: str, lang: str) -> str:
        """Return the link to an item's page from the top of the site."""
        return f"{quote(self.folders[name])}/{FILES[lang]}"

    def shelf(self, name: str, lang: str) -> str:
        """Return the link to the list of a shelf from the top of the site."""
        return f"{quote(self.roots[name])}/{FILES[lang]}"


def upwards(folder: str) -> str:
    """Return the way from ``folder`` to the top of the site.

    >>> upwards("id/x/measure"), upwards("")
    ('../../../', '')
    """
    return "../" * len([part for part in folder.split("/") if part])


def _fits(part: str) -> bool:
    """Return whether ``part`` may be the name of a folder on any disk."""
    return (
        0 < len(part) <= 150
        and part.strip(". ") == part
        and not any(mark in part or ord(mark) < 32 for mark in '\\:*?"<>|')
        and part.isprintable()
        and part not in FILES.values()
        and not _RESERVED.fullmatch(part)
    )
