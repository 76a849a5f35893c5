"""Runs, records and decisions kept in a database: nothing is changed, everything is added."""

from extractor.store.rows import ConflictError, DocumentRow, Order, Page, Progress, State, StoredDocument, StoredRun
from extractor.store.store import Store, open_store

__all__ = [
    "ConflictError",
    "DocumentRow",
    "Order",
    "Page",
    "Progress",
    "State",
    "Store",
    "StoredDocument",
    "StoredRun",
    "open_store",
]
