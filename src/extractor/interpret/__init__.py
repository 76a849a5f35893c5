"""Regions → readings: what each piece of text means. The model points, code reads."""

from extractor.interpret.leftover import leftover
from extractor.interpret.reading import SCALARS, FormReading, IndicatorReading, Labelled, Reading
from extractor.interpret.strategies import STRATEGIES, needs_model

__all__ = ["SCALARS", "STRATEGIES", "FormReading", "IndicatorReading", "Labelled", "Reading", "leftover", "needs_model"]
