"""two-column: forms that follow each other on a page, three pairs to a row, sources and uses of money in two halves."""

from __future__ import annotations

from eval.layouts.dev.pieces import each_form, levelled, narrative, pairs_of, spread
from eval.layouts.profile import Printed, Profile
from golden.layouts.parts import LONG, kept, with_year
from golden.sheet import Block, Cell, Labels, Row, Span, Table, cell, heading

__all__ = ["TWO_COLUMN"]

_WIDTHS = (10.0, 13.0, 13.0, 12.0, 16.0, 13.0, 12.0, 11.0)
_PAIRS = (1, 2, 1, 1, 1, 2)
_HALVES = (1, 3, 1, 3)
_SOURCES = ("上级专项补助", "本级财力安排", "单位自有资金")
_USES = ("设备物资购置", "委托服务支出", "其他业务支出")
_KIND, _PERIOD, _BEGIN, _END = "项目属性", "实施期限", "开始日期", "截止日期"

_PROFILE = Profile(
    kind="project",
    title="{year}年度专项业务费绩效目标申报卡",
    forms=(2, 3),
    fields=frozenset(
        {
            "fiscal_year",
            "amount_unit",
            "organization",
            "competent_department",
            "project_name",
            "total_budget",
            "prior_year_budget",
            "contacts",
        }
    ),
    funding=_SOURCES,
    axes=(_USES,),
    narratives=("主要内容", "全年目标"),
    attributes={_KIND: "text", _PERIOD: "text", _BEGIN: "date", _END: "date"},
    levels={
        "产出指标": ("数量", "质量", "时效"),
        "效果指标": ("经济效益", "社会效益", "可持续影响"),
        "满意度指标": ("受益对象满意度",),
    },
    indicators=(7, 9),
    fused=True,
)


def _form(form: Labels) -> list[Block]:
    rows = (*kept(_head(form)), *_money(form), *_texts(form), *_indicators(form))
    unit = heading("计量单位：", form.span("amount_unit"), style="unit")
    return [heading(with_year([form]), style="title"), unit, Table(_WIDTHS, rows)]


def _head(form: Labels) -> list[Row]:
    contact = form.each("contacts")[0]
    kind, period, begin, end = pairs_of(form, _PROFILE.attributes)
    return [
        _pairs(("填报部门", form.span("organization")), ("主管部门", form.span("competent_department")), kind),
        _pairs(("项目名称", form.span("project_name")), period, begin),
        _pairs(("年度安排金额", form.span("total_budget")), ("上年安排金额", form.span("prior_year_budget")), end),
        Row(
            (
                cell("填表人"),
                cell(contact.span("name"), columns=3),
                cell("联系电话"),
                cell(contact.span("phone"), columns=3),
            )
        ),
    ]


def _pairs(*pairs: tuple[Span | str, Span]) -> Row:
    """Three labels with their values."""
    spans = [span for pair in pairs for span in pair]
    return Row(spread(spans, _PAIRS))


def _money(form: Labels) -> list[Row]:
    """Sources on the left, uses on the right."""
    amounts = {item.text("label"): item for item in form.each("funding")}
    header = (cell("资金来源", columns=3), cell("金额"), cell("支出用途", columns=2), cell("金额", columns=2))
    return [
        Row(header),
        *(
            Row((*_amount(amounts[source], 3, 1), *_amount(amounts[use], 2, 2)))
            for source, use in zip(_SOURCES, _USES, strict=True)
        ),
    ]


def _amount(item: Labels, label: int, amount: int) -> tuple[Cell, Cell]:
    return cell(item.span("label"), columns=label, style="left"), cell(item.span("amount"), columns=amount, style="right")


def _texts(form: Labels) -> list[Row]:
    items = [narrative(form, label) for label in _PROFILE.narratives]
    cells = [span for item in items for span in (cell(item.span("label")), cell(item.span("text"), columns=3, style="text"))]
    return [Row(tuple(cells), splits=any(len(item.text("text")) > LONG for item in items))]


def _indicators(form: Labels) -> list[Row]:
    levels = (cell("一级", rows=2), cell("二级", rows=2))
    return [
        Row((*levels, cell("年度绩效指标", columns=6)), keeps=True),
        Row((cell("指标名称", columns=3), cell("目标值"), cell("计量单位"), cell("分值")), keeps=True),
        *levelled(form.each("indicators"), _row),
    ]


def _row(item: Labels) -> list[Cell]:
    """The operator stands with the value, the unit in a column of its own."""
    value = cell(item.span("operator"), item.span("value"))
    return [cell(item.span("name"), columns=3, style="left"), value, cell(item.span("unit")), cell(item.span("weight"))]


TWO_COLUMN = Printed("two-column", _PROFILE, each_form(_form, font_size=9))
