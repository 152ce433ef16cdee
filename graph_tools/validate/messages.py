"""Say a validation result in Czech and English, with names instead of addresses.

Takes the shapes' messages and a result; gives ``Text``. pySHACL fills the ``{?variable}`` slots
of a SPARQL constraint in one language only, in no fixed order; so the values are read back from
the message it gave and put into both.
"""

from __future__ import annotations

import re

import rdflib
from pyoxigraph import Literal, NamedNode
from rdflib.namespace import RDF, SH
from rdflib.term import Node

from graph_tools.errors import Text
from graph_tools.graph import Dataset
from graph_tools.prefixes import ID, RDFS, SG, SKOS

__all__ = ["Messages"]

_SLOT = re.compile(r"\{\?(\w+)\}")
_ADDRESS = re.compile(r"https?://[^\s,;)“”'„]+[^\s,;.)“”'„:]")


class Messages:
    """The shapes' messages, and the names of what they speak of."""

    def __init__(self, shapes: rdflib.Graph, dataset: Dataset) -> None:
        """Collect the messages of all ``shapes`` and the labels of all terms."""
        self._templates: dict[str, dict[str, str]] = {}
        for rule, message in shapes.subject_objects(SH.message):
            if isinstance(message, rdflib.Literal):
                self._templates.setdefault(str(rule), {})[message.language or "en"] = str(message)
        self._shapes = shapes
        self._names: dict[tuple[str, str], str] = {
            (triple.subject.value, triple.object.language or ""): triple.object.value
            for triple in dataset.vocabulary
            if isinstance(triple.object, Literal)
            and isinstance(triple.subject, NamedNode)
            and triple.predicate.value in (RDFS + "label", SKOS + "prefLabel")
        }

    def first_step(self, rule: str) -> Node | None:
        """Return the property a rule's path begins with, where the path has several steps."""
        path = self._shapes.value(rdflib.URIRef(rule), SH.path)
        return self._shapes.value(path, RDF.first) if path is not None else None

    def text(self, rule: str, said: list[str], focus: str, value: Node | None) -> Text:
        """Return the sentence for a result of ``rule``.

        Args:
            rule: IRI of the shape or SPARQL constraint.
            said: messages as pySHACL gave them.
            focus: IRI of the node the rule was tried on.
            value: the offending value, or None.
        """
        templates = self._templates.get(rule, {})
        slots = self._slots(templates, said)
        sentences = []
        for lang in ("cs", "en"):
            template = templates.get(lang) or (said[0] if said else rule)
            filled = _SLOT.sub(lambda slot: slots.get(slot[1], slot[0]), template)
            sentences.append(self._named(filled, lang) + self._place(focus, value, lang))
        return Text(*sentences)

    def _slots(self, templates: dict[str, str], said: list[str]) -> dict[str, str]:
        """Return the values that pySHACL put into a template's slots."""
        for template in templates.values():
            parts = _SLOT.split(template)
            pattern = "".join(
                f"(?P<s{index}>.*)" if index % 2 else re.escape(part)
                for index, part in enumerate(parts)
            )
            for message in said:
                found = re.fullmatch(pattern, message, re.S)
                if found:
                    return {parts[i]: found[f"s{i}"] for i in range(1, len(parts), 2)}
        return {}

    def _named(self, sentence: str, lang: str) -> str:
        """Return ``sentence`` with names in place of addresses."""
        return _ADDRESS.sub(lambda found: self._name(found[0], lang), sentence)

    def _name(self, address: str, lang: str) -> str:
        """Return the label of a term, or the readable end of a node's address."""
        label = self._names.get((address, lang))
        if label:
            return f"„{label}“" if lang == "cs" else f"“{label}”"
        if address.startswith(ID):
            return address.removeprefix(ID).partition("/")[2] or address
        return address.removeprefix(SG)

    def _place(self, focus: str, value: Node | None, lang: str) -> str:
        """Return `` (measure/A1.4: „value“)`` where the rule was tried on a node of the data."""
        node = self._name(focus, lang)
        if not focus.startswith(ID) or node == focus:
            return ""
        if value is None or str(value) == focus:
            return f" ({node})"
        shown = self._name(str(value), lang)
        if isinstance(value, rdflib.Literal):
            shown = f"„{shown}“" if lang == "cs" else f"“{shown}”"
        return f" ({node}: {shown})"
