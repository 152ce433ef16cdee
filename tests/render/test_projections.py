"""The Network view: figures recounted from the links of the page, places measured line by line."""

import csv
import itertools
import json
import math
import os
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest

from graph_tools.errors import QueryError
from graph_tools.render.explorer.box_text import box_text, lines_needed
from graph_tools.render.explorer.content import page_data
from graph_tools.render.explorer.projections import PROJECTIONS, projections
from graph_tools.render.explorer.ring import (
    MOST,
    STAGE,
    bend,
    places_in_columns,
    places_on_ring,
    ring_order,
    via,
)
from graph_tools.render.explorer.vis import frames, projection_network

ROOT = Path(__file__).resolve().parents[2]
LEVEL = {"certain": 0, "probable": 1, "uncertain": 2}
TABLES = ("network-nodes", "network-ties", "network-missing")
LEAST_HEIGHT = 24  # WCAG 2.2, target size


@pytest.fixture(scope="session")
def rows(built):
    """The answers of the view on the real graph."""
    from graph_tools.commands.explorer_network import network_answers
    from graph_tools.queries import load_store

    return network_answers(load_store(built.nquads), built.queries)


@pytest.fixture(scope="session")
def items(answers):
    return page_data(answers)["items"]


@pytest.fixture(scope="session")
def found(rows, items):
    return projections(rows, items)


@pytest.fixture(scope="session")
def links(answers):
    """Links of the page: relation → source → target → surest reading in which it counts."""
    columns, listed = answers["links"]
    known = defaultdict(lambda: defaultdict(dict))
    for row in listed:
        link = dict(zip(columns, row, strict=True))
        level = LEVEL[link["certainty"] or "certain"]
        targets = known[link["relation"]][link["source"]]
        targets[link["target"]] = min(level, targets.get(link["target"], level))
    return known


def dicts(answers, name):
    columns, listed = answers[name]
    return [dict(zip(columns, row, strict=True)) for row in listed]


def taking_part(links, items, reading, *, groups):
    """Measure → its actors in any role."""
    group = {item["id"] for item in items if item["kind"] == "ActorGroup"}
    found = defaultdict(set)
    for role in ("responsible", "collaborating"):
        for measure, actors in links[role].items():
            for actor, level in actors.items():
                if level <= reading and (groups or actor not in group):
                    found[measure].add(actor)
    return found


def shared(by_source):
    """Pair → number of sources both belong to."""
    pairs = defaultdict(int)
    for targets in by_source.values():
        for pair in itertools.combinations(sorted(targets), 2):
            pairs[frozenset(pair)] += 1
    return dict(pairs)


def weights(projection, reading):
    return {
        frozenset((tie["source"], tie["target"])): tie["weights"][reading]
        for tie in projection["ties"]
        if tie["weights"][reading]
    }


# --- figures


@pytest.mark.parametrize("reading", [0, 1, 2])
@pytest.mark.parametrize(("name", "groups"), [("actors", False), ("actors-groups", True)])
def test_actors_are_joined_by_the_measures_they_share(found, links, items, name, groups, reading):
    by_measure = taking_part(links, items, reading, groups=groups)
    assert weights(found[name], reading) == shared(by_measure) != {}
    load = defaultdict(int)
    for actors in by_measure.values():
        for actor in actors:
            load[actor] += 1
    told = {node["id"]: node["loads"][reading] for node in found[name]["nodes"]}
    assert {actor: count for actor, count in told.items() if count} == load


@pytest.mark.parametrize("reading", [0, 1, 2])
def test_goals_are_joined_by_the_measures_they_share(found, links, items, reading):
    by_measure = {
        measure: {goal for goal, level in goals.items() if level <= reading}
        for measure, goals in links["contributes-to"].items()
    }
    assert weights(found["goals"], reading) == shared(by_measure) != {}
    told = {node["id"]: node["loads"][reading] for node in found["goals"]["nodes"]}
    assert told == {
        item["id"]: sum(item["id"] in goals for goals in by_measure.values())
        for item in items
        if item["kind"] == "Goal"
    }


