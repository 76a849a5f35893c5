"""budget-stacked: in yuan, income above spending in one grid, codes in brackets behind names; prose; a department's form last."""

from __future__ import annotations

from collections.abc import Sequence

from eval.layouts.dev.budget_tables import columns_of, finish, header_rows, is_coded
from eval.layouts.dev.pieces import amount_cells, lead_of, levelled, narrative, texts
from eval.layouts.more.pieces import chapters
from eval.layouts.profile import Printed, Profile
from golden.layouts.parts import attach, with_year
from golden.sheet import Block, Cell, Labels, Row, Sheet, Span, Table, cell, heading

__all__ = ["BUDGET_STACKED"]

_IN, _OUT = "收入项目", "支出项目"
_LAST_INCOME = "收入总计"
_BALANCE_WIDTHS = (46.0, 8.0, 23.0, 23.0)
_WIDTHS = (6.0, 10.0, 12.0, 24.0, 24.0, 16.0, 8.0)
_DUTIES, _GOAL = "部门主要职能", "年度履职目标"
_HEADINGS = {
    "收入": "1.部门收支预算总体情况",
    "公用经费": "2.基本支出安排情况",
    "三公": "3.财政拨款“三公”经费安排情况",
    "机关运行经费": "4.机关运行经费安排情况",
    "采购": "5.政府采购安排情况",
    "绩效目标": "6.预算绩效情况",
}

_PROFILE = Profile(
    kind="overall",
    title="{year}年度部门整体支出绩效目标公开表",
    amount_unit="元",
    fields=frozenset({"organization", "contacts"}),
    narratives=(_DUTIES, _GOAL),
    tasks=(3, 4),
    columns=frozenset({"level1", "level2", "name", "operator", "value", "unit", "weight", "explanation"}),
    levels={
        "部门管理": ("质量", "时效"),
        "履职产出": ("数量", "质量"),
        "履职效果": ("社会效益", "可持续影响"),
        "社会评价": ("服务对象满意度",),
    },
    indicators=(9, 12),
    tables=("revenue_expenditure", "functional", "procurement", "three_public"),
    headers={
        "revenue_expenditure": (
            (_IN, "{last}年预算数"),
            (_IN, "{year}年预算数"),
            (_OUT, "{last}年预算数"),
            (_OUT, "{year}年预算数"),
        ),
        "functional": (
            ("本年预算数", "基本支出", "人员经费"),
            ("本年预算数", "基本支出", "日常公用经费"),
            ("本年预算数", "项目支出"),
            ("本年预算数", "合计"),
        ),
        "procurement": (("采购预算金额",),),
        "three_public": (("本年预算数",), ("上年预算数",), ("增减额",), ("增减比例",)),
    },
    table_titles={
        "revenue_expenditure": "{year}年部门收支预算总表",
        "functional": "{year}年一般公共预算支出明细表",
        "procurement": "{year}年政府采购预算表",
        "three_public": "{year}年“三公”经费预算对比表",
    },
    table_number="附件2-{n}",
    claims=True,
)


def _sheet(labels: Labels) -> Sheet:
    tables = [block for number, table in enumerate(labels.each("tables")) for block in _table(table, number)]
    opening = heading("部门预算安排情况说明", style="title")
    forms = [block for form in labels.each("forms") for block in _form(form)]
    return Sheet((*tables, opening, *chapters(labels, _HEADINGS), *forms), font_size=9.5)


def _table(table: Labels, number: int) -> list[Block]:
    """The number on the left, the title beneath, the unit in brackets at its end."""
    title = heading(table.span("title"), style="title")
    unit = heading("（计量单位：人民币", table.span("amount_unit"), "）", style="unit")
    return finish(table, _printed(table), [heading(table.span("number"), style="number" if number else "lead"), title, unit])


