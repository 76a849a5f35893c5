"""Several projects in one grid, each named in a cell merged down at the left: its facts, money and targets stand beside it.

Each becomes a form by itself. What stands beside another may not be its targets alone, and these have a header of their own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extractor.document import Cell, Piece
from extractor.normalise.labels import unnumbered
from extractor.normalise.levels import is_level
from extractor.normalise.lexicon import LEXICON
from extractor.normalise.text import key
from extractor.segment.flow import Row
from extractor.segment.lines.projects import CODE, NAME, names_project
from extractor.segment.region import Region, about_targets, has_targets
from extractor.segment.tables.table import find_tables

__all__ = ["spined"]

_BLOCK = re.compile(f"{LEXICON['forms']['block']}|{LEXICON['forms']['funds']}|{LEXICON['forms']['names']}")
_OFFICE = re.compile(r".*(?:单位|部门|科室?|[股室处局站所院办]|中心|委员会|公司|学校)", re.DOTALL)
_CODED = re.compile(r"(?<![0-9A-Za-z\-—－–])(?=\D*\d)[0-9A-Za-z][0-9A-Za-z\-—－–]{5,}$")
_YEARS = re.compile(r"(?:19|20)\d\d[-—－–]+(?:19|20)\d\d|(?:19|20)\d{4}")
_COUNT = re.compile(r"\s*(?:项目)?(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*[.．、:：]\s*(?=\D)")
_LEAST_ROWS = 4
_MOST_OVER = 4
"""Rows over the first project: what is said of all of them."""


def _spine(row: Row) -> Cell | None:
    """The cell merged down at the left of a row, be it begun above; None where there is none."""
    first = next(iter(row.all_cells), None)
    return first if row.ruled and first is not None and first.row_span >= _LEAST_ROWS else None


def _goes_on(own: Cell, before: Cell) -> bool:
    """Whether a cell is the one before, or its rest on a new page: blank, or said again."""
    return own is before or not own.piece or key(own.text) == key(before.text)


def _run(rows: Sequence[Row], first: Cell) -> tuple[list[Cell], list[int], int]:
    """The cells that are merged down one under another from `first` on, the rows they begin in, and the row behind the last."""
    spines, starts = [first], [0]
    for n, row in enumerate(rows):
        own = next(iter(row.all_cells), None)
        if own is None or (own.column, own.column_span) != (first.column, first.column_span):
            return spines, starts, n
        if _goes_on(own, spines[-1]):
            continue
        if _spine(row) is None:
            return spines, starts, n
        spines.append(own)
        starts.append(n)
    return spines, starts, len(rows)


def _parts(piece: Piece) -> tuple[Piece, Piece]:
    """The name that is written down a cell, without its number, and the code that stands under it; years are none."""
    cuts = [0, *(m.end() for m in re.finditer("\n", piece.text)), len(piece)]
    whole = Piece.join(piece.slice(a, b).strip() for a, b in pairwise(cuts))
    count, code = _COUNT.match(whole.text), _CODED.search(whole.text)
    start, end = count.end() if count else 0, len(whole)
    if code is None or _YEARS.fullmatch(code.group()):
        return whole.slice(start), Piece()
    return whole.slice(start, code.start()).strip(), whole.slice(code.start(), end)


def _is_name(text: str) -> bool:
    """Whether a text can be the name of a project: no level or block of a form, nor who carries several out."""
    folded = unnumbered(key(text))
    is_other = is_level(folded) or about_targets([folded]) or _BLOCK.fullmatch(folded) or _OFFICE.fullmatch(folded)
    return len(folded) > 1 and not is_other


def _are_names(texts: Sequence[str]) -> bool:
    return len(texts) > 1 and len(set(map(key, texts))) == len(texts) and all(map(_is_name, texts))


def _beside(rows: Sequence[Row], spine: Cell) -> list[Row]:
    """The rows without the cell that stands beside them all."""
    edge = spine.column_end
    kept = [
        replace(row, cells=tuple(c for c in row.cells if c.column >= edge), above=tuple(c for c in row.above if c.column >= edge))
        for row in rows
    ]
    return [row for row in kept if row.filled]


def _is_form(rows: Sequence[Row]) -> bool:
    """Whether the rows have a table of targets under a header of its own, something else over it, and do not name a project."""
    tables = find_tables(rows)
    named = any(names_project(cell.text) for row in rows for cell in row.filled)
    return bool(tables) and not named and has_targets(Region(rows=list(rows))) and tables[0].first > 0


def _forms(region: Region) -> list[Region]:
    """The projects of a region; none where it is laid out otherwise."""
    rows = region.rows
    opens = next((n for n, row in enumerate(rows[: _MOST_OVER + 1]) if _spine(row) is not None), None)
    if opens is None or len({row.grid for row in rows}) > 1:
        return []
    first = _spine(rows[opens])
    assert first is not None
    spines, starts, end = _run(rows[opens:], first)
    under = rows[opens + end :]
    if any(_spine(row) is not None for row in under):  # a cell cut by a page says less than its name
        return []
    names = [_parts(spine.piece) for spine in spines]
    if not _are_names([name.text for name, _ in names]):
        return []
    parts = [_beside(rows[opens + a : opens + b], first) for a, b in pairwise([*starts, end])]
    if not all(map(_is_form, parts)):
        return []
    found = []
    for (name, code), part in zip(names, parts, strict=True):
        head = [*region.head, Piece.join((NAME, name)), *([Piece.join((CODE, code))] if code else [])]
        found.append(Region(region.title, head, [*rows[:opens], *part]))
    found[-1].tail = [*(Piece.join((cell.piece for cell in row.filled), " ") for row in under), *region.tail]
    return found


def spined(regions: Sequence[Region]) -> list[Region]:
    """The regions, each project of those that name theirs in merged cells at the left by itself."""
    return [part for region in regions for part in _forms(region) or [region]]
