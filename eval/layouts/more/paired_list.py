"""paired-list: units' projects across the page, a row of output and one of effect each; numbered pairs of content and value."""

from __future__ import annotations

from collections.abc import Sequence

from eval.layouts.dev.pieces import fund_labels, fused, rule_lines
from eval.layouts.profile import Printed, Profile
from golden.layouts.parts import attach, kept, runs, shared, with_year
from golden.sheet import Cell, Labels, Row, Sheet, Span, Table, cell, heading

__all__ = ["PAIRED_LIST"]

_OWNER_WIDTHS = (3.5, 10.5, 9.5, 6.5, 6.0, 6.0)
_LEVEL_WIDTH = 4.5
_PAIR_WIDTHS = (8.2, 5.4)
_FUNDS = ("上级补助", "本级财力")
_PERIOD = "项目期限"

_PROFILE = Profile(
    kind="project",
    title="{year}年本级项目支出预算绩效指标统计表",
    forms=(4, 6),
    fields=frozenset({"fiscal_year", "amount_unit", "organization", "project_name", "total_budget"}),
    funding=_FUNDS,
    attributes={_PERIOD: "text"},
    columns=frozenset({"level1", "name", "operator", "value", "unit", "weight"}),
    levels={
        "产出": ("数量", "质量", "时效"),
        "效果": ("社会效益", "可持续影响", "满意度"),
    },
    indicators=(6, 7),
    fused=True,
    one_unit=False,
    filling_rules=("考核内容后括号内的数字为该指标的比重，每个项目合计100；指标不足的空格不填。",),
)


def _sheet(labels: Labels) -> Sheet:
    forms = labels.each("forms")
    pairs = max(len(run) for form in forms for run in runs(form.each("indicators"), "level1"))
    rows = [row for number, form in enumerate(forms, start=1) for row in _project(form, number, pairs)]
    widths = (*_OWNER_WIDTHS, _LEVEL_WIDTH, *(_PAIR_WIDTHS * pairs))
    return Sheet(
        (
            heading(with_year(forms), style="title"),
            heading("汇总单位（盖章）：　　　　　　　　　　金额单位：", shared(forms, "amount_unit"), style="unit"),
            Table(widths, (*_header(forms, pairs), *rows), header=2),
            *rule_lines(labels, "说明："),
            heading("审核人：　　　　　　　　　　　　　　　　填表人：　　　　　　　　　　　　　　　　报出日期：", style="plain"),
        ),
        landscape=True,
        font_size=8.5,
    )


def _header(forms: Sequence[Labels], pairs: int) -> list[Row]:
    funds = fund_labels(forms, _FUNDS)
    period = Span(_PERIOD, tuple(form.path("attributes[0].label") for form in forms))
    upper = (
        cell("序\n号", rows=2),
        cell("项目名称\n（", period, "）", rows=2),
        cell("申报单位", rows=2),
        cell("资金规模", columns=3),
        cell("绩效指标", columns=1 + 2 * pairs),
    )
    numbered = (cell(name) for number in range(1, pairs + 1) for name in (f"指标{number}\n考核内容", f"指标{number}\n标准值"))
    return [Row(upper), Row((cell("预算\n总额"), *map(cell, funds), cell("维度"), *numbered))]


def _project(form: Labels, number: int, pairs: int) -> list[Row]:
    rows = [_level(run, pairs) for run in runs(form.each("indicators"), "level1")]
    count = len(rows)
    owner = (
        cell(str(number), rows=count),
        cell(form.span("project_name"), "\n（", form.each("attributes")[0].span("value"), "）", rows=count),
        cell(form.span("organization"), rows=count),
        cell(form.span("total_budget"), rows=count, style="right"),
        *(cell(item.span("amount"), rows=count, style="right") for item in form.each("funding")),
    )
    return kept(attach(owner, rows))


def _level(run: Sequence[Labels], pairs: int) -> Row:
    """The indicators of one level 1, a pair of cells each; the rest of the row is blank."""
    blank = [cell("")] * (2 * (pairs - len(run)))
    return Row((cell(shared(run, "level1")), *(made for item in run for made in _pair(item)), *blank))


def _pair(item: Labels) -> tuple[Cell, Cell]:
    return (cell(item.span("name"), "（", item.span("weight"), "）", style="left"), cell(*fused(item)))


PAIRED_LIST = Printed("paired-list", _PROFILE, _sheet)
