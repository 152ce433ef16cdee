"""The tables against the source documents, both ways; and that the comparison can fail."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from graph_tools.cli import main
from graph_tools.project import Project
from graph_tools.sources import check_sources
from graph_tools.sources.check import documents, further_spans, text_of
from graph_tools.sources.claims import (
    CLAIMS,
    are_words,
    is_code,
    is_date,
    is_literal,
    is_name,
    is_number,
)
from graph_tools.tables import Row, Rows, read_description, read_tables


@pytest.fixture(scope="module")
def rows(project: Project) -> Rows:
    tables = read_description(project.tables / "csv-metadata.json")
    return read_tables(project.tables, tables)


def test_every_fact_stands_in_its_lines_and_every_line_is_explained(
    rows: Rows, sources: Path
) -> None:
    found = check_sources(rows, sources)
    assert found.findings == []
    assert found.lines == found.covered + found.excluded
    assert found.claims > 1500
    assert found.excused < 0.02 * found.claims


FLOORS = {"code": 0.98, "date": 0.85, "literal": 0.92, "name": 0.85, "number": 0.86, "words": 0.9}
"""Least share of claims, by kind of evidence, that must be refused when the cell holds another
row's value instead. Names and deadlines repeat in neighbouring lines ("obce", "průběžně")."""


def test_a_cell_with_another_rows_value_is_refused(rows: Rows, sources: Path) -> None:
    texts = documents(rows, sources)
    further = further_spans(rows)
    caught: dict[str, list[bool]] = {kind: [] for kind in FLOORS}
    for table in {row.table.file: row.table for row in rows.rows}.values():
        of_table = [row for row in rows.of(table.file) if "first_line" in row.cells]
        for column in table.columns:
            if column.evidence is None:
                continue
            values = [row.cells[column.name] for row in of_table if row.cells[column.name]]
            for place, row in enumerate(of_table):
                value = row.cells[column.name]
                others = [v for v in values[place:] + values[:place] if v != value]
                if value and others:
                    text = text_of(row, texts, further)
                    held = CLAIMS[column.evidence](others[len(others) // 2] or "", text)
                    caught[column.evidence].append(not held)
    shares = {kind: sum(found) / len(found) for kind, found in caught.items()}
    assert {kind: share for kind, share in shares.items() if share < FLOORS[kind]} == {}, shares


def test_an_excuse_nobody_needs_is_found(rows: Rows, sources: Path) -> None:
    excuse = next(rows.of("excused_claims.csv"))
    extra = Row(excuse.table, 999, {**excuse.cells, "node": "measure/A1.4", "column": "title_cs"})
    found = check_sources(Rows([*rows.rows, extra]), sources)
    assert [finding.rule for finding in found.findings] == ["sources.unneeded-excuse"]


def test_a_line_nobody_covers_is_found(rows: Rows, sources: Path) -> None:
    fewer = Rows([r for r in rows.rows if r.table.file != "excluded_lines.csv"])
    rules = {finding.rule for finding in check_sources(fewer, sources).findings}
    assert rules == {"sources.uncovered-line"}


def test_swapped_documents_do_not_support_the_claims(
    rows: Rows, sources: Path, tmp_path: Path
) -> None:
    for path in sources.iterdir():
        shutil.copy(path, tmp_path)
    annex = next(tmp_path.glob("000_*"))
    lines = annex.read_text(encoding="utf-8").split("\n")
    annex.write_text("\n".join(lines[200:] + lines[:200]), encoding="utf-8")
    found = check_sources(rows, tmp_path)
    unsupported = [f for f in found.findings if f.rule != "sources.uncovered-line"]
    assert len(unsupported) > 500


def test_a_missing_document_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check-sources", str(tmp_path), "--lang", "en"]) == 2
    assert "000_2c8f1af94596ad22.txt" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("claim", "value", "text", "holds"),
    [
        (is_literal, "X/1,2,5", "prubézné X/1,2,5,8 v", True),
        (is_literal, "D3. 51", "D3.5k, D3. 51, El.1a", True),
        (is_literal, "E3.1", "D3.5k, E3.1k, El.1a", False),
        (is_literal, "3,4,12, … 13", "x 3,4,12, Lo\ncizimed 13", True),
        (is_code, "C1.7", "Cl17 oradenskych", True),
        (is_code, "A1.14", "Al 14 vyskytem", True),
        (is_code, "A1.5", "AlS poskytujicich", False),
        (is_code, "A1.2", "Al.3 Podpora", False),
        (is_literal, "E3.2d", "D3.1a, E3.1k, E3.2¢", False),
        (are_words, "Podpora dobrovolnictví", "Al.21 Podpora dobrovolnictvi #apo", True),
        (are_words, "Podpora dobrovolnictví", "Stipendijni program pro zaky", False),
        (is_name, "KÚ LK / OSV", "listiny KU LK /OSV V roce", True),
        (is_name, "KÚ LK / ORREP", "listiny KU LK / OSV V roce", False),
        (is_number, "4500000", "celkovou alokaci 4,5 mil. K¢", True),
        (is_number, "1400", "priblizné\n1 400 déti", True),
        (is_number, "78", "zapojilo 87 skol", False),
        (is_number, "2", "probéhla dvé krajska setkani", True),
        (is_number, "5", "okolo 500 déti", False),
        (is_number, "1", "okolo 500 déti", False),
        (is_date, "2024-05-14", "ze dne 14. 5. 2024. Zaseda", True),
        (is_date, "2024-05-15", "ze dne 14. 5. 2024. Zaseda", False),
        (is_date, "10/2024–12/2027", "(zépisy) 122027 10/2024 — Skoly", True),
        (is_date, "průběžně", "o1 vy x prubézné", True),
        (is_date, "1x ročně", "prabézné 5", False),
    ],
)
def test_a_claim_holds_only_where_the_text_says_it(
    claim: object, value: str, text: str, holds: bool
) -> None:
    assert callable(claim)
    assert claim(value, text) is holds
