"""The box of a value lies over the place where it is printed, on each screen and however the page is zoomed."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import FloatRect, Locator, expect

from extractor.run import leaves
from golden.corpus import Boxes, read_boxes
from tests.browser.chromium import LARGE, SMALL
from tests.browser.conftest import Opener
from tests.browser.desk import Desk
from tests.browser.documents import AMOUNT, WEIGHT, Read, source_of
from tests.browser.serving import Site

pytestmark = [pytest.mark.browser, pytest.mark.slow]

AROUND = 3.0
"""Points of the page that a box may be off or wider at any side: some 4 px where the page fills its place."""

INK = 110
"""Darker than this is print: the paper of the scan is some 230."""

NUMBER = re.compile(r"\.(weight|value|amount|total_budget|execution_weight)$")

OF_ALL = """(sheet) => [...sheet.querySelectorAll(".mark")].map((mark) => {
  const {x, y, width, height} = mark.querySelector("rect").getBoundingClientRect();
  return {path: mark.dataset.field, x, y, width, height};
})"""


def on_screen(locator: Locator) -> FloatRect:
    found = locator.bounding_box()
    assert found is not None
    return found


def sides(rectangle: FloatRect) -> tuple[float, float, float, float]:
    x, y = rectangle["x"], rectangle["y"]
    return x, y, x + rectangle["width"], y + rectangle["height"]


def off(rectangle: FloatRect, sheet: Locator, true: list[float]) -> float:
    """Points by which the worst side of a rectangle on the screen is away from that of the print."""
    page = on_screen(sheet)
    scale = page["width"] / float(sheet.get_attribute("data-width") or 0)
    printed = [(page["x"], page["y"])[side % 2] + edge * scale for side, edge in enumerate(true)]
    return max(abs(shown - edge) / scale for shown, edge in zip(sides(rectangle), printed, strict=True))


def shows_ink(desk: Desk, rectangle: FloatRect) -> bool:
    """Whether something is printed there, as the screen shows it, inside the frame."""
    inner: FloatRect = {
        "x": rectangle["x"] + 4,
        "y": rectangle["y"] + 3,
        "width": rectangle["width"] - 8,
        "height": rectangle["height"] - 6,
    }
    picture = Image.open(BytesIO(desk.page.screenshot(clip=inner))).convert("L")
    return float(picture.getextrema()[0]) < INK  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def printed() -> Boxes:
    return read_boxes(source_of("000", "scan.boxes.json"))


@pytest.mark.parametrize("path", [AMOUNT, WEIGHT])
@pytest.mark.parametrize("screen", [SMALL, LARGE], ids=["1366", "1920"])
def test_the_box_of_the_selected_field_lies_over_its_print(
    site: Site, opener: Opener, printed: Boxes, screen: tuple[int, int], path: str
) -> None:
    (spot,) = printed[path]
    with opener(site, screen) as page:
        desk = Desk(page, site)
        desk.open_field(path)
        sheet, box = page.locator("#sheet"), desk.box(path)
        for keys in ((), ("+", "+"), ("+", "+", "+"), ("0",), ("-", "-")):
            desk.press(*keys)
            expect(box).to_be_in_viewport(ratio=1)
            assert off(on_screen(box), sheet, spot["box"]) < AROUND, keys
        desk.press("0", "+", "+", "+", "+")
        expect(box).to_be_in_viewport(ratio=1)
        assert shows_ink(desk, on_screen(box))


def test_every_number_of_every_page_is_boxed_where_it_is_printed(desk: Desk, scan: Read, printed: Boxes) -> None:
    read = {path for path, leaf in leaves(scan.record) if leaf.raw and NUMBER.search(path)}
    desk.open()
    found = set()
    for number in range(1, scan.record.pages + 1):
        desk.page.locator(f'.page-numbers a[data-go="{number}"]').click()
        expect(desk.page.locator(".source-bar")).to_have_attribute("data-page", str(number))
        sheet = desk.page.locator("#sheet")
        for box in sheet.evaluate(OF_ALL):
            if box["path"] in read:
                (spot,) = printed[box["path"]]
                assert spot["page"] == number and off(box, sheet, spot["box"]) < AROUND, box["path"]
                found.add(box["path"])
    assert found == read
