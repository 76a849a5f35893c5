"""A Word table as cells on a grid: column spans, vertical merges, rows that begin late, changes that were tracked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from docx.oxml.xmlchemy import BaseOxmlElement

from extractor.readers.word_xml import children, is_on, number_of, w, within

__all__ = ["MOST_COLUMNS", "WordCell", "placed_cells"]

MOST_COLUMNS = 1000
"""Word allows 63: a span beyond this is damage or malice."""


@dataclass(slots=True)
class WordCell:
    """A cell by its top left row and column (0-based). `element` holds what stands in it."""

    row: int
    column: int
    element: BaseOxmlElement
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class _Piece:
    """A `w:tc`: where it begins in its row, and whether it goes on from above."""

    column: int
    span: int
    element: BaseOxmlElement
    continues: bool


def placed_cells(table: BaseOxmlElement) -> list[WordCell]:
    """The cells of a `w:tbl` in row order, each merged cell once. Raises ValueError for a grid no program makes."""
    placed: list[WordCell] = []
    open_cells: dict[int, WordCell] = {}
    for number, row in enumerate(row for row in children(table, "tr") if not _is_deleted(row)):
        above, open_cells = open_cells, {}
        for piece in _pieces(row):
            cell = above.get(piece.column) if piece.continues else None
            if cell is None or cell.column_span != piece.span:  # a merge that goes on from nothing is a cell of its own
                cell = WordCell(number, piece.column, piece.element, column_span=piece.span)
                placed.append(cell)
            else:
                cell.row_span += 1
            open_cells[piece.column] = cell
    return placed


def _is_deleted(row: BaseOxmlElement) -> bool:
    return within(row, "trPr", "del") is not None


def _pieces(row: BaseOxmlElement) -> Iterator[_Piece]:
    column = max(0, number_of(within(row, "trPr", "gridBefore"), 0))
    pending: _Piece | None = None
    for element in children(row, "tc"):
        span = max(1, number_of(within(element, "tcPr", "gridSpan"), 1))
        if column + span > MOST_COLUMNS:
            raise ValueError(f"table with more than {MOST_COLUMNS} columns")
        if pending and _goes_on(element, "hMerge"):  # how files that were once .doc merge cells side by side
            pending = _Piece(pending.column, pending.span + span, pending.element, pending.continues)
        else:
            if pending:
                yield pending
            pending = _Piece(column, span, element, _goes_on(element, "vMerge"))
        column += span
    if pending:
        yield pending


def _goes_on(element: BaseOxmlElement, kind: str) -> bool:
    """Whether a cell is the continuation of a merged one: the switch is there and does not say "restart"."""
    merge = within(element, "tcPr", kind)
    return is_on(merge) and merge is not None and merge.get(w("val"), "continue") != "restart"
