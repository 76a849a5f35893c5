"""Where a free answer stands: naive copying has no place for its strings, so they are looked for afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from extractor.document import Piece
from extractor.normalise.text import key

__all__ = ["Finder"]


@dataclass(slots=True)
class Finder:
    """Looks strings up among the pieces of a region: near ones first, whole ones before parts, unused before used."""

    pieces: Sequence[Piece]
    _used: set[tuple[str, object]] = field(default_factory=set)

    def find(self, text: str, near: Sequence[Piece] = ()) -> Piece | None:
        """The piece that says `text`; one without a place where no such text stands; None for a blank answer."""
        wanted = key(text)
        if not wanted:
            return None
        found = _all(wanted, near) or _all(wanted, self.pieces)
        if not found:
            return Piece(text.strip())
        best = next((piece for piece in found if _place(piece) not in self._used), found[0])
        self._used.add(_place(best))
        return best


def _all(wanted: str, pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces that read `wanted`, else the parts of pieces that do."""
    whole = [piece for piece in pieces if key(piece.text) == wanted]
    return whole or [part for piece in pieces if (part := _part(piece, wanted)) is not None]


def _place(piece: Piece) -> tuple[str, object]:
    return piece.text, piece.marks


def _part(piece: Piece, wanted: str) -> Piece | None:
    """The stretch of `piece` that reads `wanted`, blanks and widths aside; a number is not part of a longer one."""
    folded = [(offset, char) for offset, raw in enumerate(piece.text) if (char := key(raw))]
    text = "".join(char for _, char in folded)
    at = text.find(wanted)
    while at >= 0:
        end = at + len(wanted)
        if not (_runs_on(text, at) or _runs_on(text, end)):
            return piece.slice(folded[at][0], folded[end - 1][0] + 1)
        at = text.find(wanted, at + 1)
    return None


def _runs_on(text: str, at: int) -> bool:
    """Whether a cut at `at` would go through a number."""
    return 0 < at < len(text) and text[at - 1] in "0123456789." and text[at] in "0123456789."
