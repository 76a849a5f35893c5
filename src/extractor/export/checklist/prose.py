"""The prose of a source, to see whether a section is there: from its text, never by recognising a scan."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from extractor.document import Document, Page
from extractor.errors import InputError
from extractor.normalise.text import key
from extractor.readers import ReadOptions, read
from extractor.readers.kinds import Kind, kind_of
from extractor.readers.pdf import read_pdf
from extractor.readers.raster import Raster
from extractor.segment.lines.prose import paragraphs

__all__ = ["Passage", "Prose", "prose_of"]

_OPTIONS = ReadOptions(accept_repaired=True, dpi=36)
"""Pages without text are not looked at: they may be drawn as coarsely as it goes."""

_ORDINAL = re.compile(r"^(?:第?[一二三四五六七八九十]+(?:部分|[、.．])?|[（(][一二三四五六七八九十]+[）)]|\d{1,2}[、.．])[、.．]?")
_HEAD_ENDS = re.compile(r"[。：:；;]")
_LEADER = re.compile(r"(?<![.．·…])[.．·…]{2,}\d*$")
_LONGEST = 30
_BODY, _WITHIN = 20, 3
"""A paragraph of so many characters is text; it stands among the next so many paragraphs behind its heading."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Where a section was seen: its page, and whether it has a heading of its own."""

    page: int
    headed: bool


@dataclass(frozen=True, slots=True)
class Prose:
    """The paragraphs of a source, folded, with their pages. `gap` is why some or all of it cannot be searched: a key of words."""

    paragraphs: Sequence[tuple[int, str]] = ()
    gap: str | None = None
    page: int | None = None

    def section(self, heading: str, mention: str, *, bare: bool) -> Passage | None:
        """The section under a heading with text behind it (`bare`: whatever stands there), else the first that has the words."""
        for number, (page, text) in enumerate(self.paragraphs):
            if re.match(heading, text) if bare else re.search(heading, _head(text)) and self._has_body(number):
                return Passage(page, headed=True)
        return next((Passage(page, headed=False) for page, text in self.paragraphs if mention and re.search(mention, text)), None)

    def _has_body(self, number: int) -> bool:
        """Whether text stands behind a heading: an entry of a table of contents has none."""
        own = self.paragraphs[number][1]
        behind = [own[len(_head(own)) :], *(text for _, text in self.paragraphs[number + 1 : number + 1 + _WITHIN])]
        return any(len(part) >= _BODY for part in behind)


def _head(text: str) -> str:
    """What may be the heading of a paragraph: its beginning, without its number."""
    first = _HEAD_ENDS.split(text, maxsplit=1)[0]
    bare = _LEADER.sub("", first)
    return _ORDINAL.sub("", bare) if len(bare) <= _LONGEST else ""


def prose_of(path: Path | None, sha256: str) -> Prose:
    """The prose of the file that a record was read from, as far as it has text."""
    if path is None:
        return Prose(gap="no_source")
    try:
        with path.open("rb") as file:
            kind = kind_of(path, file.read(2048))
            file.seek(0)
            if hashlib.file_digest(file, "sha256").hexdigest() != sha256:
                return Prose(gap="other_source")
        return _prose(path, kind)
    except (InputError, OSError):
        return Prose(gap="no_source")


def _prose(path: Path, kind: Kind) -> Prose:
    if kind is Kind.IMAGE:
        return Prose(gap="scanned")
    if kind is not Kind.PDF:
        return Prose(_folded(read(path, options=_OPTIONS)))
    scanned: list[int] = []
    pages = read_pdf(path, _OPTIONS, lambda raster, number: _unread(raster, number, scanned), lambda done, total: None)
    if len(scanned) == len(pages):
        return Prose(gap="scanned")
    return Prose(_folded(Document(str(path), "", pages)), "partly_scanned" if scanned else None, min(scanned, default=None))


def _unread(raster: Raster, number: int, scanned: list[int]) -> Page:
    """A page that has no text: it is not recognised here."""
    scanned.append(number)
    return Page(number, (), "scan", raster.width, raster.height)


def _folded(document: Document) -> list[tuple[int, str]]:
    return [(paragraph.piece.page or 1, key(paragraph.piece.text)) for paragraph in paragraphs(document)]
