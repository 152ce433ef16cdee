"""Single points, missing ties and scenarios: known by head, or checked another way."""

from __future__ import annotations

import itertools

import pytest
from small_network import small_answers

from graph_tools.answers import GAP_COLUMNS, READINGS
from graph_tools.errors import UsageError
from graph_tools.network import Links, Network, read_network, single_point_rows
from graph_tools.network.graphs import measure_actor, project
from graph_tools.network.names import actor_named
from graph_tools.network.points import cut_off_by_actor
from graph_tools.network.scenarios import departure, meeting
from graph_tools.network.seats import seats, smallest_cover
from graph_tools.network.ties import missing_ties
from graph_tools.project import Project
from graph_tools.queries import answer_from, find_question, load_store


def codes(links: Links, keys: object) -> list[str]:
    return [links.network.code(key) for key in keys]


def cut(network: Network, reading: str, **options: bool) -> dict[str, list[str]]:
    links = network.at(reading, **options)
    found = cut_off_by_actor(links, measure_actor(links))
    return {network.code(actor): codes(links, measures) for actor, measures in found.items()}


def test_cut_off_measures_of_the_small_network(small: Network) -> None:
    # Y: both parts have two measures and one actor; the one with the earliest measure stays.
    assert cut(small, "default") == {"X": ["A1.2"], "Y": ["A1.10", "B1.1"], "Z": ["B1.1"]}
    assert cut(small, "strict") == {"X": ["A1.2"], "Y": ["A1.10"]}
    # The group joins B1.1 and B1.3, so it cuts off B1.3; W is alone from the start.
    assert cut(small, "default", groups=True)["G"] == ["B1.3"]


def test_single_points_are_gap_rows(small: Network) -> None:
    rows = {row[1]: dict(zip(GAP_COLUMNS, row, strict=True)) for row in single_point_rows(small)}
    assert list(rows) == ["Y", "X", "Z"]
    assert {(row["kind"], row["partner"]) for row in rows.values()} == {("single-point", "")}
    assert [rows["Z"][level] for level in READINGS] == ["no", "yes", "yes"]
    assert [rows["Z"][c] for c in ("document", "first_line", "last_line")] == ["d.txt", "1", "2"]
    assert rows["X"]["reason_cs"] == (
        "Bez aktéra X by se od zbytku sítě opatření a určitých aktérů oddělilo 1 opatření (A1.2); "
        "jiného určitého aktéra nemá."
    )
    assert rows["Y"]["reason_en"] == (
        "Without Y, 2 measures would be cut off from the rest of the network of measures and "
        "particular actors (A1.10, B1.1)."
    )
    assert [row[1] for row in single_point_rows(small, reading="strict")] == ["X", "Y"]


def test_a_long_list_of_measures_is_cut_and_counted(real: Network) -> None:
    rows = {row[1]: dict(zip(GAP_COLUMNS, row, strict=True)) for row in single_point_rows(real)}
    measures = cut(real, "default")["OSV"]
    more = len(measures) - 5
    assert f"({', '.join(measures[:5])} a další {more})" in rows["OSV"]["reason_cs"]
    assert all(row["reason_cs"].endswith(".") and row["reason_en"] for row in rows.values())


@pytest.mark.parametrize("reading", READINGS)
def test_cut_off_measures_of_the_real_network_by_walking(real: Network, reading: str) -> None:
    """Walk from the actor's neighbours without the actor, with sets only."""
    links = real.at(reading)
    expected = {}
    for actor in links.actors:
        parts: list[set[str]] = []
        for start in links.of_actor(actor):
            if any(start in part for part in parts):
                continue
            reached, waiting = set(), [start]
            while waiting:
                measure = waiting.pop()
                reached.add(measure)
                for other in set(links.roles[measure]) - {actor}:
                    waiting += [m for m in links.of_actor(other) if m not in reached]
            parts.append(reached)
        if any(set(links.roles[m]) - {actor} for part in parts for m in part):
            sizes = [
                (len(part), len({a for m in part for a in links.roles[m]} - {actor}),
                 -min(map(links.measures.index, part)))
                for part in parts
            ]  # fmt: skip
            kept = parts[sizes.index(max(sizes))]
            lost = {m for part in parts if part is not kept for m in part}
            if lost:
                expected[actor] = lost
    found = cut_off_by_actor(links, measure_actor(links))
    assert {actor: set(measures) for actor, measures in found.items()} == expected


