"""Content negotiation: which of the forms there are the asker likes best (RFC 9110, 12.5)."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["best", "language", "quality"]


def _parsed(header: str) -> list[tuple[str, float]]:
    """Return the ranges of an ``Accept`` header with their weights; what is none is left out."""
    found = []
    for part in header.split(","):
        name, *parameters = (piece.strip() for piece in part.split(";"))
        weight = 1.0
        for parameter in parameters:
            key, _, value = parameter.partition("=")
            if key.strip().lower() == "q":
                try:
                    weight = min(max(float(value), 0.0), 1.0)
                except ValueError:
                    weight = 0.0
        if name:
            found.append((name.lower(), weight))
    return found


def quality(header: str | None, media: str) -> float:
    """Return how much the asker likes ``media``, from 0 (not at all) to 1.

    >>> quality("text/*;q=0.5, text/turtle", "text/turtle"), quality("text/*;q=0.5", "text/html")
    (1.0, 0.5)
    >>> quality(None, "text/html"), quality("application/json", "text/html")
    (1.0, 0.0)
    """
    if not header or not header.strip():
        return 1.0
    ranges = dict(reversed(_parsed(header)))
    kind = media.partition("/")[0]
    for name in (media, f"{kind}/*", "*/*"):
        if name in ranges:
            return ranges[name]
    return 0.0


def best(header: str | None, offers: Iterable[str]) -> str | None:
    """Return the offer liked best, the first of equals; None where none will do.

    >>> best("text/html;q=0.9, text/turtle", ["text/html", "text/turtle"])
    'text/turtle'
    >>> best("*/*", ["text/html", "text/turtle"])
    'text/html'
    >>> best("image/png", ["text/html"]) is None
    True
    """
    ranked = [(quality(header, offer), offer) for offer in offers]
    most = max((weight for weight, _ in ranked), default=0.0)
    return next((offer for weight, offer in ranked if weight == most and weight > 0), None)


def language(header: str | None) -> str:
    """Return ``cs`` or ``en``: the language liked better, Czech where neither is named.

    >>> language("en-GB,en;q=0.9,cs;q=0.8"), language("de"), language(None)
    ('en', 'cs', 'cs')
    """
    liked: dict[str, float] = {}
    for name, weight in _parsed(header or ""):
        tongue = name.partition("-")[0]
        liked[tongue] = max(liked.get(tongue, 0.0), weight)
    return "en" if liked.get("en", 0.0) > liked.get("cs", 0.0) else "cs"
