"""Invent strategies that look like the real one, for benchmarks and tests.

Usage: python benchmarks/generator.py N FOLDER [--seed S] [--full] [--graphs K]

Writes N folders of tables, each with its ``csv-metadata.json``, and ``known.json`` with what was
put where. The same N and seed give the same bytes; strategies of one portfolio differ in region,
size, goals and leads, and refer to codes of one another. Regions, actors and facts are invented.

--full      of the size of the real tables (some 28,000 quads); else about 7,700
--graphs K  no tables: K of the N strategies are built as ``build`` does, the others are copies
            under other names, as N-Quads in ``portfolio.nq`` beside ``vocabulary.nt``
"""

from __future__ import annotations

import argparse
import csv
import json
from functools import cache
from pathlib import Path

from invented.outline import outline, shape
from invented.tables import rows_of
from invented.words import GOALS

from graph_tools.answers import natural

ROOT = Path(__file__).resolve().parent.parent
TEMPLATE = ROOT / "data" / "liberec-social-inclusion"
OPTIONAL = ROOT / "docs" / "optional-tables.json"


@cache
def description() -> str:
    """Return the description of the real tables, which those invented share."""
    return (TEMPLATE / "csv-metadata.json").read_text(encoding="utf-8")


def write_strategy(
    folder: Path, seed: int, index: int, portfolio: int, full: bool = False
) -> dict[str, object]:
    """Write the tables of one strategy below ``folder``; return what was put where.

    Args:
        folder: receives a folder named as the strategy.
        seed: of the portfolio.
        index: which of its strategies.
        portfolio: how many strategies it has.
        full: as large as the real one.
    """
    made = outline(seed, index, portfolio, full)
    rows = rows_of(made, f"{seed}/{index}", full)
    name = made.shape.name
    target = folder / name
    target.mkdir(parents=True, exist_ok=True)
    text = description().replace(TEMPLATE.name, name)
    described = json.loads(text)
    described["dc:title"] = made.shape.title_cs
    optional = json.loads(OPTIONAL.read_text(encoding="utf-8").replace("FOLDER", name))
    described["tables"] += [table for table in optional if table["url"] in rows.tables]
    (target / "csv-metadata.json").write_text(
        json.dumps(described, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    for table in described["tables"]:
        schema = table["tableSchema"]
        columns = [c["name"] for c in schema["columns"] if not c.get("virtual")]
        keys = schema["primaryKey"]
        listed = rows.tables.pop(table["url"], [])
        listed.sort(key=lambda row: [natural(row[key]) for key in keys])
        with (target / table["url"]).open("w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, columns, restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(listed)
    if rows.tables:
        raise ValueError(f"rows of tables that are not described: {sorted(rows.tables)}")
    ordinary = [goal for goal in made.goals if goal not in made.special.values()]
    return {
        "title": made.shape.title_cs,
        "region": made.shape.region,
        "measures": len(made.measures),
        "goals": {number: GOALS[goal][0] for number, goal in made.goals.items()},
        "well_covered": ordinary,
        "linked": [other.name for other in made.linked],
        "gaps": made.gaps,
    }


def write_portfolio(folder: Path, seed: int, count: int, full: bool = False) -> list[Path]:
    """Write ``count`` strategies and ``known.json``; return their folders."""
    known = {}
    folders = []
    for index in range(count):
        name = shape(seed, index, full).name
        known[name] = write_strategy(folder, seed, index, count, full)
        folders.append(folder / name)
    text = json.dumps(known, ensure_ascii=False, indent=1, sort_keys=True)
    (folder / "known.json").write_text(text + "\n", encoding="utf-8")
    return folders


def main() -> int:
    """Write what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("count", type=int, metavar="N")
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--graphs", type=int, metavar="K")
    options = parser.parse_args()
    if options.graphs:
        from measuring.portfolio import write_graphs

        print(write_graphs(options.folder, options.count, options.graphs, options.seed))
    else:
        for path in write_portfolio(options.folder, options.seed, options.count, options.full):
            print(path)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
