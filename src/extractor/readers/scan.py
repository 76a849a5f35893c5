"""A page of pixels to a page of the document: straightened, its rulings found, its text recognised cell by cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

import cv2
import numpy as np
import numpy.typing as npt

from extractor.document import Box, Page, char_width
from extractor.readers.capped import Placed, with_labels
from extractor.readers.compose import Filled, compose
from extractor.readers.frames import Frame
from extractor.readers.ink import Ink, is_blank
from extractor.readers.lattice import Lattice, drawn
from extractor.readers.ocr import Ocr
from extractor.readers.open_tables import open_tables
from extractor.readers.raster import Pixels, Raster
from extractor.readers.rulings import find_rulings, tilt_of
from extractor.readers.runs import Run
from extractor.readers.skew import Straightened, lies_sideways, skew_of, straighten
from extractor.readers.snippets import Snippet, cut, parted, read_left_over, recognised
from extractor.readers.stamps import without_stamps

__all__ = ["read_scan"]

_TOLERANCE = 3.5
_BRIDGE = 6.0
_LOW_DPI = 140
_LOW_SCORE = 0.9
_OPENING, _CLOSING = "（《〈「『【〔“‘(", "，。、；：？！）》〉」』】〕”’,;:?!)"
_HALF_EMPTY, _BEARING = 0.5, 0.06
"""In em: paper that belongs to a full-width sign beside its ink (recognition often gives its narrow form), and to any other."""

_MEASURED = 2.5
_INK_HEIGHT, _INK_HEIGHT_LATIN = 0.92, 0.72

_ORIENTED = 12
"""So many of the longest lines are asked which way is up."""


@dataclass(frozen=True, slots=True)
class _Upright:
    """The straightened page and where its text lines are, in its pixels."""

    grey: Pixels
    boxes: list[Box]
    frame: Frame
    skew: float


def read_scan(raster: Raster, number: int, ocr: Ocr) -> Page:
    """The page's blocks, with what a reader should know about its quality."""
    grey = without_stamps(raster.pixels, raster.scale)
    if is_blank(grey, raster.scale):
        return Page(number, (), "scan", raster.width, raster.height, skipped="空白页")
    upright = _upright(grey, raster.scale, ocr)
    ruled = find_rulings(upright.grey, raster.scale, upright.boxes)
    boxes = drawn(ruled.rulings, tolerance=_TOLERANCE, bridge=_BRIDGE)
    tables = [box for box in boxes if len(box.slots) > 1]
    ink = Ink(ruled.erased, raster.scale)
    snippets = parted(recognised(cut(upright.boxes, tables, ink, raster.scale), ink, ocr), ink, ocr)
    left_over = read_left_over(snippets, tables, ink, ocr, raster.scale)
    filled = _filled(tables, [*snippets, *left_over.snippets], left_over.unread, number, upright.frame, raster.scale)
    outside = [_run(s, number, upright.frame, raster.scale) for s in snippets if s.slot is None and s.text.strip()]
    placed = Placed(tables, filled, outside)
    placed = with_labels(placed, [box for box in boxes if len(box.slots) == 1]) or placed
    found, rest = open_tables(placed.outside, ruled.flats)
    blocks = compose(
        [*placed.tables, *(table.lattice for table in found)],
        [*placed.filled, *(item for table in found for item in table.filled)],
        rest,
    )
    notes = _notes(raster, snippets, len(left_over.unread))
    return Page(number, blocks, "scan", raster.width, raster.height, round(upright.skew, 3), notes)


