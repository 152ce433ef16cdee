"""The query library: questions in files with headers, asked of a built graph."""

from graph_tools.queries.library import (
    GROUPS,
    Question,
    find_page,
    find_question,
    read_all,
    read_library,
)
from graph_tools.queries.run import Answer, answer_from, ask, load_store

__all__ = [
    "GROUPS",
    "Answer",
    "Question",
    "answer_from",
    "ask",
    "find_page",
    "find_question",
    "load_store",
    "read_all",
    "read_library",
]
