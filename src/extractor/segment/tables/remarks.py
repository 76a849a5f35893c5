"""Remarks printed between the rows of a table, each in a cell as wide as the table: they are no row of it."""

from __future__ import annotations

import re

from extractor.normalise.text import key
from extractor.segment.flow import Row

__all__ = ["is_remark"]

_REMARK = re.compile(r"[↑↓※*▲△→←].+|(?:注|备注|说明|提示)[:：.].+|[^:：]*[。；;]", re.DOTALL)
"""A sign that points at what stands beside it, a word for a remark, or a sentence that no label leads in."""


def is_remark(row: Row, start: int, end: int) -> bool:
    """Whether the only text of a ruled row runs over all of the columns [start, end) and reads like a remark."""
    if not row.ruled or row.above or len(row.cells) != 1 or not row.filled:
        return False
    cell = row.cells[0]
    return cell.column <= start and cell.column_end >= end and bool(_REMARK.fullmatch(key(cell.text)))
