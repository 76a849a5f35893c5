"""gap-cards: small cards with gaps between; keys flush right, values above a line, a boxed table of name, target and points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from eval.layouts.dev.pieces import fused, label_of, texts, value_of
from eval.layouts.profile import Printed, Profile
from golden.layouts.parts import kept, with_year
from golden.sheet import Block, Cell, Labels, Row, Sheet, Span, Table, cell, heading

__all__ = ["GAP_CARDS"]

_FACTS = (22.0, 78.0)
_TARGETS = (58.0, 28.0, 14.0)
_TERM = "实施期限"

_PROFILE = Profile(
    kind="project",
    title="{year}年部门预算项目清单及考核要点",
    forms=(6, 7),
    fields=frozenset({"fiscal_year", "amount_unit", "competent_department", "implementing_unit", "project_name", "total_budget"}),
    funding=("上级补助", "本级财力"),
    attributes={_TERM: "text"},
    columns=frozenset({"name", "operator", "value", "unit", "weight"}),
    indicators=(3, 5),
    fused=True,
    one_unit=False,
    operators={"≥": "不低于", "≤": "不超过", "=": ""},
    filling_rules=("清单所列项目按预算安排先后排列，各项目分值合计100分。",),
)


def _sheet(labels: Labels) -> Sheet:
    forms = labels.each("forms")
    cards = [block for form in forms for block in _card(form)]
    rules = [heading("说明：", rule.span("text")) for rule in labels.each("filling_rules")]
    return Sheet((heading(with_year(forms), style="title"), *cards, *rules), font_size=8)


def _card(form: Labels) -> list[Block]:
    """It stays on one page; the empty line between its tables holds them together, the blank one parts the cards."""
    facts = [replace(row, keeps=True) for row in _facts(form)]
    return [
        Table(_FACTS, tuple(facts), style="rows"),
        heading("", style="lead"),
        Table(_TARGETS, tuple(kept(_targets(form)))),
        heading("　", style="last"),
    ]


def _facts(form: Labels) -> list[Row]:
    """The first value has no line of its own: the one beneath it is the next one's, and nothing stands above it."""
    unit = form.span("amount_unit")
    pairs: tuple[tuple[Span | str, Sequence[Span | str]], ...] = (
        ("项目名称", (form.span("project_name"),)),
        ("责任单位", (form.span("implementing_unit"), "（归口：", form.span("competent_department"), "）")),
        ("年度安排金额", (form.span("total_budget"), unit)),
        ("资金来源", _sources(form)),
        (label_of(form, _TERM), (value_of(form, _TERM),)),
    )
    return [
        Row((cell(key, style="bare-right"), cell(*value, style="left" if number else "bare-left")))
        for number, (key, value) in enumerate(pairs)
    ]


def _sources(form: Labels) -> Sequence[Span | str]:
    """One after the other in the line, wide blanks between them."""
    parts: list[Span | str] = []
    for number, item in enumerate(form.each("funding")):
        parts += ["　　　" if number else "", item.span("label"), " ", item.span("amount")]
    return parts


def _targets(form: Labels) -> list[Row]:
    return [Row(texts("指标", "目标值", "分值")), *(Row(_target(item)) for item in form.each("indicators"))]


def _target(item: Labels) -> tuple[Cell, ...]:
    return (cell(item.span("name"), style="left"), cell(*fused(item)), cell(item.span("weight"), style="right"))


GAP_CARDS = Printed("gap-cards", _PROFILE, _sheet)
