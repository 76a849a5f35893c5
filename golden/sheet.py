"""A printed document as data: lines and tables of cells whose text knows which labels it carries.

A layout (one module each under `golden.layouts`) turns a record into a `Sheet`; `markup` and `text_copy` print it.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeAlias

from golden.corpus import Record, leaves

__all__ = ["Block", "Cell", "Labels", "Layout", "Line", "Row", "Sheet", "Span", "Table", "cell", "heading"]


@dataclass(frozen=True, slots=True)
class Span:
    """Text on the page and the paths of the leaves that it is, or that are read from it (a year within a title)."""

    text: str
    paths: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell by its top left position; `style` is a class of the style sheet in `markup`."""

    spans: tuple[Span, ...]
    columns: int = 1
    rows: int = 1
    style: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """The cells that start in a row. One that `splits` may run on to the next page; one that `keeps` stays with the next."""

    cells: tuple[Cell, ...]
    splits: bool = False
    keeps: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table; its first `header` rows are printed again on every page.

    `style` "" is ruled all over, "rows" has horizontal lines only, "open" none at all.
    """

    widths: tuple[float, ...]
    rows: tuple[Row, ...]
    header: int = 0
    style: str = ""

    def placed(self) -> list[tuple[int, int, Cell]]:
        """Every cell with the row and column it starts in."""
        taken: set[tuple[int, int]] = set()
        found = []
        for number, row in enumerate(self.rows):
            free = (column for column in itertools.count() if (number, column) not in taken)
            for cell in row.cells:
                column = next(free)
                taken |= {(number + down, column + right) for down in range(cell.rows) for right in range(cell.columns)}
                found.append((number, column, cell))
        return found


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph outside any table. One that says whether the paper lies across starts a page, and what follows lies so too."""

    spans: tuple[Span, ...]
    style: str = ""
    landscape: bool | None = None


Block: TypeAlias = Line | Table


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole document, in printing order."""

    blocks: tuple[Block, ...]
    landscape: bool = False
    font_size: float = 10.5

    def sections(self) -> list[tuple[bool, list[tuple[int, Block]]]]:
        """The stretches that lie one way, upright or across, each block with its number in the sheet."""
        found: list[tuple[bool, list[tuple[int, Block]]]] = [(self.landscape, [])]
        for number, block in enumerate(self.blocks):
            if isinstance(block, Line) and block.landscape is not None:
                found.append((block.landscape, []))
            found[-1][1].append((number, block))
        return [section for section in found if section[1]]


Layout: TypeAlias = Callable[["Labels"], Sheet]


class Labels:
    """The leaves of a record as spans; `relative` gives the same view from inside a form or a row."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self._leaves = leaves(record)
        self._prefix = ""

    def relative(self, prefix: str) -> Labels:
        """The labels below `prefix`."""
        return self._at(self.path(prefix))

    def _at(self, path: str) -> Labels:
        inner = Labels.__new__(Labels)
        inner.record, inner._leaves, inner._prefix = self.record, self._leaves, path
        return inner

    def each(self, name: str) -> list[Labels]:
        """The labels of every item of the list `name`."""
        inside = itertools.takewhile(self._begins, (self.path(f"{name}[{number}]") for number in itertools.count()))
        return [self._at(path) for path in inside]

    def _begins(self, path: str) -> bool:
        return any(known.startswith(f"{path}.") for known in self._leaves)

    def count(self, name: str) -> int:
        """How many items the list `name` has whose items are strings or lists of strings."""
        listed = (self.path(f"{name}[{number}]") for number in itertools.count())
        there = (path in self._leaves or f"{path}[0]" in self._leaves for path in listed)
        return sum(1 for _ in itertools.takewhile(bool, there))

    def path(self, name: str) -> str:
        """The full path of `name`."""
        return f"{self._prefix}.{name}" if self._prefix and name else self._prefix or name

    def text(self, name: str) -> str:
        """The leaf as written. Raises KeyError where the record has none."""
        return self._leaves[self.path(name)]

    def has(self, name: str) -> bool:
        """Whether the record has that leaf (it may be blank)."""
        return self.path(name) in self._leaves

    def span(self, name: str, *also: str) -> Span:
        """The leaf as a span; `also` names others (full paths) that stand in the same text."""
        return Span(self.text(name), (self.path(name), *also))


def cell(*parts: Span | str, columns: int = 1, rows: int = 1, style: str = "") -> Cell:
    """A cell of spans and of fixed text."""
    return Cell(_spans(parts), columns, rows, style)


def heading(*parts: Span | str, style: str = "plain", landscape: bool | None = None) -> Line:
    """A line of spans and of fixed text."""
    return Line(_spans(parts), style, landscape)


def _spans(parts: Iterable[Span | str]) -> tuple[Span, ...]:
    return tuple(Span(part) if isinstance(part, str) else part for part in parts)
