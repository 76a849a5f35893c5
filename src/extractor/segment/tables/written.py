"""Forms without a grid, whose indicators are told one in a sentence: 1.数量：培训人次，目标值不低于500人次，计10分；

Such a form is given the rows that a table without a header would have, one for each sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extractor.document import Cell, Piece
from extractor.normalise.labels import number_length
from extractor.normalise.levels import is_first_level, is_kind, is_level
from extractor.normalise.operators import leading_operator
from extractor.normalise.shapes import quantity_offsets
from extractor.normalise.text import key
from extractor.segment.flow import Row
from extractor.segment.lines.chapters import chapters, labelled_heading, named
from extractor.segment.lines.labelled import split_label
from extractor.segment.lines.titles import is_heading
from extractor.segment.tables.asides import Aside, is_execution
from extractor.segment.tables.implied import LEVELS, NAME, POINTS, VALUE
from extractor.segment.tables.items import compares_within, halves
from extractor.segment.tables.table import Column, Table

__all__ = ["Written", "find_written", "written"]

_HEADERS = (*LEVELS, NAME, VALUE, POINTS)
_AROUND = "，,、；;。 \t\r\n\u3000\xa0"
_POINTS = re.compile(
    r"[，,；;（(\s]\s*(?:共|合?计|权重|分值|占|得|满分|标准分|赋)?\s*(?:为|是|[：:])?\s*(?P<points>\d{1,3}(?:\.\d+)?)\s*分\s*[)）]?$"
    r"|[，,；;（(\s]\s*(?:权重|分值)\s*(?:为|是|[：:])?\s*(?P<bare>\d{1,3}(?:\.\d+)?)%?\s*[)）]?$"
)
_KIND = re.compile(r"(?P<kind>[^：:，,；;。\d]{2,12}?)\s*(?:[：:]|[—－-]+)\s*(?=\S)")
_VALUE = re.compile(
    r"[，,]\s*(?:(?:年度|全年|计划)*(?:目标|指标|计划|标准|考核|完成)值?)(?:为|是|[：:])?\s*(?P<value>\S[^，,]*)$", re.DOTALL
)
_PROMISED = re.compile(r"(?P<name>[^，,；;。：:]{2,24})[，,]\s*(?P<value>[^\s\d，,；;。：:]{1,10})")
_EQUALS = re.compile(r"(?P<name>[^，,；;。：:]{2,24}[^\s\d行作认因成])(?:应?为|是)\s*(?P<value>\d[^，,；;。：:]*)")
"""合格率为100%; 行为, 作为, 认为, 因为, 成为 are words."""
_BLANK = Piece()
_NAME_LENGTH = 40
_MIN_ITEMS = 3
_GRID = -1
"""What rows of sentences have for a grid: no grid of a page has this number."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A sentence: the levels that it says, for those under it or for the indicator that it tells itself."""

    levels: tuple[Piece, ...] = ()
    name: Piece = _BLANK
    value: Piece = _BLANK
    points: Piece = _BLANK

    @property
    def is_item(self) -> bool:
        return bool(self.name) and bool(self.value)


def _bare(piece: Piece) -> Piece:
    """A sentence without the number before it and the stop behind it."""
    said = piece.strip(_AROUND)
    return said.slice(number_length(said.text)).strip(_AROUND)


def _points(piece: Piece) -> tuple[Piece, Piece]:
    """What a sentence says before its points, and these."""
    match = _POINTS.search(piece.text)
    if match is None:
        return piece, Piece()
    group = "points" if match["points"] else "bare"
    return piece.slice(0, match.start()).strip(_AROUND), piece.slice(*match.span(group))


def _halves(piece: Piece) -> tuple[Piece, Piece]:
    """Name and value: what stands behind 目标值, or what compares."""
    match = _VALUE.search(piece.text)
    if match is not None:
        return piece.slice(0, match.start()).strip(_AROUND), piece.slice(*match.span("value")).strip()
    name, value = halves(piece) if compares_within(piece.text) else _in_words(piece)
    return name.strip(_AROUND), value


def _in_words(piece: Piece) -> tuple[Piece, Piece]:
    """A name, and behind the one comma what is promised in a few words: 管理制度，健全. Or what it is: 合格率为100%."""
    match = _PROMISED.fullmatch(piece.text) or _EQUALS.fullmatch(piece.text)
    return (piece.slice(*match.span("name")), piece.slice(*match.span("value"))) if match else (piece, Piece())


def _entry(piece: Piece) -> _Entry | None:
    """What a sentence says; None where it says anything else."""
    said, points = _points(_bare(piece))
    if is_execution(said.text) and points:
        return _Entry(name=said, points=points)
    if is_level(said.text):
        return _Entry((said,), points=points)
    levels: list[Piece] = []
    while (match := _KIND.match(said.text)) and is_level(match["kind"]):
        levels.append(said.slice(*match.span("kind")))
        said = said.slice(match.end())
    name, value = _halves(said)
    whole = bool(name) and bool(value) and len(name) <= _NAME_LENGTH
    return _Entry(tuple(levels), name, value, points) if whole and (levels or points) else None


