"""The prose of a budget document, put together again from its claims: every leaf of a claim is a piece of its sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from golden.sheet import Labels, Span

__all__ = ["headed", "sentences"]


class _Piece(NamedTuple):
    start: int
    end: int
    path: str


def sentences(labels: Labels) -> list[tuple[Span, ...]]:
    """The sentences that hold figures, in order, each as the spans of a line (`Line(spans)`)."""
    groups = [list(group) for _, group in groupby(labels.each("claims"), key=lambda claim: claim.text("sentence"))]
    texts = [group[0].text("sentence") for group in groups]
    pieces: list[list[_Piece]] = [_pieces(group, text) for group, text in zip(groups, texts, strict=True)]
    for number, group in enumerate(groups):
        for claim in group:
            _place_period(claim, texts[: number + 1], pieces)
    return [_spans(text, found) for text, found in zip(texts, pieces, strict=True)]


def headed(labels: Labels, headings: Mapping[str, str]) -> list[tuple[str | None, tuple[Span, ...]]]:
    """Paragraphs, each with the heading before it or None. `headings`: a word → the heading above the first sentence with it."""
    paragraphs: list[tuple[str | None, tuple[Span, ...]]] = []
    used: set[str] = set()
    for spans in sentences(labels):
        text = "".join(span.text for span in spans)
        word = next((word for word in headings if word in text and word not in used), None)
        if word is not None or not paragraphs:
            paragraphs.append((headings[word] if word else None, spans))
        else:
            heading, before = paragraphs[-1]
            paragraphs[-1] = (heading, before + spans)
        used |= {word} if word else set()
    return paragraphs


def _pieces(group: Sequence[Labels], text: str) -> list[_Piece]:
    found = [_Piece(0, len(text), claim.path("sentence")) for claim in group]
    cursor = 0
    for claim in group:
        at = cursor
        if claim.has("amount"):
            at = text.index(claim.text("amount") + claim.text("unit"), cursor)
            cursor = at + len(claim.text("amount"))
            found.append(_Piece(at, cursor, claim.path("amount")))
        if claim.has("unit"):
            start = text.index(claim.text("unit"), cursor)
            found.append(_Piece(start, start + len(claim.text("unit")), claim.path("unit")))
        subject = claim.text("subject")
        start = text.rfind(subject, 0, at if claim.has("amount") else len(text))
        found.append(_Piece(start, start + len(subject), claim.path("subject")))
    return found


def _place_period(claim: Labels, texts: Sequence[str], pieces: list[list[_Piece]]) -> None:
    """The year stands in the sentence or, where the text goes on about it, in the nearest one before."""
    if not claim.has("period"):
        return
    year = claim.text("period")
    number = next(number for number in reversed(range(len(texts))) if year in texts[number])
    start = texts[number].index(year)
    pieces[number].append(_Piece(start, start + len(year), claim.path("period")))


def _spans(text: str, pieces: Sequence[_Piece]) -> tuple[Span, ...]:
    edges = sorted({0, len(text), *(edge for piece in pieces for edge in (piece.start, piece.end))})
    return tuple(
        Span(text[a:b], tuple(piece.path for piece in pieces if piece.start <= a and b <= piece.end)) for a, b in pairwise(edges)
    )
