"""Write all files of the report from answers of queries."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from graph_tools import __version__
from graph_tools.answers import Answers
from graph_tools.render.report.content import Facts, GapAnswer, read_facts
from graph_tools.render.report.coverage import coverage, load
from graph_tools.render.report.deadlines import deadlines
from graph_tools.render.report.gaps import gaps
from graph_tools.render.report.goals import goals, measures
from graph_tools.render.report.markdown import as_markdown
from graph_tools.render.report.overview import overview, quality, sources
from graph_tools.render.report.page import Report, as_html
from graph_tools.render.report.words import Say
from graph_tools.render.report.workbook import write_workbook

__all__ = ["GapAnswer", "write_report"]


def write_report(
    answers: Answers,
    gap_answers: Mapping[str, GapAnswer],
    folder: Path,
    *,
    as_of: str | None,
    lang: str,
) -> list[Path]:
    """Write ``report.html``, ``report.md`` and ``gaps.xlsx`` and return their paths.

    Args:
        answers: columns and rows of the page queries named in ``COLUMNS``.
        gap_answers: the gaps by kind; a kind that is missing was not looked for.
        folder: an existing folder that receives the files.
        as_of: day on which deadlines are judged, YYYY-MM-DD; None for the end of the plan.
        lang: language of ``report.md``; the page carries both, Czech first.

    Raises:
        QueryError: an answer is missing or has other columns.
        UsageError: the plan has no end and no day is given.
    """
    facts = read_facts(answers, gap_answers, as_of)
    reports = {one: _report(facts, Say(one)) for one in ("cs", "en")}
    page, text, book = (folder / name for name in ("report.html", "report.md", "gaps.xlsx"))
    page.write_text(as_html(list(reports.values())), encoding="utf-8", newline="\n")
    text.write_text(as_markdown(reports[lang]), encoding="utf-8", newline="\n")
    write_workbook(facts, book)
    return [page, text, book]


def _report(facts: Facts, say: Say) -> Report:
    """Return the whole report in one language."""
    day = say.text(facts.day.said())
    return Report(
        lang=say.lang,
        title=say("Zpráva o vazbách strategie", "Report on the strategy’s cross-links"),
        about=[
            say.text(facts.strategy),
            say.text(facts.plan),
            say(f"Stav {day}; strategy-graph {__version__}",
                f"State {day}; strategy-graph {__version__}"),
        ],
        sections=[
            overview(facts, say), coverage(facts, say), load(facts, say), deadlines(facts, say),
            goals(facts, say), measures(facts, say), gaps(facts, say), quality(facts, say),
            sources(facts, say, __version__),
        ],
        contents=say("Obsah", "Contents"),
    )  # fmt: skip
