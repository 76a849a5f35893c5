"""A piece of the document becomes a leaf of the record: raw text, normalised value, place."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby

from extractor.document import Box, Piece, Place
from extractor.normalise.lexicon import LEXICON
from extractor.normalise.numbers import parse_decimal
from extractor.normalise.operators import parse_operator
from extractor.normalise.shapes import quantity_offsets
from extractor.normalise.text import fold, key
from extractor.record import Leaf, Span

__all__ = ["NORMALISERS", "leaf", "number_of"]


def _number(text: str) -> str | None:
    """The Decimal as a string; of a number with its unit, the number."""
    number = parse_decimal(text)
    if number is None and (offsets := quantity_offsets(text)):
        number = parse_decimal(text[slice(*offsets[1])])
    return None if number is None else str(number)


def number_of(piece: Piece | None) -> Piece | None:
    """The number of an amount or of points, without the unit behind it; what is no such number as a whole is left as it is."""
    offsets = quantity_offsets(piece.text) if piece else None
    if piece is None or offsets is None or offsets[0][1] or offsets[2][0] == offsets[2][1]:
        return piece
    return piece.slice(*offsets[1])


def _flag(text: str) -> str | None:
    folded = key(text)
    return next((name for name, words in LEXICON["flags"].items() if folded in words), None)


def _measure(text: str) -> str | None:
    """An indicator's value: a number where it is one, else its words."""
    return _number(text) or fold(text) or None


def _words(text: str) -> str | None:
    return fold(text) or None


def _year(text: str) -> str | None:
    digits = key(text).translate(str.maketrans("〇○零一二三四五六七八九", "000123456789"))
    return digits if digits.isdigit() and len(digits) == 4 else None


Normaliser = Callable[[str], str | None]
NORMALISERS: dict[str, Normaliser] = {
    "total_budget": _number, "prior_year_budget": _number, "execution_weight": _number, "amount": _number, "weight": _number,
    "operator": parse_operator, "value": _measure, "is_core": _flag, "fiscal_year": _year,
}  # fmt: skip
"""How a field's text is normalised, by its name; any other field keeps its words."""


def _around(boxes: list[Box]) -> Box:
    x0, y0, x1, y1 = zip(*boxes, strict=True)
    return (round(min(x0), 2), round(min(y0), 2), round(max(x1), 2), round(max(y1), 2))


def _spans(places: tuple[Place, ...]) -> list[Span]:
    """One span per page (the box around its lines), per line of a text file, per cell of an office file."""
    spans: list[Span] = []
    for (page, line, cell), group in groupby(places, key=lambda p: (p.page, p.line, p.cell)):
        boxes = [place.box for place in group if place.box is not None]
        spans.append(Span(page=page, box=_around(boxes) if boxes else None, line=line, cell=cell))
    return spans


def leaf(piece: Piece, field: str, *, confidence: float = 1.0) -> Leaf:
    """The leaf for `piece` as `field`. An empty piece is a blank cell and stands nowhere, or ink that could not be read."""
    piece = piece.strip()
    spans = _spans(piece.places)
    only = spans[0] if len(spans) == 1 else None
    return Leaf(
        raw=piece.text,
        value=NORMALISERS.get(field, _words)(piece.text) if piece else None,
        page=spans[0].page if spans else None,
        box=only.box if only else None,
        line=only.line if only else None,
        spans=spans if len(spans) > 1 or (only and only.cell) else None,
        confidence=round(confidence * piece.score, 4),
        unreadable=piece.is_unread or None,
        role=round(confidence, 4) if piece else None,
        ocr=round(piece.score, 4) if piece.score < 1 else None,
    )