def test_missing_ties_of_the_small_network(small: Network) -> None:
    def told(reading: str) -> list[object]:
        links = small.at(reading)
        found = missing_ties(links, project(measure_actor(links), links.actors))
        return [
            (*codes(links, [t.first, t.second]), codes(links, t.goals), codes(links, t.codes),
             t.distance)
            for t in found
        ]  # fmt: skip

    # W and Y share goal 4, but Y is a unit of W.
    apart = [("W", "X", [], ["c1"], None), ("W", "Z", [], ["c1"], None)]
    assert told("default") == [("X", "Z", ["2"], ["c1"], 2), *apart]
    # Without the probable collaboration Y and Z share no measure, and no goal, but a code.
    assert told("strict") == [
        ("X", "Z", ["2"], ["c1"], None), *apart, ("Y", "Z", [], ["c1"], None)
    ]  # fmt: skip


def test_missing_ties_are_the_pairs_that_never_meet(real: Network, built: Project) -> None:
    question = find_question(built.queries, "never-meet")
    for reading in READINGS:
        rows = answer_from(
            load_store(built.nquads), question, question.text_with({"reading": reading})
        ).rows
        never = {frozenset(row[1:3]) for row in rows}
        links = real.at(reading)
        found = missing_ties(links, project(measure_actor(links), links.actors))
        ties = {frozenset(codes(links, [t.first, t.second])) for t in found if t.goals}
        own = {
            frozenset(codes(links, pair))
            for pair in itertools.permutations(links.leads, 2)
            if links.is_part_of(*pair)
        }
        assert ties == never - own
        assert [len(t.goals) for t in found] == sorted((len(t.goals) for t in found), reverse=True)


def test_who_leaves_the_small_network(small: Network) -> None:
    links = small.at("default")
    found = departure(links, "s/actor/X")
    assert codes(links, found.without_lead) == ["A1.1", "A1.2"]
    assert codes(links, found.without_actor) == ["A1.2"]
    assert {small.code(g): codes(links, m) for g, m in found.goals.items()} == {
        "1": ["A1.1", "A1.2"]
    }
    assert codes(links, found.cut_off) == ["A1.2"]
    alone = departure(links, "s/actor/W")  # goal 4 keeps Y
    assert (codes(links, alone.without_actor), alone.goals, alone.cut_off) == (["B1.2"], {}, [])


def test_who_meets_in_the_small_network(small: Network) -> None:
    links = small.at("default")
    found = meeting(links, "s/actor/X", "s/actor/Z")
    assert (found.measures, found.before) == ([], 2)
    assert {small.code(g): [codes(links, side) for side in both]
            for g, both in found.goals.items()} == {"2": [["A1.1"], ["B1.1"]]}  # fmt: skip
    assert codes(links, found.codes) == ["c1", "c2"]  # Z joins A1.10, so A1's codes too
    assert codes(links, found.barriers) == ["funding"]
    strict = meeting(small.at("strict"), "s/actor/X", "s/actor/Z")
    assert (strict.before, codes(links, strict.codes)) == (None, ["c1"])
    near = meeting(links, "s/actor/Y", "s/actor/X")
    assert (codes(links, near.measures), near.before) == (["A1.1"], 1)


def test_the_smallest_table_of_the_small_network(small: Network) -> None:
    links = small.at("lenient")
    found = seats(links)
    assert (codes(links, found.actors), found.only) == (["X", "Y"], True)
    assert codes(links, found.without) == ["5"]  # only a group is responsible for it
    default = seats(small.at("default"))
    # Y and W both hold goal 4; W leads as many measures, and comes first by name.
    assert (codes(links, default.actors), default.only) == (["W", "X"], False)
    assert codes(links, default.without) == ["3", "5"]
    with_group = seats(small.at("lenient", groups=True))
    assert codes(links, with_group.actors) == ["G", "X", "Y"]
    assert with_group.without == []


