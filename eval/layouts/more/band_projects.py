"""band-projects: one header above all projects; each begins with a sentence across the grid that holds its name and money."""

from __future__ import annotations

from collections.abc import Sequence

from eval.layouts.dev.pieces import fused, rule_lines, texts
from eval.layouts.profile import Printed, Profile
from golden.layouts.parts import attach, kept, run_cell, runs, with_year
from golden.sheet import Labels, Row, Sheet, Span, Table, cell, heading

__all__ = ["BAND_PROJECTS"]

_WIDTHS = (6.0, 11.0, 17.0, 32.0, 8.0, 17.0, 9.0)
_NUMERALS = "一二三四五六"

_PROFILE = Profile(
    kind="project",
    title="{year}年市级部门预算项目绩效指标汇编",
    forms=(4, 5),
    fields=frozenset({"fiscal_year", "amount_unit", "implementing_unit", "project_name", "total_budget"}),
    funding=("上级补助", "本级财力"),
    levels={
        "产出": ("数量指标", "质量指标", "时效指标"),
        "效果": ("社会效益指标", "可持续影响指标"),
        "满意度": ("群众满意度指标",),
    },
    indicators=(6, 9),
    fused=True,
    one_unit=False,
    filling_rules=("各责任单位按批复的年度安排金额填列，每个项目满分100分。", "计划完成值为文字表述的，以验收资料为准。"),
    operators={"=": "＝"},
)


def _sheet(labels: Labels) -> Sheet:
    forms = labels.each("forms")
    rows = [row for numeral, form in zip(_NUMERALS, forms, strict=False) for row in _project(form, numeral)]
    header = Row(texts("序号", "考核维度", "指标类型", "考核内容", "满分", "计划完成值", "备注"), keeps=True)
    return Sheet(
        (
            heading("附件2", style="lead"),
            heading(with_year(forms), style="title"),
            Table(_WIDTHS, (header, *rows)),
            *rule_lines(labels, "※ "),
            heading("汇编科室（盖章）：　　　　　　　　　　　　　　　　　　复核：", style="tail"),
        ),
        font_size=9.5,
    )


def _project(form: Labels, numeral: str) -> list[Row]:
    """The band stays with the project's first row; the rows count from 1 again."""
    band = Row((cell(*_sentence(form, numeral), columns=len(_WIDTHS), style="left"),), keeps=True)
    rows: list[Row] = []
    for run in runs(form.each("indicators"), "level1"):
        made = [_indicator(item, len(rows) + place) for place, item in enumerate(run, start=1)]
        rows += kept(_behind(run, made))
    return [band, *rows]


def _behind(run: Sequence[Labels], rows: Sequence[Row]) -> list[Row]:
    """The merged cell of level 1 comes second: the numbers stand before it, in every row."""
    first, *others = rows
    number, *rest = first.cells
    return [*attach((number, run_cell(run, "level1")), [Row(tuple(rest))]), *others]


def _sentence(form: Labels, numeral: str) -> list[Span | str]:
    """项目一：… （预算 120.00 万元，其中上级补助 80.00、本级财力 40.00；由…承办）."""
    parts: list[Span | str] = [f"项目{numeral}：", form.span("project_name"), "（预算 ", form.span("total_budget"), " "]
    parts.append(form.span("amount_unit"))
    for number, item in enumerate(form.each("funding")):
        parts += ["、" if number else "，其中：", item.span("label"), " ", item.span("amount")]
    return [*parts, "；责任单位：", form.span("implementing_unit"), "）"]


def _indicator(item: Labels, place: int) -> Row:
    """Level 2 comes again in each row, the points before what is promised."""
    name = cell(item.span("name"), style="left")
    return Row((cell(str(place)), cell(item.span("level2")), name, cell(item.span("weight")), cell(*fused(item)), cell("")))


BAND_PROJECTS = Printed("band-projects", _PROFILE, _sheet)
