"""The query library for the page: questions by group, and what turns their answers into words.

Takes the answers on the library, on names and on code lists, and the data of the page; gives one
part of the page. Which item a cell means is said by its name alone where exactly one item goes by
it; a name of several stays text, since a wrong link is worse than none.
"""

from __future__ import annotations

import re
from typing import Any

from graph_tools.answers import Answers, rows_of
from graph_tools.prefixes import ID, PREFIXES
from graph_tools.render.explorer.content import czech

__all__ = ["library_part"]

_COLUMNS: dict[str, str] = {
    "gap-names": "about name id",
    "library": "name group group_cs group_en title_cs title_en question_cs question_en text",
    "library-choices": "name key value scheme label_cs label_en",
    "library-columns": "name key label_cs label_en scheme about list kind",
    "library-parameters": "name key kind value label_cs label_en",
    "library-truth": "value label_cs label_en",
    "terms": "scheme value label_cs label_en definition_cs definition_en",
}

_LANGUAGE = re.compile(r", (?:česky|anglicky|in Czech|in English)$")
_Row = dict[str, str]


def library_part(answers: Answers, data: dict[str, Any]) -> dict[str, Any]:
    """Return the library as the page carries it.

    Args:
        answers: rows of the tables named in ``_COLUMNS``.
        data: what ``page_data`` gives.

    Returns:
        ``groups`` in their order, each with its name and its ``questions``; ``names``: for each
        kind of item the place of the one item that goes by a name, -1 where several do;
        ``terms``: labels of values that ``data`` lacks; ``prefixes`` of the ontologies; ``base``
        of the items' addresses.

    Raises:
        QueryError: an answer is missing or has other columns.
    """
    rows = {name: rows_of(answers, _COLUMNS, name) for name in _COLUMNS}
    groups: dict[str, dict[str, Any]] = {}
    for row in rows["library"]:
        group = groups.setdefault(
            row["group"],
            {"cs": czech(row["group_cs"]), "en": row["group_en"], "questions": []},
        )
        group["questions"].append(_question(row, rows))
    return {
        "base": ID,
        "groups": list(groups.values()),
        "names": _names(rows["gap-names"], data),
        "prefixes": PREFIXES,
        "terms": _terms(rows, data),
    }


def _question(row: _Row, rows: dict[str, list[_Row]]) -> dict[str, Any]:
    """Return one question with its columns and parameters."""
    return {
        "columns": [
            {
                "about": column["about"],
                "key": column["key"],
                "label": _heading(column),
                "list": bool(column["list"]),
                "scheme": column["scheme"].removesuffix("Scheme"),
                "shown": column["kind"],
            }
            for column in _of(row, rows["library-columns"])
        ],
        "name": row["name"],
        "parameters": [
            {
                "choices": [
                    [choice["value"], choice["scheme"].removesuffix("Scheme"), *_said(choice)]
                    for choice in _of(row, rows["library-choices"])
                    if choice["key"] == parameter["key"]
                ],
                "form": parameter["kind"],
                "key": parameter["key"],
                "label": _said(parameter),
                "value": parameter["value"],
            }
            for parameter in _of(row, rows["library-parameters"])
        ],
        "question": [czech(row["question_cs"]), row["question_en"]],
        "text": row["text"],
        "title": [czech(row["title_cs"]), row["title_en"]],
    }


def _of(question: _Row, rows: list[_Row]) -> list[_Row]:
    """Return the rows of one question."""
    return [row for row in rows if row["name"] == question["name"]]


def _said(row: _Row) -> list[str]:
    """Return the label of a row in Czech and English."""
    return [czech(row["label_cs"]), row["label_en"]]


def _heading(column: _Row) -> list[str]:
    """Return the heading of a column; the language goes without saying where it is the page's."""
    if column["kind"] == "both":
        return _said(column)
    return [_LANGUAGE.sub("", said) for said in _said(column)]


def _names(rows: list[_Row], data: dict[str, Any]) -> dict[str, dict[str, int]]:
    """Return the place of the item that goes by a name, by kind of item; -1 for several."""
    place = {item["id"]: index for index, item in enumerate(data["items"])}
    names: dict[str, dict[str, int]] = {}
    for row in rows:
        known = names.setdefault(row["about"], {})
        # An item that is not on the page makes a name doubtful all the same.
        known[row["name"]] = -1 if row["name"] in known else place.get(row["id"], -1)
    return names


def _terms(rows: dict[str, list[_Row]], data: dict[str, Any]) -> dict[str, list[str]]:
    """Return the labels of coded values of the library that the page does not have yet."""
    coded = {row["scheme"] for row in (*rows["library-columns"], *rows["library-choices"])}
    found = {
        f"{row['scheme'].removesuffix('Scheme')}/{row['value']}": _said(row)
        for row in rows["terms"]
        if row["scheme"] in coded
    }
    found |= {f"truth/{row['value']}": _said(row) for row in rows["library-truth"]}
    return {key: said for key, said in found.items() if key not in data["terms"]}
