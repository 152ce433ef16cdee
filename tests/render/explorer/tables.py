"""What the tables in data/ say, counted in plain Python for the tests of the views."""

import csv
from pathlib import Path

DATA = Path(__file__).resolve().parents[3] / "data" / "liberec-social-inclusion"
READINGS = ("strict", "default", "lenient")
COUNTED = {
    "strict": {"certain"},
    "default": {"certain", "probable"},
    "lenient": {"certain", "probable", "uncertain"},
}


def table(name):
    """Return the rows of one table as dictionaries."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
