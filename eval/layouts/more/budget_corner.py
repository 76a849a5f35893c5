"""budget-corner: printed spreadsheets, titles and units within the grid, names in stairs; long project forms."""

from __future__ import annotations

from collections.abc import Sequence

from eval.layouts.dev.budget_tables import Lead, columns_of, finish, header_rows, is_coded
from eval.layouts.dev.pieces import amount_cells, label_of, levelled, pairs_of, spread, text_rows, texts, value_of
from eval.layouts.more.pieces import apart
from eval.layouts.profile import Printed, Profile
from eval.layouts.prose import headed
from golden.layouts.parts import attach, with_year
from golden.sheet import Block, Cell, Labels, Row, Sheet, Table, cell, heading

__all__ = ["BUDGET_CORNER"]

_LENGTHS = (3, 5, 7)
_STAIRS = ("类", "款", "项")
_WIDTHS = (9.0, 13.0, 14.0, 23.0, 12.0, 11.0, 10.0, 8.0)
_KIND, _BEGIN, _END, _TERM = "项目属性", "开始时间", "结束时间", "项目周期"
_HEADINGS = {
    "收入": "收支总体情况",
    "公用经费": "基本支出情况",
    "三公": "“三公”经费情况",
    "机关运行经费": "机关运行经费情况",
    "采购": "政府采购情况",
    "绩效目标": "绩效管理情况",
}

_PROFILE = Profile(
    kind="project",
    title="{year}年预算项目绩效目标表（部门公开）",
    forms=(2, 2),
    fields=frozenset({"amount_unit", "organization", "project_name", "project_code", "total_budget", "prior_year_budget"}),
    funding=("本级财力", "上级补助", "其中：中央补助", "自筹资金"),
    narratives=("立项依据", "项目总目标", "本年度目标"),
    attributes={_KIND: "text", _TERM: "text", _BEGIN: "date", _END: "date"},
    levels={
        "产出指标": ("数量指标", "质量指标", "时效指标", "成本指标"),
        "效果指标": ("经济效益指标", "社会效益指标", "可持续影响指标"),
        "满意度指标": ("受益对象满意度指标",),
    },
    indicators=(9, 13),
    tables=("functional", "economic", "three_public", "funds"),
    headers={
        "functional": (
            ("{last}年预算",),
            ("{year}年预算", "基本支出"),
            ("{year}年预算", "项目支出"),
            ("{year}年预算", "合计"),
            ("较上年增减", "%"),
        ),
        "economic": (("人员经费",), ("公用经费",), ("小计",)),
        "three_public": (("{last}年预算",), ("{year}年预算",), ("较上年增减",)),
        "funds": (("基本支出",), ("项目支出",), ("合计",)),
    },
    table_titles={
        "functional": "{year}年一般公共预算支出表",
        "economic": "{year}年一般公共预算基本支出表",
        "three_public": "{year}年一般公共预算“三公”经费支出表",
        "funds": "{year}年政府性基金预算支出表",
    },
    table_number="表{n}",
    claims=True,
)


def _sheet(labels: Labels) -> Sheet:
    tables = [block for table in labels.each("tables") for block in _table(table)]
    forms = [block for form in labels.each("forms") for block in _form(form)]
    return Sheet((*tables, heading("预算公开事项说明", style="title first"), _prose(labels), *forms), font_size=9.5)


def _table(table: Labels) -> list[Block]:
    return finish(table, _printed(table), [heading("　", style="tail")])


def _printed(table: Labels) -> Table:
    """Number and title are the first two rows of the grid, without borders; the unit stands in the corner of the header."""
    columns, rows = columns_of(table), table.each("rows")
    if is_coded(table):
        count = max(1, *(_level(row) + 1 for row in rows))
        header = header_rows(columns, _stairs(table, count), least=2)
        lines = [_coded(row, count) for row in rows]
        widths = (14.0, *[4.0] * (count - 1), 34.0 - 4.0 * count, *[15.0] * len(columns))
    else:
        header = header_rows(columns, lambda depth: [[_corner(table, "费用项目", 1, depth)], *[[] for _ in range(depth - 1)]])
        lines = [Row((cell(row.span("name"), style="left"), *amount_cells(row))) for row in rows]
        widths = (36.0, *[18.0] * len(columns))
    number = Row((cell(table.span("number"), columns=len(widths), style="bare-left"),), keeps=True)
    title = Row((cell(table.span("title"), columns=len(widths), style="title"),), keeps=True)
    return Table(widths, (number, title, *header, *lines), header=2 + len(header))


