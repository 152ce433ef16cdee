"""The CSVW description: our subset refuses what it does not support; csvw reads it the same."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import csvw
import pytest

from graph_tools.errors import StrategyGraphError
from graph_tools.project import find_project
from graph_tools.tables import read_description, read_tables
from graph_tools.tables.templates import Template

TABLES = find_project().tables
METADATA = TABLES / "csv-metadata.json"


def changed(tmp_path: Path, change: Any) -> Path:
    group = json.loads(METADATA.read_text(encoding="utf-8"))
    change(group)
    path = tmp_path / "csv-metadata.json"
    path.write_text(json.dumps(group), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda g: g.update(dialect={"delimiter": ";"}), "key 'dialect'"),
        (lambda g: g["tables"][0].update(tableDirection="rtl"), "key 'tableDirection'"),
        (lambda g: g["tables"][0]["tableSchema"].update(rowTitles=["id"]), "key 'rowTitles'"),
        (lambda g: g["tables"][0]["tableSchema"]["columns"][0].update(null="-"), "key 'null'"),
        (
            lambda g: g["tables"][0]["tableSchema"]["columns"][0].update(datatype="duration"),
            "datatype 'duration'",
        ),
        (
            lambda g: g["tables"][0]["tableSchema"]["columns"][0].pop("propertyUrl"),
            "neither propertyUrl nor suppressOutput",
        ),
        (lambda g: g["tables"][0]["tableSchema"].update(aboutUrl="x/{nobody}"), "'nobody'"),
        (lambda g: g["tables"][0]["tableSchema"].update(primaryKey=["nobody"]), "'nobody'"),
        (lambda g: g.update(tables=[]), "'tables' is empty"),
    ],
)
def test_a_key_outside_the_subset_is_an_error(change: Any, said: str, tmp_path: Path) -> None:
    with pytest.raises(StrategyGraphError, match=said):
        read_description(changed(tmp_path, change))


def schema(group: Any) -> Any:
    return group["tables"][0]["tableSchema"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda g: g.update(tables={}), "must be a list"),
        (lambda g: g.update(tables=["x"]), "must be an object"),
        (lambda g: g["tables"][0].pop("tableSchema"), "'tableSchema' .* is missing"),
        (lambda g: schema(g).update(columns=["x"]), "must be an object"),
        (lambda g: schema(g).update(columns=[]), "has no column"),
        (lambda g: schema(g).update(primaryKey=5), "a name or a list of names"),
        (lambda g: schema(g).update(foreignKeys=[{}]), "'reference' .* is missing"),
        (lambda g: schema(g)["columns"][0].update(name=[]), "must be text"),
        (lambda g: schema(g)["columns"][0].update(separator=""), "not empty"),
        (
            lambda g: schema(g)["columns"][0].update(datatype={"base": "string", "format": "("}),
            "no regular expression",
        ),
        (
            lambda g: schema(g)["columns"][0].update(datatype={"base": "integer", "minimum": "x"}),
            "must be a number",
        ),
        (
            lambda g: schema(g)["columns"][0].update(datatype={"base": "string", "minimum": 1}),
            "neither integer nor decimal",
        ),
        *[
            (lambda g, url=url: g["tables"][0].update(url=url), "a file of this folder")
            for url in ("../areas.csv", "x/areas.csv", "..", "x\\areas.csv", "/etc/passwd")
        ],
    ],
)
def test_a_value_of_a_wrong_shape_is_told(change: Any, said: str, tmp_path: Path) -> None:
    with pytest.raises(StrategyGraphError, match=said):
        read_description(changed(tmp_path, change))


@pytest.mark.parametrize("text", ["[]", "null", '"x"', "5"])
def test_a_description_that_is_no_object_is_told(text: str, tmp_path: Path) -> None:
    path = tmp_path / "csv-metadata.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(StrategyGraphError, match="the description must be an object"):
        read_description(path)


def test_a_missing_or_broken_description_is_told(tmp_path: Path) -> None:
    with pytest.raises(StrategyGraphError, match="is missing"):
        read_description(tmp_path / "csv-metadata.json")
    (tmp_path / "csv-metadata.json").write_text("{", encoding="utf-8")
    with pytest.raises(StrategyGraphError, match="not valid JSON"):
        read_description(tmp_path / "csv-metadata.json")


def test_the_csvw_package_reads_the_same_rows() -> None:
    ours = read_tables(TABLES, read_description(METADATA))
    assert ours.findings == []
    group = csvw.TableGroup.from_file(METADATA)
    for table in group.tables:
        name = str(table.url)
        rows = [dict(row) for row in table.iterdicts(strict=True)]
        assert len(rows) == len(list(ours.of(name))), name
    assert group.check_referential_integrity() is not False


def test_tables_are_sorted_by_key_and_have_no_empty_column() -> None:
    for table in read_description(METADATA):
        with (TABLES / table.file).open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
        assert len(rows) > 1, f"{table.file} is empty"
        keys = [tuple(row[rows[0].index(name)] for name in table.primary_key) for row in rows[1:]]
        assert len(set(keys)) == len(keys)


@pytest.mark.parametrize(
    ("template", "values", "iri"),
    [
        ("x/{a}", {"a": "A1.4"}, "x/A1.4"),
        ("x/{a}", {"a": "cíl 3"}, "x/c%C3%ADl%203"),
        ("x/{a}", {"a": "647/24/RK"}, "x/647%2F24%2FRK"),
        ("x/{+a}", {"a": "647/24/RK"}, "x/647/24/RK"),
        ("x/{a}/{b}", {"a": "1", "b": None}, None),
    ],
)
def test_templates_expand_as_rfc_6570_says(
    template: str, values: dict[str, str | None], iri: str | None
) -> None:
    assert Template(template).expand(values) == iri
