"""Pieces that several layouts of the suite print alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise

from eval.layouts.dev.budget_tables import Lead, cells_of
from eval.layouts.prose import headed
from golden.layouts.parts import attach, level_rows, run_cell, runs
from golden.sheet import Block, Cell, Labels, Layout, Line, Row, Sheet, Span, cell, heading

__all__ = [
    "FULL_LEVELS",
    "SHORT_LEVELS",
    "amount_cells",
    "code_cells",
    "code_lead",
    "column_label",
    "each_form",
    "each_numbered",
    "fund_labels",
    "fused",
    "goals_beside",
    "indented_name",
    "indented_prose",
    "joined",
    "label_of",
    "lead_of",
    "levelled",
    "named",
    "narrative",
    "pairs_of",
    "part_label",
    "promise",
    "rule_lines",
    "run_rows",
    "spread",
    "text_rows",
    "texts",
    "value_of",
    "year",
]

FULL_LEVELS: dict[str, tuple[str, ...]] = {
    "成本指标": ("经济成本指标",),
    "产出指标": ("数量指标", "质量指标", "时效指标"),
    "效益指标": ("经济效益指标", "社会效益指标", "生态效益指标"),
    "满意度指标": ("服务对象满意度指标",),
}
"""The levels that the ministry prescribes since 2021."""

SHORT_LEVELS: dict[str, tuple[str, ...]] = {
    "产出指标": ("数量指标", "质量指标", "时效指标", "成本指标"),
    "效益指标": ("社会效益指标", "可持续影响指标"),
    "满意度指标": ("满意度指标",),
}
"""The older ones, costs among the output."""


def year(form: Labels, pattern: str) -> Span:
    """The fiscal year within other words: `pattern` holds {}."""
    return Span(pattern.format(form.text("fiscal_year")), (form.path("fiscal_year"),))


def named(owner: Labels, group: str, label: str) -> Labels:
    """The item of the list `group` that has that label. Raises KeyError naming those there are."""
    items = {item.text("label"): item for item in owner.each(group)}
    if label not in items:
        raise KeyError(f"{owner.path(group)}: no {label!r} among {list(items)}")
    return items[label]


def label_of(owner: Labels, label: str, shown: str | None = None) -> Span:
    """An attribute's label."""
    return Span(shown or label, (named(owner, "attributes", label).path("label"),))


def value_of(owner: Labels, label: str) -> Span:
    """An attribute's value."""
    return named(owner, "attributes", label).span("value")


def narrative(form: Labels, label: str) -> Labels:
    """The narrative of that label."""
    return named(form, "narratives", label)


def column_label(rows: Iterable[Labels], name: str) -> Span:
    """The header of a column: the label of an attribute in every row."""
    return Span(name, tuple(item.path("label") for row in rows for item in row.each("attributes") if item.text("label") == name))


def part_label(form: Labels, part: str) -> Span:
    """A word that is one half of nested labels (年度资金总额/执行率): the label of all of them."""
    items = [*form.each("funding"), *form.each("attributes"), *form.each("narratives")]
    return Span(part, tuple(item.path("label") for item in items if part in item.text("label").split("/")))


def fused(item: Labels) -> tuple[Span, ...]:
    """Operator, value and unit without anything between them."""
    return (item.span("operator"), item.span("value"), item.span("unit"))


def levelled(indicators: Sequence[Labels], row: Callable[[Labels], Iterable[Cell]]) -> list[Row]:
    """One row for each indicator behind the merged cells of both levels."""
    return level_rows(indicators, lambda item: Row(tuple(row(item))))


def run_rows(indicators: Sequence[Labels], name: str, row: Callable[[Labels], Row]) -> list[Row]:
    """The rows of the indicators behind the merged cells of one level."""
    return [line for run in runs(indicators, name) for line in attach((run_cell(run, name),), [row(item) for item in run])]


def promise(item: Labels) -> tuple[Cell, ...]:
    """An indicator's name, what is promised in one cell, its weight."""
    return (cell(item.span("name"), style="left"), cell(*fused(item)), cell(item.span("weight")))


def texts(*words: str) -> tuple[Cell, ...]:
    """Cells of fixed text."""
    return tuple(cell(word) for word in words)


