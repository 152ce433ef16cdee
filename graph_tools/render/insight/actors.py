"""Findings on actors: single points, concentration, pairs that do not meet, mere groups."""

from __future__ import annotations

from graph_tools.errors import Text
from graph_tools.render.insight.facts import Facts, Finding, items_of, listed

__all__ = ["few_leads", "groups", "never_meet", "single_points"]


def single_points(facts: Facts) -> Finding:
    """Return the finding: actors whose loss cuts measures off."""
    rows = facts.gaps["single-point"]
    return Finding(
        Text("Aktéři, bez nichž by se opatření odpojila", "Actors whose loss cuts measures off"),
        Text(
            "Kdyby odešli, zůstala by opatření bez spojení s ostatními: "
            f"{listed(items_of(rows)).cs}."
            + (f" {rows[0]['reason_cs']}" if rows else ""),
            f"If they left, measures would lose their tie to the rest: {listed(items_of(rows)).en}."
            + (f" {rows[0]['reason_en']}" if rows else ""),
        ),
        [(Text("takových aktérů", "such actors"), facts.counts("single-point"))],
        ("gaps --kind single-point", "network single-points"),
        Text("Síť tvoří jen zapojení uvedená v dokumentech; neurčité skupiny (např. obce) "
             "se za spojení nepočítají.",
             "The network is made of the involvements in the documents only; unspecified groups "
             "(such as municipalities) do not count as ties."),
    )  # fmt: skip


def few_leads(facts: Facts) -> Finding:
    """Return the finding: how few actors carry the responsibility."""
    total, leads, share = (figures[1] for figures in facts.loads)
    third = facts.leads[min(2, len(facts.leads) - 1)][1] if facts.leads else 0
    named = listed([f"{name} ({count})" for name, count in facts.leads if count >= third])
    return Finding(
        Text("Odpovědnost nese několik málo aktérů", "Responsibility rests on a few actors"),
        Text(
            f"Z {total} odpovědností připadá {share} % na tři nejvytíženější: {named.cs}. "
            f"Odpovědných aktérů je celkem {leads}, i s neurčitými skupinami.",
            f"Of {total} responsibilities {share}% fall to the three most loaded: {named.en}. "
            f"There are {leads} responsible actors in all, unspecified groups included.",
        ),
        [
            (Text("odpovědností", "responsibilities"), facts.loads[0]),
            (Text("odpovědných aktérů", "responsible actors"), facts.loads[1]),
            (Text("podíl tří nejvytíženějších v %", "share of the three most loaded, %"),
             facts.loads[2]),
            (Text("cíle s jediným odpovědným", "goals with a single lead"),
             facts.counts("single-lead")),
        ],
        ("query lead-concentration", "query actor-load", "gaps --kind single-lead"),
        Text("Opatření s více odpovědnými se počítá každému z nich; velikost opatření ani "
             "pracnost dokumenty neuvádějí.",
             "A measure with several leads counts for each of them; the documents say nothing of "
             "the size of a measure."),
    )  # fmt: skip


def never_meet(facts: Facts) -> Finding:
    """Return the finding: leads that work for the same goal and share no measure."""
    rows = [row for row in facts.gaps["never-meet"] if row["default"] == "yes"]
    pairs = [f"{row['item']} – {row['partner']}" for row in rows]
    return Finding(
        Text("Pracují pro tentýž cíl a nepotkávají se", "Same goal, no shared measure"),
        Text(
            "Dvojice odpovědných aktérů s největším počtem společných cílů: "
            f"{listed(pairs, 5).cs}."
            + (f" {rows[0]['reason_cs']}" if rows else ""),
            f"Pairs of responsible actors with most goals in common: {listed(pairs, 5).en}."
            + (f" {rows[0]['reason_en']}" if rows else ""),
        ),
        [(Text("dvojic", "pairs"), facts.counts("never-meet"))],
        ("gaps --kind never-meet", "network missing-ties"),
        Text("Společným opatřením se rozumí zapojení obou v kterékoli roli. O schůzkách mimo plán "
             "dokumenty mluví jen zčásti. V počtu jsou i dvojice úřadu a jeho útvaru; ve výpisu "
             "stojí poslední a `network missing-ties` je vynechává.",
             "A shared measure means that both take part in any role. Of meetings outside the "
             "plan the documents say little. The count includes pairs of an office and its own "
             "unit; they stand last in the list, and `network missing-ties` leaves them out."),
    )  # fmt: skip


def groups(facts: Facts) -> Finding:
    """Return the finding: measures on which only a group, or nobody, collaborates."""
    rows = [row for row in facts.gaps["group-without-coordinator"] if row["default"] == "yes"]
    nobody = [row["item"] for row in facts.gaps["no-collaborator"] if row["default"] == "yes"]
    return Finding(
        Text("Spolupracuje „někdo“, nikdo konkrétní", "Somebody helps, nobody in particular"),
        Text(
            f"U {len(rows)} z {facts.measures} opatření spolupracuje jen neurčitá skupina (obce, "
            f"školy a podobně). Žádného spolupracujícího text neuvádí u: {listed(nobody).cs}.",
            f"At {len(rows)} of {facts.measures} measures only an unspecified group collaborates "
            f"(municipalities, schools and the like). No collaborator at all is named at: "
            f"{listed(nobody).en}.",
        ),
        [
            (Text("jen skupina", "a group only"), facts.counts("group-without-coordinator")),
            (Text("nikdo", "nobody"), facts.counts("no-collaborator")),
        ],
        ("gaps --kind group-without-coordinator", "gaps --kind no-collaborator"),
        Text("Kde je buňka prázdná, může být v předloze ztracená; o odpovědném aktérovi "
             "to nic neříká, chybí jen určený partner.",
             "Where the cell is empty it may be lost in the source; this says nothing of the "
             "responsible actor, only the named partner is missing."),
    )  # fmt: skip
