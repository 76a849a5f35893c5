"""A record as a perfect reading of the labels would give it: what checks are tried on without any reader."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from extractor.document import Box
from extractor.promote import record_of
from extractor.record import Record
from extractor.run.report import leaves

__all__ = ["record_of_labels"]


def record_of_labels(labels: Mapping[str, Any], box_of: Callable[[str, str], Box] | None = None) -> Record:
    """The record of a labelled document; leaves stand on line 1, or where `box_of` says for their path and text."""
    record = record_of(dict(labels), "labels")
    for path, leaf in leaves(record):
        leaf.page = 1
        if box_of is None:
            leaf.line = 1
        elif leaf.raw:
            leaf.box = box_of(path, leaf.raw)
    return record
