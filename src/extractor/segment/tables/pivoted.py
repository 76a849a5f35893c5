"""Several rows for one indicator, each with a label of its own: 全年目标 | ≥5次 over 完成值 | 6次 beside a merged name.

Such a table gets a column for each label and one row for each indicator, so that it reads like any other.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from extractor.document import Cell, Piece
from extractor.normalise.labels import unnumbered
from extractor.normalise.levels import is_level
from extractor.normalise.operators import leading_operator
from extractor.normalise.shapes import shape
from extractor.normalise.text import key
from extractor.segment.tables.expanded import expanded
from extractor.segment.tables.table import Column, Table

__all__ = ["pivoted"]

_TELLS = re.compile(
    r"(?:目标|指标值|标准值|目标值|计划[值数]?|(?:完成|实际|执行)[值数]?|情况|累计|年度?|期末?|季度?|月份?|现状|基数)$"
)
"""What is asked or was done, or when: a name of an indicator ends otherwise (完成率, 培训人数)."""
_BRACKET = re.compile(r"[(][^()]*[)]$")
_NAMES = re.compile(r"指标(?!值)|名称|事项")
"""What heads a column of names: those under it are indicators, be they the same for each project."""
_MIN_LABELS, _MIN_GROUPS = 2, 2
_MAX_LABELS = 6

_Row = tuple[Cell | None, ...]
_Groups = list[tuple[_Row, ...]]


def _said(cell: Cell | None) -> str:
    return _BRACKET.sub("", unnumbered(key(cell.text))) if cell is not None else ""


def _is_filled(cell: Cell | None) -> bool:
    return cell is not None and (bool(cell.piece) or cell.inked)


def _are_labels(texts: Sequence[str]) -> bool:
    """Whether the labels of one indicator say what each value is: no levels, and most of them of something asked or done."""
    if not _MIN_LABELS <= len(texts) <= _MAX_LABELS or len(set(texts)) != len(texts):
        return False
    plain = all(shape(text) == "text" and not is_level(text) and leading_operator(text) is None for text in texts)
    return plain and 2 * sum(bool(_TELLS.search(text)) for text in texts) >= len(texts)


def _groups(table: Table, at: int) -> _Groups:
    """The rows of each indicator: those in which nothing stands but a label in column `at` and its value go on from above."""
    groups: list[list[_Row]] = []
    for row in table.cells:
        opens = any(_is_filled(cell) for j, cell in enumerate(row) if j not in (at, at + 1))
        if not opens and not groups:
            return []
        if opens:
            groups.append([])
        groups[-1].append(row)
    return [tuple(group) for group in groups]


def _are_named(groups: _Groups, at: int) -> bool:
    """Whether a column left of the labels has a text in the first row of each indicator."""
    return any(all(_is_filled(group[0][j]) for group in groups) for j in range(at))


def _labels(groups: _Groups, at: int) -> tuple[str, ...]:
    """The labels that most indicators have; none where they have no common ones."""
    counted = Counter(tuple(_said(row[at]) for row in group) for group in groups)
    labels, times = counted.most_common(1)[0]
    common = times >= _MIN_GROUPS and 2 * times >= len(groups)
    return labels if common and _are_labels(labels) else ()


def _places(group: Sequence[_Row], at: int, labels: Sequence[str]) -> list[int] | None:
    """Where the value of each row of an indicator goes; a label that is misread goes by its place. None: not to be told."""
    texts = [_said(row[at]) for row in group]
    if len(texts) != len(labels) and not set(texts) <= set(labels):
        return None
    places = [labels.index(text) if text in labels else n for n, text in enumerate(texts)]
    whole = all(row[at + 1] is not None for row in group)
    return places if whole and len(set(places)) == len(places) else None


def _joined(group: Sequence[_Row], at: int, places: Sequence[int], count: int) -> _Row:
    """One row of an indicator's rows; a label that it lacks has a blank."""
    value = group[0][at + 1]
    assert value is not None
    values: list[Cell] = [replace(value, piece=Piece(), inked=False)] * count
    for row, place in zip(group, places, strict=True):
        own = row[at + 1]
        assert own is not None
        values[place] = own
    return (*group[0][:at], *values, *group[0][at + 2 :])


def _pivoted(table: Table, at: int) -> Table | None:
    if _NAMES.search(key(table.columns[at].header.text)):
        return None
    groups = _groups(table, at)
    labels = _labels(groups, at) if len(groups) >= _MIN_GROUPS and _are_named(groups, at) else ()
    found = [_places(group, at, labels) for group in groups]
    places = [place for place in found if place is not None]
    if not labels or len(places) < len(groups):
        return None
    first = next(group for group in groups if tuple(_said(row[at]) for row in group) == labels)
    value = table.columns[at + 1]
    own = [Column(cell.piece, value.start, value.end) for row in first if (cell := row[at]) is not None]
    rows: list[list[_Row]] = []
    for group, place in zip(groups, places, strict=True):
        rows += [[_joined(group, at, place, len(labels))], *([] for _ in group[1:])]
    return expanded(table, (*table.columns[:at], *own, *table.columns[at + 2 :]), rows)


def pivoted(table: Table) -> Table:
    """The table with a column for each of the labels that stand beside every indicator; as it is where none do."""
    if table.stub:
        return table
    found = (_pivoted(table, at) for at in range(1, len(table.columns) - 1))
    return next((made for made in found if made is not None), table)
