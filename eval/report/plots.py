"""The plots of the page, as geometry: the template draws them as SVG, and the browser has the Chinese fonts.

matplotlib was measured and left out: 30 MB more to install, 0.9 s to import, and a warning for every Chinese character unless a
font with Chinese is installed where the page is made.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np

from eval.confidence import BUDGETS, Points, caught, points, reliability
from eval.store import Result

__all__ = ["Axes", "Calibration", "Capture", "Curve", "Dot", "calibration", "capture"]

_TICKS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
_PERCENTS = (0, 1, 2, 3, 4, *range(5, 101, 5))
_LARGEST = 15.0
"""Radius of the dot that holds most leaves."""


@dataclass(frozen=True, slots=True)
class Axes:
    """A frame in which both axes go from 0 to 1."""

    left: float = 46
    top: float = 20
    width: float = 400
    height: float = 250

    @property
    def ticks(self) -> Sequence[float]:
        """Where the axes have numbers."""
        return _TICKS

    def x(self, value: float) -> float:
        """From 0…1 to the picture."""
        return round(self.left + self.width * value, 1)

    def y(self, value: float) -> float:
        """From 0…1 to the picture, upwards."""
        return round(self.top + self.height * (1 - value), 1)


@dataclass(frozen=True, slots=True)
class Dot:
    """A tenth of confidence: mean confidence, share that is right, how many, and how large to draw it."""

    confidence: float
    right: float
    count: int
    radius: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """Confidence against the share that is right."""

    axes: Axes
    dots: Sequence[Dot]


@dataclass(frozen=True, slots=True)
class Curve:
    """The share of errors met when the least certain part was looked at."""

    name: str
    style: str
    errors: int
    path: str
    marks: Sequence[tuple[int, float]]


@dataclass(frozen=True, slots=True)
class Capture:
    """All leaves and the numbers among them."""

    axes: Axes
    curves: Sequence[Curve]


def calibration(results: Sequence[Result]) -> Calibration | None:
    """None where nothing was read."""
    bins = reliability(points(results))
    if not bins:
        return None
    most = max(count for _, _, count in bins)
    dots = [Dot(mean, right, count, round(max(2.5, _LARGEST * sqrt(count / most)), 1)) for mean, right, count in bins]
    return Calibration(Axes(), dots)


def capture(results: Sequence[Result]) -> Capture | None:
    """None where nothing was read wrongly: there is no error to catch."""
    axes, read = Axes(), points(results)
    found = [_curve(axes, *row) for row in (("全部值", "all", read), ("只看数字", "numbers", read.where(read.numeric)))]
    curves = [curve for curve in found if curve is not None]
    return Capture(axes, curves) if curves else None


def _curve(axes: Axes, name: str, style: str, read: Points) -> Curve | None:
    if not read.wrong.any():
        return None
    at: Callable[[float], float] = lambda percent: (caught(percent, read) or 0.0) if percent else 0.0  # noqa: E731
    path = " ".join(f"{axes.x(percent / 100)},{axes.y(at(percent))}" for percent in _PERCENTS)
    return Curve(name, style, int(np.sum(read.wrong)), path, [(percent, at(percent)) for percent in BUDGETS])
