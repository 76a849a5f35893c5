"""The sheets of what was read: forms, indicators, funding, texts, budget tables, figures of the prose, and every single value."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from extractor.checks.views import View
from extractor.export.columns import (
    Column,
    Part,
    Sheet,
    as_number,
    as_written,
    column,
    file_columns,
    link_column,
    looked_at,
    said_again,
    summary,
    unit_of,
    value_columns,
)
from extractor.export.values import Shown, Value
from extractor.export.words import FORM_KINDS, RELATIONS, TABLE_KINDS, TEXT_KINDS
from extractor.record import Leaf

__all__ = ["CLAIMS", "FIELDS", "FORMS", "FUNDING", "INDICATORS", "TABLE_ROWS", "TEXTS"]

_MONEY = ("total_budget", "prior_year_budget")
_FORM_TEXTS = (
    ("title", "标题", "title", 30), ("table_no", "表号", "table number", 8), ("fiscal_year", "年度", "fiscal year", 8),
    ("organization", "填报单位", "organization", 24), ("competent_department", "主管部门", "competent department", 20),
    ("implementing_unit", "实施单位", "implementing unit", 20), ("project_name", "项目名称", "project name", 30),
    ("project_code", "项目编码", "project code", 22), ("amount_unit", "表上的金额单位", "unit line of the form", 14),
)  # fmt: skip
_FORM_NUMBERS = (
    ("total_budget", "项目资金总额", "total budget"), ("prior_year_budget", "上年预算数", "prior year budget"),
    ("execution_weight", "预算执行率权重", "execution weight"),
)  # fmt: skip
_INDICATOR_TEXTS = (
    ("level1", "一级指标", "level 1", 12), ("level2", "二级指标", "level 2", 14), ("name", "指标名称", "indicator", 30),
    ("operator", "性质", "operator", 6),
)  # fmt: skip
_INDICATOR_ENDS = (("is_core", "核心", "core", 6), ("explanation", "解释", "explanation", 24), ("note", "备注", "note", 20))


def _field(name: str) -> Callable[[Part], Value | None]:
    return lambda row: row.value(name)


def _texts(fields: tuple[tuple[str, str, str, int], ...]) -> tuple[Column[Part], ...]:
    return tuple(as_written(name, zh, en, width, _field(name)) for name, zh, en, width in fields)


def _numbers(name: str, zh: str, en: str) -> tuple[Column[Part], ...]:
    unit = (unit_of(f"{name}_unit", f"{zh}（单位）", f"{en} unit", _field(name)),) if name in _MONEY else ()
    return (
        as_written(name, f"{zh}（原文）", f"{en} as written", 16, _field(name)),
        as_number(f"{name}_number", f"{zh}（数）", f"{en} number", _field(name)),
        *unit,
    )


def _plain(view: View, name: str) -> str | None:
    """What the record says of a part in a word of its own."""
    found = getattr(view.model, name)
    return found if isinstance(found, str) else None


def _to(value: Value | None) -> str | None:
    return value.document.exported.link_to(value.path) if value else None


def _link(row: Part) -> str | None:
    """The way to the value of a row that wants looking at, else to one that was changed, else to the first."""
    wanted = sorted(row.values, key=lambda value: (not value.is_to_look_at, not value.is_changed))
    return _to(wanted[0]) if wanted else row.document.exported.link_to(row.view.path)


_FILE: tuple[Column[Part], ...] = file_columns(lambda row: row.document)
_SUMMARY: tuple[Column[Part], ...] = summary(lambda row: row.values, lambda row: row.view.path)


def _of_form(row: Part, *names: str) -> str | None:
    return next((text for name in names if (text := row.whole.text(name))), None)


def _form_number(row: Part) -> int | None:
    """The number of the form that a row is of, from 1; none for what stands in no form."""
    return int(row.whole.path.partition("[")[2].partition("]")[0]) + 1 if row.whole.path.startswith("forms[") else None


_OF_FORM: tuple[Column[Part], ...] = (
    *_FILE,
    column("form", "表序", "form", 6, _form_number),
    column("form_title", "所在表", "form title", 26, lambda row: _of_form(row, "project_name", "title")),
    column("form_unit", "单位名称", "filed by", 20, lambda row: _of_form(row, "organization", "competent_department")),
)
"""The form that a row of it belongs to, said again in each row: rows are filtered by it."""


def _own(document: Shown, view: View) -> tuple[Value, ...]:
    """The values that stand in a part itself, not in its rows."""
    names = (name for name, found in view.model if isinstance(found, Leaf))
    return tuple(value for name in names if (value := document.value(view, name)))


def _forms(document: Shown) -> Iterator[Part]:
    return (Part(document, form, form, _own(document, form)) for form in document.rows("forms"))


def _left(row: Part) -> int:
    return sum(value.is_to_look_at for value in row.document.within(row.view))


FORMS: Sheet[Part] = Sheet(
    "forms",
    ("绩效表", "Forms"),
    ("每张绩效表一行", "one row for each form"),
    _forms,
    (
        *_FILE,
        column("form", "表序", "form", 6, _form_number),
        column("kind", "类别", "kind", 8, lambda row: row.document.say(FORM_KINDS, _plain(row.view, "kind"))),
        *_texts(_FORM_TEXTS),
        *(made for name, zh, en in _FORM_NUMBERS for made in _numbers(name, zh, en)),
        column("indicators", "指标数", "indicators", 8, lambda row: len(row.view.rows("indicators"))),
        column("left", "全表待看", "left to look at", 10, _left),
        *_SUMMARY,
        link_column(_link),
    ),
)


def _parts(name: str) -> Callable[[Shown], Iterator[Part]]:
    def parts(document: Shown) -> Iterator[Part]:
        for form in document.rows("forms"):
            for view in form.rows(name):
                yield Part(document, view, form, tuple(document.within(view)))

    return parts


INDICATORS: Sheet[Part] = Sheet(
    "indicators",
    ("指标", "Indicators"),
    ("每个绩效指标一行", "one row for each indicator"),
    _parts("indicators"),
    (
        *_OF_FORM,
        column("row", "序号", "row", 6, lambda row: row.number),
        *_texts(_INDICATOR_TEXTS),
        *_numbers("value", "指标值", "target"),
        as_written("unit", "计量单位", "unit", 10, _field("unit")),
        *_numbers("weight", "权重", "weight"),
        *_texts(_INDICATOR_ENDS),
        *_SUMMARY,
        link_column(_link),
    ),
)

FUNDING: Sheet[Part] = Sheet(
    "funding",
    ("资金", "Funding"),
    ("每笔资金一行", "one row for each funding row"),
    _parts("funding"),
    (
        *_OF_FORM,
        as_written("label", "资金名目", "label", 26, _field("label")),
        *value_columns("amount", "金额", "amount", _field("amount")),
        link_column(lambda row: _to(row.value("amount") or row.value("label"))),
    ),
)

_TEXTS = {
    "narratives": ("label", "text"),
    "tasks": ("name", "text"),
    "attributes": ("label", "value"),
    "contacts": ("name", "phone"),
}
"""Lists of a form whose rows are a label and what stands under it."""


@dataclass(frozen=True, slots=True)
class _Text:
    """A text under a label: of a form, an indicator or a table, a definition, or a filling rule."""

    part: Part
    kind: str
    label: str
    content: str

    @property
    def value(self) -> Value | None:
        """What stands under the label; the label where nothing does."""
        return self.part.value(self.content) or (self.part.value(self.label) if self.label else None)


def _texts_of(document: Shown) -> Iterator[_Text]:
    for form in document.rows("forms"):
        for kind, (label, content) in _TEXTS.items():
            yield from (_Text(Part(document, view, form), kind, label, content) for view in form.rows(kind))
        for row in form.rows("indicators"):
            yield from (_Text(Part(document, view, form), "indicators", "label", "value") for view in row.rows("attributes"))
    for table in document.rows("tables"):
        if table.at("note"):
            yield _Text(Part(document, table, table), "note", "title", "note")
    for row in document.rows("definitions"):
        yield _Text(Part(document, row, document.root), "definitions", "term", "text")
    for rule in document.rows("filling_rules"):
        yield _Text(Part(document, rule, document.root), "filling_rules", "", "text")


def _of_text(made: Column[Part]) -> Column[_Text]:
    return Column(made.key, made.headings, made.width, lambda row: made.cell(row.part))


def _form_or_table(row: Part) -> str | None:
    return None if not row.whole.path else _of_form(row, "title") or None


TEXTS: Sheet[_Text] = Sheet(
    "texts",
    ("文字", "Texts"),
    (
        "每段文字说明、任务、其他栏目、联系人、名词解释、填表要求一行",
        "one row for each narrative, task, attribute, contact, definition and filling rule",
    ),
    _texts_of,
    (
        *map(_of_text, _FILE),
        _of_text(column("form", "表序", "form", 6, _form_number)),
        _of_text(column("form_title", "所在表", "form title", 26, _form_or_table)),
        column("kind", "种类", "kind", 12, lambda row: row.part.document.say(TEXT_KINDS, row.kind)),
        as_written("label", "栏目", "label", 22, lambda row: row.part.value(row.label) if row.label else None),
        as_written("text", "内容", "text", 60, lambda row: row.part.value(row.content)),
        *looked_at(lambda row: row.value),
        link_column(lambda row: _to(row.value)),
    ),
)


@dataclass(frozen=True, slots=True)
class _AmountCell:
    """A cell of a budget table: under which heading, in which row."""

    part: Part
    heading: str
    column: int
    value: Value


def _cells(document: Shown) -> Iterator[_AmountCell]:
    for table in document.rows("tables"):
        headings = ["/".join(leaf.raw for leaf in path) for path in getattr(table.model, "columns", [])]
        for view in table.rows("rows"):
            for number, at in enumerate(view.cells()):
                if at is not None:
                    heading = headings[number] if number < len(headings) else ""
                    value = Value(document, at.path, at.leaf)
                    yield _AmountCell(Part(document, view, table), heading, number + 1, value)


def _of_table(name: str) -> Callable[[_AmountCell], Value | None]:
    return lambda row: row.part.document.value(row.part.whole, name)


def _of_row(name: str) -> Callable[[_AmountCell], Value | None]:
    return lambda row: row.part.value(name)


TABLE_ROWS: Sheet[_AmountCell] = Sheet(
    "table_rows",
    ("预算表", "Budget tables"),
    ("预算表的每一格一行，可按科目与栏目透视", "one row for each cell of the budget tables, to be pivoted by code and column"),
    _cells,
    (
        *file_columns(lambda row: row.part.document),
        column("table", "表序", "table", 6, lambda row: int(row.part.whole.path[len("tables[") : -1]) + 1),
        said_again("number", "表号", "table number", 8, _of_table("number")),
        said_again("title", "表名", "title", 28, _of_table("title")),
        column(
            "kind", "类别", "kind", 10, lambda row: row.part.document.say(TABLE_KINDS, getattr(row.part.whole.model, "kind", None))
        ),
        column("row", "行", "row", 6, lambda row: row.part.number),
        said_again("code", "科目编码", "code", 12, _of_row("code")),
        said_again("name", "科目名称", "name", 26, _of_row("name")),
        column("column_number", "列", "column number", 6, lambda row: row.column),
        column("column", "栏目", "column", 22, lambda row: row.heading),
        *value_columns("amount", "金额", "amount", lambda row: row.value),
        link_column(lambda row: _to(row.value)),
    ),
)


def _claims(document: Shown) -> Iterator[Part]:
    return (Part(document, view, document.root, tuple(document.within(view))) for view in document.rows("claims"))


CLAIMS: Sheet[Part] = Sheet(
    "claims",
    ("正文数额", "Figures in prose"),
    ("正文里说到的每个数额一行", "one row for each figure stated in prose"),
    _claims,
    (
        *_FILE,
        column("row", "序号", "row", 6, lambda row: row.number),
        as_written("subject", "所指", "subject", 26, _field("subject")),
        *_numbers("amount", "数额", "amount"),
        as_written("unit", "单位", "unit", 8, _field("unit")),
        as_written("period", "年度", "period", 8, _field("period")),
        column("relation", "关系", "relation", 8, lambda row: row.document.say(RELATIONS, _plain(row.view, "relation"))),
        as_written("sentence", "原句", "sentence", 60, _field("sentence")),
        *_SUMMARY,
        link_column(_link),
    ),
)


def _itself(value: Value) -> Value | None:
    return value


FIELDS: Sheet[Value] = Sheet(
    "fields",
    ("全部字段", "All values"),
    (
        "每个值一行：原文、数、位置、把握、状态、复核人",
        "one row for each value: as written, number, place, state, who decided",
    ),
    Shown.values,
    (
        *file_columns(lambda row: row.document),
        column("field", "字段", "field", 40, lambda row: row.document.described(row.path)),
        as_written("raw", "原文", "as written", 30, _itself),
        column("value", "规范值", "normalised", 20, lambda row: row.leaf.value),
        as_number("number", "数", "number", _itself),
        unit_of("unit", "金额单位", "unit", _itself),
        *looked_at(_itself),
        column("why", "复核理由", "reason", 24, lambda row: row.decision.why or None if row.decision else None),
        link_column(_to),
    ),
    noted=False,
)
