"""A paragraph of an office file as the lines that the eye sees."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.document import BLANKS, Line, Piece

__all__ = ["cut_lines"]

_APART = re.compile(r"\n|\t|[ \u3000\xa0]{2,}")
_SENTENCE = re.compile(r"[。；]")


def cut_lines(piece: Piece) -> Iterator[Line]:
    """Cut at soft breaks and at wide blanks ("编制单位：…    单位：万元"); running text is not cut."""
    whole = piece.strip(BLANKS)
    parts = [whole] if _SENTENCE.search(whole.text) else _cut(whole)
    yield from (Line(part) for part in parts if part)


def _cut(piece: Piece) -> list[Piece]:
    parts, at = list[Piece](), 0
    for match in _APART.finditer(piece.text):
        parts.append(piece.slice(at, match.start()).strip(BLANKS))
        at = match.end()
    return [*parts, piece.slice(at).strip(BLANKS)]
