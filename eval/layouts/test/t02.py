"""One layout of the suite."""

from __future__ import annotations

from eval.layouts.profile import Printed, Profile
from eval.layouts.test.pieces import amount, column_label, fused, named, narrative
from golden.layouts.parts import attach, run_cell, runs, shared, with_year
from golden.sheet import Block, Labels, Line, Row, Sheet, Span, Table, cell, heading

__all__ = ["T02"]

_WIDTHS = (16.0, 34.0, 18.0, 11.0, 21.0)
_MONEY = (30.0, 70.0)
_FUNDS = ("省级财政补助", "本级财政安排", "单位自筹")
_TEXTS = ("项目概况", "实施计划", "资金测算", "绩效目标")
_SOURCE = "数据来源"

_PROFILE = Profile(
    kind="project",
    title="{year}年度专项资金项目绩效目标申报书",
    fields=frozenset(
        {
            "organization",
            "competent_department",
            "project_name",
            "project_code",
            "total_budget",
            "prior_year_budget",
            "amount_unit",
            "contacts",
        }
    ),
    funding=_FUNDS,
    narratives=_TEXTS,
    columns=frozenset({"level1", "level2", "name", "operator", "value", "unit", "weight"}),
    levels={
        "产出指标": ("数量", "质量", "时效", "成本"),
        "效益指标": ("社会效益", "生态效益"),
        "满意度指标": ("服务对象满意度",),
    },
    indicators=(8, 12),
    column_attributes={_SOURCE: "text"},
    fused=True,
)


def _layout(labels: Labels) -> Sheet:
    return Sheet(tuple(block for form in labels.each("forms") for block in _form(form)), font_size=11)


def _form(form: Labels) -> list[Block]:
    contact = form.each("contacts")[0]
    return [
        heading(with_year([form]), style="title"),
        heading("一、基本情况", style="chapter"),
        *_basics(form),
        heading("二、资金安排", style="chapter"),
        _money(form),
        heading("三、项目内容", style="chapter"),
        *(line for label in _TEXTS for line in _text(form, label)),
        heading("四、绩效指标", style="chapter"),
        _indicators(form),
        heading("经办人：", contact.span("name"), "（电话：", contact.span("phone"), "）", style="tail"),
    ]


def _basics(form: Labels) -> list[Line]:
    return [
        heading("项目名称：", form.span("project_name")),
        heading("项目编号：", form.span("project_code")),
        heading("申报单位：", form.span("organization")),
        heading("主管部门：", form.span("competent_department")),
    ]


def _money(form: Labels) -> Table:
    amounts: list[tuple[Span | str, Span]] = [
        ("本年度申请资金总额", form.span("total_budget")),
        *((named(form, label), amount(form, label)) for label in _FUNDS),
        ("上年度预算安排", form.span("prior_year_budget")),
    ]
    return Table(_MONEY, tuple(_line(form, label, money) for label, money in amounts), style="open")


def _line(form: Labels, label: Span | str, money: Span) -> Row:
    """The unit stands behind the amount, where there is one."""
    indent = "" if isinstance(label, str) else "　　"
    unit = (form.span("amount_unit"),) if money.text else ()
    return Row((cell(indent, label, "：", style="left"), cell(money, *unit, style="left")))


def _text(form: Labels, label: str) -> list[Line]:
    text = narrative(form, label)
    return [heading(named(form, label), "：", style="lead"), heading(text, style="prose")]


def _indicators(form: Labels) -> Table:
    indicators = form.each("indicators")
    heads = (*map(cell, ("指标分类", "指标内容", "年度目标值", "分值")), cell(column_label(indicators, _SOURCE)))
    rows = [Row(heads)]
    for first in runs(indicators, "level1"):
        rows.append(Row((cell(shared(first, "level1"), columns=5, style="left"),), keeps=True))
        for second in runs(first, "level2"):
            rows += attach((run_cell(second, "level2"),), [_row(item) for item in second])
    return Table(_WIDTHS, tuple(rows), header=1, style="rows")


def _row(item: Labels) -> Row:
    source = item.each("attributes")[0]
    return Row((cell(item.span("name"), style="left"), cell(*fused(item)), cell(item.span("weight")), cell(source.span("value"))))


T02 = Printed("t02", _PROFILE, _layout)
