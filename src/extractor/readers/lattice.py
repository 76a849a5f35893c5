"""Ruling lines to grids of cells, the same for printed vectors and for rulings found in a scan.

Collinear pieces are joined, lines that touch form one table, and neighbouring squares that no ruling parts are one merged
cell. A ruling counts where most of it is there, so that small gaps do not merge cells.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extractor.document import Box

__all__ = ["Lattice", "Ruling", "Slot", "drawn", "joined", "lattices"]

_COVER = 0.55
"""A side of a cell is there if rulings cover this part of it."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """A straight line: at `at` across, from `start` to `end` along. `upright` ones stand at an x."""

    upright: bool
    at: float
    start: float
    end: float

    @property
    def length(self) -> float:
        """From end to end."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell of a lattice before it has text."""

    row: int
    column: int
    row_span: int
    column_span: int
    box: Box


@dataclass(frozen=True, slots=True)
class Lattice:
    """One table's cells, in row order; `ruled` unless they are known by the alignment of texts."""

    slots: tuple[Slot, ...]
    box: Box
    ruled: bool = True


def lattices(rulings: Iterable[Ruling], *, tolerance: float, bridge: float) -> list[Lattice]:
    """Tables in the rulings. Lines within `tolerance` are one, gaps up to `bridge` within a line are closed."""
    return [lattice for lattice in drawn(rulings, tolerance=tolerance, bridge=bridge) if len(lattice.slots) > 1]


def drawn(rulings: Iterable[Ruling], *, tolerance: float, bridge: float) -> list[Lattice]:
    """The tables, and the boxes that stand alone: as lattices of one slot."""
    lines = joined(rulings, tolerance, bridge)
    found = (_lattice(group, tolerance) for group in _connected(lines, tolerance))
    return sorted((lattice for lattice in found if lattice is not None), key=lambda lattice: (lattice.box[1], lattice.box[0]))


def joined(rulings: Iterable[Ruling], tolerance: float, bridge: float) -> list[Ruling]:
    """Collinear rulings that overlap or nearly touch, as one."""
    out: list[Ruling] = []
    for upright in (False, True):
        lines = sorted((r for r in rulings if r.upright is upright and r.length > 0), key=lambda r: r.at)
        for band in _bands(lines, tolerance):
            out += _merged(band, bridge)
    return out


def _bands(lines: Sequence[Ruling], tolerance: float) -> Iterator[list[Ruling]]:
    """Lines of nearly the same position; a band is never wider than twice the tolerance."""
    band: list[Ruling] = []
    for line in lines:
        if band and (line.at - band[-1].at > tolerance or line.at - band[0].at > 2 * tolerance):
            yield band
            band = []
        band.append(line)
    if band:
        yield band


def _merged(band: Sequence[Ruling], bridge: float) -> Iterator[Ruling]:
    group: list[Ruling] = []
    for line in sorted(band, key=lambda r: r.start):
        if group and line.start - max(r.end for r in group) > bridge:
            yield _one(group)
            group = []
        group.append(line)
    yield _one(group)


def _one(group: Sequence[Ruling]) -> Ruling:
    """The group as one line, where its longer parts are."""
    weight = sum(r.length for r in group)
    at = sum(r.at * r.length for r in group) / weight
    return replace(group[0], at=at, start=min(r.start for r in group), end=max(r.end for r in group))


def _touch(flat: Ruling, upright: Ruling, tolerance: float) -> bool:
    return (
        flat.start - tolerance <= upright.at <= flat.end + tolerance
        and upright.start - tolerance <= flat.at <= upright.end + tolerance
    )


def _connected(rulings: Sequence[Ruling], tolerance: float) -> list[list[Ruling]]:
    """Rulings that touch one another, directly or through others."""
    flats = [r for r in rulings if not r.upright]
    uprights = [r for r in rulings if r.upright]
    parents = {id(r): id(r) for r in rulings}

    def root(key: int) -> int:
        while parents[key] != key:
            parents[key] = parents[parents[key]]
            key = parents[key]
        return key

    for flat in flats:
        for upright in uprights:
            if _touch(flat, upright, tolerance):
                parents[root(id(flat))] = root(id(upright))
    groups: dict[int, list[Ruling]] = {}
    for ruling in rulings:
        groups.setdefault(root(id(ruling)), []).append(ruling)
    return list(groups.values())


def _lattice(group: Sequence[Ruling], tolerance: float) -> Lattice | None:
    """The table or box that a group of rulings draws; None where it is an underline or a cross."""
    group = [*group, *_open_sides(group, tolerance)]
    xs = _positions([r for r in group if r.upright], tolerance)
    ys = _positions([r for r in group if not r.upright], tolerance)
    if len(xs) < 2 or len(ys) < 2:
        return None
    slots = _numbered(list(_slots(group, xs, ys, tolerance)))
    return Lattice(slots, (xs[0], ys[0], xs[-1], ys[-1])) if slots else None


