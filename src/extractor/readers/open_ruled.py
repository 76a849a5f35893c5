"""Tables with flat rulings only: the lines bound the rows, the alignment of the texts gives the columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractor.readers.columns import Columns, columns_of
from extractor.readers.flats import Family
from extractor.readers.open_cells import Layout
from extractor.readers.open_lines import (
    OTHER_SIZE,
    TextLine,
    are_apart,
    are_cells,
    is_labelled,
    joined,
    middle,
    narrow,
    usual_em,
)
from extractor.readers.open_rows import rows_of, texts_of

__all__ = ["between_flats"]

_FEW = 4
"""A table with no more lines than these rules its header and its ends only: rows stand between two of them."""

_ROWS, _ROWS_OF_FEW = 4, 2
"""Rows that must be seen between two lines for them not to be one row."""


def between_flats(lines: Sequence[TextLine], family: Family) -> list[Layout]:
    """The tables of flats that begin and end alike: one after another, where a title stands between."""
    found: list[Layout] = []
    if not lines:  # strokes under the values of a form, whose labels stand left of them: no line lies between their ends
        return found
    for part in _cut(lines, family):
        inside = [line for line in lines if part.holds(line)]
        columns = columns_of(narrow(inside), part.inner_ends)
        if len(columns) < 2 or len(part.heights) < 3 or not are_cells(inside, columns, ruled=True):
            continue
        found.append(_ruled_flat(inside, columns, part))
    return found


def _cut(lines: Sequence[TextLine], family: Family) -> Iterator[Family]:
    """The family cut at bands that are no row: titles, units, and a heading between tables of other columns."""
    bands = list(pairwise(family.heights))
    start, em = 0, usual_em(lines)
    for i, (top, bottom) in enumerate(bands):
        inside = [line for line in lines if top < middle(line) < bottom]
        if not (family.is_full(top) and family.is_full(bottom)):
            continue  # a shorter line goes around a cell merged over both rows: they are of one table
        is_heading = bool(inside) and _is_heading_band(inside, em)
        if is_heading or _parts_tables(lines, family.heights[start], (top, bottom), family.heights[-1]):
            yield family.part(start, i)
            start = i + 1
    yield family.part(start, len(bands))


def _is_heading_band(lines: Sequence[TextLine], em: float) -> bool:
    return any(is_labelled(line) or usual_em([line]) > OTHER_SIZE * em for line in lines)


def _parts_tables(lines: Sequence[TextLine], first: float, band: tuple[float, float], last: float) -> bool:
    """Whether a band with one text, or none, parts tables: other columns follow, or a header does."""
    here = [line for line in lines if band[0] < middle(line) < band[1]]
    above = narrow([line for line in lines if first < middle(line) < band[0]])
    below = narrow([line for line in lines if band[1] < middle(line) < last])
    if len(here) > 1 or (here and len(joined(here[0])) != 1) or not above or not below:
        return False
    within = bool(here) and columns_of(above).span(here[0][0])[0] > 0  # it stands in a row
    return not within and are_apart(above, below)


def _ruled_flat(lines: Sequence[TextLine], columns: Columns, family: Family) -> Layout:
    parted = narrow(lines)
    em = usual_em(lines)
    heights = _heights(columns, family)
    edges, opened = [heights[0]], set[int]()
    few = len(family.heights) <= _FEW
    for top, bottom in pairwise(heights):
        inside = [line for line in parted if all(top < r.box[1] + r.em / 4 and r.box[3] - r.em / 4 < bottom for r in line)]
        rows, _ = rows_of(inside, columns, em)
        if len(rows) >= (_ROWS_OF_FEW if few else _ROWS) and all(len(row.texts) > 1 for row in rows[:2]):
            cuts = [(a.bottom + b.top) / 2 for a, b in pairwise(rows)]
            opened |= {len(edges) + i for i in range(len(cuts))}
            edges += cuts
        edges.append(bottom)
    texts = [text for line in texts_of(parted, columns) for text in line]
    layout = Layout(_to_the_end(columns, family), edges, texts)
    for row, edge in enumerate(edges[1:-1]):
        if row + 1 not in opened:
            layout.joints |= {(row, c) for c, bound in enumerate(columns.bounds) if not family.covers(edge, bound)}
    return layout


def _to_the_end(columns: Columns, family: Family) -> Columns:
    """The columns, the last as wide as the lines allow: by its room one sees whether a line of text was broken there."""
    padding = max(0.0, columns.bounds[0][0] - family.start)
    start, end = columns.bounds[-1]
    return Columns((*columns.bounds[:-1], (start, max(end, family.end - padding))))


def _heights(columns: Columns, family: Family) -> list[float]:
    """The heights at which a line bounds some cell: a shorter stroke bounds none."""
    return [height for height in family.heights if any(family.covers(height, bound) for bound in columns.bounds)]
