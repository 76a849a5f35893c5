"""Lines that stand under one another in a cell: broken by the layout, or by the author?

A layout breaks a line where the next unit (a CJK character with the punctuation that must stay beside it, or a whole Latin
word or number) no longer fits. Where it would have fitted, the author ended a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extractor.document import BLANKS, Box, Piece, char_width
from extractor.readers.runs import Run

__all__ = ["first_unit", "join_wrapped"]

_OPENING = "（(〔﹝[【《〈「『“‘"
_CLOSING = "，。、；：？！）)〕﹞]】》〉」』”’…,.;:?!%％"
_WORD = r"[A-Za-z0-9][A-Za-z0-9.,:/_+*=]*-?"
_UNIT = re.compile(
    rf"[{re.escape(_OPENING)}]*(?:{_WORD}|.)[{re.escape(_CLOSING)}]*(?:(?<=[)）〕﹞\]]){_WORD})?",
    re.DOTALL,
)

_MARKER = r"(?:\d{1,2}[.．、](?!\d)|[一二三四五六七八九十]{1,2}[、是]|[（(][一二三四五六七八九十\d]{1,2}[）)])"
_STOPS = "。；;：:"
_ITEM = re.compile(_MARKER)
_RUN_IN = re.compile(rf"[{_STOPS}]\s*{_MARKER}")

_SLACK = 0.4
"""In em: what measuring may be wrong by before a unit is said to have fitted."""

_ALIGNED = 0.35
"""In em: lines whose middles or right ends differ by less are centred or flush right."""

_INDENT = 1.4
"""In em: a line that begins so far right of the others begins a paragraph."""


def first_unit(text: str) -> str:
    """What a layout moves to the next line as one: "作，" or "（一" or "8025704.92"."""
    match = _UNIT.match(text.strip(BLANKS))
    return match.group() if match else ""


def join_wrapped(lines: Sequence[Run], cell: Box) -> Piece:
    """The lines of a cell as one piece: "\\n" where a paragraph ends, nothing or a blank where the layout broke a line."""
    if not lines:
        return Piece()
    if _is_stacked(lines):
        return Piece.join(line.piece.strip(BLANKS) for line in lines)
    em, is_list = _em(lines), _is_list(lines)
    room = _room(lines, cell, em)
    piece = lines[0].piece.strip(BLANKS)
    for before, line in pairwise(lines):
        following = line.piece.strip(BLANKS)
        begins_item = is_list and _ITEM.match(following.text) and piece.text[-1:] in _STOPS
        ends = begins_item or _ends_paragraph(before, line, lines, room, em)
        joint = "\n" if ends else _joint(piece.text, following.text)
        piece = Piece.join((piece, following), joint)
    return piece.strip(BLANKS)


def _em(lines: Sequence[Run]) -> float:
    """The usual character size; longer lines measure it better."""
    weighed = sorted((line.em, char_width(line.text)) for line in lines)
    half = sum(weight for _, weight in weighed) / 2
    return next(em for n, (em, _) in enumerate(weighed) if sum(weight for _, weight in weighed[: n + 1]) >= half)


def _is_stacked(lines: Sequence[Run]) -> bool:
    """Characters written under one another, as in a narrow column's label."""
    return len(lines) > 2 and all(len(line.text.strip(BLANKS)) == 1 and line.text.strip(BLANKS) > "\u2e7f" for line in lines)


def _room(lines: Sequence[Run], cell: Box, em: float) -> float:
    """Width that text can take: the cell less its padding, which the fullest line shows."""
    fullest = max(lines, key=_width)
    padding = min(max(fullest.box[0] - cell[0], 0.0), max(cell[2] - fullest.box[2], 0.0), 0.6 * em)
    return max(cell[2] - cell[0] - 2 * padding, _width(fullest))


def _width(line: Run) -> float:
    return line.box[2] - line.box[0]


def _is_list(lines: Sequence[Run]) -> bool:
    """Whether numbered items stand at the start of lines only, each a paragraph of its own, never within one."""
    texts = [line.text.strip(BLANKS) for line in lines]
    return sum(bool(_ITEM.match(text)) for text in texts) > 1 and not any(_RUN_IN.search(text) for text in texts)


def _ends_paragraph(before: Run, line: Run, lines: Sequence[Run], room: float, em: float) -> bool:
    unit = _unit_width(line, em)
    if unit > room:  # longer than any line: it was broken somewhere, anyhow
        unit = em / 2
    indents = _indents(lines, em)
    if indents[id(line)] > _INDENT * em:
        return True
    return _width(before) + indents[id(before)] + unit < room - _SLACK * em


def _indents(lines: Sequence[Run], em: float) -> dict[int, float]:
    """How far each line stands in from the left margin; nothing where the lines are centred or flush right."""
    margin = min(line.box[0] for line in lines)
    placed = (
        [line.box[0] + line.box[2] for line in lines],  # twice the middle
        [2 * line.box[2] for line in lines],
    )
    aligned = any(max(ends) - min(ends) < 2 * _ALIGNED * em for ends in placed)
    return {id(line): 0.0 if aligned else line.box[0] - margin for line in lines}


def _unit_width(line: Run, em: float) -> float:
    """By the characters' usual widths, or as the page shows them: recognition may give narrow signs for wide ones."""
    text = line.text.strip(BLANKS)
    unit = char_width(first_unit(text))
    return max(unit * em, unit / (char_width(text) or 1.0) * _width(line))


def _joint(before: str, after: str) -> str:
    """A blank that the layout swallowed between two Latin words."""
    return " " if re.search(r"[A-Za-z]$", before) and re.match(r"[A-Za-z]{2}", after) else ""
