"""Texts of a scan, read by a recogniser that says what it is told."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass

import cv2
import numpy as np
import pytest

from extractor.document import Box
from extractor.readers.ink import Ink
from extractor.readers.lattice import Lattice, Slot
from extractor.readers.ocr import Ocr, Reading
from extractor.readers.raster import Pixels
from extractor.readers.snippets import Snippet, read_left_over, recognised

SCALE = 200 / 72
SLOT = Slot(0, 0, 1, 1, (20.0, 20.0, 120.0, 80.0))
OTHER = Slot(0, 1, 1, 1, (120.0, 20.0, 220.0, 80.0))


@dataclass(frozen=True, slots=True)
class Told(Ocr):
    """Reads the same in every picture."""

    text: str = "字"

    def recognise(self, crops: Sequence[Pixels]) -> list[Reading]:
        return [Reading(self.text, 0.99) for _ in crops]


def words(*tops: int) -> Ink:
    """Words of one size under one another, in the first cell."""
    picture = np.full((400, 800), 238, np.uint8)
    for top in tops:
        for x in (100, 130, 160):
            cv2.rectangle(picture, (x, top), (x + 20, top + 24), 20, 2)
    return Ink(picture, SCALE)


# boxes as detected → heights of the boxes as read
CLOSE: dict[str, tuple[tuple[Box, Slot], tuple[Box, Slot], list[tuple[int, int]]]] = {
    "reaching into one another": (((90, 90, 190, 140), SLOT), ((90, 112, 190, 165), SLOT), [(99, 126), (129, 156)]),
    "of two cells": (((90, 90, 190, 140), SLOT), ((90, 112, 190, 165), OTHER), [(99, 140), (112, 156)]),
    "side by side": (((90, 90, 130, 140), SLOT), ((150, 112, 190, 165), SLOT), [(99, 140), (112, 156)]),
    "of one line": (((90, 94, 190, 128), SLOT), ((90, 96, 190, 128), SLOT), [(99, 126), (99, 126)]),
}


@pytest.mark.parametrize("case", CLOSE)
def test_lines_that_detection_let_overlap(case: str) -> None:
    *boxes, expected = CLOSE[case]
    read = recognised([Snippet(*box) for box in boxes], words(100, 130), Told(1, nullcontext()))
    for snippet, (top, bottom) in zip(read, expected, strict=True):
        assert abs(snippet.box[1] - top) <= 2 and abs(snippet.box[3] - bottom) <= 2


@pytest.mark.parametrize(("width", "text"), [(42, "—"), (12, "一")])
def test_a_bar_that_detection_missed(width: int, text: str) -> None:
    picture = np.full((400, 800), 238, np.uint8)
    cv2.rectangle(picture, (150, 140), (150 + width, 143), 20, -1)
    found = read_left_over([], [Lattice((SLOT,), SLOT.box)], Ink(picture, SCALE), Told(1, nullcontext(), "一"), SCALE)
    assert [snippet.text for snippet in found.snippets] == [text]
