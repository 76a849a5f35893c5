"""boxed-levels: a box of its own for each level 1, whose name begins the box's own header; boxes of text between them."""

from __future__ import annotations

from collections.abc import Sequence

from eval.layouts.dev.pieces import each_numbered, narrative, pairs_of, run_rows, year
from eval.layouts.more.pieces import points_of
from eval.layouts.profile import Printed, Profile
from golden.layouts.parts import runs, shared
from golden.sheet import Block, Cell, Labels, Row, Span, Table, cell, heading

__all__ = ["BOXED_LEVELS"]

_FACT_WIDTHS = (15.0, 35.0, 15.0, 35.0)
_MONEY_WIDTHS = (25.0, 25.0, 25.0, 25.0)
_FUNDS = ("中央补助", "省级补助", "市县财力")
_KIND, _BEGIN, _END = "项目类型", "起始时间", "终止时间"
_CONTENT, _GOAL, _PLAN, _CARE = "项目主要内容", "总体绩效目标", "实施进度计划", "保障措施"
_JOINED = ("value", "unit")

_PROFILE = Profile(
    kind="project",
    title="预算项目绩效目标申报书（专项资金类）",
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
            "contacts",
        }
    ),
    funding=_FUNDS,
    narratives=(_CONTENT, _GOAL, _PLAN, _CARE),
    attributes={_KIND: "text", _BEGIN: "date", _END: "date"},
    levels={
        "产出指标": ("数量", "质量", "时效", "成本"),
        "效益指标": ("社会效益", "生态效益", "可持续影响"),
        "满意度指标": ("服务对象满意度",),
    },
    indicators=(9, 13),
)

Column = tuple[str, float, tuple[str, ...]]
"""What heads a column of a box, how wide it is, and the fields in its cells."""

_BOXES: dict[str, tuple[Column, ...]] = {
    "产出指标": (
        ("产出内容", 40.0, ("name",)),
        ("符号", 8.0, ("operator",)),
        ("计划完成值", 16.0, ("value",)),
        ("单位", 10.0, ("unit",)),
        ("分值", 10.0, ("weight",)),
    ),
    "效益指标": (
        ("效益内容", 36.0, ("name",)),
        ("方向", 9.0, ("operator",)),
        ("预期值", 25.0, _JOINED),
        ("分值", 9.0, ("weight",)),
    ),
    "满意度指标": (("测评内容", 44.0, ("name",)), ("", 7.0, ("operator",)), ("标准", 15.0, _JOINED), ("分值", 9.0, ("weight",))),
}


def _form(form: Labels, number: int) -> list[Block]:
    contact = form.each("contacts")[0]
    boxes = [_box(run) for run in runs(form.each("indicators"), "level1")]
    later = [[_said(form, label)] for label in (_PLAN, _CARE)]
    between = [block for box, text in zip(boxes, [*later, []], strict=True) for block in (box, *text)]
    return [
        heading(form.span("title"), style="title first" if number else "title"),
        heading(year(form, "预算年度：{}年"), style="subtitle"),
        Table(_FACT_WIDTHS, tuple(_facts(form))),
        heading("　", style="tail"),
        Table(_MONEY_WIDTHS, tuple(_money(form))),
        heading("　", style="tail"),
        Table((100.0,), (*_text(form, _CONTENT), *_text(form, _GOAL))),
        *between,
        heading("填表人：", contact.span("name"), "　　　　　电话：", contact.span("phone"), style="tail"),
    ]


def _facts(form: Labels) -> list[Row]:
    kind, begin, end = pairs_of(form, _PROFILE.attributes)
    return [
        _pair("项目名称", form.span("project_name"), "项目代码", form.span("project_code")),
        _pair("申报单位", form.span("organization"), "承担单位", form.span("implementing_unit")),
        Row((cell(kind[0]), cell(kind[1]), cell("实施时间"), cell(begin[0], "：", begin[1], "\n", end[0], "：", end[1]))),
    ]


def _pair(first: Span | str, value: Span, second: Span | str, other: Span) -> Row:
    return Row((cell(first), cell(value), cell(second), cell(other)))


def _money(form: Labels) -> list[Row]:
    """A small table of one line."""
    items = form.each("funding")
    names = (cell("资金总额（", form.span("amount_unit"), "）"), *(cell(item.span("label")) for item in items))
    amounts = (cell(form.span("total_budget")), *(cell(item.span("amount")) for item in items))
    return [Row(names, keeps=True), Row(amounts)]


def _text(form: Labels, label: str) -> list[Row]:
    """A strip with the label, the text beneath it."""
    item = narrative(form, label)
    return [Row((cell(item.span("label"), style="left strong"),), keeps=True), Row((cell(item.span("text"), style="text"),))]


def _said(form: Labels, label: str) -> Table:
    """A label and its text within one box."""
    item = narrative(form, label)
    return Table((100.0,), (Row((cell(item.span("label"), "：", item.span("text"), style="text"),)),))


def _box(run: Sequence[Labels]) -> Table:
    """The level's name heads the column of its level-2 names; what its points sum to ends the box."""
    columns = _BOXES[run[0].text("level1")]
    header = Row((cell(shared(run, "level1"), style="strong"), *(cell(name) for name, _, _ in columns)), keeps=True)
    rows = run_rows(run, "level2", lambda item: Row(_cells(item, columns), keeps=True))
    points = points_of(run)
    total = Row((cell("本项小计", columns=len(columns)), cell(points)))
    widths = (100.0 - sum(width for _, width, _ in columns), *(width for _, width, _ in columns))
    return Table(widths, (header, *rows, total))


def _cells(item: Labels, columns: Sequence[Column]) -> tuple[Cell, ...]:
    return tuple(cell(*map(item.span, fields), style="left" if "name" in fields else "") for _, _, fields in columns)


BOXED_LEVELS = Printed("boxed-levels", _PROFILE, each_numbered(_form, font_size=10))
