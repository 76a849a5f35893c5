"""One layout of the suite."""

from __future__ import annotations

from eval.layouts.profile import Printed, Profile
from eval.layouts.test.pieces import amount, attribute, grouped, named, narrative
from golden.layouts.parts import LONG, kept, with_year
from golden.sheet import Block, Labels, Row, Sheet, Span, Table, cell, heading

__all__ = ["T09"]

_BASICS = (20.0, 30.0, 20.0, 30.0)
_FUNDS_WIDTHS = (60.0, 40.0)
_WIDTHS = (11.0, 22.0, 24.0, 10.0, 13.0, 10.0, 10.0)
_FUNDS = ("中央财政资金", "省级财政资金", "市级财政资金", "县级财政资金")
_TEXTS = ("立项依据", "项目立项的必要性", "项目实施的可行性", "保障措施", "实施进度安排", "预算测算过程", "项目年度绩效目标")

_PROFILE = Profile(
    kind="project",
    title="{year}年财政项目预算绩效申报文本",
    fields=frozenset(
        {"organization", "competent_department", "implementing_unit", "project_name", "project_code", "total_budget", "amount_unit"}
    ),
    amount_unit="元",
    funding=_FUNDS,
    narratives=_TEXTS,
    attributes={"项目类别": "text", "支出方向": "text", "开始时间": "date", "完成时间": "date", "单位负责人": "text"},
    columns=frozenset({"level1", "name", "operator", "value", "unit", "weight", "explanation"}),
    levels={"产出类": (), "成本类": (), "效益类": (), "满意度类": ()},
    indicators=(10, 15),
    operators={"≥": "不少于", "≤": "不超过", "=": "等于"},
    filling_rules=(
        "指标权重之和应为100分。",
        "产出类指标不少于3个，成本类、效益类、满意度类指标各不少于1个。",
        "定量指标应当填写数值和计量单位，定性指标可以不填写计量单位。",
    ),
)


def _layout(labels: Labels) -> Sheet:
    return Sheet((*(block for form in labels.each("forms") for block in _form(form)), *_rules(labels)))


def _form(form: Labels) -> list[Block]:
    return [
        heading(with_year([form]), style="title"),
        heading("（一）项目基本信息", style="chapter"),
        Table(_BASICS, tuple(_basics(form))),
        heading("（二）资金来源（单位：", form.span("amount_unit"), "）", style="chapter"),
        Table(_FUNDS_WIDTHS, tuple(_money(form)), style="rows"),
        heading("（三）项目论证", style="chapter"),
        Table((1.0,), tuple(row for label in _TEXTS for row in _text(form, label))),
        heading("（四）绩效指标", style="chapter"),
        Table(_WIDTHS, tuple(_indicators(form)), header=2),
    ]


def _basics(form: Labels) -> list[Row]:
    pairs: list[tuple[Span | str, Span]] = [
        ("项目名称", form.span("project_name")),
        ("项目代码", form.span("project_code")),
        ("申报单位", form.span("organization")),
        ("主管部门", form.span("competent_department")),
        *((named(form, label), attribute(form, label)) for label in ("项目类别", "支出方向", "开始时间", "完成时间")),
        ("项目实施单位", form.span("implementing_unit")),
        (named(form, "单位负责人"), attribute(form, "单位负责人")),
    ]
    cells = [(cell("*", label, "：", style="right"), cell(value, style="left")) for label, value in pairs]
    return [Row((*left, *right)) for left, right in zip(cells[::2], cells[1::2], strict=True)]


def _money(form: Labels) -> list[Row]:
    rows = [Row((cell(named(form, label), style="left"), cell(amount(form, label), style="right"))) for label in _FUNDS]
    total = Row((cell("合计", style="strong"), cell(form.span("total_budget"), style="right")))
    return kept([Row((cell("资金来源渠道"), cell("本年度安排金额"))), *rows, total])


def _text(form: Labels, label: str) -> list[Row]:
    text = narrative(form, label)
    body = Row((cell(text, style="text"),), splits=len(text.text) > LONG)
    return [Row((cell("*", named(form, label), "：", style="left"),), keeps=True), body]


def _indicators(form: Labels) -> list[Row]:
    heads = (cell("指标类别", rows=2), cell("指标名称", rows=2), cell("指标解释", rows=2), cell("指标目标", columns=3))
    weight = cell("权重（分）", rows=2)
    seconds = tuple(map(cell, ("比较符号", "数值", "计量单位")))
    return [Row((*heads, weight)), Row(seconds), *grouped(form.each("indicators"), _row, "level1")]


def _row(item: Labels) -> Row:
    texts = (cell(item.span("name")), cell(item.span("explanation"), style="left"))
    return Row((*texts, *(cell(item.span(name)) for name in ("operator", "value", "unit", "weight"))))


def _rules(labels: Labels) -> list[Block]:
    rules = enumerate(labels.each("filling_rules"), start=1)
    return [heading("填报须知：", style="tail"), *(heading(f"{number}．", rule.span("text")) for number, rule in rules)]


T09 = Printed("t09", _PROFILE, _layout)
