"""Codes of linked strategies: of others in the portfolio, and of some that lie outside it."""

from __future__ import annotations

from invented import words
from invented.outline import Outline
from invented.rows import Rows, Span

__all__ = ["add_references"]

MEASURE_CODE = r"[A-E][1-9]\.[1-9][0-9]?"
EXPIRED = words.OUTSIDE[0]
_DAMAGE = {"1": "l", ".": ",", "5": "S"}


def add_references(made: Outline, rows: Rows, part: str) -> None:
    """Add what a sub-area refers to; the first one also adds the strategies themselves."""
    first = made.shape.sub_areas[0][0]
    if part == first:
        _add_strategies(made, rows)
        _add_identities(made, rows)
    heading = rows.lines("000", 2)
    if part in (first, made.island):
        # The same code at two sub-areas without a common actor.
        shared = made.linked[0].codes[0] if made.linked else "1.1.1"
        name = made.linked[0].name if made.linked else words.OUTSIDE[1][0]
        _add(rows, heading, part, name, shared, resolution="unresolved")
        made.gaps["shared-code-apart"] = [f"{first} {made.island}"]
        made.gaps.setdefault("resolves", [])
    if part == first:
        _add(rows, heading, part, EXPIRED[0], "D3.1a", resolution="unresolved")
        made.gaps["expired-link"] = [f"{part} {EXPIRED[1]}"]
        return
    if part == made.island:
        return
    for other in made.linked:
        for code in rows.rng.sample(other.codes, rows.rng.randint(2, 4)):
            _add(rows, heading, part, other.name, code, resolution="unresolved")
            made.gaps["resolves"].append(f"{part} {other.name} {code}")
    _add_outside(made, rows, heading, part)


def _add_outside(made: Outline, rows: Rows, heading: Span, part: str) -> None:
    """Add codes of strategies outside the portfolio, one of them malformed."""
    name, _, _, pattern = rows.rng.choice(words.OUTSIDE[1:4])
    dots = pattern.count(r"\.")
    codes = [
        ".".join(str(rows.rng.randint(1, 9)) for _ in range(dots + 1))
        for _ in range(12 if rows.full else rows.rng.randint(3, 6))
    ]
    for code in dict.fromkeys(codes):
        _add(rows, heading, part, name, code, resolution="unresolved")
    if "malformed" not in made.gaps:
        _add(rows, heading, part, name, "?.?", resolution="malformed")
        made.gaps["malformed"] = [f"{part} ?.?"]


def _add_strategies(made: Outline, rows: Rows) -> None:
    """Add the strategies that are referred to, with their validity and form of codes."""
    for other in made.linked:
        where = rows.lines("000")
        rows.add(
            "strategies.csv",
            where,
            id=other.name,
            kind="Strategy",
            relation="linked",
            title_cs=other.title_cs,
            title_en=other.title_en,
            code_pattern=MEASURE_CODE,
        )
        rows.add("validities.csv", where, strategy=other.name, valid_from=other.since)
    for place, (name, cs, en, pattern) in enumerate(words.OUTSIDE):
        where = rows.lines("000")
        rows.add(
            "strategies.csv",
            where,
            id=name,
            kind="Strategy",
            relation="linked" if place < 4 else "key-document",
            title_cs=cs,
            title_en=en,
            code_pattern=pattern if place < 4 else "",
        )
        rows.add(
            "validities.csv",
            where,
            strategy=name,
            valid_from=2018,
            valid_to=2022 if name == EXPIRED[0] else 2030,
        )


def _add_identities(made: Outline, rows: Rows) -> None:
    """State that linked strategies are others of the portfolio, and that one goal is theirs too.

    Other goals in common only have the same title, as between plans that know nothing of another.
    """
    known: list[str] = []
    for other in made.linked:
        pairs = [("strategy", other.name, other.name)]
        common = [goal for goal in made.shape.goals if goal in other.goals]
        for goal in common[:1]:
            mine, theirs = (shape.goals.index(goal) + 1 for shape in (made.shape, other))
            pairs.append(("goal", str(mine), str(theirs)))
        for kind, item, theirs in pairs:
            rows.add(
                "identities.csv", rows.lines("000"), kind=kind, item=item, folder=other.name,
                other=theirs, certainty="certain", reason_cs="Dokument to výslovně uvádí.",
                reason_en="The document says so.",
            )  # fmt: skip
            known.append(f"{kind} {item} {other.name} {theirs}")
    made.gaps["identities"] = known


def _add(rows: Rows, where: Span, part: str, strategy: str, code: str, resolution: str) -> None:
    """Add one code, at times damaged as OCR damages it."""
    done = rows.tables.get("external_references.csv", [])
    position = 1 + sum(r["sub_area"] == part and r["strategy"] == strategy for r in done)
    if any((r["sub_area"], r["strategy"], r["code"]) == (part, strategy, code) for r in done):
        return
    reading, certainty, alternatives, note = code, "certain", "", ("", "")
    hit = next((mark for mark in _DAMAGE if mark in code[1:]), "")
    if hit and position > 1 and rows.rng.random() < 0.25:
        reading = code[0] + code[1:].replace(hit, _DAMAGE[hit], 1)
        certainty = "probable"
        note = (f"{_DAMAGE[hit]} na místě {hit}", f"{_DAMAGE[hit]} in place of {hit}")
    elif position > 1 and code[-1].isdigit() and rows.rng.random() < 0.08:
        reading, certainty = code[:-1] + "?", "uncertain"
        alternatives = f"{code} | {code[:-1]}{(int(code[-1]) + 6) % 9 + 1}"
        note = ("poslední znak je skvrna", "the last character is a blot")
    rows.add(
        "external_references.csv",
        rows.near(where),
        sub_area=part,
        strategy=strategy,
        printed_under=strategy,
        position=position,
        code=code,
        reading=reading,
        certainty=certainty,
        alternatives=alternatives,
        resolution=resolution,
        note_cs=note[0],
        note_en=note[1],
    )
