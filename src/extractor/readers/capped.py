"""Boxes that stand under labels without borders: rows of such boxes are one table with the labels over them and beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from extractor.document import Box
from extractor.readers.compose import Filled
from extractor.readers.lattice import Lattice, Slot
from extractor.readers.open_cells import parts_of
from extractor.readers.open_lines import OTHER_SIZE, is_labelled, usual_em
from extractor.readers.runs import Run, visual_lines

__all__ = ["Placed", "with_labels"]

_ALIKE = 4.0
"""Points by which the edges of two grids of a table may differ, or a text may reach over its cell."""

_LEADING = 1.75
"""In em: lines of one text follow one another at no more than this."""

_FURTHEST = 7.0
"""In em: so far apart two rows of boxes may stand."""

_LEAST = 2
"""Rows of boxes, each of several, that have a label over every box: fewer are tables that stand under a line of text."""


@dataclass(frozen=True, slots=True)
class Placed:
    """The tables of a page, what stands in their cells, and the texts outside all of them."""

    tables: list[Lattice]
    filled: list[Filled]
    outside: list[Run]


@dataclass(slots=True)
class _Band:
    """One grid, and over it the texts since the grid before: remarks, and right over its cells their labels."""

    grid: Lattice
    remarks: list[list[Run]]
    labels: list[tuple[Box, list[Run]]]
    left: list[list[Run]] = field(default_factory=list)

    @property
    def is_telling(self) -> bool:
        """Whether it is a row of boxes with a label over each, and none of these says a value itself."""
        boxes = self.grid.slots
        texts = [runs for _, runs in self.labels]
        bare = all(texts) and not any(is_labelled(runs) for runs in texts)
        return len(self.labels) == len(boxes) > 1 and bare and all(slot.row == 0 and slot.row_span == 1 for slot in boxes)


def with_labels(page: Placed, boxes: Iterable[Lattice]) -> Placed | None:
    """The page with its labelled boxes as tables; None where it has none. `boxes` are single ones, which are no tables yet."""
    if not page.outside:
        return None
    em = usual_em([page.outside])
    grids = sorted([*page.tables, *_apart(boxes, page.tables)], key=lambda grid: grid.box[1])
    found = [table for chain in _chains(grids, page.outside, em) if (table := _table(chain, page, em))]
    if not found:
        return None
    gone = {id(slot) for _, _, old in found for slot in old}
    taken = {id(run) for _, filled, _ in found for item in filled for run in item.runs}
    tables = [table for table in page.tables if id(table.slots[0]) not in gone]
    kept = [item for item in page.filled if id(item.slot) not in gone]
    return Placed(
        [*tables, *(table for table, _, _ in found)],
        [*kept, *(item for _, filled, _ in found for item in filled)],
        [run for run in page.outside if id(run) not in taken],
    )


def _apart(boxes: Iterable[Lattice], tables: Sequence[Lattice]) -> list[Lattice]:
    """The boxes that are no frame around others and lie in none."""
    alone = list(boxes)
    everything = [*tables, *alone]
    return [one for one in alone if not any(other is not one and _overlap(one.box, other.box) for other in everything)]


def _overlap(one: Box, other: Box) -> bool:
    return all(one[i] < other[i + 2] - _ALIKE and other[i] < one[i + 2] - _ALIKE for i in (0, 1))


def _chains(grids: Sequence[Lattice], runs: Sequence[Run], em: float) -> Iterator[list[Lattice]]:
    """Grids right under one another that begin or end alike, with no title between them."""
    titles = [run.middle for run in runs if run.em > OTHER_SIZE * em]
    chain: list[Lattice] = []
    for grid in grids:
        if chain and not _follows(chain[-1].box, grid.box, titles, em):
            yield chain
            chain = []
        chain.append(grid)
    yield chain


def _follows(above: Box, below: Box, titles: Sequence[float], em: float) -> bool:
    near = -_ALIKE <= below[1] - above[3] <= _FURTHEST * em
    alike = any(abs(above[i] - below[i]) <= _ALIKE for i in (0, 2))
    return near and alike and not any(above[3] < title < below[1] for title in titles)


def _table(chain: Sequence[Lattice], page: Placed, em: float) -> tuple[Lattice, list[Filled], list[Slot]] | None:
    """The grids with their labels as one table, what stands in it, and the cells that it takes the place of."""
    if len(chain) < _LEAST:
        return None
    left, right = min(grid.box[0] for grid in chain), max(grid.box[2] for grid in chain)
    inside = [run for run in page.outside if left - _ALIKE <= run.box[0] and run.box[2] <= right + _ALIKE]
    above = chain[0].box[1] - _FURTHEST * em
    bands = []
    for grid in chain:
        bands.append(_band(grid, [run for run in inside if above < run.middle < grid.box[1]], inside, (left, right), em))
        above = grid.box[3]
    if sum(band.is_telling for band in bands) < _LEAST:
        return None
    bands[0].remarks = []  # what stands over the first labels heads the page
    builder = _Builder((left, right), page)
    return builder.table() if all(builder.add(band) for band in bands) else None


def _band(grid: Lattice, over: Sequence[Run], inside: Sequence[Run], ends: tuple[float, float], em: float) -> _Band:
    heads = [slot.box for slot in grid.slots if slot.row == 0]
    heads += [(ends[0], 0.0, grid.box[0], 0.0)] if grid.box[0] - ends[0] > _ALIKE else []
    lines = visual_lines(over)
    first = len(lines)
    while first and all(_head(run, heads) is not None for run in lines[first - 1]):
        if first < len(lines) and lines[first][0].middle - lines[first - 1][0].middle > _LEADING * em:
            break
        first -= 1
    labels: list[tuple[Box, list[Run]]] = [(head, []) for head in heads]
    for run in (run for line in lines[first:] for run in line):
        at = _head(run, heads)
        assert at is not None
        labels[at][1].append(run)
    if sum(bool(runs) for _, runs in labels) < min(len(heads), 2):
        first, labels = len(lines), []
    beside = [run for run in inside if grid.box[1] < run.middle < grid.box[3] and run.box[2] <= grid.box[0] + _ALIKE]
    return _Band(grid, _blocks(lines[:first], em), labels, _blocks(visual_lines(beside), em))


def _head(run: Run, heads: Sequence[Box]) -> int | None:
    """The cell that the text stands over, whole."""
    return next((n for n, box in enumerate(heads) if box[0] - _ALIKE <= run.box[0] and run.box[2] <= box[2] + _ALIKE), None)


def _blocks(lines: Sequence[Sequence[Run]], em: float) -> list[list[Run]]:
    """Lines that stand close under one another, as one text."""
    blocks: list[list[Run]] = []
    for line in lines:
        if blocks and line[0].middle - blocks[-1][-1].middle <= _LEADING * em:
            blocks[-1] += line
        else:
            blocks.append(list(line))
    return blocks


class _Builder:
    """Puts bands under one another; rows are counted as they come, columns by the places of their edges."""

    def __init__(self, ends: tuple[float, float], page: Placed) -> None:
        self._ends = ends
        self._page = page
        self._by_slot = {id(item.slot): item for item in page.filled}
        self._cells: list[Filled] = []
        self._old: list[Slot] = []
        self._rows = 0
        self._bottom: float | None = None

    def add(self, band: _Band) -> bool:
        """Takes over a grid with its labels; False where the texts beside it cannot be told to be of certain rows."""
        top = band.grid.box[1]
        labels = [run for _, runs in band.labels for run in runs]
        blocks = [*band.remarks, *([labels] if labels else [])]
        edges = _edges(blocks, self._bottom, top)
        for runs, (y0, y1) in zip(blocks, pairwise(edges), strict=False):
            cells = band.labels if runs is labels else [((self._ends[0], 0.0, self._ends[1], 0.0), runs)]
            for box, own in cells:
                self._put((box[0], y0, box[2], y1), 1, own)
            self._rows += 1
        self._bottom = band.grid.box[3]
        return self._grid(band)

    def _grid(self, band: _Band) -> bool:
        start, grid = self._rows, band.grid
        self._rows += max(slot.row + slot.row_span for slot in grid.slots)
        self._old += grid.slots
        for slot in grid.slots:
            item = self._by_slot.get(id(slot)) or Filled(slot, [run for run in self._page.outside if _holds(slot.box, run)])
            self._cells.append(replace(item, slot=replace(slot, row=start + slot.row)))
        if grid.box[0] - self._ends[0] <= _ALIKE:
            return True
        edges = [*sorted({slot.box[1] for slot in grid.slots}), grid.box[3]]
        rows = len(edges) - 1
        middles = [(min(run.box[1] for run in runs) + max(run.box[3] for run in runs)) / 2 for runs in band.left]
        parts = [(0, rows - 1)] if len(band.left) < 2 else parts_of(middles, edges, 0, rows)
        for n, (first, last) in enumerate(parts):
            box = (self._ends[0], edges[first], grid.box[0], edges[last + 1])
            self._put(box, last + 1 - first, band.left[n] if band.left else [], start + first)
        return bool(parts)

    def _put(self, box: Box, rows: int, runs: Sequence[Run], row: int | None = None) -> None:
        self._cells.append(Filled(Slot(self._rows if row is None else row, 0, rows, 1, box), runs))

    def table(self) -> tuple[Lattice, list[Filled], list[Slot]]:
        """The whole, its cells numbered by the columns of all grids."""
        xs: list[float] = []
        for x in sorted(x for item in self._cells for x in (item.slot.box[0], item.slot.box[2])):
            if not xs or x - xs[-1] > _ALIKE:
                xs.append(x)
        filled = [replace(item, slot=_numbered(item.slot, xs)) for item in self._cells]
        filled.sort(key=lambda item: (item.slot.row, item.slot.column))
        slots = tuple(item.slot for item in filled)
        box = (self._ends[0], slots[0].box[1], self._ends[1], slots[-1].box[3])
        return Lattice(slots, box), filled, self._old


def _numbered(slot: Slot, xs: Sequence[float]) -> Slot:
    first, end = (min(range(len(xs)), key=lambda n: abs(xs[n] - x)) for x in (slot.box[0], slot.box[2]))
    return replace(slot, column=first, column_span=end - first)


def _holds(box: Box, run: Run) -> bool:
    return box[0] <= (run.box[0] + run.box[2]) / 2 <= box[2] and box[1] <= run.middle <= box[3]


def _edges(blocks: Sequence[Sequence[Run]], top: float | None, bottom: float) -> list[float]:
    """Heights that part texts under one another, between two grids or over the first."""
    if not blocks:
        return [bottom]
    tops, bottoms = ([pick(run.box[i] for run in runs) for runs in blocks] for pick, i in ((min, 1), (max, 3)))
    first = top if top is not None else tops[0] - (bottom - bottoms[-1])
    return [first, *((a + b) / 2 for a, b in zip(bottoms, tops[1:], strict=False)), bottom]
