"""budget-between: chapters 一、二、三, each table after the prose of its chapter, lines across only, names set in by spaces."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from eval.layouts.dev.budget_tables import balance_rows, columns_of, finish, header_rows, is_coded
from eval.layouts.dev.pieces import amount_cells, joined, lead_of
from eval.layouts.profile import Printed, Profile
from eval.layouts.prose import headed
from golden.sheet import Block, Cell, Labels, Line, Row, Sheet, Span, Table, cell, heading

__all__ = ["BUDGET_BETWEEN"]

_NUMERALS = "一二三四五六七八九十"
_IN, _OUT = "收入", "支出"
_DUTIES = (
    "　　（一）贯彻执行国家和省、市有关法律法规和方针政策，拟订本行业发展规划并组织实施。",
    "　　（二）负责本行业的监督管理、公共服务和人才队伍建设，承办上级交办的其他事项。",
)
_TERMS = (
    "　　基本支出：指为保障机构正常运转、完成日常工作任务而发生的人员支出和公用支出。",
    "　　项目支出：指在基本支出之外为完成特定行政任务和事业发展目标所发生的支出。",
)
_CHAPTERS = {
    "收入": "收支预算总体情况及一般公共预算支出情况",
    "公用经费": "基本支出预算情况",
    "三公": "“三公”经费预算情况",
    "机关运行经费": "机关运行经费情况",
    "采购": "政府采购预算情况",
    "绩效目标": "预算绩效目标情况",
}
_TITLES = {
    "revenue_expenditure": "收支预算总表",
    "functional": "一般公共预算支出预算表（按功能科目）",
    "economic": "一般公共预算基本支出预算表（按经济科目）",
    "three_public": "“三公”经费预算表",
    "procurement": "政府采购预算表",
    "funds": "政府性基金支出预算表",
}
_AFTER = {
    "收入": ("revenue_expenditure", "functional"),
    "公用经费": ("economic",),
    "三公": ("three_public",),
    "采购": ("procurement",),
}
"""Which tables stand beneath a chapter's prose; the others have a chapter at the end."""

_PROFILE = Profile(
    kind="budget",
    tables=tuple(_TITLES),
    headers={
        "revenue_expenditure": ((_IN, "{last}年"), (_IN, "{year}年"), (_OUT, "{last}年"), (_OUT, "{year}年")),
        "functional": (
            ("{last}年预算",),
            ("{year}年预算", "合计"),
            ("{year}年预算", "其中：基本支出"),
            ("{year}年预算", "项目支出"),
            ("比上年增减（%）",),
        ),
        "economic": (("小计",), ("其中：人员经费",), ("公用经费",)),
        "three_public": (("{year}年预算数",), ("{last}年预算数",), ("增减额",)),
        "procurement": (("合计",), ("其中：财政拨款",), ("其他资金",)),
        "funds": (("合计",), ("基本支出",), ("项目支出",)),
    },
    table_titles=_TITLES,
    claims=True,
)


def _sheet(labels: Labels) -> Sheet:
    return Sheet((heading("部门预算编制情况说明", style="title"), *_chapters(labels)), font_size=10)


def _chapters(labels: Labels) -> Iterator[Block]:
    numerals = iter(_NUMERALS)
    waiting = {table.text("title"): table for table in labels.each("tables")}
    yield from _chapter(numerals, "部门主要职责", _DUTIES)
    for title, spans in headed(labels, _CHAPTERS):
        if title:
            yield from _chapter(numerals, title)
        yield Line((Span("　　"), *spans), "plain")
        word = next((word for word, known in _CHAPTERS.items() if known == title), "")
        found = [waiting.pop(_TITLES[name]) for name in _AFTER.get(word, ())]
        yield from (block for table in found for block in _table(table))
    yield from _chapter(numerals, "政府性基金等预算情况", ("　　具体见下表。",))
    yield from (block for table in waiting.values() for block in _table(table))
    yield from _chapter(numerals, "名词解释", _TERMS)


def _chapter(numerals: Iterator[str], title: str, lines: Sequence[str] = ()) -> Iterator[Block]:
    yield heading(f"　　{next(numerals)}、{title}", style="chapter")
    yield from map(heading, lines)


def _table(table: Labels) -> list[Block]:
    title = heading(table.span("number"), "　", table.span("title"), style="subtitle tail")
    return finish(table, _printed(table), [title, heading("单位：", table.span("amount_unit"), style="unit")])


def _printed(table: Labels) -> Table:
    columns, rows = columns_of(table), table.each("rows")
    if any(path[0].text == _OUT for path in columns):
        return Table((29.0, 13.0, 13.0, 29.0, 13.0, 13.0), (*_sides(columns), *balance_rows(table)), header=2, style="rows")
    if is_coded(table):
        header = header_rows(columns, lead_of("科目编码", "科　目　名　称"))
        lines = [Row((*_account(row), *amount_cells(row))) for row in rows]
        return Table((12.0, 36.0, *[15.0] * len(columns)), (*header, *lines), header=len(header), style="rows")
    header = header_rows(columns, lead_of("项　　目"))
    lines = [Row((cell(*_item(row), style="left"), *amount_cells(row))) for row in rows]
    return Table((46.0, *[18.0] * len(columns)), (*header, *lines), header=len(header), style="rows")


def _sides(columns: Sequence[Sequence[Span]]) -> list[Row]:
    """What is named has no header of its own: 收入 and 支出 stand above it, the years above the amounts."""
    sides = [[path for path in columns if path[0].text == name] for name in (_IN, _OUT)]
    upper = tuple(part for side in sides for part in (cell(joined(side, 0), rows=2), cell("预算数", columns=len(side))))
    return [Row(upper), Row(tuple(cell(path[1]) for side in sides for path in side))]


def _account(row: Labels) -> tuple[Cell, Cell]:
    """Two spaces a level before the name."""
    before = "　　" * ((len(row.text("code")) - 3) // 2) if row.text("code") else ""
    return cell(row.span("code"), style="left"), cell(before, row.span("name"), style="left")


def _item(row: Labels) -> tuple[Span | str, ...]:
    """The whole at the edge, its parts set in, 其中 and what follows it further."""
    name = row.text("name")
    if name == "合计":
        return (row.span("name"),)
    if name.startswith("其中"):
        return ("　　　　", row.span("name"))
    is_second = name == "公务用车运行维护费"
    return ("　　　　　　　" if is_second else "　　", row.span("name"))


BUDGET_BETWEEN = Printed("budget-between", _PROFILE, _sheet)
