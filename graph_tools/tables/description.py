"""The CSVW description of a folder of tables: a named subset, and nothing outside it.

Takes ``csv-metadata.json``; gives ``Table`` values. Any key outside the subset is an error, so
the description can never say something this reader silently ignores.

Source: W3C Recommendation "Metadata Vocabulary for Tabular Data", 17 December 2015.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph_tools.errors import StrategyGraphError, Text
from graph_tools.prefixes import SG
from graph_tools.tables.shape import shape_faults
from graph_tools.tables.templates import Template

__all__ = ["EVIDENCE", "Column", "ForeignKey", "Table", "read_description"]

EVIDENCE = SG + "evidence"
"""Annotation of a column: how its cell must be found in the row's source lines."""

_EVIDENCE_KINDS = ("literal", "code", "words", "number", "date", "name")
_DATATYPES = ("string", "integer", "decimal", "boolean", "date", "gYear", "gYearMonth", "anyURI")
_GROUP_KEYS = {"@context", "tables", "dc:title", "dc:license", "dc:creator", "dc:source"}
_TABLE_KEYS = {"url", "tableSchema", "dc:title", "dc:description", "suppressOutput"}
_SCHEMA_KEYS = {"columns", "primaryKey", "foreignKeys", "aboutUrl"}
_COLUMN_KEYS = {
    "name", "datatype", "required", "separator", "lang", "aboutUrl", "propertyUrl", "valueUrl",
    "virtual", "suppressOutput", EVIDENCE,
}  # fmt: skip
_DATATYPE_KEYS = {"base", "format", "minimum", "maximum"}


@dataclass(frozen=True)
class Column:
    """One column, real or virtual.

    Attributes:
        name: header cell and variable of the URI templates.
        base: XSD name of the datatype, for example ``string`` or ``gYear``.
        format: pattern the whole cell must match, or None.
        choices: the allowed values where ``format`` is a plain list ``a|b|c``, else empty.
        minimum, maximum: bounds of a number, or None.
        required: an empty cell is a fault.
        separator: text between the values of a list cell, or None for a single value.
        lang: language tag of the literal, or None.
        about, value: templates of the subject and of the object IRI; None for the defaults.
        predicate: IRI of the property; None where the column gives no triple.
        virtual: the column stands in the description only, not in the file.
        evidence: how the cell must be found in the source lines, or None.
    """

    name: str
    base: str
    format: re.Pattern[str] | None
    choices: tuple[str, ...]
    minimum: float | None
    maximum: float | None
    required: bool
    separator: str | None
    lang: str | None
    about: Template | None
    value: Template | None
    predicate: str | None
    virtual: bool
    evidence: str | None


@dataclass(frozen=True)
class ForeignKey:
    """Every value of ``column`` stands in ``target_column`` of ``target_table``."""

    column: str
    target_table: str
    target_column: str


@dataclass(frozen=True)
class Table:
    """One table: its file name, real columns in order, virtual columns, keys, subject."""

    file: str
    columns: tuple[Column, ...]
    virtual: tuple[Column, ...]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...]
    about: Template


def read_description(path: Path) -> tuple[Table, ...]:
    """Return the tables of the CSVW description at ``path``, in its order.

    Raises:
        StrategyGraphError: the file is missing, is not JSON, or holds a key or value outside
            the subset; the message names all of them.
    """
    try:
        group = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise StrategyGraphError(
            Text(
                f"Chybí popis tabulek {path}.", f"The description of the tables {path} is missing."
            )
        ) from None
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise StrategyGraphError(
            Text(
                f"Popis tabulek {path} není platný JSON: {error}.",
                f"The description of the tables {path} is not valid JSON: {error}.",
            )
        ) from None
    faults = shape_faults(group)
    tables: tuple[Table, ...] = ()
    if not faults:
        _unknown(group, _GROUP_KEYS, "the description", faults)
        tables = tuple(_table(entry, faults) for entry in group.get("tables", []))
        _check_references(tables, faults)
        if not tables:
            faults.append("'tables' is empty")
    if faults:
        listed = "; ".join(faults)
        raise StrategyGraphError(
            Text(f"Popis tabulek {path} je vadný: {listed}.", f"{path} is at fault: {listed}.")
        )
    return tables


def _unknown(entry: dict[str, Any], allowed: set[str], where: str, faults: list[str]) -> None:
    """Record each key of ``entry`` that the subset does not name."""
    for key in sorted(set(entry) - allowed):
        faults.append(f"key '{key}' in {where} is outside the supported part of CSVW")


