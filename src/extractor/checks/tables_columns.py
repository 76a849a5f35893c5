"""T02, T07 and T09 across a row: the columns under a heading, 基本 + 项目, 人员 + 公用, the kinds of 三公 and of procurement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.checks.contract import ARITHMETIC, Result, Subject, Tally, check
from extractor.checks.profile import Profile
from extractor.checks.tables_grid import Column, Grid, Row, grid_in
from extractor.checks.tables_sums import Sum, closes, judge
from extractor.checks.tables_words import WORDS, is_total

__all__ = ["Relation", "judge_columns", "relations"]

_CHECKS = {"three_public": "T07", "procurement": "T09"}
_WHOLES = tuple((row["whole"], tuple(row["parts"])) for row in WORDS["wholes"])
_MANY = 3
"""From so many rows, a relation that closes in none of them is no relation of this table."""


@dataclass(frozen=True, slots=True)
class Relation:
    """A column that is the sum of others in every row. `firm`: their words say so, else only the rows can confirm it."""

    whole: Column
    parts: tuple[Column, ...]
    check: str
    firm: bool


def relations(grid: Grid) -> list[Relation]:
    """All sums between columns that the header promises."""
    found: list[Relation] = []
    for column in grid.adding:
        if column.path and is_total(column.path[-1]) and not column.is_of_which:
            found += _of_total(grid, column)
    return [*found, *_named(grid, found)]


def _of_total(grid: Grid, total: Column) -> Iterator[Relation]:
    """A total over each axis of its neighbours; what stands on no known axis belongs to the only one, or to all."""
    beside = _without_finer(_neighbours(grid, total))
    axes: dict[str, list[Column]] = {}
    for column in beside:
        axes.setdefault(_axis(column, beside), []).append(column)
    unknown = axes.pop("", [])
    for axis, columns in axes.items():
        yield from _candidates(grid, total, axis, columns, unknown)
    if not axes and len(unknown) > 1:
        yield Relation(total, tuple(unknown), "T02", firm=False)


def _axis(column: Column, beside: Sequence[Column]) -> str:
    """人员 and 公用 stand beside 项目 where no column says 基本."""
    axis = column.meaning.axis
    items = {other.meaning.item for other in beside}
    return "use" if axis == "economic" and "project" in items and "basic" not in items else axis


def _candidates(grid: Grid, total: Column, axis: str, columns: list[Column], unknown: list[Column]) -> Iterator[Relation]:
    name = _CHECKS.get(axis, "T02")
    items = {column.meaning.item for column in columns} | {column.meaning.source for column in columns}
    firm = len(columns) > 1 and (axis != "source" or {"general", "funds"} <= items)
    alone = Relation(total, tuple(columns), name, firm=firm and not unknown)
    wide = Relation(total, (*columns, *unknown), name, firm=False)
    best = max((alone, wide), key=lambda relation: _closing(grid, relation)) if unknown else alone
    if len(best.parts) > 1:
        yield best


def _neighbours(grid: Grid, total: Column) -> list[Column]:
    """The columns beside a total under one heading and of one year; of a group with a total of its own only that."""
    above = total.path[:-1]
    groups: dict[str, list[Column]] = {}
    for column in grid.adding:
        same = grid.year_of(column) == grid.year_of(total) and grid.stage_of(column) == grid.stage_of(total)
        if (
            column is not total
            and same
            and column.path[: len(above)] == above
            and not column.is_of_which
            and column.path[len(above) :]
        ):
            groups.setdefault(column.path[len(above)], []).append(column)
    return [column for group in groups.values() for column in _own_total(group, len(above)) or group]


def _own_total(group: Sequence[Column], depth: int) -> list[Column]:
    return [column for column in group if len(column.path) == depth + 2 and is_total(column.path[-1])]


def _without_finer(columns: Sequence[Column]) -> list[Column]:
    """Without the columns that are parts of another one of them (人员经费 beside 基本支出)."""
    items = {column.meaning.item for column in columns}
    finer = {part for whole, parts in _WHOLES if whole in items for part in parts}
    return [column for column in columns if column.meaning.item not in finer]


def _named(grid: Grid, known: Sequence[Relation]) -> Iterator[Relation]:
    """Wholes and parts that are told by name alone, beside each other: 基本支出 = 人员经费 + 公用经费."""
    for whole, parts in _WHOLES:
        for column in grid.adding:
            if column.meaning.item != whole or any(relation.whole is column for relation in known):
                continue
            found = [_like(grid, column, part) for part in parts]
            there = tuple(part for part in found if part is not None)
            if len(there) == len(parts):
                axis = there[0].meaning.axis
                yield Relation(column, there, _CHECKS.get(axis, "T02"), firm=True)


def _like(grid: Grid, whole: Column, item: str) -> Column | None:
    wanted = (item, whole.meaning.source, grid.year_of(whole), grid.stage_of(whole))
    return next((c for c in grid.adding if (c.meaning.item, c.meaning.source, grid.year_of(c), grid.stage_of(c)) == wanted), None)


def _sum_across(grid: Grid, row: Row, relation: Relation) -> Sum:
    """The relation in one row."""
    place = f"{grid.label}“{row.label}”行" if len(grid.rows) > 1 else grid.label
    names = [part.label for part in relation.parts]
    return Sum(place, relation.whole.label, grid.cell(row, relation.whole), names, grid.cells(row, relation.parts))


def _rows(grid: Grid, relation: Relation) -> list[Sum]:
    sums = (_sum_across(grid, row, relation) for row in grid.rows)
    return [found for found in sums if not found.whole.is_blank and any(not part.is_blank for part in found.parts)]


def _closing(grid: Grid, relation: Relation) -> int:
    return sum(closes(found) for found in _rows(grid, relation))


def judge_columns(tally: Tally, grid: Grid, name: str) -> None:
    """Every relation of one check in every row; a relation that the rows do not bear out is not held against any."""
    for relation in relations(grid):
        if relation.check != name:
            continue
        rows, closing = len(_rows(grid, relation)), _closing(grid, relation)
        borne_out = closing > 0 or rows < _MANY if relation.firm else closing > 1 and 2 * closing >= rows
        if not borne_out and rows:
            tally.lacks(f"{grid.label}“{relation.whole.label}”与其余各栏的关系不明")
            continue
        for row in grid.rows:
            judge(tally, _sum_across(grid, row, relation))


def _changes(tally: Tally, grid: Grid) -> None:
    """增减额 = this year's less last year's."""
    for column in grid.columns:
        if column.meaning.what != "change":
            continue
        pair = [_year_column(grid, column, years) for years in (0, 1)]
        now, before = pair
        if now is None or before is None:
            continue
        for row in grid.rows:
            place = f"{grid.label}“{row.label}”行"
            names = [before.label, column.label]
            judge(tally, Sum(place, now.label, grid.cell(row, now), names, grid.cells(row, [before, column])))


def _year_column(grid: Grid, change: Column, back: int) -> Column | None:
    """The amount that a change is of, this year's or last year's; None where it is not one alone."""
    same = [c for c in grid.adding if (c.meaning.item, c.meaning.source) == (change.meaning.item, change.meaning.source)]
    years = sorted({grid.year_of(column) for column in same}, reverse=True)
    found = [column for column in same if len(years) == 2 and grid.year_of(column) == years[back]]
    return found[0] if len(found) == 1 else None


@check("T02", scope="table", severity="error", authority=ARITHMETIC, title="同一行各栏相加")
def columns_add_up(subject: Subject, profile: Profile) -> Result:
    """In each row, the columns under a heading make its total, and a change is the difference of the years."""
    del profile
    grid, tally = grid_in(subject), Tally()
    judge_columns(tally, grid, "T02")
    _changes(tally, grid)
    return tally.result("没有应当相加的各栏")
