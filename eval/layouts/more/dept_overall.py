"""dept-overall: a department's form in one table, income and expenditure by structure, no level 2, fused values."""

from __future__ import annotations

from collections.abc import Sequence

from eval.layouts.dev.pieces import fused, rule_lines, run_rows, texts, year
from eval.layouts.profile import Printed, Profile
from golden.layouts.parts import attach, narrative_rows
from golden.sheet import Block, Labels, Row, Sheet, Table, cell, heading

__all__ = ["DEPT_OVERALL"]

_WIDTHS = (9.0, 15.0, 16.0, 15.0, 15.0, 16.0, 14.0)
_INCOME = ("财政拨款收入", "事业收入", "上级补助收入", "其他收入")
_SPENDING = ("基本支出", "其中：人员类", "项目支出", "经营支出")
_DUTIES, _GOAL = "部门职能职责", "年度整体绩效目标"

_PROFILE = Profile(
    kind="overall",
    title="部门整体支出绩效目标表",
    fields=frozenset({"fiscal_year", "amount_unit", "organization", "total_budget", "contacts"}),
    funding=_INCOME,
    axes=(_SPENDING,),
    narratives=(_DUTIES, _GOAL),
    tasks=(4, 6),
    columns=frozenset({"level1", "name", "operator", "value", "unit", "weight", "explanation"}),
    levels={"产出指标": (), "部门效益": (), "运行成本": (), "社会满意度": ()},
    indicators=(11, 15),
    fused=True,
    filling_rules=("收入预算合计应与支出预算合计一致；各项考核内容的权重之和为100%。",),
)


def _sheet(labels: Labels) -> Sheet:
    notes = rule_lines(labels, "填表说明：")
    return Sheet((*(block for form in labels.each("forms") for block in _form(form)), *notes), font_size=10)


def _form(form: Labels) -> list[Block]:
    contact = form.each("contacts")[0]
    signed = ("单位负责人（签章）：　　　　　　　经办人：", contact.span("name"), "　　　　办公电话：", contact.span("phone"))
    return [
        heading("附表3", style="lead"),
        heading(form.span("title"), style="title"),
        heading(year(form, "（ {} 年度）"), style="subtitle"),
        Table(_WIDTHS, (*_money(form), *narrative_rows(form, 5, label=2), *_tasks(form), *_indicators(form))),
        heading(*signed, style="tail"),
    ]


def _money(form: Labels) -> list[Row]:
    """Both sides have a total of their own: the same figure."""
    owner = (cell("填报部门\n（公章）", columns=2), cell(form.span("organization"), columns=3, style="left"))
    head = Row((*owner, cell("金额单位"), cell(form.span("amount_unit"))))
    items = {item.text("label"): item for item in form.each("funding")}
    income = _side(form, "收入结构", [items[label] for label in _INCOME])
    spending = _side(form, "支出结构", [items[label] for label in _SPENDING])
    return [head, *attach((cell("年度\n部门\n预算", rows=4),), [*income, *spending])]


def _side(form: Labels, name: str, items: Sequence[Labels]) -> list[Row]:
    upper = (cell(name, rows=2), cell("合　计"), *(cell(item.span("label")) for item in items))
    amounts = (cell(item.span("amount"), style="right") for item in items)
    return [Row(upper), Row((cell(form.span("total_budget"), style="right"), *amounts))]


def _tasks(form: Labels) -> list[Row]:
    rows = [Row((cell("重点任务", columns=2), cell("任务内容及预期成果", columns=4)))]
    for number, task in enumerate(form.each("tasks"), start=1):
        name = cell(f"任务{number}：", task.span("name"), columns=2, style="left")
        rows.append(Row((name, cell(task.span("text"), columns=4, style="left"))))
    return attach((cell("年度\n主要\n任务", rows=len(rows)),), rows)


def _indicators(form: Labels) -> list[Row]:
    header = (cell("指标类别"), cell("考核内容", columns=2), cell("指标解释"), *texts("计划完成值", "权重（%）"))
    rows = [Row(header), *run_rows(form.each("indicators"), "level1", _row)]
    return attach((cell("整体\n绩效\n指标", rows=len(rows)),), rows)


def _row(item: Labels) -> Row:
    explanation = cell(item.span("explanation"), style="left")
    return Row((cell(item.span("name"), columns=2, style="left"), explanation, cell(*fused(item)), cell(item.span("weight"))))


DEPT_OVERALL = Printed("dept-overall", _PROFILE, _sheet)
