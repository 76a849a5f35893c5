"""noted-rows: horizontal lines only; labels above values in one cell, a note beneath each indicator, page 2 without header."""

from __future__ import annotations

from collections.abc import Sequence

from eval.layouts.dev.pieces import each_form, fused, label_of, narrative, texts, value_of
from eval.layouts.profile import Printed, Profile
from golden.layouts.parts import attach, kept, runs, shared, with_year
from golden.sheet import Block, Cell, Labels, Row, Span, Table, cell, heading

__all__ = ["NOTED_ROWS"]

_FACT_WIDTHS = (40.0, 30.0, 30.0)
_WIDTHS = (7.0, 13.0, 15.0, 37.0, 19.0, 9.0)
_NEXT_WIDTHS = (6.0, 14.0, 17.0, 34.0, 20.0, 9.0)
_MONEY_WIDTHS = (22.0, 40.0, 38.0)
_CUT = 6
"""Indicators on the first page."""

_STANDARD, _METHOD, _TERM = "评分标准", "实施方式", "项目期限"
_CONTENT, _GOAL = "项目概况", "年度总体目标"

_PROFILE = Profile(
    kind="project",
    title="{year}年市级部门项目支出绩效目标审核表",
    fields=frozenset(
        {
            "fiscal_year",
            "amount_unit",
            "organization",
            "implementing_unit",
            "project_name",
            "total_budget",
            "execution_weight",
            "contact_name",
        }
    ),
    amount_unit="元",
    funding=("中央财政补助", "省级财政补助", "市级财政安排", "其他渠道"),
    narratives=(_CONTENT, _GOAL),
    attributes={_METHOD: "text", _TERM: "text"},
    levels={
        "产出指标": ("数量", "质量", "时效", "成本"),
        "效果指标": ("经济效益", "社会效益", "生态效益"),
        "满意度指标": ("受益对象满意度",),
    },
    indicators=(10, 13),
    column_attributes={_STANDARD: "text"},
    fused=True,
)


def _form(form: Labels) -> list[Block]:
    indicators = form.each("indicators")
    header = Row(texts("编号", "一级", "二级", "评价指标", "目标值", "权数"), keeps=True)
    rest = [*_lines(indicators, _CUT, len(indicators)), _execution(form)]
    return [
        heading("表样二　　　　　　　　　　　　　　　　　　　　　　　　　　　　　第1页　共2页", style="lead"),
        heading(with_year([form]), style="title"),
        Table(_FACT_WIDTHS, tuple(_facts(form)), style="rows"),
        heading("绩效指标（每一指标下须作注）", style="chapter"),
        Table(_WIDTHS, (header, *_lines(indicators, 0, _CUT)), style="rows"),
        heading("（转下页）", style="unit"),
        heading("（接上页）　　　　　　　　　　　　　　　　　　　　　　　　　　　第2页　共2页", style="lead first"),
        Table(_NEXT_WIDTHS, tuple(rest), style="rows"),
        heading("资金来源（单位：", form.span("amount_unit"), "）", style="chapter"),
        Table(_MONEY_WIDTHS, tuple(_money(form))),
        heading("填表人：", form.each("contacts")[0].span("name"), "　　　　　审核人：　　　　　　　审核日期：", style="tail"),
    ]


def _facts(form: Labels) -> list[Row]:
    """A label is the first line of its value's cell."""
    attributes = tuple((label_of(form, name), value_of(form, name)) for name in _PROFILE.attributes)
    goals = [narrative(form, label) for label in (_CONTENT, _GOAL)]
    return [
        Row((_under("项目名称", form.span("project_name")), _under("责任单位", form.span("organization"), columns=2))),
        Row((_under("实施单位", form.span("implementing_unit")), *(_under(label, value) for label, value in attributes))),
        *(Row((_under(goal.span("label"), goal.span("text"), columns=3),)) for goal in goals),
    ]


def _under(label: Span | str, value: Span, columns: int = 1) -> Cell:
    return cell(label, "\n", value, columns=columns, style="left")


def _lines(indicators: Sequence[Labels], start: int, end: int) -> list[Row]:
    """The rows of a page, two for each indicator; a level that was begun before is named again as continued."""
    part = indicators[start:end]
    numbers = {item.path("name"): str(number) for number, item in enumerate(part, start=start + 1)}
    rows: list[Row] = []
    for first in runs(part, "level1"):
        begun = start > 0 and first[0] is part[0] and first[0].text("level1") == indicators[start - 1].text("level1")
        lines = [line for second in runs(first, "level2") for line in _second(second)]
        level = cell(shared(first, "level1"), "\n（续）" if begun else "", rows=len(lines))
        for count, row in enumerate(attach((level,), lines)):
            if count % 2:
                rows.append(row)
            else:
                number = numbers[first[count // 2].path("name")]
                rows.append(Row((cell(number, rows=2), *row.cells), keeps=True))
    return rows


def _second(run: Sequence[Labels]) -> list[Row]:
    lines = [line for item in run for line in _pair(item)]
    return attach((cell(shared(run, "level2"), rows=len(lines)),), lines)


def _pair(item: Labels) -> list[Row]:
    """The indicator, and beneath it how it is scored."""
    upper = (cell(item.span("name"), style="left"), cell(*fused(item)), cell(item.span("weight")))
    note = ("※ ", label_of(item, _STANDARD), "：", value_of(item, _STANDARD))
    return [Row(upper, keeps=True), Row((cell(*note, columns=3, style="left"),))]


def _execution(form: Labels) -> Row:
    return Row((cell(""), cell("预算执行率（由系统按支出进度计算，不必填报）", columns=4), cell(form.span("execution_weight"))))


def _money(form: Labels) -> list[Row]:
    """The whole beneath its own label, merged down beside the sources."""
    funds = form.each("funding")
    sources = [Row((cell(item.span("label"), style="left"), cell(item.span("amount"), style="right"))) for item in funds]
    total = cell("项目总投资\n", form.span("total_budget"), rows=len(sources) + 1)
    return kept(attach((total,), [Row(texts("来源渠道", "年度安排金额")), *sources]))


NOTED_ROWS = Printed("noted-rows", _PROFILE, each_form(_form, font_size=10))
