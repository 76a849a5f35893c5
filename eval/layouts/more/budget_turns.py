"""budget-turns: prose in 万元, an item a line, each table in yuan behind its matter; classes merged down, title and unit boxed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from eval.layouts.dev.budget_tables import balance_rows, columns_of, header_rows, is_coded
from eval.layouts.dev.pieces import amount_cells, joined, lead_of
from eval.layouts.more.pieces import amounts_table
from eval.layouts.profile import Printed, Profile
from eval.layouts.prose import sentences
from golden.layouts.parts import attach
from golden.sheet import Block, Cell, Labels, Line, Row, Sheet, Span, Table, cell, heading

__all__ = ["BUDGET_TURNS"]

_CLASS = 3
_OPENING = "根据预算法和预算公开有关规定，现将本单位预算安排及有关事项公开如下。文中金额以万元为单位，各表金额以元为单位。"
_MATTERS: tuple[tuple[str, str, str], ...] = (
    ("收入", "一、收支预算总体情况", "revenue_expenditure"),
    ("公用经费", "二、基本支出情况", "economic"),
    ("项目支出", "三、项目支出及分科目安排情况", "functional"),
    ("三公", "四、“三公”经费情况", "three_public"),
    ("机关运行经费", "五、机关运行经费情况", ""),
    ("政府采购", "六、政府采购情况", "procurement"),
    ("在职人员", "七、人员和资产情况", ""),
    ("绩效目标", "八、预算绩效情况", ""),
)
"""In order: a word that its first sentence holds, the heading above it, the table behind it."""

_PROFILE = Profile(
    kind="budget",
    amount_unit="元",
    tables=tuple(table for _, _, table in _MATTERS if table),
    headers={
        "revenue_expenditure": (("收入", "本年安排"), ("支出", "上年安排"), ("支出", "本年安排")),
        "economic": (("{year}年基本支出", "人员经费"), ("{year}年基本支出", "公用经费"), ("{year}年基本支出", "小计")),
        "functional": (("项目支出",), ("基本支出",), ("本年合计",), ("上年合计",)),
        "three_public": (("{last}年",), ("{year}年",), ("增减额",), ("增减率（%）",)),
        "procurement": (("采购总额",), ("货物类",), ("工程类",), ("服务类",)),
    },
    table_titles={
        "revenue_expenditure": "本单位收支预算情况",
        "economic": "基本支出按经济分类安排情况",
        "functional": "一般公共预算支出按功能分类安排情况",
        "three_public": "财政拨款“三公”经费安排情况",
        "procurement": "政府采购预算安排情况",
    },
    table_number="",
    claims=True,
)


def _sheet(labels: Labels) -> Sheet:
    left = dict(zip(_PROFILE.tables, labels.each("tables"), strict=True))
    blocks: list[Block] = [heading("单位预算公开情况说明", style="title"), heading("　　", _OPENING)]
    for place, said in enumerate(_by_matter(labels)):
        _, title, table = _MATTERS[place]
        blocks += [heading(title, style="chapter"), *_paragraphs(said)]
        if table:
            blocks += _behind(left.pop(table), table)
    return Sheet(tuple(blocks), font_size=10)


def _by_matter(labels: Labels) -> list[list[tuple[Span, ...]]]:
    """The sentences of each matter; one ends where the word of the next is first said."""
    found: list[list[tuple[Span, ...]]] = [[]]
    for spans in sentences(labels):
        if len(found) < len(_MATTERS) and _MATTERS[len(found)][0] in _text(spans):
            found.append([])
        found[-1].append(spans)
    return found


def _text(spans: Sequence[Span]) -> str:
    return "".join(span.text for span in spans)


def _paragraphs(said: Sequence[tuple[Span, ...]]) -> Iterator[Line]:
    """Numbered sentences; what goes on behind 其中 or a semicolon is set in on a line of its own."""
    number = 0
    for spans in said:
        is_part = _text(spans).startswith("其中")
        number += not is_part
        for place, part in enumerate(_items(spans)):
            yield heading("　　　　" if is_part or place else f"　　{number}．", *part)


def _items(spans: Sequence[Span]) -> list[list[Span]]:
    lines: list[list[Span]] = [[]]
    for span in spans:
        *ended, last = span.text.split("；")
        for text in ended:
            lines[-1].append(replace(span, text=text + "；"))
            lines.append([])
        lines[-1] += [replace(span, text=last)] if last else []
    return [line for line in lines if line]


def _behind(table: Labels, name: str) -> list[Block]:
    """Title and unit are the first row of the grid, boxed like all others."""
    made = {"revenue_expenditure": _balance, "economic": _economic, "procurement": _procurement}
    printed = made.get(name, _listed)(table)
    width = 1 if len(printed.widths) < 5 else 2
    title = cell(table.span("title"), columns=len(printed.widths) - width, style="strong")
    unit = cell("单位：", table.span("amount_unit"), columns=width, style="right")
    whole = replace(printed, rows=(Row((title, unit), keeps=True), *printed.rows), header=1 + printed.header)
    note = [heading(table.span("note"), style="tail")] if table.has("note") else []
    return [heading("　　具体安排见下表：", style="lead"), whole, *note, heading(" ")]


def _balance(table: Labels) -> Table:
    income, *spending = columns_of(table)
    upper = (cell(income[0], columns=2), cell(joined(spending, 0), columns=3))
    lower = (cell("来源"), cell(income[1]), cell("用途"), *(cell(column[1]) for column in spending))
    return Table((29.0, 17.0, 27.0, 17.0, 17.0), (Row(upper), Row(lower), *balance_rows(table)), header=2)


def _economic(table: Labels) -> Table:
    """A class stands once beside its items; its own amounts are a row 小计 above theirs."""
    columns = columns_of(table)
    header = header_rows(columns, _economic_lead, least=2)
    lines: list[Row] = []
    for run in _classes(table.each("rows")):
        first, *items = run
        if not first.text("code"):
            lines.append(Row((cell(first.span("code"), first.span("name"), columns=3), *amount_cells(first))))
            continue
        side = cell(first.span("code"), "\n", first.span("name"), rows=len(run))
        below = [Row((cell(item.span("code")), cell(item.span("name"), style="left"), *amount_cells(item))) for item in items]
        lines += attach((side,), [Row((cell("小计", columns=2), *amount_cells(first))), *below])
    return Table((20.0, 10.0, 26.0, *[17.0] * len(columns)), (*header, *lines), header=len(header))


def _economic_lead(depth: int) -> Sequence[Sequence[Cell]]:
    upper = [cell("类", rows=depth), cell("款", columns=2, rows=depth - 1)]
    return [upper, *[[] for _ in range(depth - 2)], [cell("编码"), cell("名称")]]


def _classes(rows: Sequence[Labels]) -> list[list[Labels]]:
    runs: list[list[Labels]] = []
    for row in rows:
        if not runs or len(row.text("code")) <= _CLASS:
            runs.append([])
        runs[-1].append(row)
    return runs


def _listed(table: Labels) -> Table:
    """Names, set in by level and before their codes where they have any."""
    columns, rows = columns_of(table), table.each("rows")
    words, widths = (("支出科目", "编码"), (37.0, 12.0)) if is_coded(table) else (("支出项目",), (38.0,))
    header = header_rows(columns, lead_of(*words))
    lines = [Row((*_named(row), *amount_cells(row))) for row in rows]
    return Table((*widths, *[17.0] * len(columns)), (*header, *lines), header=len(header))


def _named(row: Labels) -> tuple[Cell, ...]:
    if not row.has("code"):
        return (cell(row.span("name"), style="left"),)
    code = row.text("code")
    blanks = "　" * max(0, (len(code) - _CLASS) // 2)
    return cell(blanks, row.span("name"), style="left" if code else ""), cell(row.span("code"))


def _procurement(table: Labels) -> Table:
    columns = columns_of(table)
    return amounts_table(columns, table.each("rows"), (1.0,) * len(columns))


BUDGET_TURNS = Printed("budget-turns", _PROFILE, _sheet)
