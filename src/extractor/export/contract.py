"""What an export is given and what it is: documents with their decisions in, files in a folder out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from urllib.parse import quote

from extractor.checks.messages import Language
from extractor.review.replay import Reviewed

__all__ = ["Exported", "Writer"]


@dataclass(frozen=True, slots=True)
class Exported:
    """A document to export: its file name, the kept file where there is one, the record with its decisions, its review page.

    `link` is an address that we made ourselves, never one out of a document.
    """

    name: str
    source: Path | None
    reviewed: Reviewed
    link: str | None = None

    def link_to(self, path: str) -> str | None:
        """The address of a field on the review page; None where there is no page or the address is none of the web's."""
        if self.link is None or not self.link.startswith(("http://", "https://")):
            return None
        return f"{self.link}#{quote(path, safe='')}" if path else self.link


class Writer(Protocol):
    """Writes documents into `out`, which is there, and says which files it wrote.

    `documents` are gone through once, one at a time: ten thousand do not fit into memory together. The same documents and
    decisions give the same files, byte for byte: no clock, no chance.
    """

    def __call__(self, documents: Iterable[Exported], out: Path, *, language: Language = "zh") -> list[Path]:
        """Writes the files and names them."""
        ...
