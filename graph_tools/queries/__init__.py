"""The query library: questions in files with headers, asked of a built graph."""

from graph_tools.queries.engines import Answer, Engine, load_store
from graph_tools.queries.library import (
    GROUPS,
    Question,
    find_page,
    find_question,
    read_all,
    read_library,
)
from graph_tools.queries.run import answer_from

__all__ = [
    "GROUPS",
    "Answer",
    "Engine",
    "Question",
    "answer_from",
    "find_page",
    "find_question",
    "load_store",
    "read_all",
    "read_library",
]
