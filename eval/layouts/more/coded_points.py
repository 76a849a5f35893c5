"""coded-points: codes (A101) before names, points in brackets behind both levels, the unit before last year's value."""

from __future__ import annotations

from collections.abc import Sequence

from eval.layouts.dev.pieces import column_label, each_numbered, label_of, value_of
from eval.layouts.more.pieces import points_of
from eval.layouts.profile import Printed, Profile
from golden.layouts.parts import attach, narrative_rows, runs, shared, with_year
from golden.sheet import Block, Cell, Labels, Row, Table, cell, heading

__all__ = ["CODED_POINTS"]

_WIDTHS = (13.0, 21.0, 13.0, 20.0, 13.0, 20.0)
_INDICATOR_WIDTHS = (10.0, 12.0, 7.0, 21.0, 6.5, 10.5, 11.0, 10.5, 6.0, 10.5)
_KIND, _ORIGIN = "项目类别", "资金性质"
_LAST, _LATER, _BASIS = "上年实际完成值", "规划期末完成值", "设定依据"
_GOAL, _ABOUT = "年度绩效总目标", "项目内容简述"
_LETTERS = "ABCDEF"

_PROFILE = Profile(
    kind="project",
    title="{year}年市级财政专项资金绩效目标及指标赋分表",
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
            "execution_weight",
            "contact_name",
        }
    ),
    funding=("上级补助", "本级财力", "自筹及其他"),
    narratives=(_ABOUT, _GOAL),
    attributes={_KIND: "text", _ORIGIN: "text"},
    levels={
        "产出指标": ("数量指标", "质量指标", "时效指标", "成本指标"),
        "效益指标": ("经济效益", "社会效益", "可持续影响"),
        "满意度指标": ("服务对象满意度",),
    },
    indicators=(10, 15),
    column_attributes={_LAST: "text", _LATER: "text", _BASIS: "text"},
    fused=True,
)


def _form(form: Labels, number: int) -> list[Block]:
    contact = form.each("contacts")[0]
    return [
        heading(with_year([form]), style="title first" if number else "title"),
        heading("填报部门：", form.span("organization"), "　　　　　　　经办人：", contact.span("name"), style="lead"),
        Table(_WIDTHS, (*_head(form), *_money(form), *narrative_rows(form, 5))),
        heading("附：指标体系及赋分（编码第一位为类别，第二位为分类，末两位为序号）", style="lead tail"),
        Table(_INDICATOR_WIDTHS, tuple(_indicators(form)), header=2),
    ]


def _head(form: Labels) -> list[Row]:
    kind, origin = ((cell(label_of(form, name)), cell(value_of(form, name))) for name in (_KIND, _ORIGIN))
    return [
        Row((cell("项目名称"), cell(form.span("project_name"), columns=3), cell("项目代码"), cell(form.span("project_code")))),
        Row((cell("主管部门"), cell(form.span("competent_department")), *kind, *origin)),
    ]


def _money(form: Labels) -> list[Row]:
    """Last year's amount stands before this year's; the sources are pairs of a row of their own."""
    this = (cell("本年安排金额"), cell(form.span("total_budget"), style="right"))
    last = (cell("上年安排金额"), cell(form.span("prior_year_budget"), style="right"))
    parts = [part for item in form.each("funding") for part in (cell(item.span("label")), cell(item.span("amount"), style="right"))]
    return [Row((*last, *this, cell("金额单位"), cell(form.span("amount_unit")))), Row(tuple(parts))]


def _indicators(form: Labels) -> list[Row]:
    indicators = form.each("indicators")
    last, later, basis = (column_label(indicators, name) for name in _PROFILE.column_attributes)
    upper = (
        *(cell(name, rows=2) for name in ("绩效类别", "绩效分类", "编码", "考核内容", "计量\n单位")),
        cell("指标数值", columns=3),
        cell("满分", rows=2),
        cell(basis, rows=2),
    )
    rows = [Row(upper, keeps=True), Row((cell(last), cell("本年目标值"), cell(later)), keeps=True)]
    firsts = runs(indicators, "level1")
    for letter, first in zip(_LETTERS, firsts, strict=False):
        rows += attach((_level(first, "level1", "\n"),), _level_rows(first, letter))
    return [*rows, _execution(form, f"{_LETTERS[len(firsts)]}101")]


def _level_rows(first: Sequence[Labels], letter: str) -> list[Row]:
    rows: list[Row] = []
    for number, second in enumerate(runs(first, "level2"), start=1):
        items = [_row(item, f"{letter}{number}{place:02d}") for place, item in enumerate(second, start=1)]
        rows += attach((_level(second, "level2", ""),), items)
    return rows


def _level(run: Sequence[Labels], name: str, between: str) -> Cell:
    """A level and what its weights sum to."""
    points = points_of(run)
    return cell(shared(run, name), f"{between}（{points}分）", rows=len(run))


def _row(item: Labels, code: str) -> Row:
    last, later, basis = (cell(value_of(item, name)) for name in _PROFILE.column_attributes)
    target = cell(item.span("operator"), item.span("value"))
    name = cell(item.span("name"), style="left")
    return Row((cell(code), name, cell(item.span("unit")), last, target, later, cell(item.span("weight")), basis))


def _execution(form: Labels, code: str) -> Row:
    """The rate at which the money is spent has a code too; it is no indicator of the list."""
    return Row(
        (
            cell("预算执行", columns=2),
            cell(code),
            cell("预算执行率", columns=5, style="left"),
            cell(form.span("execution_weight")),
            cell(""),
        )
    )


CODED_POINTS = Printed("coded-points", _PROFILE, each_numbered(_form, font_size=9))
