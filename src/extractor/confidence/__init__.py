"""How sure a record is of each of its values: what speaks for it, weighed by what `python -m eval calibrate` found out."""

from extractor.confidence.features import FEATURES, NUMBERS, WORDS, Weighed, weighed
from extractor.confidence.formula import COEFFICIENTS, Coefficients, Weights, confident, probability

__all__ = [
    "COEFFICIENTS",
    "FEATURES",
    "NUMBERS",
    "WORDS",
    "Coefficients",
    "Weighed",
    "Weights",
    "confident",
    "probability",
    "weighed",
]
