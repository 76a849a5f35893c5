"""twin-rows: two indicators share each row behind both levels, name, value and weight twice; an odd one leaves strokes behind."""

from __future__ import annotations

from collections.abc import Sequence

from eval.layouts.dev.pieces import each_numbered, pairs_of, promise, spread, text_rows, texts, year
from eval.layouts.profile import Printed, Profile
from golden.layouts.parts import attach, runs, shared
from golden.sheet import Block, Cell, Labels, Row, Span, Table, cell, heading

__all__ = ["TWIN_ROWS"]

_WIDTHS = (8.0, 10.0, 21.0, 13.0, 7.0, 21.0, 13.0, 7.0)
_HALVES = (2, 2, 2, 2)
"""Label, value, label, value: their edges are not those between the halves of the indicators."""

_FUNDS = ("财政拨款", "其中：上级补助", "自有资金")
_NATURE, _WAY = "项目性质", "实施方式"
_PLAN, _GOAL = "实施计划", "年度绩效目标"

_PROFILE = Profile(
    kind="project",
    title="财政支出项目绩效目标审定表",
    forms=(1, 2),
    fields=frozenset(
        {
            "fiscal_year",
            "amount_unit",
            "organization",
            "implementing_unit",
            "project_name",
            "project_code",
            "total_budget",
            "execution_weight",
        }
    ),
    amount_unit="元",
    funding=_FUNDS,
    narratives=(_PLAN, _GOAL),
    attributes={_NATURE: "text", _WAY: "text"},
    levels={
        "产出指标": ("数量指标", "质量指标", "时效指标", "成本指标"),
        "效果指标": ("社会效益", "生态效益"),
        "满意度指标": ("服务对象满意度",),
    },
    indicators=(12, 17),
    fused=True,
)


def _form(form: Labels, number: int) -> list[Block]:
    rows = (*_head(form), *_money(form), *_indicators(form), *text_rows(form.each("narratives"), 6, label=2))
    return [
        heading(form.span("title"), style="title first" if number else "title"),
        heading(
            year(form, "所属年度：{}"), "　　　　　　　　　　　　　　　　　币种单位：人民币", form.span("amount_unit"), style="lead"
        ),
        Table(_WIDTHS, rows),
        heading("归口科室（签字）：　　　　　　　　　　预算科（签字）：　　　　　　　　　　绩效科（签字）：", style="tail"),
    ]


def _head(form: Labels) -> list[Row]:
    nature, way = pairs_of(form, (_NATURE, _WAY))
    return [
        _four("责任单位", form.span("organization"), "承办机构", form.span("implementing_unit")),
        _four("项目名称", form.span("project_name"), "项目代码", form.span("project_code")),
        _four(*nature, *way),
    ]


def _four(*parts: Span | str) -> Row:
    return Row(spread(parts, _HALVES))


def _money(form: Labels) -> list[Row]:
    """Two sums to a row, the total among them."""
    grant, share, own = ((item.span("label"), item.span("amount")) for item in form.each("funding"))
    return [_four("项目总投资", form.span("total_budget"), *grant), _four(*share, *own)]


def _indicators(form: Labels) -> list[Row]:
    """Those of a kind by twos, from left to right, then down; the points of the execution stand in a row of their own."""
    header = Row((*texts("一级", "二级"), *texts("评价指标", "计划完成值", "权数") * 2), keeps=True)
    firsts = [row for first in runs(form.each("indicators"), "level1") for row in _first(first)]
    execution = Row((cell("预算执行率（年末由财政部门评定）", columns=7, style="left"), cell(form.span("execution_weight"))))
    return [header, *firsts, execution]


def _first(run: Sequence[Labels]) -> list[Row]:
    rows = [row for second in runs(run, "level2") for row in _second(second)]
    return attach((cell(shared(run, "level1"), rows=len(rows)),), rows)


def _second(run: Sequence[Labels]) -> list[Row]:
    rows = [
        Row(tuple(made for half in (run[at : at + 1], run[at + 1 : at + 2]) for made in _half(half)))
        for at in range(0, len(run), 2)
    ]
    return attach((cell(shared(run, "level2"), rows=len(rows)),), rows)


def _half(found: Sequence[Labels]) -> tuple[Cell, ...]:
    if not found:
        return texts("/", "/", "/")
    return promise(found[0])


TWIN_ROWS = Printed("twin-rows", _PROFILE, each_numbered(_form, font_size=9))
