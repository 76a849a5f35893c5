"""Flat lines that bound rows, and strokes of characters that only look like them, on pictures drawn here."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from extractor.document import Box
from extractor.readers.rulings import find_rulings

SCALE = 200 / 72
FULL, SHORT = (60, 500), (200, 240)
"""Points: where the lines of the table and the short one between them begin and end."""

HEIGHTS, BETWEEN = (100, 150, 200), 125

# boxes around text, in points → whether the short line bounds cells
TEXTS: dict[str, tuple[list[Box], bool]] = {
    "no text": ([], True),
    "a stroke of its characters": ([(180, 117, 300, 133)], False),
    "under it": ([(180, 108, 300, 126)], True),
    "over it": ([(180, 124, 300, 142)], True),
    "beside it": ([(250, 117, 300, 133)], True),
    "longer than the text": ([(210, 117, 230, 133)], True),
}


@pytest.mark.parametrize("case", TEXTS)
def test_a_flat_line_within_a_text_is_no_ruling(case: str) -> None:
    texts, bounds = TEXTS[case]
    picture = np.full((900, 1600), 238, np.uint8)
    for at, (start, end) in [*((height, FULL) for height in HEIGHTS), (BETWEEN, SHORT)]:
        cv2.line(picture, (round(start * SCALE), round(at * SCALE)), (round(end * SCALE), round(at * SCALE)), 20, 2)
    found = find_rulings(picture, SCALE, [(x0 * SCALE, y0 * SCALE, x1 * SCALE, y1 * SCALE) for x0, y0, x1, y1 in texts])
    assert len(found.flats) == len(HEIGHTS) + bounds
    middle = (round(BETWEEN * SCALE), round(220 * SCALE))
    assert bool(found.erased[middle] > 200) is bounds
