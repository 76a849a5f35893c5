"""One layout of the suite."""

from __future__ import annotations

from itertools import zip_longest

from eval.layouts.profile import Printed, Profile
from eval.layouts.test.pieces import FULL_LEVELS, amount, attribute, fused, grouped, named, narrative
from golden.layouts.parts import attach, kept, with_year
from golden.sheet import Block, Cell, Labels, Row, Sheet, Table, cell, heading

__all__ = ["T05"]

_WIDTHS = (13.0, 13.0, 17.0, 24.0, 15.0, 18.0)
_INCOME, _SPENDING = "按收入性质分", "按支出性质分"
_INCOMES = ("一般公共预算拨款", "政府性基金拨款", "其他资金")
_SPENDINGS = ("基本支出", "项目支出")
_DUTIES, _GOAL = "部门职责", "整体绩效目标"

_PROFILE = Profile(
    kind="overall",
    title="{year}年度部门整体支出绩效目标申报表",
    fields=frozenset({"organization", "total_budget", "amount_unit", "contacts"}),
    funding=tuple(f"{_INCOME}/{name}" for name in _INCOMES),
    axes=(tuple(f"{_SPENDING}/{name}" for name in _SPENDINGS),),
    narratives=(_DUTIES, _GOAL),
    attributes={"审核人": "text"},
    tasks=(3, 5),
    columns=frozenset({"level1", "level2", "name", "operator", "value", "unit", "explanation"}),
    levels=FULL_LEVELS,
    indicators=(10, 14),
    fused=True,
)


def _layout(labels: Labels) -> Sheet:
    return Sheet(tuple(block for form in labels.each("forms") for block in _form(form)), font_size=10)


def _form(form: Labels) -> list[Block]:
    contact = form.each("contacts")[0]
    rows = (
        Row((cell("单位名称"), cell(form.span("organization"), columns=5))),
        *_money(form),
        *(_text(form, label) for label in (_DUTIES, _GOAL)),
        *_tasks(form),
        *_indicators(form),
    )
    return [
        heading(with_year([form]), style="title"),
        Table(_WIDTHS, rows),
        heading("填表人：", contact.span("name"), "　　　　联系方式：", contact.span("phone"), style="tail"),
        heading(named(form, "审核人"), "：", attribute(form, "审核人")),
    ]


def _money(form: Labels) -> list[Row]:
    total = Row((cell("资金总额"), cell(form.span("total_budget"), columns=4)))
    axes = Row((cell(named(form, _INCOME), columns=2), cell(named(form, _SPENDING), columns=3)))
    rows = [total, axes]
    for income, spending in zip_longest(_INCOMES, _SPENDINGS):
        left = (_label(form, _INCOME, income), cell(amount(form, f"{_INCOME}/{income}")))
        right = (_label(form, _SPENDING, spending), cell(amount(form, f"{_SPENDING}/{spending}"), columns=2)) if spending else ()
        rows.append(Row((*left, *right) if right else (*left, cell(), cell(columns=2))))
    return kept(attach((cell("年度预算申请\n（", form.span("amount_unit"), "）", rows=len(rows)),), rows))


def _label(form: Labels, axis: str, name: str) -> Cell:
    return cell(named(form, f"{axis}/{name}", shown=name))


def _text(form: Labels, label: str) -> Row:
    return Row((cell(named(form, label)), cell(narrative(form, label), columns=5, style="text")), splits=True)


def _tasks(form: Labels) -> list[Row]:
    heads = Row((cell("工作任务", columns=2), cell("具体内容", columns=3)))
    rows = [
        Row((cell(task.span("name"), columns=2), cell(task.span("text"), columns=3, style="text"))) for task in form.each("tasks")
    ]
    return attach((cell("年度重点\n工作", rows=len(rows) + 1),), [heads, *rows])


def _indicators(form: Labels) -> list[Row]:
    heads = Row((cell("一级指标"), cell("二级指标"), cell("三级指标"), cell("年度指标值"), cell("指标说明")))
    rows = [heads, *grouped(form.each("indicators"), _row, "level1", "level2")]
    return attach((cell("年度绩效\n指标", rows=len(rows)),), rows)


def _row(item: Labels) -> Row:
    return Row((cell(item.span("name")), cell(*fused(item)), cell(item.span("explanation"), style="left")))


T05 = Printed("t05", _PROFILE, _layout)