def _printed(table: Labels) -> Table:
    columns, rows = columns_of(table), table.each("rows")
    if any(path[0].text == _OUT for path in columns):
        return Table(_BALANCE_WIDTHS, tuple(_stacked(columns, rows)))
    word = "科目名称（科目编码）" if is_coded(table) else "项目内容"
    header = header_rows(columns, lead_of("序号", word))
    lines = [Row((cell(str(place)), _name(row), *amount_cells(row))) for place, row in enumerate(rows, start=1)]
    return Table((6.0, 38.0, *[17.0] * len(columns)), (*header, *lines), header=len(header))


def _stacked(columns: Sequence[Sequence[Span]], rows: Sequence[Labels]) -> list[Row]:
    """Both blocks below each other, each beneath a header of its own, their lines numbered through."""
    cut = 1 + next(number for number, row in enumerate(rows) if row.text("name") == _LAST_INCOME)
    made: list[Row] = []
    for name, part, first in ((_IN, rows[:cut], 1), (_OUT, rows[cut:], cut + 1)):
        mine = [number for number, path in enumerate(columns) if path[0].text == name]
        paths = tuple(path for number in mine for path in columns[number][0].paths)
        heads = (cell(Span(name, paths), style="strong"), cell("行次"), *(cell(columns[number][1]) for number in mine))
        made.append(Row(heads, keeps=True))
        made += [_line(row, place, mine) for place, row in enumerate(part, start=first)]
    return made


def _line(row: Labels, place: int, mine: Sequence[int]) -> Row:
    """The other block's cells are blank: they stand in this block's."""
    others = [number for number in range(2 * len(mine)) if number not in mine]
    amounts = (
        cell(row.span(f"cells[{own}]"), row.span(f"cells[{other}]"), style="right") for own, other in zip(mine, others, strict=True)
    )
    is_sum = row.text("name").endswith(("合计", "总计"))
    return Row((cell(row.span("name"), style="" if is_sum else "left"), cell(str(place)), *amounts))


def _name(row: Labels) -> Cell:
    """教育管理事务（20501）, set in by its level."""
    if not row.has("code") or not row.text("code"):
        code = (row.span("code"),) if row.has("code") else ()
        return cell(row.span("name"), *code, style="" if row.text("name") == "合计" else "left")
    before = "　" * ((len(row.text("code")) - 3) // 2)
    return cell(before, row.span("name"), "（", row.span("code"), "）", style="left")


def _form(form: Labels) -> list[Block]:
    contact = form.each("contacts")[0]
    head = (cell("填报部门", columns=2), cell(form.span("organization"), columns=2), cell("联系人及电话"))
    person = cell(contact.span("name"), "　", contact.span("phone"), columns=2)
    return [
        heading(with_year([form]), style="title first"),
        Table(_WIDTHS, (Row((*head, person)), _said(form, _DUTIES), *_tasks(form), _said(form, _GOAL), *_indicators(form))),
    ]


def _said(form: Labels, label: str) -> Row:
    item = narrative(form, label)
    return Row((cell(item.span("label"), columns=2), cell(item.span("text"), columns=5, style="text")))


def _tasks(form: Labels) -> list[Row]:
    rows = [
        Row((cell(f"{number}.", task.span("name"), columns=2, style="left"), cell(task.span("text"), columns=3, style="text")))
        for number, task in enumerate(form.each("tasks"), start=1)
    ]
    header = Row((cell("工作活动", columns=2), cell("活动内容及标准", columns=3)))
    return attach((cell("年度重点\n工作安排", columns=2, rows=1 + len(rows)),), [header, *rows])


def _indicators(form: Labels) -> list[Row]:
    """What an indicator means stands before its standard."""
    header = Row(texts("一级\n指标", "二级指标", "绩效内容", "指标释义", "标准值", "比重"))
    rows = levelled(form.each("indicators"), _row)
    return attach((cell("整\n体\n绩\n效\n指\n标", rows=1 + len(rows)),), [header, *rows])


def _row(item: Labels) -> tuple[Cell, ...]:
    name, meaning = (cell(item.span(part), style="left") for part in ("name", "explanation"))
    promised = cell(item.span("operator"), " ", item.span("value"), " ", item.span("unit"))
    return (name, meaning, promised, cell(item.span("weight")))


BUDGET_STACKED = Printed("budget-stacked", _PROFILE, _sheet)
