"""Read query files and their ``#+`` headers (YAML): the source of help, README and pages.

A parameter is a slot ``VALUES ?name { default }`` in the query, so that the file runs as it is
on any SPARQL 1.1 engine; ``Question.text_with`` fills the slot with properly written literals.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from graph_tools.errors import QueryError, Text, UsageError, nearest

__all__ = [
    "GROUPS",
    "PORTFOLIO",
    "Question",
    "find_page",
    "find_question",
    "read_all",
    "read_library",
    "read_question",
]

GROUPS: Mapping[str, Text] = {
    "": Text("Základní tabulky", "Contract tables"),
    "gaps": Text("Mezery", "Gaps"),
    "coverage": Text("Pokrytí cílů", "Coverage of goals"),
    "coordination": Text("Koordinace", "Coordination"),
    "actors": Text("Aktéři", "Actors"),
    "time": Text("Čas a termíny", "Time and deadlines"),
    "links": Text("Navazující strategie a peníze", "Linked strategies and money"),
    "evidence": Text("Ukazatele, doklady a překážky", "Indicators, evidence and barriers"),
    "trust": Text("Spolehlivost čtení", "Trust in the readings"),
    "portfolio": Text("Více strategií", "Several strategies"),
}
"""Folders of the library in the order in which it is listed, and what they are called."""

PORTFOLIO = "portfolio"
"""The group whose questions are asked of all strategies of a store at once."""

_SLOT = r"VALUES\s+\?{name}\s*\{{[^{{}}]*\}}"
_HEADER_KEYS = {"title", "question", "columns", "coded", "about", "parameters", "tags", "lists"}


@dataclass(frozen=True)
class Question:
    """One query file.

    Attributes:
        name: stem of the file.
        text: the whole file, valid SPARQL.
        title, question: what it is called and what it asks.
        columns: description of each column by name, in the order of the projection.
        coded: code list (local name of its scheme) of each column that holds its notations.
        about: kind of item of each column that holds items' codes: ``goal``, ``measure``,
            ``strategic-measure``, ``actor``, ``sub-area``, ``strategy``, ``code``, ``barrier``,
            ``abbreviation``.
        parameters: what each parameter takes, by name; ``a | b | c`` is a closed list, ``day …``
            a day written YYYY-MM-DD, ``date: …`` a day, month or year, ``how many …`` a whole
            number.
        tags: groups the query belongs to.
        lists: columns that hold several values joined by ``; `` (sorted by the runner, since
            SPARQL leaves the order of GROUP_CONCAT open).
        group: folder of the file, a key of ``GROUPS`` in the library.
    """

    name: str
    text: str
    title: Text
    question: Text
    columns: Mapping[str, Text]
    coded: Mapping[str, str]
    about: Mapping[str, str]
    parameters: Mapping[str, str]
    tags: tuple[str, ...]
    lists: tuple[str, ...]
    group: str

    def text_with(self, values: Mapping[str, str]) -> str:
        """Return the query with its parameters set to ``values``.

        Raises:
            UsageError: an unknown parameter, or a value outside its list.
        """
        text = self.text
        for name, value in sorted(values.items()):
            if name not in self.parameters:
                raise _unknown_parameter(self, name)
            choices = [choice.strip() for choice in self.parameters[name].split("|")]
            if len(choices) > 1 and value not in choices:
                guess = nearest(value, choices) or choices[0]
                listed = ", ".join(choices)
                raise UsageError(Text(
                    f"Parametr {name} nemůže být „{value}“. Povolené: {listed}. "
                    f"Nejbližší: {guess}.",
                    f"Parameter {name} cannot be '{value}'. Allowed: {listed}. Nearest: {guess}.",
                ))  # fmt: skip
            _check_form(name, value, self.parameters[name])
            slot = f"VALUES ?{name} {{ {_literal(value)} }}"
            # Split and join, since a replacement pattern would read backslashes in the value.
            text = slot.join(re.split(_SLOT.format(name=name), text))
        return text


def read_library(folder: Path) -> list[Question]:
    """Return the questions of ``folder`` (not of its sub-folders), sorted by name.

    Raises:
        QueryError: a header is missing or wrong.
    """
    return [read_question(path) for path in sorted(folder.glob("*.rq"))]


def read_all(folder: Path, *, portfolio: bool = False) -> list[Question]:
    """Return the library below ``folder``, group by group, each sorted by name.

    Args:
        folder: folder of the query library.
        portfolio: also the questions that are asked of several strategies at once.

    Raises:
        QueryError: a header is missing or wrong.
    """
    groups = [group for group in GROUPS if portfolio or group != PORTFOLIO]
    return [question for group in groups for question in read_library(folder / group)]


def find_page(folder: Path, name: str) -> Question:
    """Return the question called ``name`` among those that feed pages and commands.

    They lie in ``folder/pages``, one sub-folder for each page or command that reads them.
    """
    return read_question(next((folder / "pages").glob(f"*/{name}.rq")))


def find_question(folder: Path, name: str) -> Question:
    """Return the question called ``name``, or the query file at that path.

    Raises:
        UsageError: there is neither; the message names the nearest question.
        QueryError: the header is wrong.
    """
    path = Path(name)
    if path.suffix == ".rq":
        if path.is_file():
            return read_question(path, strict=False)
        raise UsageError(Text(f"Soubor {name} neexistuje.", f"There is no file {name}."))
    paths = {path.stem: path for group in GROUPS for path in (folder / group).glob("*.rq")}
    if name in paths:
        return read_question(paths[name])
    known = sorted(paths)
    guess = nearest(name, known)
    raise UsageError(Text(
        f"Dotaz „{name}“ neexistuje."
        + (f" Nejbližší: {guess}." if guess else "")
        + " Seznam dotazů: strategy-graph queries",
        f"There is no query '{name}'."
        + (f" Nearest: {guess}." if guess else "")
        + " List of queries: strategy-graph queries",
    ))  # fmt: skip


def read_question(path: Path, *, strict: bool = True) -> Question:
    """Return the query file at ``path``.

    Args:
        path: a ``.rq`` file in UTF-8.
        strict: a header is required (the library); else it may be missing (a user's file).
    """
    try:
        text = path.read_text(encoding="utf-8-sig")  # editors may add the mark
    except UnicodeDecodeError:
        raise QueryError(Text(
            f"Soubor {path} není v kódování UTF-8.", f"The file {path} is not UTF-8."
        )) from None  # fmt: skip
    lines = [line[2:].removeprefix(" ") for line in text.splitlines() if line.startswith("#+")]
    header = _parse_header("\n".join(lines), path) if lines else {}
    _check_shapes(header, path)
    if strict:
        missing = sorted({"title", "question", "columns", "tags"} - set(header))
        unknown = sorted(set(header) - _HEADER_KEYS)
        if missing or unknown:
            raise QueryError(Text(
                f"Záhlaví {path.name}: chybí {missing}, neznámé {unknown}.",
                f"Header of {path.name}: missing {missing}, unknown {unknown}.",
            ))  # fmt: skip
    title = header.get("title", {"cs": path.stem, "en": path.stem})
    return Question(
        name=path.stem,
        text=text,
        title=_text(title),
        question=_text(header.get("question", title)),
        columns={name: _text(value) for name, value in header.get("columns", {}).items()},
        coded=header.get("coded", {}),
        about=header.get("about", {}),
        parameters=header.get("parameters", {}),
        tags=tuple(header.get("tags", ())),
        lists=tuple(header.get("lists", ())),
        group=path.parent.name if path.parent.name in GROUPS else "",
    )


def _parse_header(header: str, path: Path) -> dict[str, Any]:
    """Return the YAML header as a dictionary."""
    import yaml  # only commands that read queries pay for it

    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        parsed = yaml.load(header, Loader=loader)  # noqa: S506 - a safe loader, in C where built
    except (yaml.YAMLError, ValueError) as error:  # ValueError: a date such as 2024-13-45
        raise QueryError(Text(
            f"Záhlaví {path.name} není platný YAML: {error}",
            f"The header of {path.name} is not valid YAML: {error}",
        )) from None  # fmt: skip
    if not isinstance(parsed, dict):
        raise QueryError(Text(
            f"Záhlaví {path.name} nemá tvar klíč: hodnota.",
            f"The header of {path.name} is not made of key: value lines.",
        ))  # fmt: skip
    return parsed


def _check_shapes(header: dict[str, Any], path: Path) -> None:
    """Raise where an entry of the header is not made of what it must be made of."""
    wrong: list[tuple[str, Text]] = []
    for name, value in header.items():
        pairs = value.items() if isinstance(value, dict) else None
        if not isinstance(name, str):
            wrong.append((str(name), Text("klíč musí být text", "a key must be text")))
        elif name in {"title", "question"} and not _is_said(value):
            wrong.append((name, Text("má být text nebo {cs: …, en: …}",
                                     "must be text or {cs: …, en: …}")))  # fmt: skip
        elif name == "columns" and not (
            pairs is not None
            and all(isinstance(key, str) and _is_said(text) for key, text in pairs)
        ):
            wrong.append((name, Text("má mít tvar název: {cs: …, en: …}",
                                     "must be name: {cs: …, en: …} lines")))  # fmt: skip
        elif name in {"coded", "about", "parameters"} and not (
            pairs is not None
            and all(_is_variable(key) and isinstance(text, str) for key, text in pairs)
        ):
            wrong.append((name, Text("má mít tvar název: text", "must be name: text lines")))
        elif name in {"tags", "lists"} and not (
            isinstance(value, list) and all(isinstance(item, str) for item in value)
        ):
            wrong.append((name, Text("má být seznam textů", "must be a list of texts")))
    if wrong:
        raise QueryError(Text(
            f"Záhlaví {path.name}: " + "; ".join(f"{name} – {why.cs}" for name, why in wrong) + ".",
            f"Header of {path.name}: " + "; ".join(f"{name} {why.en}" for name, why in wrong) + ".",
        ))  # fmt: skip


def _is_said(value: object) -> bool:
    """Say whether ``value`` is a text, or texts by language."""
    if isinstance(value, dict):
        return all(isinstance(part, str) for pair in value.items() for part in pair)
    return isinstance(value, str)


def _is_variable(name: object) -> bool:
    """Say whether ``name`` can be a variable of SPARQL."""
    return isinstance(name, str) and re.fullmatch(r"\w+", name) is not None


def _text(value: Any) -> Text:  # noqa: ANN401 - whatever YAML holds
    """Return ``{cs: …, en: …}`` or a plain text as ``Text``."""
    if isinstance(value, dict):
        return Text(str(value.get("cs", "")), str(value.get("en", "")))
    return Text(str(value), str(value))


def _unknown_parameter(question: Question, name: str) -> UsageError:
    """Return the error for a parameter the question does not take."""
    known = ", ".join(sorted(question.parameters)) or "–"
    guess = nearest(name, question.parameters)
    return UsageError(Text(
        f"Dotaz {question.name} nemá parametr „{name}“. Má: {known}."
        + (f" Nejbližší: {guess}." if guess else ""),
        f"Query {question.name} has no parameter '{name}'. It has: {known}."
        + (f" Nearest: {guess}." if guess else ""),
    ))  # fmt: skip


def _check_form(name: str, value: str, takes: str) -> None:
    """Raise where ``value`` is not a day or a number though the parameter ``takes`` one."""
    if takes.startswith("day "):
        fits = _is_day(value)
        form = Text("den ve tvaru RRRR-MM-DD, např. 2026-01-01",
                    "a day written YYYY-MM-DD, such as 2026-01-01")  # fmt: skip
    elif takes.startswith("date:"):
        whole = {4: f"{value}-01-01", 7: f"{value}-01", 10: value}.get(len(value), "")
        fits = _is_day(whole)
        form = Text("den, měsíc nebo rok, např. 2025-07-01, 2025-07 nebo 2025",
                    "a day, month or year, such as 2025-07-01, 2025-07 or 2025")  # fmt: skip
    elif takes.startswith("how many "):
        fits = value.isascii() and value.isdigit() and len(value) < 10
        form = Text("celé číslo, např. 3", "a whole number, such as 3")
    else:
        return
    if not fits:
        raise UsageError(Text(
            f"Parametr {name} nemůže být „{value}“: čeká se {form.cs}.",
            f"Parameter {name} cannot be '{value}': expected is {form.en}.",
        ))  # fmt: skip


def _is_day(text: str) -> bool:
    """Say whether ``text`` is a day of the calendar written YYYY-MM-DD."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _literal(value: str) -> str:
    """Return ``value`` as a SPARQL string literal; nothing in it can end the literal."""
    if any("\ud800" <= letter <= "\udfff" for letter in value):
        raise UsageError(Text(
            "Hodnota parametru obsahuje znak, který nelze zapsat v UTF-8.",
            "The value of the parameter has a character that UTF-8 cannot write.",
        ))  # fmt: skip
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    escaped = escaped.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t")
    return f'"{escaped}"'
