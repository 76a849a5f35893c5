"""Document → regions, by structure."""

from extractor.segment.regions import Region, Segments, segment
from extractor.segment.tables import Column, Table

__all__ = ["Column", "Region", "Segments", "Table", "segment"]
