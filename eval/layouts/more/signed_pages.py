"""signed-pages: two pages with signatures between them; numbered rows, level 2 joined to the name where it has only one."""

from __future__ import annotations

from collections.abc import Sequence

from eval.layouts.dev.pieces import column_label, each_form, fused, pairs_of, text_rows, value_of, year
from eval.layouts.profile import Printed, Profile
from golden.layouts.parts import attach, run_cell, runs
from golden.sheet import Block, Labels, Row, Span, Table, cell, heading

__all__ = ["SIGNED_PAGES"]

_WIDTHS = (6.0, 11.0, 13.0, 24.0, 17.0, 9.0, 20.0)
_NEXT_WIDTHS = (7.0, 10.0, 15.0, 24.0, 16.0, 10.0, 18.0)
_SIGNED_WIDTHS = (34.0, 33.0, 33.0)
_CUT = 8
"""How many indicators stand before the signatures."""

_NATURE, _PERIOD, _SOURCE = "项目性质", "项目周期", "佐证材料来源"
_STORY = ("项目简介及主要内容", "总体绩效目标")

_PROFILE = Profile(
    kind="project",
    title="财政支出项目绩效目标批复表",
    fields=frozenset(
        {
            "fiscal_year",
            "amount_unit",
            "competent_department",
            "implementing_unit",
            "project_name",
            "total_budget",
            "contacts",
        }
    ),
    funding=("争取上级资金", "本级预算安排", "单位自筹资金"),
    narratives=_STORY,
    attributes={_NATURE: "text", _PERIOD: "text"},
    levels={
        "产出目标": ("数量目标", "质量目标", "时效目标", "成本目标"),
        "效果目标": ("经济效益", "社会效益", "生态效益", "可持续影响"),
        "满意度目标": ("社会公众满意度",),
    },
    indicators=(13, 17),
    column_attributes={_SOURCE: "text"},
    fused=True,
    operators={"≥": "不少于", "≤": "不超过", "=": "达到"},
)


def _form(form: Labels) -> list[Block]:
    indicators = form.each("indicators")
    header = _header(indicators)
    return [
        heading(form.span("title"), style="title"),
        heading(year(form, "{}年度"), style="subtitle"),
        Table(
            _WIDTHS,
            (*_head(form), *_money(form), *text_rows(form.each("narratives"), 5, label=2), header, *_rows(indicators[:_CUT], 1)),
        ),
        heading("　", style="plain"),
        Table(_SIGNED_WIDTHS, (_signed(form),)),
        heading("（转下页）", style="unit"),
        heading("（接上页）", style="lead first"),
        Table(_NEXT_WIDTHS, (header, *_rows(indicators[_CUT:], _CUT + 1))),
        heading("主管部门（章）：　　　　　　　　　　　财政部门（章）：", style="tail"),
        heading("本表一式三份，批复部门、主管部门、实施单位各执一份。", style="tail"),
    ]


def _head(form: Labels) -> list[Row]:
    nature, period = pairs_of(form, (_NATURE, _PERIOD))
    department, unit = ("主管部门", form.span("competent_department")), ("实施单位", form.span("implementing_unit"))
    return [
        Row((cell("项目名称", columns=2), cell(form.span("project_name"), columns=5, style="left"))),
        _pairs(department, unit),
        _pairs(nature, period),
    ]


def _pairs(*pairs: tuple[Span | str, Span]) -> Row:
    (first, value), (second, other) = pairs
    return Row((cell(first, columns=2), cell(value, columns=2), cell(second), cell(other, columns=2)))


def _money(form: Labels) -> list[Row]:
    """The total and its sources two by two, labels and amounts in turn."""
    total: tuple[Span | str, Span] = ("项目总投资", form.span("total_budget"))
    pairs = [total, *((item.span("label"), item.span("amount")) for item in form.each("funding"))]
    rows = [
        Row((cell(first), cell(amount, style="right"), cell(second), cell(other, columns=2, style="right")))
        for (first, amount), (second, other) in zip(pairs[::2], pairs[1::2], strict=True)
    ]
    return attach((cell("资金来源\n（", form.span("amount_unit"), "）", columns=2, rows=2),), rows)


def _header(indicators: Sequence[Labels]) -> Row:
    """It comes again after the signatures."""
    source = cell(column_label(indicators, _SOURCE))
    names = (cell("编号"), cell("指标类别"), cell("绩效内容", columns=2), cell("批复目标值"), cell("比重"), source)
    return Row(names, keeps=True)


def _rows(part: Sequence[Labels], start: int) -> list[Row]:
    """The rows of a page; level 1, cut at its edge, is named again on the next."""
    rows: list[Row] = []
    for first in runs(part, "level1"):
        rows += attach((run_cell(first, "level1"),), [row for second in runs(first, "level2") for row in _second(second)])
    return [Row((cell(str(number)), *row.cells)) for number, row in enumerate(rows, start=start)]


def _second(run: Sequence[Labels]) -> list[Row]:
    """Level 2 has a cell of its own before several names, and one cell with a single one."""
    if len(run) == 1:
        return [_row(run[0], run[0].span("level2"), "：")]
    return attach((run_cell(run, "level2"),), [_row(item) for item in run])


def _row(item: Labels, *before: Span | str) -> Row:
    name = cell(*before, item.span("name"), columns=2 if before else 1, style="left")
    return Row((name, cell(*fused(item)), cell(item.span("weight")), cell(value_of(item, _SOURCE))))


def _signed(form: Labels) -> Row:
    contact = form.each("contacts")[0]
    date = "\n　　　　年　　月　　日"
    filled = ("填表人：", contact.span("name"), "\n联系电话：", contact.span("phone"), "\n", date)
    return Row(
        (
            cell(*filled, style="left"),
            cell(f"单位负责人意见：\n\n　　　　（签章）{date}", style="left"),
            cell(f"分管领导意见：\n\n　　　　（签章）{date}", style="left"),
        )
    )


SIGNED_PAGES = Printed("signed-pages", _PROFILE, each_form(_form, font_size=11))
