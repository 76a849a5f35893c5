"""county-typed: typed in Word: labels spread by blanks, ticked brackets, money listed in one cell, empty rows, units early."""

from __future__ import annotations

from collections.abc import Sequence

from eval.layouts.dev.pieces import each_form, label_of, narrative, pairs_of, value_of, year
from eval.layouts.profile import Printed, Profile
from golden.layouts.parts import attach, runs
from golden.sheet import Block, Cell, Labels, Row, Span, Table, cell, heading

__all__ = ["COUNTY_TYPED"]

_WIDTHS = (9.0, 8.0, 7.0, 21.0, 9.0, 8.0, 11.0, 17.0, 10.0)
_NATURE, _BEGIN, _END = "项目属性", "开始时间", "完成时间"
_CHOICES = ("新增项目", "延续项目", "经常性项目")
_CONTENT, _BASIS, _GOAL, _OTHER = "项目内容", "立项依据", "年度目标", "其他需要说明的事项"
_BLANKS = {"产出": 2, "效果": 1}
"""Rows that nobody filled or deleted, by level 1."""

_PROFILE = Profile(
    kind="project",
    title="县本级预算项目绩效目标申报表",
    fields=frozenset(
        {
            "fiscal_year",
            "amount_unit",
            "organization",
            "competent_department",
            "implementing_unit",
            "project_name",
            "total_budget",
            "contacts",
        }
    ),
    amount_unit="元",
    funding=("上级补助", "本级财力", "单位自筹", "其他来源"),
    narratives=(_CONTENT, _BASIS, _GOAL, _OTHER),
    attributes={_NATURE: "text", _BEGIN: "date", _END: "date"},
    levels={
        "产出": ("数量", "质量", "时效", "成本"),
        "效果": ("经济效益", "社会效益", "生态效益", "可持续影响"),
        "满意度": ("服务对象",),
    },
    indicators=(8, 11),
    fused=True,
    operators={"=": "＝"},
)


def _form(form: Labels) -> list[Block]:
    contact = form.each("contacts")[0]
    person = ("填　表　人：", contact.span("name"), "　　　　联系电话：", contact.span("phone"))
    return [
        heading("附表三：", style="lead"),
        heading(form.span("title"), style="title"),
        heading(year(form, "（{}年）"), style="subtitle"),
        heading("申报单位（盖章）：", form.span("organization"), "　　　　　　填报日期：　　　年　　月　　日", style="lead"),
        Table(_WIDTHS, (*_head(form), _money(form), *_texts(form), *_indicators(form), *_opinions())),
        heading("单位负责人（签字）：　　　　　　　　财务负责人（签字）：", style="tail"),
        heading(*person, style="tail"),
    ]


def _spread(span: Span) -> Span:
    """A character, a wide blank, a character, as if to fill the cell."""
    return Span("　".join(span.text), span.paths)


def _head(form: Labels) -> list[Row]:
    """No two rows have their edges in the same places."""
    department, unit = form.span("competent_department"), form.span("implementing_unit")
    begin, end = pairs_of(form, (_BEGIN, _END))
    return [
        Row((cell("项　目　名　称", columns=2), cell(form.span("project_name"), columns=7, style="left"))),
        Row((cell("主　管　部　门", columns=2), cell(department, columns=2), cell("承担单位", columns=2), cell(unit, columns=3))),
        Row((cell(_spread(label_of(form, _NATURE)), columns=2), cell(*_ticked(form), columns=7, style="left"))),
        Row(
            (
                cell("起　止　时　间", columns=2),
                cell(begin[0], "：", begin[1], columns=3, style="left"),
                cell(end[0], "：", end[1], columns=4, style="left"),
            )
        ),
    ]


def _ticked(form: Labels) -> list[Span | str]:
    """All choices, the one that holds with a tick in its bracket."""
    value = value_of(form, _NATURE)
    parts: list[Span | str] = []
    for choice in _CHOICES:
        parts += ["（√）", value, "　　"] if choice == value.text else [f"（　）{choice}　　"]
    return parts


def _money(form: Labels) -> Row:
    """The sources are lines of one cell; the total stands on the right beside its own label."""
    parts: list[Span | str] = []
    for number, item in zip("①②③④", form.each("funding"), strict=True):
        parts += ["\n" if parts else "", number, item.span("label"), "：　", item.span("amount")]
    label = cell("资　金　规　模\n（单位：", form.span("amount_unit"), "）", columns=2)
    return Row((label, cell(*parts, columns=4, style="left"), cell("合　计"), cell(form.span("total_budget"), columns=2)))


def _texts(form: Labels) -> list[Row]:
    items = [narrative(form, label) for label in (_CONTENT, _BASIS, _GOAL)]
    rows = [
        Row((cell(_spread(item.span("label")), columns=2), cell("　　", item.span("text"), columns=7, style="text")))
        for item in items
    ]
    other = narrative(form, _OTHER)
    label = Span(f"{_OTHER[:4]}\n{_OTHER[4:]}", other.span("label").paths)
    return [*rows, Row((cell(label, columns=2), cell(other.span("text"), columns=7, style="left")))]


def _indicators(form: Labels) -> list[Row]:
    names = (
        cell("指标类别", columns=2),
        cell("考　核　内　容", columns=3),
        cell("计量\n单位"),
        cell("计划完成值", columns=2),
        cell("权数"),
    )
    rows = [Row(names, keeps=True)]
    for first in runs(form.each("indicators"), "level1"):
        lines = [row for second in runs(first, "level2") for row in _second(second)]
        lines += [Row((cell(""), *_blank())) for _ in range(_BLANKS.get(first[0].text("level1"), 0))]
        rows += attach((_level(first, "level1", len(lines)),), lines)
    return [Row((cell("绩　　效　　指　　标", columns=9, style="strong"),), keeps=True), *rows]


def _level(run: Sequence[Labels], name: str, rows: int) -> Cell:
    """A level of two characters is spread."""
    text = run[0].text(name)
    shown = "　".join(text) if len(text) == len("产出") else text
    return cell(Span(shown, tuple(item.path(name) for item in run)), rows=rows)


def _second(run: Sequence[Labels]) -> list[Row]:
    return attach((_level(run, "level2", len(run)),), [Row(_row(item)) for item in run])


def _row(item: Labels) -> tuple[Cell, ...]:
    value = cell(item.span("operator"), item.span("value"), columns=2)
    return (cell(item.span("name"), columns=3, style="left"), cell(item.span("unit")), value, cell(item.span("weight")))


def _blank() -> tuple[Cell, ...]:
    return (cell("　", columns=3), cell(""), cell("", columns=2), cell(""))


def _opinions() -> list[Row]:
    ends = "\n\n　　　　　　（公章）\n　　　　　年　月　日"
    return [
        Row(
            (
                cell(f"主管部门审核意见：{ends}", columns=4, style="left"),
                cell(f"财政局业务股室意见：{ends}", columns=5, style="left"),
            )
        )
    ]


COUNTY_TYPED = Printed("county-typed", _PROFILE, each_form(_form, font_size=10))
