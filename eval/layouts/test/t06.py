"""One layout of the suite."""

from __future__ import annotations

from eval.layouts.profile import Printed, Profile
from eval.layouts.test.pieces import amount, attribute, column_label, grouped, named, narrative, valued
from golden.layouts.parts import kept, with_year
from golden.sheet import Block, Cell, Labels, Row, Sheet, Table, cell, heading

__all__ = ["T06"]

_WIDTHS = (11.0, 12.0, 21.0, 8.0, 14.0, 9.0, 13.0, 8.0, 15.0)
_MONEY = (30.0, 16.0, 16.0, 14.0, 8.0, 8.0)
_FUNDS = ("上级专项资金", "本级财政资金", "其他渠道资金")
_ALL = "资金合计"
_SPENT, _RATE, _SCORE = "实际执行数", "执行率", "得分"
_GOAL = "年度预期目标"
_TEXTS = ("绩效分析", "改进措施")
_REACHED, _REASON = "完成值", "偏差说明"
_SUM, _GRADE = "总分", "评价等级"

_PROFILE = Profile(
    kind="project",
    title="{year}年度财政支出项目绩效自评报告表",
    fields=frozenset(
        {"project_name", "competent_department", "implementing_unit", "total_budget", "execution_weight", "amount_unit"}
    ),
    funding=_FUNDS,
    narratives=(_GOAL, *_TEXTS),
    attributes={
        **{f"{row}/{column}": "amount" for row in (_ALL, *_FUNDS) for column in (_SPENT, _RATE)},
        f"{_ALL}/{_SCORE}": "score",
        _SUM: "score",
        _GRADE: "text",
    },
    levels={
        "产出指标": ("数量", "质量", "时效", "成本"),
        "效益指标": ("经济效益", "社会效益", "可持续影响"),
        "满意度指标": ("满意度",),
    },
    indicators=(8, 11),
    column_attributes={_REACHED: "text", _SCORE: "score", _REASON: "text"},
    fused=True,
)


def _layout(labels: Labels) -> Sheet:
    return Sheet(tuple(block for number, form in enumerate(labels.each("forms")) for block in _form(form, number)), font_size=9.5)


def _form(form: Labels, number: int) -> list[Block]:
    return [
        heading(with_year([form]), style="title first" if number else "title"),
        Table(_WIDTHS, (*_basics(form), *_indicators(form))),
        heading("项目资金执行情况（金额单位：", form.span("amount_unit"), "）", style="chapter"),
        Table(_MONEY, tuple(_money(form))),
        heading("自评结论", style="chapter"),
        Table((20.0, 80.0), tuple(_closing(form))),
    ]


def _basics(form: Labels) -> list[Row]:
    names = (cell("项目名称"), cell(form.span("project_name"), columns=8))
    units = (
        cell("主管部门"),
        cell(form.span("competent_department"), columns=3),
        cell("项目单位", columns=2),
        cell(form.span("implementing_unit"), columns=3),
    )
    goal = (cell(named(form, _GOAL)), cell(narrative(form, _GOAL), columns=8, style="text"))
    return [Row(names), Row(units), Row(goal)]


def _indicators(form: Labels) -> list[Row]:
    items = form.each("indicators")
    heads = (
        *map(cell, ("一级指标", "二级指标", "三级指标", "分值", "目标值", "单位")),
        *(cell(column_label(items, label)) for label in (_REACHED, _SCORE, _REASON)),
    )
    total = (cell(named(form, _SUM), columns=7), cell(attribute(form, _SUM)), cell())
    return [Row(heads), *grouped(items, _row, "level1", "level2"), Row(total)]


def _row(item: Labels) -> Row:
    own = (cell(item.span("name")), cell(item.span("weight")), cell(*valued(item)), cell(item.span("unit")))
    return Row((*own, *(cell(attribute(item, label)) for label in (_REACHED, _SCORE, _REASON))))


def _money(form: Labels) -> list[Row]:
    columns = (named(form, label) for label in (_SPENT, _RATE))
    heads = Row((cell("资金来源"), cell("年度预算数"), *map(cell, columns), cell("分值"), cell(named(form, _SCORE))))
    rows = [_funds(form, label) for label in _FUNDS]
    count = len(rows) + 1
    score = (cell(form.span("execution_weight"), rows=count), cell(attribute(form, f"{_ALL}/{_SCORE}"), rows=count))
    total = (cell(named(form, _ALL)), cell(form.span("total_budget")), *_spent(form, _ALL), *score)
    return kept([heads, Row(total), *rows])


def _funds(form: Labels, label: str) -> Row:
    return Row((cell(named(form, label)), cell(amount(form, label)), *_spent(form, label)))


def _spent(form: Labels, label: str) -> tuple[Cell, Cell]:
    return cell(attribute(form, f"{label}/{_SPENT}")), cell(attribute(form, f"{label}/{_RATE}"))


def _closing(form: Labels) -> list[Row]:
    texts = [Row((cell(named(form, label)), cell(narrative(form, label), style="text"))) for label in _TEXTS]
    return [*texts, Row((cell(named(form, _GRADE)), cell(attribute(form, _GRADE))))]


T06 = Printed("t06", _PROFILE, _layout)
