"""Indicators in columns under no header: levels, and behind them what stands in each column tells it: name | ≥ | 30 | 亩 | 20."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from extractor.document import Cell, Piece
from extractor.normalise.levels import is_first_level, is_kind, is_level
from extractor.normalise.numbers import parse_decimal
from extractor.normalise.operators import leading_operator, parse_operator
from extractor.normalise.shapes import may_name, shape
from extractor.normalise.text import key
from extractor.normalise.units import counts
from extractor.segment.flow import Row
from extractor.segment.rows.serials import is_serial
from extractor.segment.tables.asides import names_sum
from extractor.segment.tables.implied import LEVELS, NAME, OPERATOR, POINTS, UNIT, VALUE
from extractor.segment.tables.table import Column, Table

__all__ = ["find_bare"]

_WHOLE = frozenset({Decimal(100), Decimal(90), Decimal(1)})
"""What all points come to: with or without the ten for carrying out the budget."""
_MIN_ROWS, _MIN_CELLS = 3, 3
_MOSTLY = 0.8
_TARGETS = frozenset({"number", "quantity", "date"})


def _edges(row: Row) -> tuple[tuple[int, int], ...]:
    return tuple((cell.column, cell.column_end) for cell in row.all_cells)


def _opens(row: Row) -> bool:
    """Whether a level stands first in a row, or behind its number, merged from above or not."""
    first = [key(cell.text) for cell in row.all_cells][:2]
    counted = len(first) > 1 and first[0].isdigit()
    return bool(first) and is_level(first[1] if counted else first[0])


def _sum(row: Row) -> Decimal | None:
    """The number of a row that only sums up those over it (小计 | 100)."""
    name, *numbers = [cell.text for cell in row.filled] or [""]
    return parse_decimal(numbers[0]) if names_sum(name) and len(numbers) == 1 else None


@dataclass(frozen=True)
class _Run:
    """Rows that keep the same columns and begin with levels; `total` is the number in the row of their sum, if there is one."""

    rows: tuple[Row, ...]
    total: Decimal | None

    @cached_property
    def cells(self) -> tuple[tuple[Cell | None, ...], ...]:
        """The cells of each row; None where one goes on from above."""
        return tuple(tuple(cell if cell in row.cells else None for cell in row.all_cells) for row in self.rows)

    @cached_property
    def columns(self) -> list[list[str]]:
        """The texts of each column, those of merged cells once."""
        return [[key(cell.text) for cell in column if cell is not None] for column in zip(*self.cells, strict=True)]

    def is_own(self, j: int) -> bool:
        """Whether every row has a text of its own in a column."""
        return len(self.columns[j]) == len(self.rows) and all(self.columns[j])

    def is_signs(self, j: int) -> bool:
        """Whether a column holds nothing but operators, in half of the rows or more."""
        filled = [text for text in self.columns[j] if text]
        compare = any(parse_operator(text) not in (None, "QUAL") for text in filled)
        whole = len(self.columns[j]) == len(self.rows) <= 2 * len(filled)
        return whole and compare and all(map(parse_operator, filled))

    def compares(self, j: int) -> bool:
        """Whether half of the cells of a column, or more, are an operator with its number."""
        found = [text for text in self.columns[j] if leading_operator(text) and not parse_operator(text)]
        return self.is_own(j) and 2 * len(found) >= len(self.rows)

    def is_asked(self, j: int, signs: int) -> bool:
        """Whether a column holds a number or a date nearly wherever column `signs` compares."""
        pairs = zip(self.columns[signs], self.columns[j], strict=False)
        compared = [shape(text) in _TARGETS for sign, text in pairs if parse_operator(sign) not in (None, "QUAL")]
        return self.is_own(j) and sum(compared) >= _MOSTLY * len(compared)

    def is_points(self, j: int) -> bool:
        """Whether a column of numbers comes to the sum under it, or to what all points come to."""
        numbers = [parse_decimal(text.removesuffix("分")) for text in self.columns[j]]
        total = sum(number for number in numbers if number is not None)
        return self.is_own(j) and None not in numbers and (total == self.total if self.total is not None else total in _WHOLE)

    def is_names(self, j: int) -> bool:
        """Whether a column holds words, other ones in each row."""
        texts = self.columns[j]
        return self.is_own(j) and len(set(texts)) == len(texts) and all(shape(text) in ("text", "long") for text in texts)

    def is_units(self, j: int) -> bool:
        """Whether most of what a column holds are units."""
        filled = [text for text in self.columns[j] if text]
        return (
            bool(filled) and 2 * sum(counts(text) or "/" in text for text in filled) >= len(filled) and all(map(_is_short, filled))
        )


def _is_short(text: str) -> bool:
    return counts(text) or may_name(text)


def _levels(run: _Run, places: Sequence[int]) -> dict[int, Piece]:
    """The columns that begin a row and hold nothing but levels, at most two, with their headings."""
    found: list[int] = []
    for j in places[: len(LEVELS)]:
        texts = [text for text in run.columns[j] if text]
        if not texts or not all(map(is_level, texts)) or (found and not all(map(is_kind, texts))):
            break
        found.append(j)
    if len(found) == len(LEVELS):
        return dict(zip(found, LEVELS, strict=True))
    texts = [text for j in found for text in run.columns[j] if text]
    heads = (head for head, is_such in zip(LEVELS, (is_first_level, is_kind), strict=True) if all(map(is_such, texts)))
    return dict(zip(found, heads, strict=False))  # both kinds of levels in one column: neither


def _beside(run: _Run, places: Sequence[int], signs: int) -> int | None:
    """The column of the numbers that `signs` compare, the nearest there is; not the only one where that can be the points."""
    asked = sorted((j for j in places if j != signs and run.is_asked(j, signs)), key=lambda j: (abs(j - signs), j < signs))
    plain = [j for j in asked if not run.is_points(j)]
    return next(iter(plain or asked[: len(asked) - 1]), None)


def _heads(run: _Run) -> dict[int, Piece] | None:
    """What the columns hold, by their numbers; None where no name or no target is plain."""
    places = [j for j, texts in enumerate(run.columns) if any(texts) and not is_serial("", texts)]
    heads = _levels(run, places)
    behind = [j for j in places if j not in heads]
    signs = next((j for j in behind if run.is_signs(j)), None)
    if signs is not None:
        value = _beside(run, behind, signs)
        heads[signs] = OPERATOR
    else:
        value = next((j for j in behind if run.compares(j)), None)
    name = next((j for j in behind if j != value and j not in heads and run.is_names(j)), None)
    if value is None or name is None or not any(heads[j] in LEVELS for j in heads):
        return None
    heads |= {value: VALUE, name: NAME}
    for head, is_such in ((POINTS, run.is_points), (UNIT, run.is_units)):
        found = [j for j in behind if j not in heads and is_such(j)]
        heads |= {found[-1]: head} if found else {}
    return heads


def _is_headed(rows: Sequence[Row], start: int) -> bool:
    """Whether the row over a run keeps its columns and could head them."""
    over = rows[start - 1] if start and rows[start - 1].grid == rows[start].grid else None
    return (
        over is not None and _edges(over) == _edges(rows[start]) and all(may_name(c.text) for c in over.filled) and not _opens(over)
    )


def _run(rows: Sequence[Row], start: int, taken: frozenset[int]) -> _Run:
    """The rows from `start` on that keep its columns and begin with levels."""
    found: list[Row] = []
    end = start
    while end < len(rows) and end not in taken and rows[end].ruled and rows[end].grid == rows[start].grid:
        if _edges(rows[end]) != _edges(rows[start]) or not _opens(rows[end]):
            break
        found.append(rows[end])
        end += 1
    under = rows[end] if found and end < len(rows) and end not in taken and rows[end].grid == rows[start].grid else None
    return _Run(tuple(found), _sum(under) if under is not None else None)


def _table(rows: Sequence[Row], start: int, run: _Run) -> Table | None:
    if len(run.rows) < _MIN_ROWS or len(run.columns) < _MIN_CELLS or _is_headed(rows, start):
        return None
    heads = _heads(run)
    if heads is None:
        return None
    columns = tuple(Column(heads.get(j, Piece()), *edges) for j, edges in enumerate(_edges(run.rows[0])))
    return Table(start, start + len(run.rows) + (run.total is not None), columns, run.cells)


def find_bare(rows: Sequence[Row], taken: frozenset[int] = frozenset()) -> list[Table]:
    """The tables of targets in the rows of a region that stand in columns without a header; rows in `taken` are no part of any."""
    found: list[Table] = []
    at = 0
    while at < len(rows):
        run = _run(rows, at, taken)
        table = _table(rows, at, run)
        found += [table] if table is not None else []
        at += max(1, len(run.rows))
    return found
