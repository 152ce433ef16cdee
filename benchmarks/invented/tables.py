"""Write an outline down as rows of the tables that a real strategy has."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from invented import words
from invented.outline import NUMERALS, Measure, Outline
from invented.references import add_references
from invented.rows import Rows, Span
from invented.surroundings import add_actors, add_surroundings

__all__ = ["rows_of"]

PLAN = "action-plan-2024-2025"
_DEADLINES: tuple[tuple[str, dict[str, str]], ...] = (
    ("průběžně", {"recurrence": "continuous"}),
    ("průběžně", {"recurrence": "continuous"}),
    ("každoročně", {"recurrence": "yearly"}),
    ("2024–2025", {"start_year": "2024", "end_year": "2025"}),
    ("do konce roku 2025", {"end_year": "2025"}),
    ("do 30. 6. 2025", {"end_month": "2025-06"}),
    ("1/2024 až 12/2026", {"start_month": "2024-01", "end_month": "2026-12"}),
    ("2023–2027", {"start_year": "2023", "end_year": "2027"}),
)
_OVERDUE = ("do června 2024", {"end_month": "2024-06"})


def rows_of(made: Outline, seed: str, full: bool) -> Rows:
    """Return all rows of the strategy."""
    rows = Rows(Random(f"{seed}/rows"), full)
    _add_strategy(made, rows)
    _add_goals(made, rows)
    add_actors(made, rows)
    titles = _titles(rows.rng, len(made.measures))
    for part, _ in made.shape.sub_areas:
        _add_part(made, rows, part)
        for measure in (m for m in made.measures if m.sub_area == part):
            _add_measure(made, rows, measure, next(titles))
        add_references(made, rows, part)
    add_surroundings(made, rows)
    rows.end_documents()
    return rows


def _add_strategy(made: Outline, rows: Rows) -> None:
    """Add the strategy itself, its plan, its validity and its approval."""
    mine = made.shape
    region = words.genitive(mine.region)
    where = rows.lines("004", 2)
    rows.add(
        "strategies.csv",
        where,
        id=mine.name,
        kind="Strategy",
        relation="subject",
        title_cs=mine.title_cs,
        title_en=mine.title_en,
    )
    rows.add(
        "strategies.csv",
        where,
        id=PLAN,
        kind="ActionPlan",
        relation="plan",
        part_of=mine.name,
        title_cs=f"I. akční plán {region} na období 2024–2025",
        title_en=f"First action plan of the {mine.region} Region 2024–2025",
    )
    rows.add("validities.csv", where, strategy=mine.name, valid_from=mine.since)
    rows.add("validities.csv", where, strategy=PLAN, valid_from=2024, valid_to=2025)
    for number, body, strategy, year in (
        (
            f"{rows.rng.randint(100, 999)}/{mine.since % 100}/ZK",
            "zastupitelstvo-lk",
            mine.name,
            mine.since,
        ),
        (f"{rows.rng.randint(1000, 1999)}/24/RK", "rada-lk", PLAN, 2024),
    ):
        rows.add(
            "resolutions.csv",
            where,
            number=number,
            body=body,
            date=f"{year}-09-03",
            subject_cs="Schválení dokumentu",
            subject_en="Approval of the document",
        )
        rows.add("approvals.csv", where, strategy=strategy, number=number)


def _add_goals(made: Outline, rows: Rows) -> None:
    """Add priorities, goals, strategic measures and what they declare."""
    count = 6 if rows.full else rows.rng.randint(4, 6)
    chosen = words.PRIORITIES[:count]
    for place, (name, cs, en) in enumerate(chosen):
        rows.add(
            "priorities.csv",
            rows.lines("003"),
            id=name,
            rank=place + 1,
            level="A" if place < 3 else "B",
            level_certainty="probable",
            title_cs=cs,
            title_en=en,
        )
    for before in chosen[:3]:
        for after in chosen[3:]:
            rows.add(
                "priority_preconditions.csv",
                rows.near(("003", 1, 1)),
                priority=before[0],
                precondition_of=after[0],
            )
    for number, goal in made.goals.items():
        cs, en = words.GOALS[goal]
        rows.add(
            "goals.csv",
            rows.lines("003", 2),
            number=number,
            priority=chosen[goal % count][0],
            title_cs=cs,
            title_en=en,
        )
    named = {m.strategic for m in made.measures} | {
        link.target for m in made.measures for link in m.links if link.kind != "goal"
    }
    for place, numeral in enumerate(NUMERALS):
        if numeral not in named | set(made.declared):
            continue
        where = rows.lines("003")
        cs, en = words.THINGS[(place * 5 + len(made.measures)) % len(words.THINGS)]
        kind = "ThematicMeasure" if numeral in made.declared else "CrossCuttingMeasure"
        rows.add(
            "strategic_measures.csv",
            where,
            numeral=numeral,
            rank=place + 1,
            kind=kind,
            title_cs=f"Systémový rozvoj {cs}",
            title_en=f"Systematic development of {en}",
        )
        for goal in made.declared.get(numeral, ()):
            rows.add(
                "declared_goals.csv",
                where,
                strategic_measure=numeral,
                goal=goal,
                reading="/".join(made.declared[numeral]),
                certainty="certain",
            )


def _titles(rng: Random, count: int) -> Iterator[words.Pair]:
    """Return titles of measures, none twice."""
    combined = [
        (f"{act[0]} {thing[0]} {whom[0]}", f"{act[1]} {thing[1]} {whom[1]}")
        for act in words.ACTS
        for thing in words.THINGS
        for whom in words.FOR_WHOM
    ]
    return iter(rng.sample(combined, count))


def _add_part(made: Outline, rows: Rows, part: str) -> None:
    """Add a sub-area, and its area before the first."""
    area = part[0]
    if area not in {row["code"] for row in rows.tables.get("areas.csv", ())}:
        cs, en = words.AREAS["ABCDE".index(area)]
        rows.add("areas.csv", rows.lines("000"), code=area, title_cs=cs, title_en=en)
    cs, en = rows.rng.choice(words.SUB_AREAS)
    rows.add("sub_areas.csv", rows.lines("000"), code=part, area=area, title_cs=cs, title_en=en)


def _add_measure(made: Outline, rows: Rows, measure: Measure, title: words.Pair) -> None:
    """Add a measure and all that stands in its row of the annex."""
    code = measure.code
    where = rows.lines("000", rows.rng.randint(4, 12))
    rows.add(
        "measures.csv",
        where,
        code=code,
        sub_area=measure.sub_area,
        title_cs=title[0],
        title_en=title[1],
    )
    cs, en = rows.rng.choice(words.INDICATORS)
    rows.add("indicators.csv", where, measure=code, wording_cs=cs, wording_en=en)
    wording, cells = _OVERDUE if measure.overdue else rows.rng.choice(_DEADLINES)
    if code == made.measures[3].code and not measure.overdue:
        rows.add(
            "discrepancies.csv",
            where,
            id=f"{_slug(code)}-deadline",
            kind="lost-cell",
            about=f"measure/{code}",
            description_cs="Termín v textu není.",
            description_en="There is no deadline in the text.",
            resolution_cs="Nezaznamenán.",
            resolution_en="Not recorded.",
        )
    else:
        rows.add("deadlines.csv", where, measure=code, wording=wording, **cells)
    cs, en = rows.rng.choice(words.STATUS_REASONS[measure.status])
    rows.add(
        "assessments.csv",
        where,
        measure=code,
        status=measure.status,
        reason_cs=cs,
        reason_en=en,
        assessed_on="2026-01-31",
    )
    _add_links(rows, measure, rows.near(where))
    _add_involvements(made, rows, measure, where)
    if measure.status != "fulfilled":
        barriers = rows.rng.sample(sorted(words.BARRIERS), 2 if rows.full else 1)
        for barrier in barriers:
            cs, en = words.BARRIERS[barrier]
            rows.add(
                "measure_barriers.csv",
                rows.near(where),
                measure=code,
                barrier=barrier,
                reason_cs=cs,
                reason_en=en,
            )


def _add_links(rows: Rows, measure: Measure, where: Span) -> None:
    """Add the alignments of a measure, and a discrepancy where they are damaged."""
    for link in measure.links:
        rows.add(
            "alignments.csv",
            where,
            measure=measure.code,
            kind=link.kind,
            target=link.target,
            reading=measure.reading,
            certainty=link.certainty,
            alternatives=link.alternatives,
            reason_cs=link.reason[0],
            reason_en=link.reason[1],
        )
    doubts = [link for link in measure.links if link.certainty != "certain"]
    if doubts:
        rows.add(
            "discrepancies.csv",
            where,
            id=f"{_slug(measure.code)}-reading",
            kind="damaged-reading",
            about=f"measure/{measure.code}",
            description_cs=doubts[0].reason[0],
            description_en=doubts[0].reason[1],
            resolution_cs="Všechna čtení jsou zaznamenána.",
            resolution_en="All readings are recorded.",
        )


def _add_involvements(made: Outline, rows: Rows, measure: Measure, where: Span) -> None:
    """Add who leads the measure and who works with them."""
    put = {code for places in made.gaps.values() for code in places} | {
        m.code for m in made.measures if set(made.special.values()) & set(m.goals)
    }
    short = {unit[0]: f"KÚ / {unit[3]}" for unit in words.UNITS}
    for role, actors in (
        ("responsible", measure.leads),
        ("collaborating", measure.collaborators),
    ):
        for actor in actors:
            damaged = measure.code not in put and len(actors) > 1 and rows.rng.random() < 0.1
            certainty = rows.rng.choice(["probable", "probable", "uncertain"])
            rows.add(
                "involvements.csv",
                rows.near(where),
                measure=measure.code,
                role=role,
                actor=actor,
                wording=short.get(actor, actor.replace("-", " ")),
                certainty=certainty if damaged else "certain",
            )


def _slug(code: str) -> str:
    """Return a code as part of an id."""
    return code.lower().replace(".", "-")
