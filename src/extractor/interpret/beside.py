"""Texts beside the amounts of a matrix: what a year's money is for, or its goal, in a column of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.normalise.shapes import shape
from extractor.segment import Table

__all__ = ["without_texts"]

_TEXTS = frozenset({"text", "long", "blank"})


def _is_text(shapes: Sequence[str]) -> bool:
    return "long" in shapes and set(shapes) <= _TEXTS


def without_texts(matrix: Table, stub: int) -> tuple[Table, list[int]]:
    """The matrix without its columns of texts behind the row labels, and the numbers of those columns."""
    columns = range(len(matrix.columns))
    texts = [j for j in columns if j > stub and matrix.columns[j].header and _is_text(list(map(shape, matrix.texts(j))))]
    kept = [j for j in columns if j not in texts]
    cells = tuple(tuple(row[j] for j in kept) for row in matrix.cells)
    return replace(matrix, columns=tuple(matrix.columns[j] for j in kept), cells=cells), texts
