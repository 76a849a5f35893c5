"""Definitions of terms settle into the record."""

from __future__ import annotations

from extractor.record import Definition
from extractor.segment.lines.definitions import Defined
from extractor.settle.leaves import leaf

__all__ = ["settle_definition"]

_READ = 0.98
"""Confidence of what code parted by the signs between a term and its text."""


def settle_definition(found: Defined) -> Definition:
    """The definition of the record."""
    return Definition(term=leaf(found.term, "term", confidence=_READ), text=leaf(found.text, "text", confidence=_READ))
