"""stacked-register: a register across the page; number, name and unit above each other in a cell, sums in the next, totals last."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from eval.layouts.dev.pieces import fused, levelled, rule_lines, texts
from eval.layouts.more.pieces import points_of
from eval.layouts.profile import Printed, Profile
from golden.layouts.parts import attach, shared, with_year
from golden.sheet import Cell, Labels, Row, Sheet, Span, Table, cell, heading

__all__ = ["STACKED_REGISTER"]

_WIDTHS = (25.0, 18.0, 8.5, 11.0, 24.0, 15.0, 6.5)
_FUNDS = ("上级补助", "本级财力", "自筹资金")

_PROFILE = Profile(
    kind="project",
    title="{year}年财政预算项目绩效目标登记目录",
    forms=(4, 5),
    fields=frozenset(
        {"fiscal_year", "amount_unit", "organization", "implementing_unit", "project_name", "project_code", "total_budget"}
    ),
    funding=_FUNDS,
    levels={
        "产出": ("产出数量", "产出质量", "产出时效", "产出成本"),
        "效果": ("社会效益", "可持续影响"),
        "满意度": ("受益对象满意度",),
    },
    indicators=(7, 9),
    fused=True,
    one_unit=False,
    operators={"定性": ""},
    filling_rules=("每个项目为一组，按责任单位报送先后登记，权重合计为100。", "自筹资金不由财政安排，仅作登记。"),
)


def _sheet(labels: Labels) -> Sheet:
    forms = labels.each("forms")
    rows = [row for number, form in enumerate(forms, start=1) for row in _project(form, number)]
    return Sheet(
        (
            heading("附件2", style="lead"),
            heading(with_year(forms), style="title"),
            heading("登记口径：一般公共预算　　　　单位：", shared(forms, "amount_unit"), "、分", style="unit"),
            Table(_WIDTHS, (*_header(), *rows, _closing(forms)), header=2),
            *rule_lines(labels, "注："),
        ),
        landscape=True,
        font_size=9,
    )


def _header() -> list[Row]:
    upper = (cell("项　目", rows=2), cell("资金安排", rows=2), cell("绩效目标", columns=5))
    return [Row(upper), Row(texts("一级指标", "二级指标", "三级指标", "目标值", "权重"))]


def _project(form: Labels, number: int) -> list[Row]:
    """Both cells run down beside all its indicators and a row of their points."""
    indicators = form.each("indicators")
    points = Row((cell("本项目小计", columns=4), cell(points_of(indicators))))
    rows = [*levelled(indicators, _indicator), points]
    owner = (cell(*_facts(form, number), rows=len(rows), style="left"), cell(*_money(form), rows=len(rows), style="left"))
    return attach(owner, rows)


def _indicator(item: Labels) -> tuple[Cell, ...]:
    return (cell(item.span("name"), style="left"), cell(*fused(item)), cell(item.span("weight")))


def _facts(form: Labels, number: int) -> Sequence[Span | str]:
    """A label and its value a line, except that the name begins a line of its own and the code stands in brackets."""
    return (
        *(f"序号：{number:02d}\n项目名称：\n", form.span("project_name"), "\n（", form.span("project_code"), "）"),
        *("\n责任单位：", form.span("organization"), "\n承办机构：", form.span("implementing_unit")),
    )


def _money(form: Labels) -> Sequence[Span | str]:
    """A label, a blank and its amount a line; no colons."""
    parts: list[Span | str] = ["资金规模　", form.span("total_budget")]
    for item in form.each("funding"):
        parts += ["\n", item.span("label"), "　", item.span("amount")]
    return parts


def _closing(forms: Sequence[Labels]) -> Row:
    """What all projects come to: nobody's field."""
    amounts = [Decimal(form.text("total_budget").replace(",", "")) for form in forms]
    total = cell(f"资金规模　{sum(amounts):f}", style="left")
    return Row((cell(f"总计（{len(forms)}个项目）"), total, *texts("", "", "", "", "")))


STACKED_REGISTER = Printed("stacked-register", _PROFILE, _sheet)
