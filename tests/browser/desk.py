"""The document page, as a reviewer with a keyboard uses it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from playwright.sync_api import Locator, Page, expect

from tests.browser.serving import Site

__all__ = ["Desk"]


@dataclass(frozen=True, slots=True)
class Desk:
    """A document, open in a browser."""

    page: Page
    site: Site

    def open(self, query: str = "", number: int = 0) -> None:
        """Opens the document; its page has its image and its scripts then."""
        self.page.goto(self.site.document(query, number))
        self.expect_ready()

    def expect_ready(self) -> None:
        """Waits until the page's scripts run and something is selected."""
        expect(self.page.locator("html")).to_have_class("has-script")
        expect(self.panel).not_to_have_attribute("data-subject", "")

    def open_field(self, path: str) -> None:
        """Opens the document at a field, as a link from an export does."""
        self.open(f"field={quote(path)}")
        self.expect_selected(path)

    def known_as(self, name: str) -> None:
        """Types the reviewer's name in the head of the page, before anything asks for it."""
        self.page.goto(self.site.url())
        self.page.locator("#reviewer summary").click()
        self.page.locator("#reviewer-name").fill(name)
        self.page.locator("#reviewer button").click()
        expect(self.page.locator("#who")).to_have_text(name)

    def press(self, *keys: str) -> None:
        """Presses keys, one after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def write(self, text: str) -> None:
        """Types in place of all that stands in the box that has the focus."""
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text)

    def sign(self, name: str) -> None:
        """Types the reviewer's name where it is asked for."""
        expect(self.page.locator("#sign-name")).to_be_focused()
        self.page.keyboard.type(name)
        self.page.keyboard.press("Enter")

    @property
    def panel(self) -> Locator:
        """What is selected."""
        return self.page.locator("#panel .panel-body")

    @property
    def said(self) -> Locator:
        """The live region: what screen readers read out."""
        return self.page.locator("#said")

    def row(self, path: str) -> Locator:
        """A field in the list."""
        return self.page.locator(f'#list .row[data-field="{path}"]')

    def box(self, path: str) -> Locator:
        """A field's rectangle on the page."""
        return self.page.locator(f'#sheet .mark[data-field="{path}"] rect').first

    def count(self, name: str) -> int:
        """A number of the document's head."""
        return int(self.page.locator(f'[data-count="{name}"]').inner_text())

    def expect_selected(self, subject: str) -> None:
        """Waits until a field or finding is the selected one."""
        expect(self.panel).to_have_attribute("data-subject", subject)
