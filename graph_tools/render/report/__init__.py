"""The report: one offline page for A4, the same as Markdown, and a workbook of the gaps."""

from graph_tools.render.report.content import COLUMNS
from graph_tools.render.report.write import GapAnswer, write_report

__all__ = ["COLUMNS", "GapAnswer", "write_report"]
