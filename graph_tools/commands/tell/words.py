"""Words of traces and paths: how sure a reading is, where it stands, what an item is called.

Takes an ``Atlas`` and a language; gives phrases without control over the layout. What is left
unmarked is a certain reading, and every phrase that states a fact ends with its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from graph_tools.errors import Text
from graph_tools.queries.atlas import RANKS, Atlas, Item, Link, Source

__all__ = ["CERTAINTY", "READING_NOTES", "RESOLUTION", "Words"]

CERTAINTY: Mapping[str, Text] = {
    "certain": Text("jisté čtení", "certain reading"),
    "probable": Text("pravděpodobné čtení", "probable reading"),
    "uncertain": Text("nejisté čtení", "uncertain reading"),
}
RESOLUTION: Mapping[str, Text] = {
    "resolved": Text("ověřený kód", "verified code"),
    "unresolved": Text("neověřený kód", "unverified code"),
    "malformed": Text("chybně utvořený kód", "malformed code"),
}
READING_NOTES: Mapping[int, Text] = {
    1: Text("Ukázány jsou jen vazby, které lze číst jistě.",
            "Only links that can be read with certainty are shown."),
    2: Text("Ukázány jsou jen vazby s jistým nebo pravděpodobným čtením; nejisté chybějí.",
            "Only links with a certain or probable reading are shown, uncertain ones are not."),
    3: Text("Ukázána jsou všechna čtení; co není označeno, je čtení jisté.",
            "All readings are shown; what is not marked is a certain reading."),
}  # fmt: skip

_KINDS: Mapping[str, Text] = {
    "goal": Text("cíl", "goal"),
    "measure": Text("opatření", "measure"),
    "actor": Text("aktér", "actor"),
    "strategic-measure": Text("strategické opatření", "strategic measure"),
    "sub-area": Text("podokruh", "sub-area"),
    "strategy": Text("strategie", "strategy"),
    "priority": Text("priorita", "priority"),
    "code": Text("kód", "code"),
}


class Words:
    """Phrases in one language; remembers which documents they cite."""

    def __init__(self, atlas: Atlas, lang: str) -> None:
        """Speak ``lang`` (``cs`` or ``en``) of what is in ``atlas``."""
        self.atlas = atlas
        self.lang = lang
        self._cited: set[str] = set()

    def say(self, cs: str, en: str) -> str:
        """Return the phrase of the language."""
        return en if self.lang == "en" else cs

    def quoted(self, text: str) -> str:
        """Return ``text`` between the quotation marks of the language."""
        return self.say(f"„{text}“", f"“{text}”")

    def kind(self, item: Item) -> str:
        """Return what kind of item it is, a group told from an organisation."""
        if item.is_group:
            return self.say("skupina", "group")
        return _KINDS[item.kind].to(self.lang)

    def named(self, item: Item) -> str:
        """Return the code and the name of an item."""
        label = item.label.to(self.lang)
        if not item.code or item.code == label:
            return label or item.code
        return f"{item.code} – {label}" if label else item.code

    def brief(self, item: Item) -> str:
        """Return what an item is called within a list: its code, or its name where it has none."""
        return item.label.to(self.lang) if item.code in {"", item.label.cs} else item.code

    def titled(self, item: Item) -> str:
        """Return kind, code and name of an item, beginning a sentence."""
        text = f"{self.kind(item)} {self.named(item)}"
        return text[0].upper() + text[1:]

    def place(self, sources: Iterable[Source]) -> str:
        """Return where it stands, such as `` [příloha zprávy, ř. 54–56]``; empty for nowhere."""
        by_document: dict[str, list[str]] = {}
        several = False
        for document, first, last in sources:
            lines = by_document.setdefault(document, [])
            lines.append(str(first) if first == last else f"{first}–{last}")
        places = []
        for document, lines in by_document.items():
            several = len(lines) > 1 or "–" in lines[0]
            word = self.say("ř.", "lines" if several else "line")
            places.append(f"{self.short(document)}, {word} {', '.join(lines)}")
        self._cited |= set(by_document)
        return f" [{'; '.join(places)}]" if places else ""

    def short(self, document: str) -> str:
        """Return the short name of a document, with its code where two are called the same."""
        short = self.atlas.documents[document].short
        alike = [other for other in self.atlas.documents.values() if other.short == short]
        name = short.to(self.lang)
        return name if len(alike) == 1 else f"{name} {document}"

    def doubt(self, link: Link, *, reason: bool = False) -> str:
        """Return how sure a link is, what is printed, and what else it may be.

        Args:
            link: a link with its certainty.
            reason: tell why, too.
        """
        details = self._details(link, reason=reason)
        return CERTAINTY[link.certainty].to(self.lang) + (f", {details}" if details else "")

    def _details(self, link: Link, *, reason: bool) -> str:
        """Return what is printed, what else it may be, and perhaps why."""
        parts = []
        if link.printed:
            parts.append(self.say("vytištěno ", "printed ") + self.quoted(link.printed))
        if link.alternatives:
            others = ", ".join(self.quoted(text) for text in link.alternatives)
            also = link.certainty == "probable" or link.relation == "refers-to"
            said = (
                Text("lze číst i", "may also be read") if also else Text("lze číst", "may be read")
            )
            parts.append(f"{said.to(self.lang)} {others}")
        why = link.reason.to(self.lang).rstrip(".")
        if reason and why:
            parts.append(why[0].lower() + why[1:] if why[1:2].islower() else why)
        return "; ".join(parts)

    def listed(self, pairs: Sequence[tuple[str, Link]]) -> str:
        """Return names with their places, the doubtful ones after the certain and marked so."""
        by_place: dict[tuple[Source, ...], dict[str, dict[str, list[str]]]] = {}
        for name, link in pairs:
            details = "" if link.certainty == "certain" else self._details(link, reason=False)
            by_doubt = by_place.setdefault(link.sources, {})
            names = by_doubt.setdefault(link.certainty, {}).setdefault(details, [])
            if name not in names:
                names.append(name)
        return "; ".join(
            "; ".join(
                self._bundles(certainty, by_doubt[certainty])
                for certainty in sorted(by_doubt, key=lambda name: RANKS[name])
            )
            + self.place(sources)
            for sources, by_doubt in by_place.items()
        )

    def _bundles(self, certainty: str, by_details: Mapping[str, list[str]]) -> str:
        """Return names that are equally sure; those with the same details are told together."""
        if certainty == "certain":
            return ", ".join(name for names in by_details.values() for name in names)
        last = self.say(" a ", " and ")
        bundles = [
            ", ".join(names[:-1]) + (last if names[1:] else "") + names[-1]
            + (f" ({details})" if details else "")
            for details, names in by_details.items()
        ]  # fmt: skip
        return f"{CERTAINTY[certainty].to(self.lang)}: {', '.join(bundles)}"

    def documents(self) -> list[str]:
        """Return what the short names of the documents cited so far stand for."""
        return [
            f"{self.short(code)}: {document.title.to(self.lang)} ({document.file})"
            for code, document in sorted(self.atlas.documents.items())
            if code in self._cited
        ]
