"""Gaps on their way to the page: none lost, each side one item, readings and places as given."""

from collections import Counter
from pathlib import Path

import pytest

from graph_tools.commands.explorer_answers import explorer_answers
from graph_tools.errors import QueryError
from graph_tools.queries import load_store
from graph_tools.render.explorer.content import czech, page_data
from graph_tools.render.explorer.gaps import gap_part
from graph_tools.render.explorer.pack import packed_json

CLASSES = {
    "goal": {"Goal"},
    "measure": {"Measure", "SubArea"},
    "strategic-measure": {"ThematicMeasure", "CrossCuttingMeasure"},
    "sub-area": {"SubArea"},
    "strategy": {"Strategy"},
    "actor": {"Organisation", "OrganisationalUnit", "ActorGroup", "Municipality"},
}


@pytest.fixture(scope="module")
def data(answers):
    return page_data(answers)


@pytest.fixture(scope="module")
def part(answers, data):
    return gap_part(answers, data)


def rows_of(answers, name):
    columns, rows = answers[name]
    return [dict(zip(columns, row, strict=True)) for row in rows]


def changed(answers, name, rows):
    return {**answers, name: (answers[name][0], rows)}


def pairs(answers, part):
    """Each gap as asked for, beside what the page carries of it and its kind."""
    asked = {kind["name"]: [] for kind in part.kinds}
    for row in rows_of(answers, "gaps"):
        asked[row["kind"]].append(row)
    return [
        (kind, row, carried)
        for kind in part.kinds
        for row, carried in zip(asked[kind["name"]], kind["rows"], strict=True)
    ]


def test_no_gap_is_lost_and_all_kinds_are_there(answers, part):
    listed = Counter(row["kind"] for row in rows_of(answers, "gaps"))
    assert {kind["name"]: len(kind["rows"]) for kind in part.kinds} == {
        row["kind"]: listed[row["kind"]] for row in rows_of(answers, "gap-kinds")
    }
    assert len(part.kinds) == 19 and sum(listed.values()) > 1000
    assert listed["single-point"] > 0, "the gaps that the network analysis finds are missing"
    assert {f"gapKind/{kind['name']}" for kind in part.kinds} == {
        key for key in page_data(answers)["terms"] if key.startswith("gapKind/")
    }


def test_every_side_is_the_one_item_of_that_name_or_words(answers, data, part):
    named = 0
    for kind, row, carried in pairs(answers, part):
        for column, side in zip(("item", "partner"), carried[:2], strict=True):
            about, cell = kind[column], row[column]
            if side is None:
                assert cell == ""
            elif isinstance(side, list):
                assert about in {"abbreviation", "barrier", "code"}
                assert about == "barrier" or side == [cell, cell]
            else:
                item = data["items"][side]
                assert item["kind"] in CLASSES[about], (row, item)
                assert cell == item["code"] or czech(cell) == item["cs"], (row, item)
                named += 1
    assert named > 2500


def test_a_barrier_goes_by_its_name_in_both_languages(answers, data, part):
    for kind, row, carried in pairs(answers, part):
        if kind["item"] == "barrier":
            assert carried[0] == data["terms"][f"barrier/{row['item']}"][:2]
            assert carried[0][0] in row["reason_cs"]


def test_sentences_readings_and_places_are_those_of_the_answer(answers, data, part):
    places = [*data["places"], *part.places]
    files = {
        fact[1]: item["code"]
        for item in data["items"]
        for fact in data["facts"].get(item["id"], [])
        if fact[0] == "file-name"
    }
    assert len(files) == 5
    for _, row, (_, _, cs, en, bits, place) in pairs(answers, part):
        assert (cs, en) == (czech(row["reason_cs"]), row["reason_en"])
        held = [bool(bits & one) for one in (1, 2, 4)]
        assert held == [row[name] == "yes" for name in ("strict", "default", "lenient")] and bits
        lines = [files[row["document"]], int(row["first_line"]), int(row["last_line"])]
        assert places[place] == [lines]


