"""A hyphen as wide as a dash is a dash, on pictures drawn here."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from extractor.document import Box
from extractor.readers.dashes import with_dashes
from extractor.readers.ink import Ink

SCALE = 200 / 72
SIGN, HEIGHT, LEFT, TOP = 26, 26, 100, 100


def drawn(signs: str, bar: int, drop: int = 0) -> tuple[Ink, Box]:
    """Blocks for letters, and for each hyphen a bar so wide, `drop` pixels under the middle."""
    picture = np.full((300, 600), 238, np.uint8)
    for number, sign in enumerate(signs):
        x, middle = LEFT + number * (SIGN + 4), TOP + HEIGHT // 2 + drop
        if sign == "-":
            cv2.rectangle(picture, (x + (SIGN - bar) // 2, middle - 1), (x + (SIGN + bar) // 2, middle + 1), 20, -1)
        else:
            cv2.rectangle(picture, (x, TOP), (x + SIGN - 2, TOP + HEIGHT), 20, 2)
    ink = Ink(picture, SCALE)
    box = ink.extent((LEFT - 20, TOP - 20, 590, TOP + 60))
    assert box is not None
    return ink, box


# text as read, width of its bars, how far they are under the middle → text as it should be
READ: dict[str, tuple[str, int, int, str]] = {
    "a dash": ("3-6月", 23, 0, "3—6月"),
    "two dashes": ("3-6-9", 23, 0, "3—6—9"),
    "a hyphen": ("3-6月", 9, 0, "3-6月"),
    "a minus": ("-36", 23, 0, "-36"),
    "an underscore": ("3-6月", 23, 11, "3-6月"),
    "no hyphen": ("36月", 23, 0, "36月"),
}


@pytest.mark.parametrize("case", READ)
def test_dashes_by_their_width(case: str) -> None:
    text, bar, drop, expected = READ[case]
    ink, box = drawn(text, bar, drop)
    assert with_dashes(text, box, ink) == expected


def test_the_number_one_is_a_bar_too() -> None:
    ink, box = drawn("-级3月", 23)
    assert with_dashes("一级3-月", box, ink) == "一级3-月"
