"""Golden documents as read without a model, to export with their sources."""

from __future__ import annotations

from contextlib import nullcontext
from functools import cache
from pathlib import Path

from extractor.export import Exported
from extractor.record import Record
from extractor.review import reviewed
from extractor.run.one import Settings, make_record
from golden.corpus import get_case

__all__ = ["as_read", "read_with_source", "source_of_case"]


def source_of_case(case: str, suffix: str) -> Path:
    return get_case(case).folder / f"source{suffix}"


@cache
def as_read(case: str, suffix: str) -> Record:
    """A copy of a golden case, read by rules alone. Not to be changed."""
    return make_record(source_of_case(case, suffix), Settings("rules", None, nullcontext()))


def read_with_source(case: str, suffix: str) -> Exported:
    source = source_of_case(case, suffix)
    return Exported(f"{case}{suffix}", source, reviewed(as_read(case, suffix), []))
