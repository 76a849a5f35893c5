"""delta-style: a system's print-out across the page: labels with colons, bars between parts, numbers 1.2.1, weight first."""

from __future__ import annotations

from eval.layouts.dev.pieces import column_label, each_numbered, narrative, pairs_of, spread, texts, value_of
from eval.layouts.profile import Printed, Profile
from golden.layouts.parts import LONG, attach, runs, with_year
from golden.sheet import Block, Cell, Labels, Row, Span, Table, cell, heading

__all__ = ["DELTA_STYLE"]

_WIDTHS = (6.5, 8.5, 11.0, 17.0, 6.0, 8.0, 8.5, 11.0, 7.5, 16.0, 10.0)
_FUNDS = ("一般公共预算资金", "政府性基金预算资金", "财政专户管理资金", "单位资金")
_GRADE, _KIND, _PERIOD, _BUYS, _BEGIN, _END = "项目级次", "支出项目类别", "实施周期", "是否政府采购", "项目起始时间", "项目终止时间"
_NATURE = "项目属性"
_BASIS, _MEASURES, _GOAL = "政策依据", "保障措施", "年度绩效目标"
_DIRECTION, _STANDARD, _SOURCE = "指标方向", "评分标准", "佐证来源"

_PROFILE = Profile(
    kind="project",
    title="{year}年省级部门预算二级项目绩效目标申报表",
    forms=(1, 2),
    fields=frozenset(
        {
            "fiscal_year",
            "amount_unit",
            "organization",
            "competent_department",
            "project_name",
            "project_code",
            "total_budget",
            "prior_year_budget",
            "contacts",
        }
    ),
    funding=_FUNDS,
    narratives=(_BASIS, _MEASURES, _GOAL),
    attributes={_GRADE: "text", _KIND: "text", _PERIOD: "text", _BUYS: "text", _BEGIN: "date", _END: "date", _NATURE: "text"},
    levels={
        "产出指标": ("数量指标", "质量指标", "时效指标", "成本指标"),
        "效益指标": ("经济效益", "社会效益", "生态效益", "可持续发展"),
        "满意度指标": ("满意度",),
    },
    indicators=(8, 12),
    column_attributes={_DIRECTION: "text", _STANDARD: "text", _SOURCE: "text"},
    operators={"≥": "大于或等于", "≤": "小于或等于", "=": "等于", "定性": "定性描述"},
)


def _form(form: Labels, number: int) -> list[Block]:
    rows = (*_facts(form), *_money(form), *_goals(form), *_indicators(form))
    return [
        heading(with_year([form]), style="title first" if number else "title"),
        heading("金额单位：", form.span("amount_unit"), style="unit"),
        Table(_WIDTHS, rows),
        heading("打印人：　　　　　　　　　　　　单位公章：　　　　　　　　　　　　第　页／共　页", style="tail"),
    ]


def _bar(text: str) -> Row:
    return Row((cell(text, columns=11, style="left"),), keeps=True)


def _facts(form: Labels) -> list[Row]:
    contact = form.each("contacts")[0]
    grade, kind, period, buys, begin, end, nature = pairs_of(form, _PROFILE.attributes)
    return [
        _bar("▍基本信息"),
        Row((*_pair("项目名称", form.span("project_name"), 2, 5), *_pair("项目代码", form.span("project_code"), 2, 2))),
        _three(("预算单位", form.span("organization")), ("业务主管部门", form.span("competent_department")), grade),
        _three(kind, period, buys),
        _three(begin, end, ("经办人", contact.span("name"))),
        Row((*_pair("经办人联系电话", contact.span("phone"), 2, 2), *_pair(*nature, 3, 4))),
    ]


def _pair(label: Span | str, value: Span, before: int, columns: int) -> tuple[Cell, ...]:
    return (cell(label, "：", columns=before, style="right"), cell(value, columns=columns, style="left"))


def _three(*pairs: tuple[Span | str, Span]) -> Row:
    widths = ((2, 2), (3, 2), (1, 1))
    return Row(tuple(made for pair, wide in zip(pairs, widths, strict=True) for made in _pair(*pair, *wide)))


def _money(form: Labels) -> list[Row]:
    """Last year first, the sources beneath a header of their own, their amounts in one line."""
    items = form.each("funding")
    widths = (1, 2, 2, 2)
    whole = (cell("上年度预算", columns=2, rows=2), cell("本年度申报数", columns=1, rows=2), cell("其中：资金来源", columns=7))
    names = Row(spread((item.span("label") for item in items), widths), keeps=True)
    totals = (cell(form.span("prior_year_budget"), columns=2, style="right"), cell(form.span("total_budget"), style="right"))
    amounts = (cell(item.span("amount"), columns=wide, style="right") for item, wide in zip(items, widths, strict=True))
    rows = [Row(whole, keeps=True), names, Row((*totals, *amounts))]
    return [_bar("▍资金信息"), *attach((cell("预算\n金额", rows=3),), rows)]


def _goals(form: Labels) -> list[Row]:
    items = [narrative(form, label) for label in _PROFILE.narratives]
    return [
        _bar("▍绩效目标"),
        *(
            Row(
                (cell(item.span("label"), "：", columns=2, style="right"), cell(item.span("text"), columns=9, style="text")),
                splits=len(item.text("text")) > LONG,
            )
            for item in items
        ),
    ]


def _indicators(form: Labels) -> list[Row]:
    """Levels are written out in every row and numbered; the three columns of the value are beneath one name."""
    indicators = form.each("indicators")
    direction, standard, source = (cell(column_label(indicators, name), rows=2) for name in (_DIRECTION, _STANDARD, _SOURCE))
    names = [cell(name, rows=2) for name in ("编号", "一级\n指标", "二级指标", "三级指标", "权重\n(%)")]
    upper = Row((*names, direction, cell("当年度指标值", columns=3), standard, source), keeps=True)
    lower = Row(texts("指标性质", "指标值", "度量单位"), keeps=True)
    rows = [
        _row(item, f"{one}.{two}.{three}")
        for one, first in enumerate(runs(indicators, "level1"), 1)
        for two, second in enumerate(runs(first, "level2"), 1)
        for three, item in enumerate(second, 1)
    ]
    return [_bar("▍绩效指标（权重合计应为100%）"), upper, lower, *rows, _sum()]


def _row(item: Labels, number: str) -> Row:
    levels = (cell(item.span("level1")), cell(item.span("level2")), cell(item.span("name"), style="left"))
    direction, standard, source = (value_of(item, name) for name in (_DIRECTION, _STANDARD, _SOURCE))
    values = (cell(item.span("operator")), cell(item.span("value")), cell(item.span("unit")))
    return Row(
        (cell(number), *levels, cell(item.span("weight")), cell(direction), *values, cell(standard, style="left"), cell(source))
    )


def _sum() -> Row:
    return Row((cell("权重合计", columns=4, style="right"), cell("100"), cell("", columns=6)))


DELTA_STYLE = Printed("delta-style", _PROFILE, each_numbered(_form, landscape=True, font_size=9))
