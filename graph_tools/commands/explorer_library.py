"""The query library as answers for the explorer: what each question is called, takes and gives.

Takes the folder of queries; gives tables of text like those of a page query. What a parameter is
called in a form, and what is typed or chosen there, is said here once; a parameter or a choice
that has no words stops the build.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from graph_tools.answers import Answers
from graph_tools.errors import QueryError, Text
from graph_tools.queries import GROUPS, Question, read_all
from graph_tools.queries.words import TRUTH, kept_places

__all__ = ["library_answers"]


class _Asked(NamedTuple):
    """What a form asks for: ``form`` is how it is given, ``label`` what it is called."""

    form: str
    label: Text


_PART = "text"
_READING = _Asked("reading", Text("Počítaná čtení", "Readings counted"))
_PARAMETERS: Mapping[str, _Asked] = {
    "Roman numeral": _Asked("strategic-measure", Text("Strategické opatření", "Strategic measure")),
    "abbreviation or name of a responsible actor":
        _Asked("actor", Text("Odpovědný aktér", "Responsible actor")),
    "abbreviation or name of an actor": _Asked("actor", Text("Aktér", "Actor")),
    "abbreviation or name of one of the two":
        _Asked("actor", Text("Jeden ze dvou aktérů", "One of the two actors")),
    "abbreviation or name of one of them":
        _Asked("actor", Text("Jeden z odpovědných aktérů", "One of the responsible actors")),
    "abbreviation or name of the actor who leaves":
        _Asked("actor", Text("Aktér, který odejde", "Actor who leaves")),
    "any | strict | default | lenient": _READING,
    "code of a linked strategy":
        _Asked("code", Text("Kód navazující strategie", "Code of a linked strategy")),
    "code of a measure": _Asked("measure", Text("Opatření", "Measure")),
    "code of a sub-area": _Asked("sub-area", Text("Podokruh", "Sub-area")),
    "code of one of the two sub-areas":
        _Asked("sub-area", Text("Jeden ze dvou podokruhů", "One of the two sub-areas")),
    "date: first day, month or year, such as 2025-07-01":
        _Asked("date", Text("Od (den, měsíc nebo rok)", "From (day, month or year)")),
    "date: last day, month or year, such as 2025-12":
        _Asked("date", Text("Do (den, měsíc nebo rok)", "Until (day, month or year)")),
    "day as YYYY-MM-DD; by default no day, links are judged by the action plan and its measures":
        _Asked("day", Text(
            "Ke dni, např. 1. 7. 2025 (nevyplněno: podle akčního plánu a termínů opatření)",
            "As of, such as 2025-07-01 (empty: by the action plan and the measures' deadlines)",
        )),
    "day as YYYY-MM-DD; by default the end of the action plan":
        _Asked("day", Text(
            "Ke dni, např. 1. 7. 2025 (nevyplněno: ke konci akčního plánu)",
            "As of, such as 2025-07-01 (empty: at the end of the action plan)",
        )),
    "how many at least: certain and probable actors":
        _Asked("number", Text("Aktérů nejméně", "Actors, at least")),
    "how many at least: certain and probable goals":
        _Asked("number", Text("Cílů nejméně", "Goals, at least")),
    "how many at least: goals and codes in common, all readings counted":
        _Asked("number", Text(
            "Společných cílů a kódů nejméně", "Goals and codes in common, at least"
        )),
    "how many at least: measures in common in any reading":
        _Asked("number", Text("Společných opatření nejméně", "Measures in common, at least")),
    "how many at least: sub-areas":
        _Asked("number", Text("Podokruhů nejméně", "Sub-areas, at least")),
    "how many at most: measures": _Asked("number", Text("Opatření nejvýše", "Measures, at most")),
    "how many at most: sub-areas":
        _Asked("number", Text("Podokruhů nejvýše", "Sub-areas, at most")),
    "how many goals at once are many":
        _Asked("number", Text("Příliš mnoho cílů najednou je od", "Too many goals at once, from")),
    "how many measures are enough":
        _Asked("number", Text("Dost opatření je od", "Enough measures, from")),
    "how many months at least": _Asked("number", Text("Měsíců nejméně", "Months, at least")),
    "kind of barrier": _Asked("barrier", Text("Překážka", "Barrier")),
    "kind of discrepancy":
        _Asked("discrepancyKind", Text("Druh nesrovnalosti", "Kind of discrepancy")),
    "letter of an area": _Asked("area", Text("Okruh", "Area")),
    "number of a goal": _Asked("goal", Text("Cíl", "Goal")),
    "number of one of the two goals":
        _Asked("goal", Text("Jeden ze dvou cílů", "One of the two goals")),
    "part of the address, e.g. alignment/A1.4":
        _Asked(_PART, Text("Část adresy záznamu, např. alignment/A1.4",
                           "Part of a record's address, such as alignment/A1.4")),
    "part of the programme's name or abbreviation":
        _Asked(_PART, Text("Část názvu nebo zkratky programu",
                           "Part of the programme's name or abbreviation")),
    "part of the project's Czech title":
        _Asked(_PART, Text("Část názvu projektu", "Part of the project's Czech title")),
    "part of the strategy's Czech title":
        _Asked(_PART, Text("Část názvu strategie", "Part of the strategy's Czech title")),
    "short name of an actor": _Asked("actor", Text("Aktér", "Actor")),
    "strict | default | lenient": _READING,
}  # fmt: skip
"""What is asked for by how the header describes it."""

_CHOICES: Mapping[str, tuple[Text, Mapping[str, Text]]] = {
    "certainty": (Text("Jistota čtení", "Certainty of the reading"), {}),
    "events": (Text("Události", "Events"), {
        "any": Text("všechny", "all"),
        "held": Text("uskutečněné", "held"),
        "planned": Text("plánované", "planned"),
    }),
    "groups": (
        Text("Počítat i skupiny aktérů (obce, NNO, školy)",
             "Count groups of actors, too (towns, NGOs, schools)"),
        {"no": TRUTH["no"], "yes": TRUTH["yes"]},
    ),
    "kind": (Text("Druh", "Kind"), {
        "any": Text("všechny", "all"),
        "continuous": Text("průběžná", "continuous"),
        "yearly": Text("každoroční", "yearly"),
        "unknown": Text("bez uvedení termínu", "no deadline given"),
        "measures": Text("u opatření", "of measures"),
        "situation": Text("o situaci v kraji", "on the situation in the region"),
    }),
    "partners": (Text("Partnerské obce projektu", "Partner towns of the project"), {
        "any": Text("všechny obce", "all towns"),
        "yes": Text("jen partnerské", "partners only"),
        "no": Text("jen ostatní", "others only"),
    }),
    "role": (Text("Role", "Role"), {}),
    "scope": (Text("Která strategická opatření", "Which strategic measures"), {
        "listed": Text("jen ta, u nichž strategie uvádí cíle", "only those that list goals"),
        "all": Text("všechna", "all"),
    }),
    "status": (Text("Stav podle našeho hodnocení", "Status by our assessment"), {}),
    "which": (Text("Co vypsat", "What to list"), {
        "any": Text("události i usnesení", "events and resolutions"),
        "event": Text("události", "events"),
        "resolution": Text("usnesení", "resolutions"),
    }),
}  # fmt: skip
"""Closed lists by the parameter's name: what it is called, and what its values are called; where
the question has a coded column of that name, the code list says the latter."""


def library_answers(queries: Path) -> Answers:
    """Return the library below ``queries`` as tables.

    Returns:
        ``library``: one row a question, group by group; its text without the lines of the header.
        ``library-columns``: its columns in order; ``kind`` says in which language they are shown
        (``both``, ``cs``, ``en``, ``none``). ``library-parameters``: ``kind`` is how a value is
        given, ``value`` the default, empty for none. ``library-choices``: values of closed lists,
        in words or by the code list that has them.
        ``library-truth``: what columns coded ``truth`` hold.

    Raises:
        QueryError: a header is wrong, or a parameter or a choice has no words here.
    """
    questions = read_all(queries)
    return {
        "library": (
            ("name", "group", "group_cs", "group_en", "title_cs", "title_en", "question_cs",
             "question_en", "text"),
            [_row(question) for question in questions],
        ),
        "library-choices": (
            ("name", "key", "value", "scheme", "label_cs", "label_en"),
            [row for question in questions for row in _choices(question)],
        ),
        "library-columns": (
            ("name", "key", "label_cs", "label_en", "scheme", "about", "list", "kind"),
            [row for question in questions for row in _columns(question)],
        ),
        "library-parameters": (
            ("name", "key", "kind", "value", "label_cs", "label_en"),
            [row for question in questions for row in _parameters(question)],
        ),
        "library-truth": (
            ("value", "label_cs", "label_en"),
            [(value, *said) for value, said in TRUTH.items()],
        ),
    }  # fmt: skip


def _row(question: Question) -> tuple[str, ...]:
    """Return what a question is called, what it asks, and its text."""
    lines = [line for line in question.text.splitlines() if not line.startswith("#+")]
    return (
        question.name, question.group, *GROUPS[question.group], *question.title,
        *question.question, "\n".join(lines).strip() + "\n",
    )  # fmt: skip


def _columns(question: Question) -> Iterator[tuple[str, ...]]:
    """Yield what each column of a question is."""
    names = tuple(question.columns)
    kept = [{names[place] for place in kept_places(names, question, lang)} for lang in ("cs", "en")]
    for name, said in question.columns.items():
        czech, english = (name in shown for shown in kept)
        shown = "both" if czech and english else "cs" if czech else "en" if english else "none"
        yield (
            question.name, name, *said, question.coded.get(name, ""),
            question.about.get(name, ""), "yes" if name in question.lists else "", shown,
        )  # fmt: skip


def _parameters(question: Question) -> Iterator[tuple[str, ...]]:
    """Yield how a form asks for each parameter of a question."""
    for name, takes in question.parameters.items():
        if takes in _PARAMETERS:
            asked = _PARAMETERS[takes]
        elif "|" in takes and name in _CHOICES:
            asked = _Asked("choice", _CHOICES[name][0])
        else:
            raise _no_words(question, name, takes)
        yield (question.name, name, asked.form, _default(question, name), *asked.label)


def _choices(question: Question) -> Iterator[tuple[str, ...]]:
    """Yield the values of each closed list of a question, readings aside."""
    for name, takes in question.parameters.items():
        if "|" not in takes or takes in _PARAMETERS:
            continue
        scheme = question.coded.get(name, "")
        known = _CHOICES[name][1] if name in _CHOICES else {}
        for value in (choice.strip() for choice in takes.split("|")):
            if value not in known and not scheme:
                raise _no_words(question, name, value)
            yield (question.name, name, value, scheme, *known.get(value, ("", "")))


def _default(question: Question, name: str) -> str:
    """Return the value a parameter has in the file; empty where it has none."""
    found = re.search(rf'VALUES\s+\?{name}\s*\{{\s*"([^"]*)"\s*\}}', question.text)
    return found[1] if found else ""


def _no_words(question: Question, name: str, what: str) -> QueryError:
    """Return the error for a parameter that the form has no words for."""
    return QueryError(Text(
        f"Pro parametr {name} dotazu {question.name} („{what}“) nejsou slova do formuláře stránky.",
        f"There are no words for the parameter {name} of the query {question.name} ('{what}') "
        "in the form of the page.",
    ))  # fmt: skip
