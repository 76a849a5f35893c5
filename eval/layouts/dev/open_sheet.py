"""open-sheet: a print-out without any ruling lines; level 1 is a line of its own among the indicators, values come before names."""

from __future__ import annotations

from eval.layouts.dev.pieces import SHORT_LEVELS, each_numbered, fused, label_of, texts, value_of
from eval.layouts.profile import Printed, Profile
from golden.layouts.parts import runs, shared, with_year
from golden.sheet import Block, Labels, Row, Table, cell, heading

__all__ = ["OPEN_SHEET"]

_WIDTHS = (24.0, 36.0, 26.0, 14.0)
_NUMERALS = "一二三四五六"

_PROFILE = Profile(
    kind="project",
    title="{year}年项目支出绩效目标批复表",
    forms=(1, 2),
    fields=frozenset(
        {"fiscal_year", "amount_unit", "organization", "project_name", "project_code", "total_budget", "contacts"},
    ),
    funding=("中央补助资金", "省级补助资金", "市县安排资金"),
    narratives=("项目概况", "年度绩效目标"),
    attributes={"项目类型": "text", "开始时间": "date", "终止时间": "date"},
    levels=SHORT_LEVELS,
    indicators=(7, 12),
    fused=True,
)


def _form(form: Labels, number: int) -> list[Block]:
    contact = form.each("contacts")[0]
    return [
        heading(with_year([form]), style="title first" if number else "title"),
        heading("单位名称：", form.span("organization"), "　　　　金额单位：", form.span("amount_unit"), style="lead"),
        heading("一、基本情况", style="lead tail"),
        *_facts(form),
        heading("二、绩效目标", style="lead tail"),
        *_goals(form),
        heading("三、绩效指标", style="lead tail"),
        _indicators(form),
        heading("填报人：", contact.span("name"), "　　　联系电话：", contact.span("phone"), style="last"),
    ]


def _facts(form: Labels) -> list[Block]:
    kind, begin, end = (("　", label_of(form, name), "：", value_of(form, name)) for name in _PROFILE.attributes)
    labels = Row(tuple(cell(item.span("label")) for item in form.each("funding")), keeps=True)
    amounts = Row(tuple(cell(item.span("amount")) for item in form.each("funding")))
    return [
        heading("　项目名称：", form.span("project_name")),
        heading("　项目编码：", form.span("project_code"), "　", *kind),
        heading(*begin, "　", *end),
        heading("　预算金额：", form.span("total_budget")),
        heading("　资金来源："),
        Table((1.0, 1.0, 1.0), (labels, amounts), style="open"),
    ]


def _goals(form: Labels) -> list[Block]:
    lines: list[Block] = []
    for item in form.each("narratives"):
        lines.append(heading("　", item.span("label"), "："))
        lines.append(heading("　　", item.span("text")))
    return lines


def _indicators(form: Labels) -> Table:
    rows = [Row(texts("二级指标", "三级指标", "绩效目标值", "分值"))]
    for number, run in enumerate(runs(form.each("indicators"), "level1")):
        level = (f"（{_NUMERALS[number]}）", shared(run, "level1"))
        rows.append(Row((cell(*level, columns=4, style="left"),), keeps=True))
        rows += [_row(item) for item in run]
    return Table(_WIDTHS, tuple(rows), header=1, style="open")


def _row(item: Labels) -> Row:
    name = cell(item.span("name"), style="left")
    return Row((cell(item.span("level2")), name, cell(*fused(item)), cell(item.span("weight"))))


OPEN_SHEET = Printed("open-sheet", _PROFILE, each_numbered(_form, font_size=11))
