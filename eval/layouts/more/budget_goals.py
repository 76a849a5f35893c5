"""budget-goals: each table beneath its paragraph, code and name in one cell, then the goals of one or two projects upright."""

from __future__ import annotations

from collections.abc import Sequence

from eval.layouts.dev.budget_tables import balance_rows, columns_of, finish, header_rows, is_coded
from eval.layouts.dev.pieces import amount_cells, column_label, fused, lead_of, levelled, pairs_of, texts, value_of
from eval.layouts.more.pieces import amounts_table, balance_header
from eval.layouts.profile import Printed, Profile
from eval.layouts.prose import headed
from golden.layouts.parts import attach, narrative_rows, with_year
from golden.sheet import Block, Cell, Labels, Line, Row, Sheet, Span, Table, cell, heading

__all__ = ["BUDGET_GOALS"]

_WIDTHS = (11.0, 14.0, 23.0, 10.0, 18.0, 24.0)
_BASIS = "目标值确定依据"
_PARTS = {
    "收入": ("一、部门收支总体安排", ("revenue_expenditure",)),
    "公用经费": ("二、一般公共预算安排", ("functional", "economic")),
    "三公": ("三、“三公”经费安排", ("three_public",)),
    "机关运行经费": ("四、机关运行经费与政府采购", ()),
    "绩效目标": ("五、预算绩效管理", ()),
}
"""The heading above a paragraph, and the tables beneath it, by a word that it holds."""

_PROFILE = Profile(
    kind="project",
    title="{year}年度部门预算项目绩效目标公开表",
    forms=(1, 2),
    fields=frozenset(
        {
            "table_no",
            "amount_unit",
            "organization",
            "implementing_unit",
            "project_name",
            "project_code",
            "total_budget",
            "prior_year_budget",
        }
    ),
    funding=("本级财力", "上级补助", "单位自筹"),
    narratives=("立项依据", "项目主要内容", "年度绩效总目标"),
    attributes={"项目类别": "text", "开始日期": "date", "终止日期": "date"},
    levels={
        "产出": ("数量", "质量", "时效", "成本"),
        "效果": ("社会效益", "可持续影响"),
        "满意度": ("服务对象满意度",),
    },
    indicators=(8, 12),
    column_attributes={_BASIS: "text"},
    fused=True,
    operators={"≥": "不低于", "≤": "不高于", "=": "等于"},
    tables=("revenue_expenditure", "functional", "economic", "three_public"),
    headers={
        "revenue_expenditure": (("收入", "预算金额"), ("支出", "预算金额")),
        "functional": (
            ("{last}年预算",),
            ("{year}年预算", "总额"),
            ("{year}年预算", "基本支出"),
            ("{year}年预算", "项目支出"),
        ),
        "economic": (("总额",), ("其中：人员经费",), ("其中：公用经费",)),
        "three_public": (
            ("“三公”经费总额",),
            ("因公出国（境）费用",),
            ("公务接待费",),
            ("公务用车费", "购置费"),
            ("公务用车费", "运行维护费"),
        ),
    },
    table_titles={
        "revenue_expenditure": "{year}年收支预算总表",
        "functional": "{year}年一般公共预算支出安排表（按功能分类）",
        "economic": "{year}年一般公共预算基本支出安排表（按经济分类）",
        "three_public": "{year}年“三公”经费安排表",
    },
    table_number="附表{n}",
    claims=True,
)


def _sheet(labels: Labels) -> Sheet:
    left = dict(zip(_PROFILE.tables, labels.each("tables"), strict=True))
    beneath = dict(_PARTS.values())
    blocks: list[Block] = [heading("部门预算公开", style="title")]
    for title, spans in headed(labels, {word: title for word, (title, _) in _PARTS.items()}):
        blocks += [heading(title, style="chapter"), Line(spans, "prose")] if title else [Line(spans, "prose")]
        blocks += [block for name in beneath.get(title or "", ()) for block in _table(left.pop(name))]
    blocks += [block for table in left.values() for block in _table(table)]
    return Sheet((*blocks, *(block for form in labels.each("forms") for block in _form(form))), font_size=9.5)


