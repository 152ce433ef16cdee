"""The query library: questions in files with headers, asked of a built graph."""

from graph_tools.queries.library import Question, find_question, read_library
from graph_tools.queries.run import Answer, answer_from, ask, load_store

__all__ = [
    "Answer",
    "Question",
    "answer_from",
    "ask",
    "find_question",
    "load_store",
    "read_library",
]
