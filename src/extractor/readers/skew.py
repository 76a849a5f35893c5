"""How a scan lies: turned by a quarter or a half, and askew by a few degrees."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from extractor.readers.raster import Pixels

__all__ = ["Straightened", "lies_sideways", "skew_of", "straighten"]

Quads = npt.NDArray[np.float64]
"""Corners of text lines in pixels, N × 4 × 2."""

_LEAST = 0.05
"""Degrees below which turning would only blur."""

_MOST = 20.0


@dataclass(frozen=True, slots=True)
class Straightened:
    """The turned pixels, and the 2 × 3 matrix from the original's pixels to them."""

    grey: Pixels
    matrix: npt.NDArray[np.float64]


def _sides(quads: Quads) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Vectors along the top and down the left side."""
    return quads[:, 1] - quads[:, 0], quads[:, 3] - quads[:, 0]


def lies_sideways(quads: Quads) -> bool:
    """Whether most of the text runs up or down the page. Single characters do not vote."""
    along, down = _sides(quads)
    width, height = np.abs(along).max(axis=1), np.abs(down).max(axis=1)
    tall, wide = (height > 2 * width).sum(), (width > 2 * height).sum()
    return bool(tall > 2 * wide and tall >= 3)


def skew_of(quads: Quads) -> float:
    """Degrees by which the long lines fall to the right (clockwise)."""
    along, down = _sides(quads)
    length, height = np.hypot(*along.T), np.hypot(*down.T)
    long = length > np.maximum(4 * height, np.quantile(length, 0.5) if len(length) else 0)
    if not long.any():
        return 0.0
    angles = np.degrees(np.arctan2(along[long, 1], along[long, 0]))
    angle = _weighted_median(angles, length[long])
    return angle if _LEAST <= abs(angle) <= _MOST else 0.0


def _weighted_median(values: npt.NDArray[np.float64], weights: npt.NDArray[np.float64]) -> float:
    order = np.argsort(values)
    total = np.cumsum(weights[order])
    return float(values[order][np.searchsorted(total, total[-1] / 2)])


def straighten(grey: Pixels, quarter_turns: int, skew: float) -> Straightened:
    """The page turned clockwise by quarters, then back by its skew, on a canvas that holds all of it."""
    height, width = grey.shape
    turned = np.rot90(grey, -quarter_turns) if quarter_turns % 4 else grey
    first = _quarter_matrix(quarter_turns % 4, width, height)
    if not skew:
        return Straightened(np.ascontiguousarray(turned, np.uint8), first[:2])
    height, width = turned.shape
    second = _skew_matrix(width, height, skew)
    size = _canvas(width, height, skew)
    paper = int(np.quantile(turned[::8, ::8], 0.8))
    straight = cv2.warpAffine(np.ascontiguousarray(turned), second[:2], size, flags=cv2.INTER_CUBIC, borderValue=paper)
    return Straightened(np.asarray(straight, np.uint8), (second @ first)[:2])


def _quarter_matrix(turns: int, width: int, height: int) -> npt.NDArray[np.float64]:
    rows = {
        0: [[1, 0, 0], [0, 1, 0]],
        1: [[0, -1, height], [1, 0, 0]],
        2: [[-1, 0, width], [0, -1, height]],
        3: [[0, 1, 0], [-1, 0, width]],
    }[turns]
    return np.array([*rows, [0, 0, 1]], np.float64)


def _canvas(width: int, height: int, skew: float) -> tuple[int, int]:
    sine, cosine = abs(np.sin(np.radians(skew))), abs(np.cos(np.radians(skew)))
    return int(width * cosine + height * sine + 1), int(width * sine + height * cosine + 1)


def _skew_matrix(width: int, height: int, skew: float) -> npt.NDArray[np.float64]:
    matrix = np.vstack([cv2.getRotationMatrix2D((width / 2, height / 2), skew, 1.0), [0, 0, 1]])
    wide, high = _canvas(width, height, skew)
    matrix[0, 2] += (wide - width) / 2
    matrix[1, 2] += (high - height) / 2
    return matrix
