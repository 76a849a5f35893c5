"""Document → regions, by structure."""

from extractor.segment.amounts import AmountColumn, AmountTable
from extractor.segment.funds import Fund, Funds
from extractor.segment.region import Region
from extractor.segment.regions import Segments, segment
from extractor.segment.tables import Column, Table
from extractor.segment.tasks import TaskColumn, TaskTable

__all__ = [
    "AmountColumn",
    "AmountTable",
    "Column",
    "Fund",
    "Funds",
    "Region",
    "Segments",
    "Table",
    "TaskColumn",
    "TaskTable",
    "segment",
]