def _opens(line: Piece, before: Piece) -> bool:
    """Whether a line begins a sentence: behind a stop or points, with a number or a label, or where it is a level."""
    ended = before.text.rstrip().endswith(("；", ";", "。")) or bool(_points(before.strip())[1])
    return ended or number_length(line.strip().text) > 0 or split_label(line) is not None or is_level(_points(_bare(line))[0].text)


def _sentences(lines: Sequence[Piece]) -> list[tuple[int, Piece]]:
    """The lines as sentences, each with the line it begins on."""
    found: list[tuple[int, list[Piece]]] = []
    for number, line in enumerate(lines):
        if not found or _opens(line, found[-1][1][-1]):
            found.append((number, [line]))
        else:
            found[-1][1].append(line)
    return [(number, Piece.join(parts)) for number, parts in found]


def _tells(entries: Sequence[_Entry]) -> bool:
    """Whether sentences are the indicators of a form: several, and most of them compare."""
    values = [entry.value.text for entry in entries if entry.is_item]
    compared = sum(bool(leading_operator(value) or quantity_offsets(value)) for value in values)
    return len(values) >= _MIN_ITEMS and 2 * compared >= len(values)


@dataclass(frozen=True, slots=True)
class Written:
    """The lines of a form: those over its indicators, a row for each of these, and the lines under them."""

    head: list[Piece]
    rows: list[Row]
    tail: list[Piece]


def written(lines: Sequence[Piece]) -> list[Written]:
    """The forms among lines that tell their indicators in sentences; none where one of them does not."""
    opening = next((key(line.text) for line in lines if is_heading(line.text)), None)
    starts = [n for n, line in enumerate(lines) if key(line.text) == opening]
    parts = [lines[a:b] for a, b in pairwise([0, *starts[1:], len(lines)])]
    found = [_form(part) for part in parts]
    if len(parts) == 1 and (by_chapter := _by_chapter(lines)):
        return by_chapter
    return [form for form in found if form is not None] if all(found) else []


def _by_chapter(lines: Sequence[Piece]) -> list[Written]:
    """A form for each chapter that tells the indicators of a project; none where fewer than two do, or they share no level.

    Chapters of one form tell different levels each. What stands over the first is said of all; other chapters go with the form
    before them.
    """
    over, *parts = chapters(lines)
    found: list[Written] = []
    levels: list[set[str]] = []
    for part in parts:
        form = _form(named(part))
        if form is not None:
            form.head[:0] = over
            found.append(form)
            levels.append(_first_levels(form.rows))
        elif found:
            found[-1].tail.extend(part)
        else:
            over = [*over, *part]
    return found if len(found) > 1 and all(one & other for one, other in pairwise(levels)) else []


def _first_levels(rows: Sequence[Row]) -> set[str]:
    """The first levels that sentences say."""
    entries = (_entry(row.cells[0].piece) for row in rows)
    return {key(level.text) for entry in entries if entry is not None for level in entry.levels if is_first_level(level.text)}


def _form(lines: Sequence[Piece]) -> Written | None:
    """The lines parted at the first and the last indicator; None where there are none."""
    sentences = _sentences(lines)
    entries = [_entry(piece) for _, piece in sentences]
    if not _tells([entry for entry in entries if entry is not None]):
        return None
    told = [n for n, entry in enumerate(entries) if entry is not None]
    first, last = told[0], told[-1]
    after = sentences[last + 1][0] if last + 1 < len(sentences) else len(lines)
    rows = [_row(n, piece) for n, (_, piece) in enumerate(sentences[first : last + 1])]
    head, tail = lines[: sentences[first][0]], lines[after:]
    return Written([*map(labelled_heading, head)], rows, [*map(labelled_heading, tail)])


def _row(number: int, piece: Piece) -> Row:
    return Row((Cell(number, 0, piece),), (), _GRID, piece.page or 0, ruled=False)


def _placed(level: Piece, levels: tuple[Piece, Piece], *, heads: bool) -> tuple[Piece, Piece]:
    """First and second level below one more that is said: 满意度 heads others, and before an indicator is its kind."""
    first = is_first_level(level.text) and (heads or not is_kind(level.text) or not levels[0])
    return (level, Piece()) if first else (levels[0], level)


def find_written(rows: Sequence[Row]) -> list[Table]:
    """The table of the indicators that are told in sentences, if the rows of a region are such."""
    cells: list[tuple[Cell | None, ...]] = []
    asides: list[Aside] = []
    levels = (Piece(), Piece())
    for row in rows:
        entry = _entry(row.cells[0].piece) if row.grid == _GRID else None
        if entry is None:
            continue
        own = levels
        for level in entry.levels:
            own = _placed(level, own, heads=not entry.is_item)
        if entry.is_item:
            texts = (*own, entry.name, entry.value, entry.points)
            cells.append(tuple(replace(row.cells[0], column=n, piece=text) for n, text in enumerate(texts)))
        elif entry.name:
            asides.append(Aside(len(cells), entry.name, entry.points, is_execution=True))
        else:
            levels = own
    columns = tuple(Column(header, n, n + 1) for n, header in enumerate(_HEADERS))
    return [Table(0, len(rows), columns, tuple(cells), asides=tuple(asides))] if cells else []
