"""What the graph says: the ten most consequential findings as Markdown, in one language.

Takes the gaps and a few counts, as plain values; gives text. Every number and every name in it is
an argument: the words here only join them, so that the guide cannot say what the graph does not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from graph_tools.errors import Text

__all__ = ["Facts", "insight"]

Row = Mapping[str, str]
Counts = tuple[int, int, int]
_READINGS = ("strict", "default", "lenient")


@dataclass(frozen=True)
class Facts:
    """What the findings are made of.

    Attributes:
        strategy, plan: titles of the subject and of its plan, Czech and English.
        gaps: rows of each kind of gap, by the common columns; gravest first.
        coverage: measures of each goal in the three readings.
        declared: declared pairs of strategic measure and goal in the three readings.
        measures: number of measures of the plan.
        unaligned: codes of the measures without any goal in the three readings.
        lost: those of them whose cell is lost in the text, as a discrepancy says.
        leads: measures led by each actor (default reading), most first.
        barriers: number of measures with each barrier, by notation; Czech and English names.
        barrier_names: what each barrier is called.
        references: number of references to other strategies, and how many are malformed.
    """

    strategy: Text
    plan: Text
    gaps: Mapping[str, Sequence[Row]]
    coverage: Mapping[str, Counts]
    declared: Counts
    measures: int
    unaligned: tuple[Sequence[str], Sequence[str], Sequence[str]]
    lost: Sequence[str]
    leads: Sequence[tuple[str, int]]
    barriers: Sequence[tuple[str, int]]
    barrier_names: Mapping[str, Text]
    references: tuple[int, int]

    def counts(self, kind: str, keep: Callable[[Row], bool] = lambda row: True) -> Counts:
        """Return how many gaps of ``kind`` hold in each reading."""
        strict, default, lenient = (
            sum(row[reading] == "yes" and keep(row) for row in self.gaps[kind])
            for reading in _READINGS
        )
        return strict, default, lenient


@dataclass(frozen=True)
class _Finding:
    """One finding: heading, sentences, figures under the three readings, how to ask, limits."""

    title: Text
    said: Text
    figures: Sequence[tuple[Text, Counts]]
    ask: Sequence[str]
    limits: Text


def insight(facts: Facts, lang: str) -> str:
    """Return the guide as Markdown in ``lang``."""
    lines = [
        "# " + Text("Co graf říká", "What the graph says").to(lang),
        "",
        Text(
            f"{facts.strategy.cs}; {facts.plan.cs}. Deset nejzávažnějších zjištění. Text vytváří "
            "příkaz `strategy-graph insight` z odpovědí na dotazy; čísla jsou vždy ve třech "
            "čteních: jen jistá, i pravděpodobná, všechna.",
            f"{facts.strategy.en}; {facts.plan.en}. The ten most consequential findings. The text "
            "is made by `strategy-graph insight` from the answers to queries; numbers are given "
            "in three readings: certain only, probable too, all.",
        ).to(lang),
    ]
    for number, make in enumerate(_FINDINGS, 1):
        finding = make(facts)
        lines += ["", f"## {number}. {finding.title.to(lang)}", "", finding.said.to(lang), ""]
        lines += [
            Text("| | jen jistá čtení | i pravděpodobná | všechna |",
                 "| | certain only | probable too | all |").to(lang),
            "|---|---:|---:|---:|",
        ]  # fmt: skip
        lines += [
            f"| {label.to(lang)} | {' | '.join(map(str, counts))} |"
            for label, counts in finding.figures
        ]
        asked = ", ".join(f"`strategy-graph {command}`" for command in finding.ask)
        lines += ["", Text("Ověřte: ", "Check: ").to(lang) + asked + "."]
        lines += ["", Text("Meze: ", "Limits: ").to(lang) + finding.limits.to(lang)]
    return "\n".join(lines)


def _listed(names: Sequence[str], most: int = 8) -> Text:
    """Return names joined, the rest counted."""
    shown, rest = ", ".join(names[:most]), len(names) - most
    if rest <= 0:
        return Text(shown or "–", shown or "–")
    return Text(f"{shown} a další ({rest})", f"{shown} and {rest} more")


def _items(rows: Sequence[Row], column: str = "item") -> list[str]:
    """Return the different items of ``rows``, in order."""
    return list(dict.fromkeys(row[column] for row in rows))


def _weak_goals(facts: Facts) -> _Finding:
    rows = [*facts.gaps["uncovered"], *facts.gaps["doubtful"], *facts.gaps["thin"]]
    goals = sorted(_items(rows), key=lambda goal: facts.coverage[goal])
    leads = {row["item"]: row["partner"] for row in facts.gaps["single-lead"]}
    figures = [
        (Text(f"opatření k cíli {goal}", f"measures for goal {goal}"), facts.coverage[goal])
        for goal in goals
    ]
    alone = [f"{goal} ({leads[goal]})" for goal in goals if goal in leads]
    return _Finding(
        Text("Cíle, které stojí na málo opatřeních nebo na pochybném čtení",
             "Goals that stand on few measures or on a doubtful reading"),
        Text(
            f"Nejslaběji jsou podepřeny cíle: {_listed(goals).cs}. "
            f"Jediný odpovědný aktér stojí za cíli: {_listed(alone).cs}.",
            f"The weakest support have the goals: {_listed(goals).en}. "
            f"A single responsible actor stands behind the goals: {_listed(alone).en}.",
        ),
        figures or [(Text("slabé cíle", "weak goals"), (0, 0, 0))],
        ("gaps --kind uncovered --kind doubtful --kind thin --kind single-lead",
         "query goal-coverage"),
        Text("Počítají se jen vazby, které jsou v textu čitelné; u opatření se ztracenou buňkou "
             "může vazba chybět. „Slabé“ znamená méně než tři opatření, nebo jen opatření s pěti "
             "a více cíli najednou.",
             "Only links that can be read in the text count; where a cell is lost, a link may be "
             "missing. Thin means fewer than three measures, or only measures that name five or "
             "more goals at once."),
    )  # fmt: skip


def _declared_only(facts: Facts) -> _Finding:
    rows = [row for row in facts.gaps["declared-only"] if row["default"] == "yes"]
    pairs = [f"{row['partner']} → {row['item']}" for row in rows]
    return _Finding(
        Text("Strategie slibuje, akční plán nenavazuje",
             "The strategy declares, the plan does not follow"),
        Text(
            "Strategie u svých opatření uvádí cíle; u těchto dvojic žádné opatření plánu obojí "
            f"nespojuje, ani s pravděpodobnými čteními: {_listed(pairs, 12).cs}.",
            "The strategy names goals for its measures; for these pairs no measure of the plan "
            f"joins both, even with probable readings: {_listed(pairs, 12).en}.",
        ),
        [
            (Text("deklarovaných dvojic", "declared pairs"), facts.declared),
            (Text("z toho bez opatření", "of them without a measure"),
             facts.counts("declared-only")),
        ],
        ("gaps --kind declared-only", "query declared-goals"),
        Text("Dvojici spojuje jen opatření, které čitelně jmenuje strategické opatření i cíl; "
             "číslice strategických opatření jsou v předloze často poškozené.",
             "A pair is joined only by a measure that legibly names both; the numerals of "
             "strategic measures are often damaged in the source."),
    )  # fmt: skip


def _unaligned(facts: Facts) -> _Finding:
    strict, default, lenient = (len(codes) for codes in facts.unaligned)
    return _Finding(
        Text("Opatření, u nichž není vidět, kterému cíli slouží",
             "Measures whose goal cannot be seen"),
        Text(
            f"Z {facts.measures} opatření nemají žádnou čitelnou vazbu na cíl: "
            f"{_listed(facts.unaligned[2], 12).cs}. Ztracená buňka je doložena u: "
            f"{_listed(facts.lost, 12).cs}.",
            f"Of {facts.measures} measures these have no legible link to a goal: "
            f"{_listed(facts.unaligned[2], 12).en}. A lost cell is recorded for: "
            f"{_listed(facts.lost, 12).en}.",
        ),
        [(Text("opatření bez cíle", "measures without a goal"), (strict, default, lenient))],
        ("query measures-without-goal --reading lenient", "query lost-cells"),
        Text("Že vazba v textu není, neznamená, že ji originál nemá: text je z poškozeného "
             "přepisu. Doplnit ji může jen ten, kdo má originál.",
             "That the text has no link does not mean the original has none: the text is a "
             "damaged copy. Only someone with the original can add it."),
    )  # fmt: skip


def _few_leads(facts: Facts) -> _Finding:
    total = sum(count for _, count in facts.leads)
    top = facts.leads[:3]
    share = round(100 * sum(count for _, count in top) / total) if total else 0
    named = _listed([f"{name} ({count})" for name, count in top])
    return _Finding(
        Text("Odpovědnost nese několik málo aktérů", "Responsibility rests on a few actors"),
        Text(
            f"Z {total} odpovědností připadá {share} % na tři nejvytíženější: {named.cs}. "
            f"Odpovědných aktérů je celkem {len(facts.leads)}.",
            f"Of {total} responsibilities {share}% fall to the three most loaded: {named.en}. "
            f"There are {len(facts.leads)} responsible actors in all.",
        ),
        [(Text("cíle s jediným odpovědným", "goals with a single lead"),
          facts.counts("single-lead"))],
        ("query lead-concentration", "network responsibility", "gaps --kind single-lead"),
        Text("Opatření s více odpovědnými se počítá každému z nich; velikost opatření ani "
             "pracnost dokumenty neuvádějí.",
             "A measure with several leads counts for each of them; the documents say nothing of "
             "the size of a measure."),
    )  # fmt: skip


def _single_points(facts: Facts) -> _Finding:
    rows = facts.gaps["single-point"]
    return _Finding(
        Text("Aktéři, bez nichž by se opatření odpojila", "Actors whose loss cuts measures off"),
        Text(
            "Kdyby odešli, zůstala by opatření bez spojení s ostatními: "
            f"{_listed(_items(rows)).cs}."
            + (f" {rows[0]['reason_cs']}" if rows else ""),
            f"If they left, measures would lose their tie to the rest: {_listed(_items(rows)).en}."
            + (f" {rows[0]['reason_en']}" if rows else ""),
        ),
        [(Text("takových aktérů", "such actors"), facts.counts("single-point"))],
        ("gaps --kind single-point", "network single-points"),
        Text("Síť tvoří jen zapojení uvedená v dokumentech; neurčité skupiny (např. obce) "
             "se za spojení nepočítají.",
             "The network is made of the involvements in the documents only; unspecified groups "
             "(such as municipalities) do not count as ties."),
    )  # fmt: skip


def _never_meet(facts: Facts) -> _Finding:
    rows = [row for row in facts.gaps["never-meet"] if row["default"] == "yes"]
    pairs = [f"{row['item']} – {row['partner']}" for row in rows]
    return _Finding(
        Text("Pracují pro tentýž cíl a nepotkávají se", "Same goal, no shared measure"),
        Text(
            "Dvojice odpovědných aktérů s největším počtem společných cílů: "
            f"{_listed(pairs, 5).cs}."
            + (f" {rows[0]['reason_cs']}" if rows else ""),
            f"Pairs of responsible actors with most goals in common: {_listed(pairs, 5).en}."
            + (f" {rows[0]['reason_en']}" if rows else ""),
        ),
        [(Text("dvojic", "pairs"), facts.counts("never-meet"))],
        ("gaps --kind never-meet", "network missing-ties"),
        Text("Společným opatřením se rozumí zapojení obou v kterékoli roli. O schůzkách mimo plán "
             "dokumenty mluví jen zčásti.",
             "A shared measure means that both take part in any role. Of meetings outside the "
             "plan the documents say little."),
    )  # fmt: skip


def _groups(facts: Facts) -> _Finding:
    rows = [row for row in facts.gaps["group-without-coordinator"] if row["default"] == "yes"]
    nobody = [row["item"] for row in facts.gaps["no-collaborator"] if row["default"] == "yes"]
    return _Finding(
        Text("Spolupracuje „někdo“, nikdo konkrétní", "Somebody helps, nobody in particular"),
        Text(
            f"U {len(rows)} z {facts.measures} opatření spolupracuje jen neurčitá skupina (obce, "
            f"školy a podobně). Žádného spolupracujícího text neuvádí u: {_listed(nobody).cs}.",
            f"At {len(rows)} of {facts.measures} measures only an unspecified group collaborates "
            f"(municipalities, schools and the like). No collaborator at all is named at: "
            f"{_listed(nobody).en}.",
        ),
        [
            (Text("jen skupina", "a group only"), facts.counts("group-without-coordinator")),
            (Text("nikdo", "nobody"), facts.counts("no-collaborator")),
        ],
        ("gaps --kind group-without-coordinator", "gaps --kind no-collaborator"),
        Text("Kde je buňka prázdná, může být v předloze ztracená; odpovědný aktér je uveden vždy, "
             "chybí jen určený partner.",
             "Where the cell is empty it may be lost in the source; a responsible actor is always "
             "named, only the named partner is missing."),
    )  # fmt: skip


def _barriers(facts: Facts) -> _Finding:
    names = [
        (facts.barrier_names[name], count)
        for name, count in facts.barriers
        if name in _items(facts.gaps["recurring-barrier"])
    ]
    cs = _listed([f"{name.cs} ({count})" for name, count in names], 5).cs
    en = _listed([f"{name.en} ({count})" for name, count in names], 5).en
    return _Finding(
        Text("Tytéž překážky, každý se s nimi pere sám", "The same barriers, met one by one"),
        Text(
            "Překážky, které se opakují ve více okruzích pod různými odpovědnými aktéry "
            f"(v závorce počet opatření): {cs}.",
            "Barriers that recur in several areas under different leads (in brackets the number "
            f"of measures): {en}.",
        ),
        [(Text("takových druhů překážek", "such kinds of barriers"),
          facts.counts("recurring-barrier"))],
        ("gaps --kind recurring-barrier", "query measure-barriers"),
        Text("Druh překážky jsme určili my z komentáře zprávy; opatření s krátkým komentářem "
             "může mít překážky, o kterých nic nestojí.",
             "We derived the kind of barrier from the report's commentary; a measure with a short "
             "commentary may have barriers that are not mentioned."),
    )  # fmt: skip


def _expired(facts: Facts) -> _Finding:
    def before(row: Row) -> bool:
        return "." not in row["item"]

    rows = facts.gaps["expired-link"]
    ended = Counter(row["partner"] for row in rows if before(row))
    cs = _listed([f"{name} ({count})" for name, count in sorted(ended.items())]).cs
    references, malformed = facts.references
    return _Finding(
        Text("Odkazy na strategie, které už skončily", "Links to strategies that have ended"),
        Text(
            "Před začátkem plánu skončila (v závorce počet podokruhů, které na ni odkazují): "
            f"{cs}. "
            f"Z {references} kódů jiných strategií jich {malformed} neodpovídá jejich číslování; "
            "žádný nebyl ověřen v textu té strategie, pokud není v grafu.",
            f"Ended before the plan began (in brackets the sub-areas that refer to it): {cs}. "
            f"Of {references} codes of other strategies {malformed} do not follow their numbering; "
            "none was checked against the text of a strategy that is not in the graph.",
        ),
        [
            (Text("odkazy na strategii, která skončila před plánem",
                  "links to a strategy that ended before the plan"),
             facts.counts("expired-link", before)),
            (Text("opatření, která přesahují platnost navazující strategie",
                  "measures that outlast a linked strategy"),
             facts.counts("expired-link", lambda row: not before(row))),
            (Text("neověřené kódy", "unresolved codes"), facts.counts("unresolved-code")),
        ],
        ("gaps --kind expired-link", "gaps --kind unresolved-code"),
        Text("Platnost je brána z názvu strategie; nástupnické strategie v grafu nejsou. "
             "Kódy patří podokruhům, ne jednotlivým opatřením.",
             "Validity is taken from the title of the strategy; successor strategies are not in "
             "the graph. Codes belong to sub-areas, not to single measures."),
    )  # fmt: skip


def _overdue(facts: Facts) -> _Finding:
    items = _items(facts.gaps["overdue"])
    return _Finding(
        Text("Termín uplynul, splněno není", "The deadline has passed, not fulfilled"),
        Text(
            "Opatření s termínem nejpozději do konce plánu, která podle našeho hodnocení nejsou "
            f"splněna: {_listed(items, 12).cs}. Cíle, jejichž podpora končí s plánem: "
            f"{_listed(_items(facts.gaps['expiring'])).cs}. Cíle bez splněného opatření: "
            f"{_listed(_items(facts.gaps['unfulfilled'])).cs}.",
            "Measures due by the end of the plan at the latest that are not fulfilled by our "
            f"assessment: {_listed(items, 12).en}. Goals whose support ends with the plan: "
            f"{_listed(_items(facts.gaps['expiring'])).en}. Goals without a fulfilled measure: "
            f"{_listed(_items(facts.gaps['unfulfilled'])).en}.",
        ),
        [
            (Text("opatření po termínu", "measures overdue"), facts.counts("overdue")),
            (Text("cíle s dobíhající podporou", "goals with expiring support"),
             facts.counts("expiring")),
            (Text("cíle bez splněného opatření", "goals without a fulfilled measure"),
             facts.counts("unfulfilled")),
        ],
        ("gaps --kind overdue --kind expiring --kind unfulfilled",),
        Text("Hodnocení je naše, odvozené z komentářů; úřední stav jednotlivých opatření v textu "
             "není. Opatření bez pevného konce („průběžně“) po termínu být nemohou.",
             "The assessment is ours, derived from the commentary; the official status of single "
             "measures is not in the text. Measures without a fixed end cannot be overdue."),
    )  # fmt: skip


_FINDINGS: tuple[Callable[[Facts], _Finding], ...] = (
    _weak_goals, _declared_only, _unaligned, _single_points, _few_leads, _never_meet, _groups,
    _barriers, _expired, _overdue,
)  # fmt: skip
