"""whole-office: a department's form whose amounts share cells with their labels, tasks run on behind names, header in two rows."""

from __future__ import annotations

from itertools import zip_longest

from eval.layouts.dev.pieces import each_form, levelled, part_label, text_rows, texts, year
from eval.layouts.more.pieces import apart
from eval.layouts.profile import Printed, Profile
from golden.layouts.parts import attach
from golden.sheet import Block, Cell, Labels, Row, Table, cell, heading

__all__ = ["WHOLE_OFFICE"]

_WIDTHS = (9.0, 11.0, 13.0, 22.0, 8.0, 14.0, 8.0, 15.0)
_SOURCES = ("一般公共预算", "政府性基金", "国有资本经营预算", "财政专户管理资金", "上级财政补助", "自筹资金")
_KINDS = ("基本支出", "基本支出/人员经费", "基本支出/公用经费", "项目支出", "项目支出/运转类", "项目支出/特定目标类")
_NUMERALS = "一二三四五六七八"

_PROFILE = Profile(
    kind="overall",
    title="部门整体支出绩效目标申报表",
    fields=frozenset({"fiscal_year", "amount_unit", "organization", "total_budget", "contacts"}),
    funding=_SOURCES,
    axes=(_KINDS,),
    narratives=("部门职能职责概述", "整体绩效目标"),
    tasks=(4, 5),
    levels={
        "产出": ("数量指标", "质量指标", "时效指标", "成本指标"),
        "效果": ("经济效益", "社会效益", "可持续影响"),
        "满意度": ("服务对象满意度",),
    },
    indicators=(10, 14),
    operators={"=": "＝"},
)


def _form(form: Labels) -> list[Block]:
    contact = form.each("contacts")[0]
    return [
        heading("附件2", style="lead"),
        heading(form.span("title"), style="title"),
        heading(year(form, "（{}年度）"), style="subtitle"),
        heading(
            "填报部门（盖章）：",
            form.span("organization"),
            "　　　填报人：",
            contact.span("name"),
            "　　　电话：",
            contact.span("phone"),
            style="lead",
        ),
        Table(_WIDTHS, (*_money(form), *text_rows(form.each("narratives"), 7), *_tasks(form), *_indicators(form))),
        heading("财政归口业务科室审核意见：　　　　　　　　　　　　（盖章）　　　　年　　月　　日", style="tail"),
    ]


def _money(form: Labels) -> list[Row]:
    """Two lists of a label, a colon and an amount in one cell: where the money comes from and where it goes."""
    items = {item.text("label"): item for item in form.each("funding")}
    rows = [
        Row((cell("资金总额：", form.span("total_budget"), columns=7, style="left"),)),
        Row((cell("按收入性质分：", columns=3, style="left"), cell("按支出性质分：", columns=4, style="left"))),
    ]
    for number, (source, kind) in enumerate(zip_longest(_SOURCES, _KINDS)):
        lead = "其中：" if number == 0 else "　　　"
        left = cell(lead, items[source].span("label"), "：", items[source].span("amount"), columns=3, style="left")
        rows.append(Row((left, _kind(form, items[kind], kind))))
    return attach((cell("年度预\n算申请\n（", form.span("amount_unit"), "）", rows=len(rows)),), rows)


def _kind(form: Labels, item: Labels, kind: str) -> Cell:
    name, _, part = kind.partition("/")
    place = [label for label in _KINDS if label.startswith(f"{name}/")]
    lead = ("　　其中：" if kind == place[0] else "　　　　　") if part else ""
    return cell(lead, part_label(form, part or name), "：", item.span("amount"), columns=4, style="left")


def _tasks(form: Labels) -> list[Row]:
    rows = [
        Row((cell(f"任务{numeral}　", task.span("name"), "：", task.span("text"), columns=7, style="text"),))
        for numeral, task in zip(_NUMERALS, form.each("tasks"), strict=False)
    ]
    return attach((cell("年度重\n点工作\n任务", rows=len(rows)),), rows)


def _indicators(form: Labels) -> list[Row]:
    upper = (
        *(cell(name, rows=2) for name in ("一级指标", "二级指标")),
        cell("评价指标", rows=2),
        cell("全年目标", columns=3),
        cell("分值", rows=2),
    )
    rows = levelled(form.each("indicators"), apart)
    header = [Row(upper, keeps=True), Row(texts("符号", "标准值", "单位"), keeps=True)]
    return attach((cell("部门\n整体\n支出\n绩效\n指标", rows=len(rows) + 2),), [*header, *rows])


WHOLE_OFFICE = Printed("whole-office", _PROFILE, each_form(_form, font_size=10))
