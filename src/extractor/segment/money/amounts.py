"""A table of amounts: header rows over columns, and under them rows of codes, names and numbers. By structure alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractor.document import Cell, Piece
from extractor.normalise.shapes import Shape, shape
from extractor.normalise.text import key
from extractor.normalise.totals import TOTALS
from extractor.segment.flow import Row
from extractor.segment.lines.titles import says_unit
from extractor.segment.money.classed import with_class_rows
from extractor.segment.money.stacked import Block, fold, halves, stacked
from extractor.segment.rows.headings import column_starts, heading_path

__all__ = ["AmountColumn", "AmountTable", "find_amounts"]

_STUB_HEADER = re.compile(r"(.*(科目|项目|单位|部门|分类))?(编码|代码|名称)|类|款|项|.{0,2}项目|科目|序号|行次|栏次|.*分类.*科目")
"""What heads a column of codes or names: it may stand in a header row that has nothing over the amounts."""

_MONEY_HEADER = re.compile(r"合计|小计|总计|收入|支出|预算|决算|经费|金额|拨款|资金")
"""What heads an amount column, for tables that are empty."""

_NUMERIC: frozenset[Shape] = frozenset({"number", "phone", "code"})
_AMOUNT_SHAPES: frozenset[Shape] = frozenset({"number", "quantity", "blank"})
_MOSTLY = 0.9
_MAX_HEADER = 5
_MIN_EMPTY = 4
"""Columns of a table that has headings and nothing under them."""


@dataclass(frozen=True, slots=True)
class AmountColumn:
    """A column with the texts that stand over it, outermost heading first."""

    path: tuple[Piece, ...]
    start: int


@dataclass(frozen=True, slots=True)
class AmountTable:
    """`cells[i][j]` is what stands in body row i under column j; None where nothing can stand (a cell merged from the left)."""

    columns: tuple[AmountColumn, ...]
    cells: tuple[tuple[Cell | None, ...], ...]
    header: int

    @property
    def headings(self) -> list[str]:
        """All that stands over the columns."""
        return [piece.text for column in self.columns for piece in column.path]

    def texts(self, column: int) -> list[str]:
        """The texts of a column."""
        return [cell.text for row in self.cells if (cell := row[column]) is not None]


def _texts(row: Row) -> list[str]:
    return [key(cell.text) for cell in row.filled]


def _is_numbering(row: Row) -> bool:
    """Whether a row only numbers the columns: 栏次 1 2 3 …, 1 2 3=4+5."""
    numbers = [text for text in _texts(row) if text[:1].isdigit()]
    heads = [int(match.group()) for text in numbers if (match := re.match(r"\d{1,2}(?!\d|[.,]\d)", text))]
    return len(numbers) == len(heads) >= 2 and heads == list(range(heads[0], heads[0] + len(heads))) and heads[0] <= 1


def _is_body(row: Row) -> bool:
    """Whether a row holds contents: a number stands in it, or it is a total that was left blank."""
    texts = _texts(row)
    if _is_numbering(row):
        return False
    return any(shape(text) in _NUMERIC for text in texts) or (bool(texts) and all(text in TOTALS for text in texts))


def _first_body(rows: Sequence[Row]) -> int | None:
    """Where the contents begin: at the first number, or before it where names without amounts stand under a whole header."""
    first = next((i for i, row in enumerate(rows[: _MAX_HEADER + 1]) if _is_body(row)), None)
    if first is None:
        return len(rows) if len(rows) <= _MAX_HEADER else None
    named = {c.column for row in rows[first:] for c in row.filled if shape(c.text) in ("text", "long")}
    while first > 1 and _is_names_only(rows[first - 1], named):
        first -= 1
    return first


def _is_names_only(row: Row, named: set[int]) -> bool:
    filled = row.filled
    of_names = all(cell.column in named and not _STUB_HEADER.fullmatch(key(cell.text)) for cell in filled)
    blank = [c for c in row.cells if not c.piece and c.column not in named]
    return bool(filled) and of_names and bool(blank)


def _cells(row: Row, starts: Sequence[int]) -> tuple[Cell | None, ...]:
    ends = [*starts[1:], 10**6]
    own = [[c for c in row.all_cells if start <= c.column < end] for start, end in zip(starts, ends, strict=True)]
    return tuple(next((c for c in cells if c.piece), cells[0]) if cells else None for cells in own)


def _is_repeated(row: Row, header: Sequence[Row]) -> bool:
    return any(_texts(row) == _texts(other) for other in header) or _is_numbering(row)


def _speaks_of_money(table: AmountTable) -> bool:
    return sum(bool(_MONEY_HEADER.search(key(piece.text))) for column in table.columns for piece in column.path) >= 2


def _is_worded(kinds: Sequence[Shape]) -> bool:
    """Whether at least half of what stands in a column are words."""
    filled = [kind for kind in kinds if kind != "blank"]
    return bool(filled) and 2 * sum(kind in ("text", "long") for kind in filled) >= len(filled)


def _is_of_amounts(table: AmountTable) -> bool:
    """Whether nearly all that stands right of the names are numbers or blanks, and some column is named."""
    kinds = [[shape(text) for text in table.texts(j)] for j in range(len(table.columns))]
    stub = next((j for j, found in enumerate(kinds) if any(s in ("text", "long") for s in found)), -1)
    worded = [j for j, found in enumerate(kinds) if _is_worded(found)]
    countable = [
        j for j, column in enumerate(table.columns) if not (column.path and _STUB_HEADER.fullmatch(key(column.path[-1].text)))
    ]
    if not any(s != "blank" for j in countable for s in kinds[j]) and not _speaks_of_money(table):
        return False
    rest = [s for j, found in enumerate(kinds) if j not in worded for s in found if j > stub]
    if not table.cells:
        return len(table.columns) >= _MIN_EMPTY
    if not rest or sum(j in countable for j in worded) > len(table.columns) / 2:
        return False
    amounts = sum(s in _AMOUNT_SHAPES for s in rest)
    return amounts >= _MOSTLY * len(rest) and sum(bool(column.path) for column in table.columns) >= 2


def find_amounts(rows: Sequence[Row]) -> AmountTable | None:
    """The table of amounts that `rows` are as a whole; None where they are something else."""
    rows = [row for row in rows if row.filled]
    first = _first_body(rows)
    if not first:
        return None
    header = [row for row in rows[:first] if not _is_numbering(row)]
    body = [row for row in rows[first:] if not _is_repeated(row, header)]
    if not header:
        return None
    table = _whole(stacked(header, body), first)
    return table if _is_of_amounts(table) else None


def _whole(blocks: Sequence[Block], first: int) -> AmountTable:
    """The table with the column of its classes, that few rows begin, if it has one; else as most of its rows are."""
    body = [row for block in blocks for row in block.body]
    starts = column_starts(blocks[0].header, body)
    left = min((cell.column for row in body for cell in row.cells), default=0)
    return _classed(_table(blocks, sorted({left, *starts}), first)) or _folded(_table(blocks, starts, first))


def _table(blocks: Sequence[Block], starts: Sequence[int], first: int) -> AmountTable:
    """The table of the rows in `blocks`; those one under another become blocks side by side, that each has its own columns."""
    columns: list[AmountColumn] = []
    cells: list[tuple[Cell | None, ...]] = []
    for n, block in enumerate(blocks):
        before, after = ((None,) * (len(starts) * others) for others in (n, len(blocks) - n - 1))
        cells += [(*before, *_cells(row, starts), *after) for row in block.body]
        columns += _columns(block.header, starts, is_only=len(blocks) == 1)
    return AmountTable(tuple(columns), tuple(cells), first)


def _columns(header: Sequence[Row], starts: Sequence[int], *, is_only: bool) -> list[AmountColumn]:
    """The columns under a header; where there are several, the heading of the names tells the amounts of one from the other's."""
    paths = [tuple(piece for piece in heading_path(header, start) if not says_unit(piece.text)) for start in starts]
    over = () if is_only else paths[0]
    named = [
        path if n == 0 or (path and _STUB_HEADER.fullmatch(key(path[-1].text))) else (*over, *path) for n, path in enumerate(paths)
    ]
    return [AmountColumn(path, start) for path, start in zip(named, starts, strict=True)]


def _folded(table: AmountTable) -> AmountTable:
    """One list printed in halves side by side as the one list that it is."""
    size = halves(["/".join(key(piece.text) for piece in column.path) for column in table.columns], table.cells)
    return table if size is None else replace(table, columns=table.columns[:size], cells=tuple(fold(table.cells, size)))


def _classed(table: AmountTable) -> AmountTable | None:
    """A table with classes beside their items as one list of both; None where it has none."""
    found = with_class_rows(table.cells)
    if found is None:
        return None
    column, cells = found
    return replace(table, columns=(*table.columns[:column], *table.columns[column + 1 :]), cells=cells)
