"""The working frame, in which text is upright and straight, and the way back to the page as it is shown."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.document import Box, Piece, Place

__all__ = ["STRAIGHT", "Frame", "turned"]

_TIGHT = 8
"""On a turned frame a box over so many characters at most, else it would stand far over the line's height."""


@dataclass(frozen=True, slots=True)
class Frame:
    """x' = a·x + b·y + e and y' = c·x + d·y + f, from the working frame to the page, both in points."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def box(self, box: Box) -> Box:
        """The upright box on the page around a box of the working frame."""
        x0, y0, x1, y1 = box
        corners = [self._point(x, y) for x, y in ((x0, y0), (x1, y0), (x0, y1), (x1, y1))]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        return (min(xs), min(ys), max(xs), max(ys))

    def _point(self, x: float, y: float) -> tuple[float, float]:
        return (self.a * x + self.b * y + self.e, self.c * x + self.d * y + self.f)

    def piece(self, text: str, page: int, box: Box, score: float = 1.0) -> Piece:
        """Text that stands in a box of the working frame, with its place on the page."""
        whole = Piece.at(text, Place(page, box), score)
        step = _TIGHT if abs(self.b) > 0.005 and abs(self.a) > 0.5 else max(1, len(text))
        parts = (whole.slice(at, at + step) for at in range(0, len(text), step))
        return Piece.join(Piece.at(part.text, Place(page, self.box(part.marks[0].place.box or box)), score) for part in parts)


STRAIGHT = Frame()
"""The working frame is the page."""


def turned(turn: int, width: float, height: float) -> Frame:
    """Back from a page of `width` × `height` that was turned clockwise by `turn` degrees to be upright."""
    return {
        0: STRAIGHT,
        90: Frame(0, 1, -1, 0, 0, height),
        180: Frame(-1, 0, 0, -1, width, height),
        270: Frame(0, -1, 1, 0, width, 0),
    }[turn]