def _table(table: Labels) -> list[Block]:
    before = heading(table.span("number"), "：", table.span("title"), style="number")
    return finish(table, _printed(table), [before, heading("（单位：", table.span("amount_unit"), "）", style="unit")])


def _printed(table: Labels) -> Table:
    columns = columns_of(table)
    rows = table.each("rows")
    if any(path[0].text == "支出" for path in columns):
        return Table((32.0, 18.0, 32.0, 18.0), (*balance_header(columns, "项目"), *balance_rows(table)), header=2)
    if is_coded(table):
        header = header_rows(columns, lead_of("支出科目"))
        lines = [Row((_account(row), *amount_cells(row))) for row in rows]
        return Table((40.0, *[17.0] * len(columns)), (*header, *lines), header=len(header))
    return amounts_table(columns, rows, (1.0,) * len(columns))


def _account(row: Labels) -> Cell:
    """[20501]教育管理事务, set in by its level."""
    code = row.text("code")
    if not code:
        return cell(row.span("code"), row.span("name"))
    return cell("　" * ((len(code) - 3) // 2), "[", row.span("code"), "]", row.span("name"), style="left")


def _form(form: Labels) -> list[Block]:
    rows = (*_head(form), *_money(form), *narrative_rows(form, 4, label=2), *_indicators(form))
    return [
        heading(form.span("table_no"), style="number first"),
        heading(with_year([form]), style="title"),
        heading("申报单位：", form.span("organization"), style="lead"),
        Table(_WIDTHS, rows),
    ]


def _head(form: Labels) -> list[Row]:
    kind, begin, end = pairs_of(form, _PROFILE.attributes)
    return [
        Row((cell("项目名称", columns=2), cell(form.span("project_name"), columns=4, style="left"))),
        Row(
            (cell("项目代码", columns=2), cell(form.span("project_code")), cell("责任单位"), _wide(form.span("implementing_unit")))
        ),
        Row(
            (
                cell(kind[0], columns=2),
                cell(kind[1]),
                cell("起止\n时间"),
                cell(begin[0], "：\n", begin[1]),
                cell(end[0], "：\n", end[1]),
            )
        ),
    ]


def _wide(span: Span) -> Cell:
    return cell(span, columns=2)


def _money(form: Labels) -> list[Row]:
    """The year before stands at the end of the row of sources."""
    local, higher, own = form.each("funding")
    names = (cell("年度安排金额"), cell(local.span("label")), cell(higher.span("label")), cell(own.span("label")), cell("上年预算"))
    amounts = [form.span("total_budget"), *(item.span("amount") for item in (local, higher, own)), form.span("prior_year_budget")]
    label = cell("资金规模\n（", form.span("amount_unit"), "）", rows=2)
    return attach((label,), [Row(names), Row(tuple(cell(span, style="right") for span in amounts))])


def _indicators(form: Labels) -> list[Row]:
    indicators: Sequence[Labels] = form.each("indicators")
    header = (*texts("指标类型", "指标类别", "考核内容", "比重", "计划完成值"), cell(column_label(indicators, _BASIS)))
    total = Row((cell("比重合计", columns=3), cell("100"), cell("—"), cell("—")))
    return [
        Row((cell("绩 效 考 核 指 标", columns=6, style="strong"),), keeps=True),
        Row(header, keeps=True),
        *levelled(indicators, _goal),
        total,
    ]


def _goal(item: Labels) -> list[Cell]:
    basis = cell(value_of(item, _BASIS), style="left")
    return [cell(item.span("name"), style="left"), cell(item.span("weight")), cell(*fused(item)), basis]


BUDGET_GOALS = Printed("budget-goals", _PROFILE, _sheet)
