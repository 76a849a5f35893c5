"""Whether a value stands where the record says, and whether it stands in the document at all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from eval.tree import is_spoken
from extractor.document import Box
from extractor.normalise.text import key
from extractor.record import Leaf, Span
from golden.corpus import Boxes, Cells, Place, Spot

__all__ = ["Truth", "is_grounded", "stands"]

_NEWLINES = re.compile(r"\r\n|\r|\n|\f")
_COVERS = 0.5
"""A box around a leaf that has several true boxes on the page must fill at least so much of their hull."""


@dataclass(frozen=True)
class Truth:
    """What is known of a copy beside its labels.

    `text` is all that the document says, None where the copy may show it otherwise (scans: a misread character is not
    invented). `boxes` are the true places in a paged copy, `cells` those in a Word copy; a text copy has `lines` instead.
    """

    text: str | None = None
    boxes: Boxes | None = None
    lines: tuple[str, ...] = ()
    cells: Cells | None = None

    @classmethod
    def of_text(cls, text: str) -> Truth:
        """The truth of a text copy."""
        return cls(text, None, tuple(_NEWLINES.split(text)))

    @cached_property
    def folded(self) -> str:
        """The text as it is compared."""
        return key(self.text or "")


def stands(leaf: Leaf, field: str, truth: Truth) -> bool:
    """Whether a value was taken from the document: it has a place, and its text is there. A class of a sentence has none."""
    if is_spoken(field):
        return True
    if not _spans(leaf):
        return False
    return truth.text is None or all(part in truth.folded for part in _parts(leaf.raw, field))


def is_grounded(leaf: Leaf, path: str, truth: Truth) -> bool | None:
    """Whether all the places a value names are its own; None where the true ones are not known, or there can be none."""
    if is_spoken(path):
        return None
    spans = _spans(leaf)
    if truth.lines:
        return bool(spans) and _on_lines(leaf, path, spans, truth.lines)
    if truth.cells is not None:
        places = truth.cells.get(path)
        return bool(spans) and all(_is_among(span, places) for span in spans) if places else None
    spots = truth.boxes.get(path) if truth.boxes else None
    if not spots:
        return None
    return bool(spans) and all(_in_boxes(span, spots) for span in spans)


def _spans(leaf: Leaf) -> list[Span]:
    if leaf.spans:
        return leaf.spans
    return [Span(page=leaf.page, box=leaf.box, line=leaf.line)] if leaf.page is not None else []


def _parts(raw: str, field: str) -> list[str]:
    """A nested label is printed in parts; a cell's lines may have something between them that was dropped."""
    joints = r"[/\n]" if field.endswith(".label") else r"\n"
    return [folded for part in re.split(joints, raw) if (folded := key(part))]


def _on_lines(leaf: Leaf, path: str, spans: Sequence[Span], lines: Sequence[str]) -> bool:
    named = [span.line for span in spans if span.line is not None and 0 < span.line <= len(lines)]
    text = key("".join(lines[number - 1] for number in named))
    return len(named) == len(spans) and all(part in text for part in _parts(leaf.raw, path))


def _is_among(span: Span, places: Sequence[Place]) -> bool:
    """Whether a span is one of the true cells, or one of the true paragraphs."""
    return any(
        span.cell == tuple(place["cell"]) if "cell" in place else span.cell is None and span.line == place["line"]
        for place in places
    )


def _in_boxes(span: Span, spots: Sequence[Spot]) -> bool:
    boxes = [spot["box"] for spot in spots if spot["page"] == span.page]
    if span.box is None or not boxes:
        return False
    x0, y0, x1, y1 = span.box
    x, y = (x0 + x1) / 2, (y0 + y1) / 2
    if any(_holds(box, x, y) for box in boxes):
        return True
    hull = [min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)]
    return _holds(hull, x, y) and _area(span.box) >= _COVERS * _area(hull)


def _holds(box: Sequence[float], x: float, y: float) -> bool:
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _area(box: Box | Sequence[float]) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])
