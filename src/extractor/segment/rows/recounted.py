"""A grid that holds running text: a number, what a paragraph is about, the paragraph. It is no form."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.document import Piece
from extractor.normalise.text import key
from extractor.segment.flow import Row
from extractor.segment.rows.serials import is_serial

__all__ = ["recounted"]

_MIN_ROWS = 3
_MAX_COLUMNS = 3
_ABOUT = 16
"""Characters of what a paragraph is about, at most."""


def _is_told(row: Row) -> bool:
    """Whether a row ends in sentences, and what stands before them is short."""
    *about, text = [key(cell.text) for cell in row.filled]
    return "。" in text and len(text) > _ABOUT and all(len(said) <= _ABOUT for said in about)


def recounted(rows: Sequence[Row]) -> list[Piece]:
    """The paragraphs of a grid whose rows are numbered and end in sentences under headings; none where it is another grid."""
    filled = [row for row in rows if row.filled]
    header, body = filled[:1], filled[1:]
    if len(body) < _MIN_ROWS or not 2 <= len(header[0].filled) <= _MAX_COLUMNS:
        return []
    columns = [cell.column for cell in header[0].filled]
    if any([cell.column for cell in row.filled] != columns for row in body) or not all(map(_is_told, body)):
        return []
    numbers = [row.filled[0].text for row in body]
    return [row.filled[-1].piece.strip() for row in body] if is_serial(header[0].filled[0].text, numbers) else []
