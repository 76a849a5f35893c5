"""Cells of a table without rulings (or with flat ones only): texts get their place, merged cells their extent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from extractor.readers.columns import Columns, Span
from extractor.readers.compose import Filled
from extractor.readers.lattice import Lattice, Slot
from extractor.readers.open_rows import Text

__all__ = ["Layout", "laid_out", "parts_of"]

_DEEPEST = 4
"""Rows of a header, at most."""

_LEFT_BLANK = 2.5
"""In em: so far off its centre a heading may rather stand than that a column below it has none."""

_OFF_CENTRE = 0.3
"""Of the usual height of a row: how far from the middle of its rows a merged text may stand."""


@dataclass(slots=True)
class Layout:
    """Columns, the heights at which rows begin and end, texts, and the joints: no border below (row, column)."""

    columns: Columns
    edges: list[float]
    texts: list[Text]
    joints: set[tuple[int, int]] = field(default_factory=set)

    def row_at(self, y: float) -> int:
        """The row at a height."""
        return next((i for i, edge in enumerate(self.edges[1:-1]) if y < edge), len(self.edges) - 2)

    @property
    def rows(self) -> int:
        """How many."""
        return len(self.edges) - 1


def laid_out(layout: Layout) -> tuple[Lattice, list[Filled]]:
    """The table's cells, blank ones too, and the texts in them."""
    tops = _tops(layout)
    area = {(r, c): ((tops[r, c], c), (r, c)) for r in range(layout.rows) for c in range(len(layout.columns))}
    groups: dict[tuple[int, int], tuple[int, int]] = {}
    homes: dict[tuple[int, int], list[Text]] = {}
    owner = {place: home for place, (home, _) in area.items()}
    for text in layout.texts:
        row, (first, last) = layout.row_at(text.middle), text.span
        home = owner[row, first]
        homes.setdefault(home, []).append(text)
        if last > first:
            groups[home] = (first, last)
    for home, (_, last) in _headings(layout, owner, homes).items() | groups.items():
        _widen(owner, home, last)
    slots = _slots(layout, owner)
    filled: dict[tuple[int, int], list[Text]] = {}
    for home, texts in homes.items():
        filled.setdefault(owner[home], []).extend(texts)
    inside = [Filled(slots[home], [run for text in texts for run in text.runs]) for home, texts in filled.items()]
    left, right = layout.columns.bounds[0][0], layout.columns.bounds[-1][1]
    box = (left, layout.edges[0], right, layout.edges[-1])
    return Lattice(tuple(slots[home] for home in sorted(slots)), box, ruled=False), inside


def _tops(layout: Layout) -> dict[tuple[int, int], int]:
    """The row in which the cell at each place begins."""
    tops: dict[tuple[int, int], int] = {}
    for c in range(len(layout.columns)):
        for r in range(layout.rows):
            tops[r, c] = tops[r - 1, c] if r and (r - 1, c) in layout.joints else r
    return tops


def _widen(owner: dict[tuple[int, int], tuple[int, int]], home: tuple[int, int], last: int) -> None:
    """The cell at `home` also takes the cells right of it, as far as they are as high."""
    rows = [row for (row, column), own in owner.items() if own == home and column == home[1]]
    for column in range(home[1] + 1, last + 1):
        if {r for (r, c), own in owner.items() if c == column and own == (home[0], column)} != set(rows):
            return
        for row in rows:
            owner[row, column] = home


def _slots(layout: Layout, owner: dict[tuple[int, int], tuple[int, int]]) -> dict[tuple[int, int], Slot]:
    members: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for place, home in owner.items():
        members.setdefault(home, []).append(place)
    slots = {}
    for home, places in members.items():
        bottom, right = 1 + max(row for row, _ in places), 1 + max(column for _, column in places)
        bounds = layout.columns.bounds
        box = (bounds[home[1]][0], layout.edges[home[0]], bounds[right - 1][1], layout.edges[bottom])
        slots[home] = Slot(home[0], home[1], bottom - home[0], right - home[1], box)
    return slots


def header_depth(layout: Layout) -> int:
    """How many rows the header takes: until each column is named by itself."""
    for depth in range(1, min(_DEEPEST, layout.rows - 1) + 1):
        named = {t.span[0] for t in layout.texts if t.span[0] == t.span[1] and layout.row_at(t.middle) < depth}
        if len(named) == len(layout.columns):
            return depth
    return 1


Home = tuple[int, int]


