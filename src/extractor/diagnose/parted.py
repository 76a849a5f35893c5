"""One table or form read as two: sums over its rows fall short, and close once the rows of the table behind it follow."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TypeAlias

from extractor.checks import Profile, sums_of
from extractor.checks.sums import Sum, Term
from extractor.normalise.text import key
from extractor.record import BudgetTable, Form, Leaf, Record, TableRow

__all__ = ["beheaded", "nameless", "parted"]

_FORM = re.compile(r"forms\[(\d+)\]$")
_TABLE = re.compile(r"tables\[(\d+)\]$")
_ROW = re.compile(r"tables\[(\d+)\]\.rows\[(\d+)\]")

_OVER_ROWS = frozenset({"T01", "T03"})
"""Checks whose sums miss something where rows are missing."""

_Whole: TypeAlias = tuple[str, int, str]
"""What a sum is of: its check, and the row (of the joined table) and field of its whole."""


def parted(record: Record, sums: Sequence[Sum], profile: Profile) -> Iterator[Sum]:
    """Broken sums of two tables that follow each other which close in the table that both are together."""
    broken = _broken(sums)
    for number, (first, second) in enumerate(pairwise(record.tables)):
        of_both = [*broken.get(number, ()), *broken.get(number + 1, ())]
        if of_both and _width(first) == _width(second):
            closing = _closing(record, first, second, profile)
            starts = {number: 0, number + 1: len(first.rows)}
            yield from (one for one in of_both if _whole(one, starts) in closing)


def beheaded(record: Record, sums: Iterable[Sum]) -> bool:
    """Whether the sums are over rows of a recognised table, and the one behind it has no title of its own: it may be the rest."""
    numbers = {int(found[1]) for one in sums if one.check in _OVER_ROWS and (found := _TABLE.match(one.scope))}
    return any(_is_rest(first, second) for at, (first, second) in enumerate(pairwise(record.tables)) if at in numbers)


def nameless(record: Record, sums: Iterable[Sum]) -> bool:
    """Whether the sums are of a recognised form that names neither its project nor who files it: it may be a part of another."""
    numbers = {int(found[1]) for one in sums if (found := _FORM.match(one.scope))}
    return any(_is_nameless(record.forms[number]) for number in numbers)


def _is_nameless(form: Form) -> bool:
    if any(leaf is not None and leaf.raw for leaf in (form.project_name, form.organization, form.competent_department)):
        return False
    return any(leaf is not None and leaf.ocr is not None for row in form.indicators for leaf in (row.name, row.weight))


def _is_rest(first: BudgetTable, second: BudgetTable) -> bool:
    """What is taken for a title may be a heading of the columns that goes on."""
    title = key(second.title.raw) if second.title is not None else ""
    headings = {key(leaf.raw) for column in first.columns for leaf in column}
    return (not title or title in headings) and _is_recognised(second)


def _broken(sums: Iterable[Sum]) -> Mapping[int, list[Sum]]:
    """Those of each table."""
    found: dict[int, list[Sum]] = defaultdict(list)
    for one in sums:
        table = _TABLE.match(one.scope)
        if table and not one.closes():
            found[int(table[1])].append(one)
    return found


def _width(table: BudgetTable) -> int:
    return max((len(row.cells) for row in table.rows), default=0)


def _closing(record: Record, first: BudgetTable, second: BudgetTable, profile: Profile) -> set[_Whole]:
    """The sums that close in the joined table; the first part states the unit of both."""
    unit = next((leaf for row in first.rows for leaf in row.cells if leaf is not None and leaf.unit), None)
    joined = first.model_copy(update={"rows": [*first.rows, *(_in_unit(row, unit) for row in second.rows)]})
    sums = sums_of(record.model_copy(update={"tables": [joined], "forms": [], "claims": []}), profile)
    wholes = [(_whole(one, {0: 0}), one.closes()) for one in sums]
    return {whole for whole, closes in wholes if whole and closes} - {whole for whole, closes in wholes if whole and not closes}


def _in_unit(row: TableRow, unit: Leaf | None) -> TableRow:
    of_first = {"unit": unit.unit, "unit_source": unit.unit_source} if unit is not None else {}
    cells = [leaf if leaf is None or leaf.unit else leaf.model_copy(update=of_first) for leaf in row.cells]
    return row.model_copy(update={"cells": cells})


def _whole(one: Sum, starts: Mapping[int, int]) -> _Whole | None:
    """None for a whole that is no cell of a row. `starts` says at which row of the joined table each begins."""
    found = _ROW.match(one.whole.path) if isinstance(one.whole, Term) else None
    if found is None or int(found[1]) not in starts or not isinstance(one.whole, Term):
        return None
    return one.check, starts[int(found[1])] + int(found[2]), one.whole.path[found.end() :]


def _is_recognised(table: BudgetTable) -> bool:
    return any(leaf is not None and leaf.ocr is not None for row in table.rows for leaf in row.cells)
