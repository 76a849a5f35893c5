"""Readings → record: agreement, normalised values, a confidence per field."""

from extractor.settle.claims import settle_claim
from extractor.settle.definitions import settle_definition
from extractor.settle.forms import is_in_words, settle
from extractor.settle.leaves import NORMALISERS, leaf
from extractor.settle.repairs import settle_repairs
from extractor.settle.tables import settle_table

__all__ = ["NORMALISERS", "is_in_words", "leaf", "settle", "settle_claim", "settle_definition", "settle_repairs", "settle_table"]
