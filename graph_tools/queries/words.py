"""Say an answer in words: headings from the query's header, code-list values by their labels.

Takes an answer and its question; gives an answer for people. CSV and JSON keep the contract's
names and codes; tables on a terminal and in Markdown are read by officials.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph_tools.errors import Text
from graph_tools.queries.engines import Answer
from graph_tools.queries.library import Question

__all__ = ["TRUTH", "in_words", "kept_places"]

TRUTH = {
    "yes": Text("ano", "yes"),
    "no": Text("ne", "no"),
    "unknown": Text("nelze říct", "cannot be said"),
}
"""What a column coded ``truth`` holds; not a code list of the vocabulary."""
_NOTHING = "–"


def in_words(
    answer: Answer, question: Question, terms: Iterable[Sequence[str]], lang: str
) -> Answer:
    """Return ``answer`` with headings and code-list values in ``lang``.

    Columns that are not shown in ``lang`` (``kept_places``) are left out.

    Args:
        answer: rows as the query gave them.
        question: its header names the columns, and the code list of each coded one.
        terms: rows of the page query ``terms``; needed where a column is coded.
        lang: ``cs`` or ``en``.
    """
    kept = kept_places(answer.columns, question, lang)
    names = [answer.columns[place] for place in kept]
    headings = tuple(
        question.columns[name].to(lang) if name in question.columns else name for name in names
    )
    labels = {("truth", value): said.to(lang) for value, said in TRUTH.items()}
    labels |= {
        (scheme, value): Text(label_cs, label_en).to(lang)
        for scheme, value, label_cs, label_en, *_ in terms
    }
    rows = [
        tuple(
            labels.get((question.coded.get(answer.columns[place], ""), row[place]), row[place])
            for place in kept
        )
        for row in answer.rows
    ]
    return Answer(headings, rows)


def kept_places(columns: Sequence[str], question: Question, lang: str) -> list[int]:
    """Return the places of the ``columns`` that are shown in ``lang``.

    Columns that say the same in the other language, and those that this query leaves empty
    (described as ``–``), are not.
    """
    other = "_en" if lang == "cs" else "_cs"
    return [
        place
        for place, name in enumerate(columns)
        if not (name.endswith(other) and name[: -len(other)] + f"_{lang}" in columns)
        and not (name in question.columns and question.columns[name].cs == _NOTHING)
    ]
