"""budget-beside: few wide columns across the page, units in corners, in yuan once; 三公 and 采购 share a grid; long prose last."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from eval.layouts.dev.budget_tables import Lead, balance_rows, columns_of, finish, header_rows
from eval.layouts.dev.pieces import amount_cells
from eval.layouts.profile import Printed, Profile
from eval.layouts.prose import headed
from golden.sheet import Block, Cell, Labels, Line, Row, Sheet, Span, Table, cell, heading

__all__ = ["BUDGET_BESIDE"]

_HEADINGS = {
    "收入": "一、收支规模及增减变化。",
    "三公": "二、“三公”经费和机关运行经费。",
    "采购": "三、政府采购、人员资产和绩效管理。",
}
"""Run in before their paragraphs."""

_PROFILE = Profile(
    kind="budget",
    tables=("revenue_expenditure", "functional", "economic", "three_public", "procurement", "funds"),
    headers={
        "revenue_expenditure": (("收入", "{year}年预算"), ("支出", "{year}年预算")),
        "functional": (("{year}年预算",), ("其中：项目支出",), ("{last}年预算",), ("比上年增减",)),
        "economic": (("{year}年基本支出",), ("{last}年基本支出",)),
        "three_public": (("{year}年",), ("{last}年",), ("增减（%）",)),
        "procurement": (("{year}年",), ("{last}年",)),
        "funds": (("{year}年预算",), ("其中：项目支出",)),
    },
    table_titles={
        "revenue_expenditure": "部门收支预算简表",
        "functional": "一般公共预算支出简表",
        "economic": "一般公共预算基本支出简表",
        "three_public": "“三公”经费预算",
        "procurement": "政府采购预算",
        "funds": "政府性基金预算支出简表",
    },
    table_number="",
    table_units={"economic": "元"},
    claims=True,
)


def _sheet(labels: Labels) -> Sheet:
    balance, functional, economic, public, procurement, funds = labels.each("tables")
    tables = (
        *_titled(balance, _balance(balance), "title"),
        *_titled(functional, _accounts(functional, "功能科目"), "title first"),
        *_titled(economic, _accounts(economic, "经济科目"), "title first"),
        _two(public, procurement),
        *(heading(table.span("note"), style="tail") for table in (public, procurement) if table.has("note")),
        *_titled(funds, _accounts(funds, "功能科目"), "title"),
    )
    return Sheet((*tables, *_prose(labels)), landscape=True, font_size=10)


def _titled(table: Labels, printed: Table, style: str) -> list[Block]:
    return finish(table, printed, [heading(table.span("title"), style=style)])


def _unit(table: Labels) -> tuple[Span | str, ...]:
    return ("单位：", table.span("amount_unit"))


def _balance(table: Labels) -> Table:
    """The unit stands where the names of the income have no header."""
    income, spending = columns_of(table)
    upper = Row((cell(income[0], columns=2), cell(spending[0], columns=2)))
    lower = Row((cell(*_unit(table)), cell(income[1]), cell("支出功能分类"), cell(spending[1])))
    return Table((34.0, 20.0, 34.0, 20.0), (upper, lower, *balance_rows(table)), header=2)


def _accounts(table: Labels, word: str) -> Table:
    """The unit above code and name of the accounts, in the corner."""
    columns = columns_of(table)
    header = header_rows(columns, _corner(table, word), least=2)
    lines = [_account(row) for row in table.each("rows")]
    return Table((14.0, 40.0, *[22.0] * len(columns)), (*header, *lines), header=len(header))


def _corner(table: Labels, word: str) -> Lead:
    def lead(depth: int) -> Sequence[Sequence[Cell]]:
        below = [cell("编码", rows=depth - 1), cell(word, rows=depth - 1)]
        return [[cell(*_unit(table), columns=2)], below, *[[] for _ in range(depth - 2)]]

    return lead


def _account(row: Labels) -> Row:
    """Where there is no code the name is in the middle of both columns."""
    code = row.text("code")
    if not code and row.text("name"):
        return Row((cell(row.span("code"), row.span("name"), columns=2), *amount_cells(row)))
    return Row((cell(row.span("code"), style="left"), cell(row.span("name"), style="left"), *amount_cells(row)))


def _two(left: Labels, right: Labels) -> Table:
    """Two tables in one grid, a gap without borders between them; the shorter one ends earlier."""
    halves = [_half(table) for table in (left, right)]
    widths = [len(columns_of(table)) + 1 for table in (left, right)]
    rows = [_beside(pair, widths) for pair in zip_longest(*halves)]
    titles = [cell(table.span("title"), columns=width, style="strong") for table, width in zip((left, right), widths, strict=True)]
    first = Row((titles[0], _gap(1), titles[1]), keeps=True)
    measures = ((30.0, *[16.0] * (widths[0] - 1)), (4.0,), (20.0, *[16.0] * (widths[1] - 1)))
    return Table(tuple(width for part in measures for width in part), (first, *rows))


def _half(table: Labels) -> list[tuple[Cell, ...]]:
    header = (cell(*_unit(table)), *(cell(path[0]) for path in columns_of(table)))
    return [header, *((cell(row.span("name"), style="left"), *amount_cells(row)) for row in table.each("rows"))]


def _beside(pair: Sequence[tuple[Cell, ...] | None], widths: Sequence[int]) -> Row:
    left, right = pair
    if right is None:
        return Row((*(left or ()), _gap(1 + widths[1])), keeps=True)
    return Row((*(left or (_gap(widths[0]),)), _gap(1), *right), keeps=True)


def _gap(columns: int) -> Cell:
    return cell("", columns=columns, style="bare-left")


def _prose(labels: Labels) -> list[Block]:
    lines: list[Block] = [heading("预算安排及与上年对比情况说明", style="title first")]
    for title, spans in headed(labels, _HEADINGS):
        lines.append(Line((Span(title or ""), *spans), "prose"))
    return lines


BUDGET_BESIDE = Printed("budget-beside", _PROFILE, _sheet)
