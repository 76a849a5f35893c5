"""A list of projects, and under it one table of the targets of them all: its first columns say by number or name whose a row is.

What the list says of a project stands before the first of its targets then, so that both read like one list.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from extractor.document import Cell, Piece
from extractor.normalise.labels import unnumbered
from extractor.normalise.levels import is_level
from extractor.normalise.operators import leading_operator
from extractor.normalise.text import key
from extractor.normalise.totals import TOTALS
from extractor.segment.flow import Row
from extractor.segment.lines.projects import names_project
from extractor.segment.tables.table import Table, find_tables

__all__ = ["holds_targets", "keyed", "listed", "lists_names", "named_in"]

_MIN_PROJECTS = 2
_FIRST = 3
"""Columns of a table of targets that can say whose a row is: number, code and name."""

_Row = tuple[Cell | None, ...]


def _said(cell: Cell | None) -> str:
    return unnumbered(key(cell.text)) if cell is not None else ""


def holds_targets(table: Table) -> bool:
    """Whether a table says levels of indicators, or compares."""
    texts = [text for j in range(len(table.columns)) for text in table.texts(j)]
    return any(is_level(text) or leading_operator(text) for text in texts)


def _names(table: Table) -> int | None:
    """The column of the projects' names."""
    return next((j for j, column in enumerate(table.columns) if names_project(column.header.text)), None)


def named_in(table: Table) -> tuple[Piece, dict[str, Piece]]:
    """What a list of projects calls them, and each of their names by what it says; nothing where a table is none."""
    at = _names(table)
    named = [cell for row in _projects(table) if at is not None and (cell := row[at]) is not None]
    return (table.columns[at].header if at is not None else Piece()), {_said(cell): cell.piece for cell in named}


def _projects(table: Table) -> list[_Row]:
    """The rows of a list of projects, each of which stands in one; none where it is another table."""
    at = _names(table)
    if at is None or table.stub or holds_targets(table):
        return []
    rows = [row for row in table.cells if not TOTALS.intersection(map(_said, row))]
    names = {_said(row[at]) for row in rows}
    return rows if "" not in names and len(names) == len(rows) >= _MIN_PROJECTS else []


def _groups(table: Table, j: int) -> list[tuple[str, range]]:
    """The rows beside each text of a column, said again or not; none where the first has none, or one comes back later."""
    starts: list[int] = []
    texts = [_said(row[j]) for row in table.cells]
    for n, text in enumerate(texts):
        if text and not (starts and texts[starts[-1]] == text):
            starts.append(n)
    found = [(texts[start], range(start, end)) for start, end in pairwise([*starts, len(texts)])]
    return found if starts[:1] == [0] and len(dict(found)) == len(found) else []


def _keys(projects: Sequence[_Row], table: Table) -> tuple[int, dict[str, _Row], list[tuple[str, range]]] | None:
    """The column that says whose the rows of a table are, what each of its texts stands for, and the rows beside it."""
    for j in range(min(_FIRST, len(table.columns))):
        groups = _groups(table, j)
        if not _MIN_PROJECTS <= len(groups) < len(table.cells):
            continue
        for k in range(len(projects[0])):
            rows = {_said(row[k]): row for row in projects}
            if len(rows) == len(projects) and all(text in rows for text, _ in groups):
                return j, rows, groups
    return None


def _says_again(table: Table, j: int, groups: Sequence[tuple[str, range]], rows: Mapping[str, _Row]) -> bool:
    """Whether a column says of each project what a cell of the list does."""
    return all(_said(table.cells[own[0]][j]) in set(map(_said, rows[text])) - {""} for text, own in groups)


def _joined(first: Table, second: Table) -> Table | None:
    """One list of both; None where the second does not say of which project each row is."""
    projects = _projects(first)
    found = _keys(projects, second) if projects and not second.stub and holds_targets(second) else None
    if found is None:
        return None
    at, rows, groups = found
    again = {j for j in range(min(_FIRST, len(second.columns))) if j == at or _says_again(second, j, groups, rows)}
    kept = [j for j in range(len(second.columns)) if j not in again]
    opens = {own[0]: rows[text] for text, own in groups}
    blank = (None,) * len(first.columns)
    cells = [(*opens.get(n, blank), *(row[j] for j in kept)) for n, row in enumerate(second.cells)]
    named = {text for text, _ in groups}
    cells += [(*row, *map(_emptied, (second.cells[0][j] for j in kept))) for text, row in rows.items() if text not in named]
    repairs = (*second.repairs, *(None,) * (len(cells) - len(second.cells))) if second.repairs else ()
    columns = (*first.columns, *(second.columns[j] for j in kept))
    return replace(second, first=first.first, columns=columns, cells=tuple(cells), repairs=repairs, sections=())


def _emptied(cell: Cell | None) -> Cell | None:
    """A blank for a project of which the table says nothing: what stands above does not go on to it."""
    return replace(cell, piece=Piece(), inked=False) if cell is not None else None


def keyed(tables: Sequence[Table]) -> list[Table]:
    """The tables, a list of projects and the table of their targets right under it as one."""
    found: list[Table] = []
    for table in tables:
        one = _joined(found[-1], table) if found and found[-1].last == table.first else None
        found[-1:] = [one] if one is not None else [*found[-1:], table]
    return found


def lists_names(rows: Sequence[Row]) -> bool:
    """Whether a cell can head the names of projects."""
    return any(names_project(cell.text) for row in rows for cell in row.filled)


def listed(rows: Sequence[Row], taken: frozenset[int] = frozenset()) -> frozenset[int]:
    """The rows of such lists: the sum over one, under nested headings, is no block of amounts of a form."""
    if not lists_names(rows):
        return frozenset()
    pairs = pairwise(find_tables(rows, taken))
    return frozenset(n for a, b in pairs if a.last == b.first and _joined(a, b) for n in range(a.first, a.last))
