"""transfer-area: a region's form for an earmarked transfer; a bracket of sources, 指标1： before each name, narrow levels."""

from __future__ import annotations

from eval.layouts.dev.pieces import fused, label_of, text_rows, texts, value_of, year
from eval.layouts.profile import Printed, Profile
from golden.layouts.parts import attach, run_cell, runs
from golden.sheet import Block, Labels, Row, Sheet, Table, cell, heading

__all__ = ["TRANSFER_AREA"]

_WIDTHS = (6.0, 8.0, 16.0, 24.0, 20.0, 26.0)
_CENTRAL, _PERIOD, _SCOPE = "中央主管部门", "专项实施期限", "资金使用范围"

_PROFILE = Profile(
    kind="project",
    title="中央对地方专项转移支付区域绩效目标表",
    forms=(2, 2),
    fields=frozenset(
        {
            "table_no",
            "fiscal_year",
            "amount_unit",
            "competent_department",
            "implementing_unit",
            "project_name",
            "total_budget",
        }
    ),
    funding=("中央补助资金", "地方财政资金", "其他资金（含社会投入）"),
    narratives=("年度总体目标",),
    attributes={_CENTRAL: "text", _PERIOD: "text", _SCOPE: "text"},
    columns=frozenset({"level1", "level2", "name", "operator", "value", "unit"}),
    levels={
        "产出指标": ("数量指标", "质量指标", "时效指标", "成本指标"),
        "效益指标": ("经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标"),
        "满意度指标": ("服务对象满意度指标",),
    },
    indicators=(11, 15),
    fused=True,
    operators={"≥": "≧", "≤": "≦", "=": "＝"},
    one_unit=False,
    filling_rules=(
        "地方财政资金包括省、市、县各级财政安排用于本专项的资金。",
        "其他资金是指除中央、地方财政资金以外共同投入到同一专项的自有资金、社会资金等。",
    ),
)


def _sheet(labels: Labels) -> Sheet:
    blocks = [block for number, form in enumerate(labels.each("forms")) for block in _form(form, number)]
    rules = [heading(f"注：{number}.", rule.span("text")) for number, rule in enumerate(labels.each("filling_rules"), start=1)]
    return Sheet((*blocks, *rules), font_size=10)


def _form(form: Labels, number: int) -> list[Block]:
    rows = (*_head(form), *_money(form), *text_rows(form.each("narratives"), 5), *_indicators(form))
    return [
        heading(form.span("table_no"), style="lead first" if number else "lead"),
        heading(form.span("title"), style="title"),
        heading(year(form, "（{}年度）"), style="subtitle"),
        Table(_WIDTHS, rows),
    ]


def _head(form: Labels) -> list[Row]:
    """The special fund, those in charge of it at three levels, and what the labels have no name for."""
    central = cell(value_of(form, _CENTRAL))
    return [
        Row((cell("专项名称", columns=3), cell(form.span("project_name"), columns=3))),
        Row((cell(label_of(form, _CENTRAL), columns=3), central, cell(label_of(form, _PERIOD)), cell(value_of(form, _PERIOD)))),
        Row(
            (
                cell("省（市县）主管部门", columns=3),
                cell(form.span("competent_department")),
                cell("具体实施单位"),
                cell(form.span("implementing_unit")),
            )
        ),
        Row((cell(label_of(form, _SCOPE), columns=3), cell(value_of(form, _SCOPE), columns=3))),
    ]


def _money(form: Labels) -> list[Row]:
    """The total above, its sources behind a bracket."""
    funds = form.each("funding")
    total = Row((cell("年度金额", columns=2), cell(form.span("total_budget"), columns=2)))
    parts = [Row((cell(item.span("label"), style="left"), cell(item.span("amount"), columns=2))) for item in funds]
    rows = [total, *attach((cell("其中：", rows=len(parts)),), parts)]
    return attach((cell("资金情况\n（", form.span("amount_unit"), "）", columns=2, rows=len(rows)),), rows)


def _indicators(form: Labels) -> list[Row]:
    header = Row(
        (*texts("一级\n指标", "二级指标"), cell("三级指标", columns=2), cell("指标值\n（包含数字及文字描述）")), keeps=True
    )
    rows = [header]
    for first in runs(form.each("indicators"), "level1"):
        seconds = [
            attach(
                (run_cell(second, "level2"),),
                [
                    Row((cell(f"指标{place}：", item.span("name"), columns=2, style="left"), cell(*fused(item))))
                    for place, item in enumerate(second, start=1)
                ],
            )
            for second in runs(first, "level2")
        ]
        rows += attach((run_cell(first, "level1"),), [row for second in seconds for row in second])
    return attach((cell("绩效指标", rows=len(rows)),), rows)


TRANSFER_AREA = Printed("transfer-area", _PROFILE, _sheet)
