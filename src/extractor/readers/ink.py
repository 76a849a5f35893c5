"""Where a page has ink: dark patches larger than noise."""

from __future__ import annotations

import cv2
import numpy as np

from extractor.document import Box
from extractor.readers.raster import Pixels

__all__ = ["Ink", "is_blank"]

_CONTRAST, _NOISES = 28, 6
"""Ink is so many grey levels darker than the paper, and so many times darker than the paper's noise: strokes may be thin."""

_SPECK = 1.3
"""Points: smaller patches are dust."""

_BLANK_PATCHES = 2

_LEAN = 0.07
"""Of its height: a slash moves to the right at least so far with each third."""

_GRAIN, _AROUND = 2.0, 31
"""Points that are seen as one, and how many of these on each side of a square most of which is paper."""


def _mask(grey: Pixels, scale: float) -> Pixels:
    """Dark pixels in patches that are no dust."""
    calm = np.asarray(cv2.GaussianBlur(grey, (0, 0), max(0.6, 0.3 * scale)), np.uint8)
    darker = _paper(calm, scale).astype(np.float32) - calm
    light = darker[::4, ::4][darker[::4, ::4] < _CONTRAST]
    noise = float(np.median(np.abs(light))) if light.size else 0.0
    dark = (darker > max(_CONTRAST, _NOISES * noise)).astype(np.uint8)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(dark)
    largest = np.maximum(stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT])
    kept = (largest >= _SPECK * scale) & (stats[:, cv2.CC_STAT_AREA] >= (0.5 * _SPECK * scale) ** 2)
    kept[0] = False
    return np.asarray(kept[labels], np.uint8)


def _paper(calm: Pixels, scale: float) -> Pixels:
    """How light the paper is around each pixel: a page may lie in the shade at one edge."""
    height, width = calm.shape
    step = max(1, round(_GRAIN * scale))
    coarse = cv2.resize(calm, (max(1, width // step), max(1, height // step)), interpolation=cv2.INTER_AREA)
    level = cv2.medianBlur(coarse, _AROUND)
    return np.asarray(cv2.resize(level, (width, height), interpolation=cv2.INTER_LINEAR), np.uint8)


def is_blank(grey: Pixels, scale: float) -> bool:
    """Whether nothing but dust is on the page."""
    margin = round(6 * scale)
    inner = np.ascontiguousarray(grey[margin:-margin, margin:-margin])
    if inner.size == 0:
        return True
    count, _ = cv2.connectedComponents(_mask(inner, scale))
    return bool(count - 1 <= _BLANK_PATCHES)


class Ink:
    """The ink of a straightened page whose rulings are erased; boxes are in its pixels."""

    def __init__(self, grey: Pixels, scale: float) -> None:
        self.grey = grey
        self.scale = scale
        self.paper = int(np.quantile(grey[::8, ::8], 0.8))
        self._mask = _mask(grey, scale)

    def clear(self, box: Box, margin: float) -> None:
        """Ink in the box is accounted for."""
        x0, y0, x1, y1 = self._bounds((box[0] - margin, box[1] - margin, box[2] + margin, box[3] + margin))
        self._mask[y0:y1, x0:x1] = 0

    def extent(self, box: Box) -> Box | None:
        """The box around the ink in `box`; None if there is none."""
        x0, y0, x1, y1 = self._bounds(box)
        found = cv2.boundingRect(self._mask[y0:y1, x0:x1]) if x1 > x0 and y1 > y0 else (0, 0, 0, 0)
        x, y, width, height = found
        return (x0 + x, y0 + y, x0 + x + width, y0 + y + height) if width and height else None

    def bands(self, box: Box) -> list[Box]:
        """The box's rows with ink, parted where there is none."""
        x0, y0, x1, y1 = self._bounds(box)
        rows = self._mask[y0:y1, x0:x1].any(axis=1)
        edges = np.flatnonzero(np.diff(np.concatenate(([0], rows.view(np.int8), [0])))).tolist()
        return [(x0, y0 + start, x1, y0 + end) for start, end in zip(edges[::2], edges[1::2], strict=True)]

    def lines(self, box: Box, size: float) -> list[Box]:
        """The box cut into text lines of about `size`: bands that fit into one line together (元 is two) stay together."""
        lines: list[Box] = []
        for band in self.bands(box):
            if lines and band[3] - lines[-1][1] <= size:
                lines[-1] = (band[0], lines[-1][1], band[2], band[3])
            else:
                lines.append(band)
        return lines

    def parts(self, box: Box, gap: float) -> list[Box]:
        """The box cut at every stretch of paper of at least `gap` pixels that runs down through it."""
        x0, y0, x1, y1 = self._bounds(box)
        columns = self._mask[y0:y1, x0:x1].any(axis=0)
        edges = np.flatnonzero(np.diff(np.concatenate(([0], columns.view(np.int8), [0])))).tolist()
        parts: list[Box] = []
        for start, end in zip(edges[::2], edges[1::2], strict=True):
            if parts and x0 + start - parts[-1][2] < gap:
                parts[-1] = (parts[-1][0], y0, x0 + end, y1)
            else:
                parts.append((x0 + start, y0, x0 + end, y1))
        return parts

    def is_equals_sign(self, box: Box) -> bool:
        """Whether the ink is two bars of one length; in 二 the upper one is clearly shorter."""
        bars = [self.extent(band) for band in self.bands(box)]
        widths = [bar[2] - bar[0] for bar in bars if bar is not None]
        return len(widths) == 2 and min(widths) > 0.88 * max(widths)

    def is_slash(self, box: Box) -> bool:
        """Whether the ink leans to the right all the way up; 1 stands upright on its foot."""
        x0, y0, x1, y1 = self._bounds(box)
        rows = [np.flatnonzero(row) for row in self._mask[y0:y1, x0:x1]]
        middles = [float(columns.mean()) for columns in rows if columns.size]
        third = len(middles) // 3
        if not third:
            return False
        upper, middle, lower = (float(np.mean(part)) for part in (middles[:third], middles[third:-third], middles[-third:]))
        least = _LEAN * (y1 - y0)
        return upper - middle > least and middle - lower > least

    def is_dash(self, box: Box) -> bool:
        """Whether the ink is one bar of even thickness; a printed 一 swells at its end."""
        x0, y0, x1, y1 = self._bounds(box)
        thickness = self._mask[y0:y1, x0:x1].sum(axis=0)
        swelling = np.sort(thickness[-(len(thickness) // 3) :])
        return bool(swelling.size > 2 and x1 - x0 > 3 * (y1 - y0) and swelling[-2] < 1.3 * np.median(thickness))

    def crop(self, box: Box, pad: float) -> Pixels:
        """The pixels of the box, with `pad` of paper around it that hides what stands there."""
        x0, y0, x1, y1 = self._bounds(box)
        edge = max(1, round(pad))
        inner = self.grey[y0:y1, x0:x1]
        return np.asarray(cv2.copyMakeBorder(inner, edge, edge, edge, edge, cv2.BORDER_CONSTANT, value=self.paper), np.uint8)

    def _bounds(self, box: Box) -> tuple[int, int, int, int]:
        height, width = self.grey.shape
        x0, y0 = max(0, int(box[0])), max(0, int(box[1]))
        return x0, y0, min(width, max(x0 + 1, round(box[2]))), min(height, max(y0 + 1, round(box[3])))
