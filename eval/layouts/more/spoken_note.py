"""spoken-note: an explanation in chapters: facts, sources and their sum (in yuan) within sentences, a table of indicators last."""

from __future__ import annotations

from eval.layouts.dev.pieces import label_of, narrative, run_rows, texts, value_of, year
from eval.layouts.profile import Printed, Profile
from eval.layouts.prose import headed
from golden.layouts.parts import shared
from golden.sheet import Block, Cell, Labels, Line, Row, Sheet, Span, Table, cell, heading

__all__ = ["SPOKEN_NOTE"]

_WIDTHS = (17.0, 17.0, 30.0, 9.0, 12.0, 9.0, 8.0)
_REASON, _RECKONED, _GOAL = "立项依据", "支出测算过程", "预期绩效目标"
_KIND, _BEGIN, _END = "项目性质", "开始时间", "完成时间"
_FIRST = {"收入": "（一）部门收支预算", "三公": "（二）“三公”经费和机关运行经费", "政府采购": "（三）其他事项"}

_PROFILE = Profile(
    kind="project",
    title="预算项目绩效目标编报说明",
    fields=frozenset(
        {
            "fiscal_year",
            "amount_unit",
            "organization",
            "competent_department",
            "implementing_unit",
            "project_name",
            "project_code",
            "total_budget",
            "prior_year_budget",
            "contacts",
        }
    ),
    amount_unit="元",
    funding=("本级财政拨款", "其中：上级补助", "单位自筹"),
    narratives=(_REASON, _RECKONED, _GOAL),
    attributes={_KIND: "text", _BEGIN: "date", _END: "date"},
    levels={
        "产出指标": ("数量指标", "质量指标", "时效指标", "成本指标"),
        "效果指标": ("社会效益", "生态效益"),
        "满意度指标": ("服务对象满意度",),
    },
    indicators=(8, 11),
    operators={"定性": "定性描述"},
    claims=True,
)


def _sheet(labels: Labels) -> Sheet:
    (form,) = labels.each("forms")
    contact = form.each("contacts")[0]
    return Sheet(
        (
            heading(form.span("title"), style="title"),
            heading(year(form, "（{}年）"), style="subtitle"),
            *_department(labels, form),
            heading("二、项目基本情况", style="chapter"),
            _paragraph(*_facts(form)),
            _narrative(form, _REASON),
            heading("三、资金构成及测算", style="chapter"),
            _money(form),
            _narrative(form, _RECKONED),
            heading("四、绩效目标及指标", style="chapter"),
            _narrative(form, _GOAL),
            _paragraph("具体考核指标见下表。"),
            Table(_WIDTHS, (*_header(), *_indicators(form)), header=1, style="rows"),
            heading("（联系人：", contact.span("name"), "，联系电话：", contact.span("phone"), "）", style="tail"),
        ),
        font_size=10.5,
    )


def _department(labels: Labels, form: Labels) -> list[Block]:
    """The unit and its budget, each paragraph begun by its heading."""
    blocks: list[Block] = [
        heading("一、部门预算基本情况", style="chapter"),
        _paragraph("申报单位为", form.span("organization"), "，主管部门为", form.span("competent_department"), "。"),
    ]
    blocks += [_paragraph(f"{title}。" if title else "", *spans) for title, spans in headed(labels, _FIRST)]
    return blocks


def _paragraph(*parts: Span | str) -> Line:
    return heading(*parts, style="prose")


def _facts(form: Labels) -> list[Span | str]:
    return [
        *("申报项目名称为“", form.span("project_name"), "”，项目编码", form.span("project_code")),
        *("，具体实施单位为", form.span("implementing_unit"), "，", label_of(form, _KIND), "为", value_of(form, _KIND), "；"),
        *("计划", label_of(form, _BEGIN), value_of(form, _BEGIN), "，", label_of(form, _END), value_of(form, _END), "。"),
    ]


def _narrative(form: Labels, label: str) -> Line:
    """The label opens its paragraph."""
    item = narrative(form, label)
    return _paragraph(item.span("label"), "：", item.span("text"))


def _money(form: Labels) -> Table:
    """The sources, one of them a part of the first, then what they come to; an amount of nothing may stay blank."""
    unit = form.text("amount_unit")
    first, part, own = form.each("funding")
    parts: list[Span | str] = ["　　项目所需资金中，", first.span("label"), *_gap(first), form.span("amount_unit")]
    parts += ["（", part.span("label"), *_gap(part), f"{unit}），", own.span("label"), *_gap(own), f"{unit}，"]
    parts += ["合计安排预算", form.span("total_budget"), f"{unit}；上年度预算安排", form.span("prior_year_budget"), f"{unit}。"]
    return Table((1.0,), (Row((cell(*parts, style="text"),)),), style="open")


def _gap(item: Labels) -> tuple[Span | str, ...]:
    """An amount, or the room left for it."""
    return (item.span("amount"), "" if item.text("amount") else "　　")


def _header() -> list[Row]:
    names = texts("一级指标", "二级指标", "指标内容", "指标方向", "目标值", "单位", "权重")
    return [Row(names)]


def _indicators(form: Labels) -> list[Row]:
    return run_rows(form.each("indicators"), "level1", lambda item: Row(tuple(_row(item))))


def _row(item: Labels) -> list[Cell]:
    fields = (cell(item.span(name)) for name in ("operator", "value", "unit", "weight"))
    return [cell(shared([item], "level2")), cell(item.span("name"), style="left"), *fields]


SPOKEN_NOTE = Printed("spoken-note", _PROFILE, _sheet)
