"""Indicators that share a cell, and what one of them says: its name, its target, and in brackets behind these its points."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from extractor.document import Piece
from extractor.normalise.lexicon import LEXICON
from extractor.normalise.operators import leading_operator
from extractor.normalise.shapes import quantity_offsets
from extractor.normalise.text import key

__all__ = ["MAX_NAME", "PROSE", "compares_within", "halves", "items", "points_of", "told"]

MAX_NAME = 32
PROSE = re.compile(r"[，,。]")
_MIN_NAME = 2
_STOP = re.compile(r"[；;。]")
_LINE = re.compile(r"\n")
_NUMBER = re.compile(r"\s*[（(]?\d{1,2}[.、．)）](?!\d)\s*")
_COUNTER = re.compile(r"(?<![\d.．])[（(]?(?P<count>\d{1,2})[.、．)）](?!\d)")
_NOTHING = re.compile(r"[-—－–―/]*|无")
_QUALITY = re.compile(LEXICON["indicators"]["quality"])
_POINTS = re.compile(r"(?P<said>.+?)\s*[（(]\s*(?P<points>\d{1,3}(?:\.\d+)?)\s*分?\s*[)）]\s*", re.DOTALL)
_TOLD = re.compile(r"(?P<name>[^:：，,。；;]{2,32})[:：]\s*(?P<value>[^:：，,。；;]{1,24})", re.DOTALL)


def _comparison(text: str) -> int | None:
    """Where a comparison with its number begins behind a name; None where there is none, or where prose comes before it."""
    starts = (at for at in range(_MIN_NAME, min(len(text), MAX_NAME)) if leading_operator(text[at:]))
    at = next((at for at in starts if quantity_offsets(text[at:])), None)
    return None if at is None or PROSE.search(text, 0, at) else at


def compares_within(text: str) -> bool:
    """Whether a text holds an indicator with its target: a name, and behind it a comparison with a number."""
    return any(_comparison(part.text.strip()) is not None for part in items(Piece(text)))


def _parts(piece: Piece, points: list[int]) -> list[Piece]:
    parts = (piece.slice(a, b).strip(" \t\r\n\u3000\xa0；;。，,") for a, b in pairwise([0, *points, len(piece)]))
    return [part for part in parts if part]


def _cut(piece: Piece, stop: re.Pattern[str]) -> list[Piece]:
    return _parts(piece, [match.end() for match in stop.finditer(piece.text)])


def _counted(piece: Piece) -> list[Piece]:
    """The parts of a text that counts them from 1 on, wherever its lines end; the text as it is where it does not."""
    points: list[int] = []
    for match in _COUNTER.finditer(piece.text):
        if int(match["count"]) == len(points) + 1:
            points.append(match.start())
    starts = bool(points) and not piece.text[: points[0]].strip()
    return _parts(piece, points) if starts else [piece]


def _bare(text: str) -> str:
    """A text without the points in brackets at its end."""
    match = _POINTS.fullmatch(text)
    return match["said"] if match else text


def items(piece: Piece) -> Iterator[Piece]:
    """The indicators of a cell: between numbers and stops; by lines where each line compares for itself. A stroke is none."""
    for part in (part for counted in _counted(piece) for part in _cut(counted, _STOP)):
        lines = _cut(part, _LINE)
        alone = len(lines) > 1 and all(_comparison(_bare(line.text)) is not None for line in lines)
        for item in lines if alone else [part]:
            match = _NUMBER.match(item.text)
            if not _NOTHING.fullmatch(key(item.text)):
                yield item.slice(match.end()) if match else item


def points_of(item: Piece) -> tuple[Piece, Piece] | None:
    """What one indicator says before its points, and these; None where it has none behind it."""
    match = _POINTS.fullmatch(item.text)
    return (item.slice(*match.span("said")), item.slice(*match.span("points"))) if match else None


def halves(item: Piece) -> tuple[Piece, Piece]:
    """Name and value of one indicator."""
    at = _comparison(item.text)
    if at is None:
        match = _QUALITY.search(item.text, _MIN_NAME)
        at = match.start() if match else len(item)
    return item.slice(0, at).strip(" \t\r\n\u3000\xa0：:，,"), item.slice(at).strip()


def told(item: Piece) -> tuple[Piece, Piece]:
    """Name and value of an indicator: parted by a colon where nothing compares."""
    match = None if compares_within(item.text) else _TOLD.fullmatch(item.text)
    return (item.slice(*match.span("name")), item.slice(*match.span("value"))) if match else halves(item)
