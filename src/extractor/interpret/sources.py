"""The strings that stand in a form, as the only ones an answer may be made of: an Enum for the decoder, a way back for us."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from extractor.document import Piece
from extractor.interpret.header import split_code

__all__ = ["Sources", "parts"]

_WHOLE = 24
"""Longer cells are answered by a handle: their beginning, made unique."""


def parts(piece: Piece) -> list[Piece]:
    """A text and the parts a value may be: what stands around a first hyphen after a code."""
    halves = split_code(piece)
    return [piece, *(halves or ())]


@dataclass(slots=True)
class Sources:
    """Strings by handle. A string that stands in several places has several pieces, in reading order."""

    pieces: dict[str, list[Piece]] = field(default_factory=dict)

    def add(self, piece: Piece) -> str:
        """Takes in a piece of text; returns the handle it is shown and answered by."""
        text = piece.text.replace("\n", " ")
        handle = text if len(text) <= _WHOLE else text[:_WHOLE] + "…"
        cut = len(handle)
        while handle in self.pieces and self.pieces[handle][0].text != piece.text:
            cut += 4
            handle = text[:cut] + "…" * max(1, cut - len(text))
        self.pieces.setdefault(handle, []).append(piece)
        return handle

    def add_all(self, pieces: Iterable[Piece]) -> None:
        """Takes in several pieces."""
        for piece in pieces:
            self.add(piece)

    def enum(self) -> type[enum.Enum]:
        """The closed set of answers: every handle, and the empty string for a field the form does not have."""
        names = {f"s{number}": handle for number, handle in enumerate(dict.fromkeys(["", *self.pieces]))}
        return enum.Enum("Source", names, type=str)  # type: ignore[return-value]  # the functional form makes a class

    def locate(self, handle: str, near: Sequence[Piece] = (), taken: Mapping[int, bool] | None = None) -> Piece | None:
        """The piece that `handle` stands for: one among `near` if there is, else the first not yet taken. None for ""."""
        found = self.pieces.get(handle, [])
        close = [piece for piece in found if any(piece.marks == other.marks for other in near)]
        free = [piece for piece in found if taken is None or id(piece) not in taken]
        return next(iter(close or free or found), None)
