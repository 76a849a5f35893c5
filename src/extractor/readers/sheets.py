"""Pages as pictures to be looked at again: at what angle their lines run, and a place of them cut out in any of several ways."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, TypeAlias

import cv2
import numpy as np

from extractor.document import Box
from extractor.readers.raster import Pixels
from extractor.readers.stamps import without_stamps

__all__ = ["CLOSELY", "FIRST", "WAYS", "Sheet", "Way"]

_STEEPEST, _COARSE, _FINE = 6.0, 0.5, 0.1
_LEAST = 0.15
_THUMB = 1.4
"""Pixels per point that the tilt is measured at: lines of text are still apart."""

_LINE = 48
"""Pixels that recognition reduces a line to: a smaller picture is enlarged."""

Ink: TypeAlias = Literal["clean", "plain", "red"]
"""Which greys are taken: those without stamps, as they are, or of the red channel alone, in which red ink is paper."""


@dataclass(frozen=True, slots=True)
class Way:
    """How a place is looked at. Paper around the text is in its height; `stretch` is of the width, `turn` in degrees."""

    ink: Ink = "clean"
    beside: float = 0.3
    above: float = 0.2
    straight: bool = True
    turn: float = 0.0
    stretch: float = 1.0
    filtered: Callable[[Pixels], Pixels] = field(default=lambda grey: grey)

    @property
    def is_broad(self) -> bool:
        """Whether a minus before the text is in view, should its box not hold it."""
        return self.beside >= _BROAD


def _sharper(grey: Pixels) -> Pixels:
    blurred = cv2.GaussianBlur(grey, (0, 0), 3)
    return np.asarray(cv2.addWeighted(grey, 2.0, blurred, -1.0, 0), np.uint8)


def _harder(grey: Pixels) -> Pixels:
    """Ink black, paper white."""
    dark, light = np.percentile(grey, (2, 85)).tolist()
    return np.asarray(np.clip((grey - dark) * 255.0 / max(light - dark, 1.0), 0, 255), np.uint8)


_BROAD = 0.8

WAYS: Mapping[str, Way] = {
    "straight": Way(),
    "broad": Way(beside=0.9, above=0.3),
    "with stamps": Way(ink="plain"),
    "red channel": Way(ink="red", beside=0.9),
    "tight": Way(beside=0.12, above=0.1),
    "as it lies": Way(beside=0.9, above=0.15, straight=False),
    "sharper": Way(beside=0.5, filtered=_sharper),
    "harder": Way(filtered=_harder),
    "narrower": Way(beside=0.9, stretch=0.85),
}
FIRST, CLOSELY = tuple(WAYS)[:3], tuple(WAYS)[3:]
"""The looks that any doubtful cell is given, and those where they leave a doubt: they differ in kind, as scales do not (recognition
makes all lines one height), and above all in what is done to stamps, which takes strokes away or leaves some that are none."""


class Sheet:
    """One page of pixels, `scale` of them in a point."""

    def __init__(self, pixels: Pixels, scale: float) -> None:
        self._pixels, self._scale = pixels, scale

    @cached_property
    def _clean(self) -> Pixels:
        return without_stamps(self._pixels, self._scale)

    @cached_property
    def tilt(self) -> float:
        """Degrees by which the lines fall to the right: the angle at which rows of ink and of paper are best told apart."""
        ratio = min(1.0, _THUMB / self._scale)
        thumb = np.asarray(cv2.resize(self._clean, None, fx=ratio, fy=ratio, interpolation=cv2.INTER_AREA), np.float32)
        ink = np.asarray(np.quantile(thumb, 0.8) - thumb, np.float32).clip(0)
        coarse = max(np.arange(-_STEEPEST, _STEEPEST + _COARSE, _COARSE).tolist(), key=lambda angle: _evenness(ink, angle))
        found = max(np.arange(coarse - _COARSE, coarse + _COARSE, _FINE).tolist(), key=lambda angle: _evenness(ink, angle))
        return float(found) if abs(found) > _LEAST else 0.0

    def cut(self, box: Box, way: Way) -> Pixels:
        """The grey picture of a box (in points), looked at in one way."""
        tilt = self.tilt if way.straight else 0.0
        fall = (box[2] - box[0]) * abs(np.tan(np.radians(tilt)))
        height = max(box[3] - box[1] - fall, 0.5 * (box[3] - box[1]))
        line = min(height, box[2] - box[0])  # text that runs up or down the page
        zoom = max(self._scale, _LINE / max(line, 1.0))
        size = (box[2] - box[0] + 2 * way.beside * line, height + 2 * way.above * line)
        middle = ((box[0] + box[2]) / 2 * self._scale, (box[1] + box[3]) / 2 * self._scale)
        return way.filtered(self._patch(self._of(way.ink), middle, size, zoom, tilt + way.turn, way.stretch))

    def _patch(
        self, grey: Pixels, middle: tuple[float, float], size: tuple[float, float], zoom: float, angle: float, stretch: float
    ) -> Pixels:
        width, height = max(1, round(size[0] * zoom * stretch)), max(1, round(size[1] * zoom))
        matrix = cv2.getRotationMatrix2D(middle, angle, zoom / self._scale)
        matrix[0] *= stretch
        centre = matrix @ np.array([*middle, 1.0])
        matrix[:, 2] += np.array([width / 2, height / 2]) - centre
        made = cv2.warpAffine(grey, matrix, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
        return np.ascontiguousarray(made, np.uint8)

    def _of(self, ink: Ink) -> Pixels:
        if ink == "clean" or self._pixels.ndim == 2:
            return self._clean
        return np.ascontiguousarray(self._pixels[:, :, 2]) if ink == "red" else self._plain

    @cached_property
    def _plain(self) -> Pixels:
        return np.asarray(cv2.cvtColor(self._pixels, cv2.COLOR_BGR2GRAY), np.uint8)


def _evenness(ink: np.ndarray[tuple[int, ...], np.dtype[np.float32]], angle: float) -> float:
    height, width = ink.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    rows = np.asarray(cv2.warpAffine(ink, matrix, (width, height), flags=cv2.INTER_LINEAR), np.float32).sum(axis=1)
    return float(np.square(np.diff(rows)).sum())
