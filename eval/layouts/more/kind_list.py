"""kind-list: a row a project across the page, points in brackets; the kinds are columns, strokes for a kind unused, sums last."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from eval.layouts.dev.pieces import fund_labels, fused, rule_lines
from eval.layouts.profile import Printed, Profile
from golden.layouts.parts import shared, with_year
from golden.sheet import Cell, Labels, Row, Sheet, Span, Table, cell, heading

__all__ = ["KIND_LIST"]

_LEVELS = {
    "产出指标": ("数量指标", "质量指标", "时效指标"),
    "效益指标": ("社会效益指标",),
    "满意度指标": ("满意度指标",),
}
"""Level 1 is not printed: the kinds alone are columns."""
_KINDS = ("数量指标", "质量指标", "时效指标", "社会效益指标", "生态效益指标", "满意度指标")
"""One of them has a column that no project uses."""
_SHOWN = {"社会效益指标": "社会效益\n指标", "生态效益指标": "生态\n效益\n指标", "满意度指标": "满意度\n指标"}
_WIDTHS = (3.4, 9.6, 8.4, 6.5, 6.5, 6.5, 13.3, 10.8, 10.8, 10.8, 5.6, 9.8)
_FUNDS = ("上级补助", "本级财力")

_PROFILE = Profile(
    kind="project",
    title="{year}年县级部门预算重点项目绩效指标一览表",
    forms=(2, 4),
    fields=frozenset({"fiscal_year", "amount_unit", "organization", "project_name", "total_budget"}),
    funding=_FUNDS,
    columns=frozenset({"level2", "name", "operator", "value", "unit", "weight"}),
    levels=_LEVELS,
    indicators=(6, 9),
    fused=True,
    one_unit=False,
    operators={"≥": "不低于", "≤": "不超过", "=": ""},
    filling_rules=("考核内容后的文字或数字为全年目标，括号内为该项指标的满分值；某类指标不适用的，以“—”表示。",),
)


def _sheet(labels: Labels) -> Sheet:
    forms = labels.each("forms")
    rows = [_project(form, number) for number, form in enumerate(forms, start=1)]
    return Sheet(
        (
            heading("附件3", style="lead"),
            heading(with_year(forms), style="title"),
            heading("编报科室：预算绩效管理股", "　" * 65, "计量单位：", shared(forms, "amount_unit"), style="lead"),
            Table(_WIDTHS, (*_header(forms), *rows, _sums(forms)), header=2),
            *rule_lines(labels, "注："),
        ),
        landscape=True,
        font_size=8.5,
    )


def _header(forms: Sequence[Labels]) -> list[Row]:
    """The kinds go through both rows: no heading stands above them."""
    upper = (
        *(cell(name, rows=2) for name in ("序\n号", "项目名称", "责任单位")),
        cell("年度安排金额", columns=3),
        *(cell(_kind_name(forms, kind), rows=2) for kind in _KINDS),
    )
    first, second = fund_labels(forms, _FUNDS)
    return [Row(upper), Row((cell("总额"), cell(first), cell(second)))]


def _kind_name(forms: Sequence[Labels], kind: str) -> Span:
    """A kind's name stands once, over the indicators of all projects."""
    paths = (item.path("level2") for form in forms for item in form.each("indicators") if item.text("level2") == kind)
    return Span(_SHOWN.get(kind, kind), tuple(paths))


def _project(form: Labels, number: int) -> Row:
    amounts = (form.span("total_budget"), *(item.span("amount") for item in form.each("funding")))
    return Row(
        (
            cell(str(number)),
            cell(form.span("project_name"), style="left"),
            cell(form.span("organization")),
            *(cell(amount, style="right") for amount in amounts),
            *(_kind(form, kind) for kind in _KINDS),
        )
    )


def _kind(form: Labels, kind: str) -> Cell:
    """Numbered where there are several, each on a line of its own; a stroke where there is none."""
    items = [item for item in form.each("indicators") if item.text("level2") == kind]
    parts: list[Span | str] = []
    for number, item in enumerate(items, start=1):
        parts += ["\n"] if parts else []
        parts += [f"{number}."] if len(items) > 1 else []
        parts += [item.span("name"), "" if item.text("operator") else "：", *fused(item), "（", item.span("weight"), "分）"]
    return cell(*parts, style="left") if parts else cell("—")


def _sums(forms: Sequence[Labels]) -> Row:
    """What all projects cost together; it is read into no field."""
    columns = [[form.text("total_budget"), *(item.text("amount") for item in form.each("funding"))] for form in forms]
    sums = (sum((_number(text) for text in column), Decimal(0)) for column in zip(*columns, strict=True))
    return Row((cell("合　　计", columns=3), *(cell(f"{amount:,f}", style="right") for amount in sums), *[cell("")] * len(_KINDS)))


def _number(text: str) -> Decimal:
    return Decimal(text.replace(",", "") or "0")


KIND_LIST = Printed("kind-list", _PROFILE, _sheet)