@pytest.mark.parametrize("reading", [0, 1, 2])
def test_sub_areas_and_strategies_are_joined_by_codes(found, built, items, reading):
    with (built.tables / "external_references.csv").open(encoding="utf-8", newline="") as lines:
        codes = defaultdict(set)
        for row in csv.DictReader(lines):
            if LEVEL[row["certainty"]] <= reading:
                pair = frozenset((f"sub-area/{row['sub_area']}", f"strategy/{row['strategy']}"))
                codes[pair].add((row["code"], row["section_cs"]))
    expected = {pair: len(listed) for pair, listed in codes.items()}
    assert weights(found["sub-areas"], reading) == expected != {}
    shown = {node["id"] for node in found["sub-areas"]["nodes"]}
    assert {item["id"] for item in items if item["kind"] == "SubArea"} <= shown


@pytest.mark.parametrize("reading", [0, 1, 2])
@pytest.mark.parametrize(("name", "groups"), [("actors", False), ("actors-groups", True)])
def test_a_missing_tie_is_between_leads_for_the_same_goals(
    found, links, items, name, groups, reading
):
    by_measure = taking_part(links, items, reading, groups=groups)
    goals = defaultdict(set)
    for measure, leads in links["responsible"].items():
        for lead, level in leads.items():
            if level <= reading and lead in by_measure[measure]:
                goals[lead] |= {
                    goal
                    for goal, sure in links["contributes-to"][measure].items()
                    if sure <= reading
                }

    def above(actor):
        wholes = set(links["unit-of"].get(actor, ()))
        return wholes.union(*map(above, wholes))

    expected = {
        frozenset((a, b)): goals[a] & goals[b]
        for a, b in itertools.combinations(sorted(goals), 2)
        if goals[a] & goals[b]
        and frozenset((a, b)) not in shared(by_measure)
        and a not in above(b)
        and b not in above(a)
    }
    told = {
        frozenset((tie["source"], tie["target"])): set(tie["goals"][reading])
        for tie in found[name]["missing"]
        if tie["goals"][reading]
    }
    assert told == expected != {}
    assert all(any(tie["goals"]) for tie in found[name]["missing"])


def test_what_counts_in_one_reading_counts_in_those_after_it(found):
    for projection in found.values():
        for numbers in [
            *(node["loads"] for node in projection["nodes"]),
            *(tie["weights"] for tie in projection["ties"]),
        ]:
            assert numbers == sorted(numbers)
            assert len(numbers) == 3


def test_communities_are_told_of_nodes_with_a_tie_only(found):
    for name in ("actors", "actors-groups", "goals"):
        projection = found[name]
        tied = {tie[end] for tie in projection["ties"] for end in ("source", "target")}
        numbers = {node["id"]: node["community"] for node in projection["nodes"]}
        assert {node for node, number in numbers.items() if number} == tied
        assert set(numbers.values()) - {0} == set(range(1, projection["communities"] + 1))
    assert {node["community"] for node in found["sub-areas"]["nodes"]} == {0}


def test_sizes_and_widths_grow_with_the_figures(found):
    for projection in found.values():
        sizes = sorted(
            pair
            for node in projection["nodes"]
            for pair in zip(node["loads"], node["radii"], strict=True)
        )
        assert [radius for _, radius in sizes] == sorted(radius for _, radius in sizes)
        widths = sorted(
            pair
            for tie in projection["ties"]
            for pair in zip(tie["weights"], tie["widths"], strict=True)
        )
        assert [width for _, width in widths] == sorted(width for _, width in widths)
        assert all(bool(weight) == bool(width) for weight, width in widths)


# --- carried by pyvis


def test_edges_in_are_edges_out(rows, items, found):
    network = projection_network(found)
    given = len(dicts(rows, "network-ties")) + len(dicts(rows, "network-missing"))
    assert len(network.edges) == given > 250
    assert len({edge["id"] for edge in network.edges}) == given
    assert len(network.nodes) == len(dicts(rows, "network-nodes"))
    known = {node["id"]: node for node in network.nodes}
    for edge in network.edges:
        assert edge["hidden"] is True
        ends = [known[edge["from"]], known[edge["to"]]]
        assert {node["projection"] for node in ends} == {edge["projection"]}
    drawn = {
        (edge["projection"], known[edge["from"]]["item"], known[edge["to"]]["item"]): edge
        for edge in network.edges
        if not edge["dashes"]
    }
    for row in dicts(rows, "network-ties"):
        edge = drawn[row["projection"], row["source"], row["target"]]
        assert edge["weights"] == [int(row[r]) for r in ("strict", "default", "lenient")]
    assert {node["item"] for node in network.nodes} <= {item["id"] for item in items}


