"""The Network view says what its numbers rest on, why they differ from the gaps, and on a phone."""

import pytest
from looks import part

NETS = ("actors", "actors-groups", "goals", "sub-areas")


@pytest.fixture
def network(open_page):
    """Opens the view and waits for its picture."""

    def opened(where="", **options):
        page = open_page("view=network&" + where, **options)
        page.wait_for_selector(".net-stage:not([aria-busy])", state="attached")
        return page

    return opened


@pytest.mark.parametrize("net", NETS)
def test_a_number_that_depends_on_the_reading_is_marked(network, explorer, net):
    nodes = [one for one in part(explorer, "network")["nodes"] if one["projection"] == net]
    varies = {one["item"] for one in nodes if one["loads"][0] != one["loads"][2]}
    page = network(f"net={net}")
    loads = page.locator(".net-box").evaluate_all(
        "all => all.map(box => [box.dataset.id, box.querySelector('.net-load').textContent])"
    )
    assert len(loads) == len(nodes)
    assert {item for item, text in loads if "?" in text} == varies
    assert {item for item, text in loads if "závisí na čtení" in text} == varies
    assert net != "sub-areas" or varies


def test_the_pairs_the_view_gaps_counts_besides_are_said(network, answers):
    columns, rows = answers["gaps"]
    gaps = [dict(zip(columns, row, strict=True)) for row in rows]
    held = [one for one in gaps if one["kind"] == "never-meet" and one["default"] == "yes"]
    own = sum("spadá pod" in one["reason_cs"] for one in held)
    said = " ".join(network("ties=missing").locator(".net-words").inner_text().split())
    assert f"i {own} dvojic úřadu s jeho vlastním útvarem, proto jich uvádí {len(held)}." in said


def test_a_phone_is_not_told_of_lines_before_the_picture(network):
    text = " ".join(network(size=(390, 844)).locator("#main").inner_text().split())
    assert "Vazby v řádcích" in text and "Totéž slovy" not in text
    assert "Čára spojuje" not in text and "Dvojice aktérů" in text
