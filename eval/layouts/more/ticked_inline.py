"""ticked-inline: boxes ticked among others, lists of facts and of money run on in one cell, targets of three years side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from eval.layouts.dev.pieces import column_label, label_of, rule_lines, value_of, year
from eval.layouts.profile import Printed, Profile
from golden.layouts.parts import attach, narrative_rows, run_cell, runs
from golden.sheet import Block, Cell, Labels, Row, Sheet, Span, Table, cell, heading

__all__ = ["TICKED_INLINE"]

_WIDTHS = (7.0, 9.0, 9.0, 23.0, 10.0, 12.0, 11.0, 11.0, 6.0, 8.0)
_TICKED, _EMPTY = "☑", "□"
_STATE, _TERM, _BOUGHT, _WAY = "项目属性", "项目期限", "是否纳入政府采购", "资金使用方式"
_BEGIN, _END, _OFFICE = "起始时间", "终止时间", "责任科室"
_CHOICES = {
    _STATE: ("新增项目", "延续项目", "经常性项目"),
    _TERM: ("1年", "2年", "3年"),
    _BOUGHT: ("是", "否"),
    _WAY: ("直接实施", "政府购买服务", "补助"),
}
_LAST, _SECOND, _THIRD = "上年完成值", "第二年计划完成值", "第三年计划完成值"
_FUNDS = ("财政拨款", "其中：上级补助", "自筹")
_BASIS, _PLAN, _GOAL = "立项依据", "实施计划", "中期及年度绩效目标"

_PROFILE = Profile(
    kind="project",
    title="区级项目库入库项目绩效目标表",
    forms=(1, 2),
    fields=frozenset(
        {
            "fiscal_year",
            "amount_unit",
            "organization",
            "competent_department",
            "project_name",
            "total_budget",
            "contacts",
        }
    ),
    funding=_FUNDS,
    narratives=(_BASIS, _PLAN, _GOAL),
    attributes={**dict.fromkeys((*_CHOICES, _OFFICE), "text"), _BEGIN: "date", _END: "date"},
    columns=frozenset({"level1", "level2", "name", "operator", "value", "unit", "weight", "is_core"}),
    levels={
        "产出": ("数量", "质量", "时效", "成本"),
        "效果": ("社会效益", "可持续影响"),
        "满意度": ("服务对象满意度",),
    },
    indicators=(8, 12),
    column_attributes={_LAST: "text", _SECOND: "text", _THIRD: "text"},
    fused=True,
    filling_rules=("请在所选项前的方框内打“√”，不得改动选项。",),
)


def _sheet(labels: Labels) -> Sheet:
    blocks = [block for number, form in enumerate(labels.each("forms")) for block in _form(form, number)]
    rules = rule_lines(labels, "注：")
    return Sheet((*blocks, *rules), font_size=9)


def _form(form: Labels, number: int) -> list[Block]:
    return [
        heading(form.span("title"), style="title first" if number else "title"),
        heading(year(form, "（{}年申报）"), style="subtitle"),
        Table(_WIDTHS, (*_head(form), _money(form), *narrative_rows(form, 8, label=2), *_indicators(form))),
    ]


def _head(form: Labels) -> list[Row]:
    state, term = (cell(*_ticks(value_of(form, name), _CHOICES[name]), columns=3, style="left") for name in (_STATE, _TERM))
    contact = form.each("contacts")[0]
    who = ("申报单位：", form.span("organization"), "；主管部门：", form.span("competent_department"), "；", *_fact(form, _OFFICE))
    call = ("；联系人：", contact.span("name"), "（电话：", contact.span("phone"), "）")
    dates = (*_fact(form, _BEGIN), "；", *_fact(form, _END))
    return [
        _wide("项目名称", form.span("project_name")),
        _wide("单位信息", *who, *call),
        Row((cell(label_of(form, _STATE), columns=2), state, cell(label_of(form, _TERM), columns=2), term)),
        _wide("实施安排", *dates, "\n", *_choice(form, _BOUGHT), "　　", *_choice(form, _WAY)),
    ]


def _wide(label: str, *parts: Span | str) -> Row:
    return Row((cell(label, columns=2), cell(*parts, columns=8, style="left")))


def _fact(form: Labels, name: str) -> tuple[Span | str, ...]:
    return (label_of(form, name), "：", value_of(form, name))


def _choice(form: Labels, name: str) -> tuple[Span | str, ...]:
    return (label_of(form, name), "：", *_ticks(value_of(form, name), _CHOICES[name]))


def _ticks(chosen: Span, among: Iterable[str], between: str = "　") -> Iterator[Span | str]:
    """All choices behind their boxes; only the ticked one is what the form says."""
    known = tuple(among)
    for number, choice in enumerate(known if chosen.text in known else (*known, chosen.text)):
        yield between if number else ""
        yield _TICKED if choice == chosen.text else _EMPTY
        yield chosen if choice == chosen.text else choice


def _money(form: Labels) -> Row:
    """资金来源：财政拨款 100 万元（其中：上级补助 60 万元）；自筹 20 万元."""
    unit = form.text("amount_unit")
    grant, part, own = ((item.span("label"), " ", item.span("amount"), f" {unit}") for item in form.each("funding"))
    total = ("年度预算总额：", form.span("total_budget"), " ", form.span("amount_unit"), "。\n资金来源：")
    return _wide("资金情况", *total, *grant, "（", *part, "）；", *own, "。")


def _indicators(form: Labels) -> list[Row]:
    indicators = form.each("indicators")
    last, second, third = (column_label(indicators, name) for name in _PROFILE.column_attributes)
    upper = (
        *(cell(name, rows=2) for name in ("序号", "类别", "内容", "评价指标")),
        cell(last, rows=2),
        cell("分年度目标", columns=3),
        cell("比重", rows=2),
        cell("核心\n指标", rows=2),
    )
    rows = [Row(upper, keeps=True), Row((cell("本年度\n（第一年）"), cell(second), cell(third)), keeps=True)]
    for top, first in enumerate(runs(indicators, "level1"), start=1):
        inner = [row for middle, run in enumerate(runs(first, "level2"), start=1) for row in _kind(run, f"{top}-{middle}")]
        head, *others = inner
        number, *rest = head.cells
        rows += [Row((number, run_cell(first, "level1"), *rest)), *others]
    return rows


def _kind(run: Sequence[Labels], place: str) -> list[Row]:
    """The numbers (1-1-1) stand before the levels; each row has its own."""
    rows = [Row(_cells(item)) for item in run]
    levelled = attach((run_cell(run, "level2"),), rows)
    return [Row((cell(f"{place}-{number}"), *row.cells)) for number, row in enumerate(levelled, start=1)]


def _cells(item: Labels) -> tuple[Cell, ...]:
    last, second, third = (cell(value_of(item, name)) for name in _PROFILE.column_attributes)
    target = cell(item.span("operator"), item.span("value"), item.span("unit"))
    core = cell(*_ticks(item.span("is_core"), ("是", "否"), "\n"))
    return (cell(item.span("name"), style="left"), last, target, second, third, cell(item.span("weight")), core)


TICKED_INLINE = Printed("ticked-inline", _PROFILE, _sheet)
