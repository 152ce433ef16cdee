"""Write the gaps as an Excel workbook: an overview, a sheet a kind, and the discrepancies.

No cell is ever a formula, codes are text without a warning, and the same gaps give the same bytes.
openpyxl is imported here only.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from graph_tools.errors import Text
from graph_tools.render.report.content import Facts, Gap, GapKind, Place
from graph_tools.render.report.gaps import gaps_heading, is_paired, measure_told
from graph_tools.render.report.parts import concerned, heading, scattered, short_name
from graph_tools.render.report.words import READINGS, Say
from graph_tools.texts import visible

__all__ = ["write_workbook"]

_Cell = str | int
_OVERVIEW, _QUALITY = "Přehled", "Nesrovnalosti"
_LONGEST_NAME, _LONGEST_TEXT = 31, 32_000
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
_SOURCE = ("Dokument", "Název dokumentu", "První řádek", "Poslední řádek")
_SOURCE_WIDTHS = (11, 40, 10, 10)
_MOMENT = (1980, 1, 1, 0, 0, 0)  # the first one a zip file knows
_HEAD = PatternFill("solid", fgColor="1D3C5D")
_SAY = Say("cs")


def write_workbook(facts: Facts, path: Path) -> None:
    """Write the gaps and discrepancies of ``facts`` to ``path``; the headings are Czech."""
    book = Workbook()
    overview = book.active
    if not isinstance(overview, Worksheet):
        raise TypeError("a new workbook has no sheet")
    overview.title = _OVERVIEW
    names = _names(facts)
    _overview(overview, facts, names)
    for kind in facts.kinds:
        _kind(book.create_sheet(names[kind.name]), facts, kind)
    _quality(book.create_sheet(_QUALITY), facts)
    book.properties.creator = "strategy-graph"
    book.properties.title = f"Mezery – {facts.strategy.cs}"
    book.properties.language = "cs"
    out = io.BytesIO()
    book.save(out)
    moment = datetime.combine(facts.day.shown, datetime.min.time())
    path.write_bytes(_steady(out.getvalue(), moment))


def _names(facts: Facts) -> dict[str, str]:
    """Return the name of each kind's sheet: Czech, short, allowed, and no two alike."""
    names: dict[str, str] = {}
    taken = {_OVERVIEW.casefold(), _QUALITY.casefold()}
    for kind in facts.kinds:
        plain = heading(_FORBIDDEN.sub(" ", kind.label.cs).strip()) or kind.name
        name, number = plain[:_LONGEST_NAME].strip(), 1
        while name.casefold() in taken:
            number += 1
            end = f" {number}"
            name = plain[: _LONGEST_NAME - len(end)].strip() + end
        taken.add(name.casefold())
        names[kind.name] = name
    return names


def _overview(sheet: Worksheet, facts: Facts, names: dict[str, str]) -> None:
    """Fill the first sheet: each kind with its meaning, counts and a link to its sheet."""
    readings = [heading(name.cs) + (" čtení" if name.cs != "i pravděpodobná" else "")
                for name in READINGS.values()]  # fmt: skip
    head = ["Druh mezery", "Význam", *readings, "List"]
    rows: list[list[_Cell]] = []
    for kind in facts.kinds:
        counts: Sequence[_Cell] = kind.counts() if kind.gaps is not None else ("–",) * 3
        rows.append([heading(kind.label.cs), kind.meaning.cs, *counts, names[kind.name]])
    amount = len(facts.discrepancies)
    meaning = f"Rozpory, ztráty a poškození v dokumentech: {scattered(facts, _SAY)}."
    rows.append(["Nesrovnalosti v dokumentech", meaning, amount, amount, amount, _QUALITY])
    _fill(sheet, head, rows, (30, 70, 12, 16, 12, 32))
    for number, row in enumerate(rows, 2):
        link = sheet.cell(number, len(head))
        where = Hyperlink(ref=link.coordinate, location=f"'{row[-1]}'!A1", display=str(row[-1]))
        link.hyperlink = where
        link.font = Font(color="2362A2", underline="single")
    about = [
        facts.strategy.cs,
        facts.plan.cs,
        f"Termíny jsou posouzeny {facts.day.said().cs}.",
        "Stav opatření je naše hodnocení podle kritérií zprávy o plnění; není úřední.",
        "Pomlčka místo počtu: tento druh mezer se v sestavení nezjišťoval.",
    ]
    for number, said in enumerate(about, len(rows) + 3):
        _put(sheet, number, 1, said, wrap=False)


def _kind(sheet: Worksheet, facts: Facts, kind: GapKind) -> None:
    """Fill the sheet of one kind of gaps; the English reason is its last column."""
    paired = is_paired(kind)
    more = {"measure": ("Název", "Odpovídá", "Překážky"), "goal": ("Název",)}
    told = more.get(kind.about.get("item", ""), ())
    columns = [
        (gaps_heading(kind, "item", _SAY), 18),
        *zip(told, (40, 24, 28), strict=False),
        *([(gaps_heading(kind, "partner", _SAY), 24)] if paired else []),
        ("Proč", 70),
        *((heading(name.cs), width) for name, width in zip(READINGS.values(), (10, 16, 10),
                                                           strict=True)),
        *zip(_SOURCE, _SOURCE_WIDTHS, strict=True),
        ("Proč anglicky", 40),
    ]  # fmt: skip
    rows: list[list[_Cell]] = [
        [_item(facts, kind, "item", gap.item), *(_told(facts, kind, gap) if told else []),
         *([_item(facts, kind, "partner", gap.partner)] if paired else []), gap.reason.cs,
         *("ano" if held else "ne" for held in gap.holds), *_source(facts, gap.place),
         gap.reason.en]
        for gap in kind.gaps or ()
    ]  # fmt: skip
    none = Text("Žádná mezera tohoto druhu nebyla nalezena.", "")
    if kind.gaps is None:
        none = Text("Tento druh mezer se v sestavení nezjišťoval.", "")
    head, widths = [name for name, _ in columns], [width for _, width in columns]
    _fill(sheet, head, rows or [[none.cs]], widths)


