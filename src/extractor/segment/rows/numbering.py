"""Rows that only number the columns under a header (甲 | 乙 | 1 | 2 | 3=2/1): they hold nothing of a form."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extractor.normalise.text import key
from extractor.segment.flow import Row

__all__ = ["without_numbering"]

_MARK = re.compile(r"[甲乙丙丁戊己庚辛壬癸A-Z]|栏次|(?P<number>\d{1,2})(?:[=＝][\d()+\-－—*×xX/÷%]+)?")
_MIN_MARKS = 3


def _is_numbering(row: Row) -> bool:
    """Whether every cell of a row is filled, by a letter or by the next number, from 1 on."""
    marks = [_MARK.fullmatch(key(cell.text)) for cell in row.cells]
    numbers = [int(mark["number"]) for mark in marks if mark is not None and mark["number"]]
    counted = len(numbers) > 1 and numbers == list(range(1, len(numbers) + 1))
    return len(marks) >= _MIN_MARKS and None not in marks and counted


def _is_worded(row: Row) -> bool:
    return bool(row.filled) and not any(cell.text.strip()[:1].isdigit() and len(key(cell.text)) < _MIN_MARKS for cell in row.filled)


def without_numbering(rows: Sequence[Row]) -> list[Row]:
    """The rows without those that number the columns of the row of words right over them."""
    numbering = {id(row) for over, row in pairwise(rows) if row.grid == over.grid and _is_worded(over) and _is_numbering(row)}
    return [row for row in rows if id(row) not in numbering]
