"""A PDF page with a text layer to a page of the document: text as the file has it, sorted by where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

import pymupdf

from extractor.document import BLANKS, Box, Page, Piece
from extractor.readers.capped import Placed, with_labels
from extractor.readers.compose import Filled, SlotFinder, compose
from extractor.readers.flats import loose
from extractor.readers.frames import Frame
from extractor.readers.lattice import Slot, drawn
from extractor.readers.layer import Glyph, Layer
from extractor.readers.open_tables import open_tables
from extractor.readers.runs import Run, visual_lines
from extractor.readers.vectors import rulings_of

__all__ = ["read_digital"]

_TOLERANCE = 2.5
_BRIDGE = 4.0
_PICTURED = 0.15
"""From this part of the page on an image may hold a table; less is a logo or a seal."""

_GAP = 0.9
"""In em: a wider gap between two glyphs parts two runs."""

_NARROW = 0.5
"""In em: so near one another two columns of a table without rulings may stand."""


def read_digital(page: pymupdf.Page, layer: Layer, number: int, frame: Frame) -> Page:
    """Blocks of an upright page; `frame` leads back to the page as it is shown."""
    rulings = rulings_of(page)
    boxes = drawn(rulings, tolerance=_TOLERANCE, bridge=_BRIDGE)
    tables = [box for box in boxes if len(box.slots) > 1]
    finder, filled, outside = SlotFinder(tables), dict[int, tuple[Slot, list[Glyph]]](), list[Glyph]()
    for _, word in groupby(layer.glyphs, key=lambda glyph: glyph.word):
        glyphs = list(word)
        slot = _home(glyphs, finder)
        if slot is None:
            outside += glyphs
        else:
            filled.setdefault(id(slot), (slot, []))[1].extend(glyphs)
    cells = [Filled(slot, list(_runs(glyphs, number, frame))) for slot, glyphs in filled.values()]
    plain = list(_runs(outside, number, frame))
    capped = with_labels(Placed(tables, cells, plain), [box for box in boxes if len(box.slots) == 1])
    placed = capped or Placed(tables, cells, plain)
    flats = loose(rulings, placed.tables, _TOLERANCE, _BRIDGE)
    found, rest = open_tables(capped.outside if capped else _runs(outside, number, frame, _NARROW), flats)
    blocks = compose(
        [*placed.tables, *(table.lattice for table in found)],
        [*placed.filled, *(item for table in found for item in table.filled)],
        rest if found else placed.outside,
    )
    return Page(number, blocks, "digital", notes=tuple(_notes(layer)))


def _notes(layer: Layer) -> Iterator[str]:
    if layer.hidden:
        yield f"有 {layer.hidden} 个看不见的字符（隐藏、白色或极小），未采用"
    if layer.pictured >= _PICTURED:
        yield f"页面约 {layer.pictured:.0%} 是图片，图片里的文字未读取"


def _home(word: Sequence[Glyph], finder: SlotFinder) -> Slot | None:
    """The slot that holds most of the word: a number too wide for its column is not cut."""
    slots = [finder.at((g.box[0] + g.box[2]) / 2, (g.box[1] + g.box[3]) / 2) for g in word]
    return max(slots, key=slots.count)


def _runs(glyphs: Iterable[Glyph], number: int, frame: Frame, gap: float = _GAP) -> Iterator[Run]:
    for line in visual_lines(glyphs):
        group: list[Glyph] = []
        for glyph in _without_guesses(line):
            if group and glyph.box[0] - group[-1].box[2] > gap * glyph.em:
                yield from _run(group, number, frame)
                group = []
            group.append(glyph)
        yield from _run(group, number, frame)


def _without_guesses(line: Sequence[Glyph]) -> Iterator[Glyph]:
    """Blanks that MuPDF guessed from gaps stay between Latin letters only: justified Chinese has such gaps anywhere."""
    for i, glyph in enumerate(line):
        if not glyph.guessed or (0 < i < len(line) - 1 and all(g.char.isascii() for g in (line[i - 1], line[i + 1]))):
            yield glyph


def _run(group: Sequence[Glyph], number: int, frame: Frame) -> Iterator[Run]:
    text = "".join(glyph.char for glyph in group)
    start, end = len(text) - len(text.lstrip(BLANKS)), len(text.rstrip(BLANKS))
    if start < end:
        kept = group[start:end]
        piece = Piece.join(_stretch(list(glyphs), number, frame) for _, glyphs in groupby(kept, key=_is_narrow))
        yield Run(piece, _around([glyph.box for glyph in kept]), max(glyph.em for glyph in kept))


def _is_narrow(glyph: Glyph) -> bool:
    """Figures and Latin letters are narrower than Chinese: each stretch knows its place, so that a figure can be cut out."""
    return glyph.char.isascii()


def _stretch(glyphs: Sequence[Glyph], number: int, frame: Frame) -> Piece:
    return frame.piece("".join(glyph.char for glyph in glyphs), number, _around([glyph.box for glyph in glyphs]))


def _around(boxes: Sequence[Box]) -> Box:
    return (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
