"""Claims of the prose settle into the record."""

from __future__ import annotations

from extractor.document import Piece
from extractor.interpret.claims import ClaimReading
from extractor.record import Claim, Leaf
from extractor.settle.leaves import leaf

__all__ = ["settle_claim"]

_READ, _POINTED = 0.98, 0.9
"""Confidence of what code read off the sentence, and of a phrase that was pointed at with certainty."""


def _optional(piece: Piece | None, field: str, confidence: float) -> Leaf | None:
    return None if piece is None else leaf(piece, field, confidence=confidence)


def settle_claim(reading: ClaimReading) -> Claim:
    """The claim of the record; an amount of money carries its unit."""
    amount = _optional(reading.amount, "amount", _READ)
    if amount is not None and reading.unit is not None:
        amount.unit, amount.unit_source = reading.unit.text, "cell"
    return Claim(
        subject=_optional(reading.subject, "subject", _POINTED * reading.sure),
        amount=amount,
        unit=_optional(reading.unit, "unit", _READ),
        period=_optional(reading.period, "fiscal_year", _POINTED),
        relation=reading.relation,  # type: ignore[arg-type]
        sentence=_optional(reading.sentence, "sentence", _READ),
    )
