"""entry-request: a request for the project store; three texts begun by their labels, units behind indicators, opinions last."""

from __future__ import annotations

from eval.layouts.dev.pieces import column_label, each_form, levelled, narrative, pairs_of, texts, value_of
from eval.layouts.profile import Printed, Profile
from golden.layouts.parts import LONG, with_year
from golden.sheet import Block, Cell, Labels, Row, Span, Table, cell, heading

__all__ = ["ENTRY_REQUEST"]

_WIDTHS = (8.0, 11.0, 16.0, 14.0, 13.0, 7.5, 14.0, 16.5)
_KIND, _NATURE, _BUYING, _BEGIN, _END = "入库类别", "建设性质", "是否政府采购", "计划开工日期", "计划完成日期"
_BLOCKS = ("立项必要性与可行性", "投入经济性及资金测算", "预期绩效目标")
_SOURCE = "取值依据"
_NUMERALS = "一二三"

_PROFILE = Profile(
    kind="project",
    title="{year}年度预算项目入库申报暨事前绩效评估表",
    fields=frozenset(
        {
            "fiscal_year",
            "amount_unit",
            "table_no",
            "organization",
            "implementing_unit",
            "project_name",
            "total_budget",
            "prior_year_budget",
            "contacts",
        }
    ),
    funding=("争取上级补助", "申请本级财力", "单位自筹"),
    narratives=_BLOCKS,
    attributes={_KIND: "text", _NATURE: "text", _BUYING: "text", _BEGIN: "date", _END: "date"},
    levels={
        "产出": ("数量", "质量", "时效", "成本"),
        "效果": ("经济效益", "社会效益", "生态效益"),
        "满意度": ("受益群众满意度",),
    },
    indicators=(8, 12),
    column_attributes={_SOURCE: "text"},
    fused=True,
    operators={"≥": "不低于", "≤": "不超过", "=": "等于"},
)


def _form(form: Labels) -> list[Block]:
    rows = (*_head(form), *_money(form), *_blocks(form), *_indicators(form), *_opinions())
    return [
        heading(form.span("table_no"), style="number"),
        heading(with_year([form]), style="title"),
        heading("申报单位（盖章）：", form.span("organization"), style="lead"),
        Table(_WIDTHS, rows),
    ]


def _head(form: Labels) -> list[Row]:
    contact = form.each("contacts")[0]
    kind, nature, buying, begin, end = pairs_of(form, _PROFILE.attributes)
    person = (("经办人", contact.span("name")), ("办公电话", contact.span("phone")))
    return [
        Row((cell("项目名称", columns=2), cell(form.span("project_name"), columns=6, style="left"))),
        _three(("具体实施单位", form.span("implementing_unit")), kind, nature),
        _three(buying, begin, end),
        _three(person[0], person[1], ("资金单位", form.span("amount_unit"))),
    ]


def _three(*pairs: tuple[Span | str, Span]) -> Row:
    """Three labels with their values; only the columns differ in width."""
    widths = ((2, 1), (1, 2), (1, 1))
    made = zip(pairs, widths, strict=True)
    return Row(tuple(cell(part, columns=width) for pair, wide in made for part, width in zip(pair, wide, strict=True)))


def _money(form: Labels) -> list[Row]:
    """The total with last year's above, its sources in pairs on the lines below."""
    first, second, third = form.each("funding")
    total = cell(form.span("total_budget"), columns=2, style="right")
    prior = cell(form.span("prior_year_budget"), columns=2, style="right")
    upper = (cell("项目总投资", columns=2, style="strong"), total, cell("上年度安排金额", columns=2), prior)
    source = (cell("其中：", first.span("label"), columns=2, style="left"), cell(first.span("amount"), columns=6, style="left"))
    others = (
        cell(second.span("label"), columns=2),
        cell(second.span("amount"), columns=2, style="right"),
        cell(third.span("label"), columns=2),
        cell(third.span("amount"), columns=2, style="right"),
    )
    return [Row(upper), Row(source), Row(others)]


def _blocks(form: Labels) -> list[Row]:
    """Texts over the whole width, each begun by its own label."""
    items = [narrative(form, label) for label in _BLOCKS]
    return [
        Row(
            (cell(f"{numeral}、", item.span("label"), "\n", item.span("text"), columns=8, style="text"),),
            splits=len(item.text("text")) > LONG,
        )
        for numeral, item in zip(_NUMERALS, items, strict=True)
    ]


def _indicators(form: Labels) -> list[Row]:
    indicators = form.each("indicators")
    source = cell(column_label(indicators, _SOURCE), columns=2)
    name = cell("绩效内容（计量单位）", columns=2)
    caption = Row((cell("四、绩效指标设置", columns=8, style="left"),), keeps=True)
    header = Row((*texts("类别", "指标类型"), name, cell("标准值"), cell("比重"), source), keeps=True)
    return [caption, header, *levelled(indicators, _row)]


def _row(item: Labels) -> list[Cell]:
    unit = ("（", item.span("unit"), "）") if item.text("unit") else (item.span("unit"),)
    name = cell(item.span("name"), *unit, columns=2, style="left")
    source = cell(value_of(item, _SOURCE), columns=2)
    return [name, cell(item.span("operator"), item.span("value")), cell(item.span("weight")), source]


def _opinions() -> list[Row]:
    """What others write and seal, still blank."""
    ends = "\n\n　　　　　　　　　　（公章）　　　　年　　月　　日"
    named = (("主管部门\n审核意见", "经审核，同意申报入库。"), ("财政部门\n入库意见", ""))
    return [Row((cell(name, columns=2), cell(begun + ends, columns=6, style="left"))) for name, begun in named]


ENTRY_REQUEST = Printed("entry-request", _PROFILE, each_form(_form, font_size=9.5))
