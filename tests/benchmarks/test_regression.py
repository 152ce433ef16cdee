"""The check on costs: what it divides by what, and what it calls dearer."""

from __future__ import annotations

import json

import pytest
import regression
from regression import TOLERANCE, judged, measured, operations


def test_costs_are_of_one_repetition_in_units_of_the_work_they_are_measured_by() -> None:
    start = 1_000_000
    costs = {"parse": 200, "python": 50, "load": 500, "page": 75}
    found = measured(["load", "page"], lambda name, times: start + times * costs[name])
    assert found == {"load": 2.5, "page": 1.5}


def test_each_piece_of_work_is_counted_once_for_one_and_once_for_two_repetitions() -> None:
    asked: list[tuple[str, int]] = []

    def counted(name: str, times: int) -> int:
        asked.append((name, times))
        return times

    measured(["load", "query thin"], counted)
    names = ("parse", "load", "query thin")
    assert sorted(asked) == sorted((name, times) for name in names for times in (1, 2))


@pytest.mark.parametrize(
    ("ratio", "good", "word"),
    [
        (2.0, True, ""),
        (2 * (1 + TOLERANCE) - 0.01, True, ""),
        (2 * (1 + TOLERANCE) + 0.01, False, "dearer"),
        (2 * (1 - TOLERANCE) - 0.01, True, "cheaper"),
    ],
)
def test_only_what_costs_over_a_tenth_more_is_bad(ratio: float, good: bool, word: str) -> None:
    lines, found = judged({"load": ratio}, {"load": 2.0})
    assert found is good
    assert lines[0].endswith(word or "%")


def test_what_was_never_measured_is_not_passed_over() -> None:
    lines, good = judged({"load": 1.0}, {})
    assert not good
    assert "not measured before" in lines[0]


def test_every_operation_has_an_expected_cost_and_no_other_has() -> None:
    kept = json.loads(regression.EXPECTED.read_text(encoding="utf-8"))
    assert set(kept["ratios"]) == set(operations())
    assert set(kept["versions"]) == {"python", "pyoxigraph", "pyshacl", "rdflib"}