def _upright(grey: Pixels, scale: float, ocr: Ocr) -> _Upright:
    """The page turned so that its text stands upright and its lines lie flat."""
    quads = ocr.detect(grey)
    quarters = 1 if lies_sideways(quads) else 0
    if quarters:
        turned = straighten(grey, quarters, 0.0)
        quads = ocr.detect(turned.grey)
    else:
        turned = straighten(grey, 0, 0.0)
    if ocr.upside_down(_longest(turned.grey, quads)):
        quarters += 2
        turned = straighten(grey, quarters, 0.0)
        quads = ocr.detect(turned.grey)
    skew = skew_of(quads)
    straight = straighten(grey, quarters, skew)
    finer = tilt_of(straight.grey, scale)
    if abs(finer) > 0.02:
        skew += finer
        straight = straighten(grey, quarters, skew)
    back = np.vstack([turned.matrix, [0, 0, 1]])
    moved = _moved(quads, (np.vstack([straight.matrix, [0, 0, 1]]) @ np.linalg.inv(back))[:2])
    return _Upright(straight.grey, [_around(quad) for quad in moved], _frame(straight, scale), skew)


def _longest(grey: Pixels, quads: npt.NDArray[np.float64]) -> list[Pixels]:
    boxes = sorted((_around(quad) for quad in quads), key=lambda box: box[2] - box[0], reverse=True)[:_ORIENTED]
    crops = (grey[max(0, int(y0)) : int(y1), max(0, int(x0)) : int(x1)] for x0, y0, x1, y1 in boxes)
    return [np.ascontiguousarray(crop) for crop in crops if crop.size and crop.shape[1] > 3 * crop.shape[0]]


def _moved(quads: npt.NDArray[np.float64], matrix: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    return quads @ matrix[:, :2].T + matrix[:, 2]


def _around(quad: npt.NDArray[np.float64]) -> Box:
    (x0, y0), (x1, y1) = quad.min(axis=0).tolist(), quad.max(axis=0).tolist()
    return (x0, y0, x1, y1)


def _frame(straight: Straightened, scale: float) -> Frame:
    (a, b, e), (c, d, f) = cv2.invertAffineTransform(straight.matrix).tolist()
    return Frame(a, b, c, d, e / scale, f / scale)


def _filled(
    tables: Sequence[Lattice], snippets: Sequence[Snippet], unread: set[int], number: int, frame: Frame, scale: float
) -> list[Filled]:
    by_slot: dict[int, list[Run]] = {}
    for snippet in snippets:
        if snippet.slot is not None and snippet.text.strip():
            by_slot.setdefault(id(snippet.slot), []).append(_run(snippet, number, frame, scale))
    return [Filled(slot, by_slot.get(id(slot), []), id(slot) in unread) for table in tables for slot in table.slots]


def _run(snippet: Snippet, number: int, frame: Frame, scale: float) -> Run:
    """The snippet in points. Its place is its ink; its box is what a layout reckons with, side bearings included."""
    x0, y0, x1, y1 = (value / scale for value in snippet.box)
    text = snippet.text.strip()
    piece = frame.piece(text, number, (x0, y0, x1, y1), snippet.score)
    left, right = (_HALF_EMPTY if sign in signs else _BEARING for sign, signs in ((text[0], _OPENING), (text[-1], _CLOSING)))
    em = _em(text, x1 - x0, y1 - y0, left + right)
    return Run(piece, (x0 - left * em, y0, x1 + right * em, y1), em)


def _em(text: str, width: float, height: float, empty: float) -> float:
    """Character size from the ink: by its width, or by its height where that is all one or two characters show."""
    wide = char_width(text)
    if wide >= _MEASURED:
        return min(width / (wide - empty), 1.3 * height)
    return height / (_INK_HEIGHT if any(char > "\u2e7f" for char in text) else _INK_HEIGHT_LATIN)


def _notes(raster: Raster, snippets: Sequence[Snippet], unread: int) -> tuple[str, ...]:
    notes = []
    score = fmean(s.score for s in snippets) if snippets else 1.0
    if raster.dpi < _LOW_DPI:
        notes.append(f"建议重扫：分辨率约 {raster.dpi:.0f} dpi，过低；请用 200–300 dpi")
    if score < _LOW_SCORE:
        notes.append(f"建议重扫：文字平均识别置信度只有 {score:.2f}")
    if unread:
        notes.append(f"有 {unread} 个单元格有墨迹但认不出文字，请看原件")
    return tuple(notes)
