"""Five tasks of an official, by keyboard only and by mouse only, each in at most four steps.

A step is one choice: a click; or one key, or a word typed, together with the Enter or the Tabs that
lead on.
"""

import re

import pytest
from looks import settled

MOST = 4


class Hand:
    """Does steps on a page and counts them."""

    def __init__(self, page):
        self.page, self.steps = page, 0

    def click(self, selector):
        self.steps += 1
        self.page.locator(selector).first.click()
        settled(self.page)

    def press(self, *keys):
        self.steps += 1
        for key in keys:
            self.page.keyboard.press(key)
        settled(self.page)

    def write(self, word):
        self.steps += 1
        self.page.keyboard.type(word)
        self.page.keyboard.press("Enter")
        settled(self.page)

    def tab_to(self, selector):
        """Move on by Tab until the control has the focus; its Enter belongs to the same step."""
        self.steps += 1
        for _ in range(60):
            self.page.keyboard.press("Tab")
            if self.page.evaluate("one => document.activeElement.matches(one)", selector):
                self.page.keyboard.press("Enter")
                settled(self.page)
                return
        pytest.fail(f"Tab does not lead to {selector}")

    def reads(self, selector, pattern):
        said = " ".join(self.page.locator(selector).inner_text().split())
        assert re.search(pattern, said), said
        assert self.steps <= MOST


@pytest.fixture
def hand(open_page):
    return Hand(settled(open_page("")))


GAPS = r"Prevence zadlužení slabé pokrytí: .* Spolupráce Libereckého kraje.* slabé pokrytí"
LEADS = r"Kdo vede přispívající opatření \(1\) OSV Odbor sociálních věcí A1\.6, A3\.1"
FIRST = r"Co končí nejdřív .*? 12/2024 A1\.18"
TIE = r"A1\.21"
DOUBT = r"pravděpodobné.*vytištěno „3,4,5.*Zdroj: Příloha zprávy, ř\. 54–56"


def test_goals_that_lack_coverage_need_no_step(hand):
    hand.reads("#panel", GAPS)
    assert hand.steps == 0


def test_who_leads_measures_for_goal_9_by_mouse(hand):
    hand.click('.flow-goal[data-id="goal/9"]')
    hand.reads("#panel", LEADS)


def test_who_leads_measures_for_goal_9_by_keyboard(hand):
    hand.press("/")
    hand.write("9")
    hand.reads("#panel", LEADS)


def test_what_ends_first_by_mouse(hand):
    hand.click('.tabs [data-view="deadlines"]')
    hand.reads("#main", FIRST)


def test_what_ends_first_by_keyboard(hand):
    hand.tab_to('.tabs [data-view="deadlines"]')
    hand.reads("#main", FIRST)


def test_how_two_departments_are_connected_by_mouse(hand):
    hand.click('.tabs [data-view="network"]')
    hand.page.wait_for_selector(".net-stage button[data-id]")
    hand.click('#main button[data-id="actor/osv"]')
    hand.reads("#main", r"ORREP.*?" + TIE)


def test_how_two_departments_are_connected_by_keyboard(hand):
    hand.press("/")
    hand.write("OSV")
    hand.press("Tab", "Enter")
    hand.write("ORREP")
    hand.reads("#panel", r"Jak spolu souvisí: OSV a ORREP .*" + TIE)


def test_where_a_doubtful_reading_comes_from_by_mouse(hand):
    hand.click('.flow-goal[data-id="goal/13"]')
    hand.reads("#panel", DOUBT)


def test_where_a_doubtful_reading_comes_from_by_keyboard(hand):
    hand.press("/")
    hand.write("13")
    hand.reads("#panel", DOUBT)
