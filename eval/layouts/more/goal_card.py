"""goal-card: small cards, indicators first, then labels above the funds, names last; the unit two columns behind the value."""

from __future__ import annotations

from eval.layouts.dev.pieces import label_of, levelled, spread, text_rows, texts, value_of
from eval.layouts.profile import Printed, Profile
from golden.layouts.parts import kept, with_year
from golden.sheet import Block, Cell, Labels, Row, Sheet, Table, cell, heading

__all__ = ["GOAL_CARD"]

_WIDTHS = (10.0, 12.0, 6.0, 29.0, 10.0, 14.0, 8.0, 11.0)
_PERIOD = "起止期限"
_KIND = "事项性质"

_PROFILE = Profile(
    kind="project",
    title="{year}年度专项资金绩效目标卡",
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
    funding=("上级补助", "本级财力", "自筹"),
    narratives=("预期达到的目标",),
    attributes={_KIND: "text", _PERIOD: "text"},
    levels={
        "产出": ("数量", "质量", "时效"),
        "效果": ("社会效益", "可持续影响"),
        "满意度": ("服务对象满意度",),
    },
    indicators=(6, 8),
    operators={"≥": "不低于", "≤": "不高于", "=": "等于", "定性": "定性"},
)


def _sheet(labels: Labels) -> Sheet:
    forms = labels.each("forms")
    cards = [block for number, form in enumerate(forms, start=1) for block in _card(form, number)]
    return Sheet((heading(with_year(forms), style="title"), *cards), font_size=9)


def _card(form: Labels, number: int) -> list[Block]:
    rows = [*_indicators(form), *_money(form), *text_rows(form.each("narratives"), 6, label=2), *_names(form)]
    return [
        heading(f"卡号：{number:02d}　　　　　　　　计价单位：", form.span("amount_unit"), style="unit"),
        Table(_WIDTHS, tuple(kept(rows))),
        heading("", style="last"),
    ]


def _indicators(form: Labels) -> list[Row]:
    indicators = form.each("indicators")
    numbers = {item.path("name"): str(number) for number, item in enumerate(indicators, start=1)}
    header = Row(texts("维度", "类别", "编号", "考核内容", "比较方式", "计划完成值", "比重", "计量单位"))
    rows = levelled(indicators, lambda item: _indicator(item, numbers[item.path("name")]))
    return [Row((cell("考　核　指　标", columns=8, style="strong"),)), header, *rows]


def _indicator(item: Labels, number: str) -> list[Cell]:
    name = cell(item.span("name"), style="left")
    return [cell(number), name, *(cell(item.span(field)) for field in ("operator", "value", "weight", "unit"))]


def _money(form: Labels) -> list[Row]:
    """The labels above, the amounts beneath them."""
    funds = form.each("funding")
    widths = (2, 1, 4)
    labels = spread((item.span("label") for item in funds), widths)
    amounts = spread((item.span("amount") for item in funds), widths, "right")
    return [
        Row((cell("资　金　安　排", columns=8, style="strong"),)),
        Row((cell("资金规模"), *labels)),
        Row((cell(form.span("total_budget"), style="right"), *amounts)),
    ]


def _names(form: Labels) -> list[Row]:
    contact = form.each("contacts")[0]
    return [
        Row((cell("事　项　信　息", columns=8, style="strong"),)),
        _pair(
            cell("支出事项", columns=2),
            cell(form.span("project_name"), columns=2),
            "识别码",
            cell(form.span("project_code"), columns=2),
        ),
        _pair(
            cell("责任单位", columns=2),
            cell(form.span("organization"), columns=2),
            "承办机构",
            cell(form.span("implementing_unit"), columns=2),
        ),
        Row(
            (
                cell(label_of(form, _KIND), columns=2),
                cell(value_of(form, _KIND), columns=2),
                cell(label_of(form, _PERIOD), columns=2),
                cell(value_of(form, _PERIOD), columns=2),
            )
        ),
        _pair(
            cell("经办人", columns=2), cell(contact.span("name"), columns=2), "手机（座机）", cell(contact.span("phone"), columns=2)
        ),
    ]


def _pair(label: Cell, value: Cell, second: str, other: Cell) -> Row:
    return Row((label, value, cell(second, columns=2), other))


GOAL_CARD = Printed("goal-card", _PROFILE, _sheet)
