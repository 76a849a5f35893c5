"""Runs of text on a page, before they stand in a cell or a line: the common ground of digital pages and scans.

A run's box lies in the working frame, where text is upright and straight; its piece already carries places on the page as it is
shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from extractor.document import BLANKS, Box, Piece, char_width

__all__ = ["FAR", "Placed", "Run", "is_number", "merged", "split_at_blanks", "visual_lines"]

FAR = 2.0
"""Stretches of one line that are so many em apart say different things ("编制单位" left, "单位：万元" right)."""

_WIDE_BLANK = re.compile(r"[ \u3000\xa0\t]{2,}")

_NUMBER = re.compile(r"[-+−—]?[¥￥]?[\d,，.]+[%％]?")

_SAME_LINE = 0.5
"""Runs are on one line if their middles differ by less than this part of the smaller height."""

_BLANK_GAP = 0.9
"""A gap of so many em between two runs of one line is shown as a blank."""


class Placed(Protocol):
    """Anything with a box in the working frame."""

    @property
    def box(self) -> Box:
        """The thing's box."""
        ...


_PlacedT = TypeVar("_PlacedT", bound=Placed)


@dataclass(frozen=True, slots=True)
class Run:
    """Text without line breaks; `em` is the size of its characters."""

    piece: Piece
    box: Box
    em: float

    @property
    def text(self) -> str:
        """The characters."""
        return self.piece.text

    @property
    def middle(self) -> float:
        """Half way down the box."""
        return _middle(self)


def visual_lines(items: Iterable[_PlacedT]) -> list[list[_PlacedT]]:
    """Runs or glyphs by the line they stand on, top to bottom, each line left to right."""
    lines: list[list[_PlacedT]] = []
    middle = low = 0.0
    for item in sorted(items, key=_middle):
        here, height = _middle(item), item.box[3] - item.box[1]
        if lines and here - middle < _SAME_LINE * min(height, low):
            lines[-1].append(item)
            middle += (here - middle) / len(lines[-1])
            low = min(low, height)
        else:
            lines.append([item])
            middle, low = here, height
    return [sorted(line, key=lambda item: item.box[0]) for line in lines]


def _middle(item: Placed) -> float:
    return (item.box[1] + item.box[3]) / 2


def merged(line: Sequence[Run]) -> Run:
    """The runs of one line as one, a blank where a gap shows."""
    piece, before = line[0].piece, line[0]
    for run in line[1:]:
        gap = run.box[0] - before.box[2]
        glued = gap < _BLANK_GAP * min(run.em, before.em) or piece.text[-1:].isspace() or run.text[:1].isspace()
        piece, before = Piece.join((piece, run.piece), "" if glued else " "), run
    boxes = [run.box for run in line]
    box = (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
    return Run(piece, box, max(run.em for run in line))


def split_at_blanks(run: Run) -> Iterator[Run]:
    """The parts of a run that many blanks in its text part."""
    starts, ends = [0], list[int]()
    for match in _WIDE_BLANK.finditer(run.text.rstrip(BLANKS)):
        if char_width(match.group()) >= FAR and match.start() > 0:
            ends.append(match.start())
            starts.append(match.end())
    for start, end in zip(starts, [*ends, len(run.text)], strict=True):
        part = run.piece.slice(start, end).strip(BLANKS)
        if part:
            yield Run(part, _span(run, start, end), run.em)


def _span(run: Run, start: int, end: int) -> Box:
    """The part of the run's box that its characters [start, end) take."""
    x0, y0, x1, y1 = run.box
    whole = char_width(run.text) or 1.0
    left, right = char_width(run.text[:start]), char_width(run.text[:end])
    return (x0 + (x1 - x0) * left / whole, y0, x0 + (x1 - x0) * right / whole, y1)


def is_number(text: str) -> bool:
    """Whether a text is nothing but an amount, a code or a percentage."""
    return bool(_NUMBER.fullmatch(text.strip(BLANKS)))
