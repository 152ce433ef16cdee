"""Check that a CSVW description is made of what it must be made of, before its meaning is read.

Keys outside the supported subset are ``description``'s business; here only the values of known
keys count.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from typing import Any

__all__ = ["shape_faults"]

Check = Callable[[Any, str], list[str]]


def shape_faults(group: Any) -> list[str]:  # noqa: ANN401 - whatever JSON holds
    """Return a sentence for each value of the description that has a wrong shape."""
    return _GROUP(group, "the description")


def _kind(wanted: type, words: str) -> Check:
    """Return the check that a value is of one JSON kind."""

    def check(value: Any, where: str) -> list[str]:  # noqa: ANN401
        return [] if isinstance(value, wanted) else [f"{where} must be {words}"]

    return check


def _listed(item: Check) -> Check:
    """Return the check that a value is a list whose every item is good."""

    def check(value: Any, where: str) -> list[str]:  # noqa: ANN401
        if not isinstance(value, list):
            return [f"{where} must be a list"]
        places = enumerate(value, start=1)
        return [said for place, part in places for said in item(part, f"{where}[{place}]")]

    return check


def _object(keys: Mapping[str, Check], required: tuple[str, ...] = ()) -> Check:
    """Return the check that a value is an object with good values under known ``keys``."""

    def check(value: Any, where: str) -> list[str]:  # noqa: ANN401
        if not isinstance(value, dict):
            return [f"{where} must be an object"]
        missing = [f"'{key}' of {where} is missing" for key in required if key not in value]
        return missing + [
            said
            for key, part in value.items()
            if key in keys
            for said in keys[key](part, f"'{key}' of {where}")
        ]

    return check


def _file_name(value: Any, where: str) -> list[str]:  # noqa: ANN401
    """Check a file name: it must lie in the folder itself."""
    if not isinstance(value, str) or not value:
        return [f"{where} must be a file name"]
    if re.search(r"[/\\\x00-\x1f]", value) or ".." in value or value == ".":
        return [f"{where} {value!r} must be a file of this folder, without '/', '\\' and '..'"]
    return []


def _names(value: Any, where: str) -> list[str]:  # noqa: ANN401
    """Check a column reference: one name or a list of names."""
    names = [value] if isinstance(value, str) else value
    if isinstance(names, list) and all(isinstance(name, str) for name in names):
        return []
    return [f"{where} must be a name or a list of names"]


def _one_name(value: Any, where: str) -> list[str]:  # noqa: ANN401
    """Check a column reference that may name one column only."""
    if isinstance(value, list) and len(value) != 1:
        return [f"{where} must name exactly one column"]
    return _names(value, where)


def _pattern(value: Any, where: str) -> list[str]:  # noqa: ANN401
    """Check a regular expression."""
    if not isinstance(value, str):
        return [f"{where} must be text"]
    try:
        re.compile(value)
    except (re.error, OverflowError, RecursionError) as error:
        return [f"{where} is no regular expression: {error}"]
    return []


def _number(value: Any, where: str) -> list[str]:  # noqa: ANN401
    """Check a bound: a finite number, as a number or as text."""
    try:
        good = not isinstance(value, bool) and math.isfinite(float(value))
    except (TypeError, ValueError, OverflowError):
        good = False
    return [] if good else [f"{where} must be a number"]


def _datatype(value: Any, where: str) -> list[str]:  # noqa: ANN401
    """Check a datatype: its name, or an object with a base, a pattern and bounds."""
    if isinstance(value, str):
        return []
    faults = _DATATYPE(value, where)
    bounded = isinstance(value, dict) and ("minimum" in value or "maximum" in value)
    if bounded and value.get("base") not in ("integer", "decimal"):
        faults.append(f"{where} has bounds but is neither integer nor decimal")
    return faults


def _separator(value: Any, where: str) -> list[str]:  # noqa: ANN401
    """Check what parts the values of a cell."""
    return [] if isinstance(value, str) and value else [f"{where} must be text that is not empty"]


_TEXT = _kind(str, "text")
_YES_NO = _kind(bool, "true or false")
_DATATYPE = _object(
    {"base": _TEXT, "format": _pattern, "minimum": _number, "maximum": _number}
)  # fmt: skip
_COLUMN = _object(
    {
        "name": _TEXT, "datatype": _datatype, "required": _YES_NO, "separator": _separator,
        "lang": _TEXT, "aboutUrl": _TEXT, "propertyUrl": _TEXT, "valueUrl": _TEXT,
        "virtual": _YES_NO, "suppressOutput": _YES_NO,
    },
    ("name",),
)  # fmt: skip
_FOREIGN_KEY = _object(
    {
        "columnReference": _one_name,
        "reference": _object(
            {"resource": _TEXT, "columnReference": _one_name}, ("resource", "columnReference")
        ),
    },
    ("columnReference", "reference"),
)
_SCHEMA = _object(
    {
        "columns": _listed(_COLUMN), "primaryKey": _names, "foreignKeys": _listed(_FOREIGN_KEY),
        "aboutUrl": _TEXT,
    },
    ("columns",),
)  # fmt: skip
_TABLE = _object(
    {"url": _file_name, "tableSchema": _SCHEMA, "suppressOutput": _YES_NO}, ("url", "tableSchema")
)
_GROUP = _object({"tables": _listed(_TABLE)})
