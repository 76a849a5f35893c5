"""T01, T03 (coded tables), T10, T11, T12: accounts by code roll up, have their names and their parents."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from typing import Any

from extractor.checks.contract import ARITHMETIC, NORM, SUBJECTS, Fault, Result, Subject, Tally, check
from extractor.checks.profile import Profile
from extractor.checks.tables_grid import Grid, Row, grid_in
from extractor.checks.tables_sums import Sum, judge
from extractor.checks.tables_words import is_total
from extractor.normalise.text import key

__all__ = ["ACCOUNTS", "is_coded", "parents_of", "sum_down", "tops_of", "total_row"]

ACCOUNTS: Mapping[str, Any] = tomllib.loads(files(__package__).joinpath("accounts.toml").read_text(encoding="utf-8"))
_NO_CODES = "没有按科目编码排列的行"
_SIGNS = re.compile(r"[()（）、，,/·\s]")


def is_coded(grid: Grid) -> bool:
    """Whether the rows of a table are accounts."""
    return any(row.code for row in grid.rows)


def parents_of(grid: Grid) -> dict[int, Row]:
    """The row that each coded row continues: the nearest above it with the longest code, else one below."""
    found = {}
    coded = [row for row in grid.rows if row.code]
    for place, row in enumerate(coded):
        if (parent := _parent(row, coded[:place][::-1]) or _parent(row, coded[place + 1 :])) is not None:
            found[row.number] = parent
    return found


def _parent(row: Row, others: Sequence[Row]) -> Row | None:
    prefixes = (row.code[:length] for length in range(len(row.code) - 2, 2, -2))
    return next((other for prefix in prefixes for other in others if other.code == prefix), None)


def total_row(grid: Grid) -> Row | None:
    """The row that sums the table."""
    return next((row for row in grid.rows if not row.code and is_total(row.name)), None)


def tops_of(grid: Grid) -> list[Row]:
    """The coded rows that continue no other."""
    parents = parents_of(grid)
    return [row for row in grid.rows if row.code and row.number not in parents]


def sum_down(grid: Grid, whole: Row, parts: Sequence[Row]) -> Iterator[Sum]:
    """In every amount column: a row as the sum of others."""
    for column in grid.summing:
        cells = [grid.cell(part, column) for part in parts]
        place = f"{grid.label}“{column.label}”栏"
        yield Sum(place, whole.label, grid.cell(whole, column), [part.label for part in parts], cells)


@check("T01", scope="table", severity="error", authority=ARITHMETIC, title="科目按编码逐级汇总")
def roll_up(subject: Subject, profile: Profile) -> Result:
    """Each account is the sum of the accounts that continue its code, in every amount column."""
    del profile
    grid, tally = grid_in(subject), Tally()
    children: dict[int, list[Row]] = {}
    for number, parent in parents_of(grid).items():
        children.setdefault(parent.number, []).append(grid.rows[number])
    for number, parts in children.items():
        for found in sum_down(grid, grid.rows[number], parts):
            judge(tally, found)
    return tally.result("没有上下级科目的金额" if is_coded(grid) else _NO_CODES)


@check("T10", scope="table", severity="warning", authority=SUBJECTS, title="科目编码与名称相符")
def code_names(subject: Subject, profile: Profile) -> Result:
    """The name beside a code is that of the classification of the year, as far as the dictionary goes."""
    del profile
    grid, tally = grid_in(subject), Tally()
    for row in grid.rows:
        at = row.view.filled("name")
        known = ACCOUNTS["names"].get(row.code)
        if not row.code or at is None or is_total(row.name):
            continue
        if known is None:
            tally.lacks(f"{row.code} 不在程序所附的科目表中")
        elif _fold(at.raw) in {_fold(known), *map(_fold, ACCOUNTS["also"].get(row.code, ()))} or _was(row.code, at.raw, grid.year):
            tally.ok()
        else:
            data = {"code": row.code, "name": at.raw, "known": known, "table": grid.label}
            tally.fault(Fault(data, (at,), row.code, known, at.raw))
    return _unless_unknown(tally)


def _unless_unknown(tally: Tally) -> Result:
    """A code beyond the dictionary takes nothing from the others: what was not looked up is said, the verdict stays."""
    if tally.passed and not tally.faults:
        return Result("pass", f"{len(tally.lacking)} 个编码不在程序所附的科目表中，未核对" if tally.lacking else None)
    return tally.result(_NO_CODES)


def _fold(name: str) -> str:
    """A name without signs and without a closing 支出, which is set and left out freely."""
    return _SIGNS.sub("", key(name)).removesuffix("支出")


def _was(code: str, name: str, year: int) -> bool:
    """Whether the code had the name in that year, or the year is not known."""
    until = {_fold(old): last for old, last in ACCOUNTS["former"].get(code, {}).items()}.get(_fold(name))
    return until is not None and (not year or year <= until)


@check("T11", scope="table", severity="warning", authority=SUBJECTS, title="科目有名称")
def names_there(subject: Subject, profile: Profile) -> Result:
    """A row with a code has a name."""
    del profile
    grid, tally = grid_in(subject), Tally()
    for row in grid.rows:
        name, code = row.view.at("name"), row.view.at("code")
        if not row.code or name is None or code is None:
            continue
        if name.leaf.unreadable:
            tally.cannot_read(f"{row.code} 的名称无法辨认")
        elif name.is_blank:
            known = ACCOUNTS["names"].get(row.code, "")
            data = {"code": row.code, "table": grid.label, "known": f"（应为“{known}”）" if known else ""}
            tally.fault(Fault(data, (name, code), row.code, known or None, ""))
        else:
            tally.ok()
    return tally.result(_NO_CODES)


@check("T12", scope="table", severity="warning", authority=NORM, title="上级科目单列一行")
def parents_there(subject: Subject, profile: Profile) -> Result:
    """Where a table prints the higher accounts at all, every account has its own."""
    del profile
    grid, tally = grid_in(subject), Tally()
    parents = parents_of(grid)
    levels = {len(row.code) for row in grid.rows if row.code}
    for row in grid.rows:
        shorter = [level for level in levels if level < len(row.code)]
        if not row.code or not shorter or not grid.printed(row):
            continue
        parent = parents.get(row.number)
        if parent is not None and len(parent.code) == max(shorter):
            tally.ok()
        elif (at := row.view.filled("code")) is not None:
            data = {"code": row.label, "parent": row.code[: max(shorter)], "table": grid.label}
            tally.fault(Fault(data, (at,), row.code, data["parent"], None))
    return tally.result("没有分级的科目")
