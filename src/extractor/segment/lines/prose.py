"""Prose around the tables as paragraphs: lines that the page broke are joined, sections that define terms are told."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from extractor.document import Box, Document, Grid, Line, Piece
from extractor.normalise.lexicon import LEXICON
from extractor.normalise.quantities import find_quantities
from extractor.normalise.text import key
from extractor.segment.lines.definitions import is_term_alone, names_term

__all__ = ["Paragraph", "paragraphs"]

_DEFINITIONS = re.compile(LEXICON["prose"]["definitions"])
_ENDS, _CAPTION = re.compile(LEXICON["definitions"]["ends"]), re.compile(LEXICON["definitions"]["captions"])
_LEADER = re.compile(r"[.．·…]{2,}\s*\d*$")
_TITLES = 6
"""Paragraphs that may stand between the first line over a grid and the grid: number, title, who fills it, unit."""
_RANKS = ("第N部", "N、", "(N)")
_ORDINAL = re.compile(r"^(第?[一二三四五六七八九十]+[、.．部]|[（(][一二三四五六七八九十]+[）)]|\d{1,2}[、.．])")
_HEADING_LENGTH = 30
_FULL, _INDENT, _APART = 2.5, 1.2, 1.8
"""In em: how near the right margin a line ends that goes on; how far a first line stands in; what gap parts paragraphs."""
_MOSTLY_FULL = 0.85
"""Of the width between the margins: a line as long as that which ends in no stop goes on, whatever its indent."""
_STOPS = "。！？；;：:"
_SEMICOLONS = ("；", ";")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. `defines` is set in a section that explains terms: nothing there is stated as a fact."""

    piece: Piece
    defines: bool = False


def _is_heading(text: str) -> bool:
    folded = key(text)
    return 0 < len(folded) <= _HEADING_LENGTH and folded[-1] not in "。；;，," and "。" not in folded


def _level(text: str) -> str:
    """The kind of number before a heading: 一、 (一) 1. or none."""
    match = _ORDINAL.match(key(text))
    return re.sub(r"[一二三四五六七八九十\d]+", "N", match.group()) if match else ""


def _margins(lines: Sequence[Line]) -> tuple[float, float]:
    """Left and right margin of a page's text: where most lines begin, and where the longest end."""
    boxes = [line.box for line in lines if line.box]
    lefts = Counter(round(box[0] / 4) for box in boxes)
    common = [left for left, times in lefts.items() if times >= max(2, lefts.most_common(1)[0][1] / 4)] or list(lefts)
    return min(common) * 4.0, max(box[2] for box in boxes)


def _goes_on(before: Line, after: Line, margins: tuple[float, float], after_margins: tuple[float, float]) -> bool:
    """Whether the page broke a paragraph between two lines."""
    if before.box is None or after.box is None:
        return False
    text, em = key(before.piece.text), before.box[3] - before.box[1]
    if _gap(before.box, after.box) > _APART * em or (text[-1:] in _STOPS and _ORDINAL.match(key(after.piece.text))):
        return False
    if _ORDINAL.match(text) and _is_heading(text) and len(text) > 1:
        return False
    if text[-1:] not in _STOPS and before.box[2] >= margins[0] + _MOSTLY_FULL * (margins[1] - margins[0]):
        return True  # a sentence that runs on, however its lines are set
    indented = after.box[0] > after_margins[0] + _INDENT * em
    return before.box[2] >= margins[1] - _FULL * em and not indented


def _gap(before: Box, after: Box) -> float:
    """The space between two lines of a page; 0 over a page break."""
    return max(0.0, after[1] - before[3])


def _joined(document: Document) -> Iterator[Piece | None]:
    """Paragraphs in reading order, None where a grid stands between; one may run over a page break."""
    whole: list[Piece] = []
    last: tuple[Line, tuple[float, float]] | None = None
    for page in document.pages:
        lines = [block for block in page.blocks if isinstance(block, Line) and block.piece.strip()]
        margins = _margins(lines) if any(line.box for line in lines) else (0.0, 0.0)
        for block in page.blocks:
            goes_on = isinstance(block, Line) and last is not None and _goes_on(last[0], block, last[1], margins)
            if whole and not goes_on:
                yield Piece.join(whole)
                whole, last = [], None
            if isinstance(block, Grid):
                yield None
            elif block.piece.strip():
                whole.append(block.piece.strip())
                last = block, margins
    if whole:
        yield Piece.join(whole)


def _is_item(piece: Piece) -> bool:
    """Whether a paragraph ends in a semicolon behind an amount: a sentence goes on in the next."""
    return piece.text[-1:] in _SEMICOLONS and any(find_quantities(piece.text))


def _listed(pieces: Iterable[Piece | None]) -> Iterator[Piece | None]:
    """The paragraphs with each list of amounts as the one sentence that it is, however many lines its items have."""
    items: list[Piece] = []
    for piece in pieces:
        goes_on = piece is not None and any(find_quantities(piece.text)) and not _ORDINAL.match(key(piece.text))
        if items and not goes_on:
            yield Piece.join(items)
            items = []
        if piece is not None and _is_item(piece):
            items.append(piece)
        else:
            yield Piece.join([*items, piece]) if piece is not None else None
            items = []
    if items:
        yield Piece.join(items)


def paragraphs(document: Document) -> list[Paragraph]:
    """All running text outside grids, with what stands in sections of definitions told."""
    found = []
    section = _Section()
    pieces = list(_listed(_joined(document)))
    for number, piece in enumerate(pieces):
        if piece is None:
            section.close()
        else:
            section.take(piece.text, pieces[number + 1 : number + 1 + _TITLES])
            found.append(Paragraph(piece, section.level is not None))
    return found


@dataclass(slots=True)
class _Section:
    """A section of definitions, open while `level`, the kind of number of its heading, is set.

    It ends at the next heading of its kind or a higher one, at a grid and what heads that, and at the line that says who to ask.
    """

    level: str | None = None

    def close(self) -> None:
        """What follows is no definition."""
        self.level = None

    def take(self, text: str, after: Sequence[Piece | None]) -> None:
        """Opens or closes by a paragraph; `after` are those behind it."""
        if _is_heading(text) and _DEFINITIONS.search(key(text)) and not _LEADER.search(key(text)):
            self.level = _level(text)
        elif self.level is not None and self._ends_at(text, after):
            self.close()

    def _ends_at(self, text: str, after: Sequence[Piece | None]) -> bool:
        if _ENDS.match(key(text)) or (_is_heading(text) and _CAPTION.fullmatch(key(text))):
            return True
        follows = after[0].text if after and after[0] else ""
        if not _is_heading(text) or names_term(text) or is_term_alone(text, follows):
            return False
        return self._is_above(_level(text)) or _heads_grid(after)

    def _is_above(self, level: str) -> bool:
        """Whether a heading is of the section's kind, or of a higher one; without number it is as high as that of the section."""
        rank, own = _rank(level), _rank(self.level or "")
        return level == self.level or (rank is not None and own is not None and rank < own)


def _rank(level: str) -> int | None:
    """How highly a kind of number ranks; None without one."""
    known = level.replace("（", "(").replace("）", ")").replace(".", "、").replace("．", "、")
    return _RANKS.index(known) if known in _RANKS else len(_RANKS) if known else None


def _heads_grid(after: Sequence[Piece | None]) -> bool:
    """Whether a grid is among what follows, with nothing but headings before it: titles, a line of the unit."""
    for piece in after:
        if piece is None:
            return True
        if not _is_heading(piece.text) or _ORDINAL.match(key(piece.text)):
            return False
    return False
