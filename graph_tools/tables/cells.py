"""Check one cell against its column. Takes text, gives the reason why it cannot stay, or None."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, InvalidOperation

from graph_tools.errors import Text, nearest
from graph_tools.tables.description import Column

__all__ = ["cell_fault"]

_YEAR = re.compile(r"[0-9]{4}")
_YEAR_MONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")
_WORDS = {
    "integer": Text("celé číslo", "a whole number"),
    "decimal": Text("číslo s desetinnou tečkou", "a number with a decimal point"),
    "boolean": Text("true nebo false", "true or false"),
    "date": Text("datum ve tvaru RRRR-MM-DD", "a date such as 2024-05-14"),
    "gYear": Text("rok ve tvaru RRRR", "a year such as 2024"),
    "gYearMonth": Text("měsíc ve tvaru RRRR-MM", "a month such as 2024-05"),
    "anyURI": Text(
        "adresa začínající https:// nebo http://", "an address with https:// or http://"
    ),
}


def cell_fault(value: str, column: Column) -> tuple[str, Text] | None:
    """Return the broken rule and a sentence for ``value``, or None where it is good.

    Args:
        value: one value of the cell, never empty.
        column: what the description says of the column.

    Returns:
        The rule's name (``csvw.datatype``, ``csvw.format``, ``csvw.minimum``,
        ``csvw.maximum``, ``csvw.white-space``) and the sentence.
    """
    if value != value.strip():
        return "csvw.white-space", Text(
            f"hodnota „{value}“ má na okraji mezeru; správně „{value.strip()}“",
            f"value '{value}' has a space at its edge; it should be '{value.strip()}'",
        )
    if not _is_of_type(value, column.base):
        wanted = _WORDS[column.base]
        return "csvw.datatype", Text(
            f"hodnota „{value}“ není {wanted.cs}", f"value '{value}' is not {wanted.en}"
        )
    if column.format is not None and not column.format.fullmatch(value):
        return "csvw.format", _format_text(value, column)
    return _bound_fault(value, column)


def _format_text(value: str, column: Column) -> Text:
    """Return the sentence for a value that the column's pattern does not allow."""
    if column.choices:
        listed = ", ".join(column.choices)
        guess = nearest(value, column.choices)
        cs = f"hodnota „{value}“ není povolena; povolené: {listed}"
        en = f"value '{value}' is not allowed; allowed: {listed}"
        return (
            Text(f"{cs}; nejbližší: {guess}", f"{en}; nearest: {guess}") if guess else Text(cs, en)
        )
    pattern = column.format.pattern if column.format else ""
    return Text(
        f"hodnota „{value}“ neodpovídá předepsanému tvaru {pattern}",
        f"value '{value}' does not have the form {pattern}",
    )


def _bound_fault(value: str, column: Column) -> tuple[str, Text] | None:
    """Return the fault of a number outside the column's bounds, or None."""
    if column.minimum is not None and float(value) < column.minimum:
        return "csvw.minimum", Text(
            f"hodnota {value} je menší než nejmenší povolená {column.minimum:g}",
            f"value {value} is below the smallest allowed, {column.minimum:g}",
        )
    if column.maximum is not None and float(value) > column.maximum:
        return "csvw.maximum", Text(
            f"hodnota {value} je větší než největší povolená {column.maximum:g}",
            f"value {value} is above the largest allowed, {column.maximum:g}",
        )
    return None


def _is_of_type(value: str, base: str) -> bool:
    """Say whether ``value`` is written as the XSD type ``base`` asks."""
    match base:
        case "string":
            return True
        case "integer":
            return re.fullmatch(r"-?(0|[1-9][0-9]*)", value) is not None
        case "decimal":
            return _is_decimal(value)
        case "boolean":
            return value in {"true", "false"}
        case "date":
            return _is_date(value)
        case "gYear":
            return _YEAR.fullmatch(value) is not None
        case "gYearMonth":
            return _YEAR_MONTH.fullmatch(value) is not None
        case _:
            return re.fullmatch(r"https?://[^\s<>\"{}|\\^`]+", value) is not None


def _is_decimal(value: str) -> bool:
    """Say whether ``value`` is a plain decimal number, without exponent."""
    try:
        Decimal(value)
    except InvalidOperation:
        return False
    return re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", value) is not None


def _is_date(value: str) -> bool:
    """Say whether ``value`` is a day of the calendar written YYYY-MM-DD."""
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value) is None:
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True