def _told(facts: Facts, kind: GapKind, gap: Gap) -> list[str]:
    """Return what is known of the goal or measure a gap is about, besides its code."""
    if kind.about.get("item") == "goal":
        return [facts.goals[gap.item].title.cs if gap.item in facts.goals else "–"]
    cells = measure_told(facts, gap.item, _SAY)
    # Ordinary blanks, so that a reader finds a title as it is typed.
    return ["".join(bit.text for bit in cell).replace("\u00a0", " ") for cell in cells]


def _item(facts: Facts, kind: GapKind, column: str, code: str) -> str:
    """Return an item of a gap: barriers by their names, the rest by code."""
    if kind.about.get(column) == "barrier":
        return heading(facts.term("barrierScheme", code).cs)
    return short_name(facts, code, _SAY) if kind.about.get(column) == "actor" else code


def _quality(sheet: Worksheet, facts: Facts) -> None:
    """Fill the sheet of discrepancies, one row a place in the documents."""
    head = [
        "Označení",
        "Druh",
        "Týká se",
        "Co je v dokumentech",
        "Jak jsme s tím naložili",
        *_SOURCE,
    ]
    rows: list[list[_Cell]] = [
        [one.name, facts.term("discrepancyKindScheme", one.kind).cs,
         "".join(bit.text for bit in concerned(facts, one, _SAY)), one.said.cs, one.done.cs,
         *_source(facts, place)]
        for one in facts.discrepancies
        for place in sorted(one.places)
    ]  # fmt: skip
    none = "V dokumentech není zaznamenána žádná nesrovnalost."
    note = (
        f"V dokumentech je {scattered(facts, _SAY)}. Na listu má každé místo svůj řádek: "
        "nesrovnalost, která je na více místech, se opakuje pod stejným označením."
    )
    _fill(sheet, head, rows or [[none]], (32, 22, 22, 60, 60, *_SOURCE_WIDTHS), note)


def _source(facts: Facts, place: Place) -> list[_Cell]:
    """Return the columns of a source."""
    short, title, _ = facts.documents.get(place.document, (place.document, Text("", ""), ""))
    return [short, title.cs, place.first, place.last]


def _fill(
    sheet: Worksheet,
    head: Sequence[str],
    rows: Sequence[Sequence[_Cell]],
    widths: Sequence[int],
    note: str = "",
) -> None:
    """Write headings and rows; the headings stay in sight and filter the rows.

    A ``note`` stands in a row above the headings.
    """
    top = 2 if note else 1
    if note:
        _put(sheet, 1, 1, note, wrap=False)
    for column, name in enumerate(head, 1):
        _put(sheet, top, column, name)
        cell = sheet.cell(top, column)
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = _HEAD
        sheet.column_dimensions[get_column_letter(column)].width = widths[column - 1]
    for number, row in enumerate(rows, top + 1):
        for column, value in enumerate(row, 1):
            _put(sheet, number, column, value)
    sheet.freeze_panes = f"A{top + 1}"
    sheet.auto_filter.ref = f"A{top}:{get_column_letter(len(head))}{len(rows) + top}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"1:{top}"


def _put(sheet: Worksheet, row: int, column: int, value: _Cell, *, wrap: bool = True) -> None:
    """Write one cell: a number as a number, all else as text, whatever it begins with."""
    cell = sheet.cell(row, column)
    cell.alignment = Alignment(vertical="top", wrap_text=wrap)
    if isinstance(value, int):
        cell.value = value
        return
    cell.value = visible(value, keep="\n")[:_LONGEST_TEXT]
    cell.data_type = "s"
    cell.number_format = "@"


def _steady(data: bytes, moment: datetime) -> bytes:
    """Return the workbook with fixed times, inside and in the zip file around it."""
    stamp = moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in sorted(old.namelist(), key=lambda one: (one != "[Content_Types].xml", one)):
            content = old.read(name)
            if name == "docProps/core.xml":
                text = content.decode("utf-8")
                text = re.sub(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z", stamp, text)
                content = text.encode("utf-8")
            if name.startswith("xl/worksheets/sheet"):
                content = _without_warnings(content.decode("utf-8")).encode("utf-8")
            entry = zipfile.ZipInfo(name, date_time=_MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            new.writestr(entry, content)
    return out.getvalue()


def _without_warnings(sheet: str) -> str:
    """Return the XML of a sheet whose numbers stored as text are not marked as faults.

    Codes and the short names of documents are text although they look like numbers. openpyxl
    cannot write this element; it follows the page setup, the last thing in our sheets.
    """
    cells = re.search(r'<dimension ref="([A-Z0-9:]+)"', sheet)
    if not cells:
        return sheet
    mark = (
        f'<ignoredErrors><ignoredError sqref="{cells[1]}" numberStoredAsText="1"/></ignoredErrors>'
    )
    return sheet.replace("</worksheet>", f"{mark}</worksheet>")
