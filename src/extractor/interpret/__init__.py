"""Regions → readings: what each piece of text means. The model points, code reads."""

from extractor.interpret.claims import ClaimReading, ClaimsReading, figured, read_claims, tells_budget
from extractor.interpret.leftover import leftover
from extractor.interpret.reading import SCALARS, AmountRow, FormReading, IndicatorReading, Labelled, Reading, TableReading
from extractor.interpret.strategies import STRATEGIES, needs_model

__all__ = [
    "SCALARS",
    "STRATEGIES",
    "AmountRow",
    "ClaimReading",
    "ClaimsReading",
    "FormReading",
    "IndicatorReading",
    "Labelled",
    "Reading",
    "TableReading",
    "figured",
    "leftover",
    "needs_model",
    "read_claims",
    "tells_budget",
]
