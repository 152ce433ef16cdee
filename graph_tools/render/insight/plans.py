"""Findings on the plan: barriers, links to ended strategies, passed deadlines."""

from __future__ import annotations

from collections import Counter

from graph_tools.errors import Text
from graph_tools.render.insight.facts import Facts, Finding, Row, items_of, listed

__all__ = ["barriers", "expired", "overdue"]


def barriers(facts: Facts) -> Finding:
    """Return the finding: barriers met in several areas under different leads."""
    names = [
        (facts.barrier_names[name], count)
        for name, count in facts.barriers
        if name in items_of(facts.gaps["recurring-barrier"])
    ]
    cs = listed([f"{name.cs} ({count})" for name, count in names], 5).cs
    en = listed([f"{name.en} ({count})" for name, count in names], 5).en
    return Finding(
        Text("Tytéž překážky u různých odpovědných aktérů",
             "The same barriers under different leads"),
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


def expired(facts: Facts) -> Finding:
    """Return the finding: links to ended strategies, and codes that could not be checked."""

    def before(row: Row) -> bool:
        return "." not in row["item"]

    rows = facts.gaps["expired-link"]
    ended = Counter(row["partner"] for row in rows if before(row))
    cs = listed([f"{name} ({count})" for name, count in sorted(ended.items())]).cs
    references, malformed = facts.references
    return Finding(
        Text("Odkazy na strategie, které už skončily", "Links to strategies that have ended"),
        Text(
            "Před začátkem plánu skončila (v závorce počet podokruhů, které na ni odkazují): "
            f"{cs}. "
            f"Z {references} kódů jiných strategií jich {malformed} neodpovídá jejich číslování. "
            "Texty navazujících strategií v grafu nejsou, takže kódy nebylo možné ověřit.",
            f"Ended before the plan began (in brackets the sub-areas that refer to it): {cs}. "
            f"Of {references} codes of other strategies {malformed} do not follow their numbering. "
            "The texts of the linked strategies are not in the graph, so codes could not be "
            "checked.",
        ),
        [
            (Text("odkazy na strategii, která skončila před plánem",
                  "links to a strategy that ended before the plan"),
             facts.counts("expired-link", before)),
            (Text("opatření, která přesahují platnost navazující strategie",
                  "measures that outlast a linked strategy"),
             facts.items("expired-link", lambda row: not before(row))),
            (Text("neověřené kódy", "unresolved codes"), facts.counts("unresolved-code")),
        ],
        ("gaps --kind expired-link", "gaps --kind unresolved-code"),
        Text("Platnost je brána z dokumentů, zpravidla z názvu strategie; nástupnické "
             "strategie v grafu nejsou. Kódy patří podokruhům, ne jednotlivým opatřením.",
             "Validity is taken from the documents, mostly from the title; successor "
             "strategies are not in the graph. Codes belong to sub-areas, not to single measures."),
    )  # fmt: skip


def overdue(facts: Facts) -> Finding:
    """Return the finding: measures past their deadline, and goals with nothing fulfilled."""
    items = items_of(facts.gaps["overdue"])
    return Finding(
        Text("Termín uplynul, splněno není", "The deadline has passed, not fulfilled"),
        Text(
            "Opatření s termínem nejpozději do konce plánu, která podle našeho hodnocení nejsou "
            f"splněna: {listed(items, 12).cs}. Cíle, jejichž podpora končí s plánem: "
            f"{listed(items_of(facts.gaps['expiring'])).cs}. Cíle, u nichž podle nás není "
            "splněno žádné opatření, aspoň v jednom čtení: "
            f"{listed(items_of(facts.gaps['unfulfilled'])).cs}.",
            "Measures due by the end of the plan at the latest that are not fulfilled by our "
            f"assessment: {listed(items, 12).en}. Goals whose support ends with the plan: "
            f"{listed(items_of(facts.gaps['expiring'])).en}. Goals none of whose measures is "
            "fulfilled by our assessment, in one reading at least: "
            f"{listed(items_of(facts.gaps['unfulfilled'])).en}.",
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
