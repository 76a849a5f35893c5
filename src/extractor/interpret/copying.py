"""The reading by copying: the model returns the record itself, but can only say strings that stand in the region.

The response model is built per region; its leaves are an Enum of the region's strings, so nothing can be invented. The eval's
baseline asks the same questions with plain strings instead.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pydantic import BaseModel, Field, create_model

from extractor.document import Piece
from extractor.interpret.build import add_surroundings, split_project, split_value
from extractor.interpret.form_kinds import form_kind
from extractor.interpret.reading import FormReading, IndicatorReading, Labelled, Reading
from extractor.interpret.slots import Slot, head_slots, printed_label
from extractor.interpret.sources import Sources, parts
from extractor.llm.contract import Gateway
from extractor.llm.prompts import load
from extractor.llm.usage import Answer
from extractor.normalise.labels import reads_like_label
from extractor.segment import Region, Table

__all__ = ["HEAD_FIELDS", "ROW_FIELDS", "head_model", "read_copy", "rows_model", "show_head", "show_rows"]

HEAD_FIELDS = {
    "填报单位": "organization", "主管部门": "competent_department", "实施单位": "implementing_unit", "项目名称": "project_name",
    "项目编码": "project_code", "资金总额": "total_budget", "上年预算": "prior_year_budget", "预算执行率权重": "execution_weight",
    "金额单位": "amount_unit",
}  # fmt: skip
HEAD_LISTS = {
    "资金来源": ("funding", "名称", "金额"),
    "文字说明": ("narratives", "名称", "内容"),
    "联系人": ("contacts", "姓名", "电话"),
}
ROW_FIELDS = {
    "一级指标": "level1", "二级指标": "level2", "指标名称": "name", "指标性质": "operator", "指标值": "value", "计量单位": "unit",
    "权重": "weight", "是否核心": "is_core", "项目名称": "project_name", "预算数": "total_budget", "单位名称": "organization",
    "年度目标": "narrative",
}  # fmt: skip
_OF_PROJECT = ("project_name", "total_budget", "organization", "narrative")
_CHUNK = 6
"""Rows per question: short enough that the model keeps its place."""


def _model(name: str, **fields: Any) -> type[BaseModel]:  # noqa: ANN401 - field definitions are types
    return create_model(name, **fields)


def head_model(leaf: type) -> type[BaseModel]:
    """The head of a form with leaves of type `leaf`."""
    lists = {
        title: (list[_model(title, **{first: (leaf, ...), second: (leaf, ...)})], Field(max_length=12))  # type: ignore[misc]
        for title, (_, first, second) in HEAD_LISTS.items()
    }
    return _model("Head", **dict.fromkeys(HEAD_FIELDS, (leaf, ...)), **lists)


def rows_model(leaf: type, count: int) -> type[BaseModel]:
    """At most `count` indicator rows with leaves of type `leaf`."""
    row = _model("Row", **dict.fromkeys(ROW_FIELDS, (leaf, ...)))
    return _model("Rows", 指标=(list[row], Field(max_length=count)))  # type: ignore[valid-type]


def show_head(rows: Sequence[Sequence[Slot]], sources: Sources) -> str:
    """The head as a prompt shows it: a line per row, cells by their handles, which `sources` takes in."""
    lines = []
    for row in rows:
        cells = []
        for slot in row:
            if slot.inline is not None:
                cells.append(f"{sources.add(slot.piece)}：{sources.add(slot.inline) if slot.inline else ''}")
            elif slot.piece:
                cells.append(sources.add(slot.piece))
                sources.add_all(parts(slot.whole)[1:])
        lines.append(" | ".join(cells))
    return "\n".join(line for line in lines if line)


def _cell_pieces(table: Table, row: int) -> list[Piece]:
    return [cell.piece.strip() if cell is not None else Piece() for cell in table.cells[row]]


def show_rows(table: Table, first: int, last: int, sources: Sources) -> str:
    """Header and rows [first, last) of a table, cells by their handles."""
    lines = [[column.header.text.replace("\n", "") or "（空）" for column in table.columns]]
    for row in range(first, last):
        pieces = _cell_pieces(table, row)
        lines.append([sources.add(piece) if piece else "（空）" for piece in pieces])
        sources.add_all(part for piece in pieces if piece for part in parts(piece)[1:])
    return "\n".join(" | ".join(line) for line in lines)


def _ask(gateway: Gateway, reading: Reading, name: str, shown: str, model: type[BaseModel]) -> dict[str, Any]:
    prompt = load(name).render(shown=shown)
    answer: Answer[BaseModel] = gateway.fill(prompt, model)
    reading.usage += answer.usage
    reading.prompts[prompt.name] = prompt.hash
    return answer.value.model_dump(mode="json")


def _labels_first(rows: Sequence[Sequence[Slot]]) -> list[Piece]:
    return [slot.piece for row in rows for slot in row if slot.may_label and (slot.sure_label or reads_like_label(slot.text))]


def _take(sources: Sources, handle: str, taken: dict[int, bool]) -> Piece | None:
    piece = sources.locate(handle, taken=taken)
    if piece is not None:
        taken[id(piece)] = True
    return piece


def _fill_head(form: FormReading, answer: dict[str, Any], sources: Sources) -> None:
    taken: dict[int, bool] = {}
    for title, field in HEAD_FIELDS.items():
        piece = _take(sources, answer[title], taken)
        if piece is not None:
            form.fields[field] = piece
    for title, (field, first, second) in HEAD_LISTS.items():
        for item in answer[title]:
            label, value = _take(sources, item[first], taken), _take(sources, item[second], taken)
            if field == "contacts" and (label or value):
                form.contacts.append(Labelled(label, value))
            elif label is not None and label is not value:
                getattr(form, field).append(Labelled(printed_label(label), value or Piece()))
    split_project(form)


def _row_of(item: dict[str, str], table: Table, after: int) -> int:
    """The row an answer was copied from: the next one whose cells begin with its name."""
    for row in range(after, len(table.cells)):
        texts = [piece.text.replace("\n", " ") for piece in _cell_pieces(table, row)]
        if any(text and text.startswith(item["指标名称"].rstrip("…")) for text in texts):
            return row
    return min(after, len(table.cells) - 1)


def _rows(gateway: Gateway, reading: Reading, table: Table) -> Iterator[dict[str, Piece]]:
    """Copied rows as pieces by field; blank fields are absent."""
    for first in range(0, len(table.cells), _CHUNK):
        last = min(first + _CHUNK, len(table.cells))
        sources = Sources()
        shown = show_rows(table, first, last, sources)
        answer = _ask(gateway, reading, "copy_rows", shown, rows_model(sources.enum(), last - first))
        at = first
        for item in answer["指标"]:
            at = _row_of(item, table, at)
            near = _cell_pieces(table, at)
            found = {field: sources.locate(item[title], near) for title, field in ROW_FIELDS.items()}
            yield {field: piece for field, piece in found.items() if piece is not None}
            at += 1


def _add_row(forms: list[FormReading], shared: FormReading, row: dict[str, Piece], above: dict[str, Piece]) -> None:
    """One copied row: a project's name opens a form of its own; levels that were left blank repeat."""
    if "project_name" in row and (not forms or forms[-1].fields.get("project_name") != row["project_name"]):
        forms.append(FormReading(fields=dict(shared.fields), contacts=list(shared.contacts)))
        above.clear()
    form = forms[-1] if forms else shared
    for field in _OF_PROJECT:
        piece = row.pop(field, None)
        if piece is not None and field == "narrative":
            form.narratives.append(Labelled(Piece(), piece))
        elif piece is not None:
            form.fields.setdefault(field, piece)
    above.update({level: row[level] for level in ("level1", "level2") if level in row})
    fields = {**above, **row}
    split_value(fields)
    form.indicators.append(IndicatorReading(fields))


def read_copy(region: Region, gateway: Gateway, *, tables: bool = True) -> Reading:
    """The forms of `region` as the model copies them; `tables` false: the head alone. Raises ReadingError."""
    reading = Reading("copy", [])
    rows = head_slots(region)
    sources = Sources()
    shown = show_head(rows, sources)
    shared = FormReading()
    if shown:
        _fill_head(shared, _ask(gateway, reading, "copy_head", shown, head_model(sources.enum())), sources)
    headers = [column.header for table in region.tables for column in table.columns]
    add_surroundings(shared, region, [*_labels_first(rows), *headers])
    shared.kind = form_kind(shared)
    forms: list[FormReading] = []
    if tables:
        for table in region.tables:
            above: dict[str, Piece] = {}
            for row in _rows(gateway, reading, table):
                _add_row(forms, shared, row, above)
    reading.forms = forms or [shared]
    return reading
