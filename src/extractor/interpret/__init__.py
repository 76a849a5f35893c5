"""Regions → readings: what each piece of text means. The model points, code reads."""

from extractor.interpret.leftover import leftover
from extractor.interpret.reading import SCALARS, AmountRow, FormReading, IndicatorReading, Labelled, Reading, TableReading
from extractor.interpret.strategies import STRATEGIES, needs_model

__all__ = [
    "SCALARS",
    "STRATEGIES",
    "AmountRow",
    "FormReading",
    "IndicatorReading",
    "Labelled",
    "Reading",
    "TableReading",
    "leftover",
    "needs_model",
]
