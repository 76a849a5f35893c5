"""A page under watch: what must never happen on any page of the app is a fault of the test that was on it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import BrowserContext, ConsoleMessage, Dialog, Page, Request, Response

__all__ = ["Watch", "watched"]

_REPORT = """document.addEventListener("securitypolicyviolation",
  (event) => console.error(`CSP: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`))"""

_NOT_OURS = "Failed to load resource"
"""What the browser says of an answer of 4xx: a refusal that a test asks for."""


@dataclass  # no slots: Playwright keeps what it wraps on the object
class Watch:
    """Dialogs of scripts, errors of scripts, what the content policy stopped, requests elsewhere, faults of the server."""

    address: str
    faults: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> None:
        """Watches every page of a context from now on."""
        context.add_init_script(_REPORT)
        context.on("page", self._page)
        context.on("request", self._request)
        context.on("response", self._response)

    def _page(self, page: Page) -> None:
        page.on("dialog", self._dialog)
        page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        page.on("console", self._said)

    def _dialog(self, dialog: Dialog) -> None:
        self.faults.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error" and _NOT_OURS not in message.text:
            self.faults.append(f"console: {message.text}")

    def _request(self, request: Request) -> None:
        if not request.url.startswith((f"{self.address}/", "data:", "blob:")):
            self.faults.append(f"request: {request.url}")

    def _response(self, response: Response) -> None:
        if response.status >= 500:
            self.faults.append(f"{response.status}: {response.url}")


@contextmanager
def watched(context: BrowserContext, address: str) -> Iterator[Page]:
    """A page of the context. When it is done with, nothing of that may have happened."""
    watch = Watch(address)
    watch.over(context)
    yield context.new_page()
    context.close()
    assert not watch.faults, watch.faults
