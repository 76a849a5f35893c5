"""Money and targets under one heading: rows of amounts beside 资金执行 over those of the indicators become a table of their own.

A heading for both names its column twice (年度完成值/全年执行数): what it says of money goes to the amounts, the rest to the
targets.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extractor.document import Cell, Piece
from extractor.normalise.levels import is_first_level
from extractor.normalise.shapes import shape
from extractor.normalise.text import key
from extractor.segment.tables.table import Column, Table

__all__ = ["without_money"]

_MONEY = re.compile(r"资金|预算|经费|金额|投资|支出|收入|执行")
_SIDE = re.compile(r"资金|预算|经费|投资|投入")
_AMOUNTS = frozenset({"number", "blank"})
_VALUES = frozenset({*_AMOUNTS, "quantity"})
_TWO = re.compile(r"(?P<first>[^/／]+)[/／](?P<second>[^/／]+)", re.DOTALL)
_MIN_ROWS = 2


def _groups(table: Table) -> list[range]:
    """The rows beside each text of the first column."""
    starts = [n for n, row in enumerate(table.cells) if row[0] is not None and row[0].piece]
    return [range(start, end) for start, end in pairwise([*starts, len(table.cells)])]


def _shapes(rows: Sequence[Sequence[Cell | None]], column: int) -> set[str]:
    return {shape(cell.text) for row in rows if (cell := row[column]) is not None}


def _name(rows: Sequence[Sequence[Cell | None]]) -> int | None:
    """The column of the names of `rows`: the only one of words behind that of the levels, filled in each row."""
    worded = [j for j in range(1, len(rows[0])) if "text" in _shapes(rows, j)]
    at = worded[0] if len(worded) == 1 else None
    return at if at is not None and all(cell is not None and cell.piece for cell in (row[at] for row in rows)) else None


def _are_amounts(rows: Sequence[Sequence[Cell | None]]) -> bool:
    """Whether rows hold names and amounts: plain numbers in the first column that has any, nothing that compares or is counted."""
    name, side = _name(rows), rows[0][0]
    if side is None or len(rows) < _MIN_ROWS or name is None:
        return False
    shapes = [found for j in range(name + 1, len(rows[0])) if (found := _shapes(rows, j)) and found != {"blank"}]
    numbers = bool(shapes) and shapes[0] <= _AMOUNTS and all(found <= _VALUES for found in shapes)
    blank = all(_shapes(rows, j) <= {"blank"} for j in range(1, name))
    return numbers and blank and bool(_SIDE.search(key(side.text)))


def _header(piece: Piece, *, of_money: bool) -> Piece:
    """What a heading says of money or of targets, where a stroke parts the two; as it is where it says one thing."""
    match = _TWO.fullmatch(piece.text)
    if match is None or bool(_MONEY.search(match["first"])) == bool(_MONEY.search(match["second"])):
        return piece
    part = "first" if bool(_MONEY.search(match["first"])) == of_money else "second"
    return piece.slice(*match.span(part)).strip()


def _money(table: Table, rows: range) -> Table:
    """The amounts: names without a heading, then the columns in which anything stands."""
    cells = [table.cells[n] for n in rows]
    name = _name(cells)
    assert name is not None
    live = [j for j in range(name + 1, len(table.columns)) if _shapes(cells, j) - {"blank"}]
    columns = [replace(table.columns[j], header=_header(table.columns[j].header, of_money=True)) for j in live]
    stub = Column(Piece(), table.columns[name].start, table.columns[name].end)
    taken = tuple(tuple(row[j] for j in (name, *live)) for row in cells)
    return replace(table, columns=(stub, *columns), cells=taken, stub=True, repairs=(), sections=(), asides=())


def without_money(table: Table) -> list[Table]:
    """The table, or the amounts at its top and the targets under them, where the targets' levels tell which are which."""
    if table.stub or not table.cells:
        return [table]
    groups = _groups(table)
    rows = groups[0] if len(groups) > 1 and groups[0].start == 0 else range(0)
    opener = table.cells[rows.stop][0] if rows else None
    if opener is None or not is_first_level(opener.text) or not _are_amounts([table.cells[n] for n in rows]):
        return [table]
    columns = tuple(replace(c, header=_header(c.header, of_money=False)) for c in table.columns)
    asides = tuple(replace(aside, before=max(0, aside.before - len(rows))) for aside in table.asides)
    targets = replace(
        table,
        columns=columns,
        cells=table.cells[rows.stop :],
        repairs=table.repairs[rows.stop :],
        sections=table.sections[rows.stop :],
        asides=asides,
    )
    return [_money(table, rows), targets]
