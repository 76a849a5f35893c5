"""budget-open: tables without rulings, code and name in one cell, two years and their difference; prose between the tables."""

from __future__ import annotations

from eval.layouts.dev.budget_tables import columns_of, finish, header_rows, is_coded
from eval.layouts.dev.pieces import amount_cells
from eval.layouts.profile import Printed, Profile
from eval.layouts.prose import headed
from golden.sheet import Block, Cell, Labels, Line, Row, Sheet, Span, Table, cell, heading

__all__ = ["BUDGET_OPEN"]

_COMPARED = (("{last}年预算",), ("{year}年预算",), ("增减变动", "金额"), ("增减变动", "幅度"))
_HEADINGS = {"收入": "（一）收支预算", "三公": "（二）“三公”经费", "采购": "（三）政府采购", "绩效目标": "（四）绩效目标"}

_PROFILE = Profile(
    kind="budget",
    tables=("functional", "economic", "three_public", "procurement"),
    headers={
        "functional": _COMPARED,
        "economic": (("人员经费",), ("公用经费",), ("合计",)),
        "three_public": (("{last}年预算",), ("{year}年预算",)),
        "procurement": (("采购预算金额", "合计"), ("采购预算金额", "一般公共预算"), ("采购预算金额", "政府性基金")),
    },
    table_titles={
        "functional": "{year}年一般公共预算支出对比表",
        "economic": "{year}年基本支出经济分类预算表",
        "three_public": "{year}年财政拨款“三公”经费预算表",
        "procurement": "{year}年政府采购预算表",
    },
    table_number="附表{n}",
    claims=True,
)


def _sheet(labels: Labels) -> Sheet:
    first, *others = labels.each("tables")
    later = [block for table in others for block in _table(table)]
    prose = [heading("预算安排情况说明", style="lead tail"), *_prose(labels)]
    return Sheet((*_table(first), *prose, *later), font_size=10)


def _prose(labels: Labels) -> list[Block]:
    lines: list[Block] = []
    for title, spans in headed(labels, _HEADINGS):
        lines.append(Line((Span(f"　　{title}。" if title else "　　"), *spans), "plain"))
    return lines


def _table(table: Labels) -> list[Block]:
    title = heading(table.span("number"), "　", table.span("title"), "（单位：", table.span("amount_unit"), "）", style="number")
    return finish(table, _printed(table), [title])


def _printed(table: Labels) -> Table:
    columns = columns_of(table)
    word = "科目" if is_coded(table) else "项目"
    header = header_rows(columns, lambda depth: [[cell(word, rows=depth, style="left")], *[[] for _ in range(depth - 1)]])
    rows = [Row((_name(row), *amount_cells(row))) for row in table.each("rows")]
    return Table((40.0, *[16.0] * len(columns)), (*header, *rows), header=len(header), style="open")


def _name(row: Labels) -> Cell:
    if not row.has("code"):
        return cell(row.span("name"), style="left")
    return cell(row.span("code"), "　" if row.text("code") else "", row.span("name"), style="left")


BUDGET_OPEN = Printed("budget-open", _PROFILE, _sheet)
