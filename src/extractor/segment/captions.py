"""A table of amounts that says its title within its grid: alone from edge to edge in the first row, or with the unit beside it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from extractor.document import Piece
from extractor.normalise.text import key
from extractor.segment.flow import Item, Row
from extractor.segment.lines.titles import is_heading, says_unit
from extractor.segment.money.amounts import find_amounts
from extractor.segment.region import about_targets

__all__ = ["Caption", "captions_of"]

Caption = tuple[Piece, ...]
"""A title and the unit beside it; nothing where a further page of the grid says again what the first one said."""


def captions_of(items: Sequence[Item]) -> dict[int, Caption]:
    """The rows of the stream that are captions, by their places in it."""
    found: dict[int, Caption] = {}
    for number, run in groupby(enumerate(items), lambda pair: pair[1].grid if isinstance(pair[1], Row) else None):
        if number is not None:
            found |= _captions([(n, item) for n, item in run if isinstance(item, Row)])
    return found


def _captions(placed: Sequence[tuple[int, Row]]) -> dict[int, Caption]:
    """The caption of one grid and where it is said again; none unless all that is left is a table of amounts."""
    caption = _caption(placed[0][1])
    if not caption:
        return {}
    said = _texts(placed[0][1])
    again: dict[int, Caption] = {n: () for n, row in placed[1:] if _texts(row) == said}
    table = find_amounts([row for n, row in placed[1:] if n not in again])
    is_found = table is not None and not about_targets([*said, *table.headings])
    return {placed[0][0]: caption} | again if is_found else {}


def _caption(row: Row) -> Caption:
    """The texts of a row that is nothing but a heading from edge to edge, or one and the unit of the money."""
    pieces = tuple(cell.piece.strip() for cell in row.filled)
    if not pieces or not is_heading(pieces[0].text) or row.filled[0].column != 0:
        return ()
    if len(pieces) == 1:
        return pieces if len(row.cells) == 1 and row.cells[0].column_span > 1 else ()
    return pieces if len(pieces) == 2 and says_unit(pieces[1].text) else ()


def _texts(row: Row) -> list[str]:
    return [key(cell.text) for cell in row.filled]
