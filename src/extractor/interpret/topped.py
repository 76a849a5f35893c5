"""Cells that name what they hold in their first line: 责任单位, and in the next line of the same cell the unit."""

from __future__ import annotations

import re

from extractor.document import Cell, Piece
from extractor.normalise.labels import reads_like_label
from extractor.normalise.text import key
from extractor.segment.flow import Row

__all__ = ["topped", "topped_amount"]

_TOPPED = re.compile(r"\s*(?P<label>[\u4e00-\u9fff]{2,12})\s*\n\s*(?P<value>[^（(\s].*)", re.DOTALL)
_AMOUNT = re.compile(
    r"\s*(?P<label>[\u4e00-\u9fff]{1,11}[资金额数款费算])\s*(?P<value>\d{1,3}(?:[,，]\d{3})+(?:\.\d{1,6})?|\d+\.\d{1,6})\s*"
)
_TEXT = 20
"""Characters from which on what stands under a label is a text, whatever it begins with."""

Pair = tuple[Piece, Piece]


def topped(row: Row) -> list[tuple[Cell, Pair]]:
    """The label and value of each cell of a row of such cells; none where another cell of it has its label elsewhere.

    One such cell by itself counts where a text or an amount stands under its label.
    """
    pairs = [(cell, _pair(cell.piece)) for cell in row.filled]
    found = [(cell, pair) for cell, pair in pairs if pair is not None]
    if not found or len(found) < len(pairs):
        return []
    named = [reads_like_label(label.text) for _, (label, _) in found]
    if len(found) == 1:
        return found if named[0] and len(row.all_cells) == 1 and len(found[0][1][1]) >= _TEXT else []
    return found if 2 * sum(named) >= len(named) else []


def _pair(piece: Piece) -> Pair | None:
    """The first line and what stands under it, where that does not itself read like a label or hold more such lines."""
    match = _TOPPED.fullmatch(piece.text)
    if match is None:
        return None
    label, value = (piece.slice(*match.span(name)).strip() for name in ("label", "value"))
    lines = [key(line) for line in value.text.splitlines()]
    return None if any(reads_like_label(line) for line in lines) else (label, value)


def topped_amount(piece: Piece) -> Pair | None:
    """What an amount is called, and under it nothing but that amount: 项目总投资, and below 104.50.

    A cell too narrow for both on one line shows no break between them, so only what is written as money counts.
    """
    match = _AMOUNT.fullmatch(piece.text)
    return (piece.slice(*match.span("label")), piece.slice(*match.span("value"))) if match else None
