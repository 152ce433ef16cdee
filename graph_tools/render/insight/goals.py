"""Findings on goals: weak support, declarations nobody takes up, measures without a goal."""

from __future__ import annotations

from graph_tools.errors import Text
from graph_tools.render.insight.facts import Facts, Finding, items_of, listed

__all__ = ["declared_only", "unaligned", "weak_goals"]


def weak_goals(facts: Facts) -> Finding:
    """Return the finding: goals on few measures, on doubtful readings, or with one lead."""
    rows = [*facts.gaps["uncovered"], *facts.gaps["doubtful"], *facts.gaps["thin"]]
    goals = sorted(items_of(rows), key=lambda goal: facts.coverage[goal])
    single = [row for row in facts.gaps["single-lead"] if row["default"] == "yes"]
    leads = {row["item"]: row["partner"] for row in single}
    figures = [
        (Text(f"opatření k cíli {goal}", f"measures for goal {goal}"), facts.coverage[goal])
        for goal in goals
    ]
    alone = [f"{goal} ({leads[goal]})" for goal in goals if goal in leads]
    return Finding(
        Text("Cíle, které stojí na málo opatřeních nebo na pochybném čtení",
             "Goals that stand on few measures or on a doubtful reading"),
        Text(
            f"Nejslaběji jsou podepřeny cíle: {listed(goals).cs}. "
            "Jediný odpovědný aktér stojí i s pravděpodobnými čteními za cíli: "
            f"{listed(alone).cs}.",
            f"The weakest support have the goals: {listed(goals).en}. "
            "With probable readings too, a single responsible actor stands behind the goals: "
            f"{listed(alone).en}.",
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


def declared_only(facts: Facts) -> Finding:
    """Return the finding: what only the strategy, or only the plan, joins."""
    rows = [row for row in facts.gaps["declared-only"] if row["default"] == "yes"]
    pairs = [f"{row['partner']} → {row['item']}" for row in rows]
    more = [row for row in facts.gaps["undeclared"] if row["default"] == "yes"]
    other = [f"{row['partner']} → {row['item']}" for row in more]
    return Finding(
        Text("Strategie slibuje, akční plán nenavazuje",
             "The strategy declares, the plan does not follow"),
        Text(
            "Strategie u svých opatření uvádí cíle; u těchto dvojic žádné opatření plánu obojí "
            f"nespojuje, ani s pravděpodobnými čteními: {listed(pairs, 12).cs}. Naopak plán "
            "spojuje strategická opatření s cíli, které u nich strategie neuvádí: "
            f"{listed(other).cs}.",
            "The strategy names goals for its measures; for these pairs no measure of the plan "
            f"joins both, even with probable readings: {listed(pairs, 12).en}. The plan in turn "
            f"joins strategic measures with goals not declared for them: {listed(other).en}.",
        ),
        [
            (Text("deklarovaných dvojic", "declared pairs"), facts.declared),
            (Text("z toho bez opatření", "of them without a measure"),
             facts.counts("declared-only")),
            (Text("dvojic, které strategie neuvádí", "pairs the strategy does not declare"),
             facts.counts("undeclared")),
        ],
        ("gaps --kind declared-only --kind undeclared", "query declared-goals"),
        Text("Dvojici spojuje jen opatření, které čitelně jmenuje strategické opatření i cíl; "
             "číslice strategických opatření jsou v předloze často poškozené. „Jisté“ znamená "
             "jistě přečtené, ne věcně správné: mnoho nedeklarovaných dvojic může znamenat, že "
             "plán čísluje cíle jinak než strategie; pak jsou i počty opatření u cílů jiné.",
             "A pair is joined only by a measure that legibly names both; the numerals of "
             "strategic measures are often damaged in the source. Certain means certainly read, "
             "not right in substance: many undeclared pairs may mean that the plan numbers the "
             "goals differently from the strategy; then the counts at the goals differ too."),
    )  # fmt: skip


def unaligned(facts: Facts) -> Finding:
    """Return the finding: measures without a legible link to a goal."""
    strict, default, lenient = (len(codes) for codes in facts.unaligned)
    return Finding(
        Text("Opatření, u nichž není vidět, kterému cíli slouží",
             "Measures whose goal cannot be seen"),
        Text(
            f"Z {facts.measures} opatření nemají žádnou čitelnou vazbu na cíl: "
            f"{listed(facts.unaligned[2], 12).cs}. Ztracená buňka je doložena u: "
            f"{listed(facts.lost, 12).cs}.",
            f"Of {facts.measures} measures these have no legible link to a goal: "
            f"{listed(facts.unaligned[2], 12).en}. A lost cell is recorded for: "
            f"{listed(facts.lost, 12).en}.",
        ),
        [(Text("opatření bez cíle", "measures without a goal"), (strict, default, lenient))],
        ("query measures-without-goal --reading lenient", "query lost-cells"),
        Text("Že vazba v textu není, neznamená, že ji originál nemá: text je z poškozeného "
             "přepisu. Doplnit ji může jen ten, kdo má originál.",
             "That the text has no link does not mean the original has none: the text is a "
             "damaged copy. Only someone with the original can add it."),
    )  # fmt: skip
