"""One layout of the suite."""

from __future__ import annotations

from eval.layouts.profile import Printed, Profile
from eval.layouts.test.pieces import amount, grouped, named, narrative
from golden.layouts.parts import attach, kept, with_year
from golden.sheet import Block, Labels, Row, Sheet, Table, cell, heading

__all__ = ["T11"]

_HEAD = (10.0, 7.0, 21.0, 21.0, 21.0, 20.0)
_WIDTHS = (9.0, 13.0, 15.0, 21.0, 10.0, 11.0, 11.0, 10.0)
_ROWS = ("人员经费", "公用经费", "项目支出")
_COLUMNS = ("小计", "一般公共预算拨款", "其他收入安排")
_GOAL = "年度总体绩效目标"

_PROFILE = Profile(
    kind="overall",
    title="{year}年度部门（单位）整体绩效目标表",
    fields=frozenset({"organization", "total_budget", "amount_unit"}),
    amount_unit="元",
    funding=tuple(f"{row}/{column}" for row in _ROWS for column in _COLUMNS),
    narratives=(_GOAL,),
    tasks=(3, 4),
    levels={
        "履职效能": ("履职数量", "履职质量", "完成时效"),
        "管理效率": ("成本控制",),
        "社会效应": ("社会效益", "生态效益"),
        "可持续发展": ("可持续能力",),
        "满意度": ("服务对象满意度",),
    },
    indicators=(10, 14),
    operators={"≥": ">=", "≤": "<="},
)


def _layout(labels: Labels) -> Sheet:
    blocks = (block for form in labels.each("forms") for block in _form(form))
    return Sheet(tuple(blocks), landscape=True, font_size=10)


def _form(form: Labels) -> list[Block]:
    return [
        heading(with_year([form]), style="title"),
        heading("编制单位：", form.span("organization"), "　　　　　　单位：", form.span("amount_unit"), style="unit"),
        Table(_HEAD, (*_money(form), *_plan(form))),
        heading("年度绩效指标", style="subtitle first"),
        Table(_WIDTHS, tuple(_indicators(form)), header=1),
    ]


def _money(form: Labels) -> list[Row]:
    heads = (cell("支出类别", columns=2), *(cell(named(form, column)) for column in _COLUMNS))
    rows = [Row(heads), *(_funds(form, label) for label in _ROWS)]
    total = Row((cell("支出预算总额", columns=2), cell(form.span("total_budget"), columns=3)))
    return kept(attach((cell("预算\n情况", rows=len(rows) + 1),), [*rows, total]))


def _funds(form: Labels, label: str) -> Row:
    values = (cell(amount(form, f"{label}/{column}")) for column in _COLUMNS)
    return Row((cell(named(form, label), columns=2), *values))


def _plan(form: Labels) -> list[Row]:
    goal = Row((cell(named(form, _GOAL)), cell(narrative(form, _GOAL), columns=5, style="text")))
    rows = [Row((cell("序号"), cell("任务名称"), cell("主要内容", columns=3)))]
    for number, task in enumerate(form.each("tasks"), start=1):
        rows.append(Row((cell(str(number)), cell(task.span("name")), cell(task.span("text"), columns=3, style="text"))))
    return [goal, *attach((cell("重点\n任务", rows=len(rows)),), rows)]


def _indicators(form: Labels) -> list[Row]:
    heads = (
        cell("一级指标"),
        cell("二级指标"),
        cell("三级指标", columns=2),
        *map(cell, ("权重", "指标性质", "指标值", "计量单位")),
    )
    return [Row(heads), *grouped(form.each("indicators"), _row, "level1", "level2")]


def _row(item: Labels) -> Row:
    rest = (cell(item.span(name)) for name in ("weight", "operator", "value", "unit"))
    return Row((cell(item.span("name"), columns=2, style="left"), *rest))


T11 = Printed("t11", _PROFILE, _layout)
