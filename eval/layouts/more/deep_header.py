"""deep-header: three header rows with merged headings; the money in one row of nine small columns beneath three more."""

from __future__ import annotations

from eval.layouts.dev.pieces import column_label, label_of, levelled, part_label, texts, value_of, year
from eval.layouts.profile import Printed, Profile
from golden.layouts.parts import attach, narrative_rows
from golden.sheet import Block, Cell, Labels, Row, Sheet, Table, cell, heading

__all__ = ["DEEP_HEADER"]

_WIDTHS = (9.0, 9.0, 9.0, 9.0, 8.0, 8.0, 8.0, 8.0, 8.0, 8.0, 8.0, 8.0)
_PUBLIC = "一般公共预算"
_PARTS = ("小计", "中央资金", "省级资金", "市县资金")
_OTHERS = ("政府性基金", "财政专户资金", "单位自有资金", "上年结转")
_TERM, _BEGIN, _END = "实施期限", "计划开始时间", "计划完成时间"
_LAST = "上年度完成值"
_WHY, _GOAL = "立项必要性", "年度目标"

_PROFILE = Profile(
    kind="project",
    title="省级部门预算项目支出绩效目标批复表",
    forms=(1, 2),
    fields=frozenset(
        {
            "table_no",
            "fiscal_year",
            "amount_unit",
            "competent_department",
            "implementing_unit",
            "project_name",
            "project_code",
            "total_budget",
        }
    ),
    funding=(*(f"{_PUBLIC}/{part}" for part in _PARTS), *_OTHERS),
    narratives=(_WHY, _GOAL),
    attributes={_TERM: "text", _BEGIN: "date", _END: "date"},
    levels={
        "成本": ("经济成本", "社会成本"),
        "产出": ("数量", "质量", "时效"),
        "效益": ("社会效益", "生态效益"),
        "满意度": ("服务对象满意度",),
    },
    indicators=(9, 13),
    column_attributes={_LAST: "text"},
    operators={"≥": ">=", "≤": "<="},
    filling_rules=(
        "资金规模按资金性质填列，无此项资金的留空。",
        "定性指标“符号”栏填“定性”，“单位”栏不填。",
    ),
)


def _sheet(labels: Labels) -> Sheet:
    blocks = [block for number, form in enumerate(labels.each("forms")) for block in _form(form, number)]
    rules = [heading(f"{number}.", rule.span("text")) for number, rule in enumerate(labels.each("filling_rules"), start=1)]
    return Sheet((*blocks, heading("填表说明：", style="tail"), *rules), landscape=True, font_size=9)


def _form(form: Labels, number: int) -> list[Block]:
    return [
        heading(form.span("table_no"), style="lead first" if number else "lead"),
        heading(form.span("title"), style="title"),
        heading(year(form, "预算年度：{}"), "　　　　　　　　金额单位：", form.span("amount_unit"), style="unit"),
        Table(_WIDTHS, (*_head(form), *_money(form), *narrative_rows(form, 11), *_indicators(form))),
    ]


def _head(form: Labels) -> list[Row]:
    """Three facts to a row at boundaries of their own."""
    term, begin, end = ((cell(label_of(form, n)), cell(value_of(form, n), columns=3)) for n in (_TERM, _BEGIN, _END))
    return [
        Row(
            (
                cell("项目编码"),
                cell(form.span("project_code"), columns=3),
                cell("项目名称", columns=2),
                cell(form.span("project_name"), columns=6),
            )
        ),
        Row(
            (
                cell("主管部门"),
                cell(form.span("competent_department"), columns=3),
                cell("项目承担单位", columns=2),
                cell(form.span("implementing_unit"), columns=6),
            )
        ),
        Row((*term, *begin, *end)),
    ]


def _money(form: Labels) -> list[Row]:
    """All amounts in one row; 合计 is two columns wide, and so is the last source."""
    items = {item.text("label"): item for item in form.each("funding")}
    upper = (
        cell("合计", columns=2, rows=2),
        cell(part_label(form, _PUBLIC), columns=4),
        *(cell(items[name].span("label"), columns=_wide(name), rows=2) for name in _OTHERS),
    )
    lower = tuple(cell(part_label(form, part)) for part in _PARTS)
    amounts = (
        cell(form.span("total_budget"), columns=2),
        *(cell(item.span("amount"), columns=_wide(label), style="right") for label, item in items.items()),
    )
    return attach((cell("资金\n规模", rows=3),), [Row(upper, keeps=True), Row(lower, keeps=True), Row(amounts)])


def _wide(label: str) -> int:
    return 2 if label == _OTHERS[-1] else 1


def _indicators(form: Labels) -> list[Row]:
    indicators = form.each("indicators")
    header = [
        Row((cell("绩效指标", columns=5), cell("指标值", columns=6), cell("权重", rows=3)), keeps=True),
        Row(
            (
                cell("指标类别", columns=2),
                cell("三级指标", columns=3, rows=2),
                cell(column_label(indicators, _LAST), columns=2, rows=2),
                cell("年度目标值", columns=4),
            ),
            keeps=True,
        ),
        Row((*texts("一级", "二级", "符号"), cell("数值", columns=2), cell("单位")), keeps=True),
    ]
    return [*header, *levelled(indicators, _row)]


def _row(item: Labels) -> list[Cell]:
    return [
        cell(item.span("name"), columns=3, style="left"),
        cell(value_of(item, _LAST), columns=2),
        cell(item.span("operator")),
        cell(item.span("value"), columns=2),
        cell(item.span("unit")),
        cell(item.span("weight")),
    ]


DEEP_HEADER = Printed("deep-header", _PROFILE, _sheet)
