"""Parts of the measurement: work stopped in time, copies of graphs, tables of what was measured."""

from __future__ import annotations

import time
from pathlib import Path
from xml.etree import ElementTree

import pyoxigraph
import pytest
from measuring import pages, tables
from measuring.figures import figures, growths, means
from measuring.plot import draw
from measuring.portfolio import write_graphs
from measuring.timing import alternately, exponent, within

QUERIES = {
    "10": {
        "quads": 1_000,
        "engines": {
            "oxigraph": {"a": [0.01, 5], "b": [0.01, 5], "pages/x/y": [0.01, 1]},
            "rdflib": {"a": [0.4, 5], "b": [0.9, 4]},
        },
    },
    "100": {
        "quads": 10_000,
        "engines": {
            "oxigraph": {"a": [0.1, 50], "b": [1.0, 50], "pages/x/y": [0.0001, 1]},
            "rdflib": {"a": [0.05, 50], "b": [None, 0]},
        },
    },
}


def test_work_in_a_fork_gives_its_result_and_its_fault() -> None:
    took = within(30, lambda: [1, 2])
    assert (took.result, took.stopped) == ([1, 2], False)
    assert took.memory > 0
    with pytest.raises(RuntimeError, match="ValueError: no"):
        within(30, lambda: (_ for _ in ()).throw(ValueError("no")).__next__())


def test_work_that_takes_too_long_is_stopped() -> None:
    took = within(0.2, lambda: time.sleep(60))
    assert (took.result, took.stopped, took.seconds) == (None, True, 0.2)


def test_two_things_are_done_in_turn_after_a_warm_up() -> None:
    done: list[str] = []
    alternately(lambda: done.append("a"), lambda: done.append("b"), 2)
    assert done == ["a", "b"] * 3


def test_a_growth_is_seen_as_its_exponent() -> None:
    assert exponent([(10, 1.0), (100, 100.0)]) == pytest.approx(2)


def test_a_portfolio_holds_copies_under_names_of_their_own(tmp_path: Path) -> None:
    target = write_graphs(tmp_path, 3, 2, seed=1)
    quads = list(pyoxigraph.parse(path=target / "graph.nq"))
    graphs = {quad.graph_name.value for quad in quads}
    mains = {name for name in graphs if name.count("/") == min(n.count("/") for n in graphs)}
    assert len(graphs) == 9
    assert len(mains) == 3
    (copy,) = [name for name in mains if name.endswith("-copy-1")]
    own = copy.rsplit("/", 1)[1]
    about = {quad.subject.value for quad in quads if quad.graph_name.value == copy}
    assert {iri.split("/id/")[1].split("/")[0] for iri in about} == {own}
    assert len(quads) == len(set(quads))


def test_items_of_copies_are_not_joined_to_one_another() -> None:
    answers = {name: ((), []) for name in pages._COPIED} | {
        "items": (("id", "code"), [("measure/A1.1", "A1.1")]),
        "links": (("source", "target"), [("measure/A1.1", "goal/3")]),
        "terms": (("scheme",), [("x",)]),
    }
    made = pages.many(answers, 2)
    assert made["items"][1] == [("measure/A1.1", "A1.1"), ("measure/k2-A1.1", "A1.1/2")]
    assert made["links"][1][1] == ("measure/k2-A1.1", "goal/k2-3")
    assert made["terms"] == answers["terms"]


def test_slow_and_wrong_answers_are_told() -> None:
    found = means(QUERIES)
    assert found["10"]["rdflib"] == (2, pytest.approx(60), ["b"], 0)
    assert found["100"]["rdflib"][3] == 1
    assert [(name, round(slope, 2)) for name, slope, _ in growths(QUERIES)] == [
        ("b", 2.0), ("a", 1.0),
    ]  # fmt: skip
    told = {what: reached for what, _, _, reached in figures({"queries": QUERIES})}
    assert set(told.values()) == {"**missed**"}


def test_the_plot_has_the_same_bytes_for_the_same_measurements(tmp_path: Path) -> None:
    rows = [
        {"n": n, "quads": n * 100, "ours": n / 10, "other": n / 20, "ratio": 2.0, "rdflib": 30.0}
        for n in (1, 10)
    ]
    found = {"load": {"rows": rows}, "queries": QUERIES, "validate": {"rows": rows}}
    for name in ("one.svg", "two.svg"):
        draw(found, tmp_path / name)
    text = (tmp_path / "one.svg").read_text(encoding="utf-8")
    assert text == (tmp_path / "two.svg").read_text(encoding="utf-8")
    assert ElementTree.fromstring(text).tag.endswith("svg")
    assert "<dc:date>" not in text


def test_tables_stand_between_their_marks_and_the_rest_is_kept(tmp_path: Path) -> None:
    results = tmp_path / "results"
    results.mkdir()
    row = '{"n": 1, "quads": 9000, "ours": 0.2, "other": 0.1, "ratio": 2.0, "rdflib": null}'
    (results / "load.json").write_text(f'{{"found": {{"rows": [{row}], "exponent": null}}}}')
    page = (
        "<!-- measured: figures -->\n<!-- end -->\nkept\n"
        "<!-- measured: load -->\nold\n<!-- end -->\nkept too\n"
        "<!-- measured: page -->\nold\n<!-- end -->\n"
    )
    (tmp_path / "scale.md").write_text(page)
    tables.write(results, tmp_path)
    text = (tmp_path / "scale.md").read_text()
    assert "| 1 | 9 000 | 200 ms | 100 ms | **2.00** | – |" in text
    assert text.count("old") == 1
    assert "<!-- end -->\nkept\n<!-- measured" in text
    assert "| parse and load, against bare parsing | ≤ 4× | N=1: 2.0× | yes |" in text
    assert "kept too" in text
