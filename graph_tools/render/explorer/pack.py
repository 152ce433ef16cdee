"""Pack a part of the page: gzip, then base64, so that the page stays small and is never markup.

Scripts unpack it with the browser's own ``DecompressionStream`` (``core/data.js``).
"""

from __future__ import annotations

import base64
import gzip
import json
from typing import Any

__all__ = ["packed", "packed_json"]


def packed(content: bytes) -> str:
    """Return ``content`` packed; the same bytes always give the same text."""
    return base64.b64encode(gzip.compress(content, 9, mtime=0)).decode("ascii")


def packed_json(data: Any) -> str:  # noqa: ANN401 - whatever JSON holds
    """Return ``data`` as JSON with sorted keys, packed."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return packed(text.encode("utf-8"))
