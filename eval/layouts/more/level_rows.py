"""level-rows: level 1 with its points as rows across a ruled table, level 2 in the first column, the money in one sentence."""

from __future__ import annotations

from eval.layouts.dev.pieces import each_numbered, pairs_of, run_rows, texts, year
from eval.layouts.more.pieces import apart, points_of
from eval.layouts.profile import Printed, Profile
from golden.layouts.parts import narrative_rows, runs, shared
from golden.sheet import Block, Labels, Row, Span, Table, cell, heading

__all__ = ["LEVEL_ROWS"]

_WIDTHS = (17.0, 33.0, 13.0, 15.0, 12.0, 10.0)
_NUMERALS = "一二三四五六"
_BEGIN, _END, _KIND, _WAY = "项目开始时间", "项目终止时间", "资金性质", "实施方式"

_PROFILE = Profile(
    kind="project",
    title="部门预算重点项目绩效目标审核表",
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
            "contact_name",
        }
    ),
    funding=("中央及省级补助", "市本级财力", "区县配套", "其他自筹"),
    narratives=("项目立项必要性", "年度绩效目标"),
    attributes={_KIND: "text", _WAY: "text", _BEGIN: "date", _END: "date"},
    levels={
        "成本指标": ("成本控制",),
        "产出指标": ("产出数量", "产出质量", "产出时效"),
        "效果指标": ("社会效益", "生态效益", "可持续影响"),
        "满意度指标": ("服务对象满意度",),
    },
    indicators=(9, 14),
    operators={"≥": "大于等于", "≤": "小于等于", "=": "等于"},
)


def _form(form: Labels, number: int) -> list[Block]:
    contact = form.each("contacts")[0]
    return [
        heading(form.span("title"), style="title first" if number else "title"),
        heading(year(form, "（{}年度）"), style="subtitle"),
        heading("填报单位：", form.span("organization"), "　　　　填报人：", contact.span("name"), style="lead"),
        Table(_WIDTHS, (*_head(form), _money(form), *narrative_rows(form, 5), *_indicators(form))),
    ]


def _head(form: Labels) -> list[Row]:
    kind, way, begin, end = pairs_of(form, _PROFILE.attributes)
    return [
        Row((cell("项目名称"), cell(form.span("project_name"), columns=5))),
        _pair("主管部门", form.span("competent_department"), "项目编号", form.span("project_code")),
        _pair(*kind, *way),
        _pair(*begin, *end),
    ]


def _pair(first: Span | str, value: Span, second: Span | str, other: Span) -> Row:
    return Row((cell(first), cell(value), cell(second, columns=2), cell(other, columns=2)))


def _money(form: Labels) -> Row:
    """One sentence: the unit stands behind every amount."""
    unit = form.text("amount_unit")
    parts: list[Span | str] = [form.span("total_budget"), form.span("amount_unit"), "，其中："]
    for number, item in enumerate(form.each("funding")):
        parts += ["；" if number else "", item.span("label"), " ", item.span("amount"), f" {unit}"]
    return Row((cell("预算总额及\n资金来源"), cell(*parts, "。", columns=5, style="left")))


def _indicators(form: Labels) -> list[Row]:
    rows = [Row(texts("绩效类别", "绩效内容", "方向", "计划完成值", "计量单位", "比重"), keeps=True)]
    for number, run in enumerate(runs(form.each("indicators"), "level1")):
        level = cell(f"{_NUMERALS[number]}、", shared(run, "level1"), f"（{points_of(run)}分）", columns=6, style="left strong")
        rows.append(Row((level,), keeps=True))
        rows += run_rows(run, "level2", lambda item: Row(apart(item)))
    return rows


LEVEL_ROWS = Printed("level-rows", _PROFILE, each_numbered(_form, font_size=10))
