"""Readings → record: agreement, normalised values, a confidence per field."""

from extractor.settle.forms import settle
from extractor.settle.leaves import leaf

__all__ = ["leaf", "settle"]
