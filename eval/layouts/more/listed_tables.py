"""listed-tables: a row of facts for each project; beneath, a small table for each behind 项目1：name, points in brackets."""

from __future__ import annotations

from collections.abc import Sequence

from eval.layouts.dev.pieces import column_label, fund_labels, fused, label_of, run_rows, texts, value_of
from eval.layouts.profile import Printed, Profile
from golden.layouts.parts import kept, shared, with_year
from golden.sheet import Block, Cell, Labels, Row, Sheet, Span, Table, cell, heading

__all__ = ["LISTED_TABLES"]

_LIST_WIDTHS = (4.5, 14.0, 10.0, 8.5, 8.5, 8.5, 12.0, 34.0)
_WIDTHS = (9.0, 10.0, 46.0, 20.0, 15.0)
_FUNDS = ("上级补助", "本级安排")
_OFFICE, _SOURCE, _GOAL = "负责科室", "数据来源", "年度目标"
_TIME = "实施时间"
_FROM, _TO = "起", "止"

_PROFILE = Profile(
    kind="project",
    title="{year}年度专项业务经费项目计划及考核指标",
    forms=(2, 4),
    fields=frozenset({"fiscal_year", "amount_unit", "organization", "project_name", "total_budget"}),
    funding=_FUNDS,
    narratives=(_GOAL,),
    attributes={_OFFICE: "text", f"{_TIME}/{_FROM}": "date", f"{_TIME}/{_TO}": "date"},
    columns=frozenset({"level1", "name", "operator", "value", "unit", "weight"}),
    levels={"产出类": ("数量", "质量", "时效"), "效益类": ("社会效益",), "满意类": ("满意度",)},
    indicators=(5, 6),
    column_attributes={_SOURCE: "text"},
    fused=True,
    filling_rules=("括号内为该项指标的满分值，单个项目合计100分。", "定性内容在“全年目标”栏用文字表述。"),
)


def _sheet(labels: Labels) -> Sheet:
    forms = labels.each("forms")
    owner = heading(
        "责任单位：",
        shared(forms, "organization"),
        f"　　　　　共{len(forms)}个项目　　　　　资金单位：",
        shared(forms, "amount_unit"),
        style="lead",
    )
    rules = [
        heading("　　　　　" if number else "填表说明：", f"{number + 1}．", rule.span("text"), style="plain" if number else "tail")
        for number, rule in enumerate(labels.each("filling_rules"))
    ]
    return Sheet(
        (
            heading(with_year(forms), style="title"),
            owner,
            Table(_LIST_WIDTHS, (*_header(forms), *(_project(form, number) for number, form in enumerate(forms, start=1)))),
            *(block for number, form in enumerate(forms, start=1) for block in _targets(form, number)),
            *rules,
        ),
        font_size=8,
    )


def _header(forms: Sequence[Labels]) -> list[Row]:
    """Labels of the forms stand in it once for all."""
    office = Span(_OFFICE, tuple(label_of(form, _OFFICE).paths[0] for form in forms))
    times = tuple(label_of(form, f"{_TIME}/{end}").paths[0] for form in forms for end in (_FROM, _TO))
    goal = Span(_GOAL, tuple(form.path("narratives[0].label") for form in forms))
    upper = (
        *(cell(name, rows=2) for name in ("序\n号", "项目名称", office)),
        cell("年度安排金额", columns=3),
        *(cell(name, rows=2) for name in (Span(_TIME, times), goal)),
    )
    return [Row(upper, keeps=True), Row((cell("总额"), *map(cell, fund_labels(forms, _FUNDS))), keeps=True)]


def _project(form: Labels, number: int) -> Row:
    amounts = (form.span("total_budget"), *(item.span("amount") for item in form.each("funding")))
    return Row(
        (
            cell(str(number)),
            cell(form.span("project_name"), style="left"),
            cell(value_of(form, _OFFICE)),
            *(cell(amount, style="right") for amount in amounts),
            cell(*_time(form, _FROM), "\n", *_time(form, _TO)),
            cell(form.each("narratives")[0].span("text"), style="text"),
        )
    )


def _time(form: Labels, end: str) -> tuple[Span, Span]:
    """The day, and behind it whether it is the first or the last."""
    label = f"{_TIME}/{end}"
    return (value_of(form, label), label_of(form, label, end))


def _targets(form: Labels, number: int) -> list[Block]:
    """A line that names the project again, and its own table."""
    indicators = form.each("indicators")
    header = Row((*texts("编号", "类别", "考核内容（分值）", "全年目标"), cell(column_label(indicators, _SOURCE))))
    places = {item.path(""): f"{number}-{place}" for place, item in enumerate(indicators, start=1)}
    rows = run_rows(indicators, "level1", lambda item: Row(_target(item)))
    numbered = [_behind(row, places[item.path("")]) for row, item in zip(rows, indicators, strict=True)]
    return [
        heading(f"项目{number}：", form.span("project_name"), style="chapter"),
        Table(_WIDTHS, tuple(kept([header, *numbered]))),
    ]


def _behind(row: Row, number: str) -> Row:
    """The row with its number before it."""
    return Row((cell(number), *row.cells))


def _target(item: Labels) -> tuple[Cell, ...]:
    source = item.each("attributes")[0]
    return (
        cell(item.span("name"), "（", item.span("weight"), "分）", style="left"),
        cell(*fused(item)),
        cell(source.span("value")),
    )


LISTED_TABLES = Printed("listed-tables", _PROFILE, _sheet)
