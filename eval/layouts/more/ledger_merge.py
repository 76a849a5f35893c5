"""ledger-merge: a ruled ledger, no level 2, weights before names, sources of money above their amounts in yuan."""

from __future__ import annotations

from eval.layouts.dev.pieces import column_label, each_numbered, fused, pairs_of, run_rows, spread, texts, value_of
from eval.layouts.profile import Printed, Profile
from golden.layouts.parts import attach, kept, narrative_rows
from golden.sheet import Block, Cell, Labels, Row, Span, Table, cell, heading

__all__ = ["LEDGER_MERGE"]

_WIDTHS = (9.0, 9.0, 13.0, 17.0, 20.0, 12.0, 20.0)
_FUNDS = ("上级补助", "本级财力", "自筹及其他")
_KIND, _BUYING, _RULE = "项目类别", "是否纳入政府采购", "计分标准"

_PROFILE = Profile(
    kind="project",
    title="财政支出项目绩效目标申报登记表",
    forms=(1, 2),
    fields=frozenset(
        {
            "fiscal_year",
            "amount_unit",
            "table_no",
            "organization",
            "project_name",
            "project_code",
            "implementing_unit",
            "total_budget",
            "contacts",
        }
    ),
    amount_unit="元",
    funding=_FUNDS,
    narratives=("立项依据", "项目实施内容", "预期总目标"),
    attributes={_KIND: "text", _BUYING: "text"},
    columns=frozenset({"level1", "name", "operator", "value", "unit", "weight"}),
    levels={"产出": (), "效果": (), "满意度": ()},
    indicators=(7, 11),
    column_attributes={_RULE: "text"},
    fused=True,
)


def _form(form: Labels, number: int) -> list[Block]:
    contact = form.each("contacts")[0]
    rows = (*_head(form), *_money(form), *narrative_rows(form, 5, label=2), *_indicators(form))
    return [
        heading(form.span("table_no"), style="lead first" if number else "lead"),
        heading(form.span("title"), style="title"),
        heading("申报单位（盖章）：", form.span("organization"), style="lead"),
        Table(_WIDTHS, rows),
        heading("经办人：", contact.span("name"), "　　　　　联系方式：", contact.span("phone"), style="tail"),
    ]


def _head(form: Labels) -> list[Row]:
    kind, buying = pairs_of(form, (_KIND, _BUYING))
    return [
        Row((cell("项目名称", columns=2), cell(form.span("project_name"), columns=5, style="left"))),
        _pair("项目代码", form.span("project_code"), "预算年度", form.span("fiscal_year")),
        Row((cell("责任单位", columns=2), cell(form.span("implementing_unit"), columns=5, style="left"))),
        _pair(*kind, *buying),
    ]


def _pair(*spans: Span | str) -> Row:
    """Two labels with their values."""
    return Row(spread(spans, (2, 2, 1, 2)))


def _money(form: Labels) -> list[Row]:
    """Four labels over four amounts."""
    items = form.each("funding")
    labels = Row(_four("项目总投资", *(item.span("label") for item in items)))
    amounts = Row(_four(form.span("total_budget"), *(item.span("amount") for item in items), style="right"))
    return kept(attach((cell("资金\n规模\n（", form.span("amount_unit"), "）", rows=2),), [labels, amounts]))


def _four(*spans: Span | str, style: str = "") -> tuple[Cell, ...]:
    return spread(spans, (2, 1, 1, 2), style)


def _indicators(form: Labels) -> list[Row]:
    indicators = form.each("indicators")
    name, rule = cell("指标内容", columns=2), cell(column_label(indicators, _RULE), columns=2)
    header = Row((*texts("考核\n维度", "权数"), name, cell("标准值"), rule), keeps=True)
    return [header, *run_rows(indicators, "level1", _row)]


def _row(item: Labels) -> Row:
    name = cell(item.span("name"), columns=2, style="left")
    rule = cell(value_of(item, _RULE), columns=2, style="left")
    return Row((cell(item.span("weight")), name, cell(*fused(item)), rule))


LEDGER_MERGE = Printed("ledger-merge", _PROFILE, each_numbered(_form, font_size=9.5))
