"""sectioned: a long application of numbered labels, units in header cells, a total row, indicators with scoring rules."""

from __future__ import annotations

from eval.layouts.dev.pieces import SHORT_LEVELS, column_label, each_form, fused, levelled, narrative, pairs_of, texts, value_of
from eval.layouts.profile import Printed, Profile
from golden.layouts.parts import LONG, with_year
from golden.sheet import Block, Cell, Labels, Row, Table, cell, heading

__all__ = ["SECTIONED"]

_WIDTHS = (26.0, 24.0, 26.0, 24.0)
_MONEY_WIDTHS = (12.0, 52.0, 36.0)
_INDICATOR_WIDTHS = (12.0, 14.0, 22.0, 15.0, 9.0, 28.0)
_RULE = "评分标准"

_PROFILE = Profile(
    kind="project",
    title="{year}年度项目支出预算及绩效目标申报书",
    fields=frozenset(
        {
            "fiscal_year",
            "amount_unit",
            "organization",
            "project_name",
            "implementing_unit",
            "total_budget",
            "execution_weight",
            "contacts",
        }
    ),
    funding=("中央财政资金", "省级财政资金", "市县财政资金", "其他资金"),
    narratives=("项目概况", "立项依据", "实施必要性和可行性", "资金测算依据及说明", "项目实施进度安排", "保障措施", "年度绩效目标"),
    attributes={"项目类型": "text", "项目周期": "text", "起始时间": "date", "完成时间": "date"},
    levels=SHORT_LEVELS,
    indicators=(9, 15),
    column_attributes={_RULE: "text"},
    fused=True,
    operators={"=": "＝"},
)


def _form(form: Labels) -> list[Block]:
    return [
        heading(with_year([form]), style="title"),
        heading("一、项目基本信息", style="lead tail"),
        Table(_WIDTHS, (*_facts(form), *_narratives(form))),
        heading("二、资金来源及构成", style="lead tail"),
        Table(_MONEY_WIDTHS, tuple(_money(form))),
        heading("三、绩效指标", style="lead tail"),
        Table(_INDICATOR_WIDTHS, tuple(_indicators(form)), header=1),
    ]


def _facts(form: Labels) -> list[Row]:
    contact = form.each("contacts")[0]
    kind, period, begin, end = pairs_of(form, _PROFILE.attributes)
    return [
        Row((cell("（1）申报单位"), cell(form.span("organization"), columns=3, style="left"))),
        Row((cell("（2）项目名称"), cell(form.span("project_name"), columns=3, style="left"))),
        Row((cell("（3）实施单位"), cell(form.span("implementing_unit"), columns=3, style="left"))),
        Row((cell("（4）", kind[0]), cell(kind[1]), cell("（5）", period[0]), cell(period[1]))),
        Row((cell("（6）", begin[0]), cell(begin[1]), cell("（7）", end[0]), cell(end[1]))),
        Row((cell("（8）联系人"), cell(contact.span("name")), cell("（9）联系电话"), cell(contact.span("phone")))),
    ]


def _narratives(form: Labels) -> list[Row]:
    items = [narrative(form, label) for label in _PROFILE.narratives]
    return [
        Row(
            (cell(f"（{number}）", item.span("label")), cell(item.span("text"), columns=3, style="text")),
            splits=len(item.text("text")) > LONG,
        )
        for number, item in enumerate(items, start=10)
    ]


def _money(form: Labels) -> list[Row]:
    rows = [Row((*texts("序号", "资金来源"), cell("预算金额（", form.span("amount_unit"), "）")))]
    for number, item in enumerate(form.each("funding"), start=1):
        rows.append(Row((cell(str(number)), cell(item.span("label")), cell(item.span("amount"), style="right"))))
    rows.append(Row((cell("合计", columns=2), cell(form.span("total_budget"), style="right"))))
    return rows


def _indicators(form: Labels) -> list[Row]:
    indicators = form.each("indicators")
    header = Row((*texts("一级指标", "二级指标", "三级指标", "绩效目标值", "权重"), cell(column_label(indicators, _RULE))))
    execution = Row((cell("预算执行率权重", columns=4), cell(form.span("execution_weight")), cell("")))
    return [header, *levelled(indicators, _row), execution]


def _row(item: Labels) -> list[Cell]:
    rule = cell(value_of(item, _RULE), style="left")
    return [cell(item.span("name"), style="left"), cell(*fused(item)), cell(item.span("weight")), rule]


SECTIONED = Printed("sectioned", _PROFILE, each_form(_form))
