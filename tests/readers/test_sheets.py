"""Pages as pictures: their tilt, and places cut out of them."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from extractor.readers.raster import Pixels
from extractor.readers.sheets import CLOSELY, FIRST, WAYS, Sheet

SCALE = 2.0


def _page(tilt: float = 0.0, *, stamped: bool = False) -> Pixels:
    """Lines of text as bars, fallen to the right by so many degrees; a stamp over the left of them."""
    page = np.full((700, 500, 3), 240, np.uint8)
    for top in range(60, 640, 40):
        cv2.rectangle(page, (60, top), (440, top + 12), (20, 20, 20), -1)
    if stamped:
        cv2.circle(page, (120, 200), 80, (60, 60, 220), 6)
    matrix = cv2.getRotationMatrix2D((250, 350), -tilt, 1.0)
    return np.asarray(cv2.warpAffine(page, matrix, (500, 700), borderValue=(240, 240, 240)), np.uint8)


@pytest.mark.parametrize("tilt", [-2.5, 0.0, 1.3, 2.5])
def test_tilt(tilt: float) -> None:
    assert Sheet(_page(tilt), SCALE).tilt == pytest.approx(tilt, abs=0.2)


@pytest.mark.parametrize("tilt", [-2.5, 2.5])
def test_what_is_cut_out_lies_straight(tilt: float) -> None:
    """A bar fills its picture from edge to edge, but for the paper above and below."""
    height = 190 * abs(np.tan(np.radians(tilt))) + 6
    x, y = 125.0, 173.0
    box = (x - 95, y - height / 2, x + 95, y + height / 2)
    picture = Sheet(_page(tilt), SCALE).cut(box, WAYS["straight"])
    ink = picture < 120
    rows = np.flatnonzero(ink.mean(axis=1) > 0.8)
    assert len(rows)
    assert ink.any(axis=1).sum() <= len(rows) + 8


def test_every_way_gives_a_picture_and_the_ways_differ() -> None:
    sheet = Sheet(_page(stamped=True), SCALE)
    pictures = {name: sheet.cut((40.0, 90.0, 90.0, 96.0), way) for name, way in WAYS.items()}
    assert all(picture.ndim == 2 and picture.shape[0] >= 48 for picture in pictures.values())
    assert {*FIRST, *CLOSELY} == set(WAYS)
    assert any(way.is_broad for way in map(WAYS.__getitem__, FIRST))
    assert pictures["with stamps"].min() < 60


def test_a_stamp_is_found_on_the_page_though_the_cut_holds_a_piece_of_it() -> None:
    sheet, box = Sheet(_page(stamped=True), SCALE), (50.0, 62.0, 70.0, 68.0)
    assert sheet.cut(box, WAYS["straight"]).min() > sheet.cut(box, WAYS["with stamps"]).min() + 30
