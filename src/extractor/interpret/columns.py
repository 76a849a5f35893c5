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
from extractor.interpret.projects import merged_columns, source_columns
from extractor.interpret.roles import COLUMN_ROLES
from extractor.interpret.structure import by_structure, leaning
from extractor.interpret.sums import without_sums
from extractor.llm.usage import Usage
from extractor.normalise.lexicon import LEXICON
from extractor.normalise.operators import leading_operator
from extractor.normalise.shapes import shape
from extractor.normalise.text import key
from extractor.normalise.totals import TOTALS
from extractor.segment import Table

__all__ = ["PROJECT_ROLES", "NamedTable", "TableRow", "name_columns"]

_SAMPLE_LENGTH = 12
_SUMS = TOTALS | frozenset(LEXICON["totals"]["headings"])
_OF_TARGETS = re.compile(r"指标|目标|标准|考核|绩效|权重|分值|满分")

PROJECT_ROLES = frozenset({"project_name", "project_code", "organization", "total_budget", "funding", "narrative"})
"""Roles of columns that describe a project rather than an indicator."""
INDICATOR_ROLES = frozenset({"level1", "level2", "name", "operator", "value", "unit", "weight"})
_ROLES = {role.id: role for role in COLUMN_ROLES}
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
    """A table whose columns have roles; `rows` have merged cells filled down.

    `project_columns` describe a project: by role, merged as its name is and, in a list, all others before the first of the
    indicators. `sources` have no role of their own: the names of a project's sources of money, and their amounts.
    """

    table: Table
    choices: tuple[Choice | None, ...]
    rows: tuple[TableRow, ...]
    project_columns: frozenset[int]
    sources: tuple[int, ...] = ()

    def column(self, role: str) -> int | None:
        """The number of the column that has `role`."""
        return next((j for j, choice in enumerate(self.choices) if choice and choice.role.id == role), None)

    @property
    def is_list(self) -> bool:
        """Whether the table lists several projects, a form each."""
        return self.column("project_name") is not None

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
    return f"{key(column.over[-1].text)}/{text}" if text in _SUMS and column.over else text


def _choices(table: Table, namer: Namer) -> tuple[tuple[Choice | None, ...], Usage]:
    live = _live(table)
    headers = _headers(table, live)
    shown = tuple(f"{h}：{_held(table, j)}" for h, j in zip(headers, live, strict=True))
    scores = namer.score(Question("column", tuple(headers), shown, COLUMN_ROLES))
    shapes = [list(map(shape, table.texts(j))) for j in live]
    picked = assign(scores.roles + fit(COLUMN_ROLES, shapes) + leaning(table, live), COLUMN_ROLES)
    by_column = dict(zip(live, picked, strict=True))
    return by_structure(table, _beside_projects(table, [by_column.get(j) for j in range(len(table.columns))])), scores.usage


def _project(choices: Sequence[Choice | None]) -> int | None:
    return next((j for j, c in enumerate(choices) if c and c.role.id == "project_name"), None)


def _beside_projects(table: Table, choices: Sequence[Choice | None]) -> list[Choice | None]:
    """The roles without those of an indicator that were given to a column merged as the projects' names are."""
    project = _project(choices)
    merged = merged_columns(table, project) if project is not None else frozenset()
    found = list(choices)
    for j in merged:
        choice = choices[j]
        if choice is not None and choice.role.id not in PROJECT_ROLES:
            is_long = any(shape(text) == "long" for text in table.texts(j))
            found[j] = Choice(_ROLES["narrative" if is_long else "attribute"], choice.margin)
    return found


def _project_columns(table: Table, choices: Sequence[Choice | None]) -> frozenset[int]:
    project = _project(choices)
    merged = merged_columns(table, project) if project is not None else frozenset()
    roles = [choice.role.id if choice else "" for choice in choices]
    first = next((j for j, role in enumerate(roles) if role in INDICATOR_ROLES), len(roles))
    is_list = "project_name" in roles
    own = (role in PROJECT_ROLES or (is_list and role and (j < first or j in merged)) for j, role in enumerate(roles))
    return frozenset(j for j, is_own in enumerate(own) if is_own)


def _fills_down(filled_down: bool, cell: Cell | None) -> bool:
    """Whether a cell repeats what stands above it: it is merged, or blank in a column whose cells are merged as a rule."""
    return cell is None or (filled_down and not cell.piece and not cell.inked)


def _rows(table: Table, choices: Sequence[Choice | None], of_project: frozenset[int]) -> tuple[TableRow, ...]:
    levels = {j for j, choice in enumerate(choices) if choice and choice.role.id in FILLED_DOWN}
    first = next((j for j in levels if (choice := choices[j]) is not None and choice.role.id == "level1"), None)
    project = _project(choices)
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
    project = _project(choices)
    if project is not None:
        name = next((j for j, choice in enumerate(choices) if choice and choice.role.id == "name"), None)
        table = without_sums(table, project, name)
    sources = source_columns(table, project) if project is not None else ()
    choices = tuple(None if j in sources else choice for j, choice in enumerate(choices))
    own = _project_columns(table, choices)
    return NamedTable(table, choices, _rows(table, choices, own), own, sources), usage
