"""The strict reader: files no seeded fault of the real data can show, on one small folder."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from graph_tools.tables import Rows, read_description, read_tables

COLUMN = {"datatype": "string", "suppressOutput": True}
DESCRIPTION = {
    "tables": [
        {
            "url": "a.csv",
            "tableSchema": {
                "aboutUrl": "https://example.org/{id}",
                "primaryKey": "id",
                "columns": [{"name": "id", **COLUMN}, {"name": "said", **COLUMN}],
            },
        },
        {
            "url": "b.csv",
            "tableSchema": {
                "aboutUrl": "https://example.org/{id}",
                "columns": [{"name": "id", **COLUMN}, {"name": "a", **COLUMN}],
                "foreignKeys": [
                    {
                        "columnReference": "a",
                        "reference": {"resource": "a.csv", "columnReference": "id"},
                    }
                ],
            },
        },
    ]
}


def read(folder: Path, a: bytes | None, b: bytes = b"id,a\n1,x\n2,x\n") -> Rows:
    (folder / "csv-metadata.json").write_text(json.dumps(DESCRIPTION), encoding="utf-8")
    if a is not None:
        (folder / "a.csv").write_bytes(a)
    (folder / "b.csv").write_bytes(b)
    return read_tables(folder, read_description(folder / "csv-metadata.json"))


def found(rows: Rows) -> list[tuple[str, int, str]]:
    return [(f.file, f.row, f.rule) for f in rows.findings]


@pytest.mark.parametrize("code", [0, 7, 9, 0x1B, 0x1F, 0x7F, 0x85, 0x9B, 0x202E, 0x2066])
def test_a_control_character_is_named_and_never_shown(code: int, tmp_path: Path) -> None:
    rows = read(tmp_path, f"id,said\nx,ab{chr(code)}c\n".encode())
    assert found(rows) == [("a.csv", 2, "csvw.control-character")]
    message = rows.findings[0].message
    assert f"U+{code:04X}, character 3" in message.en
    assert f"U+{code:04X}, 3. znak" in message.cs
    assert chr(code) not in message.en + message.cs


def test_other_faults_show_control_characters_written_out(tmp_path: Path) -> None:
    rows = read(tmp_path, b"id,sa\x1b[2Jid\nx,y,\x1b[2J\n")
    assert len(rows.findings) == 2
    assert all("\x1b" not in f.message.cs + f.message.en + f.column for f in rows.findings)


def test_a_long_field_is_no_unpaired_quote(tmp_path: Path) -> None:
    before = csv.field_size_limit()
    rows = read(tmp_path, b"id,said\nx," + b"y" * 200_000 + b"\n")
    assert found(rows) == []
    assert csv.field_size_limit() == before


def test_a_folder_in_the_place_of_a_table_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.csv").mkdir()
    rows = read(tmp_path, None)
    assert found(rows) == [("a.csv", 0, "csvw.missing-file")]
    assert "folder" in rows.findings[0].message.en


def test_a_folder_is_never_the_similar_file(tmp_path: Path) -> None:
    (tmp_path / "a1.csv").mkdir()
    rows = read(tmp_path, None)
    assert found(rows) == [("a.csv", 0, "csvw.missing-file")]
    assert "a1.csv" not in rows.findings[0].message.en


def test_a_table_without_rows_is_one_finding(tmp_path: Path) -> None:
    assert found(read(tmp_path, b"id,said\n")) == [("a.csv", 0, "csvw.no-rows")]


@pytest.mark.parametrize("text", [b"id,said\rx,1\r", b"id,said\r\nx,1\ry,2\r\n"])
def test_a_lone_carriage_return_is_one_finding(text: bytes, tmp_path: Path) -> None:
    rows = read(tmp_path, text)
    assert found(rows) == [("a.csv", 1 if b"\n" not in text else 2, "csvw.line-ends")]


def test_crlf_and_blank_lines_at_the_end_are_good(tmp_path: Path) -> None:
    assert found(read(tmp_path, b"id,said\r\nx,1\r\n\r\n")) == []


def test_blank_rows_are_found_where_they_stand(tmp_path: Path) -> None:
    rows = read(tmp_path, b"id,said\n\nx,1\n,\ny,2\n")
    assert found(rows) == [("a.csv", 2, "csvw.blank-row"), ("a.csv", 4, "csvw.blank-row")]
    assert [row.number for row in rows.of("a.csv")] == [3, 5]


def test_each_row_with_bad_bytes_is_found_up_to_twenty(tmp_path: Path) -> None:
    rows = read(tmp_path, b"id,said\nx,\xe8\xe8\ny,good\nz,\xe8\n")
    assert found(rows) == [("a.csv", 2, "csvw.encoding"), ("a.csv", 4, "csvw.encoding")]
    rows = read(tmp_path, b"id,said\n" + b"x,\xe8\n" * 50)
    assert len(rows.findings) == 20
    assert "not listed" in rows.findings[-1].message.en
