"""A red round stamp as ink: how much of it lies on each pixel."""

from __future__ import annotations

import math

import cv2
import numpy as np
import numpy.typing as npt
import pymupdf

__all__ = ["INK", "draw_stamp"]

INK = (0.80, 0.10, 0.12)
"""The stamp's colour, red, green, blue."""

_SIZE = 130.0
"""Points across: 46 mm, a usual size."""

_TEXT = "预算绩效管理业务专用章"
_SWEEP = 250.0
_TEXT_SIZE = 14.0


def draw_stamp(dpi: int, rng: np.random.Generator) -> npt.NDArray[np.float32]:
    """Ink from 0 to 1, turned a little and patchy, as a hand presses it."""
    with pymupdf.open() as document:
        page = document.new_page(width=_SIZE, height=_SIZE)
        _ring(page)
        _star(page)
        _words(page, rng.uniform(-12, 12))
        pixmap = page.get_pixmap(dpi=dpi, colorspace=pymupdf.csGRAY)
    gray = np.frombuffer(pixmap.samples, np.uint8).reshape(pixmap.height, pixmap.stride)[:, : pixmap.width]
    patches = cv2.GaussianBlur(rng.uniform(0, 1, gray.shape).astype(np.float32), (0, 0), dpi / 30)
    strength = 0.72 + 3.0 * (patches - float(patches.mean()))
    ink: npt.NDArray[np.float32] = ((1 - gray / 255) * np.clip(strength, 0.35, 0.95)).astype(np.float32)
    return ink


def _ring(page: pymupdf.Page) -> None:
    page.draw_circle(_from_centre(0, 0), _SIZE / 2 - 4, color=(0, 0, 0), width=3)


def _from_centre(right: float, down: float) -> pymupdf.Point:
    return pymupdf.Point(_SIZE / 2 + right, _SIZE / 2 + down)


def _star(page: pymupdf.Page) -> None:
    angles = [math.radians(36 * number - 90) for number in range(10)]
    radii = [18 if number % 2 == 0 else 7 for number in range(10)]
    points = [_from_centre(r * math.cos(a), r * math.sin(a)) for r, a in zip(radii, angles, strict=True)]
    page.draw_polyline(points, color=(0, 0, 0), fill=(0, 0, 0), closePath=True)


def _words(page: pymupdf.Page, turn: float) -> None:
    """The built-in CJK font, so that a scan is the same on every machine."""
    font = pymupdf.Font("cjk")
    for number, char in enumerate(_TEXT):
        angle = _SWEEP * (number / (len(_TEXT) - 1) - 0.5) + turn
        writer = pymupdf.TextWriter(page.rect)
        start = _from_centre(-font.text_length(char, _TEXT_SIZE) / 2, 24 - _SIZE / 2)
        writer.append(start, char, font=font, fontsize=_TEXT_SIZE)
        writer.write_text(page, morph=(_from_centre(0, 0), pymupdf.Matrix(-angle)))
