"""Where the leaves of generated labels would stand on a page, nothing rendered."""

from __future__ import annotations

import re

from extractor.document import Box, char_width

__all__ = ["box_of"]

_STEP = re.compile(r"\[(\d+)\]")
_CELL = re.compile(r"(tables\[\d+\])\.rows\[(\d+)\]\.(code|name|cells(?:\[(\d+)\])?)$")

_LEFT, _TOP, _ROW, _COLUMN, _SIZE = 40.0, 60.0, 18.0, 75.0, 10.0
_FIELDS = {"code": 0, "level1": 0, "label": 0, "level2": 1, "name": 1, "amount": 3, "value": 3, "unit": 4, "weight": 5}


def box_of(path: str, text: str) -> Box:
    """Where a text stands: rows below one another, cells of a table flush right in their columns."""
    cell = _CELL.search(path)
    numbers = [int(found) for found in _STEP.findall(path)]
    width = _SIZE * char_width(text)
    if cell and cell[4] is not None:
        top, right = _TOP + _ROW * int(cell[2]), _LEFT + _COLUMN * (3 + int(cell[4]))
        return (right - width, top, right, top + _SIZE)
    row = int(cell[2]) if cell else (numbers[-1] if len(numbers) > 1 else 0)
    field = _FIELDS.get(path.rpartition(".")[2], 2)
    left, top = _LEFT + _COLUMN * field, _TOP + _ROW * row
    return (left, top, left + width, top + _SIZE)
