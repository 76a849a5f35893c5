"""Named labels and columns become proposals for forms: one place that knows which role fills which field."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extractor.document import Piece
from extractor.interpret.columns import PROJECT_ROLES, NamedTable, TableRow
from extractor.interpret.header import Named, split_code
from extractor.interpret.project_cells import project_cell
from extractor.interpret.reading import SCALARS, FormReading, IndicatorReading, Labelled
from extractor.interpret.slots import printed_label
from extractor.interpret.stacked import Entry, bracketed, holds_brackets, stacked
from extractor.interpret.unit_cells import split_units
from extractor.normalise.levels import hint_length
from extractor.normalise.shapes import quantity_offsets
from extractor.normalise.text import key
from extractor.normalise.units import counts, is_unit, money_unit
from extractor.segment import Region, Table
from extractor.segment.lines.titles import fiscal_year, table_number
from extractor.segment.tables.asides import Aside

__all__ = ["add_asides", "add_head", "add_indicators", "add_surroundings", "forms_of_list", "split_project", "split_value"]

_LISTS = {"funding": "funding", "narrative": "narratives", "attribute": "attributes"}
_NAME_PHONE = re.compile(
    r"(?P<name>[\u4e00-\u9fff· ]{2,8}?)[\s、，,/；;：:（(]+(?:(?:联系)?电话[：:]\s*)?(?P<phone>\d[\d\-—－ ]{5,16}\d)[)）]?"
)
_CHARGED, _PERSON = re.compile(r"(?:项目)?负责人(?:姓名)?"), re.compile(r"[\u4e00-\u9fff·]{2,8}")
_UNIT_LINE = re.compile(r"单位[：:]?\s*$|^[（(]?\s*金额\s*[：:]\s*$|金额(?:均|都)?以\s*$")
_AS_UNIT = re.compile(r"\s*[为作]\s*(?:计量|货币|金额)?单位")
_FILES = re.compile(r"[填申编上]报|报送|编制|填表|申请|预算")
_PUSHED_OUT = 0.1
"""Below this sureness a role was given only because every better one was taken: the text keeps its own label instead."""
_EXTRA = frozenset({"attribute", "actual", "score"})
"""Column roles that stay under the form's own header."""


def add_head(form: FormReading, named: Sequence[Named]) -> None:
    """Fills the form from the pairs of its head."""
    for item in named:
        role, label, value = item.role.id, printed_label(item.pair.label), item.pair.value.strip()
        if role in _LISTS:
            getattr(form, _LISTS[role]).append(Labelled(label, value, item.pair.over))
        elif role in ("contact_name", "contact_phone"):
            _add_contact(form, role, value)
        elif item.sure < _PUSHED_OUT:
            form.attributes.append(Labelled(label, value))
        else:
            form.fields[role] = _of_money(value) if role == "amount_unit" else value
            form.labels[role] = Piece.join((item.pair.over, label), "/") if item.pair.over else label
            form.sure[role] = item.sure
    _add_charged(form, named)
    split_project(form)
    split_units(form)


def _of_money(unit: Piece) -> Piece:
    """The unit of money among those of a whole table: 万元、分."""
    span = money_unit(unit.text) if "、" in unit.text else None
    return unit.slice(*span) if span else unit


def _add_charged(form: FormReading, named: Sequence[Named]) -> None:
    """A phone that no contact is named for is that of the person in charge of the project, whose name stands right before it."""
    for item, phone in pairwise(named):
        number = phone.pair.value.strip()
        label, name = printed_label(item.pair.label), item.pair.value.strip()
        if phone.role.id != "contact_phone" or item.role.id != "attribute" or not _CHARGED.fullmatch(key(label.text)):
            continue
        place = next((n for n, c in enumerate(form.contacts) if not c.label and c.value == number and number), None)
        if place is not None and _PERSON.fullmatch(key(name.text)):
            form.contacts[place] = Labelled(name, number)
            form.attributes.remove(Labelled(label, name))


def _add_contact(form: FormReading, role: str, value: Piece) -> None:
    """A name opens a contact, a phone completes the last one; both may stand in one cell."""
    both = _NAME_PHONE.fullmatch(value.text)
    if both is not None:
        form.contacts.append(Labelled(value.slice(*both.span("name")).strip(), value.slice(*both.span("phone"))))
        return
    name, phone = (value, None) if role == "contact_name" else (None, value)
    last = form.contacts[-1] if form.contacts else None
    if last is not None and phone is not None and last.value is None:
        form.contacts[-1] = Labelled(last.label, phone)
    elif last is not None and name is not None and last.label is None:
        form.contacts[-1] = Labelled(name, last.value)
    else:
        form.contacts.append(Labelled(name, phone))


