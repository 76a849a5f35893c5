"""sentence-cells: an upright form whose indicators are numbered sentences run on in a cell for each kind, with its hints."""

from __future__ import annotations

from collections.abc import Sequence

from eval.layouts.dev.pieces import each_numbered, fused, label_of, value_of
from eval.layouts.profile import Printed, Profile
from golden.layouts.parts import attach, narrative_rows, runs, shared, with_year
from golden.sheet import Block, Cell, Labels, Row, Span, Table, cell, heading

__all__ = ["SENTENCE_CELLS"]

_WIDTHS = (7.0, 15.0, 14.0, 8.0, 13.0, 14.0, 13.0, 16.0)
_FUNDS = ("中央补助", "省级补助", "本级财力", "自筹")
_KIND, _BEGIN, _END = "项目类别", "计划开始时间", "计划完成时间"
_REASON, _CONTENT, _GOAL = "立项依据", "主要工作内容", "全年目标"
_HINTS = {
    "数量": "（完成多少）",
    "质量": "（达到标准）",
    "时效": "（完成时限）",
    "成本": "（控制额度）",
}
"""What the form itself says beneath the name of a level."""

_PROFILE = Profile(
    kind="project",
    title="{year}年部门预算专项项目绩效目标填报表",
    forms=(1, 2),
    fields=frozenset(
        {
            "fiscal_year",
            "amount_unit",
            "table_no",
            "organization",
            "competent_department",
            "project_name",
            "total_budget",
            "prior_year_budget",
            "contacts",
        }
    ),
    funding=_FUNDS,
    narratives=(_REASON, _CONTENT, _GOAL),
    attributes={_KIND: "text", _BEGIN: "date", _END: "date"},
    columns=frozenset({"level1", "level2", "name", "operator", "value", "unit"}),
    levels={
        "产出": ("数量", "质量", "时效", "成本"),
        "效果": ("经济效益", "社会效益", "可持续影响"),
        "满意度": ("服务对象满意度",),
    },
    indicators=(12, 16),
    fused=True,
)


def _form(form: Labels, number: int) -> list[Block]:
    return [
        heading(form.span("table_no"), style="lead first" if number else "lead"),
        heading(with_year([form]), style="title"),
        heading("填报部门：", form.span("organization"), "（公章）", style="lead"),
        Table(_WIDTHS, (*_head(form), *_money(form), *narrative_rows(form, 6, label=2), *_indicators(form))),
        heading("备注：各栏指标逐条编号填写，一栏内以分号隔开。", style="tail"),
    ]


def _head(form: Labels) -> list[Row]:
    contact = form.each("contacts")[0]
    kind, begin, end = (cell(label_of(form, name), columns=2) for name in (_KIND, _BEGIN, _END))
    kind_value, begin_value, end_value = (cell(value_of(form, name), columns=2) for name in (_KIND, _BEGIN, _END))
    return [
        Row(
            (cell("项目名称", columns=2), cell(form.span("project_name"), columns=4), cell("联 系 人"), cell(contact.span("name")))
        ),
        Row(
            (
                cell("主管部门", columns=2),
                cell(form.span("competent_department"), columns=2),
                cell("联系电话", columns=2),
                cell(contact.span("phone"), columns=2),
            )
        ),
        Row((kind, kind_value, cell("上年度安排金额", columns=2), cell(form.span("prior_year_budget"), columns=2))),
        Row((begin, begin_value, end, end_value)),
    ]


def _money(form: Labels) -> list[Row]:
    """The total beside its four sources, two to a row."""
    items = form.each("funding")
    total = (
        cell("年度安排\n金额（", form.span("amount_unit"), "）", columns=2, rows=2),
        cell(form.span("total_budget"), rows=2),
        cell("其中", rows=2),
    )
    first, second = (
        [part for item in pair for part in (cell(item.span("label")), cell(item.span("amount"), style="right"))]
        for pair in (items[:2], items[2:])
    )
    return [Row((*total, *first), keeps=True), Row(tuple(second))]


def _indicators(form: Labels) -> list[Row]:
    header = Row((cell("类型", columns=2), cell("指标内容及目标值（请逐条列明）", columns=6)), keeps=True)
    return [header, *(row for first in runs(form.each("indicators"), "level1") for row in _first(first))]


def _first(run: Sequence[Labels]) -> list[Row]:
    """A level 1 with its kinds, one below the other; one that has a single kind names both in one cell."""
    seconds = runs(run, "level2")
    level1 = shared(run, "level1")
    if len(seconds) == 1:
        return [Row((cell(level1, "\n（", shared(run, "level2"), "）", columns=2), _sentences(run)))]
    rows = [Row((cell(shared(second, "level2"), *_hint(second)), _sentences(second))) for second in seconds]
    return attach((cell(level1, rows=len(rows)),), rows)


def _hint(run: Sequence[Labels]) -> tuple[str, ...]:
    hint = _HINTS.get(run[0].text("level2"))
    return (f"\n{hint}",) if hint else ()


def _sentences(run: Sequence[Labels]) -> Cell:
    """1.培训人数≥100人；2.… in one go: a sentence may begin and end within a line."""
    parts: list[Span | str] = []
    for number, item in enumerate(run, start=1):
        parts += [f"{number}.", item.span("name"), "" if item.text("operator") else "：", *fused(item)]
        parts.append("。" if number == len(run) else "；")
    return cell(*parts, columns=6, style="left")


SENTENCE_CELLS = Printed("sentence-cells", _PROFILE, each_numbered(_form, font_size=9.5))
