"""A table of amounts that says its title and its header again on every page: the pages are one table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.document import Piece
from extractor.normalise.text import key
from extractor.segment.flow import Row, onto
from extractor.segment.region import Region

__all__ = ["paged"]


def _said(pieces: Sequence[Piece]) -> list[str]:
    return [key(piece.text) for piece in pieces]


def _texts(row: Row) -> list[str]:
    return [key(cell.text) for cell in row.filled]


def _header(rows: Sequence[Row], others: Sequence[Row]) -> int:
    """How many rows both begin with."""
    pairs = zip(rows, others, strict=False)
    return next((n for n, (row, other) in enumerate(pairs) if _texts(row) != _texts(other)), min(len(rows), len(others)))


def _names(rows: Sequence[Row]) -> set[str]:
    """What each row begins with: its code, its number in the list, or its name."""
    return {key(row.filled[0].text) for row in rows if row.filled}


def _goes_on(part: Region, before: Region) -> bool:
    """Whether `part` stands on a later page under the same title, lines and header, and none of its rows was there before.

    A table of another unit under the same title counts its rows anew, or has a total again.
    """
    if part.title is None or before.title is None or not part.rows or before.tail:
        return False
    if key(part.title.text) != key(before.title.text) or _said(part.head) != _said(before.head):
        return False
    header = _header(part.rows, before.rows)
    own = _names(part.rows[header:])
    later = part.rows[0].page > before.rows[-1].page
    return later and header > 0 and bool(own) and own.isdisjoint(_names(before.rows[header:]))


def paged(parts: Sequence[Region]) -> list[Region]:
    """The parts with each table whole; one whose rulings stand elsewhere stays for itself."""
    whole: list[Region] = []
    for part in parts:
        before = whole[-1] if whole else None
        moved = onto(part.rows, before.rows) if before is not None and _goes_on(part, before) else None
        if before is None or moved is None:
            whole.append(part)
            continue
        before.rows += [replace(row, grid=before.rows[-1].grid) for row in moved]
        before.tail += part.tail
    return whole
