"""asterisk-grid: landscape, four labels with asterisks in a row, numbered indicators with operators in words, levels repeated."""

from __future__ import annotations

from eval.layouts.dev.pieces import SHORT_LEVELS, each_numbered, label_of, narrative, texts, value_of
from eval.layouts.profile import Printed, Profile
from golden.layouts.parts import with_year
from golden.sheet import Block, Cell, Labels, Row, Span, Table, cell, heading

__all__ = ["ASTERISK_GRID"]

_WIDTHS = (11.0, 14.0, 11.0, 14.0, 11.0, 14.0, 11.0, 14.0)
_INDICATOR_WIDTHS = (5.0, 9.0, 10.5, 21.0, 8.5, 8.5, 8.5, 8.0, 24.0, 9.0)
_HEADER = ("序号", "一级指标", "二级指标", "三级指标", "计算符号", "目标值", "计量单位", "权重(%)", "指标解释", "备注")
_COLUMNS = ("level1", "level2", "name", "operator", "value", "unit", "weight", "explanation", "note")
_NARRATIVES = ("项目概况", "立项依据", "年度绩效目标")

_PROFILE = Profile(
    kind="project",
    title="{year}年度部门预算项目绩效目标申报表",
    forms=(1, 2),
    fields=frozenset(
        {
            "fiscal_year",
            "amount_unit",
            "organization",
            "project_name",
            "project_code",
            "competent_department",
            "implementing_unit",
            "total_budget",
            "prior_year_budget",
            "contacts",
        }
    ),
    amount_unit="元",
    narratives=_NARRATIVES,
    attributes={"项目类别": "text", "项目级次": "text", "开始日期": "date", "结束日期": "date", "是否政府采购": "text"},
    columns=frozenset(_COLUMNS),
    levels=SHORT_LEVELS,
    indicators=(7, 12),
    operators={"≥": "不低于", "≤": "不超过", "=": "等于"},
    one_unit=False,
)


def _form(form: Labels, number: int) -> list[Block]:
    return [
        heading(with_year([form]), style="title first" if number else "title"),
        heading("填报单位（盖章）：", form.span("organization"), style="lead"),
        Table(_WIDTHS, (*_grid(form), *_narratives(form))),
        heading("绩效指标", style="lead tail"),
        Table(_INDICATOR_WIDTHS, tuple(_indicators(form)), header=1),
    ]


def _grid(form: Labels) -> list[Row]:
    contact = form.each("contacts")[0]
    budget = (Span("*项目当年预算（"), form.span("amount_unit"), Span("）"))
    attributes = {name: (label_of(form, name), value_of(form, name)) for name in _PROFILE.attributes}
    starred = {name: (cell("*", label), cell(value)) for name, (label, value) in attributes.items()}
    return [
        Row((*_pair("*项目名称", form.span("project_name"), 3), *_pair("项目编码", form.span("project_code"), 3))),
        Row((*_pair("*主管部门", form.span("competent_department"), 3), *_pair("*实施单位", form.span("implementing_unit"), 3))),
        Row((*starred["项目类别"], *starred["项目级次"], *starred["开始日期"], *starred["结束日期"])),
        Row(
            (
                cell(*budget),
                cell(form.span("total_budget"), style="right"),
                cell("上年预算（元）"),
                cell(form.span("prior_year_budget"), style="right"),
                *starred["是否政府采购"],
                cell("*联系人\n及电话"),
                cell(contact.span("name"), "\n", contact.span("phone")),
            )
        ),
    ]


def _pair(label: str, value: Span, columns: int) -> tuple[Cell, Cell]:
    return cell(label), cell(value, columns=columns, style="left")


def _narratives(form: Labels) -> list[Row]:
    items = [narrative(form, label) for label in _NARRATIVES]
    return [Row((cell("*", item.span("label")), cell(item.span("text"), columns=7, style="text"))) for item in items]


def _indicators(form: Labels) -> list[Row]:
    rows = [Row(texts(*_HEADER))]
    for number, item in enumerate(form.each("indicators"), start=1):
        rows.append(Row((cell(str(number)), *(cell(item.span(name)) for name in _COLUMNS))))
    return rows


ASTERISK_GRID = Printed("asterisk-grid", _PROFILE, each_numbered(_form, landscape=True, font_size=9))
