"""Terms that a document explains (名词解释): a number, the term, what parts it from what is said of it, and that."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractor.document import Piece
from extractor.normalise.lexicon import LEXICON
from extractor.normalise.text import key

__all__ = ["Defined", "definitions", "is_section", "is_term_alone", "names_term"]

_WORDS = LEXICON["definitions"]
_NUMBERS = tuple(re.compile(pattern) for pattern in _WORDS["numbers"])
_PLAIN = len(_NUMBERS)
"""The rank of a paragraph without a number; those before it rank as highly as their kind of number."""

_SEPARATOR = re.compile(_WORDS["separator"])
_NO_TERM = re.compile(_WORDS["no_term"])
_SAYS, _SECTION = re.compile(_WORDS["says"]), re.compile(LEXICON["prose"]["definitions"])
_LONGEST = 40
_QUOTES = "“”\"「」『』‘’'《》【】 \u3000\xa0"
_STOPS = re.compile(r"[。；;！？!?\n]")


@dataclass(frozen=True, slots=True)
class Defined:
    """A term and what is said of it, over all its paragraphs."""

    term: Piece
    text: Piece


@dataclass(frozen=True, slots=True)
class _Opening:
    """A paragraph that opens a definition: offsets of the term and of what is said; the rank of its number."""

    start: int
    end: int
    text: int
    rank: int


def _number(text: str) -> tuple[int, int]:
    """The rank of the number a paragraph opens with, and where that ends."""
    found = ((rank, match.end()) for rank, pattern in enumerate(_NUMBERS) if (match := pattern.match(text)))
    return next(found, (_PLAIN, 0))


def _is_term(text: str) -> bool:
    folded = key(text.strip(_QUOTES))
    return 0 < len(folded) <= _LONGEST and not _STOPS.search(text) and not _NO_TERM.fullmatch(folded)


def _opening(text: str) -> _Opening | None:
    """How a paragraph opens that says what a term is; None for any other."""
    rank, start = _number(text)
    parted = _SEPARATOR.search(text, start, start + 2 * _LONGEST)
    if parted is None or not _is_term(text[start : parted.start()]):
        return None
    said = parted.end() if parted["colon"] else parted.start("says")
    return _Opening(start, parted.start(), said, rank) if text[said:].strip() else None


def names_term(text: str) -> bool:
    """Whether a paragraph of such a section opens with the term that it explains."""
    return _opening(text) is not None


def is_term_alone(text: str, after: str) -> bool:
    """Whether a line is a term that the next paragraph explains (指 …)."""
    return _SAYS.match(after.strip()) is not None and _is_term(text[_number(text)[1] :])


@dataclass(slots=True)
class _Section:
    """A section: its heading, its terms, and all its paragraphs; `rank` is that of the numbers of the terms."""

    heading: Piece
    made: list[tuple[Piece, list[Piece]]] = field(default_factory=list)
    body: list[Piece] = field(default_factory=list)
    rank: int | None = None
    is_open: bool = False

    def read(self, piece: Piece, after: str) -> None:
        """One paragraph, with the text of the next."""
        self.body.append(piece)
        opening = _opening(piece.text)
        rank, start = _number(piece.text)
        if opening is not None and self._opens(rank):
            self._term(piece.slice(opening.start, opening.end), [piece.slice(opening.text).strip()], rank)
        elif opening is None and is_term_alone(piece.text, after) and self._opens(rank):
            self._term(piece.slice(start), [], rank)
        elif opening is None and self._groups(piece.text, rank):
            self.is_open = False
        elif self.is_open:
            self.made[-1][1].append(piece)

    def _opens(self, rank: int) -> bool:
        """Whether a term so numbered is one of the section's: one numbered below them is a point of the one before."""
        return self.rank is None or rank == self.rank or (_PLAIN not in (rank, self.rank) and rank < self.rank)

    def _term(self, term: Piece, said: list[Piece], rank: int) -> None:
        self.rank, self.is_open = rank, True
        self.made.append((term, said))

    def _groups(self, text: str, rank: int) -> bool:
        """Whether a line heads a group of definitions (一、收入类): short, without a stop, numbered above them."""
        return rank < _PLAIN and self.rank is not None and rank < self.rank and _is_term(text)

    def defined(self) -> list[Defined]:
        """Its definitions; a section in which no term was told is one, under its heading."""
        if not self.made and any(_STOPS.search(piece.text) for piece in self.body):
            return [Defined(self.heading.strip(), Piece.join(self.body, "\n"))]
        return [Defined(_bare(term), Piece.join(said, "\n")) for term, said in self.made if said]


def definitions(paragraphs: Sequence[Piece]) -> list[Defined]:
    """The definitions of paragraphs that stand in sections of definitions, each section under its heading."""
    sections: list[_Section] = []
    for number, piece in enumerate(paragraphs):
        after = paragraphs[number + 1].text if number + 1 < len(paragraphs) else ""
        if is_section(piece.text):
            sections.append(_Section(piece))
        elif sections:
            sections[-1].read(piece, after)
    return [defined for section in sections for defined in section.defined()]


def is_section(text: str) -> bool:
    """Whether a line is the heading of such a section."""
    return len(key(text)) <= _LONGEST and not _STOPS.search(text) and _SECTION.search(key(text)) is not None


def _bare(term: Piece) -> Piece:
    """The term without blanks around it and without quotes around all of it; quotes within it (“三公”经费) are its own."""
    bare = term.strip()
    inner = bare.text[1:-1]
    is_quoted = len(bare) > 2 and (bare.text[0], bare.text[-1]) in {("“", "”"), ("《", "》"), ("【", "】"), ('"', '"')}
    return bare.slice(1, len(bare) - 1) if is_quoted and not set(inner) & set('“”《》【】"') else bare
