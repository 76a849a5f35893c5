"""A reading of a budget table settles into the record: leaves under their columns, amounts with their unit."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.document import Piece
from extractor.interpret import AmountRow, TableReading
from extractor.normalise.units import money_unit
from extractor.record import BudgetTable, Leaf, TableRow
from extractor.settle.leaves import leaf

__all__ = ["settle_table"]

_STRUCTURE = 0.95
"""Confidence of what stands where the grid says it stands: codes, names, headings."""


def _optional(piece: Piece | None, field: str) -> Leaf | None:
    return None if piece is None else leaf(piece, field, confidence=_STRUCTURE)


def _amount(piece: Piece | None, sure: float, path: Sequence[Piece], unit: Piece | None) -> Leaf | None:
    """An amount with its unit: from its cell, else its column's headings, else the line over the table."""
    if piece is None:
        return None
    made = leaf(piece, "amount", confidence=_STRUCTURE * sure)
    headings = "/".join(part.text for part in path)
    for text, source in ((piece.text, "cell"), (headings, "column"), (unit.text if unit else "", "form")):
        span = money_unit(text)
        if span and piece:
            made.unit, made.unit_source = text[slice(*span)], source  # type: ignore[assignment]
            break
    return made


def _row(row: AmountRow, table: TableReading) -> TableRow:
    cells = zip(row.cells, table.sure, table.columns, strict=True)
    return TableRow(
        code=_optional(row.code, "code"),
        name=_optional(row.name, "name"),
        cells=[_amount(piece, sure, path, table.amount_unit) for piece, sure, path in cells],
    )


def settle_table(reading: TableReading) -> BudgetTable:
    """The table of the record."""
    return BudgetTable(
        kind=reading.kind,  # type: ignore[arg-type]
        number=_optional(reading.number, "number"),
        title=_optional(reading.title, "title"),
        amount_unit=_optional(reading.amount_unit, "amount_unit"),
        columns=[[leaf(piece, "heading", confidence=_STRUCTURE) for piece in path] for path in reading.columns],
        rows=[_row(row, reading) for row in reading.rows],
        note=_optional(reading.note, "note"),
    )