def by_trying_all(sets: dict[str, set[str]]) -> list[set[str]]:
    """Every smallest choice, found by trying all of them, the small ones first."""
    held = set().union(*sets.values())
    for size in range(len(sets) + 1):
        found = [
            set(choice)
            for choice in itertools.combinations(sets, size)
            if set().union(*(sets[name] for name in choice)) == held
        ]
        if found:
            return found
    return []


@pytest.mark.parametrize("groups", [False, True])
@pytest.mark.parametrize("reading", READINGS)
def test_the_smallest_table_is_that_of_brute_force(
    real: Network, small: Network, reading: str, groups: bool
) -> None:
    for network in (small, real):
        links = network.at(reading, groups=groups)
        found = seats(links)
        best = by_trying_all({a: set(links.goals_of(links.led_by(a))) for a in links.leads})
        assert set(found.actors) in best
        assert found.only is (len(best) == 1)


@pytest.mark.parametrize("left_out", range(11))
def test_smallest_covers_without_one_lead_are_those_of_brute_force(
    real: Network, left_out: int
) -> None:
    """The real answer is one actor; leaving leads out, and goals per measure, makes it hard."""
    links = real.at("default")
    sets = {m: set(links.goals[m]) for m in links.measures[left_out::4] if m in links.goals}
    found, only = smallest_cover(sets)
    best = by_trying_all(sets)
    assert set(found) == min(best, key=lambda c: sorted(map(list(sets).index, c)))
    assert only is (len(best) == 1)


def test_nothing_to_cover_needs_nobody() -> None:
    assert smallest_cover({}) == ([], True)
    assert smallest_cover({"a": set()}) == ([], True)


@pytest.mark.parametrize("name", ["X", "x", "Iks", "IKS", "Aktér X", "actor  x", "s/actor/X"])
def test_an_actor_is_found_by_any_of_its_names(small: Network, name: str) -> None:
    assert actor_named(small.at("default"), name) == "s/actor/X"


def test_a_name_as_written_goes_before_one_without_case(small: Network) -> None:
    assert actor_named(small.at("default"), "společný") == "s/actor/Z"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Akter X", "Nearest: X. There are: W, X, Y, Z"),
        ("SPOLEČNÝ", r"several actors: Aktér Y \(s/actor/Y\); Aktér Z"),
        ("G", "unspecified group.*--groups"),
        ("12345", "'12345'. There are: W"),
    ],
)
def test_a_name_that_means_no_one_actor_is_told(small: Network, name: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        actor_named(small.at("default"), name)
    assert actor_named(small.at("default", groups=True), "G") == "s/actor/G"


def test_an_actor_of_no_measure_in_the_reading_is_told() -> None:
    answers = small_answers()
    answers["network-nodes"][1].append(
        ["s/actor/Q", "organisation", "Q", "Aktér Q", "", "", "", "", ""]
    )
    links = read_network(answers).at("strict")
    with pytest.raises(UsageError, match=r"'Q' takes part in no measure in this reading \(strict"):
        actor_named(links, "Q")


def test_the_same_code_of_two_strategies_is_two_codes_named_with_them() -> None:
    answers = small_answers()
    answers["network-nodes"][1].append(
        ["s/strategy/t", "strategy", "", "Strategie T", "", "", "", "", ""]
    )
    links = answers["network-links"][1]
    links.remove(["refers-to", "s/sub-area/B1", "s/strategy/s", "c1", "certain"])
    links.append(["refers-to", "s/sub-area/B1", "s/strategy/t", "c1", "certain"])
    network = read_network(answers)
    found = network.at("default")
    assert found.codes["s/sub-area/A1"].keys() & found.codes["s/sub-area/B1"].keys() == set()
    said = {item.code for item in network.items.values() if item.kind == "code"}
    assert said == {"c1 – Strategie S", "c1 – Strategie T", "c2"}
