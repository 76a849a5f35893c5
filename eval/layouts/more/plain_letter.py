"""plain-letter: a letter without a grid: numbered headings, a label and its value a line, each indicator a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from eval.layouts.dev.pieces import each_numbered, fused, narrative, pairs_of
from eval.layouts.more.pieces import points_of
from eval.layouts.profile import Printed, Profile
from golden.layouts.parts import runs, shared, with_year
from golden.sheet import Block, Labels, Row, Span, Table, cell, heading

__all__ = ["PLAIN_LETTER"]

_NUMERALS = "一二三四五六七八九十"
_KIND, _TERM, _WAY = "项目属性", "实施期限", "实施方式"
_CONTENT, _GOAL = "主要实施内容", "年度总体目标"

_PROFILE = Profile(
    kind="project",
    title="关于下达{year}年度项目预算绩效目标的函",
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
            "execution_weight",
            "contacts",
        }
    ),
    funding=("上级补助资金", "本级财力安排", "单位自筹"),
    narratives=(_CONTENT, _GOAL),
    attributes={_KIND: "text", _TERM: "text", _WAY: "text"},
    levels={
        "产出方面": ("数量", "质量", "时效", "成本"),
        "效果方面": ("经济效益", "社会效益", "可持续影响"),
        "满意度方面": ("服务对象满意度",),
    },
    indicators=(8, 12),
    fused=True,
    operators={"≥": "不低于", "≤": "不高于", "=": "达到"},
)


def _form(form: Labels, number: int) -> list[Block]:
    contact = form.each("contacts")[0]
    return [
        heading(with_year([form]), style="title first" if number else "title"),
        heading(f"财绩函〔{form.text('fiscal_year')}〕{number + 17}号", style="subtitle"),
        heading(form.span("organization"), "：", style="lead"),
        heading("　　你单位报送的预算项目及绩效目标材料收悉。经研究，现将核定的绩效目标函告如下，请遵照执行。"),
        *_chapter(0, "项目概要", _facts(form)),
        *_chapter(1, "资金安排", _money(form)),
        *_chapter(2, "绩效目标", [_text(form, _CONTENT, 0), _text(form, _GOAL, 1)]),
        *_chapter(3, "考核内容及分值", _indicators(form)),
        *_chapter(4, "有关要求", [_line("请对照上述目标加快项目实施，年度终了后开展绩效自评，并于次年2月底前报送自评结果。")]),
        heading("　　联系人：", contact.span("name"), "，电话：", contact.span("phone"), style="tail"),
        heading("（印章）　　　　", style="unit"),
        heading("　　年　　月　　日　　", style="unit"),
    ]


def _chapter(number: int, name: str, lines: Sequence[Row]) -> list[Block]:
    """Its lines are cells without borders: so a blank operator or unit has a place."""
    return [heading(f"　　{_NUMERALS[number]}、{name}", style="chapter"), Table((100.0,), tuple(lines), style="open")]


def _line(*parts: Span | str) -> Row:
    return Row((cell("　　", *parts, style="left"),))


def _point(number: int, *parts: Span | str) -> Row:
    return _line(f"（{_NUMERALS[number]}）", *parts)


def _facts(form: Labels) -> list[Row]:
    lines: list[tuple[Span | str, Span]] = [
        ("项目名称", form.span("project_name")),
        ("项目编码", form.span("project_code")),
        ("主管部门", form.span("competent_department")),
        ("责任单位", form.span("implementing_unit")),
        *pairs_of(form, (_KIND, _TERM, _WAY)),
    ]
    return [_point(number, label, "：", value) for number, (label, value) in enumerate(lines)]


def _money(form: Labels) -> list[Row]:
    """The total with the unit, then every source a line behind a number of its own."""
    total = _point(0, "核定预算总额：", form.span("total_budget"), form.span("amount_unit"))
    unit = form.text("amount_unit")
    sources = [
        _line(f"{number}．", item.span("label"), "：", item.span("amount"), unit if item.text("amount") else "")
        for number, item in enumerate(form.each("funding"), start=1)
    ]
    return [total, _point(1, "资金来源"), *sources]


def _text(form: Labels, label: str, number: int) -> Row:
    item = narrative(form, label)
    return _point(number, item.span("label"), "：", item.span("text"))


def _indicators(form: Labels) -> list[Row]:
    """The indicators are numbered through all levels; the rate of execution is the last point."""
    lines: list[Row] = []
    count = 0
    firsts = runs(form.each("indicators"), "level1")
    for number, first in enumerate(firsts):
        points = points_of(first)
        lines.append(_point(number, shared(first, "level1"), f"，共{points}分"))
        for item in first:
            count += 1
            lines.append(_sentence(item, count))
    return [*lines, _point(len(firsts), "预算执行率，", form.span("execution_weight"), "分")]


def _sentence(item: Labels, number: int) -> Row:
    kind, name = item.span("level2"), item.span("name")
    return _line(f"{number}．", kind, "：", name, "，目标值", *fused(item), "，计", item.span("weight"), "分；")


PLAIN_LETTER = Printed("plain-letter", _PROFILE, each_numbered(_form, font_size=11))
