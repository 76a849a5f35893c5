"""002: a department's budget as published: prose, nine tables upright or across, an overall form and a project's."""

from __future__ import annotations

import re
from dataclasses import replace

from golden.corpus import ROOT
from golden.layouts.budget_forms import overall_goals, project_goals
from golden.layouts.budget_tables import Name, Plan, budget_table
from golden.layouts.prose import claim_marks, marked_lines
from golden.sheet import Block, Labels, Line, Sheet, heading

__all__ = ["department_budget"]

_PROSE = ROOT / "002" / "prose.txt"
"""The text before the tables: most of it carries no label."""

_CHAPTER = re.compile(r"[一二三四五六]、")
_ACROSS = frozenset({"表 4", "表 7", "表 9"})
"""The tables of many columns."""


def _code(*above: str) -> Name:
    return Name("code", (*above, "科目编码"))


def _name(*above: str, last: str = "科目名称") -> Name:
    return Name("name", (*above, last))


_INCOME, _SPENDING = _name("收入", last="项目"), _name("支出", last="项目")
_FUNCTION = (_code("功能分类科目"), _name("功能分类科目"))
_ECONOMIC = (_code("经济分类科目"), _name("经济分类科目"))
_ITEM = (_code("科目"), _name("科目"))
_PLAIN = (_code(), _name())

_PLANS: dict[str, Plan] = {
    "表 1": Plan(
        (20, 13.5, 20, 13.5, 13.5, 9.75, 9.75),
        ((_INCOME, 0), (_SPENDING, 1, 2, 3, 4)),
        ((0, 1, 2, 3, 5, 6, 7, 8, 32), tuple(range(33))),
    ),
    "表 2": Plan((11, 33, 14, 14, 14, 14), ((*_FUNCTION, 0, 1, 2, 3),)),
    "表 3": Plan((11, 35, 18, 18, 18), ((*_ECONOMIC, 0, 1, 2),)),
    "表 4": Plan((1,) * 12, (tuple(range(12)),)),
    "表 5": Plan((11, 38, 17, 17, 17), ((*_PLAIN, 0, 1, 2),)),
    "表 6": Plan((32, 18, 32, 18), ((_INCOME, 0), (_SPENDING, 1)), ((*range(6), 30, 31, 32, 33), (*range(32), 33))),
    "表 7": Plan((8, 19, 9.5, 5, 9.5, 9, 9, 6.5, 6.5, 7, 5, 6), ((*_ITEM, *range(10)),)),
    "表 8": Plan((9, 20, 13, 13, 13, 10.5, 11, 10.5), ((*_PLAIN, *range(6)),)),
    "表 9": Plan((12, 10, 8, 10, 9, 9, 9, 9, 8, 8, 8), ((Name("name", ("项目",)), *range(10)),)),
}
"""The tables by number. The lines that a block skips are those where the source has nothing on its side."""


def department_budget(labels: Labels) -> Sheet:
    """All of it, each table and form from the top of a page."""
    blocks: list[Block] = list(_prose(labels))
    across = False
    for table in labels.each("tables"):
        blocks += _table(table, was_across=across)
        across = table.text("number") in _ACROSS
    overall, project = labels.each("forms")
    return Sheet((*blocks, *overall_goals(overall), *project_goals(project)), font_size=9)


def _prose(labels: Labels) -> list[Line]:
    text = _PROSE.read_text(encoding="utf-8")
    title, *lines = (Line(spans) for spans in marked_lines(text, claim_marks(text, labels.each("claims"))))
    return [replace(title, style="title"), *(replace(line, style=_style(line)) for line in lines)]


def _style(line: Line) -> str:
    return "chapter" if _CHAPTER.match(line.spans[0].text) else "prose"


def _table(table: Labels, *, was_across: bool) -> list[Block]:
    number = table.text("number")
    across = number in _ACROSS
    turn = None if across == was_across else across
    return [
        heading(table.span("number"), style="number first" if turn is None else "number", landscape=turn),
        heading(table.span("title"), style="title"),
        heading("单位：", table.span("amount_unit"), style="unit"),
        budget_table(table, _PLANS[number]),
        *([heading(table.span("note"), style="tail")] if table.has("note") else []),
    ]
