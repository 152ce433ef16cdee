"""Prove completeness both ways: every fact against its source lines, every line against facts."""

from graph_tools.sources.check import SourceCheck, check_sources

__all__ = ["SourceCheck", "check_sources"]