def split_project(form: FormReading) -> None:
    """A code printed before the project's name is the project's code."""
    found = split_code(form.fields.get("project_name", Piece()))
    if found:
        form.fields.setdefault("project_code", found[0])
        form.fields["project_name"] = found[1]


def add_surroundings(form: FormReading, region: Region, labels: Sequence[Piece]) -> None:
    """Title, table number, year and unit: from the lines over the grid, else from the labels (2024年预算, 预算数（万元）).

    A year in the title goes before one in the form: that may be the date of filing. A unit may stand over a later table only.
    """
    if region.title is not None:
        form.fields["title"] = region.title
    around = [*([region.title] if region.title else []), *region.head]
    numbers = [number for piece in around if (number := table_number(piece))]
    if numbers:
        form.fields["table_no"] = numbers[0]
    named_year = form.fields.pop("fiscal_year", Piece())
    own = [year for piece in around if (year := fiscal_year(piece))] + re_year(named_year)
    years = own or [year for piece in labels if (year := fiscal_year(piece))]
    if years:
        form.fields["fiscal_year"] = years[0]
    if not form.fields.get("amount_unit"):
        units = _stated(around) + [label.slice(*span) for label in labels if (span := money_unit(label.text))]
        units += _stated([*region.tail, *_alone(region)]) or _behind_total(form)
        if units:
            form.fields["amount_unit"] = units[0]


def _behind_total(form: FormReading) -> list[Piece]:
    """The unit behind the sum of a form, where no other amount of it has one: it is that of them all."""
    total, others = form.fields.get("total_budget", Piece()), [item.value for item in form.funding if item.value]
    span = money_unit(total.text)
    return [total.slice(*span)] if span and others and not any(money_unit(other.text) for other in others) else []


def _stated(lines: Sequence[Piece]) -> list[Piece]:
    """The units of money that lines state, be it over one table of the form: 单位：万元, 以下资金以万元为单位."""
    return [line.slice(*span) for line in lines if (span := _stated_unit(line.text))]


def _alone(region: Region) -> list[Piece]:
    """The rows of a form that hold a single text."""
    return [row.filled[0].piece for row in region.rows if len(row.filled) == 1 and not row.above]


def _stated_unit(text: str) -> tuple[int, int] | None:
    span = money_unit(text)
    if span is None:
        return None
    return span if _UNIT_LINE.search(text[: span[0]]) or _AS_UNIT.match(text[span[1] :]) else None


def re_year(piece: Piece) -> list[Piece]:
    """The four digits of a year in the value of a label such as 预算年度."""
    match = re.search(r"(?:19|20)\d{2}", piece.text)
    return [piece.slice(*match.span())] if match else []


_IN_WORDS = re.compile(r"\s*(?P<operator>定性)\s*[:：]?\s*(?P<words>(?!指标|分析|评价|考核|描述|目标)[\u4e00-\u9fff].*)", re.DOTALL)
"""A target in words behind 定性; 定性指标 and the like are words of their own."""


def split_value(fields: dict[str, Piece]) -> None:
    """A fused value ("≥170件", 定性 良好) gives operator, number and unit, as far as they have no column of their own."""
    value = fields.get("value")
    in_words = _IN_WORDS.fullmatch(value.text) if value and not fields.get("operator") else None
    if value and in_words:
        fields["operator"], fields["value"] = (value.slice(*in_words.span(part)) for part in ("operator", "words"))
        return
    offsets = quantity_offsets(value.text) if value else None
    if value is None or offsets is None:
        return
    operator, number, unit = (value.slice(*span) for span in offsets)
    if operator and not fields.get("operator"):
        fields["operator"] = operator
    if unit and not fields.get("unit"):
        fields["unit"] = unit
    keep_unit = unit and fields.get("unit") is not unit and key(fields["unit"].text) != key(unit.text)
    fields["value"] = Piece.join((number, unit)) if keep_unit else number


