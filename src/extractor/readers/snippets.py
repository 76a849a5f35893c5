"""Text boxes of a scan, cut where rulings cross them, and what recognition says each one reads."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

import cv2
import numpy as np

from extractor.document import Box
from extractor.readers.dashes import with_dashes
from extractor.readers.ink import Ink
from extractor.readers.lattice import Lattice, Slot
from extractor.readers.ocr import Ocr, Reading
from extractor.readers.raster import Pixels

__all__ = ["LeftOver", "Snippet", "cut", "parted", "read_left_over", "recognised"]

_SHARE = 6.0
"""Points of a text box that must lie in a cell for the cell to have a part in it."""

_DASH = 6.0
"""Points: a hyphen is shorter."""

_BARS = frozenset("1lI|丨/\\")
"""What the rest of a ruling or of a stamp is read as."""

_TALL = 1.7
"""A box so many times higher than the usual line holds several lines, or characters under one another."""

_DOUBTED, _DOUBTED_SHORT, _SHORT = 0.8, 0.97, 2
"""Text of a lower score is recognised again from a larger picture; one or two characters sooner than a line."""

_FUSED = re.compile(r"[\d%] ?[\u4e00-\u9fff]|[\u4e00-\u9fff] ?-?\d")
_PAPER = 0.6
"""Of a line's height: paper between a number and a name that stand in two columns; the signs of one text are closer."""

_UNDER, _LINE = 0.5, 0.25
"""Of the smaller box: so much of its width is shared, and so much of its height not, by lines that stand under one another."""

