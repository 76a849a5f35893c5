"""clause-reply: an approval without a grid, a chapter a project: levels with their points, indicators as clauses, money last."""

from __future__ import annotations

from eval.layouts.dev.pieces import fused, label_of, value_of
from eval.layouts.more.pieces import points_of
from eval.layouts.profile import Printed, Profile
from golden.layouts.parts import runs, shared, with_year
from golden.sheet import Block, Labels, Row, Sheet, Span, Table, cell, heading

__all__ = ["CLAUSE_REPLY"]

_NUMERALS = "一二三四五六七八九十"
_TERM = "项目期限"

_PROFILE = Profile(
    kind="project",
    title="关于{year}年度项目支出绩效目标的批复",
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
    amount_unit="元",
    funding=("中央和省补助", "本级财力", "单位自筹"),
    narratives=("总体绩效目标",),
    attributes={_TERM: "text"},
    levels={
        "产出指标": ("数量指标", "质量指标", "时效指标"),
        "成本指标": ("经济成本指标",),
        "效果指标": ("社会效益指标", "可持续影响指标"),
        "满意度指标": ("服务对象满意度指标",),
    },
    indicators=(6, 8),
    fused=True,
    operators={"≥": "不少于", "≤": "不超过", "=": "为"},
)


def _sheet(labels: Labels) -> Sheet:
    forms = labels.each("forms")
    projects = [block for number, form in enumerate(forms) for block in _project(form, number)]
    last = _NUMERALS[len(forms)]
    return Sheet(
        (
            heading(with_year(forms), style="title"),
            heading(f"财预绩〔{forms[0].text('fiscal_year')}〕9号", style="subtitle"),
            heading(shared(forms, "organization"), "：", style="lead"),
            heading(f"　　《关于报送项目支出绩效目标的请示》收悉。经审核，原则同意所报{len(forms)}个项目的绩效目标，现批复如下："),
            *projects,
            heading(f"　　{last}、执行要求", style="chapter"),
            heading("　　绩效目标一经批复，原则上不予调整；确需调整的，按程序报我局审核。请做好运行监控，年终如实开展自评。"),
            heading("　　此复。"),
            heading("财政局（盖章）　　　", style="unit"),
            heading("　　　年　　月　　日　　", style="unit"),
        ),
        font_size=10,
    )


def _project(form: Labels, number: int) -> list[Block]:
    """A blank amount, operator or unit needs a place: the clauses are cells without borders."""
    goal = form.each("narratives")[0]
    lines = [_line("（一）", goal.span("label"), "。", goal.span("text"))]
    firsts = runs(form.each("indicators"), "level1")
    for place, first in enumerate(firsts, start=1):
        head = cell(f"　　（{_NUMERALS[place]}）", shared(first, "level1"), f"（{points_of(first)}分）", style="left strong")
        clauses = [_clause(item, count, "。" if item is first[-1] else "；") for count, item in enumerate(first, start=1)]
        lines += [Row((head,), keeps=True), *clauses]
    return [
        heading(f"　　{_NUMERALS[number]}、", form.span("project_name"), style="chapter"),
        heading(*_about(form)),
        Table((100.0,), (*lines, _money(form, len(firsts) + 1)), style="open"),
    ]


def _about(form: Labels) -> tuple[Span | str, ...]:
    """Who is in charge, who carries it out, under which code and until when."""
    return (
        "　　项目编码",
        form.span("project_code"),
        "，主管部门为",
        form.span("competent_department"),
        "，承担单位为",
        form.span("implementing_unit"),
        "，",
        label_of(form, _TERM),
        "为",
        value_of(form, _TERM),
        "。",
    )


def _line(*parts: Span | str) -> Row:
    return Row((cell("　　", *parts, style="left"),))


def _clause(item: Labels, number: int, end: str) -> Row:
    """Counted anew beneath each level; what is promised in words follows the name behind a comma."""
    between = "" if item.text("operator") else "，"
    return _line(
        f"{number}.",
        item.span("level2"),
        "：",
        item.span("name"),
        between,
        *fused(item),
        "，权重",
        item.span("weight"),
        "分",
        end,
    )


def _money(form: Labels, place: int) -> Row:
    """The sources stand before their sum."""
    unit = form.text("amount_unit")
    parts: list[Span | str] = [f"（{_NUMERALS[place]}）经费保障。所需资金由"]
    for number, item in enumerate(form.each("funding")):
        parts += ["、" if number else "", item.span("label"), item.span("amount"), unit if item.text("amount") else ""]
    return _line(*parts, "解决，预算总额", form.span("total_budget"), form.span("amount_unit"), "。")


CLAUSE_REPLY = Printed("clause-reply", _PROFILE, _sheet)
