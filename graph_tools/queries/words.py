"""Say an answer in words: headings from the query's header, code-list values by their labels.

Takes an answer and its question; gives an answer for people. CSV and JSON keep the contract's
names and codes; tables on a terminal and in Markdown are read by officials.
"""

from __future__ import annotations

from pathlib import Path

from graph_tools.prefixes import SG, SKOS
from graph_tools.queries.library import Question
from graph_tools.queries.run import Answer

__all__ = ["in_words"]


def in_words(answer: Answer, question: Question, vocabulary: Path, lang: str) -> Answer:
    """Return ``answer`` with headings and code-list values in ``lang``.

    Args:
        answer: rows as the query gave them.
        question: its header names the columns, and the code list of each coded one.
        vocabulary: ``vocabulary.nt`` of the build.
        lang: ``cs`` or ``en``.
    """
    headings = tuple(
        question.columns[name].to(lang) if name in question.columns else name
        for name in answer.columns
    )
    if not question.coded:
        return Answer(headings, answer.rows)
    labels = _labels(vocabulary, lang)
    schemes = [question.coded.get(name) for name in answer.columns]
    rows = [
        tuple(
            labels.get((scheme, cell), cell) if scheme else cell
            for scheme, cell in zip(schemes, row, strict=True)
        )
        for row in answer.rows
    ]
    return Answer(headings, rows)


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
