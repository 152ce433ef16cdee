"""Decide what an invented strategy holds: its parts, links, actors, and the gaps put into it.

Takes the numbers of a strategy and of the seed; gives an ``Outline``. No table is written here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from invented import words

__all__ = ["NUMERALS", "Link", "Measure", "Outline", "Shape", "outline", "shape"]

NUMERALS = "I II III IV V VI VII VIII IX X XI XII XIII".split()
ENOUGH = 3
"""So many measures cover a goal well (see the gap ``thin``)."""
MANY = 5
"""A measure with so many goals counts as broad (see the gap ``thin``)."""


@dataclass(frozen=True)
class Shape:
    """What other strategies may know of one: its name, titles and the codes of its measures.

    Attributes:
        name: folder of its tables.
        region, title_cs, title_en: of the invented region and of the strategy.
        since: year from which it is valid.
        goals: its goals in their order, as places in ``words.GOALS``.
        sub_areas: codes of sub-areas and how many measures each has.
    """

    name: str
    region: str
    title_cs: str
    title_en: str
    since: int
    goals: tuple[int, ...]
    sub_areas: tuple[tuple[str, int], ...]

    @property
    def codes(self) -> list[str]:
        """The codes of all measures."""
        return [f"{part}.{n + 1}" for part, count in self.sub_areas for n in range(count)]


@dataclass
class Link:
    """An alignment of a measure with a goal or a strategic measure, as read."""

    kind: str
    target: str
    certainty: str = "certain"
    alternatives: str = ""
    reason: words.Pair = ("", "")


@dataclass
class Measure:
    """One measure: who leads it, what it serves, and how it is doing."""

    code: str
    sub_area: str
    leads: list[str]
    collaborators: list[str]
    status: str
    goals: list[str]
    strategic: str
    links: list[Link] = field(default_factory=list)
    reading: str = ""
    overdue: bool = False


@dataclass
class Outline:
    """An invented strategy.

    Attributes:
        shape: what others know of it.
        goals: number → index in ``words.GOALS``.
        declared: strategic measure → goals the strategy itself declares for it.
        measures: in the order of the annex.
        island: the sub-area whose actors appear nowhere else.
        linked: other strategies of the portfolio it refers to.
        special: gap kind → goal at which the gap was put.
        gaps: gap kind → where it was put, as ``strategy-graph gaps`` names it.
    """

    shape: Shape
    goals: dict[str, int]
    declared: dict[str, list[str]]
    measures: list[Measure]
    island: str
    linked: list[Shape]
    special: dict[str, str]
    gaps: dict[str, list[str]]


def shape(seed: int, index: int, full: bool = False) -> Shape:
    """Return name, titles and size of strategy ``index`` of the portfolio of ``seed``."""
    places = [(r, t) for t in range(len(words.TOPICS)) for r in range(len(words.REGIONS))]
    Random(f"{seed}/places").shuffle(places)
    edition, place = divmod(index, len(places))
    region, topic = places[place]
    rng = Random(f"{seed}/{index}/shape")
    topic_id, cs, en = words.TOPICS[topic]
    since = rng.randint(2019, 2023)
    name = f"{words.REGIONS[region].lower().translate(_PLAIN)}-{topic_id}"
    letters = "ABCDE"[: rng.randint(3, 5)]
    parts = [f"{letter}{n + 1}" for letter in letters for n in range(rng.choice((1, 1, 2, 3)))]
    while len(parts) < 5:
        parts.append(f"{letters[-1]}{int(parts[-1][1:]) + 1}")
    total = 72 if full else rng.randint(30, 44)
    counts = [3] * len(parts)
    for _ in range(max(0, total - sum(counts))):
        counts[rng.randrange(len(parts) - 1)] += 1
    again = f", {edition + 1}. díl" if edition else ""
    again_en = f", part {edition + 1}" if edition else ""
    return Shape(
        name=f"{name}-{edition + 1}" if edition else name,
        region=words.REGIONS[region],
        title_cs=f"{cs} {words.genitive(words.REGIONS[region])} {since}+{again}",
        title_en=f"{en} of the {words.REGIONS[region]} Region {since}+{again_en}",
        since=since,
        goals=tuple(rng.sample(range(len(words.GOALS)), 13 if full else rng.randint(9, 13))),
        sub_areas=tuple(zip(parts, counts, strict=True)),
    )


_PLAIN = str.maketrans("áčďéěíňóřšťúůýž", "acdeeinorstuuyz")


def outline(seed: int, index: int, portfolio: int, full: bool = False) -> Outline:
    """Return strategy ``index`` of a portfolio of so many strategies."""
    rng = Random(f"{seed}/{index}/outline")
    mine = shape(seed, index, full)
    goals = {str(number + 1): goal for number, goal in enumerate(mine.goals)}
    kinds = ("uncovered", "doubtful", "thin", "single-lead", "unfulfilled")
    special = dict(zip(kinds, rng.sample(sorted(goals, key=int), len(kinds)), strict=True))
    ordinary = [number for number in goals if number not in special.values()]
    numerals = NUMERALS[: rng.randint(8, 13)]
    thematic = numerals[: len(numerals) * 3 // 5]
    declared = {
        numeral: sorted(rng.sample(sorted(goals), rng.randint(2, 4)), key=int)
        for numeral in thematic
    }
    made = Outline(
        shape=mine,
        goals=goals,
        declared=declared,
        measures=[],
        island=mine.sub_areas[-1][0],
        linked=_linked(rng, seed, index, portfolio, full),
        special=special,
        gaps={kind: [goal] for kind, goal in special.items()},
    )
    _make_measures(made, rng, ordinary, numerals)
    _cover_ordinary(made, ordinary)
    _put_goal_gaps(made, rng)
    _put_measure_gaps(made)
    for measure in made.measures:
        _read(measure, rng, made)
    _note_declared(made)
    return made


def _linked(rng: Random, seed: int, index: int, portfolio: int, full: bool) -> list[Shape]:
    """Return up to three other strategies of the portfolio, those near in number first."""
    near = [other for step in (1, 2, 5) for other in (index + step, index - step)]
    others = [other % portfolio for other in near]
    known = dict.fromkeys(other for other in others if other != index)
    return [shape(seed, other, full) for other in list(known)[: rng.randint(2, 3)]]


def _make_measures(made: Outline, rng: Random, ordinary: list[str], numerals: list[str]) -> None:
    """Add the measures with their actors, goals and status."""
    units = [unit[0] for unit in words.UNITS][: rng.randint(5, 7)]
    weights = [1 / (place + 1) for place in range(len(units))]
    others = [row[0] for row in words.ORGANISATIONS[:-2]]
    groups = [f"skupina-{place + 1}" for place in range(len(words.GROUPS))]
    for part, count in made.shape.sub_areas:
        for number in range(count):
            alone = part == made.island
            lead = rng.choices(units, weights)[0]
            leads = ["domov" if number % 2 else "arr"] if alone else [lead]
            if not alone and rng.random() < 0.15:
                leads.append(rng.choice([unit for unit in units if unit != lead]))
            pool = ["ostrov-skupina"] if alone else [*others, *groups]
            partners = list(dict.fromkeys(rng.choices(pool, k=1 if alone else rng.randint(1, 5))))
            measure = Measure(
                code=f"{part}.{number + 1}",
                sub_area=part,
                leads=leads,
                collaborators=partners,
                status=rng.choices(
                    ["fulfilled", "partiallyFulfilled", "notFulfilled"], [55, 38, 7]
                )[0],
                goals=rng.sample(
                    ordinary, min(len(ordinary), rng.choice((1, 1, 2, 2, 3, 3, 4, 5, 6)))
                ),
                strategic=rng.choice(numerals),
            )
            made.measures.append(measure)


def _cover_ordinary(made: Outline, ordinary: list[str]) -> None:
    """See that each ordinary goal has measures enough, two leads, and one that is fulfilled."""
    main = [m for m in made.measures if m.sub_area != made.island]
    for place, goal in enumerate(ordinary):
        while True:
            narrow = [m for m in main if goal in m.goals and len(m.goals) < MANY]
            leads = {lead for m in narrow for lead in m.leads}
            if len(narrow) > ENOUGH and len(leads) > 1:
                break
            spare = [m for m in main if goal not in m.goals and len(m.goals) < MANY - 1]
            fresh = [m for m in spare if not set(m.leads) & leads] or spare
            fresh[place % len(fresh)].goals.append(goal)
        if not any(m.status == "fulfilled" for m in narrow):
            narrow[0].status = "fulfilled"


def _put_goal_gaps(made: Outline, rng: Random) -> None:
    """Put a thin goal, one with a single lead and one that nobody has fulfilled."""
    main = [m for m in made.measures if m.sub_area != made.island]
    narrow = [m for m in main if len(m.goals) < MANY - 1]
    first = next(m for m in narrow if len(m.leads) == 1)
    first.status = "fulfilled"
    second = next(m for m in [*narrow, *main] if not set(m.leads) & set(first.leads))
    for measure in (first, second):
        measure.goals.append(made.special["thin"])
    lead = max(
        sorted({m.leads[0] for m in narrow if len(m.leads) == 1}),
        key=lambda name: sum(m.leads == [name] for m in narrow),
    )
    led = [m for m in narrow if m.leads == [lead]][: rng.randint(3, 4)]
    led[0].status = "fulfilled"
    for measure in led:
        measure.goals.append(made.special["single-lead"])
    short_name = {unit[0]: unit[3] for unit in words.UNITS}[lead]
    made.gaps["single-lead"] = [f"{made.special['single-lead']} {short_name}"]
    short = [m for m in narrow if m.status != "fulfilled" and m not in led]
    leads = {name for m in short for name in m.leads}
    if len(short) < ENOUGH or len(leads) < 2:
        spare = [m for m in made.measures if m.sub_area == made.island]
        for measure in spare:
            measure.status = "partiallyFulfilled"
            measure.goals = measure.goals[:2]
        short += spare
    for measure in short[:1] + [m for m in short if m.leads != short[0].leads][:ENOUGH]:
        measure.goals.append(made.special["unfulfilled"])
    if sum(made.special["unfulfilled"] in m.goals for m in made.measures) < ENOUGH:
        for measure in [m for m in short if made.special["unfulfilled"] not in m.goals][:ENOUGH]:
            measure.goals.append(made.special["unfulfilled"])


def _put_measure_gaps(made: Outline) -> None:
    """Put gaps at measures: without collaborator, with a group only, overdue."""
    main = [m for m in made.measures if m.sub_area != made.island]
    main[0].collaborators = []
    main[1].collaborators = ["skupina-1"]
    late = next(m for m in reversed(main) if m.status != "fulfilled")
    late.overdue = True
    made.gaps |= {
        "no-collaborator": [main[0].code],
        "group-without-coordinator": [main[1].code],
        "overdue": [late.code],
    }


def _read(measure: Measure, rng: Random, made: Outline) -> None:
    """Give the measure its printed literal and links, some damaged as OCR damages them."""
    measure.goals.sort(key=int)
    listed = ",".join(measure.goals)
    numeral = measure.strategic
    measure.reading = f"{numeral}/{listed}"
    links = [Link("goal", goal) for goal in measure.goals]
    protected = set(made.special.values()) & set(measure.goals)
    dice = rng.random()
    if dice < 0.12 and numeral in ("I", "II", "III", "IV"):
        measure.reading = f"1/{listed}"
        choices = [f"{one}/{listed}" for one in ("I", "II", "III")]
        reason = (
            "Číslice je jediný znak „1“: může být I, ale i zbytek II nebo III.",
            "The numeral is a single “1”: it may be I, but also what is left of II or III.",
        )
        links += [
            Link("strategic-measure", one, "uncertain", " | ".join(choices), reason)
            for one in ("I", "II", "III")
        ]
    elif dice < 0.25:
        measure.reading = f"{numeral.replace('I', '1')}/{listed}"
        reason = (
            f"„{numeral.replace('I', '1')}“ je zkomolené {numeral}.",
            f"“{numeral.replace('I', '1')}” is a damaged {numeral}.",
        )
        certainty = "probable" if "I" in numeral else "certain"
        links.append(
            Link(
                "strategic-measure",
                numeral,
                certainty,
                "",
                reason if certainty == "probable" else ("", ""),
            )
        )
    else:
        links.append(Link("strategic-measure", numeral))
    if measure.sub_area == made.island and not protected:
        reason = (
            "Lomítko i číslo strategického opatření chybí; čísla čteme jako cíle.",
            "The slash and the numeral are lost; the numbers are read as goals.",
        )
        measure.reading = listed
        links = [Link("goal", goal, "probable", "", reason) for goal in measure.goals]
    measure.links = links
    if measure.code == made.measures[2].code:
        goal = made.special["doubtful"]
        lost = f"{listed},{goal}"
        measure.reading = f"{measure.reading} {goal}"
        reason = (
            "Za výčtem stojí číslo oddělené skvrnou; může být cílem, nebo číslem strany.",
            "A number stands after the list, behind a blot; it may be a goal or a page.",
        )
        measure.links.append(Link("goal", goal, "uncertain", f"{lost} | {listed}", reason))


def _note_declared(made: Outline) -> None:
    """Note the pairs that only the strategy declares, and those that only measures name."""
    rank = {"certain": 1, "probable": 2, "uncertain": 3}
    joined: dict[tuple[str, str], int] = {}
    for measure in made.measures:
        for goal in (link for link in measure.links if link.kind == "goal"):
            for part in (link for link in measure.links if link.kind != "goal"):
                level = max(rank[goal.certainty], rank[part.certainty])
                pair = (goal.target, part.target)
                joined[pair] = min(joined.get(pair, 9), level)
    pairs = {(goal, numeral) for numeral, goals in made.declared.items() for goal in goals}
    made.gaps["declared-only"] = sorted(f"{g} {s}" for g, s in pairs if (g, s) not in joined)
    made.gaps["undeclared"] = sorted(
        f"{g} {s}"
        for (g, s), level in joined.items()
        if level == 1 and s in made.declared and (g, s) not in pairs
    )
