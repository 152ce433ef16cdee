"""The guide: the ten most consequential findings as Markdown, in one language."""

from __future__ import annotations

from collections.abc import Callable

from graph_tools.errors import Text
from graph_tools.render.insight import actors, goals, plans
from graph_tools.render.insight.facts import Facts, Finding

__all__ = ["insight"]

_FINDINGS: tuple[Callable[[Facts], Finding], ...] = (
    goals.weak_goals, goals.declared_only, goals.unaligned,
    actors.single_points, actors.few_leads, actors.never_meet, actors.groups,
    plans.barriers, plans.expired, plans.overdue,
)  # fmt: skip


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
