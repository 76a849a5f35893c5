"""Every kind of page fits the screens that reviewers have, and axe finds nothing serious on it, in both languages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.chromium import LARGE, SMALL, new_context
from tests.browser.documents import AMOUNT, Read, read_by_rules, source_of
from tests.browser.serving import TOKEN, Site, serving
from tests.browser.watching import watched

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PAGES: Mapping[str, str] = {
    "queue": "/",
    "failed": "/failed",
    "document": "/documents/{scan}",
    "field": f"/documents/{{scan}}?tab=all&field={AMOUNT}",
    "finding": "/documents/{scan}?tab=findings&finding={finding}",
    "changed": "/documents/{scan}?tab=changed",
    "ledger": "/documents/{scan}?tab=ledger",
    "text copy": "/documents/{text}",
    "full text": f"/documents/{{scan}}/text?field={AMOUNT}",
    "not read": "/documents/{failed}",
    "error": "/documents/nothing",
    "login": "/login",
}

FAILED = "f" * 64
SERIOUS = ("serious", "critical")
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"

Act: TypeAlias = Callable[[Page], None]


def pressed(key: str, shown: str) -> Act:
    def act(page: Page) -> None:
        page.keyboard.press(key)
        expect(page.locator(shown)).to_be_visible()

    return act


def opened(drop: str) -> Act:
    def act(page: Page) -> None:
        page.locator(f"{drop} summary").click()
        expect(page.locator(f"{drop} .drop-body")).to_be_visible()

    return act


STATES: Mapping[str, tuple[str, Act]] = {
    "list of keys": ("document", pressed("?", "#keys")),
    "correction": ("field", pressed("c", "#entry-new")),
    "reason": ("finding", pressed("r", "#entry-why")),
    "name asked for": ("document", pressed("a", "#sign-name")),
    "export": ("document", opened("#export")),
    "reviewer": ("queue", opened("#reviewer")),
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, scan: Read) -> Iterator[Site]:
    reads = [scan, read_by_rules(source_of("002", "source.txt"))]
    with serving(tmp_path_factory.mktemp("layout"), reads, token=TOKEN) as running:
        store = running.store
        store.add_failure(store.begin_run({}), "坏文件.pdf", FAILED, "tests", ["坏文件.pdf：文件损坏，无法打开。请重新导出。"])
        yield running


@pytest.fixture(scope="module")
def page(browser: Browser, site: Site) -> Iterator[Page]:
    """Signed in by the token."""
    with watched(new_context(browser), site.address) as opened:
        opened.goto(site.url("/login"))
        opened.locator("#token").fill(TOKEN)
        opened.keyboard.press("Enter")
        opened.wait_for_url(site.url())
        yield opened


def go(page: Page, site: Site, scan: Read, name: str, language: str) -> None:
    page.context.add_cookies([{"name": "language", "value": language, "url": site.address}])
    scanned, text = site.documents
    page.goto(site.url(PAGES[name].format(scan=scanned, text=text, failed=FAILED, finding=scan.finding(AMOUNT).id)))
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN" if language == "zh" else "en")
    if page.locator(".row").count():
        expect(page.locator("#panel .panel-body")).not_to_have_attribute("data-subject", "")


def serious(page: Page) -> str:
    results = Axe().run(page)
    found = [found for found in results.response["violations"] if found["impact"] in SERIOUS]
    return "\n".join(f"{one['id']} ({one['impact']}): {one['help']}: {[node['target'] for node in one['nodes']]}" for one in found)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_fits_its_screen_and_can_be_used_by_everybody(page: Page, site: Site, scan: Read, name: str, language: str) -> None:
    for width, height in (LARGE, SMALL):
        page.set_viewport_size({"width": width, "height": height})
        go(page, site, scan, name, language)
        assert page.evaluate(TOO_WIDE) <= 0, (width, height)
    assert serious(page) == ""


@pytest.mark.parametrize("state", STATES)
def test_what_opens_on_a_page_can_be_used_by_everybody(page: Page, site: Site, scan: Read, state: str) -> None:
    name, act = STATES[state]
    go(page, site, scan, name, "zh")
    act(page)
    assert page.evaluate(TOO_WIDE) <= 0
    assert serious(page) == ""