def _table(entry: dict[str, Any], faults: list[str]) -> Table:
    """Return one table of the description, recording its faults."""
    file = str(entry.get("url", "?"))
    _unknown(entry, _TABLE_KEYS, file, faults)
    schema: dict[str, Any] = entry.get("tableSchema", {})
    _unknown(schema, _SCHEMA_KEYS, f"tableSchema of {file}", faults)
    default = schema.get("aboutUrl")
    if not default:
        faults.append(f"{file} has no aboutUrl")
    silent = bool(entry.get("suppressOutput", False))
    columns = [_column(item, file, silent, faults) for item in schema.get("columns", [])]
    names = [column.name for column in columns]
    for name in sorted({name for name in names if names.count(name) > 1}):
        faults.append(f"column '{name}' of {file} stands twice")
    table = Table(
        file=file,
        columns=tuple(column for column in columns if not column.virtual),
        virtual=tuple(column for column in columns if column.virtual),
        primary_key=_as_tuple(schema.get("primaryKey", ())),
        foreign_keys=tuple(_foreign_key(item) for item in schema.get("foreignKeys", [])),
        about=Template(default or ""),
    )
    if not table.columns:
        faults.append(f"{file} has no column")
    real = {column.name for column in table.columns}
    keys = {*table.primary_key, *(key.column for key in table.foreign_keys)}
    for column in columns:
        for template in (column.about, column.value):
            keys |= set(template.variables) if template else set()
    for name in sorted((keys | set(table.about.variables)) - real):
        faults.append(f"'{name}' is used in {file} but is no column of it")
    return table


def _column(entry: dict[str, Any], file: str, silent: bool, faults: list[str]) -> Column:
    """Return one column of the description, recording its faults."""
    name = str(entry.get("name", "?"))
    where = f"column {name} of {file}"
    _unknown(entry, _COLUMN_KEYS, where, faults)
    datatype = entry.get("datatype", "string")
    if isinstance(datatype, str):
        datatype = {"base": datatype}
    _unknown(datatype, _DATATYPE_KEYS, f"datatype of {where}", faults)
    base = datatype.get("base", "string")
    if base not in _DATATYPES:
        faults.append(f"datatype '{base}' of {where} is outside the supported part of CSVW")
    pattern = datatype.get("format")
    plain = pattern is not None and re.fullmatch(r"[\w+ -]+(\|[\w+ -]+)*", pattern) is not None
    evidence = entry.get(EVIDENCE)
    if evidence is not None and evidence not in _EVIDENCE_KINDS:
        faults.append(f"evidence '{evidence}' of {where} is none of {', '.join(_EVIDENCE_KINDS)}")
    predicate = entry.get("propertyUrl")
    if entry.get("suppressOutput", silent):
        predicate = None
    elif predicate is None:
        faults.append(f"{where} has neither propertyUrl nor suppressOutput")
    return Column(
        name=name,
        base=base,
        format=re.compile(pattern) if pattern is not None else None,
        choices=tuple(pattern.split("|")) if plain else (),
        minimum=_bound(datatype.get("minimum")),
        maximum=_bound(datatype.get("maximum")),
        required=bool(entry.get("required", False)),
        separator=entry.get("separator"),
        lang=entry.get("lang"),
        about=Template(entry["aboutUrl"]) if "aboutUrl" in entry else None,
        value=Template(entry["valueUrl"]) if "valueUrl" in entry else None,
        predicate=predicate,
        virtual=bool(entry.get("virtual", False)),
        evidence=evidence,
    )


def _bound(value: str | float | None) -> float | None:
    """Return a bound as a number."""
    return None if value is None else float(value)


def _as_tuple(value: str | list[str] | tuple[str, ...]) -> tuple[str, ...]:
    """Return a CSVW column reference, one name or a list, as a tuple."""
    return (value,) if isinstance(value, str) else tuple(value)


def _foreign_key(entry: dict[str, Any]) -> ForeignKey:
    """Return a foreign key over one column."""
    reference = entry["reference"]
    return ForeignKey(
        column=_as_tuple(entry["columnReference"])[0],
        target_table=reference["resource"],
        target_column=_as_tuple(reference["columnReference"])[0],
    )


def _check_references(tables: tuple[Table, ...], faults: list[str]) -> None:
    """Record each foreign key that leads to no column of no table."""
    known = {(table.file, column.name) for table in tables for column in table.columns}
    for table in tables:
        for key in table.foreign_keys:
            if (key.target_table, key.target_column) not in known:
                faults.append(
                    f"{table.file} refers to {key.target_table}#{key.target_column}, "
                    "which is not described"
                )
