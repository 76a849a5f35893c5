"""own-selfeval: a self-evaluation form with a matrix of funds, a goal beside what came of it, and scores."""

from __future__ import annotations

from collections.abc import Callable

from golden.layouts.parts import attach, level_rows
from golden.sheet import Block, Cell, Labels, Row, Sheet, Span, Table, cell, heading

__all__ = ["self_evaluation"]

_WIDTHS = (10.5, 10.0, 12.0, 16.0, 14.0, 12.5, 7.0, 9.5, 13.0)
_MONEY = ("年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")
_TOTAL = "年度资金总额"
_BUDGET, _WEIGHT = "全年预算数", "分值"
_GOAL = "年度总体目标"
_SCORED = ("实际完成值", "得分", "偏差原因分析")


def self_evaluation(labels: Labels) -> Sheet:
    """The two forms, each from the top of a page."""
    return Sheet(tuple(block for n, form in enumerate(labels.each("forms")) for block in _form(form, n)), font_size=9.5)


def _form(form: Labels, number: int) -> list[Block]:
    year = Span(f"（{form.text('fiscal_year')}年度）", (form.path("fiscal_year"),))
    rows = (*_head(form), *_money(form), *_goals(form), *_indicators(form), _total(form))
    return [
        heading(form.span("title"), style="title first" if number else "title"),
        heading(year, style="subtitle"),
        Table(_WIDTHS, rows),
    ]


def _head(form: Labels) -> list[Row]:
    unit = (cell("实施单位", columns=2), cell(form.span("implementing_unit"), columns=3))
    return [
        Row((cell("项目名称"), cell(form.span("project_name"), columns=8))),
        Row((cell("主管部门"), cell(form.span("competent_department"), columns=3), *unit)),
    ]


def _money(form: Labels) -> list[Row]:
    header = Row((cell("", columns=2), *(cell(_column_label(form, name)) for name in _MONEY)))
    funding = form.each("funding")
    rows = [header, *(_funds(form, label, funding) for label in (_TOTAL, *(item.text("label") for item in funding)))]
    return attach((cell("项目资金\n（", form.span("amount_unit"), "）", rows=len(rows)),), rows)


def _column_label(form: Labels, name: str) -> Span:
    """A column's header is a part of the label of every attribute below it."""
    return Span(name, _label_paths(form, lambda label: label.endswith(f"/{name}") and not label.startswith("总分")))


def _label_paths(form: Labels, wanted: Callable[[str], bool]) -> tuple[str, ...]:
    return tuple(item.path("label") for item in form.each("attributes") if wanted(item.text("label")))


def _funds(form: Labels, label: str, funding: list[Labels]) -> Row:
    paths = _label_paths(form, lambda text: text.startswith(f"{label}/"))
    own = tuple(item.path("label") for item in funding if item.text("label") == label)
    cells = (cell(_amount(form, label, column, funding)) for column in _MONEY)
    return Row((cell(Span(label, own + paths), columns=2, style="left"), *cells))


def _amount(form: Labels, label: str, column: str, funding: list[Labels]) -> Span:
    if label == _TOTAL and column in {_BUDGET, _WEIGHT}:
        return form.span("total_budget" if column == _BUDGET else "execution_weight")
    if column == _BUDGET:
        return next(item.span("amount") for item in funding if item.text("label") == label)
    return _attribute(form, f"{label}/{column}")


def _attribute(owner: Labels, label: str) -> Span:
    return next(item.span("value") for item in owner.each("attributes") if item.text("label") == label)


def _goals(form: Labels) -> list[Row]:
    goals = form.each("narratives")
    both = Span(_GOAL, tuple(goal.path("label") for goal in goals))
    names = [Span(goal.text("label").removeprefix(f"{_GOAL}/"), (goal.path("label"),)) for goal in goals]
    texts = Row(tuple(cell(goal.span("text"), columns=4, style="text") for goal in goals), splits=True)
    return attach((cell(both, rows=2),), [Row(tuple(cell(name, columns=4) for name in names)), texts])


def _indicators(form: Labels) -> list[Row]:
    indicators = form.each("indicators")
    rows = [_header(form, indicators), *level_rows(indicators, _row)]
    return attach((cell("绩效指标", rows=len(rows)),), rows)


def _header(form: Labels, indicators: list[Labels]) -> Row:
    """Each scored column's header is the label of an attribute in every row; 得分 is a part of 总分/得分 too."""
    owners = (form, *indicators)
    paths = {name: [p for o in owners for p in _label_paths(o, {name, f"总分/{name}"}.__contains__)] for name in _SCORED}
    done, score, reason = (cell(Span(name, tuple(paths[name]))) for name in _SCORED)
    return Row((*map(cell, ("一级指标", "二级指标", "三级指标", "年度指标值")), done, cell("分值"), score, reason))


def _row(item: Labels) -> Row:
    fused = cell(item.span("operator"), item.span("value"), item.span("unit"))
    done, score, reason = (cell(_attribute(item, name)) for name in _SCORED)
    return Row((cell(item.span("name")), fused, done, cell(item.span("weight")), score, reason))


def _total(form: Labels) -> Row:
    label: Cell = cell(Span("总分", _label_paths(form, lambda text: text.startswith("总分"))), columns=6)
    return Row((label, cell(_attribute(form, "总分")), cell(_attribute(form, "总分/得分")), cell("")))
