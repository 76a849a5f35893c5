"""Further looks at a file's own pages: text layers and pictures; a text or office copy is not looked at again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from extractor.diagnose.reread import Reread, nothing
from extractor.readers import ReadOptions
from extractor.readers.crops import Crops, crops_of
from extractor.readers.trace import Look
from extractor.record import Evidence

__all__ = ["rereader"]


@dataclass(frozen=True, slots=True)
class _Pages:
    crops: Crops

    def __call__(self, evidence: Evidence, /, *, closely: bool) -> Sequence[Look]:
        if evidence.page is None or evidence.box is None:
            return ()
        return self.crops.looks(evidence.page, evidence.box, closely=closely)


@contextmanager
def rereader(path: Path, options: ReadOptions, cpu: AbstractContextManager[object]) -> Iterator[Reread]:
    """Looks at places of the file again while it is open."""
    with crops_of(path, options, cpu) as crops:
        yield _Pages(crops) if crops is not None else nothing