def _corner(table: Labels, word: str, columns: int, rows: int) -> Cell:
    return cell(word, "\n（", table.span("amount_unit"), "）", columns=columns, rows=rows)


def _stairs(table: Labels, count: int) -> Lead:
    def lead(depth: int) -> Sequence[Sequence[Cell]]:
        below = [cell("编码", rows=depth - 1), cell("名称（" + "、".join(_STAIRS[:count]) + "）", columns=count, rows=depth - 1)]
        return [[_corner(table, "科　目", 1 + count, 1)], below, *[[] for _ in range(depth - 2)]]

    return lead


def _level(row: Labels) -> int:
    length = len(row.text("code"))
    return _LENGTHS.index(length) if length in _LENGTHS else 0


def _coded(row: Labels, count: int) -> Row:
    """A name begins a step further right for each level and reaches to the amounts."""
    level = _level(row)
    if not row.text("code") and row.text("name"):
        return Row((cell(row.span("code"), row.span("name"), columns=1 + count, style="strong"), *amount_cells(row)))
    steps = [cell("") for _ in range(level)]
    name = cell(row.span("name"), columns=count - level, style="left")
    return Row((cell(row.span("code"), style="left"), *steps, name, *amount_cells(row)))


def _prose(labels: Labels) -> Table:
    """One box for each matter, its name on the left."""
    header = Row(texts("序号", "说明事项", "说明内容"))
    rows = [
        Row((cell(str(number)), cell(title or "其他"), cell(*spans, style="text")), splits=True)
        for number, (title, spans) in enumerate(headed(labels, _HEADINGS), start=1)
    ]
    return Table((7.0, 17.0, 76.0), (header, *rows), header=1)


def _form(form: Labels) -> list[Block]:
    rows = (*_head(form), *_money(form), *text_rows(form.each("narratives"), 6, label=2), *_indicators(form))
    unit = heading("填报部门：", form.span("organization"), "　　　　　　　　　　单位：", form.span("amount_unit"), style="lead")
    return [heading(with_year([form]), style="title first"), unit, Table(_WIDTHS, rows)]


def _head(form: Labels) -> list[Row]:
    pairs = pairs_of(form, (_KIND, _TERM))
    dates = (label_of(form, _BEGIN), "：", value_of(form, _BEGIN), "　　", label_of(form, _END), "：", value_of(form, _END))
    code = spread(("项目编码", form.span("project_code")), (1, 2))
    return [
        Row((cell("项目名称", columns=2), cell(form.span("project_name"), columns=6, style="left"))),
        Row((cell(pairs[0][0], columns=2), cell(pairs[0][1], columns=3), *code)),
        Row((cell("起止时间", columns=2), cell(*dates, columns=3, style="left"), *spread(pairs[1], (1, 2)))),
    ]


def _money(form: Labels) -> list[Row]:
    """This year's total and its sources in two rows of pairs, last year's beneath."""
    local, higher, central, own = ((item.span("label"), item.span("amount")) for item in form.each("funding"))
    total = ("预算总额", form.span("total_budget"))
    before = ("上年预算", form.span("prior_year_budget"))
    widths = (1, 1, 1, 1, 1, 2)
    upper = spread((part for pair in (total, local, higher) for part in pair), widths)
    lower = spread((part for pair in (before, own, central) for part in pair), widths)
    return attach((cell("资金\n规模", rows=2),), [Row(upper), Row(lower)])


def _indicators(form: Labels) -> list[Row]:
    upper = (cell("指标体系", columns=4), cell("年度指标值", columns=3), cell("权数", rows=2))
    header = [
        Row(upper, keeps=True),
        Row((*texts("一级指标", "二级指标"), cell("三级指标", columns=2), *texts("符号", "数值", "单位"))),
    ]
    return [*header, *levelled(form.each("indicators"), _row)]


def _row(item: Labels) -> tuple[Cell, ...]:
    name, *others = apart(item)
    return (Cell(name.spans, 2, 1, name.style), *others)


BUDGET_CORNER = Printed("budget-corner", _PROFILE, _sheet)