def test_a_lost_end_of_an_edge_is_noticed(found):
    lost = {**found, "goals": {**found["goals"], "nodes": found["goals"]["nodes"][1:]}}
    with pytest.raises(ValueError, match="edges for"):
        projection_network(lost)


def test_nothing_moves_by_itself(found):
    options = projection_network(found).options
    assert options["physics"] == {"enabled": False}
    assert options["nodes"]["fixed"] is True
    assert not any(options["interaction"].values())


def test_frames_say_what_has_no_room(found):
    told = frames(found)
    assert list(told) == list(PROJECTIONS)
    assert told["goals"] == {
        "communities": 2,
        "left_out": {"missing": 0, "nodes": 0, "ties": 0},
        "stage": [960, 600],
    }


# --- places


def points(start, through, end, count=40):
    for step in range(count + 1):
        part = step / count
        yield tuple(
            (1 - part) ** 2 * a + 2 * part * (1 - part) * b + part**2 * c
            for a, b, c in zip(start, through, end, strict=True)
        )


def overlaps(first, second):
    (left, top, width, height), (x, y, wide, high) = first, second
    return left < x + wide and x < left + width and top < y + high and y < top + height


def check_places(nodes, lines):
    """Nodes and lines (start, control point, end) as the view draws them."""
    boxes = {node["id"]: node["box"] for node in nodes}
    dots = {node["id"]: (node["x"], node["y"], max(node["radii"])) for node in nodes}
    for left, top, width, height in boxes.values():
        assert 0 <= left and 0 <= top
        assert left + width <= STAGE[0] and top + height <= STAGE[1]
        assert height >= LEAST_HEIGHT
    for a, b in itertools.combinations(boxes, 2):
        assert not overlaps(boxes[a], boxes[b]), (a, b)
    for node, (x, y, radius) in dots.items():
        square = (x - radius, y - radius, 2 * radius, 2 * radius)
        for other, box in boxes.items():
            assert not overlaps(square, box), (node, other)
        for other, (x2, y2, radius2) in dots.items():
            assert node == other or math.dist((x, y), (x2, y2)) > radius + radius2, (node, other)
        # The line from a dot to its own label lies in the height of that label.
        assert boxes[node][1] < y < boxes[node][1] + boxes[node][3]
    for first, through, last in lines:
        for x, y in points(dots[first][:2], through, dots[last][:2]):
            for other, (left, top, width, height) in boxes.items():
                inside = left <= x <= left + width and top <= y <= top + height
                assert not inside, f"the line {first} – {last} runs through {other}"
            for other, (x2, y2, radius) in dots.items():
                near = math.dist((x, y), (x2, y2)) <= radius + 2
                assert other in {first, last} or not near, f"{first} – {last} touches {other}"


@pytest.mark.parametrize("name", PROJECTIONS)
def test_no_box_overlaps_and_no_line_runs_through_a_box(found, name):
    projection = found[name]
    lines = [
        (line["source"], line["via"], line["target"])
        for line in [*projection["ties"], *projection["missing"]]
    ]
    assert lines
    check_places(projection["nodes"], lines)


