"""stacked-periods: years are rows of money under three header rows, each beside its goal; an indicator has a row a period."""

from __future__ import annotations

from collections.abc import Sequence

from eval.layouts.dev.pieces import column_label, fused, label_of, narrative, part_label, rule_lines, spread, texts, value_of
from eval.layouts.profile import Printed, Profile
from golden.layouts.parts import attach, kept, runs, shared, with_year
from golden.sheet import Block, Cell, Labels, Row, Sheet, Table, cell, heading

__all__ = ["STACKED_PERIODS"]

_WIDTHS = (8.0, 11.0, 11.0, 11.0, 11.0, 11.0, 14.0, 6.0, 17.0)
_PERIOD, _GOAL = "实施期", "阶段目标"
_YEARS = ("第一年", "第二年", "第三年")
_SUM, _CENTRAL, _PROVINCE, _LOCAL, _OWN = "小计", "中央补助", "省级补助", "本级安排", "自筹资金"
_SOURCES = (_SUM, _CENTRAL, _PROVINCE, _LOCAL, _OWN)
_END, _SECOND = "期末累计完成", "第二年完成"
_BASIS = "目标值确定依据"
_WHY = "立项必要性"

_PROFILE = Profile(
    kind="project",
    title="{year}年度中期财政规划项目绩效目标表",
    forms=(1, 2),
    fields=frozenset(
        {"table_no", "amount_unit", "competent_department", "implementing_unit", "project_name", "total_budget"},
    ),
    amount_unit="元",
    funding=tuple(f"{name}/{source}" for name in _YEARS for source in _SOURCES),
    narratives=(_WHY, *(f"{name}/{_GOAL}" for name in (_PERIOD, *_YEARS))),
    attributes={"项目类型": "text"},
    columns=frozenset({"level1", "level2", "name", "operator", "value", "unit", "weight"}),
    levels={
        "产出指标": ("数量指标", "质量指标", "时效指标"),
        "成本指标": ("经济成本指标",),
        "效益指标": ("社会效益指标", "生态效益指标"),
        "满意度指标": ("满意度指标",),
    },
    indicators=(7, 9),
    column_attributes={_END: "text", _SECOND: "text", _BASIS: "text"},
    fused=True,
    filling_rules=("实施期不足三年的，以后年度各栏不填。", "同一指标按期末、当年、次年分三行填列，比重只填一次。"),
)


def _sheet(labels: Labels) -> Sheet:
    blocks = [block for number, form in enumerate(labels.each("forms")) for block in _form(form, number)]
    return Sheet((*blocks, *rule_lines(labels, "注：")), landscape=True, font_size=9)


def _form(form: Labels, number: int) -> list[Block]:
    return [
        heading(form.span("table_no"), style="lead first" if number else "lead"),
        heading(with_year([form]), style="title"),
        heading("单位：", form.span("amount_unit"), style="unit"),
        Table(_WIDTHS, (*_head(form), *_money(form), *_indicators(form))),
    ]


def _head(form: Labels) -> list[Row]:
    kind = (label_of(form, "项目类型"), value_of(form, "项目类型"))
    why = narrative(form, _WHY)
    return [
        Row(spread(("项目名称", form.span("project_name"), *kind), (1, 5, 1, 2))),
        Row(
            spread(
                ("主管部门", form.span("competent_department"), "承担单位", form.span("implementing_unit")),
                (1, 3, 1, 4),
            )
        ),
        Row((cell(why.span("label")), cell(why.span("text"), columns=8, style="text"))),
    ]


def _money(form: Labels) -> list[Row]:
    """The whole period comes first and has one amount; a year has one for each source. Its goal stands beside it."""
    amounts = {item.text("label"): item.span("amount") for item in form.each("funding")}
    part = {name: cell(part_label(form, name)) for name in (_CENTRAL, _PROVINCE, _LOCAL)}
    header = [
        Row((cell("期间", rows=3), cell("资金安排", columns=5), cell(part_label(form, _GOAL), columns=3, rows=3)), keeps=True),
        Row(
            (
                cell(part_label(form, _SUM), rows=2),
                cell("财政资金", columns=3),
                cell(part_label(form, _OWN), rows=2),
            ),
            keeps=True,
        ),
        Row(tuple(part.values()), keeps=True),
    ]
    total = (cell(form.span("total_budget"), style="right"), cell("——", columns=4))
    rows = [Row((cell(part_label(form, _PERIOD)), *total, _goal(form, _PERIOD)))]
    for name in _YEARS:
        cells = (cell(amounts[f"{name}/{source}"], style="right") for source in _SOURCES)
        rows.append(Row((cell(part_label(form, name)), *cells, _goal(form, name))))
    return [*header, *rows]


def _goal(form: Labels, name: str) -> Cell:
    return cell(narrative(form, f"{name}/{_GOAL}").span("text"), columns=3, style="text")


def _indicators(form: Labels) -> list[Row]:
    basis = cell(column_label(form.each("indicators"), _BASIS))
    head = (*texts("一级指标", "二级指标"), cell("绩效内容", columns=3), *texts("期间", "标准值", "比重"), basis)
    rows = [Row(head, keeps=True)]
    for first in runs(form.each("indicators"), "level1"):
        inner = [row for second in runs(first, "level2") for row in _kind(second)]
        rows += attach((cell(shared(first, "level1"), rows=len(inner)),), inner)
    return rows


def _kind(run: Sequence[Labels]) -> list[Row]:
    rows = [row for item in run for row in _periods(item)]
    return attach((cell(shared(run, "level2"), rows=len(rows)),), rows)


def _periods(item: Labels) -> list[Row]:
    """Its end, this year, the next: the name of each stands in its row."""
    end, second = ((cell(label_of(item, name)), cell(value_of(item, name))) for name in (_END, _SECOND))
    name = cell(item.span("name"), columns=3, rows=3, style="left")
    beside = (cell(item.span("weight"), rows=3), cell(value_of(item, _BASIS), rows=3))
    return kept([Row((name, *end, *beside)), Row((cell("第一年目标"), cell(*fused(item)))), Row(second)])


STACKED_PERIODS = Printed("stacked-periods", _PROFILE, _sheet)
