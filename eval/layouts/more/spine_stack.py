"""spine-stack: facts of all in the first row of one grid; each name runs down a merged cell beside its money, texts, rows."""

from __future__ import annotations

from collections.abc import Sequence

from eval.layouts.dev.pieces import levelled, rule_lines, spread, text_rows
from eval.layouts.profile import Printed, Profile
from golden.layouts.parts import attach, kept, shared
from golden.sheet import Cell, Labels, Row, Sheet, Span, Table, cell, heading

__all__ = ["SPINE_STACK"]

_WIDTHS = (8.0, 5.5, 9.5, 14.0, 12.0, 14.0, 7.0, 11.0, 9.0, 10.0)
_HEAD = (2, 3, 1, 1, 2, 1)
_MONEY = (3, 1, 1, 2, 2)
_PROMISE = (1, 1, 3, 1, 1, 1, 1)
"""Columns of the grid that the cells of each kind of row take; the last two leave out the first one."""

_FUNDS = ("上级补助", "本级财力", "单位自筹")
_CODE = 6
_DEEP = 14
"""Characters of a code in a line; those of a name that the merged cell has room for, one a line: a longer one has two in each."""

_PROFILE = Profile(
    kind="project",
    title="部门预算项目支出绩效目标申报汇编",
    forms=(2, 4),
    fields=frozenset(
        {
            "fiscal_year",
            "amount_unit",
            "competent_department",
            "implementing_unit",
            "project_name",
            "project_code",
            "total_budget",
        }
    ),
    funding=_FUNDS,
    narratives=("实施内容", "预期目标"),
    levels={
        "产出": ("数量", "质量", "时效"),
        "效益": ("社会效益",),
        "满意": ("满意度",),
    },
    indicators=(5, 7),
    filling_rules=("左列为项目名称及编码；每个项目权数之和为100。",),
)


def _sheet(labels: Labels) -> Sheet:
    forms = labels.each("forms")
    rows = [_head(forms), *(row for form in forms for row in _project(form))]
    return Sheet(
        (
            heading("附表2-3", style="lead"),
            heading(shared(forms, "title"), style="title"),
            Table(_WIDTHS, tuple(rows)),
            *rule_lines(labels, "注："),
        ),
        font_size=7.5,
    )


def _head(forms: Sequence[Labels]) -> Row:
    """Printed once; its first label begins above the names of the projects."""
    parts = (
        "填报部门",
        shared(forms, "competent_department"),
        "预算年度",
        shared(forms, "fiscal_year"),
        "金额计量单位",
        shared(forms, "amount_unit"),
    )
    return Row(spread(parts, _HEAD), keeps=True)


def _project(form: Labels) -> list[Row]:
    header = spread(("层级", "分类", "考核内容", "符号", "标准值", "单位", "权数"), _PROMISE)
    rows = [
        *_money(form),
        *text_rows(form.each("narratives"), 7, label=2),
        Row(header),
        *levelled(form.each("indicators"), _promise),
    ]
    name, code = form.span("project_name"), form.span("project_code")
    spine = cell(_broken(name, 1 if len(name.text) <= _DEEP else 2), "\n\n", _broken(code, _CODE), rows=len(rows))
    return kept(attach((spine,), rows))


def _broken(span: Span, width: int) -> Span:
    """The text in lines of so many characters: the name downwards, the code where its cell ends."""
    lines = [span.text[start : start + width] for start in range(0, len(span.text), width)]
    return Span("\n".join(lines), span.paths)


def _money(form: Labels) -> list[Row]:
    """Who spends it stands before what is spent, labels above."""
    sources = form.each("funding")
    names: tuple[Span | str, ...] = ("具体实施单位", "资金规模", *(item.span("label") for item in sources))
    amounts = (form.span("total_budget"), *(item.span("amount") for item in sources))
    unit = cell(form.span("implementing_unit"), columns=_MONEY[0])
    return [Row(spread(names, _MONEY)), Row((unit, *spread(amounts, _MONEY[1:], "right")))]


def _promise(item: Labels) -> tuple[Cell, ...]:
    name = cell(item.span("name"), columns=_PROMISE[2], style="left")
    return (name, *(cell(item.span(field)) for field in ("operator", "value", "unit", "weight")))


SPINE_STACK = Printed("spine-stack", _PROFILE, _sheet)
