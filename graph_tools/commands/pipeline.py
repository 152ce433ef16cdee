"""The straight line from tables to a validated dataset, with one step said at a time."""

from __future__ import annotations

import sys
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from graph_tools.errors import Finding, Text
from graph_tools.prefixes import strategy_graphs
from graph_tools.project import Project
from graph_tools.texts import STEPS

if TYPE_CHECKING:
    from graph_tools.graph import Dataset

__all__ = ["Quiet", "Steps", "checked_dataset", "print_findings"]


class Steps:
    """Says how far a run is: a bar on a terminal, one line a step elsewhere (both on stderr)."""

    def __init__(self, total: int, lang: str) -> None:
        """Expect ``total`` steps, said in ``lang``."""
        self._lang = lang
        self._total = total
        self._done = 0
        self._bar: object | None = None

    def __enter__(self) -> Steps:
        """Show the bar where there is a terminal."""
        if sys.stderr.isatty():
            from tqdm import tqdm

            self._bar = tqdm(total=self._total, bar_format="{desc:<44} {bar:24} {n}/{total}",
                             leave=False)  # fmt: skip
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.close()  # type: ignore[attr-defined]

    def done(self, step: str, outcome: Text) -> None:
        """Say that ``step`` (a key of ``texts.STEPS``) ended with ``outcome``."""
        self.say(f"{STEPS[step].to(self._lang)}: {outcome.to(self._lang)}")

    def say(self, said: str) -> None:
        """Say that one more step ended."""
        self._done += 1
        if self._bar is not None:
            self._bar.set_description_str(said[:44])  # type: ignore[attr-defined]
            self._bar.update()  # type: ignore[attr-defined]
        print(said, file=sys.stderr) if self._bar is None else None


class Quiet(Steps):
    """Says nothing: for one strategy of many."""

    def __init__(self) -> None:
        """Expect any number of steps."""
        super().__init__(0, "cs")

    def say(self, said: str) -> None:
        """Say nothing."""


def checked_dataset(project: Project, steps: Steps) -> tuple[Dataset | None, list[Finding]]:
    """Return the dataset of the project's tables and all findings about it.

    The dataset is None where the tables have findings: a graph of faulty tables would only
    repeat them as faults of its own.

    Raises:
        StrategyGraphError: the description of the tables cannot be used.
    """
    from graph_tools.tables import read_description, read_tables

    tables = read_description(project.tables / "csv-metadata.json")
    rows = read_tables(project.tables, tables)
    steps.done("tables", Text(
        f"{len(tables)} tabulek, {len(rows.rows)} řádků, nálezů {len(rows.findings)}",
        f"{len(tables)} tables, {len(rows.rows)} rows, {len(rows.findings)} findings",
    ))  # fmt: skip
    if rows.findings:
        return None, rows.findings

    from graph_tools.graph import build_dataset

    graph, _, _ = strategy_graphs(project.tables.resolve().name)
    dataset = build_dataset(rows.rows, graph, project.ontology, _rules(project))
    steps.done("graph", Text(
        f"{len(dataset.quads)} trojic", f"{len(dataset.quads)} triples"
    ))  # fmt: skip

    from graph_tools.validate import validate_dataset

    findings = validate_dataset(dataset, project.shapes)
    steps.done("validation", Text(
        f"{len(project.shapes)} souborů pravidel, nálezů {len(findings)}",
        f"{len(project.shapes)} files of shapes, {len(findings)} findings",
    ))  # fmt: skip
    return dataset, findings


def print_findings(findings: list[Finding], lang: str) -> None:
    """Print one line a finding to stdout, in the order given."""
    for finding in findings:
        print(f"{finding.place(lang)}: {finding.message.to(lang)} [{_short(finding.rule)}]")


def _short(rule: str) -> str:
    """Return a rule's name without its namespace."""
    return rule.rsplit("#", 1)[-1]


def _rules(project: Project) -> list[Path]:
    """Return the CONSTRUCT rules."""
    return sorted((project.queries / "rules").glob("*.rq"))
