"""T03, T07 and T09 down a table: total rows, the sides of 收支总表, the kinds of 三公 and of procurement in rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractor.checks.contract import ARITHMETIC, Result, Subject, Tally, check
from extractor.checks.profile import Profile
from extractor.checks.tables_codes import is_coded, sum_down, tops_of, total_row
from extractor.checks.tables_columns import judge_columns
from extractor.checks.tables_grid import Column, Grid, Row, grid_in
from extractor.checks.tables_statement import sides_of
from extractor.checks.tables_sums import Sum, closes, judge
from extractor.checks.tables_words import WORDS, is_of_which, is_total, item_of
from extractor.normalise.text import key

__all__ = ["row_items"]

_THREE_PUBLIC = re.compile(WORDS["three_public"])
_WHOLES = tuple((row["whole"], tuple(row["parts"])) for row in WORDS["wholes"])
_KINDS = {"three_public": "T07", "procurement": "T09"}


def row_items(grid: Grid) -> dict[str, list[Row]]:
    """The rows that stand for an item of the table's kind; its total is the kind's own name."""
    found: dict[str, list[Row]] = {}
    for row in grid.rows:
        named = item_of(row.name)
        if is_total(row.name) or (named is None and _THREE_PUBLIC.search(row.name)):
            found.setdefault(grid.table.kind, []).append(row)
        elif named is not None and named[1] == grid.table.kind:
            found.setdefault(named[0], []).append(row)
    return found


def _item_sums(grid: Grid) -> Iterator[Sum]:
    """Each whole of the table's kind as the sum of its parts, where both stand in rows, once each."""
    rows = {item: found[0] for item, found in row_items(grid).items() if len(found) == 1}
    for whole, parts in _WHOLES:
        there = [rows[part] for part in parts if part in rows]
        finer = "vehicle" in rows and "purchase" in parts and whole != "vehicle"
        complete = len(there) == len(parts) or (grid.table.kind == "procurement" and there and _only_kinds(grid))
        if whole in rows and complete and not finer:
            yield from sum_down(grid, rows[whole], there)


def _only_kinds(grid: Grid) -> bool:
    """Whether all that a procurement table has besides its total are kinds: then those that it leaves out are nothing."""
    named = sum(len(rows) for rows in row_items(grid).values())
    return named == sum(bool(row.name) for row in grid.rows)


def _judge_items(subject: Subject, kind: str) -> Result:
    grid, tally = grid_in(subject), Tally()
    judge_columns(tally, grid, _KINDS[kind])
    if grid.table.kind == kind:
        for found in _item_sums(grid):
            judge(tally, found)
    return tally.result("本表没有这些项目")


@check("T07", scope="table", severity="error", authority=ARITHMETIC, title="“三公”经费各项相加")
def three_public(subject: Subject, profile: Profile) -> Result:
    """合计 = 因公出国 + 公务用车 + 公务接待, and 公务用车 = 购置 + 运行, whether they stand in columns or in rows."""
    del profile
    return _judge_items(subject, "three_public")


@check("T09", scope="table", severity="error", authority=ARITHMETIC, title="政府采购各类相加")
def procurement(subject: Subject, profile: Profile) -> Result:
    """合计 = 货物 + 工程 + 服务, whether they stand in columns or in rows."""
    del profile
    return _judge_items(subject, "procurement")


def _coded(grid: Grid) -> Iterator[tuple[Row, Sequence[Row]]]:
    whole = total_row(grid)
    if whole is not None:
        yield whole, tops_of(grid)


def _listed(grid: Grid) -> tuple[Row, list[Row]] | None:
    """The total of a table without codes, and all rows that are not some of another."""
    whole = total_row(grid)
    if whole is None or (grid.table.kind in _KINDS and row_items(grid).keys() - {grid.table.kind}):
        return None
    rows = [row for row in grid.rows if row is not whole and row.name and not is_of_which(row.view.text("name"))]
    return (whole, rows) if rows and not any(is_total(row.name) for row in rows) else None


def _units(grid: Grid) -> list[Row]:
    """Rows of a coded table without a code: the units whose accounts follow."""
    return [row for row in grid.rows if not row.code and row.name and not is_total(row.name)]


def _judge_coded(tally: Tally, grid: Grid) -> None:
    for whole, tops in _coded(grid):
        by_unit = {found.place: found for found in sum_down(grid, whole, _units(grid))}
        for found in sum_down(grid, whole, tops):
            other = by_unit.get(found.place)
            judge(tally, other if other is not None and other.parts and closes(other) and not closes(found) else found)


@check("T03", scope="table", severity="error", authority=ARITHMETIC, title="合计行等于各类之和")
def totals(subject: Subject, profile: Profile) -> Result:
    """A total row is the sum of the rows that stand under no other; so are the entries and the ends of 收支总表."""
    del profile
    grid, tally = grid_in(subject), Tally()
    if grid.table.kind == "revenue_expenditure":
        for side in sides_of(grid):
            for whole, parts, is_sure in side.sums():
                for found in sum_down(grid, whole, parts):
                    judge(tally, _weighed(found, is_sure=is_sure))
    elif is_coded(grid):
        _judge_coded(tally, grid)
    elif (listed := _listed(grid)) is not None:
        for found in sum_down(grid, *listed):
            judge(tally, replace(found, severity="warning"))
    return tally.result("没有合计行")


def _weighed(found: Sum, *, is_sure: bool) -> Sum:
    """Rows below an entry may be some of it only: then they must not exceed it, and less is only worth a look."""
    is_more = found.sum.value > found.whole.value.value
    return found if is_sure or is_more else replace(found, severity="warning")


def _whole_columns(grid: Grid, row: Row) -> list[Column]:
    """The printed columns of a row that say the whole: of no source if there is one, else the only one."""
    there = [column for column in grid.adding if not grid.cell(row, column).is_blank and column.meaning.item == "total"]
    totals = [column for column in there if column.path and is_total(column.path[-1])]
    plain = totals or [column for column in there if not column.meaning.source]
    return plain or (there if len(there) == 1 else [])


@check("T05", scope="table", severity="error", authority=ARITHMETIC, title="收入总计等于支出总计")
def both_sides(subject: Subject, profile: Profile) -> Result:
    """Income and spending come to the same, for each year of the table."""
    del profile
    grid, tally = grid_in(subject), Tally()
    sides = {side.kind: side for side in sides_of(grid) if side.end is not None}
    income, spending = sides.get("income"), sides.get("spending")
    if income is None or spending is None or income.end is None or spending.end is None:
        return Result("not_applicable", "没有收入总计和支出总计")
    right = {(grid.year_of(c), grid.stage_of(c)): c for c in reversed(_whole_columns(grid, spending.end))}
    for column in _whole_columns(grid, income.end):
        other = right.get((grid.year_of(column), grid.stage_of(column)))
        if other is None:
            tally.lacks("支出总计没有同一年度的金额")
            continue
        cell = grid.cell(spending.end, other)
        place = f"{grid.label}“{column.label}”"
        names = [key(spending.end.label)]
        judge(tally, Sum(place, income.end.label, grid.cell(income.end, column), names, [cell]))
    return tally.result("收入总计为空")
