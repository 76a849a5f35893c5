"""page-break: a long form over three pages whose header comes again on each a little elsewhere; numbered rows."""

from __future__ import annotations

from collections.abc import Sequence

from eval.layouts.dev.pieces import column_label, each_form, fused, label_of, levelled, text_rows, value_of, year
from eval.layouts.profile import Printed, Profile
from golden.sheet import Block, Cell, Labels, Row, Span, Table, cell, heading

__all__ = ["PAGE_BREAK"]

_FIRST_WIDTHS = (6.0, 10.0, 12.0, 20.0, 13.0, 19.0, 8.0, 12.0)
_NEXT_WIDTHS = (
    (7.0, 9.0, 11.0, 23.0, 12.0, 19.0, 9.0, 10.0),
    (5.0, 11.0, 13.0, 21.0, 15.0, 17.0, 7.0, 11.0),
)
_CUTS = (4, 13)
"""How many indicators are done with at the end of a page."""

_RULE, _FIELD, _PERIOD = "评分标准", "项目类别", "实施周期"
_STORY = ("立项依据", "项目主要内容", "资金测算过程", "实施计划", "年度绩效目标")

_PROFILE = Profile(
    kind="project",
    title="财政支出项目绩效目标申报表",
    fields=frozenset(
        {
            "fiscal_year",
            "amount_unit",
            "organization",
            "project_name",
            "project_code",
            "total_budget",
            "execution_weight",
            "contacts",
        }
    ),
    funding=("中央和省级补助", "市级财政安排", "区县配套", "单位自筹"),
    narratives=_STORY,
    attributes={_FIELD: "text", _PERIOD: "text"},
    columns=frozenset({"level1", "level2", "name", "operator", "value", "unit", "weight", "note"}),
    levels={
        "产出": ("产出数量", "产出质量", "产出时效", "产出成本"),
        "效益": ("经济效益", "社会效益", "生态效益", "可持续影响"),
        "满意度": ("受益对象满意度",),
    },
    indicators=(17, 20),
    column_attributes={_RULE: "text"},
    fused=True,
)


def _form(form: Labels) -> list[Block]:
    indicators, contact = form.each("indicators"), form.each("contacts")[0]
    parts = [indicators[start:end] for start, end in zip((0, *_CUTS), (*_CUTS, len(indicators)), strict=True)]
    first, *others = [_part(indicators, part, start) for part, start in zip(parts, (1, *(cut + 1 for cut in _CUTS)), strict=True)]
    others[-1].append(_execution(form))
    blocks: list[Block] = [
        heading(form.span("title"), style="title"),
        heading(year(form, "预算年度：{}"), "　　　　　　　　　　　金额单位：", form.span("amount_unit"), style="unit"),
        Table(_FIRST_WIDTHS, (*_head(form), *_money(form), *text_rows(form.each("narratives"), 6, label=2), *first)),
    ]
    for number, (widths, rows) in enumerate(zip(_NEXT_WIDTHS, others, strict=True), start=1):
        blocks += [
            heading(f"续表{number}", style="unit first" if number > 1 else "lead first"),
            Table(widths, tuple(rows), header=1),
        ]
    signed = ("审核人：　　　　　　填表人：", contact.span("name"), "　　　　　　电话：", contact.span("phone"))
    return [*blocks, heading(*signed, style="tail")]


def _head(form: Labels) -> list[Row]:
    field, period = ((cell(label_of(form, name), columns=2), value_of(form, name)) for name in (_FIELD, _PERIOD))
    return [
        Row((cell("申报单位", columns=2), cell(form.span("organization"), columns=6, style="left"))),
        Row((cell("项目名称", columns=2), cell(form.span("project_name"), columns=6, style="left"))),
        Row((cell("项目代码", columns=2), cell(form.span("project_code"), columns=6, style="left"))),
        Row((field[0], cell(field[1], columns=2), period[0], cell(period[1], columns=2))),
    ]


def _money(form: Labels) -> list[Row]:
    """The sources one after the other in a cell."""
    parts: list[Span | str] = ["其中："]
    for number, item in enumerate(form.each("funding")):
        parts += ["\n　　　" if number else "", item.span("label"), "　　", item.span("amount")]
    total = (cell("年度安排金额", columns=2), cell(form.span("total_budget"), columns=2))
    return [Row((*total, cell(*parts, columns=4, style="left")))]


def _part(indicators: Sequence[Labels], part: Sequence[Labels], start: int) -> list[Row]:
    """The header and the rows of a page; what is merged is cut at its edge and named again."""
    rule = cell(column_label(indicators, _RULE))
    names = (*(cell(name) for name in ("序号", "指标类型", "指标分类", "评价指标", "标准值")), rule, cell("满分"), cell("备注"))
    rows = levelled(part, _row)
    return [Row(names, keeps=True), *(Row((cell(str(number)), *row.cells)) for number, row in enumerate(rows, start=start))]


def _row(item: Labels) -> list[Cell]:
    rule = cell(value_of(item, _RULE), style="left")
    return [cell(item.span("name"), style="left"), cell(*fused(item)), rule, cell(item.span("weight")), cell(item.span("note"))]


def _execution(form: Labels) -> Row:
    """A row that is no indicator, with the only remark."""
    rule = cell("按支付进度计分", style="left")
    return Row((cell("预算执行率", columns=5), rule, cell(form.span("execution_weight")), cell("固定分值")))


PAGE_BREAK = Printed("page-break", _PROFILE, each_form(_form, font_size=11))