_NUMBERED = re.compile(r"\s*指标\s*[\d一二三四五六七八九十]{1,2}\s*[:：、.．]\s*(?=\S)")
_PLACE = re.compile(r"(?:指标[\d一二三四五六七八九十]{1,2}[:：])?[.…·⋯]*")
_IN_POINTS = re.compile(r"(?P<name>.+?)\s*[（(](?P<points>\d{1,2}(?:\.\d+)?)分?[)）]\s*", re.DOTALL)
_IN_UNIT = re.compile(r"(?P<name>.+?)\s*[（(](?P<unit>[^（()）]{1,8})[)）]\s*", re.DOTALL)


def split_name(fields: dict[str, Piece], *, holds_points: bool = False) -> None:
    """A name without 指标1： before it, and without its points and its unit in brackets behind it where it has no other."""
    name = fields.get("name")
    if not name:
        return
    numbered = _NUMBERED.match(name.text)
    name = name.slice(numbered.end()) if numbered else name
    for _ in ("one bracket", "the one before it"):
        points = _IN_POINTS.fullmatch(name.text) if holds_points and "weight" not in fields else None
        unit = _IN_UNIT.fullmatch(name.text) if not fields.get("unit") else None
        if points is not None:
            fields["weight"], name = name.slice(*points.span("points")), name.slice(*points.span("name"))
        elif unit is not None and _is_unit(unit["unit"]):
            fields["unit"], name = name.slice(*unit.span("unit")), name.slice(*unit.span("name"))
    fields["name"] = name


def _is_unit(text: str) -> bool:
    """Whether a word in brackets behind a name can only be its unit: 公里, 万公里, 樘, 元/人; 企业 may as well say whose."""
    folded = key(text)
    many = folded[:1] in ("万", "亿") and is_unit(folded[1:])
    return is_unit(text) or many or "/" in text or (len(text) == 1 and counts(text))


def _hold_points(table: NamedTable) -> bool:
    """Whether the names of a table without points in a column have them in brackets behind them, each of them."""
    name = table.column("name")
    texts = [text for text in table.table.texts(name) if text.strip()] if name is not None else []
    return table.column("weight") is None and len(texts) > 1 and all(map(_IN_POINTS.fullmatch, texts))


def _indicator(table: NamedTable, row: TableRow, *, holds_points: bool) -> IndicatorReading:
    indicator = IndicatorReading(repair=row.repair)
    for j, choice in enumerate(table.choices):
        if choice is None or j in table.project_columns:
            continue
        piece = row.pieces.get(j, Piece())
        if choice.role.id in _EXTRA:
            indicator.attributes.append(Labelled(printed_label(table.table.columns[j].header), piece))
        else:
            indicator.fields[choice.role.id] = piece
    split_value(indicator.fields)
    split_name(indicator.fields, holds_points=holds_points)
    for level in ("level1", "level2"):
        piece = indicator.fields.get(level, Piece())
        if hidden := hint_length(piece.text):
            indicator.fields[level] = piece.slice(0, len(piece) - hidden)
    return indicator


def _is_indicator(table: NamedTable, row: TableRow) -> bool:
    """A row whose name stands in it, be it unreadable; a row of blanks under a header is a place to write, not an indicator.

    So is one with nothing behind 指标1： or ……
    """
    name, value = (row.pieces.get(j) if j is not None else None for j in map(table.column, ("name", "value")))
    return name is not None and (name.is_unread or (bool(name) and not _is_place(name, value)))


def _is_place(name: Piece, value: Piece | None) -> bool:
    """Whether a name only says where one may be written, and nothing is asked behind it."""
    return bool(_PLACE.fullmatch(key(name.text))) and not (value is not None and (value or value.is_unread))


def add_indicators(form: FormReading, table: NamedTable) -> None:
    """Fills the form's indicators from a table of one form."""
    points = _hold_points(table)
    form.indicators += [_indicator(table, row, holds_points=points) for row in table.rows if _is_indicator(table, row)]
    add_asides(form, table.table)
    form.sure.update(table.sure)


def add_asides(form: FormReading, table: Table) -> None:
    """Fills in what stands in a table and is none of its rows."""
    for aside in table.asides:
        _add_aside(form, aside)


def _add_aside(form: FormReading, aside: Aside) -> None:
    if aside.is_sum:
        return
    if not aside.is_execution:
        form.narratives.append(Labelled(printed_label(aside.label), aside.value))
    elif not form.fields.get("execution_weight"):
        form.fields["execution_weight"] = aside.value


