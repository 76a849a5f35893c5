"""Columns of a matrix of amounts that add up to another: a source's money of several years, and the sum of them all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from extractor.interpret.roles import MATRIX_ROLES
from extractor.normalise.numbers import parse_decimal
from extractor.normalise.text import key
from extractor.segment import Table

__all__ = ["add_up"]

_MIN_CLOSED = 2
_MIN_PARTS = 2
_MOSTLY = 2 / 3
"""Of the rows that are divided: one sum that is wrong on paper does not make the columns anything else."""
_LEFT = re.compile(r"执行|支出|结余|结转|余额|差")
"""What became of the money: a budget is what was spent and what is left, but these are no parts of it."""


def _values(matrix: Table, columns: Sequence[int]) -> list[list[Decimal | None]]:
    """The amounts of each row; a row in which anything else stands is left out."""
    texts = [[key(cell.text) if (cell := row[j]) is not None else "" for j in columns] for row in matrix.cells]
    return [values for row in texts if (values := [parse_decimal(text) for text in row]).count(None) == row.count("")]


def _is_part(header: str) -> bool:
    return not _LEFT.search(header) and not any(role.knows(header) for role in MATRIX_ROLES)


def add_up(matrix: Table, live: Sequence[int]) -> list[int]:
    """The columns among `live` that add up, row by row, to the first of them; none where they do not."""
    filled = [j for j in live if any(map(key, matrix.texts(j)))]
    headers = [key(matrix.columns[j].header.text) for j in filled]
    if len(filled) <= _MIN_PARTS or not all(map(_is_part, headers[1:])):
        return []
    rows = [(row[0], [v for v in row[1:] if v is not None]) for row in _values(matrix, filled)]
    divided = [(total, parts) for total, parts in rows if total and parts]
    closed = [parts for total, parts in divided if sum(parts, Decimal(0)) == total]
    several = any(len(parts) >= _MIN_PARTS for parts in closed)
    return filled[1:] if several and len(closed) >= max(_MIN_CLOSED, _MOSTLY * len(divided)) else []