def spread(parts: Iterable[Span | str], widths: Sequence[int], style: str = "") -> tuple[Cell, ...]:
    """A cell for each part, over so many columns."""
    return tuple(cell(part, columns=width, style=style) for part, width in zip(parts, widths, strict=True))


def pairs_of(form: Labels, labels: Iterable[str]) -> list[tuple[Span, Span]]:
    """Attributes, each its label and its value."""
    return [(label_of(form, label), value_of(form, label)) for label in labels]


def text_rows(items: Iterable[Labels], columns: int, *, label: int = 1) -> list[Row]:
    """One row for each narrative, which stays whole: its label over `label` columns, its text over `columns`."""
    return [
        Row((cell(item.span("label"), columns=label), cell(item.span("text"), columns=columns, style="text"))) for item in items
    ]


def goals_beside(side: Cell, goals: Sequence[Labels], widths: Sequence[int], *, keeps: bool = False) -> list[Row]:
    """Narratives beside each other, their labels above their texts, behind a merged cell."""
    names = Row(spread((goal.span("label") for goal in goals), widths), keeps=keeps)
    return attach((side,), [names, Row(spread((goal.span("text") for goal in goals), widths, "text"))])


def fund_labels(forms: Sequence[Labels], labels: Iterable[str]) -> list[Span]:
    """The sources as headers of columns that all forms share."""
    return [Span(label, tuple(form.path(f"funding[{number}].label") for form in forms)) for number, label in enumerate(labels)]


def rule_lines(labels: Labels, before: str) -> list[Line]:
    """The filling rules beneath a table, each behind the same word."""
    return [heading(before, rule.span("text"), style="tail") for rule in labels.each("filling_rules")]


def each_form(form: Callable[[Labels], Sequence[Block]], *, landscape: bool = False, font_size: float = 10.5) -> Layout:
    """The layout that prints the forms one after the other."""
    return each_numbered(lambda labels, _: form(labels), landscape=landscape, font_size=font_size)


def each_numbered(form: Callable[[Labels, int], Sequence[Block]], *, landscape: bool = False, font_size: float = 10.5) -> Layout:
    """The same where a form is told its number, from 0."""

    def layout(labels: Labels) -> Sheet:
        blocks = [block for number, item in enumerate(labels.each("forms")) for block in form(item, number)]
        return Sheet(tuple(blocks), landscape, font_size)

    return layout


def amount_cells(row: Labels) -> list[Cell]:
    """The amounts of a budget table's row."""
    return [cell(span, style="right") for span in cells_of(row)]


def lead_of(*words: str) -> Lead:
    """Header cells before those of the amounts, each as deep as the header; none where there are no words."""
    return lambda depth: [[cell(word, rows=depth) for word in words], *[[] for _ in range(depth - 1)]]


def code_lead(parts: Sequence[str], name: str) -> Lead:
    """A header over the parts of a code, `name` beside it."""

    def made(depth: int) -> Sequence[Sequence[Cell]]:
        upper = [cell("科目编码", columns=len(parts), rows=depth - 1), cell(name, rows=depth)]
        return [upper, *[[] for _ in range(depth - 2)], texts(*parts)]

    return made


def code_cells(row: Labels, cuts: Sequence[int], count: int) -> list[Cell]:
    """A code's parts in `count` columns, the last ones blank where it is short."""
    code = row.text("code")
    parts = [cell(Span(code[a:b], (row.path("code"),))) for a, b in pairwise(cuts) if code[a:b]] or [cell(row.span("code"))]
    return [*parts, *(cell("") for _ in range(count - len(parts)))]


def indented_name(row: Labels) -> Cell:
    """A name set in by the level of its code."""
    code = row.text("code")
    return cell("　" * ((len(code) - 3) // 2 if code else 0), row.span("name"), style="left")


def joined(columns: Sequence[Sequence[Span]], level: int) -> Span:
    """The header that neighbouring columns share at a level."""
    return Span(columns[0][level].text, tuple(path for column in columns for path in column[level].paths))


def indented_prose(labels: Labels, headings: Mapping[str, str], *before: str) -> list[Block]:
    """The prose in paragraphs set in, beneath headings."""
    lines: list[Block] = []
    for title, spans in headed(labels, headings):
        lines += [heading(*before, title, style="lead tail")] if title else []
        lines.append(Line((Span("　　"), *spans), "plain"))
    return lines