def forms_of_list(table: NamedTable, shared: FormReading) -> list[FormReading]:
    """The forms of a table that lists projects: a new one where a project's name stands; `shared` is what all have in common."""
    project = table.column("project_name")
    assert project is not None
    forms: list[FormReading] = []
    heads = enumerate(table.table.columns)
    in_brackets = frozenset(j for j, column in heads if holds_brackets(column.header.text, table.table.texts(j)))
    points = _hold_points(table)
    for number, row in enumerate(table.rows):
        if forms:
            _add_asides(forms[-1], table, number, closes=True)
        if not forms or (project in row.fresh and row.pieces.get(project)):
            forms.append(_project_form(table, row, shared, in_brackets))
        _add_asides(forms[-1], table, number, closes=False)
        if _is_indicator(table, row):
            forms[-1].indicators.append(_indicator(table, row, holds_points=points))
    if forms:
        _add_asides(forms[-1], table, len(table.rows), closes=True)
    return forms


def _add_asides(form: FormReading, table: NamedTable, before: int, *, closes: bool) -> None:
    for aside in (aside for aside in table.table.asides if aside.before == before and aside.closes == closes):
        _add_aside(form, aside)


def _add(form: FormReading, entry: Entry) -> None:
    """What a line of a cell says, where the lexicon has it."""
    if entry.role.id in _LISTS:
        getattr(form, _LISTS[entry.role.id]).append(Labelled(entry.label, entry.value))
    elif entry.role.id in SCALARS:
        role = _own_role(entry.role.id, entry.label, entry.value, form)
        form.fields[role] = entry.value
        form.labels[role] = entry.label
    else:
        form.attributes.append(Labelled(entry.label, entry.value))


def _add_unit(form: FormReading, entries: Sequence[Entry]) -> None:
    """Where nothing else says the unit of money, the amounts of a cell do that all have the same behind them."""
    amounts = [entry.value for entry in entries if entry.role.id in ("total_budget", "funding") and entry.value]
    units = [value.slice(*span) for value in amounts if (span := money_unit(value.text))]
    if units and len(units) == len(amounts) and len({unit.text for unit in units}) == 1 and not form.fields.get("amount_unit"):
        form.fields["amount_unit"] = units[0]


def _own_role(role: str, label: Piece, piece: Piece, shared: FormReading) -> str:
    """The field of a project's cell: another unit than the one that files the whole list is who carries the project out.

    Unless its heading says that this unit files the project (申报单位), or has a budget of its own.
    """
    files = shared.fields.get("organization", Piece())
    is_other = bool(files) and bool(piece) and key(piece.text) != key(files.text) and not _FILES.search(key(label.text))
    return "implementing_unit" if role == "organization" and is_other else role


def _project_form(table: NamedTable, row: TableRow, shared: FormReading, in_brackets: frozenset[int]) -> FormReading:
    form = replace(
        shared,
        fields=dict(shared.fields),
        funding=[],  # sums at the foot of a list are of all projects, not of each
        narratives=list(shared.narratives),
        attributes=list(shared.attributes),
        contacts=list(shared.contacts),
        indicators=[],
        sure={**shared.sure, **table.sure},
        labels=dict(shared.labels),
        repairs=list(shared.repairs),
        kind="project",
    )
    for j in sorted(table.project_columns):
        choice = table.choices[j]
        assert choice is not None
        piece, header = row.pieces.get(j, Piece()), printed_label(table.table.columns[j].header)
        cell = stacked(piece) or (project_cell(header, piece) if choice.role.id == "project_name" else None)
        if cell is not None:
            piece = cell[0]
            for entry in cell[1]:
                _add(form, entry)
            _add_unit(form, cell[1])
            if not piece:
                continue
        parts = bracketed(table.table.columns[j].header, piece) if j in in_brackets else None
        if parts is not None:
            piece = parts[0]
            _add(form, parts[1])
        if choice.role.id in _LISTS and choice.role.id != "attribute":
            getattr(form, _LISTS[choice.role.id]).append(Labelled(header, piece))
        elif choice.role.id in PROJECT_ROLES:
            role = _own_role(choice.role.id, header, piece, shared)
            form.fields[role] = piece
            form.labels[role] = header
        else:
            form.attributes.append(Labelled(header, piece))
    split_project(form)
    return form
