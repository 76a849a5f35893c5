"""project-columns: a unit's projects side by side, a column each; labels, money, goal and levels are the rows they share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import zip_longest

from eval.layouts.dev.pieces import fused
from eval.layouts.profile import Printed, Profile
from golden.layouts.parts import attach, kept, shared, with_year
from golden.sheet import Cell, Labels, Row, Sheet, Span, Table, cell, heading

__all__ = ["PROJECT_COLUMNS"]

_LABELS = (5.0, 11.0)
_FUNDS = ("财政拨款", "自有资金")
_KIND, _PERIOD, _GOAL = "项目类别", "实施期限", "年度目标"
_LEVELS = {
    "产出": ("数量指标", "质量指标", "时效指标", "成本指标"),
    "效益": ("社会效益", "可持续影响"),
    "满意度": ("服务对象满意度",),
}

_PROFILE = Profile(
    kind="project",
    title="{year}年度单位项目支出绩效目标对照表",
    forms=(3, 3),
    fields=frozenset(
        {
            "fiscal_year",
            "amount_unit",
            "organization",
            "implementing_unit",
            "project_name",
            "project_code",
            "total_budget",
            "contacts",
        }
    ),
    funding=_FUNDS,
    narratives=(_GOAL,),
    attributes={_KIND: "text", _PERIOD: "text"},
    levels=_LEVELS,
    indicators=(8, 11),
    fused=True,
)


def _sheet(labels: Labels) -> Sheet:
    forms = labels.each("forms")
    widths = (*_LABELS, *((100 - sum(_LABELS)) / len(forms) for _ in forms))
    owner = ("申报单位：", shared(forms, "organization"), "　　　　　　　　　　　　　　　　　　　　　　　　　　　　第　页　共　页")
    return Sheet(
        (
            heading(with_year(forms), style="title"),
            heading(*owner, style="lead"),
            Table(widths, (*_facts(forms), *_money(forms), _goal(forms), *_indicators(forms), *_people(forms))),
            heading("注：一列填一个项目，同类指标逐行填写，括号内为分值；没有的留空。", style="tail"),
        ),
        landscape=True,
        font_size=9,
    )


def _line(label: Sequence[Span | str], cells: Sequence[Cell], columns: int = 2) -> Row:
    return Row((cell(*label, columns=columns), *cells))


def _facts(forms: Sequence[Labels]) -> list[Row]:
    """What is asked stands at the left, the answer of each project in its column."""

    def values(of: Callable[[Labels], Span], style: str = "") -> list[Cell]:
        return [cell(of(form), style=style) for form in forms]

    rows = [
        _line(("项目名称",), values(lambda form: form.span("project_name"), "strong")),
        _line(("项目编码",), values(lambda form: form.span("project_code"))),
        _line(("具体承办单位",), values(lambda form: form.span("implementing_unit"))),
    ]
    for number, label in enumerate((_KIND, _PERIOD)):
        path = f"attributes[{number}]"
        rows.append(_line((_common(forms, label, f"{path}.label"),), [cell(form.span(f"{path}.value")) for form in forms]))
    return rows


def _common(forms: Sequence[Labels], text: str, path: str) -> Span:
    """A label that all columns share."""
    return Span(text, tuple(form.path(path) for form in forms))


def _money(forms: Sequence[Labels]) -> list[Row]:
    rows = [_line(("预算总额",), [cell(form.span("total_budget")) for form in forms], 1)]
    for number, label in enumerate(_FUNDS):
        path = f"funding[{number}]"
        name = ("　　　" if number else "其中：", _common(forms, label, f"{path}.label"))
        rows.append(_line(name, [cell(form.span(f"{path}.amount")) for form in forms], 1))
    return kept(attach((cell("资金\n规模\n（", shared(forms, "amount_unit"), "）", rows=len(rows)),), rows))


def _goal(forms: Sequence[Labels]) -> Row:
    label = _common(forms, _GOAL, "narratives[0].label")
    return _line((label,), [cell(form.span("narratives[0].text"), style="text") for form in forms])


def _indicators(forms: Sequence[Labels]) -> list[Row]:
    rows: list[Row] = []
    for first, seconds in _LEVELS.items():
        made = [row for second in seconds for row in _level(forms, first, second)]
        rows += attach((cell(_over(forms, first), rows=len(made)),), made) if made else []
    return rows


def _of(form: Labels, first: str, second: str) -> list[Labels]:
    return [item for item in form.each("indicators") if item.text("level1") == first and item.text("level2") == second]


def _over(forms: Sequence[Labels], first: str) -> Span:
    """A level 1 beside the indicators of all projects."""
    items = (item for form in forms for item in form.each("indicators"))
    return Span(first, tuple(item.path("level1") for item in items if item.text("level1") == first))


def _level(forms: Sequence[Labels], first: str, second: str) -> list[Row]:
    """As many rows as the project with the most of that kind has; the cells of the others stay blank below."""
    columns = [_of(form, first, second) for form in forms]
    lines = list(zip_longest(*columns))
    if not lines:
        return []
    name = Span(second, tuple(item.path("level2") for items in columns for item in items))
    return kept(attach((cell(name, rows=len(lines)),), [Row(tuple(map(_promise, line))) for line in lines]))


def _promise(item: Labels | None) -> Cell:
    """Its name, what is promised and its points in one go; words stand behind a colon."""
    if item is None:
        return cell("")
    between = "" if item.text("operator") else "："
    return cell(item.span("name"), between, *fused(item), "（", item.span("weight"), "）", style="left")


def _people(forms: Sequence[Labels]) -> list[Row]:
    contacts = [form.each("contacts")[0] for form in forms]
    return [_line(("项目联系人\n及电话",), [cell(contact.span("name"), "　", contact.span("phone")) for contact in contacts])]


PROJECT_COLUMNS = Printed("project-columns", _PROFILE, _sheet)
