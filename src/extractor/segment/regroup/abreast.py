"""Projects as the columns of a grid, what is said of them in its rows: each becomes a form of its own, labels at the left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.document import Cell
from extractor.normalise.labels import reads_like_label
from extractor.normalise.levels import is_level
from extractor.normalise.shapes import may_be_amount
from extractor.normalise.text import key
from extractor.normalise.totals import TOTALS
from extractor.segment.flow import Row
from extractor.segment.lines.projects import names_project
from extractor.segment.region import Region

__all__ = ["abreast"]

_MIN_PROJECTS = 2
_MIN_ROWS = 4
_MIN_WORDED = 2
_LOOKED_AT = 3
"""Rows over that of the names: a heading of the whole grid."""


def _names(row: Row) -> tuple[Cell, ...]:
    """The cells of the projects in the row that names them, blank ones and a sum too; none where it is another row."""
    if len(row.filled) <= _MIN_PROJECTS or row.above or row.cells[0] != row.filled[0]:
        return ()
    label, *cells = row.cells
    named = [cell.text for cell in cells if cell.piece]
    plain = not any(may_be_amount(text) for text in named) and len(set(map(key, named))) == len(named)
    return tuple(cells) if plain and names_project(label.text) else ()


def _fits(row: Row, names: Sequence[Cell]) -> bool:
    """Whether each cell of a row is a label left of the projects, or stands in the columns of some of them."""
    edge, starts, ends = names[0].column, {cell.column for cell in names}, {cell.column_end for cell in names}
    inside = [cell for cell in row.all_cells if cell.column_end > edge]
    return len(row.cells) == 1 or all(cell.column in starts and cell.column_end in ends for cell in inside)


def _of(cells: Sequence[Cell], name: Cell, edge: int) -> tuple[Cell, ...]:
    """The labels among the cells, and the one of a project beside them, be it for several."""
    own = (cell for cell in cells if cell.column < edge or cell.column <= name.column < cell.column_end)
    return tuple(cell if cell.column < edge else replace(cell, column=edge, column_span=1) for cell in own)


def _form(rows: Sequence[Row], name: Cell, edge: int) -> list[Row]:
    """The rows of one project: without those that are of others, and the row of names that a new page says again."""
    found = [replace(row, cells=_of(row.cells, name, edge), above=_of(row.above, name, edge)) for row in rows]
    again = [key(cell.text) for cell in found[0].filled]
    return [row for n, row in enumerate(found) if row.filled and (n == 0 or [key(cell.text) for cell in row.filled] != again)]


def _is_form(rows: Sequence[Row], edge: int) -> bool:
    """Whether the rows of a project say something of it in words behind labels or levels; a column of labels has none."""
    pairs = [(row.filled[0], row.filled[-1]) for row in rows if len(row.filled) > 1 and row.filled[-1].column == edge]
    labelled = sum(reads_like_label(label.text) or is_level(label.text) for label, _ in pairs)
    worded = [value for _, value in pairs if not may_be_amount(value.text)]
    labels = sum(reads_like_label(value.text) or is_level(value.text) for value in worded)
    return len(pairs) >= _MIN_ROWS and 2 * labelled >= len(pairs) and len(worded) - labels > max(_MIN_WORDED, labels)


def _forms(rows: Sequence[Row], at: int) -> list[list[Row]]:
    """The rows of each project that row `at` names; none where the rows under it are laid out otherwise."""
    names = _names(rows[at])
    under = rows[at:]
    if not names or any(row.grid != rows[at].grid or not _fits(row, names) for row in under):
        return []
    edge = names[0].column
    named = [name for name in names if name.piece and key(name.text) not in TOTALS]
    forms = [_form(under, name, edge) for name in named]
    return forms if len(forms) >= _MIN_PROJECTS and all(_is_form(form[1:], edge) for form in forms) else []


def abreast(regions: Sequence[Region]) -> list[Region]:
    """The regions with each project that has a column of its own as a region."""
    out: list[Region] = []
    for region in regions:
        tries = (_forms(region.rows, at) for at in range(min(_LOOKED_AT, len(region.rows))))
        forms = next((found for found in tries if found), [])
        out += [Region(region.title, list(region.head), rows, list(region.tail)) for rows in forms] or [region]
    return out