def _numbered(slots: Sequence[Slot]) -> tuple[Slot, ...]:
    """Slots by the lines that bound some slot: a stroke that parts nothing makes no row or column."""
    rows = {row: n for n, row in enumerate(sorted({s.row for s in slots} | {s.row + s.row_span for s in slots}))}
    columns = {col: n for n, col in enumerate(sorted({s.column for s in slots} | {s.column + s.column_span for s in slots}))}
    return tuple(
        Slot(
            rows[s.row],
            columns[s.column],
            rows[s.row + s.row_span] - rows[s.row],
            columns[s.column + s.column_span] - columns[s.column],
            s.box,
        )
        for s in sorted(slots, key=lambda s: (s.row, s.column))
    )


def _open_sides(group: Sequence[Ruling], tolerance: float) -> Iterator[Ruling]:
    """Outer borders that a table does not draw although the lines towards it end together.

    Left and right ones are a matter of style; at the top and bottom a row goes on over the page.
    """
    for upright in (False, True):
        lines = sorted((r for r in group if r.upright is upright), key=lambda r: r.at)
        across = [r.at for r in group if r.upright is not upright]
        if len(lines) < 2 or not across:
            continue
        for ends, edge, beyond in (
            ([r.start for r in lines], min(r.start for r in lines), min(across) - min(r.start for r in lines)),
            ([r.end for r in lines], max(r.end for r in lines), max(r.end for r in lines) - max(across)),
        ):
            there = [abs(end - edge) <= tolerance for end in ends]
            if beyond > 3 * tolerance and there[0] and there[-1] and (upright or sum(there) >= max(3, len(lines) // 2)):
                yield Ruling(not upright, edge, lines[0].at, lines[-1].at)


def _positions(lines: Sequence[Ruling], tolerance: float) -> list[float]:
    """The distinct places of lines across, each the mean of its band weighed by length."""
    ordered = sorted(lines, key=lambda r: r.at)
    return [_one(band).at for band in _bands(ordered, tolerance)]


def _slots(group: Sequence[Ruling], xs: Sequence[float], ys: Sequence[float], tolerance: float) -> Iterator[Slot]:
    """Merged squares as rectangles, from the top left: first as wide as no wall stands, then as high."""
    squares = _Squares(group, xs, ys, tolerance)
    free = squares.inside()
    for i, j in sorted(free):
        if (i, j) not in free:
            continue
        right, bottom = j + 1, i + 1
        while (i, right) in free and not squares.wall_right(i, right - 1):
            right += 1
        while squares.extends(range(j, right), bottom, free):
            bottom += 1
        free -= {(r, c) for r in range(i, bottom) for c in range(j, right)}
        yield Slot(i, j, bottom - i, right - j, (xs[j], ys[i], xs[right], ys[bottom]))


class _Squares:
    """The squares between neighbouring line positions, and the walls between them."""

    def __init__(self, group: Sequence[Ruling], xs: Sequence[float], ys: Sequence[float], tolerance: float) -> None:
        rows, columns = list(pairwise(ys)), list(pairwise(xs))
        self._size = (len(rows), len(columns))
        self._upright = [[_covered(group, True, x, y0, y1, tolerance) for x in xs] for y0, y1 in rows]
        self._flat = [[_covered(group, False, y, x0, x1, tolerance) for x0, x1 in columns] for y in ys]

    def wall_right(self, row: int, column: int) -> bool:
        return self._upright[row][column + 1]

    def extends(self, columns: range, row: int, free: set[tuple[int, int]]) -> bool:
        """Whether `row` continues the cell above over exactly these columns."""
        if not all((row, c) in free and not self._flat[row][c] for c in columns):
            return False
        return not any(self.wall_right(row, c) for c in columns[:-1])

    def inside(self) -> set[tuple[int, int]]:
        """Squares that walls shut off from the outside."""
        height, width = self._size
        outer = [(i, j) for i in range(height) for j in range(width) if i in (0, height - 1) or j in (0, width - 1)]
        leaking = [square for square in outer if self._leaks(*square)]
        seen = set(leaking)
        while leaking:
            for square in self._neighbours(*leaking.pop()):
                if square not in seen:
                    seen.add(square)
                    leaking.append(square)
        return {(i, j) for i in range(height) for j in range(width)} - seen

    def _leaks(self, i: int, j: int) -> bool:
        height, width = self._size
        return (
            (i == 0 and not self._flat[0][j])
            or (i == height - 1 and not self._flat[height][j])
            or (j == 0 and not self._upright[i][0])
            or (j == width - 1 and not self._upright[i][width])
        )

    def _neighbours(self, i: int, j: int) -> Iterator[tuple[int, int]]:
        height, width = self._size
        if i > 0 and not self._flat[i][j]:
            yield i - 1, j
        if i + 1 < height and not self._flat[i + 1][j]:
            yield i + 1, j
        if j > 0 and not self._upright[i][j]:
            yield i, j - 1
        if j + 1 < width and not self._upright[i][j + 1]:
            yield i, j + 1


def _covered(group: Sequence[Ruling], upright: bool, at: float, start: float, end: float, tolerance: float) -> bool:
    """Whether rulings at this place cover most of [start, end]."""
    parts = sorted(
        (max(r.start - tolerance, start), min(r.end + tolerance, end))
        for r in group
        if r.upright is upright and abs(r.at - at) <= 1.5 * tolerance
    )
    covered, reached = 0.0, start
    for a, b in parts:
        covered += max(0.0, b - max(a, reached))
        reached = max(reached, b)
    return covered >= _COVER * (end - start)
