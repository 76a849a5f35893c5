"""half-page: small forms, two to a page, five labels above their values, no levels, rules for filling beneath."""

from __future__ import annotations

from eval.layouts.dev.pieces import fused, label_of, narrative, texts, value_of
from eval.layouts.profile import Printed, Profile
from golden.layouts.parts import kept, with_year
from golden.sheet import Block, Labels, Row, Sheet, Table, cell, heading

__all__ = ["HALF_PAGE"]

_WIDTHS = (8.0, 30.0, 16.0, 18.0, 18.0, 10.0)

_PROFILE = Profile(
    kind="project",
    title="{year}年专项经费绩效目标表",
    forms=(2, 3),
    fields=frozenset(
        {
            "fiscal_year",
            "amount_unit",
            "organization",
            "project_name",
            "implementing_unit",
            "total_budget",
            "prior_year_budget",
            "contact_name",
        }
    ),
    narratives=("绩效目标",),
    attributes={"资金性质": "text"},
    columns=frozenset({"name", "operator", "value", "unit", "weight", "note"}),
    indicators=(5, 6),
    fused=True,
    filling_rules=("每个项目填报指标不少于5条，权数合计为100。", "评价标准应当量化，难以量化的填写定性描述。"),
)


def _sheet(labels: Labels) -> Sheet:
    forms = labels.each("forms")
    blocks = [block for number, form in enumerate(forms) for block in _form(form, is_first=number % 2 == 0 and number > 0)]
    rules = [heading(f"{number}．", rule.span("text")) for number, rule in enumerate(labels.each("filling_rules"), start=1)]
    return Sheet((*blocks, heading("填表说明：", style="tail"), *rules), font_size=9.5)


def _form(form: Labels, *, is_first: bool) -> list[Block]:
    contact = form.each("contacts")[0]
    return [
        heading(with_year([form]), style="title first" if is_first else "title"),
        heading("单位名称：", form.span("organization"), "　　　填表人：", contact.span("name"), style="lead"),
        Table(_WIDTHS, tuple(kept([*_head(form), *_goal(form), *_indicators(form)]))),
    ]


def _head(form: Labels) -> list[Row]:
    labels = (
        cell("经费名称", columns=2),
        cell("承办单位"),
        cell("本年预算\n（", form.span("amount_unit"), "）"),
        cell("上年预算\n（", form.text("amount_unit"), "）"),
        cell(label_of(form, "资金性质")),
    )
    values = (
        cell(form.span("project_name"), columns=2),
        cell(form.span("implementing_unit")),
        cell(form.span("total_budget")),
        cell(form.span("prior_year_budget")),
        cell(value_of(form, "资金性质")),
    )
    return [Row(labels), Row(values)]


def _goal(form: Labels) -> list[Row]:
    goal = narrative(form, "绩效目标")
    return [
        Row((cell(goal.span("label"), columns=6, style="left strong"),)),
        Row((cell(goal.span("text"), columns=6, style="text"),)),
    ]


def _indicators(form: Labels) -> list[Row]:
    header = Row((*texts("序号", "考核内容"), cell("评价标准", columns=2), *texts("备注", "权数")))
    return [header, *(_row(item, number) for number, item in enumerate(form.each("indicators"), start=1))]


def _row(item: Labels, number: int) -> Row:
    name = cell(item.span("name"), style="left")
    return Row((cell(str(number)), name, cell(*fused(item), columns=2), cell(item.span("note")), cell(item.span("weight"))))


HALF_PAGE = Printed("half-page", _PROFILE, _sheet)
