"""The whole of it: a misread value seen, corrected by keyboard alone, gone from the findings, and its trail in the workbook."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from playwright.sync_api import expect

from extractor.export.words import STANDINGS
from tests.browser.desk import Desk
from tests.browser.documents import AMOUNT, PRINTED, SLIPS, Read

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WHO, WHY = "王复核", "原件上是38"


def rows(book: Workbook, name: str) -> Iterator[dict[str, object]]:
    header, *lines = book[name].iter_rows(values_only=True)
    return (dict(zip(map(str, header), line, strict=True)) for line in lines)


def reached_in_list(desk: Desk, path: str) -> None:
    """A field found by its text: typed into the filter, then through what is left of the list."""
    desk.press("/")
    expect(desk.page.locator("#filter")).to_be_focused()
    desk.write(SLIPS[path])
    desk.press("Enter")
    expect(desk.page.locator(".tabs")).to_have_attribute("data-query", re.compile(f"q={SLIPS[path]}$"))
    subjects = [row.get_attribute("data-field") or "" for row in desk.page.locator("#list .row").all()]
    desk.expect_selected(subjects[0])
    for subject in subjects[1 : subjects.index(path) + 1]:
        desk.press("j")
        desk.expect_selected(subject)


def exported(desk: Desk, tmp_path: Path) -> Workbook:
    """The workbook, by the page's menu."""
    desk.page.locator("#export summary").focus()
    desk.press("Enter", "Tab")
    expect(desk.page.locator('[data-export="xlsx"]')).to_be_focused()
    with desk.page.expect_download() as download:
        desk.press("Enter")
    saved = tmp_path / download.value.suggested_filename
    download.value.save_as(saved)
    return load_workbook(saved)


def test_a_misread_value_is_corrected_by_keyboard_and_its_trail_is_in_the_workbook(desk: Desk, scan: Read, tmp_path: Path) -> None:
    finding = scan.finding(AMOUNT)
    assert finding.severity == "error" and finding.diagnosis is not None and finding.diagnosis.reading == PRINTED[AMOUNT]
    desk.page.goto(desk.site.url())
    desk.press("j", "Enter")
    desk.page.wait_for_url("**/documents/*")
    desk.expect_ready()
    errors = desk.count("errors")

    reached_in_list(desk, AMOUNT)
    expect(desk.panel).to_contain_text(finding.message)
    desk.press("c")
    expect(desk.page.locator("#entry-new")).to_be_focused()
    desk.write(PRINTED[AMOUNT])
    desk.press("Tab")
    desk.write(WHY)
    desk.press("Enter")
    desk.sign(WHO)

    expect(desk.said).to_have_attribute("aria-live", "polite")
    expect(desk.said).to_contain_text("1 项发现已消除")
    expect(desk.said).to_contain_text(finding.message)
    expect(desk.page.locator('[data-count="errors"]')).to_have_text(str(errors - 1))
    desk.press("f")
    expect(desk.page.locator("#list .row.is-finding").first).to_be_visible()
    expect(desk.page.locator(f'[data-finding="{finding.id}"]')).to_have_count(0)
    decision = desk.site.store.log(scan.record.sha256)[0]

    book = exported(desk, tmp_path)
    trail = [row for row in rows(book, "复核记录") if row["路径或编号"] == AMOUNT]
    assert len(trail) == 1
    assert {"复核人": WHO, "原来的文字": "88", "改为": "38", "理由": WHY, "时间": decision.at}.items() <= trail[0].items()
    assert STANDINGS["closed"][0] in {row["处理"] for row in rows(book, "发现") if row["问题"] == finding.message}
    funding = [row for row in rows(book, "资金") if row["路径"] == AMOUNT]
    assert [(row["金额（数）"], row["改前读作"], row["复核人"]) for row in funding] == [(38, "88", WHO)]
