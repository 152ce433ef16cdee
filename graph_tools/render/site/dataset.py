"""The description of the data set: DCAT 3 as JSON-LD and Turtle, and schema.org for the index.

Only what the graph and the tables' description say is told; there is no publisher, no day of
issue and no domain in them, so there is none here. Addresses are relative to the description.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pyoxigraph import RdfFormat, Triple, parse, serialize

from graph_tools.errors import Text
from graph_tools.prefixes import PREFIXES, SG

__all__ = ["DataSet", "Download", "dcat", "schema_org", "turtle"]

_NOWHERE = "site:/here/"
"""Stands for the folder of the description while Turtle is written; never in the result."""
_MEDIA = "https://www.iana.org/assignments/media-types/"
_LANGUAGE = "http://publications.europa.eu/resource/authority/language/"


@dataclass(frozen=True)
class Download:
    """One file of the data set."""

    name: str
    media: str
    size: int
    label: Text


@dataclass(frozen=True)
class DataSet:
    """What is known of the data set.

    Attributes:
        iri: IRI of the graph of the strategy.
        title, about: what it is.
        licence: IRI; empty where it is not known.
        periods: IRI, first and last year, month or day (either may be empty) of each plan.
        regions: IRI and name of each region of the official register.
        sources: IRIs of the source documents.
        downloads: its files.
        base: address of the site; empty where it is not known.
    """

    iri: str
    title: Text
    about: Text
    licence: str
    periods: Sequence[tuple[str, str, str]]
    regions: Sequence[tuple[str, Text]]
    sources: Sequence[str]
    downloads: Sequence[Download]
    base: str = ""


def dcat(data: DataSet) -> dict[str, Any]:
    """Return the description in DCAT 3, as JSON-LD."""
    described: dict[str, Any] = {
        "@context": {
            name: PREFIXES[name] for name in ("dcat", "dcterms", "prov", "xsd")
        },
        "@id": data.iri,
        "@type": "dcat:Dataset",
        "dcterms:title": _both(data.title),
        "dcterms:description": _both(data.about),
        "dcterms:language": [{"@id": _LANGUAGE + code} for code in ("CES", "ENG")],
        "dcterms:conformsTo": {"@id": SG.removesuffix("#")},
        "dcterms:source": [{"@id": iri} for iri in data.sources],
        "dcterms:spatial": [{"@id": iri} for iri, _ in data.regions],
        "dcterms:temporal": [_period(*period) for period in data.periods],
        "dcat:distribution": [_distribution(data, one) for one in data.downloads],
    }  # fmt: skip
    if data.licence:
        described["dcterms:license"] = {"@id": data.licence}
    if data.base:
        described["dcat:landingPage"] = {"@id": data.base}
    return {name: value for name, value in described.items() if value != []}


def _both(text: Text) -> list[dict[str, str]]:
    """Return a text in its languages."""
    return [
        {"@language": lang, "@value": said}
        for lang, said in (("cs", text.cs), ("en", text.en))
        if said
    ]


def _period(iri: str, start: str, end: str) -> dict[str, Any]:
    """Return a period of time as DCAT has it."""
    period: dict[str, Any] = {"@id": iri, "@type": "dcterms:PeriodOfTime"}
    for name, moment in (("dcat:startDate", start), ("dcat:endDate", end)):
        if moment:
            kind = {1: "xsd:gYear", 2: "xsd:gYearMonth"}.get(len(moment.split("-")), "xsd:date")
            period[name] = {"@type": kind, "@value": moment}
    return period


def _distribution(data: DataSet, one: Download) -> dict[str, Any]:
    """Return one file as a distribution; its IRI is its place on the index page."""
    found: dict[str, Any] = {
        "@id": f"{data.base}index.html#{one.name}",
        "@type": "dcat:Distribution",
        "dcterms:title": _both(one.label),
        "dcat:downloadURL": {"@id": data.base + one.name},
        "dcat:accessURL": {"@id": data.base + one.name},
        "dcat:mediaType": {"@id": _MEDIA + one.media},
        "dcat:byteSize": {"@type": "xsd:nonNegativeInteger", "@value": str(one.size)},
    }
    if data.licence:
        found["dcterms:license"] = {"@id": data.licence}
    return found


def turtle(data: DataSet) -> str:
    """Return the same description as Turtle, with relative addresses."""
    text = json.dumps(dcat(data))
    triples = sorted(
        {
            Triple(quad.subject, quad.predicate, quad.object)
            for quad in parse(text, RdfFormat.JSON_LD, base_iri=_NOWHERE)
        },
        key=str,
    )
    prefixes = {name: PREFIXES[name] for name in ("dcat", "dcterms", "xsd")}
    raw = serialize(triples, None, RdfFormat.TURTLE, prefixes=prefixes, base_iri=_NOWHERE)
    if raw is None:
        raise TypeError("pyoxigraph serialised to nowhere")
    lines = raw.decode().splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith("@base "))


def schema_org(data: DataSet, lang: str) -> dict[str, Any]:
    """Return the description for search engines, in one language."""
    described: dict[str, Any] = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": data.iri,
        "name": data.title.to(lang),
        "description": data.about.to(lang),
        "inLanguage": ["cs", "en"],
        "isAccessibleForFree": True,
        "distribution": [
            {
                "@type": "DataDownload",
                "name": one.label.to(lang),
                "encodingFormat": one.media,
                "contentUrl": data.base + one.name,
                "contentSize": f"{one.size} B",
            }
            for one in data.downloads
        ],
        "spatialCoverage": [
            {"@type": "AdministrativeArea", "name": name.to(lang), "sameAs": iri}
            for iri, name in data.regions
        ],
        "temporalCoverage": [
            f"{start or '..'}/{end or '..'}" for _, start, end in data.periods if start or end
        ],
    }
    if data.licence:
        described["license"] = data.licence
    if data.base:
        described["url"] = data.base
    return {name: value for name, value in described.items() if value != []}
