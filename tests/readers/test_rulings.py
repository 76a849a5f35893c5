"""Rulings of a scan: flat lines of tables are told from strokes of characters."""

from __future__ import annotations

import numpy as np
import pytest

from extractor.document import Box
from extractor.readers.rulings import find_rulings

SCALE = 2.0
LINES, MIDST = (100, 130, 160, 190), 145.0
START, END = 60, 500

# where a short line runs in the third row → boxes of texts there, whether it is a ruling
SHORT: dict[str, tuple[tuple[float, float], Box, bool]] = {
    "strokes of neighbouring characters": ((200, 240), (180, 139, 260, 151), False),
    "under a text": ((200, 240), (180, 131, 260, 143), True),
    "beside a text": ((300, 420), (180, 139, 260, 151), True),
    "through a text and beyond": ((60, 300), (180, 139, 260, 151), True),
}


@pytest.mark.parametrize("case", SHORT)
def test_flat_lines(case: str) -> None:
    (start, end), (x0, y0, x1, y1), is_ruling = SHORT[case]
    page = np.full((600, 1200), 255, np.uint8)
    for y, left, right in (*((y, START, END) for y in LINES), (MIDST, start, end)):
        page[int(y * SCALE) : int(y * SCALE) + 2, int(left * SCALE) : int(right * SCALE)] = 0
    found = find_rulings(page, SCALE, [(x0 * SCALE, y0 * SCALE, x1 * SCALE, y1 * SCALE)])
    assert len(found.flats) == len(LINES) + is_ruling
    assert bool((found.erased[int(MIDST * SCALE)] == 0).any()) != is_ruling
