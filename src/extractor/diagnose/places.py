"""The second look at a file's own pages: text layers and larger pictures; a text or office copy is not read again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from extractor.diagnose.reread import Reread, nothing
from extractor.readers import ReadOptions
from extractor.readers.crops import Crops, crops_of
from extractor.record import Evidence

__all__ = ["rereader"]


@dataclass(frozen=True, slots=True)
class _Pages:
    crops: Crops

    def __call__(self, evidence: Evidence, /) -> tuple[str, float] | None:
        if evidence.page is None or evidence.box is None:
            return None
        return self.crops.text(evidence.page, evidence.box)


@contextmanager
def rereader(path: Path, options: ReadOptions, cpu: AbstractContextManager[object]) -> Iterator[Reread]:
    """Reads places of the file again while it is open."""
    with crops_of(path, options, cpu) as crops:
        yield _Pages(crops) if crops is not None else nothing
