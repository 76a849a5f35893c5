"""policy-tree: a transfer's regional form; binding and guiding tasks down, sources across; points behind all three levels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from eval.layouts.dev.pieces import column_label, fused, label_of, narrative, part_label, spread, texts, value_of, year
from eval.layouts.more.pieces import points_of
from eval.layouts.profile import Printed, Profile
from golden.layouts.parts import attach, kept, runs, shared
from golden.sheet import Block, Cell, Labels, Row, Sheet, Span, Table, cell, heading

__all__ = ["POLICY_TREE"]

_WIDTHS = (11.0, 14.0, 17.0, 17.0, 21.0, 20.0)
_SOURCES = ("上级补助资金", "本级财政安排", "单位自筹资金")
_KINDS = ("约束性任务", "指导性任务", "小计")
_TERM, _SCOPE, _WAY, _BASIS = "政策实施期限", "补助范围", "资金分配方式", "政策设立依据"
_AIM, _GOAL = "政策主要内容", "区域年度目标"
_FROM = "佐证资料来源"

_PROFILE = Profile(
    kind="project",
    title="省对下专项转移支付区域（政策）绩效目标表",
    forms=(1, 2),
    fields=frozenset(
        {
            "table_no",
            "fiscal_year",
            "amount_unit",
            "organization",
            "competent_department",
            "project_name",
            "total_budget",
            "prior_year_budget",
            "contact_name",
        }
    ),
    funding=tuple(f"{source}/{kind}" for source in _SOURCES for kind in _KINDS),
    narratives=(_BASIS, _AIM, _GOAL),
    attributes={_TERM: "text", _WAY: "text", _SCOPE: "text"},
    levels={
        "产出指标": ("数量指标", "质量指标", "时效指标", "成本指标"),
        "效益指标": ("经济效益指标", "社会效益指标", "生态效益指标"),
        "满意度指标": ("受益对象满意度指标",),
    },
    indicators=(10, 14),
    column_attributes={_FROM: "text"},
    fused=True,
    operators={"≥": "不少于", "≤": "不高于", "=": "达到"},
    one_unit=False,
    filling_rules=(
        "约束性任务资金不得统筹用于其他方面，指导性任务资金可在专项内统筹使用。",
        "括号内为各级指标的满分值，一级指标分值等于其所属各级指标分值之和。",
    ),
)


def _sheet(labels: Labels) -> Sheet:
    blocks = [block for number, form in enumerate(labels.each("forms")) for block in _form(form, number)]
    rules = [heading(f"{number}．", rule.span("text")) for number, rule in enumerate(labels.each("filling_rules"), start=1)]
    return Sheet((*blocks, heading("填表说明", style="lead tail"), *rules), font_size=10)


def _form(form: Labels, number: int) -> list[Block]:
    rows = (*_head(form), *_money(form), *_goal(form), *_indicators(form))
    filed = ("填报单位：", form.span("organization"), "　　　　制表人：", form.each("contacts")[0].span("name"))
    return [
        heading(form.span("table_no"), style="lead first" if number else "lead"),
        heading(form.span("title"), style="title"),
        heading(year(form, "（{} 年）"), style="subtitle"),
        heading(*filed, style="lead"),
        Table(_WIDTHS, rows),
    ]


def _head(form: Labels) -> list[Row]:
    term, way, scope = ((label_of(form, label), value_of(form, label)) for label in (_TERM, _WAY, _SCOPE))
    widths = (1, 2, 1, 2)
    return [
        Row((cell("转移支付\n（政策）名称"), cell(form.span("project_name"), columns=5, style="left"))),
        Row(spread(("主管部门", form.span("competent_department"), *term), widths)),
        Row(spread((*way, *scope), widths)),
        *_told(form, _BASIS),
        *_told(form, _AIM),
    ]


def _told(form: Labels, label: str) -> Iterator[Row]:
    """A text behind its label, broken after four characters."""
    item = narrative(form, label)
    name = Span(f"{label[:4]}\n{label[4:]}", (item.path("label"),))
    yield Row((cell(name), cell(item.span("text"), columns=5, style="text")))


def _money(form: Labels) -> list[Row]:
    """Sources across, kinds of tasks down; the whole stands in the last line beside last year's."""
    amounts = {item.text("label"): item.span("amount") for item in form.each("funding")}
    widths = (2, 1, 1, 1)
    rows = [Row(spread(("任务类型", *(part_label(form, source) for source in _SOURCES)), widths))]
    for kind in _KINDS:
        money = (cell(amounts[f"{source}/{kind}"], style="right") for source in _SOURCES)
        rows.append(Row((cell(part_label(form, kind), columns=2), *money)))
    whole = (cell("资金规模（合计）", columns=2), cell(form.span("total_budget"), style="right"))
    rows.append(Row((*whole, cell("上年规模"), cell(form.span("prior_year_budget"), style="right"))))
    return kept(attach((cell("资金情况\n（", form.span("amount_unit"), "）", rows=len(rows)),), rows))


def _goal(form: Labels) -> Iterator[Row]:
    """The goal lies across beneath a line of its own."""
    goal = narrative(form, _GOAL)
    yield Row((cell(goal.span("label"), columns=6, style="strong"),), keeps=True)
    yield Row((cell(goal.span("text"), columns=6, style="text"),))


def _indicators(form: Labels) -> list[Row]:
    indicators = form.each("indicators")
    names = (*texts("一级指标\n（分值）", "二级指标\n（分值）"), cell("三级指标（分值）", columns=2), cell("目标值"))
    rows = [Row((*names, cell(column_label(indicators, _FROM))), keeps=True)]
    for first in runs(indicators, "level1"):
        seconds = [row for second in runs(first, "level2") for row in _second(second)]
        rows += attach((_level(first, "level1"),), seconds)
    return rows


def _second(run: Sequence[Labels]) -> list[Row]:
    return attach((_level(run, "level2"),), [_row(item) for item in run])


def _level(run: Sequence[Labels], name: str) -> Cell:
    """A level and what its weights sum to."""
    return cell(shared(run, name), f"\n（{points_of(run)}分）", rows=len(run))


def _row(item: Labels) -> Row:
    """The name has its own points behind it: there is no column for them."""
    name = cell(item.span("name"), "（", item.span("weight"), "分）", columns=2, style="left")
    return Row((name, cell(*fused(item)), cell(value_of(item, _FROM))))


POLICY_TREE = Printed("policy-tree", _PROFILE, _sheet)
