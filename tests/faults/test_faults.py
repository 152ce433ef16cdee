"""Seeded faults: each file here spoils one cell of the real data; it must be found at its cell.

A fixture is a TOML file: ``table``, ``do`` and what the step needs, and the findings expected
as ``row`` (a key of the table, or a number), ``column`` and ``rule``.
"""

from __future__ import annotations

import csv
import shutil
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graph_tools.commands.pipeline import Steps, checked_dataset
from graph_tools.errors import Finding
from graph_tools.project import Project, find_project

HERE = Path(__file__).resolve().parent
FIXTURES = sorted(HERE.glob("*.toml"))
Record = list[str]


def read(path: Path) -> list[Record]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def write(path: Path, records: list[Record]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(records)


def row_of(records: list[Record], key: str) -> int:
    """Return the 0-based place of the row whose first cells, joined by ``/``, are ``key``."""
    places = [
        index
        for index, record in enumerate(records)
        if key in {"/".join(record[:length]) for length in range(1, len(record) + 1)}
    ]
    assert len(places) == 1, f"{key} names {len(places)} rows"
    return places[0]


def spoil_set(path: Path, fault: dict[str, Any]) -> None:
    records = read(path)
    column = records[0].index(fault["column"])
    records[row_of(records, fault["key"])][column] = fault["value"]
    write(path, records)


def spoil_delete_row(path: Path, fault: dict[str, Any]) -> None:
    records = read(path)
    del records[row_of(records, fault["key"])]
    write(path, records)


def spoil_repeat_row(path: Path, fault: dict[str, Any]) -> None:
    records = read(path)
    records.append(list(records[row_of(records, fault["key"])]))
    write(path, records)


def spoil_add_row(path: Path, fault: dict[str, Any]) -> None:
    write(path, [*read(path), fault["cells"]])


def spoil_delete_file(path: Path, fault: dict[str, Any]) -> None:
    path.unlink()


def spoil_keep_header(path: Path, fault: dict[str, Any]) -> None:
    write(path, read(path)[:1])


def spoil_rename(path: Path, fault: dict[str, Any]) -> None:
    path.rename(path.with_name(fault["to"]))


def spoil_replace(path: Path, fault: dict[str, Any]) -> None:
    text = path.read_text(encoding="utf-8")
    assert fault["old"] in text
    path.write_text(text.replace(fault["old"], fault["new"], fault.get("count", -1)),
                    encoding="utf-8", newline="\n")  # fmt: skip


def spoil_encode(path: Path, fault: dict[str, Any]) -> None:
    path.write_bytes(path.read_text(encoding="utf-8").encode(fault["encoding"], "replace"))


SPOIL: dict[str, Callable[[Path, dict[str, Any]], None]] = {
    name.removeprefix("spoil_").replace("_", "-"): function
    for name, function in globals().items()
    if name.startswith("spoil_")
}


def findings_of(project: Project) -> list[Finding]:
    with Steps(3, "en") as steps:
        return checked_dataset(project, steps)[1]


def test_there_are_at_least_forty_seeded_faults() -> None:
    assert len(FIXTURES) >= 40


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_the_fault_is_found_at_its_cell(path: Path, tmp_path: Path) -> None:
    fault = tomllib.loads(path.read_text(encoding="utf-8"))
    real = find_project()
    folder = tmp_path / real.tables.name
    shutil.copytree(real.tables, folder)
    table = folder / fault["table"]
    before = read(table)
    SPOIL[fault["do"]](table, fault)
    project = Project(root=real.root, tables=folder, build=tmp_path / "build")
    found = {(f.file, f.row, f.column, f.rule.rsplit("#", 1)[-1]) for f in findings_of(project)}
    expected = set()
    for wanted in fault["expect"]:
        row = wanted["row"]
        file = wanted.get("file", fault["table"])
        if isinstance(row, str):
            records = before if file == fault["table"] else read(folder / file)
            if file == fault["table"] and fault["do"] in {"repeat-row", "add-row"}:
                records = read(table)
            row = row_of(records, row) + 1
        elif row < 0:
            row = len(read(table)) + 1 + row
        expected.add((file, row, wanted["column"], wanted["rule"]))
    assert found == expected
