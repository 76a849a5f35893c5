"""The queue: a file is added and read, the language is another one, the token is asked for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Opener
from tests.browser.documents import source_of
from tests.browser.serving import TOKEN, Site, serving

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_a_text_copy_is_added_by_the_file_chooser_and_ends_as_read(tmp_path: Path, opener: Opener) -> None:
    with serving(tmp_path) as site, opener(site) as page:
        page.goto(site.url())
        expect(page.locator(".empty")).to_be_visible()
        with page.expect_file_chooser() as chooser:
            page.locator('label[for="files"]').click()
        chooser.value.set_files(source_of("004", "source.txt"))
        line = page.locator("#uploads-list li")
        expect(line).to_contain_text("source.txt")
        expect(line.locator("a")).to_have_text("已读取", timeout=60_000)
        line.locator("a").click()
        expect(page.locator("h1")).to_have_text("source.txt")
        expect(page.locator("#panel .panel-body")).not_to_have_attribute("data-subject", "")
        page.goto(site.url())
        expect(page.locator("#queue tbody tr")).to_have_count(1)


def test_a_file_of_a_kind_that_is_not_read_is_refused_with_the_remedy(tmp_path: Path, opener: Opener) -> None:
    with serving(tmp_path) as site, opener(site) as page:
        page.goto(site.url())
        page.locator("#files").set_input_files({"name": "表.pdf", "mimeType": "application/pdf", "buffer": b"MZ\x90\x00 not a PDF"})
        refused = page.locator("#uploads-list .is-failed")
        expect(refused).to_contain_text("失败")
        expect(refused).to_contain_text("表.pdf")
    assert site.store.names() == []


def test_the_language_is_switched_and_kept(site: Site, opener: Opener) -> None:
    with opener(site) as page:
        page.goto(site.document())
        expect(page.locator("html")).to_have_attribute("lang", "zh-CN")
        page.get_by_role("button", name="English").click()
        expect(page.locator("html")).to_have_attribute("lang", "en")
        expect(page).to_have_url(re.compile(f"/documents/{site.documents[0]}"))
        expect(page.get_by_role("button", name="Accept")).to_be_visible()
        page.goto(site.url())
        expect(page.locator("h1")).to_have_text("Queue of documents")
        page.get_by_role("button", name="中文").click()
        expect(page.locator("h1")).to_have_text("文件队列")


def test_the_token_is_asked_for_once(tmp_path: Path, opener: Opener) -> None:
    with serving(tmp_path, token=TOKEN) as site, opener(site) as page:
        page.goto(site.url("/failed"))
        expect(page.locator("#token")).to_be_focused()
        page.keyboard.type("wrong")
        page.keyboard.press("Enter")
        expect(page.get_by_role("alert")).to_contain_text("令牌不对")
        page.locator("#token").fill(TOKEN)
        page.keyboard.press("Enter")
        expect(page).to_have_url(site.url("/failed"))
        page.goto(site.url())
        expect(page.locator("h1")).to_have_text("文件队列")
