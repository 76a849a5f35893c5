"""Ruled lines of a straightened scan, found along their length: noise averages out there, one-pixel lines do not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from extractor.document import Box
from extractor.readers.flats import families
from extractor.readers.lattice import Ruling, joined
from extractor.readers.raster import Pixels

__all__ = ["Ruled", "find_rulings", "tilt_of"]

_BLUR = 2.5
_THICKEST = 4.0
_SHORTEST = {False: 20.0, True: 11.0}
"""Points: flat lines span columns, upright ones may span one row only."""

_FAINTEST = 16
"""Grey levels that a line must be darker than the paper beside it, averaged along it."""

_LONG = 100.0
"""Points: so long a line shows a tilt of a hundredth of a degree."""

_REACH = 3.0
"""Points: how far from its neighbours a line may end and still belong to the table."""


@dataclass(frozen=True, slots=True)
class Ruled:
    """Rulings in points, flat lines of tables that have no upright ones, and the page without the ink of both."""

    rulings: tuple[Ruling, ...]
    flats: tuple[Ruling, ...]
    erased: Pixels


_BRIDGE = 6.0
"""Points: gaps in a faint line."""

_STROKE = 30.0
"""Points: hardly a stroke of a character is so long; of neighbours together it may be."""

_INSIDE = 0.15
"""Of the height of a box around text: strokes of its characters are further from its edges, a line under them is not."""


def find_rulings(grey: Pixels, scale: float, texts: Iterable[Box] = ()) -> Ruled:
    """Lines that bound table cells; strokes of characters, which end nowhere near another line, are left out.

    `texts` are boxes around lines of text, in pixels: flat lines within one are the strokes of its characters.
    """
    masks = {upright: _mask(grey, scale, upright) for upright in (False, True)}
    found = [ruling for upright, mask in masks.items() for ruling in _segments(mask, upright, scale)]
    kept = _attached(found)
    flat = [r for r in found if not r.upright and r.length > _STROKE and r not in kept]
    around = [(x0 / scale, y0 / scale, x1 / scale, y1 / scale) for x0, y0, x1, y1 in texts]
    loose = joined([r for r in flat if not any(_is_within(r, box) for box in around)], _REACH, _BRIDGE)
    flats = [line for family in families(loose) for line in family.lines]
    return Ruled(tuple(kept), tuple(flats), _erase(grey, [*kept, *flats], scale))


def _is_within(flat: Ruling, text: Box) -> bool:
    """Whether a flat line runs through the text of a box."""
    x0, y0, x1, y1 = text
    inset = _INSIDE * (y1 - y0)
    return y0 + inset < flat.at < y1 - inset and x0 - _REACH <= flat.start and flat.end <= x1 + _REACH


def tilt_of(grey: Pixels, scale: float) -> float:
    """Degrees by which the long flat lines still fall to the right: lines measure finer than text boxes do."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(_mask(grey, scale, upright=False))
    slopes, lengths = [], []
    for i in range(1, count):
        x, y, width, height = (int(stats[i, column]) for column in range(4))
        if width > _LONG * scale:
            rows, columns = np.nonzero(labels[y : y + height, x : x + width] == i)
            slopes.append(float(np.polyfit(columns, rows, 1)[0]))
            lengths.append(width)
    if not slopes:
        return 0.0
    order = np.argsort(slopes)
    total = np.cumsum(np.array(lengths)[order])
    return float(np.degrees(np.arctan(np.array(slopes)[order][np.searchsorted(total, total[-1] / 2)])))


def _mask(grey: Pixels, scale: float, upright: bool) -> Pixels:
    """Pixels on long thin dark lines of one direction."""
    page = np.ascontiguousarray(grey.T) if upright else grey
    blur, thick = _odd(_BLUR * scale), _odd(_THICKEST * scale)
    shortest = round(_SHORTEST[upright] * scale)
    along = cv2.blur(page, (blur, 1))
    dark = cv2.morphologyEx(along, cv2.MORPH_BLACKHAT, np.ones((thick, 1), np.uint8))
    lines = (dark > _FAINTEST).astype(np.uint8)
    lines = cv2.morphologyEx(lines, cv2.MORPH_OPEN, np.ones((1, shortest), np.uint8))
    lines = cv2.erode(lines, np.ones((1, blur - 2), np.uint8), borderValue=0)  # the blur had lengthened them
    return np.asarray(lines.T if upright else lines, np.uint8)


def _odd(length: float) -> int:
    return 2 * round(length / 2) + 1


def _segments(mask: Pixels, upright: bool, scale: float) -> Iterator[Ruling]:
    page = np.ascontiguousarray(mask.T) if upright else mask
    count, _, stats, centres = cv2.connectedComponentsWithStats(page)
    for i in range(1, count):
        start, length = stats[i, cv2.CC_STAT_LEFT], stats[i, cv2.CC_STAT_WIDTH]
        yield Ruling(upright, float(centres[i][1] + 0.5) / scale, float(start) / scale, float(start + length) / scale)


def _attached(rulings: Sequence[Ruling]) -> list[Ruling]:
    """Rulings that meet one across them at both ends; leaving one out may set another free, so until nothing changes."""
    kept = list(rulings)
    while True:
        lines = {upright: [r for r in kept if r.upright is upright] for upright in (False, True)}
        held = [r for r in kept if _is_held(r, lines[not r.upright], lines[r.upright])]
        if len(held) == len(kept):
            return kept
        kept = held


def _is_held(ruling: Ruling, across: Iterable[Ruling], alike: Sequence[Ruling]) -> bool:
    """A stroke meets a ruling at one end at most. A line may, where it is broken or its table goes on over the page."""
    near = [r.at for r in across if r.start - _REACH <= ruling.at <= r.end + _REACH]
    met = [any(abs(at - end) <= _REACH for at in near) for end in (ruling.start, ruling.end)]
    if all(met) or (ruling.length > _STROKE and any(ruling.start + _REACH < at < ruling.end - _REACH for at in near)):
        return True
    return any(met) and (_continues(ruling, alike) or _stops_with(ruling, alike, at_end=met[0]))


def _stops_with(ruling: Ruling, alike: Iterable[Ruling], *, at_end: bool) -> bool:
    """Whether a clear line stops where this one does: at the foot (or head) of a page that the row goes on over."""
    stop = ruling.end if at_end else ruling.start
    others = [o for o in alike if o.length > _STROKE and abs(o.at - ruling.at) > 2 * _REACH]
    return any(abs((o.end if at_end else o.start) - stop) <= _REACH for o in others)


def _continues(ruling: Ruling, others: Iterable[Ruling]) -> bool:
    return any(
        o is not ruling
        and abs(o.at - ruling.at) <= _REACH / 2
        and min(abs(o.start - ruling.end), abs(ruling.start - o.end)) <= 2 * _REACH
        for o in others
    )


def _erase(grey: Pixels, rulings: Iterable[Ruling], scale: float) -> Pixels:
    """The page with paper in place of the lines' dark pixels."""
    out = grey.copy()
    paper = np.uint8(np.quantile(grey[::8, ::8], 0.8))
    half = max(2, round(0.9 * scale))
    for ruling in rulings:
        at, start, end = (round(value * scale) for value in (ruling.at, ruling.start, ruling.end))
        band = slice(max(0, at - half), at + half + 1)
        reach = slice(max(0, start - 2), end + 2)
        if ruling.upright:
            out[reach, band] = paper
        else:
            out[band, reach] = paper
    return out
