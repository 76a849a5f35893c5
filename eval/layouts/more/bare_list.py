"""bare-list: no ruling at all: one label and colon a line, money behind dots, indicators as a list whose levels stand once."""

from __future__ import annotations

from collections.abc import Sequence

from eval.layouts.dev.pieces import each_numbered, narrative, pairs_of, texts, year
from eval.layouts.more.pieces import apart
from eval.layouts.profile import Printed, Profile
from golden.layouts.parts import runs, shared
from golden.sheet import Block, Cell, Labels, Line, Row, Span, Table, cell, heading

__all__ = ["BARE_LIST"]

_WIDTHS = (12.0, 15.0, 33.0, 9.0, 15.0, 9.0, 7.0)
_FUNDS = ("上级补助", "本级财力", "自筹资金")
_KIND, _TERM, _METHOD = "项目类别", "实施期限", "实施方式"
_NEED, _GOAL = "立项必要性", "预期绩效目标"
_MONEY_WIDTHS = (48.0, 20.0, 32.0)
_DOTS = 17
"""Characters, dots and all, from the beginning of a source's name to its amount."""

_PROFILE = Profile(
    kind="project",
    title="预算项目绩效目标备案单",
    forms=(1, 2),
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
            "contacts",
        }
    ),
    funding=_FUNDS,
    narratives=(_NEED, _GOAL),
    attributes={_KIND: "text", _TERM: "text", _METHOD: "text"},
    levels={
        "产出": ("数量", "质量", "时效", "成本"),
        "效果": ("社会效益", "生态效益"),
        "满意度": ("服务对象满意度",),
    },
    indicators=(8, 13),
)


def _form(form: Labels, number: int) -> list[Block]:
    contact = form.each("contacts")[0]
    return [
        heading(form.span("table_no"), style="lead first" if number else "lead"),
        heading(form.span("title"), style="title"),
        heading(year(form, "（{}年预算）"), style="subtitle"),
        *_facts(form),
        *_money(form),
        *(line for label in (_NEED, _GOAL) for line in _text(form, label)),
        heading("考核指标：", style="lead tail"),
        _indicators(form.each("indicators")),
        heading("填 表 人：", contact.span("name"), style="tail"),
        heading("联系方式：", contact.span("phone")),
    ]


def _facts(form: Labels) -> list[Line]:
    """A label and its value a line; the colons stand beneath each other."""
    lines: list[tuple[Span | str, Span]] = [
        ("申报单位", form.span("organization")),
        ("项目名称", form.span("project_name")),
        ("项目代码", form.span("project_code")),
        ("责任单位", form.span("implementing_unit")),
        *pairs_of(form, (_KIND, _TERM, _METHOD)),
    ]
    return [heading(label, "：", value) for label, value in lines]


def _money(form: Labels) -> list[Block]:
    """The total, then each source with dots up to its amount, which may be blank."""
    rows = []
    for number, item in enumerate(form.each("funding")):
        start, dots = "其中：" if number == 0 else "　　　", "…" * (_DOTS - len(item.text("label")))
        rows.append(Row((cell(start, item.span("label"), dots, style="left"), cell(item.span("amount"), style="right"), cell(""))))
    total = heading("资金规模：", form.span("total_budget"), "（", form.span("amount_unit"), "）")
    return [total, Table(_MONEY_WIDTHS, tuple(rows), style="open")]


def _text(form: Labels, label: str) -> list[Line]:
    """A text begins behind its label's colon."""
    item = narrative(form, label)
    return [heading(item.span("label"), "：", item.span("text"))]


def _indicators(indicators: Sequence[Labels]) -> Table:
    header = Row(_left("一级", "二级", "考核内容") + texts("比较", "标准值", "计量", "满分"), keeps=True)
    rows = [header]
    for first in runs(indicators, "level1"):
        for second in runs(first, "level2"):
            rows += [
                Row((_once(first, "level1", item), _once(second, "level2", item), *apart(item)), keeps=item is not second[-1])
                for item in second
            ]
    return Table(_WIDTHS, tuple(rows), header=1, style="open")


def _left(*words: str) -> tuple[Cell, ...]:
    return tuple(cell(word, style="left") for word in words)


def _once(run: Sequence[Labels], name: str, item: Labels) -> Cell:
    """A level, beside the first of its indicators alone: nothing is merged."""
    return cell(shared(run, name), style="left") if item is run[0] else cell("")


BARE_LIST = Printed("bare-list", _PROFILE, each_numbered(_form, font_size=10.5))
