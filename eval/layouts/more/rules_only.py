"""rules-only: no boxes: pairs of label and value on a line, a small open table of money, indicators between horizontal rules."""

from __future__ import annotations

from eval.layouts.dev.pieces import each_numbered, label_of, levelled, narrative, promise, texts, value_of, year
from eval.layouts.profile import Printed, Profile
from golden.sheet import Block, Labels, Row, Span, Table, cell, heading

__all__ = ["RULES_ONLY"]

_HEAD_WIDTHS = (56.0, 44.0)
_MONEY_WIDTHS = (8.0, 30.0, 22.0, 40.0)
_WIDTHS = (12.0, 14.0, 38.0, 24.0, 12.0)
_FUNDS = ("上级补助", "本级财力", "单位自筹")
_GOAL = "预期绩效目标"

_PROFILE = Profile(
    kind="project",
    title="财政支出项目绩效目标表",
    forms=(1, 2),
    fields=frozenset(
        {
            "fiscal_year",
            "amount_unit",
            "organization",
            "competent_department",
            "implementing_unit",
            "project_name",
            "project_code",
            "total_budget",
            "contacts",
        }
    ),
    funding=_FUNDS,
    narratives=("立项依据", _GOAL),
    attributes={"项目性质": "text", "开始日期": "date", "完成日期": "date"},
    levels={
        "产出": ("数量", "质量", "时效", "成本"),
        "效果": ("社会效益", "可持续影响"),
        "满意度": ("服务对象满意度",),
    },
    indicators=(8, 12),
    fused=True,
    operators={"≥": "不低于", "≤": "不超过", "=": "＝"},
)


def _form(form: Labels, number: int) -> list[Block]:
    basis, goal = (narrative(form, label) for label in _PROFILE.narratives)
    return [
        heading(form.span("title"), style="title first" if number else "title"),
        heading(year(form, "预算年度：{}年"), style="subtitle"),
        Table(_HEAD_WIDTHS, tuple(_head(form)), style="open"),
        heading("资金安排（单位：", form.span("amount_unit"), "）", style="chapter"),
        Table(_MONEY_WIDTHS, tuple(_money(form)), style="open"),
        heading(basis.span("label"), style="chapter"),
        heading("　　", basis.span("text")),
        heading(goal.span("label"), style="chapter"),
        heading("　　", goal.span("text")),
        heading("绩效指标", style="chapter"),
        Table(_WIDTHS, tuple(_indicators(form)), header=1, style="rows"),
        heading("单位负责人（签章）：　　　　　　　　　　　填报日期：　　　年　　月　　日", style="tail"),
    ]


def _head(form: Labels) -> list[Row]:
    contact = form.each("contacts")[0]
    kind, begin, end = ((label_of(form, name), "：", value_of(form, name)) for name in _PROFILE.attributes)
    return [
        _pairs(("项目名称：", form.span("project_name")), ("项目编号：", form.span("project_code"))),
        _pairs(("申报单位：", form.span("organization")), ("主管部门：", form.span("competent_department"))),
        _pairs(("责任单位：", form.span("implementing_unit")), kind),
        _pairs(begin, end),
        _pairs(("经 办 人：", contact.span("name")), ("联系方式：", contact.span("phone"))),
    ]


def _pairs(*pairs: tuple[Span | str, ...]) -> Row:
    """Labels with their values, side by side."""
    return Row(tuple(cell(*pair, style="left") for pair in pairs))


def _money(form: Labels) -> list[Row]:
    lines: list[tuple[Span | str, Span]] = [("预算总额", form.span("total_budget"))]
    lines += [(item.span("label"), item.span("amount")) for item in form.each("funding")]
    rows = [Row((cell(""), cell("资金来源", style="left"), cell("年度安排金额", style="right"), cell("")), keeps=True)]
    for number, (label, amount) in enumerate(lines):
        name = cell("　" if number else "", label, style="left")
        rows.append(Row((cell(""), name, cell(amount, style="right"), cell("")), keeps=number < len(_FUNDS)))
    return rows


def _indicators(form: Labels) -> list[Row]:
    return [Row(texts("一级", "二级", "三级指标", "指标值", "权重")), *levelled(form.each("indicators"), promise)]


RULES_ONLY = Printed("rules-only", _PROFILE, each_numbered(_form, font_size=10))
