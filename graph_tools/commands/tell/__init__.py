"""Traces and paths told in words: where what was asked meets how it is shown."""
