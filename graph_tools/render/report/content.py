"""Turn the answers of the page queries into the facts a report tells; no words of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from graph_tools.answers import GAP_COLUMNS, Answers, natural, rows_of
from graph_tools.errors import QueryError, Text, UsageError
from graph_tools.render.report.words import LEVELS, Day, last_day

__all__ = [
    "COLUMNS", "Deadline", "Discrepancy", "Facts", "Gap", "GapAnswer", "GapKind", "Goal",
    "Link", "Measure", "Place", "Work", "read_facts",
]  # fmt: skip

_SPAN = "document first_line last_line"
COLUMNS: dict[str, str] = {
    "gap-kinds": "kind label_cs label_en definition_cs definition_en rank",
    "report-alignments": f"measure goal certainty reading {_SPAN}",
    "report-assessments": f"measure status reason_cs reason_en {_SPAN}",
    "report-barriers": f"measure barrier reason_cs reason_en {_SPAN}",
    "report-deadlines": f"measure wording_cs wording_en start end recurrence {_SPAN}",
    "report-discrepancies":
        "id kind about code name_cs name_en description_cs description_en "
        f"resolution_cs resolution_en {_SPAN}",
    "report-documents": "document short title_cs title_en lines",
    "report-goals": f"goal title_cs title_en priority_cs priority_en {_SPAN}",
    "report-involvements": f"measure role certainty actor name_cs name_en group {_SPAN}",
    "report-measures":
        f"measure title_cs title_en sub_area indicator_cs indicator_en {_SPAN}",
    "report-plans": "strategy_cs strategy_en plan_cs plan_en start end",
    "report-sub-areas": "sub_area title_cs title_en area area_title_cs area_title_en",
    "report-totals": f"status count total {_SPAN}",
    "terms": "scheme value label_cs label_en definition_cs definition_en",
}  # fmt: skip
"""Page queries a report needs, and their columns."""

_Row = Mapping[str, str]
_NOTHING = Text("", "")


@dataclass(frozen=True)
class GapAnswer:
    """The answer to one gap query.

    Attributes:
        columns, rows: as the query gave them.
        title: what the query is called.
        headings: what its columns are, by name.
        about: kind of item its columns hold, by name.
    """

    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    title: Text
    headings: Mapping[str, Text]
    about: Mapping[str, str]


@dataclass(frozen=True, order=True)
class Place:
    """Lines of a document; ``document`` is its file."""

    document: str
    first: int
    last: int


@dataclass(frozen=True)
class Work:
    """One actor on one measure."""

    actor: str
    role: str
    certainty: str


@dataclass(frozen=True)
class Deadline:
    """When a measure is due: words of the document, last day or recurrence, both may be missing."""

    wording: Text
    end: str
    recurrence: str


@dataclass
class Measure:
    """A measure with all a report says about it."""

    code: str
    title: Text
    sub_area: str
    indicator: Text
    place: Place
    deadlines: list[Deadline] = field(default_factory=list)
    status: str = ""
    reason: Text = _NOTHING
    work: list[Work] = field(default_factory=list)
    barriers: list[str] = field(default_factory=list)

    def ends(self) -> str:
        """Return the end of its last deadline; empty where it has none."""
        return max((one.end for one in self.deadlines if one.end), key=last_day, default="")

    def leads(self, least: str = "uncertain") -> list[Work]:
        """Return who is responsible in readings at least as sure as ``least``."""
        return [
            one for one in self.work
            if one.role == "responsible" and LEVELS.index(one.certainty) <= LEVELS.index(least)
        ]  # fmt: skip


@dataclass(frozen=True)
class Link:
    """A measure contributes to a goal."""

    measure: str
    goal: str
    certainty: str
    reading: str
    place: Place


@dataclass(frozen=True)
class Goal:
    """A goal of the strategy."""

    code: str
    title: Text
    priority: Text
    place: Place


@dataclass(frozen=True)
class Gap:
    """One gap; ``holds`` says in which of the three readings."""

    item: str
    partner: str
    reason: Text
    holds: tuple[bool, bool, bool]
    place: Place


@dataclass(frozen=True)
class GapKind:
    """A kind of gaps.

    Attributes:
        name: its notation.
        label, meaning: what it is called and what it means.
        headings: what item and partner are, by column.
        about: kind of item each of the two columns holds, where the query says so.
        gaps: the gaps, the gravest first; None where this kind has not been looked for.
    """

    name: str
    label: Text
    meaning: Text
    headings: Mapping[str, Text]
    about: Mapping[str, str]
    gaps: Sequence[Gap] | None

    def counts(self) -> tuple[int, int, int]:
        """Return the number of gaps in the three readings."""
        a, b, c = (sum(gap.holds[level] for gap in self.gaps or ()) for level in range(3))
        return a, b, c


@dataclass(frozen=True)
class Discrepancy:
    """A place where documents contradict each other or cannot be read.

    Attributes:
        name: its identifier.
        kind: value of the code list.
        about: kind, code and name of each item it is about; code and name may be empty.
        said: what the documents say.
        done: what we did about it.
        places: the lines.
    """

    name: str
    kind: str
    about: list[tuple[str, str, Text]]
    said: Text
    done: Text
    places: list[Place]


@dataclass(frozen=True)
class Facts:
    """Everything a report tells; lists and keys stand in the order people count."""

    strategy: Text
    plan: Text
    day: Day
    goals: Mapping[str, Goal]
    sub_areas: Mapping[str, tuple[Text, str, Text]]
    measures: Mapping[str, Measure]
    links: Sequence[Link]
    names: Mapping[str, Text]
    groups: frozenset[str]
    kinds: Sequence[GapKind]
    discrepancies: Sequence[Discrepancy]
    documents: Mapping[str, tuple[str, Text, str]]
    totals: Mapping[str, tuple[int, str, Sequence[Place]]]
    terms: Mapping[tuple[str, str], tuple[Text, Text]]

    def term(self, scheme: str, value: str) -> Text:
        """Return the label of a value of a code list, else the value."""
        return self.terms.get((scheme, value), (Text(value, value), Text("", "")))[0]

    def linked(self, goal: str, least: str = "uncertain") -> list[Link]:
        """Return the links to ``goal`` in readings at least as sure as ``least``."""
        return [
            link for link in self.links
            if link.goal == goal and LEVELS.index(link.certainty) <= LEVELS.index(least)
        ]  # fmt: skip


def read_facts(answers: Answers, gaps: Mapping[str, GapAnswer], as_of: str | None) -> Facts:
    """Return the facts of a report.

    Args:
        answers: columns and rows of the page queries named in ``COLUMNS``.
        gaps: gaps by kind; a kind that is missing was not looked for.
        as_of: day on which deadlines are judged, YYYY-MM-DD; None for the end of the plan.

    Raises:
        QueryError: an answer is missing or has other columns.
        UsageError: the plan has no end and no day is given.
    """
    rows = {name: rows_of(answers, COLUMNS, name) for name in sorted(COLUMNS)}
    plans = rows["report-plans"]
    ends = [row["end"] for row in plans if row["end"]]
    if not as_of and not ends:
        raise UsageError(Text(
            "Konec plánu v datech není. Zadejte den, ke kterému se termíny posuzují: --as-of",
            "The data do not say when the plan ends. Give the day to judge deadlines on: --as-of",
        ))  # fmt: skip
    plan_end = max((last_day(end).isoformat() for end in ends), default="")
    documents = {
        row["document"]: (row["short"], _said(row, "title"), row["lines"])
        for row in rows["report-documents"]
    }
    work = rows["report-involvements"]
    return Facts(
        strategy=_said(plans[0], "strategy") if plans else Text("", ""),
        plan=_said(plans[-1], "plan") if plans else Text("", ""),
        day=Day(as_of, plan_end),
        goals=_goals(rows["report-goals"]),
        sub_areas={
            row["sub_area"]: (_said(row, "title"), row["area"], _said(row, "area_title"))
            for row in _sorted(rows["report-sub-areas"], "sub_area")
        },
        measures=_measures(rows),
        links=[
            Link(row["measure"], row["goal"], row["certainty"], row["reading"], _place(row))
            for row in _sorted(rows["report-alignments"], "measure")
        ],
        names={row["actor"]: _said(row, "name") for row in work},
        groups=frozenset(row["actor"] for row in work if row["group"] == "yes"),
        kinds=_kinds(rows["gap-kinds"], gaps),
        discrepancies=_discrepancies(rows["report-discrepancies"]),
        documents=documents,
        totals=_totals(rows["report-totals"]),
        terms={
            (row["scheme"], row["value"]): (_said(row, "label"), _said(row, "definition"))
            for row in rows["terms"]
        },
    )


def _sorted(rows: list[dict[str, str]], *names: str) -> list[dict[str, str]]:
    """Return ``rows`` sorted by the codes in the columns ``names``."""
    return sorted(rows, key=lambda row: [natural(row[name]) for name in names])


def _said(row: _Row, name: str) -> Text:
    """Return the text ``name`` in both languages; Czech stands in for missing English."""
    return Text(row[f"{name}_cs"], row[f"{name}_en"] or row[f"{name}_cs"])


def _place(row: _Row) -> Place:
    """Return the lines a row stands on."""
    return Place(row["document"], int(row["first_line"]), int(row["last_line"]))


def _goals(rows: list[dict[str, str]]) -> dict[str, Goal]:
    """Return the goals by number."""
    return {
        row["goal"]: Goal(row["goal"], _said(row, "title"), _said(row, "priority"), _place(row))
        for row in _sorted(rows, "goal")
    }


def _measures(rows: Mapping[str, list[dict[str, str]]]) -> dict[str, Measure]:
    """Return the measures by code with deadlines, assessment, actors and barriers."""
    measures = {
        row["measure"]: Measure(
            row["measure"], _said(row, "title"), row["sub_area"], _said(row, "indicator"),
            _place(row),
        )
        for row in _sorted(rows["report-measures"], "measure")
    }  # fmt: skip
    for row in rows["report-deadlines"]:
        due = Deadline(_said(row, "wording"), row["end"], row["recurrence"])
        measures[row["measure"]].deadlines.append(due)
    for row in rows["report-assessments"]:
        measures[row["measure"]].status = row["status"]
        measures[row["measure"]].reason = _said(row, "reason")
    for row in rows["report-involvements"]:
        work = Work(row["actor"], row["role"], row["certainty"])
        measures[row["measure"]].work.append(work)
    for row in rows["report-barriers"]:
        if row["barrier"] not in measures[row["measure"]].barriers:
            measures[row["measure"]].barriers.append(row["barrier"])
    return measures


def _kinds(rows: list[dict[str, str]], gaps: Mapping[str, GapAnswer]) -> list[GapKind]:
    """Return the kinds of gaps, the gravest first; kinds outside the code list at the end."""
    labels = {row["kind"]: (_said(row, "label"), _said(row, "definition")) for row in rows}
    ranked = sorted(rows, key=lambda row: (int(row["rank"] or 10_000), row["kind"]))
    names = [row["kind"] for row in ranked]
    names += sorted(set(gaps) - set(names))
    kinds = []
    for name in names:
        answer = gaps.get(name)
        label, meaning = labels.get(name, (answer.title if answer else _NOTHING, _NOTHING))
        headings, about = (answer.headings, answer.about) if answer else ({}, {})
        found = _gaps(name, answer) if answer else None
        kinds.append(GapKind(name, label, meaning, headings, about, found))
    return kinds


def _gaps(kind: str, answer: GapAnswer) -> list[Gap]:
    """Return the gaps of one kind."""
    if tuple(answer.columns) != GAP_COLUMNS:
        listed = ", ".join(GAP_COLUMNS)
        raise QueryError(Text(
            f"Mezery druhu {kind} mají mít sloupce {listed}.",
            f"Gaps of the kind {kind} must have the columns {listed}.",
        ))  # fmt: skip
    found = []
    for cells in answer.rows:
        row = dict(zip(GAP_COLUMNS, cells, strict=True))
        holds = (row["strict"] == "yes", row["default"] == "yes", row["lenient"] == "yes")
        found.append(Gap(row["item"], row["partner"], _said(row, "reason"), holds, _place(row)))
    return found


def _discrepancies(rows: list[dict[str, str]]) -> list[Discrepancy]:
    """Return the discrepancies, each once with all its places and items."""
    found: dict[str, Discrepancy] = {}
    for row in _sorted(rows, "id"):
        name, said, done = row["id"], _said(row, "description"), _said(row, "resolution")
        one = found.setdefault(name, Discrepancy(name, row["kind"], [], said, done, []))
        about = (row["about"], row["code"], _said(row, "name"))
        if about not in one.about and row["about"]:
            one.about.append(about)
        if _place(row) not in one.places:
            one.places.append(_place(row))
    return list(found.values())


def _totals(rows: list[dict[str, str]]) -> dict[str, tuple[int, str, Sequence[Place]]]:
    """Return count, total and places of each official total, by status."""
    found: dict[str, tuple[int, str, list[Place]]] = {}
    for row in rows:
        one = found.setdefault(row["status"], (int(row["count"]), row["total"], []))
        if _place(row) not in one[2]:
            one[2].append(_place(row))
    return dict(found.items())
