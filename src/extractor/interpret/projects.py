"""What a list says of its projects beside their indicators: in columns merged as the names are, and sources row by row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.interpret.money import MONEY_ROLES
from extractor.normalise.levels import is_level
from extractor.normalise.shapes import shape
from extractor.normalise.text import key
from extractor.normalise.totals import TOTALS
from extractor.segment import Table

__all__ = ["merged_columns", "source_columns", "source_matrices"]

_AMOUNTS = frozenset({"number", "quantity", "blank"})
_MIN_PROJECTS = 2


def _begins(table: Table, j: int, *, merged: bool) -> frozenset[int]:
    """The rows in which cells of a column begin: where nothing is merged, those with a text."""
    return frozenset(n for n, row in enumerate(table.cells) if (cell := row[j]) is not None and (merged or cell.piece))


def _is_merged(table: Table, project: int) -> bool:
    return any(row[project] is None for row in table.cells)


def _holds_levels(table: Table, j: int) -> bool:
    texts = [text for text in table.texts(j) if text.strip()]
    return bool(texts) and all(map(is_level, texts))


def merged_columns(table: Table, project: int) -> frozenset[int]:
    """The columns whose cells begin and end with those of the projects' names; none where each project has one row only."""
    merged = _is_merged(table, project)
    own = _begins(table, project, merged=merged)
    if len(own) == len(table.cells) or not (merged or len(own) >= _MIN_PROJECTS):
        return frozenset()
    same = (j for j in range(len(table.columns)) if _begins(table, j, merged=merged) == own)
    return frozenset(j for j in same if not _holds_levels(table, j))


def _names_sources(texts: Sequence[str]) -> bool:
    """Whether the words of a column are short, and some of them known for sources of money or their sum."""
    filled = [text for text in texts if text.strip()]
    short = all(shape(text) == "text" for text in filled)
    return bool(filled) and short and any(key(text) in TOTALS or role.knows(text) for text in filled for role in MONEY_ROLES)


def source_columns(table: Table, project: int) -> tuple[int, ...]:
    """The column that names a project's sources, several to a project and each beside several indicators, and its amounts."""
    merged = _is_merged(table, project)
    own = _begins(table, project, merged=merged)
    for j in range(project + 1, len(table.columns) - 1):
        rows = _begins(table, j, merged=merged)
        if not own < rows or len(rows) == len(table.cells) or not _names_sources(table.texts(j)):
            continue
        amounts = _amounts_beside(table, j, rows, merged=merged)
        if amounts:
            return (j, *amounts)
    return ()


def _amounts_beside(table: Table, stub: int, rows: frozenset[int], *, merged: bool) -> list[int]:
    """The columns right of `stub` that hold amounts and begin where its cells do."""
    found = []
    for j in range(stub + 1, len(table.columns)):
        begins = _begins(table, j, merged=merged)
        if not begins <= rows or not set(map(shape, table.texts(j))) <= _AMOUNTS:
            break
        if begins:
            found.append(j)
    return found


def source_matrices(table: Table, project: int, columns: Sequence[int]) -> list[Table]:
    """The sources of each project, in order, as a matrix of amounts of its own."""
    starts = [n for n, row in enumerate(table.cells) if n == 0 or ((cell := row[project]) is not None and cell.piece)]
    heads = tuple(table.columns[j] for j in columns)
    found = []
    for start, end in zip(starts, [*starts[1:], len(table.cells)], strict=True):
        rows = tuple(tuple(row[j] for j in columns) for row in table.cells[start:end] if row[columns[0]] is not None)
        found.append(replace(table, columns=heads, cells=rows, stub=True, repairs=(), sections=(), asides=()))
    return found
