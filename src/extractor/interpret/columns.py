"""Indicator tables by columns: each column is given a role, rows are read from the grid by code."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.document import Cell, Piece
from extractor.interpret.assign import Choice, assign, fit
from extractor.interpret.header import KINDS, sureness
from extractor.interpret.namer import Namer, Question, distinct
from extractor.interpret.roles import COLUMN_ROLES
from extractor.interpret.structure import by_structure, leaning
from extractor.llm.usage import Usage
from extractor.normalise.lexicon import LEXICON
from extractor.normalise.operators import leading_operator
from extractor.normalise.shapes import shape
from extractor.normalise.text import key
from extractor.segment import Table

__all__ = ["PROJECT_ROLES", "NamedTable", "TableRow", "name_columns"]

_SAMPLE_LENGTH = 12
_TOTALS = frozenset(LEXICON["totals"]["words"])
_OF_TARGETS = re.compile(r"指标|目标|标准|考核|绩效|权重|分值|满分")

PROJECT_ROLES = frozenset({"project_name", "project_code", "organization", "total_budget", "funding", "narrative"})
"""Roles of columns that describe a project rather than an indicator."""
INDICATOR_ROLES = frozenset({"level1", "level2", "name", "operator", "value", "unit", "weight"})
FILLED_DOWN = frozenset({"level1", "level2"})
"""Roles of indicators whose merged or blank cells repeat what stands above."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: pieces by column number; `fresh` holds the columns whose text stands in this row, not filled down.

    `repair` says what was put right in it.
    """

    pieces: dict[int, Piece]
    fresh: frozenset[int]
    repair: str | None = None


@dataclass(frozen=True, slots=True)
class NamedTable:
    """A table whose columns have roles; `rows` have merged cells filled down."""

    table: Table
    choices: tuple[Choice | None, ...]
    rows: tuple[TableRow, ...]

    def column(self, role: str) -> int | None:
        """The number of the column that has `role`."""
        return next((j for j, choice in enumerate(self.choices) if choice and choice.role.id == role), None)

    @property
    def is_list(self) -> bool:
        """Whether the table lists several projects, a form each."""
        return self.column("project_name") is not None

    @property
    def project_columns(self) -> frozenset[int]:
        """The columns that describe a project: by role and, in a list, all others before the first of the indicators."""
        return _project_columns(self.choices)

    @property
    def has_indicators(self) -> bool:
        """Whether the columns make sense as indicators: something is named, something is asked of it, and words say so."""
        named = self.column("name") is not None and (self.column("value") is not None or self.column("weight") is not None)
        return named and self.is_of_targets

    @property
    def is_of_targets(self) -> bool:
        """Whether a header speaks of targets or weights, or a cell compares (≥ 95)."""
        cells = [cell.text for row in self.table.cells for cell in row if cell is not None]
        return any(_OF_TARGETS.search(c.header.text) for c in self.table.columns) or any(map(leading_operator, cells))

    @property
    def sure(self) -> dict[str, float]:
        """How sure each column's role is, by path."""
        return {f"columns.{c.role.id}": sureness(c.margin) for c in self.choices if c and not c.role.many}


def _live(table: Table) -> list[int]:
    """Columns that hold anything: an empty one has no role, nor one that only counts the rows."""
    return [j for j in range(len(table.columns)) if any(table.samples(j)) and not table.is_serial(j)]


def _held(table: Table, j: int) -> str:
    """What a column holds, as a prompt shows it: the kind of most cells; words only where they repeat (merged levels, names)."""
    texts = list(filter(None, table.texts(j)))
    kind = Counter(shape(text) for text in texts).most_common(1)[0][0]
    if kind != "text":
        return KINDS[kind]
    if len(set(texts)) == len(table.cells):  # nothing repeats, nothing is merged or blank
        return "（各行不同的文字）"
    return "（重复的文字：" + "；".join(key(text)[:_SAMPLE_LENGTH] for text in table.samples(j, 3) if text) + "）"


def _headers(table: Table, live: Sequence[int]) -> list[str]:
    """Header texts, made unique: the model answers by header. A bare total says what it is the total of."""
    return distinct(_asked(table, j) or "（无表头）" for j in live)


def _asked(table: Table, j: int) -> str:
    column = table.columns[j]
    text = key(column.header.text)
    return f"{key(column.over[-1].text)}/{text}" if text in _TOTALS and column.over else text


def _choices(table: Table, namer: Namer) -> tuple[tuple[Choice | None, ...], Usage]:
    live = _live(table)
    headers = _headers(table, live)
    shown = tuple(f"{h}：{_held(table, j)}" for h, j in zip(headers, live, strict=True))
    scores = namer.score(Question("column", tuple(headers), shown, COLUMN_ROLES))
    shapes = [list(map(shape, table.texts(j))) for j in live]
    picked = assign(scores.roles + fit(COLUMN_ROLES, shapes) + leaning(table, live), COLUMN_ROLES)
    by_column = dict(zip(live, picked, strict=True))
    return by_structure(table, [by_column.get(j) for j in range(len(table.columns))]), scores.usage


def _project_columns(choices: Sequence[Choice | None]) -> frozenset[int]:
    roles = [choice.role.id if choice else "" for choice in choices]
    first = next((j for j, role in enumerate(roles) if role in INDICATOR_ROLES), len(roles))
    is_list = "project_name" in roles
    return frozenset(j for j, role in enumerate(roles) if role in PROJECT_ROLES or (is_list and role and j < first))


def _fills_down(filled_down: bool, cell: Cell | None) -> bool:
    """Whether a cell repeats what stands above it: it is merged, or blank in a column whose cells are merged as a rule."""
    return cell is None or (filled_down and not cell.piece and not cell.inked)


def _rows(table: Table, choices: Sequence[Choice | None]) -> tuple[TableRow, ...]:
    of_project = _project_columns(choices)
    levels = {j for j, choice in enumerate(choices) if choice and choice.role.id in FILLED_DOWN}
    first = next((j for j in levels if (choice := choices[j]) is not None and choice.role.id == "level1"), None)
    project = next((j for j, c in enumerate(choices) if c and c.role.id == "project_name"), None)
    # What is one project's own must not carry over to the next; a unit or code printed once stands for all.
    own = {j for j, c in enumerate(choices) if c and c.role.id in PROJECT_ROLES - {"organization"}}
    above: dict[int, Piece] = {}
    rows = []
    for cells, repair in zip(table.cells, table.repairs or (None,) * len(table.cells), strict=True):
        opener = cells[project] if project is not None else None
        if opener is not None and opener.piece:
            above = {j: piece for j, piece in above.items() if j not in own}
        head = cells[first] if first is not None else None
        if head is not None and head.piece:  # a new first level has no part in what the one before was divided into
            above = {j: piece for j, piece in above.items() if j not in levels}
        fresh = set()
        for j, cell in enumerate(cells):
            if not _fills_down(j in levels or j in of_project, cell):
                above[j] = cell.piece.strip() if cell else Piece()
                fresh.add(j)
        rows.append(TableRow(dict(above), frozenset(fresh), repair))
    return tuple(rows)


def name_columns(table: Table, namer: Namer) -> tuple[NamedTable, Usage]:
    """The table with a role for every column. Raises ReadingError where the namer cannot answer."""
    choices, usage = _choices(table, namer)
    return NamedTable(table, choices, _rows(table, choices)), usage
