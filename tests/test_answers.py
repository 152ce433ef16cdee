"""Codes in the order people count, and the examples of the module."""

from __future__ import annotations

import doctest

from graph_tools import answers
from graph_tools.answers import roman


def test_the_examples_of_the_module_hold() -> None:
    done = doctest.testmod(answers)
    assert done.attempted >= 2 and done.failed == 0


def test_numerals_count_beyond_fourteen() -> None:
    codes = ["IX", "X", "XIV", "XV", "XIX", "XX", "XXXIX", "XL", "XC", "C"]
    assert sorted(reversed(codes), key=roman) == codes
    assert [roman(code) for code in codes[-4:]] == [39, 40, 90, 100]


def test_what_is_no_numeral_counts_as_nothing() -> None:
    assert [roman(code) for code in ("", "A", "X1", "iv")] == [0, 0, 0, 0]
