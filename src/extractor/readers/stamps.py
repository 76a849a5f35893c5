"""Red stamps over a form: their ink is taken off, the print under it stays."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from extractor.readers.raster import Pixels

__all__ = ["without_stamps"]

_SMALLEST, _LARGEST = 40.0, 200.0
"""Points: a patch of red so high and wide is a stamp. Red text is lower, a table in red lines is larger."""


_REDDISH = 40
"""Grey levels that red must be over green and blue."""


def without_stamps(pixels: Pixels, scale: float) -> Pixels:
    """The page in grey. Inside stamps its red channel, in which red is paper and black is black."""
    if pixels.ndim == 2:
        return pixels
    grey = np.asarray(cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY), np.uint8)
    region = _stamps(pixels, scale)
    return grey if region is None else np.asarray(np.where(region, _bleached(pixels, region), grey), np.uint8)


def _bleached(pixels: Pixels, region: Pixels) -> Pixels:
    """The red channel, brightened until the stamp's own ink is as light as paper."""
    red = pixels[:, :, 2]
    ink = red[(region > 0) & _is_reddish(pixels)]
    paper = float(np.quantile(red[::8, ::8], 0.8))
    gain = paper / max(1.0, float(np.quantile(ink, 0.25))) if ink.size else 1.0
    return np.asarray(np.minimum(red * min(gain, 2.0), paper), np.uint8)


def _is_reddish(pixels: Pixels) -> npt.NDArray[np.bool_]:
    signed = pixels.astype(np.int16)
    return np.asarray(signed[:, :, 2] - signed[:, :, :2].max(axis=2) > _REDDISH)


def _stamps(pixels: Pixels, scale: float) -> Pixels | None:
    """Where stamps are, found on a reduced page."""
    ratio = min(1.0, 1.0 / scale)  # one pixel per point
    small = np.asarray(cv2.resize(pixels, None, fx=ratio, fy=ratio, interpolation=cv2.INTER_AREA), np.uint8)
    reddish = _is_reddish(small).astype(np.uint8)
    joined = cv2.morphologyEx(reddish, cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(joined)
    region = np.zeros(reddish.shape, np.uint8)
    for x, y, width, height in stats[1:, :4].tolist():
        if min(width, height) >= _SMALLEST and max(width, height) <= _LARGEST:
            region[max(0, y - 3) : y + height + 3, max(0, x - 3) : x + width + 3] = 1  # what is inside the ring as well
    return np.asarray(cv2.resize(region, pixels.shape[1::-1], interpolation=cv2.INTER_NEAREST), np.uint8) if region.any() else None
