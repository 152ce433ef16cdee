"""Say an answer in words: headings from the query's header, code-list values by their labels.

Takes an answer and its question; gives an answer for people. CSV and JSON keep the contract's
names and codes; tables on a terminal and in Markdown are read by officials.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from graph_tools.errors import Text
from graph_tools.prefixes import SG, SKOS
from graph_tools.queries.library import Question
from graph_tools.queries.run import Answer

__all__ = ["TRUTH", "in_words", "kept_places"]

TRUTH = {
    "yes": Text("ano", "yes"),
    "no": Text("ne", "no"),
    "unknown": Text("nelze říct", "cannot be said"),
}
"""What a column coded ``truth`` holds; not a code list of the vocabulary."""
_NOTHING = "–"


def in_words(answer: Answer, question: Question, vocabulary: Path, lang: str) -> Answer:
    """Return ``answer`` with headings and code-list values in ``lang``.

    Columns that are not shown in ``lang`` (``kept_places``) are left out.

    Args:
        answer: rows as the query gave them.
        question: its header names the columns, and the code list of each coded one.
        vocabulary: ``vocabulary.nt`` of the build.
        lang: ``cs`` or ``en``.
    """
    kept = kept_places(answer.columns, question, lang)
    names = [answer.columns[place] for place in kept]
    headings = tuple(
        question.columns[name].to(lang) if name in question.columns else name for name in names
    )
    labels = {("truth", value): said.to(lang) for value, said in TRUTH.items()}
    if set(question.coded.values()) - {"truth"}:
        labels |= _labels(vocabulary, lang)
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


def _labels(vocabulary: Path, lang: str) -> dict[tuple[str, str], str]:
    """Return the label of each (code list, notation)."""
    from pyoxigraph import Literal, NamedNode, RdfFormat, parse

    schemes: dict[str, str] = {}
    notations: dict[str, str] = {}
    labels: dict[str, str] = {}
    for quad in parse(path=vocabulary, format=RdfFormat.N_TRIPLES):
        if not isinstance(quad.subject, NamedNode):
            continue
        subject, value = quad.subject.value, quad.object
        if quad.predicate.value == SKOS + "inScheme" and isinstance(value, NamedNode):
            schemes[subject] = value.value.removeprefix(SG)
        elif quad.predicate.value == SKOS + "notation" and isinstance(value, Literal):
            notations[subject] = value.value
        elif (
            quad.predicate.value == SKOS + "prefLabel"
            and isinstance(value, Literal)
            and value.language == lang
        ):
            labels[subject] = value.value
    return {
        (scheme, notations[iri]): labels[iri]
        for iri, scheme in schemes.items()
        if iri in notations and iri in labels
    }