@pytest.mark.parametrize(
    ("count", "parts"), [(1, 1), (2, 2), (3, 1), (17, 3), (36, 3), (47, 1), (48, 7)]
)
def test_on_a_ring_of_any_size_every_possible_line_is_clear(count, parts):
    order = [str(number) for number in range(count)]
    places = places_on_ring(order, {node: int(node) * parts // count for node in order})
    nodes = [
        {"id": node, "box": place.box, "x": place.x, "y": place.y, "radii": [9]}
        for node, place in places.items()
    ]
    lines = [
        (a, via(places[a], places[b], bend(places[a], places[b])), b)
        for a, b in itertools.combinations(order, 2)
    ]
    check_places(nodes, lines)


@pytest.mark.parametrize(("left", "right"), [(0, 0), (1, 24), (8, 8), (24, 24), (24, 1)])
def test_between_two_columns_every_possible_line_is_clear(left, right):
    sides = [f"l{n}" for n in range(left)], [f"r{n}" for n in range(right)]
    places = places_in_columns(*sides)
    nodes = [
        {"id": node, "box": place.box, "x": place.x, "y": place.y, "radii": [9]}
        for node, place in places.items()
    ]
    straight = [(a, via(places[a], places[b], 0), b) for a, b in itertools.product(*sides)]
    check_places(nodes, straight)


def test_communities_stand_together_round_the_ring(found):
    for name in ("actors", "actors-groups", "goals"):
        numbers = [node["community"] for node in found[name]["nodes"]]
        changes = [a for a, b in itertools.pairwise(numbers) if a != b]
        assert len(changes) == len(set(numbers)) - 1


def test_partners_stand_beside_each_other():
    groups = [["a", "b", "c", "d", "e", "f"]]
    order = ring_order(groups, {("a", "d"): 5, ("b", "f"): 5, ("a", "b"): 1})
    steps = {pair: abs(order.index(pair[0]) - order.index(pair[1])) for pair in ("ad", "bf", "ab")}
    assert min(steps["ad"], 6 - steps["ad"]) == min(steps["bf"], 6 - steps["bf"]) == 1
    assert sorted(order) == groups[0]


def test_changing_the_reading_moves_nothing(rows, items, found):
    columns, listed = rows["network-ties"]
    other = {
        **rows,
        "network-ties": (columns, [(*row[:3], "0", "0", row[5]) for row in listed]),
    }
    moved = projections(other, items)
    for name, projection in found.items():
        for before, after in zip(projection["nodes"], moved[name]["nodes"], strict=True):
            assert (before["id"], before["x"], before["y"]) == (after["id"], after["x"], after["y"])
    for projection in found.values():
        for node in projection["nodes"]:
            assert all(isinstance(number, int) for number in [node["x"], node["y"], *node["box"]])


def test_vis_network_bends_lines_as_we_say(new_page, found, tmp_path):
    import pyvis

    script = Path(pyvis.__file__).parent / "templates/lib/vis-9.1.2/vis-network.min.js"
    network = projection_network(found)
    page = new_page(viewport={"width": 1000, "height": 640})
    path = tmp_path / "vis.html"
    path.write_text("<!DOCTYPE html><title>vis</title><div id=a></div>", encoding="utf-8")
    page.goto(path.as_uri())
    page.add_script_tag(path=str(script))
    drawn = page.evaluate(
        """([nodes, edges, options]) => { const all = edges.map(e => ({...e, hidden: false}));
        const net = new vis.Network(document.getElementById('a'), {nodes, edges: all}, options);
        return Object.fromEntries(Object.values(net.body.edges).map(e => { const b = e.edgeType;
          const v = b._getViaCoordinates ? b._getViaCoordinates() : null;
          return [e.id, [v && [v.x, v.y], e.from.x, e.from.y]]; })); }""",
        [network.nodes, network.edges, network.options],
    )
    assert page.faults == []
    known = {node["id"]: node for node in network.nodes}
    assert set(drawn) == {edge["id"] for edge in network.edges}
    for edge in network.edges:
        through, x, y = drawn[edge["id"]]
        assert (x, y) == (known[edge["from"]]["x"], known[edge["from"]]["y"])
        if edge["smooth"]["enabled"]:
            assert through == pytest.approx(edge["via"], abs=0.51)
        else:
            assert through is None


# --- many, long and wrong


def times(rows, items, count):
    """The same strategy ``count`` times, as if they were others."""
    columns = {name: rows[name][0] for name in TABLES}

    def other(text, number):
        return " ".join(f"{one}-{number}" for one in text.split())

    many = {name: (columns[name], []) for name in TABLES}
    for number in range(count):
        for row in rows["network-nodes"][1]:
            many["network-nodes"][1].append((row[0], other(row[1], number), *row[2:]))
        for row in rows["network-ties"][1]:
            ends = (other(end, number) for end in row[1:3])
            many["network-ties"][1].append((row[0], *ends, *row[3:]))
        for row in rows["network-missing"][1]:
            told = (other(cell, number) for cell in row[1:])
            many["network-missing"][1].append((row[0], *told))
    return many, [
        {**item, "id": other(item["id"], number)} for number in range(count) for item in items
    ]


def test_ten_strategies_keep_the_busiest_and_count_the_rest(rows, items, found):
    many, all_items = times(rows, items, 10)
    told = projections(many, all_items)
    for name, projection in told.items():
        assert len(projection["nodes"]) <= 2 * MOST
        for part in ("nodes", "ties", "missing"):
            every = 10 * len(found[name][part])
            assert len(projection[part]) + projection["left_out"][part] == every
        shown = {node["id"] for node in projection["nodes"]}
        least = min(node["loads"][2] for node in projection["nodes"])
        lists = dicts(many, "network-nodes")
        mine = [row for row in lists if row["projection"] == name and row["id"] not in shown]
        if name != "sub-areas":
            assert len(shown) == 2 * MOST
            assert max(int(row["lenient"]) for row in mine) <= least
        check_places(
            projection["nodes"],
            [(line["source"], line["via"], line["target"])
             for line in [*projection["ties"], *projection["missing"]]],
        )  # fmt: skip
    assert told["actors-groups"]["left_out"]["nodes"] == 360 - 48
    assert len(projection_network(told).edges) == sum(
        len(projection[part]) for projection in told.values() for part in ("ties", "missing")
    )


@pytest.mark.parametrize("letter", ["W", "i", "slovo ", "<b>", "\u00a0"])
def test_names_of_four_hundred_letters_end_in_their_box(rows, items, found, letter):
    name = (letter * 400)[:400]
    long = [{**item, "code": name, "cs": name + "x", "en": name + "y"} for item in items]
    for key, projection in projections(rows, long).items():
        assert [node["box"] for node in projection["nodes"]] == [
            node["box"] for node in found[key]["nodes"]
        ]
        for node in projection["nodes"]:
            for text in node["text"]:
                assert text.endswith("…")
                assert 0 < lines_needed(text) <= node["lines"]


def test_every_text_fits_its_box(found):
    for projection in found.values():
        for node in projection["nodes"]:
            assert all(0 < lines_needed(text) <= node["lines"] for text in node["text"])


def test_a_box_shows_code_and_as_much_of_the_name_as_fits():
    long = "Bezpečná komunita: podpora dobrého sousedství a komunitního života"
    goal = {"kind": "Goal", "code": "1", "cs": long, "en": "Safe", "short": [long[:17], "Safe"]}
    assert box_text(goal, 1) == ["1 Bezpečná komunita", "1 Safe"]
    assert box_text(goal, 4) == [f"1 {long}", "1 Safe"]
    plan = {"kind": "Strategy", "code": "", "cs": long, "en": "x", "short": [long[:17], "x"]}
    assert box_text(plan, 2)[0].startswith("Bezpečná komunita: podpora")
    assert box_text(plan, 2)[0].endswith("…")
    actor = {"kind": "Organisation", "code": "TUL", "cs": "Univerzita", "en": "University"}
    assert box_text(actor, 2) == ["TUL – Univerzita", "TUL – University"]
    assert box_text({**actor, "cs": "TUL"}, 1)[0] == "TUL"


def test_an_empty_graph_gives_empty_projections(rows):
    told = projections({name: (rows[name][0], []) for name in TABLES}, [])
    assert [len(told[name]["nodes"]) for name in PROJECTIONS] == [0, 0, 0, 0]
    assert projection_network(told).edges == []


def test_rows_that_would_lose_something_are_refused(rows, items):
    columns, listed = rows["network-nodes"]
    with pytest.raises(ValueError, match="is no item of the page"):
        projections(rows, items[:-200])
    with pytest.raises(ValueError, match="identifiers"):
        projections({**rows, "network-nodes": (columns, [*listed, listed[0]])}, items)
    with pytest.raises(ValueError, match="which is no node"):
        projections({**rows, "network-nodes": (columns, listed[1:])}, items)
    with pytest.raises(QueryError, match="network-ties"):
        projections({**rows, "network-ties": (columns, [])}, items)


def test_the_view_is_the_same_whatever_the_hash_seed(built):
    code = (
        "import json, sys; from pathlib import Path\n"
        "from graph_tools.commands.explorer_answers import explorer_answers\n"
        "from graph_tools.commands.explorer_network import network_answers\n"
        "from graph_tools.queries import load_store\n"
        "from graph_tools.render.explorer.content import page_data\n"
        "from graph_tools.render.explorer.projections import projections\n"
        "from graph_tools.render.explorer.vis import projection_network\n"
        "store, queries = load_store(Path(sys.argv[1])), Path(sys.argv[2])\n"
        "items = page_data(explorer_answers(store, queries))['items']\n"
        "network = projection_network(projections(network_answers(store, queries), items))\n"
        "print(json.dumps([network.nodes, network.edges]))\n"
    )
    said = [
        subprocess.run(
            [sys.executable, "-c", code, str(built.nquads), str(built.queries)],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert said[0] == said[1]
    assert len(json.loads(said[0])[0]) > 80
