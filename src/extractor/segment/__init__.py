"""Document → regions, by structure."""

from extractor.segment.amounts import AmountColumn, AmountTable
from extractor.segment.regions import Region, Segments, segment
from extractor.segment.tables import Column, Table

__all__ = ["AmountColumn", "AmountTable", "Column", "Region", "Segments", "Table", "segment"]
