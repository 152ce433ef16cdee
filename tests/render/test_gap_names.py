"""Names in gaps lead to exactly one item, or the pages are not made."""

import pytest

from graph_tools.errors import QueryError
from graph_tools.render.gap_names import GapNames

ITEMS = {"measure/A1.1", "sub-area/A1", "sub-area/B1", "strategy/one", "strategy/two"}
NAMES = [
    {"about": "measure", "name": "A1.1", "id": "measure/A1.1"},
    {"about": "sub-area", "name": "A1", "id": "sub-area/A1"},
    {"about": "strategy", "name": "Plán", "id": "strategy/one"},
    {"about": "strategy", "name": "Plán", "id": "strategy/two"},
    {"about": "sub-area", "name": "B1", "id": "sub-area/elsewhere"},
]
LINKS = [
    ("measure/A1.1", "in-sub-area", "sub-area/A1"),
    ("sub-area/A1", "refers-to", "strategy/two"),
]


def ends(about, item, partner, links=LINKS):
    row = {"kind": "x", "item": item, "partner": partner, "reason_cs": "", "reason_en": ""}
    return GapNames(NAMES, ITEMS, links).ends(about, row)


def test_of_two_strategies_of_one_name_the_linked_one_is_meant():
    assert ends(("sub-area", "strategy"), "A1", "Plán") == ("sub-area/A1", "strategy/two")


def test_a_measure_is_near_to_what_its_sub_area_is_linked_with():
    assert ends(("measure", "strategy"), "A1.1", "Plán") == ("measure/A1.1", "strategy/two")
    with pytest.raises(QueryError, match="exactly one"):
        ends(("measure", "strategy"), "A1.1", "Plán", LINKS[1:])


def test_a_gap_of_measures_may_name_their_sub_area():
    assert ends(("measure", ""), "A1", "") == ("sub-area/A1", "")


def test_a_code_or_a_barrier_is_no_item():
    assert ends(("measure", "code"), "A1.1", "1.2") == ("measure/A1.1", "")


@pytest.mark.parametrize("name", ["A9.9", "B1"])
def test_a_name_of_no_item_is_a_fault(name):
    with pytest.raises(QueryError, match=f"names '{name}'.*found: –"):
        ends(("measure", ""), name, "")
