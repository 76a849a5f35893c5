"""Rulings to cells: merged, broken, open and nested tables."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.readers.lattice import Ruling, lattices


def flat(y: float, x0: float, x1: float) -> Ruling:
    return Ruling(upright=False, at=y, start=x0, end=x1)


def upright(x: float, y0: float, y1: float) -> Ruling:
    return Ruling(upright=True, at=x, start=y0, end=y1)


FRAME = [flat(0, 0, 200), flat(100, 0, 200), upright(0, 0, 100), upright(200, 0, 100)]

CASES: dict[str, tuple[list[Ruling], list[tuple[int, int, int, int]]]] = {
    "a grid of four": ([*FRAME, flat(50, 0, 200), upright(100, 0, 100)], [(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1)]),
    "merged over columns": ([*FRAME, flat(50, 0, 200), upright(100, 50, 100)], [(0, 0, 1, 2), (1, 0, 1, 1), (1, 1, 1, 1)]),
    "merged over rows": ([*FRAME, flat(50, 100, 200), upright(100, 0, 100)], [(0, 0, 2, 1), (0, 1, 1, 1), (1, 1, 1, 1)]),
    "a broken line": (
        [*FRAME, flat(50, 0, 80), flat(50.8, 110, 200), upright(100, 0, 100)],
        [(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1)],
    ),
    "double borders": ([*FRAME, flat(1.5, 0, 200), upright(100, 0, 100), upright(101.5, 0, 100)], [(0, 0, 1, 1), (0, 1, 1, 1)]),
    "open at both sides": (
        [flat(0, 0, 200), flat(50, 0, 200), flat(100, 0, 200), upright(100, 0, 100)],
        [(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1)],
    ),
    "a row that goes on over the page": (
        [flat(0, 0, 200), flat(50, 0, 200), upright(0, 0, 100), upright(100, 0, 100), upright(200, 0, 100)],
        [(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1)],
    ),
    "a stroke that parts nothing": ([*FRAME, flat(50, 0, 200), upright(60, 10, 30)], [(0, 0, 1, 1), (1, 0, 1, 1)]),
    "not a rectangle": (
        [*FRAME, flat(50, 0, 100), upright(100, 0, 50)],
        [(0, 0, 1, 1), (0, 1, 2, 1), (1, 0, 1, 1)],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_cells(case: str) -> None:
    rulings, expected = CASES[case]
    (lattice,) = lattices(rulings, tolerance=2.5, bridge=4)
    assert [(s.row, s.column, s.row_span, s.column_span) for s in lattice.slots] == expected


@pytest.mark.parametrize(
    "rulings",
    [[], FRAME, [flat(0, 0, 200)], [flat(0, 0, 200), upright(100, -50, 50)]],
    ids=["nothing", "a frame", "an underline", "a cross"],
)
def test_no_table(rulings: list[Ruling]) -> None:
    assert lattices(rulings, tolerance=2.5, bridge=4) == []


def test_tables_apart_are_two() -> None:
    table = [*FRAME, flat(50, 0, 200)]
    below = [Ruling(r.upright, r.at + (0 if r.upright else 110), r.start + 110 * r.upright, r.end + 110 * r.upright) for r in table]
    assert [lattice.box[1] for lattice in lattices([*below, *table], tolerance=2.5, bridge=4)] == [0, 110]


@given(st.lists(st.integers(8, 80), min_size=1, max_size=8), st.lists(st.integers(8, 80), min_size=2, max_size=8), st.randoms())
def test_any_grid_comes_back_from_lines_in_any_order(heights: list[int], widths: list[int], chance: Random) -> None:
    ys, xs = [sum(heights[:n]) for n in range(len(heights) + 1)], [sum(widths[:n]) for n in range(len(widths) + 1)]
    rulings = [flat(y, xs[0], xs[-1]) for y in ys] + [upright(x, ys[0], ys[-1]) for x in xs]
    chance.shuffle(rulings)
    (lattice,) = lattices(rulings, tolerance=2.5, bridge=4)
    assert len(lattice.slots) == len(heights) * len(widths)
    assert all(s.row_span == s.column_span == 1 for s in lattice.slots)
