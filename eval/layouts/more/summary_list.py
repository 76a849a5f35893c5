"""summary-list: projects of several bureaus in one landscape list; name, department and money stand once beside the indicators."""

from __future__ import annotations

from eval.layouts.dev.pieces import fund_labels, promise, run_rows, texts
from eval.layouts.profile import Printed, Profile
from golden.layouts.parts import attach, shared, with_year
from golden.sheet import Labels, Row, Sheet, Table, cell, heading

__all__ = ["SUMMARY_LIST"]

_WIDTHS = (4.5, 16.0, 13.0, 9.5, 9.5, 9.5, 9.0, 22.0, 13.0, 6.0)
_FUNDS = ("上级补助", "本级财力")

_PROFILE = Profile(
    kind="project",
    title="{year}年财政专项资金项目绩效目标汇总表",
    forms=(5, 6),
    fields=frozenset({"fiscal_year", "amount_unit", "competent_department", "project_name", "total_budget"}),
    funding=_FUNDS,
    columns=frozenset({"level1", "name", "operator", "value", "unit", "weight"}),
    levels={"成本指标": (), "产出指标": (), "效益指标": (), "满意度指标": ()},
    indicators=(6, 9),
    fused=True,
    one_unit=False,
    filling_rules=("本表由财政部门预算绩效管理科室汇总后，随部门预算一并批复。", "各项目指标权重合计为100。"),
)


def _sheet(labels: Labels) -> Sheet:
    forms = labels.each("forms")
    rows = [row for number, form in enumerate(forms, start=1) for row in _project(form, number)]
    rules = [
        heading("备注：" if not number else "　　　", f"{number + 1}.", rule.span("text"), style="plain" if number else "tail")
        for number, rule in enumerate(labels.each("filling_rules"))
    ]
    table = Table(_WIDTHS, (*_header(forms), *rows), header=2)
    return Sheet(
        (heading("附表", style="lead"), heading(with_year(forms), style="title"), table, *rules),
        landscape=True,
        font_size=9.5,
    )


def _header(forms: list[Labels]) -> list[Row]:
    funds = fund_labels(forms, _FUNDS)
    upper = (
        *(cell(name, rows=2) for name in ("序号", "项目名称", "主管部门")),
        cell("资金规模（", shared(forms, "amount_unit"), "）", columns=3),
        cell("绩效目标", columns=4),
    )
    return [Row(upper), Row((cell("小计"), *map(cell, funds), *texts("指标类型", "指标内容", "目标值", "权重")))]


def _project(form: Labels, number: int) -> list[Row]:
    indicators = form.each("indicators")
    count = len(indicators)
    rows = run_rows(indicators, "level1", lambda item: Row(promise(item)))
    amounts = (form.span("total_budget"), *(item.span("amount") for item in form.each("funding")))
    owner = (
        cell(str(number), rows=count),
        cell(form.span("project_name"), rows=count, style="left"),
        cell(form.span("competent_department"), rows=count),
        *(cell(amount, rows=count, style="right") for amount in amounts),
    )
    return attach(owner, rows)


SUMMARY_LIST = Printed("summary-list", _PROFILE, _sheet)