def _headings(layout: Layout, owner: dict[Home, Home], homes: dict[Home, list[Text]]) -> dict[Home, Home]:
    """Headings over several columns: each blank over a heading goes to the text beside it that is then best centred."""
    found = {}
    for row in range(header_depth(layout) - 1):
        heads = [c for c in range(len(layout.columns)) if (row, c) in homes and owner.get((row + 1, c)) != (row, c)]
        free = {c for c in range(len(layout.columns)) if _is_free(row, c, owner, homes)}
        texts = {c: homes[row, c][0] for c in heads}
        for column, (first, last) in _shared_out(texts, free, layout, row).items():
            if first < column:
                homes.setdefault((row, first), []).extend(homes.pop((row, column)))
            if last > first:
                found[row, first] = (first, last)
    return found


def _is_free(row: int, column: int, owner: dict[Home, Home], homes: dict[Home, list[Text]]) -> bool:
    """A blank in the header with a heading below it."""
    home, below = owner[row, column], owner.get((row + 1, column))
    return home == (row, column) and home not in homes and below is not None and below != home


def _shared_out(texts: dict[int, Text], free: set[int], layout: Layout, row: int) -> dict[int, Span]:
    """The columns of each text, blanks beside it shared out so that the texts are best centred, and few stay blank."""
    best: dict[int, tuple[float, dict[int, Span]]] = {-1: (0.0, {})}
    for column, text in sorted(texts.items()):
        ends = [(low, high) for low in _reach(column, -1, free) for high in _reach(text.span[1], 1, free)]
        after: dict[int, tuple[float, dict[int, Span]]] = {}
        for low, high in ends:
            cost = _offset(text, (low, high), layout, row)
            for end, (sum_, spans) in best.items():
                if end < low:
                    left = sum(end < c < low for c in free) * _LEFT_BLANK * text.em
                    if high not in after or sum_ + left + cost < after[high][0]:
                        after[high] = (sum_ + left + cost, {**spans, column: (low, high)})
        best = after or best
    em = max((text.em for text in texts.values()), default=0.0)
    left_over = {end: sum(c > end for c in free) * _LEFT_BLANK * em for end in best}
    return min(((sum_ + left_over[end], n, spans) for n, (end, (sum_, spans)) in enumerate(best.items())))[2]


def _reach(column: int, step: int, free: set[int]) -> list[int]:
    """The column and the free ones beside it."""
    found = [column]
    while found[-1] + step in free:
        found.append(found[-1] + step)
    return found


def _offset(text: Text, ends: Span, layout: Layout, row: int) -> float:
    """How far from the middle of those columns the text stands, by their edges or by the headings below."""
    columns = layout.columns
    middle = (text.box[0] + text.box[2]) / 2
    edges = [columns.bounds[0][0], *((a + b) / 2 for a, b in columns.gutters), columns.bounds[-1][1]]
    by_edges = abs((edges[ends[0]] + edges[ends[1] + 1]) / 2 - middle)
    below = [_heading_below(layout, row, column) for column in ends]
    middles = [(t.box[0] + t.box[2]) / 2 for t in below if t is not None]
    return min(by_edges, abs(sum(middles) / 2 - middle)) if len(middles) == len(ends) else by_edges


def _heading_below(layout: Layout, row: int, column: int) -> Text | None:
    """The text of the next rows that stands over that column only."""
    texts = (t for t in layout.texts if t.span == (column, column) and layout.row_at(t.middle) > row)
    return min(texts, key=lambda text: text.middle, default=None)


def merged_down(layout: Layout) -> None:
    """Adds the joints of texts that stand in the middle of several rows: in the header, and in the columns left of a full one."""
    depth = header_depth(layout)
    by_column = [sorted((t for t in layout.texts if t.span == (c, c)), key=lambda t: t.middle) for c in range(len(layout.columns))]
    leading = True
    for column, texts in enumerate(by_column):
        rows = {layout.row_at(text.middle) for text in texts}
        leading = leading and not set(range(depth, layout.rows)) <= rows
        if leading and not any(text.is_number for text in texts):
            parts = parts_of([text.middle for text in texts], layout.edges, 0, layout.rows)
        else:
            parts = parts_of([t.middle for t in texts if layout.row_at(t.middle) < depth], layout.edges, 0, depth)
        layout.joints |= {(row, column) for first, last in parts for row in range(first, last)}


def parts_of(middles: Sequence[float], edges: Sequence[float], start: int, end: int) -> list[tuple[int, int]]:
    """The rows cut into parts with one text in the middle of each; none where they cannot be cut so."""
    limit = _OFF_CENTRE * median(b - a for a, b in pairwise(edges))
    parts = []
    for middle in middles:
        offsets = {last: abs((edges[start] + edges[last + 1]) / 2 - middle) for last in range(start, end)}
        last = min(offsets, key=lambda row: offsets[row], default=None)
        if last is None or offsets[last] > limit:
            return []
        parts.append((start, last))
        start = last + 1
    return parts if start == end else []
