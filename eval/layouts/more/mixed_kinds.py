"""mixed-kinds: two forms of different build: one upright in a full grid, one across, its indicators in two halves without sides."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from eval.layouts.dev.pieces import fused, label_of, levelled, narrative, spread, texts, value_of
from eval.layouts.more.pieces import apart
from eval.layouts.profile import Printed, Profile
from golden.layouts.parts import attach
from golden.sheet import Block, Cell, Labels, Row, Sheet, Span, Table, cell, heading

__all__ = ["MIXED_KINDS"]

_GRID = (7.0, 13.0, 16.0, 25.0, 9.0, 12.0, 9.0, 9.0)
_FACTS = (25.0, 25.0, 25.0, 25.0)
_HALVES = (9.0, 22.0, 13.0, 6.0, 9.0, 22.0, 13.0, 6.0)
_FUNDS = ("上级转移支付", "区级财力", "单位自有资金")
_OUTPUT, _EFFECT, _PLEASED = "产出指标", "效益指标", "满意度指标"
_FIELD, _SCOPE, _MEASURES, _GOAL = "项目类别", "实施周期", "保障措施", "绩效总目标"

_PROFILE = Profile(
    kind="project",
    title="部门项目绩效目标报审表",
    forms=(2, 2),
    fields=frozenset(
        {
            "fiscal_year",
            "amount_unit",
            "table_no",
            "organization",
            "implementing_unit",
            "project_name",
            "project_code",
            "total_budget",
        }
    ),
    funding=_FUNDS,
    narratives=(_MEASURES, _GOAL),
    attributes={_FIELD: "text", _SCOPE: "text"},
    levels={
        _OUTPUT: ("数量指标", "质量指标", "时效指标", "成本指标"),
        _EFFECT: ("社会效益", "生态效益", "可持续影响"),
        _PLEASED: ("群众满意度",),
    },
    indicators=(8, 11),
    fused=True,
)


def _sheet(labels: Labels) -> Sheet:
    first, second = labels.each("forms")
    return Sheet((*_upright(first), *_across(second)), font_size=10)


def _upright(form: Labels) -> list[Block]:
    """Labels beside their values, sources as rows, every field of an indicator in a column."""
    return [
        heading(form.span("table_no"), "（重点项目填报）", style="lead"),
        heading(form.span("title"), style="title"),
        heading("预算年度：", form.span("fiscal_year"), "　　　　　　　　　　　　计量：", form.span("amount_unit"), style="unit"),
        Table(_GRID, (*_grid_facts(form), *_grid_money(form), *_grid_texts(form), *_grid_indicators(form))),
        heading("填报要求：重点项目须经局长办公会审议，另附会议纪要。", style="tail"),
    ]


def _grid_facts(form: Labels) -> list[Row]:
    attributes = [part for name in (_FIELD, _SCOPE) for part in (label_of(form, name), value_of(form, name))]
    return [
        Row(spread(("项目名称", form.span("project_name"), "项目编号", form.span("project_code")), (2, 2, 2, 2))),
        Row(spread(("申报单位", form.span("organization"), "具体实施", form.span("implementing_unit")), (2, 2, 2, 2))),
        Row(spread(attributes, (2, 2, 2, 2))),
    ]


def _grid_money(form: Labels) -> list[Row]:
    lines: list[tuple[Span | str, Span]] = [(item.span("label"), item.span("amount")) for item in form.each("funding")]
    lines.append(("小　计", form.span("total_budget")))
    rows = [Row((cell(name, columns=2, style="left"), cell(amount, style="right"), cell("", columns=4))) for name, amount in lines]
    return attach((cell("资金\n构成", rows=len(rows) + 1),), [Row(spread(("来源", "金额", "备注"), (2, 1, 4))), *rows])


def _grid_texts(form: Labels) -> list[Row]:
    goal, measures = (narrative(form, label) for label in (_GOAL, _MEASURES))
    remark = Row((cell("注：以下目标应与中期规划衔接，不得照抄上年。", columns=8, style="bare-left"),))
    return [_grid_text(measures), remark, _grid_text(goal)]


def _grid_text(item: Labels) -> Row:
    return Row((cell(item.span("label"), columns=2), cell(item.span("text"), columns=6, style="text")))


def _grid_indicators(form: Labels) -> list[Row]:
    header = Row((cell("一级指标", columns=2), *texts("二级指标", "指标内容", "符号", "指标值", "单位", "比重")), keeps=True)
    rows = levelled(form.each("indicators"), apart)
    return [header, *(_widened(row) for row in rows)]


def _widened(row: Row) -> Row:
    """Level 1 takes two columns of the grid."""
    first, *others = row.cells
    is_level = bool(first.spans) and any(path.endswith(".level1") for path in first.spans[0].paths)
    return Row((Cell(first.spans, 2, first.rows, first.style), *others)) if is_level else row


def _across(form: Labels) -> list[Block]:
    """Labels above their values between lines, the money in a sentence, output on the left, the other levels on the right."""
    above = (form.span("project_name"), form.span("organization"), form.span("implementing_unit"), form.span("project_code"))
    return [
        heading(form.span("table_no"), "（一般项目填报）", style="lead", landscape=True),
        heading(form.span("title"), style="title"),
        heading("（", form.span("fiscal_year"), "年度）", style="subtitle"),
        Table(_FACTS, (Row(texts("项目", "责任单位", "承担单位", "编号"), keeps=True), Row(tuple(map(cell, above)))), style="rows"),
        heading("资金安排：", style="lead tail"),
        _sentence(form),
        *(_paragraph(form, name) for name in (_FIELD, _SCOPE)),
        *(heading(item.span("label"), "：", item.span("text")) for item in form.each("narratives")),
        heading("注：一般项目只填至下表，产出在左，效益和满意度在右，两侧比重合计为100。", style="lead tail"),
        Table(_HALVES, tuple(_halves(form.each("indicators"))), style="rows"),
    ]


def _sentence(form: Labels) -> Block:
    """In a cell: an amount may be blank."""
    parts: list[Span | str] = ["资金规模", form.span("total_budget"), form.span("amount_unit"), "，其中："]
    for number, item in enumerate(form.each("funding")):
        parts += ["、" if number else "", item.span("label"), " ", item.span("amount"), " "]
    return Table((100.0,), (Row((cell(*parts, "。", style="left"),)),), style="rows")


def _paragraph(form: Labels, name: str) -> Block:
    return heading(label_of(form, name), "：", value_of(form, name))


def _halves(indicators: Sequence[Labels]) -> list[Row]:
    left = [item for item in indicators if item.text("level1") == _OUTPUT]
    right = [item for item in indicators if item.text("level1") != _OUTPUT]
    names = texts("类别", "评价指标", "目标值", "比重")
    others = cell(_level(right, _EFFECT), "、", _level(right, _PLEASED), columns=4)
    upper = Row((cell(_level(left, _OUTPUT), columns=4), others), keeps=True)
    rows = [Row((*_half(a), *_half(b))) for a, b in zip_longest(left, right)]
    return [upper, Row((*names, *names), keeps=True), *rows]


def _level(items: Sequence[Labels], name: str) -> Span:
    return Span(name, tuple(item.path("level1") for item in items if item.text("level1") == name))


def _half(item: Labels | None) -> tuple[Cell, ...]:
    if item is None:
        return texts("", "", "", "")
    name = cell(item.span("name"), style="left")
    return (cell(item.span("level2")), name, cell(*fused(item)), cell(item.span("weight")))


MIXED_KINDS = Printed("mixed-kinds", _PROFILE, _sheet)
