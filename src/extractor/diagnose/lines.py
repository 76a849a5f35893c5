"""Rows and columns of cells in which a value may have slipped into the next cell, and where the page shows that it did."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Literal, TypeAlias

from extractor.document import Box
from extractor.record import BudgetTable, Form, Leaf, Record

__all__ = ["Line", "Move", "lines_of", "moves"]

_LONGEST = 6
"""Cells that slip together at most."""

_CLEAR = 3.0
"""Points by which a value must stand nearer to another cell's place than to its own."""

Way: TypeAlias = Literal["across", "down"]


@dataclass(frozen=True, slots=True)
class Line:
    """Cells next to each other with their texts, and where each of them has its place: the middle of its column or row.

    `places` are None where the page does not show it.
    """

    paths: tuple[str, ...]
    leaves: tuple[Leaf | None, ...]
    places: tuple[float | None, ...]
    way: Way

    def text(self, number: int) -> str:
        """What stands in a cell."""
        leaf = self.leaves[number]
        return leaf.raw if leaf is not None else ""


@dataclass(frozen=True, slots=True)
class Move:
    """Values that go to the next cell: the new texts by path, the value that moves first, then what becomes of the others.

    `misplaced`: the page shows the value at the place of the cell it goes to (True), of its own (False), or does not say.
    """

    texts: Mapping[str, str]
    misplaced: bool | None


def lines_of(record: Record) -> Iterator[Line]:
    """The rows and columns of tables, the amounts of funding rows and the weights of indicators."""
    for number, table in enumerate(record.tables):
        yield from _of_table(f"tables[{number}]", table)
    for number, form in enumerate(record.forms):
        yield from _of_form(f"forms[{number}]", form)


def _of_table(path: str, table: BudgetTable) -> Iterator[Line]:
    width = max((len(row.cells) for row in table.rows), default=0)
    grid = [[row.cells[at] if at < len(row.cells) else None for at in range(width)] for row in table.rows]
    columns = [_place([row[at] for row in grid], "across") for at in range(width)]
    rows = [_place([row.code, row.name], "down") for row in table.rows]
    for number, cells in enumerate(grid):
        paths = [f"{path}.rows[{number}].cells[{at}]" for at in range(width)]
        yield Line(tuple(paths), tuple(cells), tuple(columns), "across")
    for at in range(width):
        paths = [f"{path}.rows[{number}].cells[{at}]" for number in range(len(grid))]
        yield Line(tuple(paths), tuple(row[at] for row in grid), tuple(rows), "down")


def _of_form(path: str, form: Form) -> Iterator[Line]:
    if form.funding:
        paths = tuple(f"{path}.funding[{at}].amount" for at in range(len(form.funding)))
        places = tuple(_place([row.label], "down") for row in form.funding)
        yield Line(paths, tuple(row.amount for row in form.funding), places, "down")
    if form.indicators:
        paths = tuple(f"{path}.indicators[{at}].weight" for at in range(len(form.indicators)))
        places = tuple(_place([row.name], "down") for row in form.indicators)
        yield Line(paths, tuple(row.weight for row in form.indicators), places, "down")


def _place(leaves: Sequence[Leaf | None], way: Way) -> float | None:
    """Where a column's or row's cells stand, by most of them."""
    boxes = [leaf.box for leaf in leaves if leaf is not None and leaf.box is not None]
    return median(_middle(box, way) for box in boxes) if boxes else None


def _middle(box: Box, way: Way) -> float:
    """Amounts are set flush right, rows are level."""
    return box[2] if way == "across" else (box[1] + box[3]) / 2


def moves(line: Line, about: frozenset[str]) -> Iterator[Move]:
    """Every run of values beside a blank (or a zero) that goes one cell on, if any of its cells are those asked `about`."""
    for gap, _ in enumerate(line.paths):
        if _is_empty(line.text(gap)):
            for step in (-1, 1):
                yield from _into(line, gap, step, about)


def _is_empty(text: str) -> bool:
    return not text.strip("0.-—–－ ")


def _into(line: Line, gap: int, step: int, about: frozenset[str]) -> Iterator[Move]:
    """Runs that end beside `gap` and move into it; what stood in the gap goes to where the run began."""
    texts: dict[str, str] = {}
    place = gap
    for _ in range(_LONGEST):
        source = place + step
        if not 0 <= source < len(line.paths) or _is_empty(line.text(source)):
            return
        texts[line.paths[place]] = line.text(source)
        place = source
        made = {line.paths[place]: line.text(gap)} | dict(reversed(texts.items()))
        if about & made.keys():
            yield Move(made, _misplaced(line, source, source - step))


def _misplaced(line: Line, source: int, target: int) -> bool | None:
    """Whether the page shows the value nearer to the cell it goes to."""
    leaf, own, other = line.leaves[source], line.places[source], line.places[target]
    if leaf is None or leaf.box is None or own is None or other is None:
        return None
    middle = _middle(leaf.box, line.way)
    nearer = abs(middle - own) - abs(middle - other)
    return nearer > 0 if abs(nearer) > _CLEAR else None
