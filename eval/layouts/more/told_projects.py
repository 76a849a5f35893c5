"""told-projects: a published explanation; each project numbered text with its money in a sentence, then a small inset table."""

from __future__ import annotations

from collections.abc import Sequence

from eval.layouts.dev.pieces import fused, label_of, levelled, narrative, texts, value_of
from eval.layouts.more.pieces import chapters
from eval.layouts.profile import Printed, Profile
from golden.layouts.parts import attach, kept, shared, with_year
from golden.sheet import Block, Labels, Line, Row, Sheet, Span, Table, cell, heading

__all__ = ["TOLD_PROJECTS"]

_NUMERALS = "一二三四五六"
_WIDTHS = (5.0, 13.0, 17.0, 40.0, 20.0, 5.0)
_FUNDS = ("上级补助资金", "本级财力安排", "单位自有资金")
_ABOUT, _REASON, _GOAL = "项目概述", "立项依据", "绩效目标"
_PERIOD = "实施周期"
_BEFORE = {
    "收入": "一、收支预算安排情况说明",
    "三公": "二、“三公”经费安排情况说明",
    "机关运行经费": "三、其他重要事项情况说明",
    "政府采购": "",
    "绩效目标": "四、项目支出绩效目标情况说明",
}

_PROFILE = Profile(
    kind="project",
    title="{year}年部门预算及项目绩效目标说明",
    forms=(3, 4),
    fields=frozenset(
        {
            "fiscal_year",
            "amount_unit",
            "organization",
            "competent_department",
            "implementing_unit",
            "project_name",
            "total_budget",
            "prior_year_budget",
        }
    ),
    funding=_FUNDS,
    narratives=(_ABOUT, _REASON, _GOAL),
    attributes={_PERIOD: "text"},
    columns=frozenset({"level1", "level2", "name", "operator", "value", "unit"}),
    levels={
        "产出": ("数量", "质量", "时效"),
        "效果": ("社会效益",),
        "满意度": ("服务对象满意度",),
    },
    indicators=(5, 7),
    fused=True,
    claims=True,
)


def _sheet(labels: Labels) -> Sheet:
    forms = labels.each("forms")
    told = [block for numeral, form in zip(_NUMERALS, forms, strict=False) for block in _project(form, numeral)]
    return Sheet(
        (
            heading(shared(forms, "organization"), style="subtitle"),
            heading(with_year(forms), style="title"),
            *chapters(labels, _BEFORE),
            heading(f"　　纳入本次公开的重点项目共{len(forms)}个，各项目预算安排及绩效目标如下："),
            *told,
        ),
        font_size=11,
    )


def _project(form: Labels, numeral: str) -> list[Block]:
    """Its name is a heading without a label; the table of indicators has no title."""
    return [
        heading(f"　　（{numeral}）", form.span("project_name"), style="chapter"),
        *_told(form, 1, _ABOUT),
        *_told(form, 2, _REASON),
        _heading(3, "实施主体"),
        _line("由", form.span("competent_department"), "负责组织管理，", form.span("implementing_unit"), "具体实施。"),
        heading("　　4.", label_of(form, _PERIOD), "：", value_of(form, _PERIOD), "。"),
        _heading(5, "年度预算安排"),
        _money(form),
        *_told(form, 6, _GOAL),
        _indicators(form),
    ]


def _heading(number: int, *parts: Span | str) -> Line:
    return heading(f"　　{number}.", *parts, style="lead")


def _line(*parts: Span | str) -> Line:
    return heading("　　", *parts)


def _told(form: Labels, number: int, label: str) -> list[Line]:
    """The label on a line of its own, the text beneath it."""
    item = narrative(form, label)
    return [_heading(number, item.span("label")), _line(item.span("text"))]


def _money(form: Labels) -> Table:
    """One sentence: the whole, its sources, last year's; an amount of nothing may stay blank."""
    unit = form.text("amount_unit")
    opening = f"　　{form.text('fiscal_year')}年拟安排本项目预算"
    parts: list[Span | str] = [opening, *_amount(form, "total_budget"), form.span("amount_unit"), "（其中："]
    for number, item in enumerate(form.each("funding")):
        parts += ["、" if number else "", item.span("label"), *_amount(item, "amount"), unit]
    parts += ["），上年预算数为", *_amount(form, "prior_year_budget"), f"{unit}。"]
    return Table((1.0,), (Row((cell(*parts, style="text"),)),), style="open")


def _amount(owner: Labels, name: str) -> Sequence[Span | str]:
    return (owner.span(name), "" if owner.text(name) else "　　")


def _indicators(form: Labels) -> Table:
    """Set in from both margins."""
    header = Row(texts("类型", "考核方面", "考核内容", "计划完成值"))
    lines = levelled(form.each("indicators"), lambda item: (cell(item.span("name"), style="left"), cell(*fused(item))))
    rows = kept([header, *lines])
    margin = cell("", rows=len(rows), style="bare-left")
    first, *others = attach((margin,), rows)
    return Table(_WIDTHS, (Row((*first.cells, margin), keeps=True), *others))


TOLD_PROJECTS = Printed("told-projects", _PROFILE, _sheet)
