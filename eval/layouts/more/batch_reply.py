"""batch-reply: an approval with its number and a paragraph that holds the total, then one grid of crooked pairs and indicators."""

from __future__ import annotations

from eval.layouts.dev.pieces import each_form, label_of, pairs_of, run_rows, texts, value_of
from eval.layouts.profile import Printed, Profile
from golden.layouts.parts import attach, narrative_rows, with_year
from golden.sheet import Block, Labels, Row, Span, Table, cell, heading

__all__ = ["BATCH_REPLY"]

_WIDTHS = (6.0, 12.0, 15.0, 16.0, 17.0, 12.0, 9.0, 13.0)
_GOAL, _CONTENT = "批复的年度目标", "主要实施内容"

_PROFILE = Profile(
    kind="project",
    title="{year}年度项目支出绩效目标批复表",
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
            "contact_name",
        }
    ),
    funding=("中央及省级补助", "本级财力安排", "单位自筹"),
    narratives=(_CONTENT, _GOAL),
    attributes={
        "项目类别": "text",
        "立项批文号": "text",
        "开工日期": "date",
        "完成日期": "date",
        "职务": "text",
        "评审结论": "text",
        "备案编号": "text",
    },
    columns=frozenset({"level1", "name", "operator", "value", "unit", "weight"}),
    levels={"产出指标": (), "成本指标": (), "效果指标": (), "满意度": ()},
    indicators=(8, 12),
)
"""立项批文号, 备案编号, 职务 and 评审结论 have no words in the vocabulary: they stay blank."""


def _form(form: Labels) -> list[Block]:
    fiscal = form.text("fiscal_year")
    return [
        heading("部门预算项目绩效管理文书", style="subtitle"),
        heading(with_year([form]), style="title"),
        heading(f"预绩批〔{fiscal}〕26号", style="subtitle"),
        heading(form.span("organization"), "：", style="lead"),
        heading(*_paragraph(form), style="prose"),
        heading("单位：", form.span("amount_unit"), style="unit"),
        Table(_WIDTHS, (*_head(form), *_money(form), *narrative_rows(form, 6, label=2), *_indicators(form), *_foot(form))),
        heading("注：本表一式三份，财政部门、主管部门、申报单位各存一份。", style="tail"),
    ]


def _paragraph(form: Labels) -> tuple[Span | str, ...]:
    """The unit is the table's: it is read from there."""
    unit = form.text("amount_unit")
    return (
        "你单位报送的项目绩效目标申报材料收悉。经审核，同意列入本年度部门预算，核定该项目预算总额为",
        form.span("total_budget"),
        f"{unit}，绩效目标随预算一并批复如下。请严格按照批复的目标组织实施，预算执行中确需调整的，按规定程序报批。",
    )


def _head(form: Labels) -> list[Row]:
    contact = form.each("contacts")[0]
    return [
        Row((cell("项目名称", columns=2), cell(form.span("project_name"), columns=6, style="left"))),
        Row(
            (
                cell("预算主管部门", columns=2),
                cell(form.span("competent_department"), columns=2),
                cell("承担单位"),
                cell(form.span("implementing_unit"), columns=3),
            )
        ),
        Row(
            (
                *(cell("项目代码", columns=2), cell(form.span("project_code"), columns=2)),
                *(cell("负责人"), cell(contact.span("name")), cell(label_of(form, "职务")), cell(value_of(form, "职务"))),
            )
        ),
        _triple(form, "项目类别", "开工日期", "完成日期"),
        Row(
            (
                *(cell(label_of(form, "立项批文号"), columns=2), cell(value_of(form, "立项批文号"), columns=2)),
                *(cell(label_of(form, "备案编号")), cell(value_of(form, "备案编号"), columns=3)),
            )
        ),
    ]


def _triple(form: Labels, first: str, second: str, third: str) -> Row:
    """Three pairs, whose edges are not those of the rows above."""
    one, two, three = pairs_of(form, (first, second, third))
    return Row(
        (
            *(cell(one[0], columns=2), cell(one[1])),
            *(cell(two[0]), cell(two[1])),
            *(cell(three[0]), cell(three[1], columns=2)),
        )
    )


def _money(form: Labels) -> list[Row]:
    one, two, three = form.each("funding")
    return [
        Row(
            (
                *(cell(one.span("label"), columns=2), cell(one.span("amount"), style="right")),
                *(cell(two.span("label")), cell(two.span("amount"), style="right")),
                *(cell(three.span("label")), cell(three.span("amount"), columns=2, style="right")),
            )
        )
    ]


def _indicators(form: Labels) -> list[Row]:
    first, second = texts("", "指标性质")
    names = (cell("指标名称", columns=2), cell("年度指标值", columns=2), cell("权数"))
    rows = run_rows(form.each("indicators"), "level1", _row)
    return attach((cell("绩\n效\n指\n标", rows=1 + len(rows)),), [Row((first, second, *names)), *rows])


def _row(item: Labels) -> Row:
    value = cell(item.span("value"), item.span("unit"), columns=2)
    return Row((cell(item.span("operator")), cell(item.span("name"), columns=2, style="left"), value, cell(item.span("weight"))))


def _foot(form: Labels) -> list[Row]:
    return [
        Row((cell(label_of(form, "评审结论"), columns=2), cell(value_of(form, "评审结论"), columns=6))),
        Row((cell("批复机关意见", columns=2), cell("\n　　　　　　　　　　　　　　（盖章）　　　年　　月　　日", columns=6))),
    ]


BATCH_REPLY = Printed("batch-reply", _PROFILE, each_form(_form, font_size=10))
