"""One browser for all these tests, a server and a page for each."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.chromium import NEEDED, SMALL, chromium, has_chromium, new_context
from tests.browser.desk import Desk
from tests.browser.documents import Read, scanned
from tests.browser.serving import Site, serving
from tests.browser.watching import watched

expect.set_options(timeout=15_000)  # on a loaded machine


class Opener(Protocol):
    """Opens a page in a browser of its own."""

    def __call__(self, site: Site, screen: tuple[int, int] = SMALL) -> AbstractContextManager[Page]: ...


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if not has_chromium():
        for item in items:
            if item.get_closest_marker("browser"):
                item.add_marker(pytest.mark.skip(reason=NEEDED))


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Open for these tests only: while it is, no other test of the process can run an asyncio loop."""
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="session")
def scan() -> Read:
    """The scan of 000, with two digits taken for others."""
    return scanned()


@pytest.fixture(scope="session")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page images that were drawn: half the work of most tests."""
    return tmp_path_factory.mktemp("pictures")


@pytest.fixture
def opener(browser: Browser) -> Opener:
    return lambda site, screen=SMALL: watched(new_context(browser, screen), site.address)


@pytest.fixture
def site(tmp_path: Path, scan: Read, pictures: Path) -> Iterator[Site]:
    """The app with the scan in its store."""
    with serving(tmp_path, [scan], pictures=pictures) as running:
        yield running


@pytest.fixture
def desk(site: Site, opener: Opener) -> Iterator[Desk]:
    """A browser in front of the app."""
    with opener(site) as page:
        yield Desk(page, site)
