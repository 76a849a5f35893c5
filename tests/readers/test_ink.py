"""Where a page has ink, and what its shape tells, on pictures drawn here."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from extractor.document import Box
from extractor.readers.ink import Ink, is_blank
from extractor.readers.raster import Pixels

SCALE = 200 / 72
"""Pixels a point, as at 200 dpi."""

SIZE = (700, 900)


def paper(level: int = 238) -> Pixels:
    return np.full(SIZE, level, np.uint8)


def shaded(picture: Pixels, depth: float) -> Pixels:
    """In the shade towards its right edge, and with the grain of paper."""
    across = 1 - depth * np.linspace(0, 1, picture.shape[1])
    grain = np.random.default_rng(7).normal(0, 4, picture.shape)
    return np.clip(picture * across + grain, 0, 255).astype(np.uint8)


def typed(picture: Pixels, *at: tuple[int, int]) -> Pixels:
    for place in at:
        cv2.putText(picture, "100", place, cv2.FONT_HERSHEY_DUPLEX, 1.0, 20, 2, cv2.LINE_AA)
    return picture


@pytest.mark.parametrize("depth", [0.0, 0.2, 0.35])
def test_ink_is_what_is_darker_than_the_paper_around_it(depth: float) -> None:
    ink = Ink(shaded(typed(paper(), (80, 300), (780, 300)), depth), SCALE)
    assert ink.extent((200, 100, 700, 600)) is None, "paper in the shade is no ink"
    for left in (80, 780):
        found = ink.extent((left - 30, 240, left + 110, 330))
        assert found is not None and abs(found[0] - left) < 8 and found[3] - found[1] < 40


@pytest.mark.parametrize("depth", [0.0, 0.35])
def test_a_page_in_the_shade_is_blank_if_nothing_stands_on_it(depth: float) -> None:
    assert is_blank(shaded(paper(), depth), SCALE)
    assert not is_blank(shaded(typed(paper(), (80, 300), (400, 300), (600, 300)), depth), SCALE)


def slanted(lean: int) -> tuple[Pixels, Box]:
    picture = paper()
    cv2.line(picture, (300, 324), (300 + lean, 300), 20, 2, cv2.LINE_AA)
    return picture, (290, 290, 330, 334)


@pytest.mark.parametrize(("lean", "slash"), [(8, True), (12, True), (0, False), (2, False), (-8, False)])
def test_a_slash_leans_to_the_right(lean: int, slash: bool) -> None:
    picture, around = slanted(lean)
    ink = Ink(picture, SCALE)
    found = ink.extent(around)
    assert found is not None and ink.is_slash(found) is slash


def test_a_one_with_flag_and_foot_is_no_slash() -> None:
    picture = paper()
    cv2.putText(picture, "1", (300, 324), cv2.FONT_HERSHEY_COMPLEX, 1.0, 20, 2, cv2.LINE_AA)
    ink = Ink(picture, SCALE)
    found = ink.extent((290, 280, 340, 340))
    assert found is not None and not ink.is_slash(found)


def test_no_ink_is_no_slash() -> None:
    assert not Ink(paper(), SCALE).is_slash((10, 10, 20, 30))
