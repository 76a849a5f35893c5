"""source-spans: a unit's monitored projects across the page; sources of money, merged over some rows each, beside indicators."""

from __future__ import annotations

from collections.abc import Sequence

from eval.layouts.dev.pieces import column_label, fused, part_label, rule_lines, run_rows, texts, value_of
from eval.layouts.profile import Printed, Profile
from golden.layouts.parts import shared, with_year
from golden.sheet import Cell, Labels, Row, Sheet, Span, Table, cell, heading

__all__ = ["SOURCE_SPANS"]

_WIDTHS = (3.5, 16.0, 8.0, 8.0, 8.0, 7.0, 8.0, 15.0, 9.0, 9.0, 5.0, 8.0, 14.0)
_TOTAL = "小计"
_FUNDS = ("财政拨款", "其他来源")
_SPENT, _RATE = "截至8月底执行数", "执行率"
_DONE, _OFF, _REASON = "1—8月实际完成", "是否偏离", "偏差原因"
_STEPS = "存在问题及整改措施"
_NUMBERS = ("甲", "乙", "丙", "1", "2", "3=2/1", "丁", "戊", "4", "5", "6", "7", "8")

_PROFILE = Profile(
    kind="project",
    title="{year}年1—8月部门项目支出绩效监控情况汇总表",
    forms=(2, 3),
    fields=frozenset({"fiscal_year", "amount_unit", "organization", "project_name", "project_code", "total_budget"}),
    funding=_FUNDS,
    narratives=(_STEPS,),
    attributes={f"{row}/{column}": kind for row in (_TOTAL, *_FUNDS) for column, kind in ((_SPENT, "amount"), (_RATE, "percent"))},
    columns=frozenset({"level2", "name", "operator", "value", "unit"}),
    levels={
        "产出指标": ("产出数量", "产出质量", "产出时效", "产出成本"),
        "效果指标": ("社会效益", "可持续影响"),
        "满意度指标": ("群众满意度",),
    },
    indicators=(7, 9),
    column_attributes=dict.fromkeys((_DONE, _OFF, _REASON), "text"),
    fused=True,
    filling_rules=("“是否偏离”填“是”或“否”；执行率=截至8月底执行数÷全年预算×100%。",),
)


def _sheet(labels: Labels) -> Sheet:
    forms = labels.each("forms")
    rows = [row for number, form in enumerate(forms, start=1) for row in _project(form, number)]
    return Sheet(
        (
            heading(with_year(forms), style="title"),
            heading("责任单位（盖章）：", shared(forms, "organization"), style="lead"),
            heading("计量单位：", shared(forms, "amount_unit"), style="unit"),
            Table(_WIDTHS, (*_header(forms), *rows), header=3),
            *rule_lines(labels, "说明："),
        ),
        landscape=True,
        font_size=8.5,
    )


def _header(forms: Sequence[Labels]) -> list[Row]:
    """Two rows of names and one of column numbers."""
    indicators = [item for form in forms for item in form.each("indicators")]
    spent, rate = (Span(name, tuple(path for form in forms for path in part_label(form, name).paths)) for name in (_SPENT, _RATE))
    done, off, reason = (column_label(indicators, name) for name in (_DONE, _OFF, _REASON))
    steps = Span(_STEPS, tuple(form.path("narratives[0].label") for form in forms))
    upper = (
        *(cell(name, rows=2) for name in ("序号", "项目名称\n（编码）")),
        cell("预算执行监控", columns=4),
        cell("绩效目标监控", columns=6),
        cell(steps, rows=2),
    )
    money = (*texts("资金构成", "全年预算"), cell(spent), cell(rate))
    return [
        Row(upper),
        Row((*money, *texts("类别", "监控指标", "全年值"), cell(done), cell(off), cell(reason))),
        Row(texts(*_NUMBERS)),
    ]


def _project(form: Labels, number: int) -> list[Row]:
    """Its sources take turns down the rows of its indicators, the subtotal first."""
    indicators = form.each("indicators")
    count = len(indicators)
    name = cell(form.span("project_name"), "\n（", form.span("project_code"), "）", rows=count)
    before: dict[int, list[Cell]] = {0: [cell(str(number), rows=count), name]}
    budgets = {_TOTAL: form.span("total_budget")} | {item.text("label"): item.span("amount") for item in form.each("funding")}
    start = 0
    for place, (label, budget) in enumerate(budgets.items()):
        end = (place + 1) * count // len(budgets)
        before.setdefault(start, []).extend(_source(form, label, budget, end - start))
        start = end
    steps = cell(form.each("narratives")[0].span("text"), rows=count, style="left")
    rows = run_rows(indicators, "level2", _row)
    return [
        Row((*before.get(place, ()), *row.cells, *(() if place else (steps,))), keeps=place + 1 < count)
        for place, row in enumerate(rows)
    ]


def _source(form: Labels, label: str, budget: Span, rows: int) -> list[Cell]:
    spent, rate = (value_of(form, f"{label}/{column}") for column in (_SPENT, _RATE))
    amounts = (cell(span, rows=rows, style="right") for span in (budget, spent))
    return [cell(part_label(form, label), rows=rows), *amounts, cell(rate, rows=rows)]


def _row(item: Labels) -> Row:
    done, off, reason = (cell(value_of(item, name)) for name in (_DONE, _OFF, _REASON))
    return Row((cell(item.span("name"), style="left"), cell(*fused(item)), done, off, reason))


SOURCE_SPANS = Printed("source-spans", _PROFILE, _sheet)