def test_kinds_stand_in_groups_and_ours_are_marked(part):
    groups = {}
    for kind in part.kinds:
        groups.setdefault(kind["group"], set()).add(kind["name"])
    assert groups["time"] == {"expiring", "overdue"}
    assert groups["text"] == {"expired-link", "undefined-abbreviation", "unresolved-code"}
    assert groups["support"] >= {"uncovered", "thin", "declared-only", "single-lead"}
    assert groups["coordination"] >= {"never-meet", "no-shared-actor", "single-point"}
    assert {kind["name"] for kind in part.kinds if kind["ours"]} == {
        "overdue", "recurring-barrier", "unfulfilled",
    }  # fmt: skip
    said = {kind["name"]: " ".join(row[2] for row in kind["rows"]) for kind in part.kinds}
    assert {name for name, text in said.items() if "našeho hodnocení" in text} == {
        "overdue", "unfulfilled",
    }  # fmt: skip


def test_a_name_of_two_items_stops_the_build(answers, data):
    rows = [*answers["gap-names"][1], ("goal", "9", "goal/8")]
    with pytest.raises(QueryError, match=r"names '9'; exactly one item .* goal/9, goal/8"):
        gap_part(changed(answers, "gap-names", rows), data)


def test_a_name_of_no_item_stops_the_build(answers, data):
    rows = [row for row in answers["gap-names"][1] if row[1] != "OSMTS"]
    with pytest.raises(QueryError, match="names 'OSMTS'; exactly one item of the page"):
        gap_part(changed(answers, "gap-names", rows), data)
    elsewhere = [
        (about, name, "actor/gone" if name == "OSMTS" else item)
        for about, name, item in answers["gap-names"][1]
    ]
    with pytest.raises(QueryError, match="names 'OSMTS'"):
        gap_part(changed(answers, "gap-names", elsewhere), data)


def test_a_title_of_two_strategies_means_the_one_the_item_refers_to(answers, data, part):
    title = next(
        row["partner"] for row in rows_of(answers, "gaps") if row["kind"] == "expired-link"
    )
    twin = "strategy/none-refers-to-it"
    given = {**data, "items": [*data["items"], {"id": twin, "kind": "Strategy", "code": ""}]}
    rows = [*answers["gap-names"][1], ("strategy", title, twin)]
    assert gap_part(changed(answers, "gap-names", rows), given).kinds == part.kinds


def test_a_gap_of_an_unlisted_kind_stops_the_build(answers, data):
    rows = [row for row in answers["gap-kinds"][1] if row[0] != "thin"]
    with pytest.raises(QueryError, match="Gaps of no known kind: thin"):
        gap_part(changed(answers, "gap-kinds", rows), data)


def test_a_missing_answer_is_named(answers, data):
    with pytest.raises(QueryError, match="pages/gap-names"):
        gap_part(changed(answers, "gap-names", []) | {"gap-names": (("about",), [])}, data)


def test_a_gap_without_a_place_points_to_none(answers, data):
    rows = [(*row[:8], "", "", "") for row in answers["gaps"][1][:1]]
    assert gap_part(changed(answers, "gaps", rows), data).kinds[0]["rows"][0][5] == -1


def test_gaps_take_little_of_the_page(part):
    assert len(packed_json(part.kinds)) < 60_000


def test_gaps_found_already_are_not_looked_for_again(built, monkeypatch):
    import graph_tools.commands.network as network

    def refused(*_):
        raise AssertionError("the network analysis was asked again")

    monkeypatch.setattr(network, "single_points", refused)
    point = ("single-point", "OSV", "", "Proto.", "Therefore.", "yes", "yes", "yes",
             "000_2c8f1af94596ad22.txt", "52", "52")  # fmt: skip
    store = load_store(Path(built.nquads))
    rows = rows_of(explorer_answers(store, built.queries, [point]), "gaps")
    assert [row["reason_en"] for row in rows if row["kind"] == "single-point"] == ["Therefore."]
