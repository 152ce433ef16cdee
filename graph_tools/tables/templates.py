"""URI templates, RFC 6570 levels 1 and 2 as CSVW uses them: ``{name}`` and ``{+name}``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import quote

__all__ = ["Template"]

_PART = re.compile(r"\{(\+?)(\w+)\}")
_RESERVED = ":/?#[]@!$&'()*+,;="


class Template:
    """A template that gives an IRI from the cells of one row."""

    def __init__(self, text: str) -> None:
        """Split ``text`` into its fixed parts and its variables."""
        pieces = _PART.split(text)
        self._fixed = pieces[0::3]
        self._safe = [_RESERVED if plus else "" for plus in pieces[1::3]]
        self.variables: tuple[str, ...] = tuple(pieces[2::3])

    def expand(self, values: Mapping[str, str | None]) -> str | None:
        """Return the IRI for ``values``, or None where a variable has no value."""
        iri = self._fixed[0]
        for name, safe, fixed in zip(self.variables, self._safe, self._fixed[1:], strict=True):
            value = values.get(name)
            if value is None:
                return None
            iri += (value if value.isalnum() and value.isascii() else quote(value, safe)) + fixed
        return iri
