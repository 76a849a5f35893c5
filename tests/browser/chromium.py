"""Debian's Chromium, driven by Playwright. No browser is ever downloaded, and none reaches further than this machine."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, sync_playwright

__all__ = ["LARGE", "NEEDED", "SMALL", "chromium", "has_chromium", "new_context"]

NEEDED = "需要 Chromium：apt-get install chromium fonts-noto-cjk"
"""Why the browser tests are skipped, with the command that brings what they need."""

SMALL, LARGE = (1366, 768), (1920, 1080)
"""The screens that reviewers have."""

_CHROMIUM = Path("/usr/bin/chromium")
_FONT = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
_ALONE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"


def has_chromium() -> bool:
    """Whether the browser and the font for Chinese are installed."""
    return _CHROMIUM.is_file() and _FONT.is_file()


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser without a window. While it is open no asyncio loop can be run in this thread."""
    # Chromium's sandbox does not work for root, as whom containers run
    outside = ["--no-sandbox"] if os.geteuid() == 0 else []
    with (
        sync_playwright() as driver,
        closing(driver.chromium.launch(executable_path=_CHROMIUM, args=[_ALONE, *outside])) as browser,
    ):
        yield browser


def new_context(browser: Browser, screen: tuple[int, int] = SMALL) -> BrowserContext:
    """A browser of its own: no cookies, nothing remembered, nothing moving."""
    width, height = screen
    return browser.new_context(
        viewport={"width": width, "height": height}, locale="zh-CN", reduced_motion="reduce", accept_downloads=True
    )
