"""A small portfolio written by hand: three strategies of two regions, as tables in folders.

north   links to the development strategy, of which it says that it is the one in ``growth``
south   links to that one too, but does not say which data set it is
growth  the development strategy of the north, whose codes the two others name
"""

from __future__ import annotations

import csv
import json
import tomllib
from dataclasses import dataclass
from pathlib import Path

from graph_tools.cli import main

__all__ = ["FOLDERS", "Portfolio", "build_of", "built_in", "rows_of", "write_portfolio"]

ROOT = Path(__file__).resolve().parent.parent.parent
TEMPLATE = ROOT / "data" / "liberec-social-inclusion" / "csv-metadata.json"
FOLDERS = ("growth", "north", "south")
LINES = "000 1 40"
HERE = Path(__file__).resolve().parent
DOUBTS = {  # other readings, and why
    "certain": ["", "", ""],
    "probable": ["", "poškozeno", "damaged"],
    "uncertain": ["II/1 | I/1", "poškozeno", "damaged"],
}
DATA = tomllib.loads((HERE / "regions.toml").read_text(encoding="utf-8"))


def lines(text: str) -> list[list[str]]:
    """Return the cells of the rows of ``text``."""
    rows = [line.strip() for line in text.splitlines() if line.strip()]
    return [["" if cell == "-" else cell for cell in row.split(" | ")] for row in rows]


def rows_of(name: str) -> dict[str, list[list[str]]]:
    """Return the rows of each table of a strategy, without the columns of the source."""
    given = {table: lines(text) for table, text in DATA[name].items()}
    measures = [code for (code,) in given["measures"]]
    return {
        "strategies": given["strategies"],
        "areas": [["A", "Oblast", "Area"]],
        "sub_areas": [["A1", "A", "Podoblast", "Sub-area"]],
        "priorities": [["p", "1", "A", "certain", "Priorita", "Priority"]],
        "goals": given["goals"],
        "strategic_measures": [["II", "2", "ThematicMeasure", "Opatření", "Measure"]],
        "measures": [[code, "A1", f"Opatření {code}", f"Measure {code}"] for code in measures],
        "indicators": [[code, "Počet", "Number"] for code in measures],
        "deadlines": [[code, "průběžně", "", "", "", "", "continuous"] for code in measures],
        "assessments": [
            [code, "fulfilled", "Splněno.", "Fulfilled.", "2026-01-31"] for code in measures
        ],
        "actors": given["actors"],
        "involvements": [[*row, "znění", "certain"] for row in given["involvements"]],
        "alignments": [[*row[:3], "X/1", row[3], *DOUBTS[row[3]]] for row in given["alignments"]],
        "external_references": [
            ["A1", row[0], *row[:3], "", "", *row[3:5], row[5].replace(";", " | "), row[6], "", ""]
            for row in given["references"]
        ],
        "identities": [[*row, "Stejný text.", "The same text."] for row in given["identities"]],
        "regions": given["regions"],
    }


def write_portfolio(folder: Path) -> list[Path]:
    """Write the three folders of tables below ``folder``; return them."""
    written = []
    for name in FOLDERS:
        rows = {table: found for table, found in rows_of(name).items() if found}
        below = folder / name
        below.mkdir(parents=True)
        described = _description(name, set(rows))
        for table in described["tables"]:
            stem = table["url"].removesuffix(".csv")
            columns = [c["name"] for c in table["tableSchema"]["columns"] if not c.get("virtual")]
            source = LINES.split() if "document" in columns else []
            found = rows.get(stem, [["000", "000.txt", "Dokument", "Document", "brochure", "40"]])
            with (below / table["url"]).open("w", encoding="utf-8", newline="") as out:
                writer = csv.writer(out, lineterminator="\n")
                writer.writerow(columns)
                writer.writerows(sorted([*row, *source] for row in found))
        text = json.dumps(described, ensure_ascii=False, indent=1)
        (below / "csv-metadata.json").write_text(text, encoding="utf-8")
        written.append(below)
    return written


def _description(name: str, tables: set[str]) -> dict:
    """Return the real description with other identifiers, of some tables, and the optional ones."""
    text = TEMPLATE.read_text(encoding="utf-8")
    text = text.replace("/id/liberec-social-inclusion/", f"/id/{name}/")
    text = text.replace("strategy/action-plan-2024-2025", "strategy/plan")
    described = json.loads(text)
    optional = (ROOT / "docs" / "optional-tables.json").read_text(encoding="utf-8")
    extra = json.loads(optional.replace("FOLDER", name))
    kept = {f"{table}.csv" for table in tables | {"documents"}}
    described["tables"] = [t for t in [*described["tables"], *extra] if t["url"] in kept]
    return described


@dataclass(frozen=True)
class Portfolio:
    """Folders of the tables by name, and the folder of the build."""

    tables: dict[str, Path]
    build: Path

    @property
    def store(self) -> Path:
        """The store on disk."""
        return self.build / "store"


def built_in(folder: Path) -> Portfolio:
    """Write the small portfolio below ``folder`` and build it without pages."""
    tables = {path.name: path for path in write_portfolio(folder / "tables")}
    portfolio = Portfolio(tables, folder / "build")
    assert main(build_of(portfolio)) == 0
    return portfolio


def build_of(portfolio: Portfolio, *more: str) -> list[str]:
    """Return the command that builds ``portfolio`` again."""
    folders = map(str, portfolio.tables.values())
    fixed = ["--build", str(portfolio.build), "--no-pages", "--jobs", "1", "--lang", "en"]
    return ["build", *folders, *fixed, *more]
