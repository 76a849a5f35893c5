"""What a reading left lying: numbers and prose of a region that stand in none of its fields. Nothing is dropped without a word."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.document import Box, Piece, Place
from extractor.interpret.reading import FormReading, Reading, TableReading
from extractor.normalise.shapes import shape
from extractor.normalise.text import key
from extractor.segment import Region

__all__ = ["leftover"]

_WEIGHTY = frozenset({"number", "quantity", "long"})
"""Shapes that can only be contents; short words may be labels and headers, whose work is done once they are named."""


def _pieces(form: FormReading) -> Iterator[Piece]:
    yield from form.fields.values()
    for rows in (form.funding, form.narratives, form.attributes, form.contacts, form.tasks):
        yield from (piece for row in rows for piece in (row.label, row.value) if piece)
    for indicator in form.indicators:
        yield from indicator.fields.values()
        yield from (row.value for row in indicator.attributes if row.value)


def _of_table(table: TableReading) -> Iterator[Piece]:
    yield from (piece for path in table.columns for piece in path)
    yield from (piece for row in table.rows for piece in (row.code, row.name, *row.cells) if piece)


def _inside(inner: Box, outer: Box) -> bool:
    x, y = (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2
    return outer[0] - 1 <= x <= outer[2] + 1 and outer[1] - 1 <= y <= outer[3] + 1


def _same_place(a: Place, b: Place) -> bool:
    if a.page != b.page:
        return False
    return _inside(a.box, b.box) if a.box and b.box else a.line == b.line


def _is_claimed(cell: Piece, claims: list[Piece]) -> bool:
    """Whether a claim stands in the cell and says what the cell says, or a part of it."""
    text = key(cell.text)
    return any(
        (key(claim.text) in text or text in key(claim.text)) and any(_same_place(p, q) for p in claim.places for q in cell.places)
        for claim in claims
        if claim
    )


def leftover(region: Region, reading: Reading | None) -> list[Piece]:
    """The cells of `region` with numbers or prose that no field of `reading` was read from, in reading order.

    None: nothing was read of it.
    """
    claims = [piece for form in reading.forms for piece in _pieces(form)] if reading else []
    claims += [piece for table in reading.tables for piece in _of_table(table)] if reading else []
    cells = [cell.piece.strip() for row in region.rows for cell in row.filled if shape(cell.text) in _WEIGHTY]
    return [cell for cell in cells if not _is_claimed(cell, claims)]
