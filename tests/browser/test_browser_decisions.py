"""Decisions by keyboard: the suggested reading, undo, what two reviewers do at once, and keys that must not decide anything."""

from __future__ import annotations

import pytest
from playwright.sync_api import Route, expect

from extractor.decision import Decision
from extractor.review import queue, reviewed
from tests.browser.conftest import Opener
from tests.browser.desk import Desk
from tests.browser.documents import AMOUNT, PRINTED, SLIPS, WEIGHT, Read
from tests.browser.serving import Site

pytestmark = [pytest.mark.browser, pytest.mark.slow]

OF_KEYS = "acrxumsfbnejk"
"""Every letter that is a key of the page."""


def log(site: Site) -> list[tuple[str, str, str, str | None, str | None]]:
    entries: tuple[Decision, ...] = site.store.log(site.documents[0])
    return [(entry.who, entry.subject, entry.action, entry.old, entry.new) for entry in entries]


def test_the_suggested_reading_is_taken_by_its_key_and_undo_brings_the_finding_back(desk: Desk, site: Site, scan: Read) -> None:
    finding = scan.finding(WEIGHT)
    desk.open(f"tab=findings&finding={finding.id}")
    desk.press("s")
    desk.expect_selected(WEIGHT)
    expect(desk.page.locator("#entry-new")).to_be_focused()
    expect(desk.page.locator("#entry-new")).to_have_value(PRINTED[WEIGHT])
    assert log(site) == []  # nothing is applied by itself
    desk.press("Enter")
    desk.sign("甲")
    expect(desk.said).to_contain_text("1 项发现已消除")
    expect(desk.page.locator(f'[data-finding="{finding.id}"]')).to_have_count(0)

    desk.press("u")
    expect(desk.said).to_contain_text("1 项发现")
    desk.expect_selected(WEIGHT)
    expect(desk.panel.locator("#raw")).to_have_text(SLIPS[WEIGHT])
    expect(desk.page.locator(f'#list [data-finding="{finding.id}"]')).to_be_visible()
    assert [entry[1:] for entry in log(site)] == [
        (WEIGHT, "correct", SLIPS[WEIGHT], PRINTED[WEIGHT]),
        (WEIGHT, "undo", PRINTED[WEIGHT], None),
    ]


@pytest.mark.parametrize("path", [AMOUNT, WEIGHT])
def test_the_first_suggestion_of_a_finding_is_what_further_looks_read(desk: Desk, scan: Read, path: str) -> None:
    desk.open(f"tab=findings&finding={scan.finding(path).id}")
    expect(desk.panel.locator(".take").first).to_have_attribute("data-take", PRINTED[path])
    expect(desk.panel.locator(".take").first).to_have_attribute("data-for", path)


def test_the_second_of_two_reviewers_is_told_and_nothing_is_overwritten(site: Site, opener: Opener) -> None:
    with opener(site) as one, opener(site) as two:
        first, second = Desk(one, site), Desk(two, site)
        for desk in (first, second):
            desk.open_field(AMOUNT)
        first.press("c")
        first.write("38")
        first.press("Enter")
        first.sign("甲")
        expect(first.said).to_contain_text("已更正")

        second.press("a")
        second.sign("乙")
        conflict = two.locator("#conflict")
        expect(conflict).to_be_visible()
        expect(conflict).to_contain_text("甲")
        expect(conflict).to_contain_text("“88” → “38”")
        assert log(site) == [("甲", AMOUNT, "correct", "88", "38")]
        second.press("Enter")
        expect(conflict).to_be_hidden()
        expect(second.panel.locator("#raw")).to_have_text("38")
        expect(second.panel.locator(".history")).to_contain_text("甲")
        second.press("x")  # having seen it, the second may decide otherwise
        expect(second.said).to_contain_text("已记为无法辨认")
    assert [entry[:3] for entry in log(site)] == [("甲", AMOUNT, "correct"), ("乙", AMOUNT, "unreadable")]


def test_keys_do_nothing_while_one_types(desk: Desk, site: Site) -> None:
    desk.open_field(AMOUNT)
    for key, box in (("c", "#entry-new"), ("m", "#entry-why"), ("/", "#filter")):
        desk.press(key)
        expect(desk.page.locator(box)).to_be_focused()
        desk.write(OF_KEYS + "[]+-0?")
        expect(desk.page.locator(box)).to_have_value(OF_KEYS + "[]+-0?")
        desk.expect_selected(AMOUNT)
        expect(desk.page.locator("dialog[open]")).to_have_count(0)
        desk.press("Escape")
    desk.page.locator("#reviewer summary").click()
    desk.page.locator("#reviewer-name").focus()
    desk.write(OF_KEYS)
    expect(desk.page.locator("#reviewer-name")).to_have_value(OF_KEYS)
    expect(desk.page.locator(".source-bar")).to_have_attribute("data-page", "2")
    assert log(site) == []


def test_enter_on_a_row_that_only_has_the_focus_decides_nothing_about_the_selected_one(desk: Desk, site: Site) -> None:
    desk.known_as("甲")
    desk.open()
    selected = desk.panel.get_attribute("data-subject")
    desk.page.locator("#list .row > a[aria-current]").focus()
    desk.press("Tab", "Enter")  # the next row has the focus, this one is selected
    expect(desk.panel).not_to_have_attribute("data-subject", selected or "")
    desk.press("Escape")
    assert log(site) == []


def test_an_accepted_field_makes_way_for_the_next_one_that_waits(desk: Desk, site: Site, scan: Read) -> None:
    first, second = [field.path for field in queue(reviewed(scan.record, ()))][:2]
    desk.open()
    desk.expect_selected(first)
    desk.press("a")
    desk.sign("甲")
    desk.expect_selected(second)  # on to the next one that waits
    expect(desk.row(first)).to_have_attribute("data-left", "0")
    assert log(site)[0][:3] == ("甲", first, "accept")


class Slow:
    """Holds back the parts of the page that are asked for, until it is let go."""

    def __init__(self, desk: Desk) -> None:
        self._held: list[Route] | None = []
        desk.page.route("**/parts/**", self._asked)

    def _asked(self, route: Route) -> None:
        if self._held is None:
            route.continue_()
        else:
            self._held.append(route)

    def let_go(self) -> None:
        held, self._held = self._held or [], None
        for route in held:
            route.continue_()


def test_keys_pressed_before_the_next_field_is_drawn_never_conflict_with_oneself(desk: Desk, site: Site) -> None:
    desk.known_as("甲")
    desk.open()
    slow = Slow(desk)
    with desk.page.expect_request("**/parts/**"):
        desk.press("a")
    desk.press("a", "a")
    slow.let_go()
    expect(desk.page.locator('[data-count="decided"]')).not_to_have_text("0")
    desk.page.wait_for_load_state("networkidle")
    expect(desk.page.locator("#conflict")).to_be_hidden()
    subjects = [entry[1] for entry in log(site)]
    assert len(subjects) == len(set(subjects))


def test_a_decision_is_about_the_field_that_is_marked_also_where_its_panel_comes_late(desk: Desk, site: Site) -> None:
    desk.known_as("甲")
    desk.open()
    path = desk.page.locator("#list .row").nth(2).get_attribute("data-field") or ""
    slow = Slow(desk)
    desk.press("j")
    desk.press("j")
    expect(desk.row(path).locator("a")).to_have_attribute("aria-current", "true")
    desk.press("a")
    slow.let_go()
    expect(desk.said).to_contain_text("已确认")
    assert [entry[:3] for entry in log(site)] == [("甲", path, "accept")]
