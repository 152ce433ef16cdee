"""Ten strategies in one graph: the page opens and stays readable by showing less at once."""

import pytest
from looks import VIEWS, faults, settled
from many import multiplied

from graph_tools.commands.explorer_answers import explorer_answers
from graph_tools.queries import load_store
from graph_tools.render.explorer import write_explorer

MOST_BOXES = 160


@pytest.fixture(scope="module")
def ten(built, tmp_path_factory):
    folder = tmp_path_factory.mktemp("ten")
    nquads = multiplied(built.nquads, folder / "graph.nq", 10)
    (folder / "vocabulary.nt").write_bytes((built.build / "vocabulary.nt").read_bytes())
    store = load_store(nquads)
    return write_explorer(explorer_answers(store, built.queries), folder)


def test_ten_strategies_stay_readable(open_page, ten):
    page = open_page("view=list", path=ten)
    for view in VIEWS:
        page.evaluate("hash => { location.hash = hash }", f"view={view}")
        page.mouse.move(2, 2)
        settled(page)
        page.wait_for_function("!document.querySelector('[aria-busy=\"true\"]')")
        assert faults(page, run=None) == [], view
        # Boxes of a picture; rows of a table may be more, page by page.
        boxes = page.locator("#main button[data-id]:not(table *):visible").count()
        assert boxes <= MOST_BOXES, (view, boxes)
        assert page.locator("#main tbody tr").count() <= 400, view


def test_what_ten_strategies_leave_out_is_said(open_page, ten):
    page = settled(open_page("view=map", path=ten))
    assert "720" in page.locator("#main").inner_text()
    page = settled(open_page("view=list", path=ten))
    assert "200" in page.locator("#main").inner_text()
