"""One layout of the suite."""

from __future__ import annotations

from eval.layouts.profile import Printed, Profile
from eval.layouts.prose import headed
from eval.layouts.test.ledgers import coded, itemised, split_code, two_sided
from golden.layouts.budget_tables import Name
from golden.sheet import Block, Labels, Line, Sheet, Table, heading

__all__ = ["T13"]

_USE = (("{year}年支出预算", "合计"), ("{year}年支出预算", "基本支出"), ("{year}年支出预算", "项目支出"))
_KINDS = ("revenue_expenditure", "expenditure", "functional", "funds", "economic", "three_public")

_PROFILE = Profile(
    kind="budget",
    amount_unit="元",
    tables=_KINDS,
    headers={
        "revenue_expenditure": (("本年收入", "预算数"), ("本年支出", "预算数")),
        "expenditure": _USE,
        "functional": tuple(("一般公共预算支出", last) for _, last in _USE),
        "funds": tuple(("政府性基金预算支出", last) for _, last in _USE),
        "economic": (
            ("一般公共预算基本支出", "合计"),
            ("一般公共预算基本支出", "人员经费"),
            ("一般公共预算基本支出", "公用经费"),
        ),
        "three_public": (
            ("“三公”经费预算数", "合计"),
            ("“三公”经费预算数", "因公出国（境）费"),
            ("“三公”经费预算数", "公务接待费"),
            ("“三公”经费预算数", "公务用车购置及运行费", "小计"),
            ("“三公”经费预算数", "公务用车购置及运行费", "购置费"),
            ("“三公”经费预算数", "公务用车购置及运行费", "运行费"),
        ),
    },
    table_titles={
        "revenue_expenditure": "{year}年部门财务收支预算总表",
        "expenditure": "{year}年部门支出预算总表",
        "functional": "{year}年部门一般公共预算支出功能分类预算表",
        "funds": "{year}年部门政府性基金预算支出功能分类预算表",
        "economic": "{year}年部门一般公共预算基本支出经济分类预算表",
        "three_public": "{year}年部门“三公”经费预算表",
    },
    table_number="",
    table_units={"three_public": "万元"},
    claims=True,
)

_FUNCTION, _ECONOMY = "功能分类科目编码", "经济分类科目编码"
_SEVEN = (*(Name("code", (_FUNCTION, part)) for part in "类款项"), Name("name", ("功能分类科目名称",)))
_FIVE = (*(Name("code", (_ECONOMY, part)) for part in "类款"), Name("name", ("经济分类科目名称",)))
_WIDTHS = (7.0, 6.0, 6.0, 33.0, 16.0, 16.0, 16.0)
_HEADINGS = {
    "总": "一、部门预算收支情况",
    "“三公”经费": "二、“三公”经费预算情况",
    "机关运行经费": "三、机关运行经费",
    "政府采购": "四、政府采购情况",
    "绩效": "五、绩效目标设置情况",
    "截至": "六、国有资产占有使用情况",
    "在职人员": "七、机构人员情况",
}


def _layout(labels: Labels) -> Sheet:
    tables = zip(_KINDS, labels.each("tables"), strict=True)
    blocks = (block for kind, table in tables for block in _titled(kind, table))
    return Sheet((*_prose(labels), *blocks), font_size=10)


def _prose(labels: Labels) -> list[Line]:
    lines = [heading("部门预算编制说明", style="title")]
    for above, spans in headed(labels, _HEADINGS):
        lines += [heading(above, style="chapter")] if above else []
        lines.append(Line(spans, "prose"))
    return lines


def _titled(kind: str, table: Labels) -> list[Block]:
    return [
        heading(table.span("title"), style="title first"),
        heading("单位：", table.span("amount_unit"), style="unit"),
        _table(kind, table),
        *([heading(table.span("note"), style="tail")] if table.has("note") else []),
    ]


def _table(kind: str, table: Labels) -> Table:
    if kind == "revenue_expenditure":
        return two_sided(table, ("项目", "项目"), (32.0, 18.0, 32.0, 18.0))
    if kind == "three_public":
        return itemised(table, "", ())
    if kind == "economic":
        return coded(table, _FIVE, (8.0, 7.0, 37.0, 16.0, 16.0, 16.0), split_code(2))
    return coded(table, _SEVEN, _WIDTHS, split_code(3))


T13 = Printed("t13", _PROFILE, _layout)
