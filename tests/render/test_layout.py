"""The boxes of the measures map: where they stand, and what gives way where there are too many."""

import copy
import itertools
import json

import pytest

from graph_tools.render.explorer import map_choice
from graph_tools.render.explorer.content import page_data
from graph_tools.render.explorer.layout import place_boxes
from graph_tools.render.explorer.network import actors_by_load, link_graph

CHANNEL = 6
WORK = {"responsible", "collaborating"}
STRATEGIC = {"ThematicMeasure", "CrossCuttingMeasure"}


@pytest.fixture(scope="module")
def data(answers):
    return page_data(answers)


def laid(data):
    return place_boxes(data, actors_by_load(link_graph(data)))


def of_kind(data, *kinds):
    return [item["id"] for item in data["items"] if item["kind"] in kinds]


def times(data, copies):
    """Return what the map needs of `copies` strategies, each with items of its own."""
    found = {"items": [], "links": [], "facts": {}}
    for number in range(copies):
        for item in data["items"]:
            found["items"].append({**item, "id": f"{item['id']}~{number}"})
        for link in data["links"]:
            ends = {end: f"{link[end]}~{number}" for end in ("source", "target")}
            found["links"].append({**link, **ends})
        for name, facts in data["facts"].items():
            found["facts"][f"{name}~{number}"] = facts
    return found


def faults(found):
    """Return pairs of boxes that overlap, and boxes that stand outside of the map."""
    placed = sorted(found["boxes"].items())
    bad = [
        (name, other)
        for (name, (x, y, w, h)), (other, (u, v, ww, hh)) in itertools.combinations(placed, 2)
        if x < u + ww and u < x + w and y < v + hh and v < y + h
    ]
    bad += [
        (name, "the map")
        for name, (x, y, w, h) in placed
        if x < 0 or y < 0 or x + w > found["width"] or y + h > found["height"]
    ]
    return bad


def assert_good(found):
    assert faults(found) == []
    assert all(type(number) is int for box in found["boxes"].values() for number in box)
    assert len(found["boxes"]) <= map_choice.MOST_BOXES
    rooms = [one for ids in found["rooms"].values() for one in ids]
    assert sorted(rooms) == sorted(found["boxes"])


def test_every_measure_goal_and_working_actor_has_a_box_and_none_overlap(data):
    found = laid(data)
    assert_good(found)
    assert found["left_out"] == {}
    rooms = found["rooms"]
    assert sorted(rooms["tile"]) == sorted(of_kind(data, "Measure"))
    assert rooms["goal"] == of_kind(data, "Goal")
    assert sorted(rooms["strategic"]) == sorted(of_kind(data, *STRATEGIC))
    assert rooms["head"] == of_kind(data, "SubArea")
    working = {link["target"] for link in data["links"] if link["relation"] in WORK}
    assert sorted(rooms["near"] + rooms["far"]) == sorted(working)


def test_an_overlap_would_be_noticed(data):
    found = copy.deepcopy(laid(data))
    found["boxes"]["measure/A1.2"] = found["boxes"]["measure/A1.1"]
    assert ("measure/A1.1", "measure/A1.2") in faults(found)
    found["boxes"]["goal/13"][1] += 100
    assert ("goal/13", "the map") in faults(found)


def test_a_channel_is_left_between_rows_and_columns(data):
    found = laid(data)
    boxes, rooms = found["boxes"], found["rooms"]

    def rows(*names):
        tops = {(boxes[one][1], boxes[one][1] + boxes[one][3]) for name in names
                for one in rooms[name]}  # fmt: skip
        return sorted(tops)

    for names in (("strategic", "head", "tile"), ("near",)):
        for (_, bottom), (top, _) in itertools.pairwise(rows(*names)):
            assert top - bottom >= CHANNEL, names
    columns = [("goal",), ("strategic", "head", "tile"), ("near",), ("far",)]
    sides = [
        (
            min(boxes[one][0] for name in names for one in rooms[name]),
            max(boxes[one][0] + boxes[one][2] for name in names for one in rooms[name]),
        )
        for names in columns
    ]
    assert all(left - right >= CHANNEL for (_, right), (left, _) in itertools.pairwise(sides))


def test_measures_stand_below_the_heading_of_their_sub_area(data):
    found = laid(data)
    boxes, heads = found["boxes"], found["rooms"]["head"]
    ends = [boxes[one][1] for one in heads[1:]] + [found["height"]]
    for link in data["links"]:
        if link["relation"] == "in-sub-area":
            top = boxes[link["source"]][1]
            assert boxes[link["target"]][1] < top < ends[heads.index(link["target"])]


def test_strategic_measures_stand_by_their_number_and_actors_by_their_load(data):
    found = laid(data)
    boxes = found["boxes"]
    codes = {item["id"]: item["code"] for item in data["items"]}
    row = sorted(found["rooms"]["strategic"], key=lambda one: boxes[one][0])
    assert [codes[one] for one in row] == "I II III IV V VI VII VIII IX X XI XII XIII".split()
    column = sorted(found["rooms"]["near"] + found["rooms"]["far"], key=lambda one: boxes[one][:2])
    load = [
        sum(link["target"] == one and link["relation"] in WORK for link in data["links"])
        for one in column
    ]
    assert load == sorted(load, reverse=True) and load[-1] > 0


def test_the_map_fits_a_small_screen(data):
    found = laid(data)
    assert found["width"] <= 963 and found["height"] <= 550


def test_the_same_data_give_the_same_boxes(data):
    assert json.dumps(laid(data)) == json.dumps(laid(copy.deepcopy(data)))


def test_ten_strategies_show_sub_areas_and_count_what_they_leave_out(data):
    ten = times(data, 10)
    found = laid(ten)
    assert_good(found)
    rooms, left_out = found["rooms"], found["left_out"]
    assert sorted(rooms["tile"]) == sorted(of_kind(ten, "SubArea")) and rooms["head"] == []
    assert set(rooms["goal"]) <= set(of_kind(ten, "Priority"))
    working = {link["target"] for link in ten["links"] if link["relation"] in WORK}
    assert left_out == {
        "Actor": len(working) - len(rooms["near"] + rooms["far"]),
        "Measure": 720,
        "Priority": 50 - len(rooms["goal"]),
        "StrategicMeasure": 130,
    }


def test_priorities_left_out_are_those_with_the_most_support(data):
    ten = times(data, 10)
    shown = set(laid(ten)["rooms"]["goal"])
    of_goal = {
        link["source"]: link["target"] for link in ten["links"] if link["relation"] == "in-priority"
    }
    support = dict.fromkeys(of_kind(ten, "Priority"), 0)
    for link in ten["links"]:
        if link["relation"] == "contributes-to":
            support[of_goal[link["target"]]] += 1
    left = [support[one] for one in support if one not in shown]
    assert left and min(left) >= max(support[one] for one in shown)


def test_more_sub_areas_than_fit_give_way_to_areas(data):
    many = times(data, 11)
    found = laid(many)
    assert_good(found)
    assert sorted(found["rooms"]["tile"]) == sorted(of_kind(many, "Area"))


def test_a_strategy_without_measures_or_actors_has_a_map_too():
    assert place_boxes({"items": [], "links": [], "facts": {}}, [])["boxes"] == {}
