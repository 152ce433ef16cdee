"""Forms of answers: their media types, and how to tell a whole answer from a cut one."""

from __future__ import annotations

import re
from collections.abc import Mapping

from graph_tools.serve.accept import best

__all__ = ["GRAPHS", "HTML", "RESULTS", "chosen", "is_whole"]

HTML = "text/html"
JSON_LD = "application/ld+json"
JSON = "application/sparql-results+json"

RESULTS: Mapping[str, tuple[str, ...]] = {
    JSON: ("application/json",),
    "application/sparql-results+xml": ("application/xml", "text/xml"),
    "text/csv": (),
    "text/tab-separated-values": (),
}
"""Forms of the answers to SELECT and ASK, the first where the asker likes all the same, each with
other names that clients call it by."""

GRAPHS: Mapping[str, tuple[str, ...]] = {
    "text/turtle": ("application/x-turtle",),
    "application/n-triples": ("text/plain",),
    JSON_LD: ("application/json",),
    "application/rdf+xml": ("application/xml", "text/xml"),
}
"""The same for CONSTRUCT and DESCRIBE."""

_ROWS = re.compile(rb"(?:true|false|.*\n)\Z", re.DOTALL)
_STATEMENTS = re.compile(rb"\Z|.*\.\s*\Z", re.DOTALL)
_ENDS: Mapping[str, re.Pattern[bytes]] = {
    JSON: re.compile(rb'.*(?:\]\}\}|"boolean":(?:true|false)\})\s*\Z', re.DOTALL),
    "application/sparql-results+xml": re.compile(rb".*</sparql>\s*\Z", re.DOTALL),
    "text/csv": _ROWS,
    "text/tab-separated-values": _ROWS,
    "text/turtle": _STATEMENTS,
    "application/n-triples": _STATEMENTS,
    JSON_LD: re.compile(rb".*[\]}]\s*\Z", re.DOTALL),
    "application/rdf+xml": re.compile(rb".*</rdf:RDF>\s*\Z", re.DOTALL),
}
_TAIL = 256


def is_whole(media: str, body: bytes) -> bool:
    r"""Return whether ``body`` ends as an answer of this form ends.

    Where an engine fails in the middle of an answer, it has already said that all is well, and
    writes the reason behind the last row.

    >>> is_whole("text/csv", b"a\r\n1\r\n"), is_whole("text/csv", b"a\r\n1\r\nIt failed")
    (True, False)
    """
    ends = _ENDS.get(media)
    return ends is not None and ends.match(body[-_TAIL:]) is not None


def chosen(header: str | None, forms: Mapping[str, tuple[str, ...]]) -> tuple[str, str] | None:
    """Return the form liked best and the name to call it by; None where none will do.

    A client that knows a form by another name only is answered by that name.
    """
    named = {name: form for form, others in forms.items() for name in (form, *others)}
    name = best(header, [*forms, *named])
    return (named[name], name) if name else None
