"""Readings → record: agreement, normalised values, a confidence per field."""

from extractor.settle.claims import settle_claim
from extractor.settle.forms import settle
from extractor.settle.leaves import leaf
from extractor.settle.tables import settle_table

__all__ = ["leaf", "settle", "settle_claim", "settle_table"]
