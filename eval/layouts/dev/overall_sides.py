"""overall-sides: a department's form with the money by source and by kind side by side, last year's values before this year's."""

from __future__ import annotations

from eval.layouts.dev.pieces import column_label, each_form, fused, label_of, levelled, narrative, texts, value_of, year
from eval.layouts.profile import Printed, Profile
from golden.layouts.parts import attach
from golden.sheet import Block, Cell, Labels, Row, Table, cell, heading

__all__ = ["OVERALL_SIDES"]

_WIDTHS = (13.0, 15.0, 26.0, 17.0, 17.0, 12.0)
_SOURCES = ("一般公共预算拨款", "政府性基金预算拨款", "其他资金")
_KINDS = ("人员经费", "公用经费", "项目经费")
_LAST = "上年完成值"

_PROFILE = Profile(
    kind="overall",
    title="部门（单位）整体绩效目标表",
    fields=frozenset({"fiscal_year", "amount_unit", "organization", "total_budget"}),
    funding=_SOURCES,
    axes=(_KINDS,),
    narratives=("部门职能概述", "年度绩效目标"),
    attributes={"是否提前下达": "text", "财政归口科室": "text"},
    levels={
        "运行成本": ("成本控制",),
        "管理效率": ("质量管理", "时效管理"),
        "履职效能": ("产出数量", "产出质量"),
        "社会效应": ("社会效益", "生态效益"),
        "可持续发展能力": ("可持续影响",),
        "服务对象满意度": ("满意度",),
    },
    indicators=(10, 15),
    column_attributes={_LAST: "text"},
    fused=True,
)


def _form(form: Labels) -> list[Block]:
    return [
        heading(form.span("title"), style="title"),
        heading(year(form, "预算年度：{}年"), "　　　　　金额单位：", form.span("amount_unit"), style="unit"),
        Table(_WIDTHS, (*_head(form), *_money(form), *_narratives(form), *_indicators(form))),
    ]


def _head(form: Labels) -> list[Row]:
    first, second = _PROFILE.attributes
    return [
        Row((cell("1．单位名称", columns=2), cell(form.span("organization"), columns=4))),
        Row(
            (
                cell("2．", label_of(form, first), columns=2),
                cell(value_of(form, first)),
                cell("3．", label_of(form, second)),
                cell(value_of(form, second), columns=2),
            )
        ),
        Row((cell("4．年度预算总额", columns=2), cell(form.span("total_budget"), columns=4))),
    ]


def _money(form: Labels) -> list[Row]:
    items = {item.text("label"): item for item in form.each("funding")}
    rows = [Row((cell("按资金来源", columns=2), cell("按支出类别", columns=3)))]
    for source, kind in zip(_SOURCES, _KINDS, strict=True):
        left, right = items[source], items[kind]
        rows.append(
            Row(
                (
                    cell(left.span("label"), style="left"),
                    cell(left.span("amount"), style="right"),
                    cell(right.span("label")),
                    cell(right.span("amount"), columns=2, style="right"),
                )
            )
        )
    return attach((cell("5．预算构成", rows=len(rows)),), rows)


def _narratives(form: Labels) -> list[Row]:
    items = [(number, narrative(form, label)) for number, label in enumerate(_PROFILE.narratives, start=6)]
    return [
        Row((cell(f"{number}．", item.span("label"), columns=2), cell(item.span("text"), columns=4, style="text")))
        for number, item in items
    ]


def _indicators(form: Labels) -> list[Row]:
    indicators = form.each("indicators")
    last = cell(column_label(indicators, _LAST))
    header = Row((*texts("一级指标", "二级指标", "三级指标"), last, *texts("本年目标值", "权重（%）")))
    return [header, *levelled(indicators, _row)]


def _row(item: Labels) -> list[Cell]:
    return [cell(item.span("name")), cell(value_of(item, _LAST)), cell(*fused(item)), cell(item.span("weight"))]


OVERALL_SIDES = Printed("overall-sides", _PROFILE, each_form(_form, font_size=10))