_ACCEPTED = 0.5
_ACCEPTED_BESIDE = 0.75
"""Left-over ink: beside text that was read, only a sure reading is taken."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """A stretch of one text line within one cell (or none); the box is in pixels of the straightened page."""

    box: Box
    slot: Slot | None
    text: str = ""
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class LeftOver:
    """Text of ink that detection missed, and the cells (by id) whose ink gave none."""

    snippets: list[Snippet]
    unread: set[int]


def cut(boxes: Iterable[Box], tables: Sequence[Lattice], ink: Ink, scale: float) -> list[Snippet]:
    """The boxes, each part within one cell and one line."""
    boxes = list(boxes)
    slots = [(tuple(value * scale for value in slot.box), slot) for table in tables for slot in table.slots]
    usual = median(box[3] - box[1] for box in boxes) if boxes else 0.0
    parts = (part for box in boxes for part in _parts(box, slots, scale))
    return [line for part in parts for line in _lines(part, ink, usual, scale)]


def _parts(box: Box, slots: Sequence[tuple[tuple[float, ...], Slot]], scale: float) -> Iterator[Snippet]:
    found = False
    least_width = min(_SHARE * scale, 0.5 * (box[2] - box[0]))
    least_height = min(_SHARE * scale, 0.5 * (box[3] - box[1]))
    for (x0, y0, x1, y1), slot in slots:
        a, b, c, d = max(x0, box[0]), max(y0, box[1]), min(x1, box[2]), min(y1, box[3])
        if c - a >= least_width and d - b >= least_height:
            found = True
            yield Snippet((a, b, c, d), slot)
    if not found:
        yield Snippet(box, None)


def _lines(part: Snippet, ink: Ink, usual: float, scale: float) -> Iterator[Snippet]:
    """The part, or the lines in it if it is too high for one. Detected boxes are a good third higher than their text."""
    x0, y0, x1, y1 = part.box
    tall = y1 - y0 > _TALL * usual or y1 - y0 > _TALL * (x1 - x0)
    lines = ink.lines(part.box, 0.8 * usual) if tall else []
    if len(lines) < 2:
        yield part
        return
    edges = [y0, *((above[3] + below[1]) / 2 for above, below in pairwise(lines)), y1]
    for (a, b, c, d), (top, bottom) in zip(lines, pairwise(edges), strict=True):
        pad = max(1.2 * scale, (0.75 * usual - (d - b)) / 2)  # 一 needs the paper above and below to be seen as one
        yield Snippet((a, max(top, b - pad), c, min(bottom, d + pad)), part.slot)


def recognised(snippets: Iterable[Snippet], ink: Ink, ocr: Ocr) -> list[Snippet]:
    """The snippets with their text; boxes drawn tight around the ink."""
    kept = [snippet for snippet in snippets if ink.extent(snippet.box) is not None]
    pad = 0.8 * ink.scale
    readings = ocr.recognise([ink.crop(snippet.box, pad) for snippet in kept])
    doubted = [i for i, reading in enumerate(readings) if _is_doubted(reading)]
    again = ocr.recognise([_enlarged(ink, kept[i]) for i in doubted])
    for i, reading in zip(doubted, again, strict=True):
        if reading.text.strip() and reading.score > readings[i].score:
            readings[i] = reading
    read = [_read(snippet, reading, ink) for snippet, reading in zip(kept, readings, strict=True)]
    return _with_dashes(_apart(read, ink), ink)


def parted(snippets: Iterable[Snippet], ink: Ink, ocr: Ocr) -> list[Snippet]:
    """The snippets, those of no cell that run over from a number to a name or back each in two, where paper shows between.

    Parts that do not read as the whole did are no texts of their own.
    """
    out: list[Snippet] = []
    for snippet in snippets:
        fused = snippet.slot is None and _FUSED.search(snippet.text)
        boxes = ink.parts(snippet.box, _PAPER * (snippet.box[3] - snippet.box[1])) if fused else []
        parts = recognised([Snippet(box, None) for box in boxes], ink, ocr) if len(boxes) > 1 else []
        out += parts if _signs(part.text for part in parts) == _signs([snippet.text]) else [snippet]
    return out


def _signs(texts: Iterable[str]) -> str:
    return "".join("".join(texts).split())


def _apart(snippets: Sequence[Snippet], ink: Ink) -> list[Snippet]:
    """The snippets, those of one cell that reach into the line above or below cut between them: close lines would else be one."""
    out = list(snippets)
    by_top = sorted(range(len(out)), key=lambda i: out[i].box[1])
    for n, i in enumerate(by_top):
        for j in by_top[n + 1 :]:
            upper, lower = out[i], out[j]
            if lower.box[1] >= upper.box[3]:
                break
            if upper.slot is lower.slot and _are_lines(upper.box, lower.box):
                at = _between(upper.box, lower.box, ink)
                out[i], out[j] = _tight(upper, (*upper.box[:3], at), ink), _tight(lower, (lower.box[0], at, *lower.box[2:]), ink)
    return out


def _are_lines(upper: Box, lower: Box) -> bool:
    """Whether boxes that overlap stand under one another."""
    shared = min(upper[2], lower[2]) - max(upper[0], lower[0])
    apart = min(lower[1] - upper[1], lower[3] - upper[3])
    least_width, least_height = (min(box[n + 2] - box[n] for box in (upper, lower)) for n in (0, 1))
    return shared > _UNDER * least_width and apart > _LINE * least_height


def _between(upper: Box, lower: Box, ink: Ink) -> float:
    """Where paper shows in what two boxes share, or half way down."""
    bands = ink.bands((min(upper[0], lower[0]), lower[1], max(upper[2], lower[2]), upper[3]))
    gaps = [(below[1] - above[3], (below[1] + above[3]) / 2) for above, below in pairwise(bands)]
    return max(gaps)[1] if gaps else (lower[1] + upper[3]) / 2


def _tight(snippet: Snippet, box: Box, ink: Ink) -> Snippet:
    return replace(snippet, box=ink.extent(box) or snippet.box)


def _with_dashes(snippets: Sequence[Snippet], ink: Ink) -> list[Snippet]:
    crowd = Counter(id(snippet.slot) for snippet in snippets if snippet.slot is not None)
    return [_dashed(snippet, ink) if crowd[id(snippet.slot)] == 1 else snippet for snippet in snippets]


def _dashed(snippet: Snippet, ink: Ink) -> Snippet:
    """A wide even bar alone in its cell is a dash for "nothing", not 一."""
    is_wide = snippet.box[2] - snippet.box[0] > _DASH * ink.scale
    return replace(snippet, text="—") if snippet.text.strip() in set("一-－—") and is_wide and ink.is_dash(snippet.box) else snippet


def _is_doubted(reading: Reading) -> bool:
    return reading.score < (_DOUBTED_SHORT if len(reading.text) <= _SHORT else _DOUBTED)


def _enlarged(ink: Ink, snippet: Snippet) -> Pixels:
    box = ink.extent(snippet.box) or snippet.box
    height = box[3] - box[1]
    crop = ink.crop(
        box, max(0.35 * height + 1.5 * ink.scale, (0.8 * (box[2] - box[0]) - height) / 2 if height < 3 * ink.scale else 0)
    )
    return np.asarray(cv2.resize(crop, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC), np.uint8)


def _read(snippet: Snippet, reading: Reading, ink: Ink) -> Snippet:
    """The snippet as read. Recognition confuses ＝ and 二, 1 and /, — and -, which their shape tells apart."""
    box, text = ink.extent(snippet.box) or snippet.box, reading.text
    if text.strip() == "二" and ink.is_equals_sign(box):
        text = "＝"
    elif text.strip() in _BARS and ink.is_slash(box):
        text = "/"
    return replace(snippet, box=box, text=with_dashes(text, box, ink), score=reading.score)


def read_left_over(snippets: Sequence[Snippet], tables: Sequence[Lattice], ink: Ink, ocr: Ocr, scale: float) -> LeftOver:
    """Ink in cells that no text box accounts for, recognised by itself."""
    read = [snippet for snippet in snippets if snippet.text.strip()]
    for snippet in read:
        ink.clear(snippet.box, 1.5 * scale)
    size = median([s.box[3] - s.box[1] for s in read]) if read else 9 * scale
    has_text = {id(s.slot) for s in read if s.slot is not None}
    candidates = [found for table in tables for slot in table.slots for found in _inked(slot, ink, size, scale)]
    found = [_read(s, r, ink) for s, r in zip(candidates, ocr.recognise([_enlarged(ink, s) for s in candidates]), strict=True)]
    kept = [s for s in found if s.text.strip() and _is_accepted(s, size, beside=id(s.slot) in has_text) and not _shows(s, read)]
    unread = {id(s.slot) for s in candidates} - has_text - {id(s.slot) for s in kept}
    beside = [s for s in kept if id(s.slot) in has_text]
    return LeftOver([*beside, *_with_dashes([s for s in kept if id(s.slot) not in has_text], ink)], unread)


def _shows(snippet: Snippet, read: Iterable[Snippet]) -> bool:
    """Whether the box has text in it that was read already: what is left over is dirt around that text."""
    x0, y0, x1, y1 = snippet.box
    middles = ((s.box[0] + s.box[2], s.box[1] + s.box[3]) for s in read if s.slot is snippet.slot)
    return any(2 * x0 < x < 2 * x1 and 2 * y0 < y < 2 * y1 for x, y in middles)


def _is_accepted(snippet: Snippet, size: float, *, beside: bool) -> bool:
    """Beside text, thin marks are more often what is left of a stamp or a line than a sign."""
    if not beside:
        return snippet.score >= _ACCEPTED
    if snippet.text.strip() in _BARS:
        return False
    return snippet.score >= _ACCEPTED_BESIDE and snippet.box[3] - snippet.box[1] >= 0.3 * size


def _inked(slot: Slot, ink: Ink, size: float, scale: float) -> Iterator[Snippet]:
    """Lines of ink well inside the cell that could be text of `size`."""
    x0, y0, x1, y1 = (value * scale for value in slot.box)
    inset = 1.5 * scale
    for band in ink.lines((x0 + inset, y0 + inset, x1 - inset, y1 - inset), 1.1 * size):
        box = ink.extent(band)
        if box is not None and _could_be_text(box[2] - box[0], box[3] - box[1], size):
            yield Snippet(box, slot)


def _could_be_text(width: float, height: float, size: float) -> bool:
    """Neither dust nor what is left of a ruling: a tall hairline would read as 1, a long one as 一."""
    if max(width, height) < 0.35 * size:
        return False
    return not (height > 1.3 * size and width < 0.3 * size) and not (width > 2.5 * size and height < 0.25 * size)
