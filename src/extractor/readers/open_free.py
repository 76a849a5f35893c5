"""Tables without any rulings: stretches of lines whose texts stand in columns. Prose, lists and title blocks are none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from extractor.readers.columns import Columns, columns_of
from extractor.readers.open_cells import Layout, merged_down
from extractor.readers.open_lines import OTHER_SIZE, TextLine, are_apart, are_cells, is_prose, joined, middle, narrow, usual_em
from extractor.readers.open_rows import Text, rows_of
from extractor.readers.runs import FAR, Run, is_number, merged

__all__ = ["between_texts"]

_NUMERIC = re.compile(r"[≥≤＞＜><=＝±]*[-+−—]?[¥￥]?\d[\d,，.]*[%％‰\w一-鿿/·]{0,8}")

_WHITE = 2.6
"""In em: white between lines that no table leaves between its rows."""

_BESIDE = 1.1
"""In em: lines so near one another are of one row."""

_LINE, _MOST_HEADINGS = 2.1, 4
"""The distance of two lines of a header in em, and their number, at most."""

_MANY = 5
_FILLED, _FILLED_OF_MANY = 0.5, 0.3
"""The least part of a table's places that have text; less where many rows agree on three columns or more."""

_NUMBERS = 0.15
"""The least part of the texts of a small table that are numbers."""


def between_texts(lines: Sequence[TextLine], ends: Sequence[float]) -> list[Layout]:
    """The tables in the lines of a page; none goes over one of the heights `ends`, where another begins."""
    return [layout for chunk in _chunks(lines, ends) for layout in _in_chunk(chunk)]


def _chunks(lines: Sequence[TextLine], ends: Sequence[float]) -> Iterator[list[TextLine]]:
    """Stretches of lines with neither prose nor titles in them, nor white that parts tables."""
    left, right = (
        min((run.box[0] for line in lines for run in line), default=0.0),
        max((run.box[2] for line in lines for run in line), default=0.0),
    )
    chunk: list[TextLine] = []
    for line in lines:
        broken = bool(chunk) and (_is_apart(chunk[-1], line) or any(middle(chunk[-1]) < end < middle(line) for end in ends))
        if broken or is_prose(line, right - left):
            yield chunk
            chunk = []
        if not is_prose(line, right - left):
            chunk.append(line)
    yield chunk


def _is_apart(above: TextLine, below: TextLine) -> bool:
    em = max(min(run.em for run in above), min(run.em for run in below))
    white = min(run.box[1] for run in below) - max(run.box[3] for run in above)
    return white > _WHITE * em or _are_of_other_size(above, below)


def _are_of_other_size(above: TextLine, below: TextLine) -> bool:
    """Whether one line's characters are larger, by their size and their boxes: the size of a few signs in a scan is a guess."""
    by_em = median(run.em for run in above) / median(run.em for run in below)
    by_box = median(run.box[3] - run.box[1] for run in above) / median(run.box[3] - run.box[1] for run in below)
    return min(by_em, by_box) >= OTHER_SIZE or max(by_em, by_box) <= 1 / OTHER_SIZE


def _in_chunk(lines: Sequence[TextLine]) -> list[Layout]:
    """The tables of a stretch: the whole, without single texts above and below it, or its parts around a single text."""
    whole, lines = lines, _trimmed(lines)
    if not lines:
        return []
    for i in (i for i in range(1, len(lines) - 1) if len(joined(lines[i])) == 1):
        above, below = _trimmed(lines[:i]), _trimmed(lines[i + 1 :])
        if min(len(above), len(below)) > 1 and are_apart(narrow(above), narrow(below)):
            return [*_in_chunk(above), *_in_chunk(below)]
    columns = columns_of(narrow(lines))
    if len(columns) < 2 or not are_cells(lines, columns, ruled=False):
        return []
    kept = [*_headings(whole, lines[0], columns), *narrow(lines), *_last(whole, lines[-1], columns)]
    layout = _free_layout(kept, columns, usual_em(lines))
    return [layout] if layout is not None and _is_filled(layout) else []


def _free_layout(lines: Sequence[TextLine], columns: Columns, em: float) -> Layout | None:
    """Rows by the texts alone; None where there are too few."""
    rows, floating = rows_of(lines, columns, em)
    if len(rows) < (2 if len(columns) > 2 else 3):
        return None
    inner = [(a.bottom + b.top) / 2 for a, b in pairwise(rows)]
    top, bottom = rows[0].top - (inner[0] - rows[0].bottom), rows[-1].bottom + rows[-1].top - inner[-1]
    layout = Layout(columns, [top, *inner, bottom], [text for row in rows for text in row.texts] + floating)
    merged_down(layout)
    _hold(layout, floating)
    return layout


def _last(lines: Sequence[TextLine], last: TextLine, columns: Columns) -> list[TextLine]:
    """The single text right below the last line of several: the end of a cell beside it, or one number under a column."""
    after = next((line for line in lines if middle(line) > middle(last)), None)
    if after is None or len(joined(after)) > 1 or _is_apart(last, after):
        return []
    first, final = columns.span(after[0])
    beside = middle(after) - middle(last) < _BESIDE * after[0].em
    return [after] if first == final and (beside or is_number(after[0].text)) else []


def _headings(lines: Sequence[TextLine], first: TextLine, columns: Columns) -> list[TextLine]:
    """Single texts right above the first line of several that head some of the columns; a title heads the whole table."""
    found: list[TextLine] = []
    below = first
    for line in reversed([line for line in lines if middle(line) < middle(first)]):
        if middle(below) - middle(line) > _LINE * line[0].em or len(found) == _MOST_HEADINGS:
            break
        found.insert(0, narrow([line])[0])
        below = line
    while found and not _heads_some(found[0][0], columns):
        del found[0]
    return found


def _heads_some(text: Run, columns: Columns) -> bool:
    """Whether a text stands right of the first column and not in the middle of the table."""
    left, right = columns.bounds[0][0], columns.bounds[-1][1]
    off_centre = abs(text.box[0] + text.box[2] - left - right) > 2 * FAR * text.em
    return columns.bounds[0][1] < text.box[0] and text.box[2] <= right and off_centre


def _hold(layout: Layout, floating: Sequence[Text]) -> None:
    """Texts between two rows are merged over both at least."""
    for text in floating:
        row = min(range(len(layout.edges) - 2), key=lambda i: abs(layout.edges[i + 1] - text.middle), default=0)
        layout.joints |= {(row, column) for column in range(text.span[0], text.span[1] + 1)}


def _trimmed(lines: Sequence[TextLine]) -> list[TextLine]:
    """Without the single texts above and below."""
    several = [i for i, line in enumerate(lines) if len(joined(line)) > 1]
    return list(lines[several[0] : several[-1] + 1]) if several else []


def _is_filled(layout: Layout) -> bool:
    taken = {(layout.row_at(t.middle), c) for t in layout.texts for c in range(t.span[0], t.span[1] + 1)}
    taken |= {(row + 1, c) for row, c in layout.joints}
    least = _FILLED_OF_MANY if len(layout.columns) > 2 and layout.rows >= _MANY else _FILLED
    if len(taken) < least * layout.rows * len(layout.columns):
        return False
    numbers = sum(bool(_NUMERIC.fullmatch(merged(text.runs).text.strip())) for text in layout.texts)
    return numbers >= _NUMBERS * len(layout.texts) or (len(layout.columns) >= 3 and layout.rows >= 3)
