"""typed-columns: typed, no grid; projects down the page, pairs set by blanks, open columns headed in the first project alone."""

from __future__ import annotations

from eval.layouts.dev.pieces import label_of, rule_lines, texts, value_of
from eval.layouts.profile import Printed, Profile
from golden.layouts.parts import kept, shared, with_year
from golden.sheet import Block, Labels, Line, Row, Sheet, Span, Table, cell, heading

__all__ = ["TYPED_COLUMNS"]

_STOP = 22
"""Characters from a value's beginning to the second label of its line."""

_MONEY = (31.0, 23.0, 23.0, 23.0)
_WIDTHS = (24.0, 9.0, 40.0, 17.0, 10.0)
_FUNDS = ("上级补助", "本级财力", "自筹")
_WAY, _TERM = "实施方式", "实施期限"
_GOAL = "全年目标"

_PROFILE = Profile(
    kind="project",
    title="{year}年预算项目绩效目标填报单",
    forms=(2, 3),
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
        }
    ),
    funding=_FUNDS,
    narratives=(_GOAL,),
    attributes={_WAY: "text", _TERM: "text"},
    levels={
        "产出": ("数量", "质量", "时效", "成本"),
        "效果": ("社会效益", "可持续影响"),
        "满意度": ("服务对象满意度",),
    },
    indicators=(5, 7),
    filling_rules=("同一单位有多个项目的依次填列；每个项目的比重合计100，定性内容直接写明要求。",),
    operators={"定性": ""},
)


def _sheet(labels: Labels) -> Sheet:
    forms = labels.each("forms")
    projects = [block for number, form in enumerate(forms, start=1) for block in _project(form, number)]
    owner = ("填报部门：", shared(forms, "organization"), "　　　　　　（金额：", shared(forms, "amount_unit"), "）")
    return Sheet(
        (
            heading(with_year(forms), style="title"),
            heading(*owner, style="lead"),
            *projects,
            *rule_lines(labels, "填写说明："),
            heading("单位负责人（签字）：　　　　　　　　经办人：　　　　　　　　填报日期：　　年　　月　　日", style="tail"),
        ),
        font_size=9,
    )


def _project(form: Labels, number: int) -> list[Block]:
    """The columns have a heading line in the first project alone: those below are read from it."""
    goal = form.each("narratives")[0]
    return [
        heading(f"项目{number}：", form.span("project_name"), style="chapter"),
        *_facts(form),
        Table(_MONEY, (_money(form),), style="open"),
        heading("　", goal.span("label"), "：", goal.span("text"), style="lead"),
        Table(_WIDTHS, tuple(_indicators(form, headed=number == 1)), style="open"),
    ]


def _facts(form: Labels) -> list[Line]:
    way, term = ((label_of(form, name), value_of(form, name)) for name in (_WAY, _TERM))
    return [
        _pair(("主管部门", form.span("competent_department")), ("项目代码", form.span("project_code"))),
        _pair(("责任单位", form.span("implementing_unit")), way),
        _pair(term),
    ]


def _pair(*pairs: tuple[Span | str, Span]) -> Line:
    """One or two labels with their values, the second pushed to its place by blanks."""
    parts: list[Span | str] = []
    for number, (label, value) in enumerate(pairs):
        gap = "　" * max(2, _STOP - len(pairs[0][1].text)) if number else "　"
        parts += [gap, label, "：", value]
    return heading(*parts, style="lead")


def _money(form: Labels) -> Row:
    """The whole and its sources on one line; an amount of nothing leaves the line blank behind its colon."""
    parts = [
        cell("其中：" if not number else "", item.span("label"), "：", item.span("amount"), style="left")
        for number, item in enumerate(form.each("funding"))
    ]
    return Row((cell("年度安排金额：", form.span("total_budget"), style="left"), *parts))


def _indicators(form: Labels, *, headed: bool) -> list[Row]:
    names = (cell("指标类别", style="left"), cell("比重"), cell("评价指标", style="left"), *texts("标准值", "计量单位"))
    return kept([*([Row(names)] if headed else []), *(_row(item) for item in form.each("indicators"))])


def _row(item: Labels) -> Row:
    """Both levels in front of each indicator, a dash between them; the unit stands apart from the value."""
    levels = cell(item.span("level1"), "—", item.span("level2"), style="left")
    promised = cell(item.span("operator"), item.span("value"))
    return Row((levels, cell(item.span("weight")), cell(item.span("name"), style="left"), promised, cell(item.span("unit"))))


TYPED_COLUMNS = Printed("typed-columns", _PROFILE, _sheet)
