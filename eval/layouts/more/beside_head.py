"""beside-head: one grid across the page: facts, money and goal down its left half, the indicators down its right, row by row."""

from __future__ import annotations

from itertools import zip_longest

from eval.layouts.dev.pieces import each_numbered, levelled, narrative, pairs_of, promise, texts, year
from eval.layouts.profile import Printed, Profile
from golden.layouts.parts import kept
from golden.sheet import Block, Cell, Labels, Row, Span, Table, cell, heading

__all__ = ["BESIDE_HEAD"]

_WIDTHS = (9.0, 11.5, 9.0, 11.5, 7.0, 9.0, 22.0, 15.0, 6.0)
_FUNDS = ("上级补助", "本级财力", "自筹及其他")
_KIND, _WAY, _BEGIN, _END = "项目性质", "实施方式", "开始日期", "结束日期"
_GOAL, _BASIS = "年度绩效目标", "立项依据"
_LEAST = 2
"""Rows that a text on the left takes at least."""

_PROFILE = Profile(
    kind="project",
    title="项目预算及绩效目标对照表",
    forms=(1, 2),
    fields=frozenset(
        {
            "fiscal_year",
            "amount_unit",
            "organization",
            "competent_department",
            "project_name",
            "project_code",
            "total_budget",
            "contacts",
        }
    ),
    funding=_FUNDS,
    narratives=(_BASIS, _GOAL),
    attributes={_KIND: "text", _WAY: "text", _BEGIN: "date", _END: "date"},
    levels={
        "产出": ("数量指标", "质量指标", "时效指标", "成本指标"),
        "效果": ("经济效益", "社会效益", "生态效益"),
        "满意度": ("服务对象",),
    },
    indicators=(12, 15),
    fused=True,
)


def _form(form: Labels, number: int) -> list[Block]:
    right = _right(form)
    left = _left(form, len(right))
    rows = [Row((*one, *other)) for one, other in zip_longest(left, right, fillvalue=())]
    owner = ("填报部门：", form.span("organization"), "　　　　", year(form, "预算年度：{}年"), "　　　　")
    return [
        heading(form.span("title"), style="title first" if number else "title"),
        heading(*owner, "金额单位：", form.span("amount_unit"), style="lead"),
        Table(_WIDTHS, tuple(kept(rows))),
    ]


def _left(form: Labels, count: int) -> list[tuple[Cell, ...]]:
    """The cells of the left half: pairs, then two texts that share the rows that are left."""
    rows = [(cell("项目基本信息", columns=4, style="strong"),), *_facts(form), *_money(form)]
    upper = (count - len(rows)) // 2
    if upper < _LEAST:
        raise ValueError(f"{count} rows on the right leave too few for the texts")
    return [*rows, *_tall(form, _BASIS, upper), *_tall(form, _GOAL, count - len(rows) - upper)]


def _facts(form: Labels) -> list[tuple[Cell, ...]]:
    contact = form.each("contacts")[0]
    kind, way, begin, end = pairs_of(form, _PROFILE.attributes)
    return [
        (cell("项目名称"), cell(form.span("project_name"), columns=3)),
        (cell("主管部门"), cell(form.span("competent_department"), columns=3)),
        (cell("项目编码"), cell(form.span("project_code"), columns=3)),
        _pair(*kind, *way),
        _pair(*begin, *end),
        _pair("责任人", contact.span("name"), "联系方式", contact.span("phone")),
    ]


def _money(form: Labels) -> list[tuple[Cell, ...]]:
    one, two, three = ((item.span("label"), item.span("amount")) for item in form.each("funding"))
    return [_pair("资金规模", form.span("total_budget"), *one), _pair(*two, *three)]


def _pair(first: Span | str, value: Span, second: Span | str, other: Span) -> tuple[Cell, ...]:
    return (cell(first), cell(value), cell(second), cell(other))


def _tall(form: Labels, label: str, rows: int) -> list[tuple[Cell, ...]]:
    """A label and its text over several rows of indicators."""
    item = narrative(form, label)
    first = (cell(item.span("label"), rows=rows), cell(item.span("text"), columns=3, rows=rows, style="text"))
    return [first, *[()] * (rows - 1)]


def _right(form: Labels) -> list[tuple[Cell, ...]]:
    """The cells of the right half: the header, the indicators behind their merged levels."""
    header = Row(texts("指标\n层次", "类别", "绩效内容", "全年目标", "比重"))
    return [row.cells for row in (header, *levelled(form.each("indicators"), promise))]


BESIDE_HEAD = Printed("beside-head", _PROFILE, each_numbered(_form, landscape=True, font_size=9))
