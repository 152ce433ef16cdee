"""Say a validation result in Czech and English, with names instead of addresses.

Takes the shapes' messages and a result; gives ``Text``.
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
from graph_tools.validate.result import Result

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

    def text(self, result: Result) -> Text:
        """Return the sentence for ``result`` in both languages."""
        templates = self._templates.get(result.rule, {})
        sentences = []
        for lang in ("cs", "en"):
            template = templates.get(lang, result.rule)
            filled = _SLOT.sub(lambda slot: result.slots.get(slot[1], slot[0]), template)
            place = "" if result.slots else self._place(result, lang)
            sentences.append(self._named(filled, lang) + place)
        return Text(*sentences)

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

    def _place(self, result: Result, lang: str) -> str:
        """Return `` (measure/A1.4: „value“)``: the node and the value the message is about."""
        node = self._name(result.focus, lang)
        if result.value is None or result.value == result.focus:
            return f" ({node})"
        shown = self._name(result.value, lang)
        if not result.value_is_iri:
            shown = f"„{shown}“" if lang == "cs" else f"“{shown}”"
        return f" ({node}: {shown})"
