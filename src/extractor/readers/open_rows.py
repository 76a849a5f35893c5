"""Rows of a table without rulings: which lines of text are one cell, which cells stand side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from extractor.document import Box, char_width
from extractor.readers.columns import Columns, Span
from extractor.readers.runs import Run, is_number, merged
from extractor.readers.wrap import first_unit

__all__ = ["Text", "TextRow", "rows_of", "texts_of"]

_LEADING = 1.75
"""In em: lines of one cell follow one another at no more than this."""

_SLACK = 0.6
_LEVEL = 0.45
"""In em: texts whose middles (or first lines) differ by less stand side by side."""

_CLOSE, _MIDWAY = 0.8, 1.6
"""Of the usual distance of rows: what is nearer to both its neighbours is merged over them."""


@dataclass(frozen=True, slots=True)
class Text:
    """Text of one cell: the runs of its lines, and the columns it stands over."""

    lines: tuple[tuple[Run, ...], ...]
    span: Span

    @property
    def runs(self) -> tuple[Run, ...]:
        """All of them."""
        return tuple(run for line in self.lines for run in line)

    @property
    def box(self) -> Box:
        """Around all of them."""
        boxes = [run.box for run in self.runs]
        return (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))

    def followed_by(self, other: Text) -> Text:
        """Both as one."""
        return Text(self.lines + other.lines, (min(self.span[0], other.span[0]), max(self.span[1], other.span[1])))

    @property
    def middle(self) -> float:
        """Half way down."""
        return (self.box[1] + self.box[3]) / 2

    @property
    def em(self) -> float:
        """The size of its characters."""
        return max(run.em for run in self.runs)

    @property
    def is_number(self) -> bool:
        """Whether it is nothing but a number."""
        return is_number("".join(run.text for run in self.runs))

    def covers(self, column: int) -> bool:
        """Whether it stands over that column."""
        return self.span[0] <= column <= self.span[1]

    def meets(self, other: Text) -> bool:
        """Whether both stand over some column."""
        return self.span[0] <= other.span[1] and other.span[0] <= self.span[1]


@dataclass(slots=True)
class TextRow:
    """Texts that stand side by side."""

    texts: list[Text]

    @property
    def top(self) -> float:
        """Where its highest text begins."""
        return min(text.box[1] for text in self.texts)

    @property
    def bottom(self) -> float:
        """Where its lowest text ends."""
        return max(text.box[3] for text in self.texts)

    @property
    def middle(self) -> float:
        """Half way down its shortest text."""
        return min(self.texts, key=lambda text: text.box[3] - text.box[1]).middle

    def has_room(self, texts: Sequence[Text]) -> bool:
        """Whether none of `texts` stands over the same column as a text of the row."""
        return not any(mine.meets(text) for mine in self.texts for text in texts)


def texts_of(lines: Sequence[Sequence[Run]], columns: Columns) -> list[list[Text]]:
    """The texts of each line by the columns they stand over; runs over the same column are one text."""
    found = []
    for line in lines:
        texts: list[Text] = []
        for run in line:
            text = Text(((run,),), columns.span(run))
            if texts and texts[-1].meets(text):
                last = texts.pop()
                text = Text((last.lines[0] + (run,),), (last.span[0], max(last.span[1], text.span[1])))
            texts.append(text)
        found.append(texts)
    return found


def rows_of(lines: Sequence[Sequence[Run]], columns: Columns, em: float) -> tuple[list[TextRow], list[Text]]:
    """The rows top down, and the texts that are merged over two rows or more."""
    rows = _level(_wrapped(texts_of(lines, columns), em), em)
    rows = _topped(rows, em)
    return _floating(rows)


def _wrapped(lines: Sequence[Sequence[Text]], em: float) -> list[Text]:
    """Texts whose lines the layout broke are joined, top down."""
    rooms = _rooms(lines)
    whole: list[tuple[int, Text]] = []
    for number, line in enumerate(lines):
        for text in line:
            at = next((n for n in range(len(whole) - 1, -1, -1) if whole[n][1].meets(text)), None)
            if at is not None and _goes_on(whole[at], number, text, lines, rooms, em):
                above = whole.pop(at)[1]
                whole.append((number, above.followed_by(text)))
            else:
                whole.append((number, text))
    return [text for _, text in whole]


def _rooms(lines: Sequence[Sequence[Text]]) -> dict[Span, float]:
    """The widest text over each stretch of columns."""
    rooms: dict[Span, float] = {}
    for text in (text for line in lines for text in line):
        rooms[text.span] = max(rooms.get(text.span, 0.0), text.box[2] - text.box[0])
    return rooms


def _goes_on(
    above: tuple[int, Text], number: int, text: Text, lines: Sequence[Sequence[Text]], rooms: dict[Span, float], em: float
) -> bool:
    """Whether `text` is the next line of the text above it, and so is every other text between whose lines the two stand."""
    if not _follows(above[1], text, rooms, em):
        return False
    pairs = [(over, under) for over in lines[above[0]] for under in lines[number] if over.meets(under)]
    return all(_follows(over, under, rooms, em) for over, under in pairs)


def _follows(above: Text, text: Text, rooms: dict[Span, float], em: float) -> bool:
    last = merged(above.lines[-1])
    pitch = text.middle - last.middle
    if above.is_number or text.is_number or pitch > _LEADING * em or above.span[0] > text.span[0] or above.span[1] < text.span[1]:
        return False
    unit = char_width(first_unit(text.runs[0].text)) * em
    return last.box[2] - last.box[0] + unit >= rooms.get(above.span, 0.0) - _SLACK * em


def _level(texts: Sequence[Text], em: float) -> list[TextRow]:
    """Texts whose middles are level, top down."""
    rows: list[TextRow] = []
    for text in sorted(texts, key=lambda text: text.middle):
        if rows and abs(text.middle - rows[-1].middle) < _LEVEL * em and rows[-1].has_room([text]):
            rows[-1].texts.append(text)
        else:
            rows.append(TextRow([text]))
    return rows


def _topped(rows: Sequence[TextRow], em: float) -> list[TextRow]:
    """Rows whose first lines are level, or of which one stands beside one other alone, are one."""
    kept: list[TextRow] = []
    for row in rows:
        home = next((other for other in kept[::-1][:3] if other.has_room(row.texts) and _are_level(other, row, em)), None)
        if home is None:
            kept.append(row)
        else:
            home.texts += row.texts
    return kept


def _are_level(above: TextRow, below: TextRow, em: float) -> bool:
    firsts = [[merged(text.lines[0]).middle for text in row.texts] for row in (above, below)]
    return max(map(max, firsts)) - min(map(min, firsts)) < _LEVEL * em


def _floating(rows: list[TextRow]) -> tuple[list[TextRow], list[Text]]:
    """Rows that stand between two others are texts merged over both."""
    floating: list[Text] = []
    while (at := _between(rows)) is not None:
        floating += rows.pop(at).texts
    return rows, floating


def _between(rows: Sequence[TextRow]) -> int | None:
    if len(rows) < 3:
        return None
    usual = [b.middle - a.middle for a, b in pairwise(rows) if not a.has_room(b.texts)]
    for i in range(1, len(rows) - 1):
        above, here, below = rows[i - 1 : i + 2]
        apart = sorted((here.middle - above.middle, below.middle - here.middle))
        pitch = median(usual) if usual else below.middle - above.middle
        close = apart[1] < _CLOSE * pitch and apart[1] < _MIDWAY * apart[0]
        if close and above.has_room(here.texts) and below.has_room(here.texts):
            return i
        inside = [row for row in (above, below) if here.top < row.middle < here.bottom and row.has_room(here.texts)]
        if len(inside) == 2:
            return i
    return None
