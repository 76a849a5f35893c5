"""half-ruled: labels without borders above boxed values, remarks between the rows, levels that stand outside the ruled part."""

from __future__ import annotations

from collections.abc import Sequence

from eval.layouts.dev.pieces import each_numbered, fused, label_of, narrative, value_of, year
from eval.layouts.profile import Printed, Profile
from golden.layouts.parts import attach, runs, shared
from golden.sheet import Block, Cell, Labels, Row, Span, Table, cell, heading

__all__ = ["HALF_RULED"]

_WIDTHS = (13.0, 15.0, 12.0, 12.0, 10.0, 18.0, 9.0, 11.0)
_FUNDS = ("上级补助", "本级财力", "自筹及其他")
_KIND, _BEGIN, _END = "项目类型", "计划开始时间", "计划完成时间"
_BASIS, _GOAL = "立项依据", "全年绩效目标"
_HINTS = {
    "产出": "↑ 产出类须兼顾数量、质量、时效，逐条填写，可另加行。",
    "效果": "↑ 确无经济效益的，经济效益一栏可以不填。",
    "满意度": "↑ 以问卷调查结果为准；上列分值相加为100分。",
}

_PROFILE = Profile(
    kind="project",
    title="专项业务项目绩效目标填报单",
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
            "prior_year_budget",
            "contacts",
        }
    ),
    funding=_FUNDS,
    narratives=(_BASIS, _GOAL),
    attributes={_KIND: "text", _BEGIN: "date", _END: "date"},
    levels={
        "产出": ("数量", "质量", "时效"),
        "效果": ("社会效益", "可持续影响"),
        "满意度": ("服务对象满意度",),
    },
    indicators=(7, 9),
    fused=True,
    operators={"≥": "≥", "≤": "≤", "=": "达到"},
)

Above = tuple[Sequence[Span | str], Span, int]
"""What stands above, what in the box beneath it, over how many columns."""


def _form(form: Labels, number: int) -> list[Block]:
    rows = (*_facts(form), *_money(form), *_texts(form), *_indicators(form))
    return [
        heading(form.span("title"), style="title first" if number else "title"),
        heading(year(form, "（{} 年度）"), style="subtitle"),
        Table(_WIDTHS, rows),
        heading("说明：1. 无框处不必填写；2. 本单一式两份，业务处室、财务部门各留一份。", style="tail"),
    ]


def _bare(*parts: Span | str, columns: int, rows: int = 1) -> Cell:
    return cell(*parts, columns=columns, rows=rows, style="bare-left")


def _remark(text: str) -> Row:
    """A remark between two rows of boxes."""
    return Row((_bare(text, columns=8),))


def _stacked(*parts: Above) -> list[Row]:
    """Labels without borders, and the boxes beneath them."""
    above = tuple(_bare(*label, columns=width) for label, _, width in parts)
    return [Row(above, keeps=True), Row(tuple(cell(value, columns=width) for _, value, width in parts))]


def _facts(form: Labels) -> list[Row]:
    contact = form.each("contacts")[0]
    kind, begin, end = (((label_of(form, name),), value_of(form, name)) for name in _PROFILE.attributes)
    return [
        *_stacked((("填报部门",), form.span("organization"), 4), (("归口主管部门",), form.span("competent_department"), 4)),
        *_stacked((("项目名称（须与预算批复一致）",), form.span("project_name"), 5), (("项目编码",), form.span("project_code"), 3)),
        *_stacked((*kind, 2), (*begin, 3), (*end, 3)),
        *_stacked((("经办人",), contact.span("name"), 2), (("联系方式",), contact.span("phone"), 3), _SEAL),
    ]


_SEAL: Above = (("单位负责人签字",), Span(""), 3)


def _money(form: Labels) -> list[Row]:
    """The whole, its parts, last year's: five boxes in a row."""
    total, prior = form.span("total_budget"), form.span("prior_year_budget")
    first, *others = form.each("funding")
    return [
        Row((_bare("以下资金以", form.span("amount_unit"), "为单位，按预算“一下”控制数填写：", columns=8),), keeps=True),
        *_stacked(
            (("预算总额",), total, 1),
            (("其中：", first.span("label")), first.span("amount"), 1),
            *(((item.span("label"),), item.span("amount"), 2) for item in others),
            (("上年预算数",), prior, 2),
        ),
    ]


def _texts(form: Labels) -> list[Row]:
    rows: list[Row] = []
    for label, remark in ((_BASIS, "（列明文件名称及文号）"), (_GOAL, "（不超过300字）")):
        item = narrative(form, label)
        rows.append(Row((_bare(item.span("label"), remark, columns=8),), keeps=True))
        rows.append(Row((cell(item.span("text"), columns=8, style="text"),)))
    return rows


def _indicators(form: Labels) -> list[Row]:
    """The names of the columns and level 1 without borders, the rest in boxes."""
    names = (
        _bare("维度", columns=1),
        _bare("类别", columns=1),
        _bare("考核内容", columns=3),
        _bare("计划完成值", columns=2),
        _bare("分值", columns=1),
    )
    rows = [Row(names, keeps=True)]
    for first in runs(form.each("indicators"), "level1"):
        lines = [line for second in runs(first, "level2") for line in _second(second)]
        level = _bare(shared(first, "level1"), columns=1, rows=len(lines))
        rows += [*attach((level,), lines), _remark(_HINTS[first[0].text("level1")])]
    return rows


def _second(run: Sequence[Labels]) -> list[Row]:
    return attach((cell(shared(run, "level2"), rows=len(run)),), [Row(_row(item), keeps=True) for item in run])


def _row(item: Labels) -> tuple[Cell, ...]:
    name = cell(item.span("name"), columns=3, style="left")
    return (name, cell(*fused(item), columns=2), cell(item.span("weight")))


HALF_RULED = Printed("half-ruled", _PROFILE, each_numbered(_form, font_size=10))
