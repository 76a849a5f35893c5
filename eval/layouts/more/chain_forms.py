"""chain-forms: small forms run on in one table, each begun by 项目一, 项目二; values above or before what they are called."""

from __future__ import annotations

from collections.abc import Sequence

from eval.layouts.dev.pieces import fused, label_of, run_rows, spread, text_rows, texts, value_of
from eval.layouts.profile import Printed, Profile
from golden.layouts.parts import attach, kept, shared, with_year
from golden.sheet import Cell, Labels, Row, Sheet, Span, Table, cell, heading

__all__ = ["CHAIN_FORMS"]

_WIDTHS = (9.0, 9.0, 15.0, 17.0, 14.0, 14.0, 22.0)
_NUMERALS = "一二三四五"
_FUNDS = ("上级专款", "本级财力", "单位自筹")
_KIND, _PERIOD = "项目属性", "实施期限"

_PROFILE = Profile(
    kind="project",
    title="{year}年度部门项目绩效目标备案表",
    forms=(2, 3),
    fields=frozenset(
        {"fiscal_year", "amount_unit", "organization", "implementing_unit", "project_name", "project_code", "total_budget"}
    ),
    funding=_FUNDS,
    narratives=("预期效果",),
    attributes={_KIND: "text", _PERIOD: "text"},
    levels={
        "产出": ("数量", "质量", "时效"),
        "效果": ("社会效益", "可持续影响"),
        "满意度": ("受益群众满意度",),
    },
    indicators=(6, 8),
    fused=True,
)


def _sheet(labels: Labels) -> Sheet:
    forms = labels.each("forms")
    rows = [row for numeral, form in zip(_NUMERALS, forms, strict=False) for row in _form(form, numeral)]
    return Sheet(
        (
            heading(with_year(forms), style="title"),
            heading(
                "申报单位（公章）：",
                shared(forms, "organization"),
                "（以下金额以",
                shared(forms, "amount_unit"),
                "计）",
                style="lead",
            ),
            Table(_WIDTHS, tuple(rows)),
        ),
        font_size=9,
    )


def _form(form: Labels, numeral: str) -> list[Row]:
    """Nothing but its first row parts it from the one before."""
    begin = Row(
        (
            cell(f"项目{numeral}", style="strong"),
            cell(form.span("project_name"), columns=3, style="strong"),
            cell(form.span("project_code"), columns=2),
            cell("（项目编码）", style="left"),
        )
    )
    return kept([begin, *_facts(form), *_money(form), *text_rows(form.each("narratives"), 6), *_indicators(form)])


def _facts(form: Labels) -> list[Row]:
    """Values above, what they are called in brackets beneath."""
    values = (form.span("implementing_unit"), value_of(form, _KIND), value_of(form, _PERIOD))
    names: Sequence[tuple[Span | str, ...]] = (
        ("（承办单位）",),
        ("（", label_of(form, _KIND), "）"),
        ("（", label_of(form, _PERIOD), "）"),
    )
    widths = (3, 2, 1)
    rows = [
        Row(spread(values, widths)),
        Row(tuple(cell(*name, columns=width) for name, width in zip(names, widths, strict=True))),
    ]
    return attach((cell("基本\n情况", rows=2),), rows)


def _money(form: Labels) -> list[Row]:
    """The amount comes first, then where it is from; the whole is merged down beside them."""
    sources = [Row((cell(item.span("amount"), columns=2, style="right"), *_source(item))) for item in form.each("funding")]
    whole = (cell(form.span("total_budget"), columns=2, rows=len(sources), style="right"), cell("←预算总额", rows=len(sources)))
    return attach((cell("资\n金", rows=len(sources)), *whole), sources)


def _source(item: Labels) -> tuple[Cell]:
    return (cell("其中：" if item.text("label") == _FUNDS[0] else "　　　", item.span("label"), style="left"),)


def _indicators(form: Labels) -> list[Row]:
    """The level merged down its side; points and value stand before what is measured."""
    header = Row((cell("维度"), *texts("满分", "计划完成值", "类别"), cell("考核内容", columns=3)))
    return [header, *run_rows(form.each("indicators"), "level1", _indicator)]


def _indicator(item: Labels) -> Row:
    cells: tuple[Cell, ...] = (cell(item.span("weight")), cell(*fused(item)), cell(item.span("level2")))
    return Row((*cells, cell(item.span("name"), columns=3, style="left")))


CHAIN_FORMS = Printed("chain-forms", _PROFILE, _sheet)
