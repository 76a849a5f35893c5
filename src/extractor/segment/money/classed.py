"""Classes of accounts merged down beside their items (301 工资福利支出 | 小计 | …): each becomes the row of its own sum."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractor.document import Cell, Piece
from extractor.normalise.accounts import CLASS, coded_name
from extractor.normalise.shapes import shape
from extractor.normalise.text import key
from extractor.normalise.totals import TOTALS

__all__ = ["with_class_rows"]


Cells = tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the classes stand, and right of them the names of the items and their codes, if these have a column."""

    classes: int
    names: int
    codes: int | None


def with_class_rows(cells: Sequence[Cells]) -> tuple[int, tuple[Cells, ...]] | None:
    """The column of the classes, and the rows without it; None where there is none, or a class has no sum that is its own."""
    width = len(cells[0]) if cells else 0
    column = next((j for j in range(width - 1) if _holds_classes(cells, j)), None)
    columns = None if column is None else _columns(cells, column)
    return None if columns is None else (columns.classes, tuple(_row(row, columns) for row in cells))


def _text(row: Cells, column: int) -> str:
    cell = row[column]
    return key(cell.text) if cell is not None else ""


def _is_sum(row: Cells, column: int) -> bool:
    """Whether what stands next to a column is 小计 or the like."""
    beside = next((text for j in range(column + 1, len(row)) if (text := _text(row, j))), "")
    return beside in TOTALS


def _holds_classes(cells: Sequence[Cells], column: int) -> bool:
    """Whether all that stands in a column are codes with names, each beside a sum where it begins, and totals of the table."""
    classes = 0
    last = None
    for row in cells:
        cell = row[column]
        if cell is None or not cell.piece or cell == last or key(cell.text) in TOTALS:
            continue
        last = cell
        classes += 1
        if coded_name(cell.text.strip()) is None or not _is_sum(row, column):
            return False
    return classes > 0


def _columns(cells: Sequence[Cells], classes: int) -> _Columns | None:
    """The columns right of the classes that name the items; None where nothing does."""
    texts = {
        j: [text for row in cells if (text := _text(row, j)) and text not in TOTALS] for j in range(classes + 1, len(cells[0]))
    }
    names = next((j for j, held in texts.items() if held and all(shape(text) in ("text", "long") for text in held)), None)
    if names is None:
        return None
    beside = (j for j in (names - 1, names + 1) if texts.get(j))
    codes = next((j for j in beside if all(text.isdigit() and len(text) >= CLASS for text in texts[j])), None)
    return _Columns(classes, names, codes)


def _row(row: Cells, columns: _Columns) -> Cells:
    """A row without its class; that of a sum is named after the class, one of the whole table as the class column says."""
    cell = row[columns.classes]
    kept = list(row)
    if cell is not None and key(cell.text) in TOTALS:
        kept[columns.names] = cell
    elif cell is not None and cell.piece and _is_sum(row, columns.classes):
        code, name = _parts(cell.piece.strip())
        kept[columns.names] = replace(cell, piece=Piece.join((code, name)) if columns.codes is None else name)
        if columns.codes is not None:
            kept[columns.codes] = replace(cell, piece=code)
    return tuple(kept[: columns.classes] + kept[columns.classes + 1 :])


def _parts(piece: Piece) -> tuple[Piece, Piece]:
    found = coded_name(piece.text)
    return (piece.slice(*found.span("code")), piece.slice(*found.span("name"))) if found else (Piece(), piece)
