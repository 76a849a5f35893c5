"""vertical-labels: labels down the left side a character a line, others broken within their cells, operators in words."""

from __future__ import annotations

from collections.abc import Sequence

from eval.layouts.dev.pieces import each_numbered, label_of, narrative, spread, texts, value_of
from eval.layouts.more.pieces import apart
from eval.layouts.profile import Printed, Profile
from golden.layouts.parts import attach, runs, with_year
from golden.sheet import Block, Cell, Labels, Row, Span, Table, cell, heading

__all__ = ["VERTICAL_LABELS"]

_WIDTHS = (5.5, 6.5, 12.0, 26.0, 13.0, 14.0, 11.0, 8.0)
_FUNDS = ("上级补助", "本级财力", "自筹及其他")
_BASIS, _CONTENT, _LONG_TERM, _GOAL = "立项依据", "主要内容", "中长期目标", "本年度目标"
_KIND, _BUYS, _BEGIN, _END = "项目性质", "是否涉及政府采购", "计划开始日期", "计划完成日期"

_PROFILE = Profile(
    kind="project",
    title="{year}年县级财政专项资金项目绩效目标表",
    forms=(1, 2),
    fields=frozenset(
        {
            "fiscal_year",
            "amount_unit",
            "project_name",
            "competent_department",
            "implementing_unit",
            "total_budget",
            "contacts",
        }
    ),
    funding=_FUNDS,
    narratives=(_BASIS, _CONTENT, _LONG_TERM, _GOAL),
    attributes={_KIND: "text", _BUYS: "text", _BEGIN: "date", _END: "date"},
    levels={
        "产出": ("数量", "质量", "时效", "成本"),
        "效果": ("经济效益", "社会效益", "生态效益", "可持续影响"),
        "满意度": ("服务对象满意度",),
    },
    indicators=(10, 14),
    operators={"≥": "大于等于", "≤": "小于等于", "=": "等于"},
)


def _form(form: Labels, number: int) -> list[Block]:
    sides = (("基本情况", _facts(form)), ("资金情况", _money(form)), ("绩效目标", _goals(form)), ("绩效指标", _indicators(form)))
    rows = [row for name, part in sides for row in attach((cell("\n".join(name), rows=len(part), style="strong"),), part)]
    return [
        heading(with_year([form]), style="title first" if number else "title"),
        heading("填报日期：　　年　　月　　日", style="unit"),
        Table(_WIDTHS, tuple(rows)),
    ]


def _broken(span: Span, *lengths: int) -> Span:
    """The text with a line break after so many characters, and so on."""
    text, lines = span.text, []
    for length in lengths:
        lines.append(text[:length])
        text = text[length:]
    return Span("\n".join([*lines, text]), span.paths)


def _facts(form: Labels) -> list[Row]:
    contact = form.each("contacts")[0]
    owners = (form.span("competent_department"), form.span("implementing_unit"))
    kind, buys, begin, end = (
        (_broken(label_of(form, label), length), value_of(form, label))
        for label, length in ((_KIND, 2), (_BUYS, 4), (_BEGIN, 2), (_END, 2))
    )
    return [
        Row((cell("项目\n名称", columns=2), cell(form.span("project_name"), columns=5, style="left"))),
        _pairs("主管部门\n（科室）", owners[0], "项目\n承担单位", owners[1]),
        _pairs("项目\n负责人", contact.span("name"), "联系\n电话", contact.span("phone")),
        _pairs(*kind, *buys),
        _pairs(*begin, *end),
        *(_narrative(form, label) for label in (_BASIS, _CONTENT)),
    ]


def _pairs(*parts: Span | str) -> Row:
    """Two labels with their values."""
    return Row(spread(parts, (2, 1, 1, 3)))


def _narrative(form: Labels, label: str) -> Row:
    item = narrative(form, label)
    name = cell(_broken(item.span("label"), len(label) - 2), columns=2)
    return Row((name, cell(item.span("text"), columns=5, style="text")))


def _money(form: Labels) -> list[Row]:
    items = form.each("funding")
    total = Row((cell("资金规模\n（", form.span("amount_unit"), "）", columns=2), cell(form.span("total_budget"), columns=5)))
    names = Row((cell(items[0].span("label")), cell(items[1].span("label")), cell(items[2].span("label"), columns=3)))
    amounts = Row((cell(items[0].span("amount")), cell(items[1].span("amount")), cell(items[2].span("amount"), columns=3)))
    return [total, *attach((cell("其\n中", rows=2), cell("资金\n渠道", rows=2)), [names, amounts])]


def _goals(form: Labels) -> list[Row]:
    return [_narrative(form, label) for label in (_LONG_TERM, _GOAL)]


def _indicators(form: Labels) -> list[Row]:
    rows = [Row(texts("一级\n指标", "二级\n指标", "指标内容", "指标\n方向", "目标值", "计量\n单位", "比重\n（%）"))]
    for first in runs(form.each("indicators"), "level1"):
        seconds = [row for second in runs(first, "level2") for row in _second(second)]
        rows += attach((_merged(first, "level1", 1),), seconds)
    return rows


def _second(run: Sequence[Labels]) -> list[Row]:
    rows = [Row(apart(item)) for item in run]
    return attach((_merged(run, "level2", 4 if len(run[0].text("level2")) % 4 != 1 else 3),), rows)


def _merged(run: Sequence[Labels], name: str, length: int) -> Cell:
    """A level, so many characters a line."""
    text = run[0].text(name)
    lines = "\n".join(text[start : start + length] for start in range(0, len(text), length))
    return cell(Span(lines, tuple(item.path(name) for item in run)), rows=len(run))


VERTICAL_LABELS = Printed("vertical-labels", _PROFILE, each_numbered(_form, font_size=9.5))
