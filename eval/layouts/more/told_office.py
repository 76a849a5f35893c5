"""told-office: a department's form whose whole budget is told in sentences, a cell for each subject; no amount has a cell."""

from __future__ import annotations

from eval.layouts.dev.pieces import column_label, fused, label_of, levelled, narrative, texts, value_of
from eval.layouts.profile import Printed, Profile
from eval.layouts.prose import headed
from golden.layouts.parts import LONG, attach, with_year
from golden.sheet import Cell, Labels, Row, Sheet, Table, cell, heading

__all__ = ["TOLD_OFFICE"]

_WIDTHS = (8.0, 13.0, 29.0, 17.0, 9.0, 24.0)
_DUTIES, _GOAL = "部门主要职责", "全年总体目标"
_LEVEL, _SOURCE = "预算级次", "数据来源"
_TOLD = {
    "收入": "收支预算\n总体情况",
    "公用经费": "基本支出和项目支出",
    "三公": "“三公”经费",
    "机关运行经费": "机关运行\n经费",
    "政府采购": "政府采购\n及人员资产",
    "绩效目标": "绩效管理\n范围",
}
"""What stands left of the sentences, by a word of the first one."""

_PROFILE = Profile(
    kind="overall",
    title="{year}年度部门整体支出绩效目标申报表",
    fields=frozenset({"fiscal_year", "organization", "contacts"}),
    narratives=(_DUTIES, _GOAL),
    attributes={_LEVEL: "text"},
    tasks=(3, 4),
    levels={
        "产出": ("数量", "质量", "时效", "成本"),
        "效果": ("经济效益", "社会效益", "可持续影响"),
        "满意度": ("服务对象满意度",),
    },
    indicators=(9, 12),
    column_attributes={_SOURCE: "text"},
    fused=True,
    claims=True,
)


def _sheet(labels: Labels) -> Sheet:
    forms = labels.each("forms")
    (form,) = forms
    rows = (*_head(form), *_told(labels), *_work(form), *_indicators(form))
    return Sheet(
        (
            heading(with_year(forms), style="title"),
            Table(_WIDTHS, rows),
            heading("填表说明：“预算安排说明”应与部门预算公开文本一致，文字中的金额逐项写明单位。", style="tail"),
        ),
        font_size=10,
    )


def _head(form: Labels) -> list[Row]:
    contact = form.each("contacts")[0]
    level = (cell(label_of(form, _LEVEL), columns=2), cell(value_of(form, _LEVEL)))
    return [
        Row((cell("填报部门（单位）", columns=2), cell(form.span("organization"), columns=4, style="left"))),
        Row((cell("经办人及电话", columns=2), cell(contact.span("name"), "　", contact.span("phone")), *level)),
        _text("", form, _DUTIES),
    ]


def _strip(words: str) -> Row:
    return Row((cell(words, columns=6, style="left strong"),), keeps=True)


def _text(before: str, form: Labels, label: str) -> Row:
    item = narrative(form, label)
    return Row(
        (cell(before, item.span("label"), columns=2), cell(item.span("text"), columns=4, style="text")),
        splits=len(item.text("text")) > LONG,
    )


def _told(labels: Labels) -> list[Row]:
    """A subject and the sentences about it: many figures run on in one cell."""
    rows = [_strip("一、预算安排说明")]
    for subject, spans in headed(labels, _TOLD):
        long = sum(len(span.text) for span in spans) > LONG
        rows.append(Row((cell(subject or "", columns=2), cell(*spans, columns=4, style="text")), splits=long))
    return rows


def _work(form: Labels) -> list[Row]:
    tasks = [
        Row((cell(f"{number}．", task.span("name")), cell(task.span("text"), columns=3, style="text")))
        for number, task in enumerate(form.each("tasks"), start=1)
    ]
    side = cell("年度主要任务", columns=2, rows=len(tasks))
    return [_strip("二、年度目标及任务"), _text("", form, _GOAL), *attach((side,), tasks)]


def _indicators(form: Labels) -> list[Row]:
    indicators = form.each("indicators")
    source = cell(column_label(indicators, _SOURCE))
    header = Row((*texts("指标类型", "二级分类", "评价指标", "计划完成值", "分值"), source), keeps=True)
    return [_strip("三、整体绩效指标"), header, *levelled(indicators, _row)]


def _row(item: Labels) -> list[Cell]:
    values = (cell(*fused(item)), cell(item.span("weight")), cell(value_of(item, _SOURCE)))
    return [cell(item.span("name"), style="left"), *values]


TOLD_OFFICE = Printed("told-office", _PROFILE, _sheet)
