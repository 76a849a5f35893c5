"""Sources of money over what each is divided into: 上级补助 | 本级安排 as columns, kinds of spending as rows, their sum last.

The rows divide the columns, so the source comes first in a label: 上级补助/小计.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from extractor.document import Cell, Piece
from extractor.normalise.lexicon import LEXICON
from extractor.normalise.shapes import may_be_amount, may_name
from extractor.normalise.text import key
from extractor.normalise.totals import TOTALS
from extractor.segment.flow import Row
from extractor.segment.money.funds import Fund, Funds

__all__ = ["find_crossed"]

_OF_MONEY = re.compile(r"资金|预算|经费|投入")
_SOURCE = re.compile(LEXICON["forms"]["sources"])
_MIN_SOURCES = 2
_MIN_PARTS = 2


def _heads(row: Row) -> tuple[Cell, Cell, list[Cell]] | None:
    """The heading of money merged beside the rows, what heads their labels, and the sources; None where a row is no such header."""
    side, stub, *sources = row.cells if len(row.cells) > _MIN_SOURCES + 1 else (None, None)
    if side is None or stub is None or side.row_span < _MIN_PARTS + 2 or not _OF_MONEY.search(key(side.text)):
        return None
    named = all(may_name(cell.text) for cell in (stub, *sources))
    return (side, stub, sources) if named and all(_SOURCE.search(key(cell.text)) for cell in sources) else None


def _is_part(row: Row, stub: Cell, sources: Sequence[Cell]) -> bool:
    """Whether a row says how much of each source there is for what it names."""
    label, *amounts = row.cells or (stub,)
    under = [(cell.column, cell.column_span) for cell in row.cells] == [(c.column, c.column_span) for c in (stub, *sources)]
    return under and may_name(label.text) and all(not cell.piece or may_be_amount(cell.text) for cell in amounts)


def _path(source: Cell, label: Cell) -> tuple[Piece, Piece]:
    return source.piece.strip(), label.piece.strip()


def _block(rows: Sequence[Row], start: int) -> Funds | None:
    found = _heads(rows[start])
    if found is None:
        return None
    side, stub, sources = found
    body = list(takewhile(lambda row: side in row.above and _is_part(row, stub, sources), rows[start + 1 :]))
    sums = [n for n, row in enumerate(body) if key(row.cells[0].text) in TOTALS]
    if len(body) <= _MIN_PARTS or sums != [len(body) - 1]:
        return None
    funds = [
        Fund(_path(source, row.cells[0]), row.cells[n].piece.strip()) for n, source in enumerate(sources, start=1) for row in body
    ]
    return Funds(start, start + 1 + len(body), tuple(funds), side.piece.strip())


def find_crossed(rows: Sequence[Row]) -> list[Funds]:
    """The blocks of sources over their parts among `rows`, top down."""
    found: list[Funds] = []
    for at in range(len(rows)):
        block = _block(rows, at) if not found or at >= found[-1].last else None
        found += [block] if block is not None else []
    return found
