"""Naive copying, the arm to beat: one call for a whole form, the same fields as `copy`, any string for an answer.

Everything else is shared with `copy`: what is taken from around the grid, how a code is split from a name and a unit from a
value. So the two differ only in what the model is asked, and in that nothing holds its answers to the document.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel, create_model

from eval.locate import Finder
from extractor.document import Piece
from extractor.interpret.build import add_surroundings, split_project, split_value
from extractor.interpret.copying import HEAD_FIELDS, HEAD_LISTS, ROW_FIELDS, head_model, rows_model
from extractor.interpret.reading import FormReading, IndicatorReading, Labelled, Reading
from extractor.interpret.slots import Slot, head_slots, printed_label
from extractor.llm.contract import Gateway
from extractor.llm.prompts import load
from extractor.normalise.text import key
from extractor.segment import Region, Table

__all__ = ["MAX_TOKENS", "form_model", "read_free", "show_form"]

MAX_TOKENS = 4096
_MAX_ROWS = 60
_BLANK = "（空）"
_OF_PROJECT = ("project_name", "total_budget", "organization", "narrative")


def form_model() -> type[BaseModel]:
    """Head and indicator rows of a form as plain strings."""
    # Of several bases the last one's fields come first.
    return create_model("Form", __base__=(rows_model(str, _MAX_ROWS), head_model(str)))


def show_form(region: Region) -> str:
    """The form as a prompt shows it: a line per row, every cell in full."""
    head = [" | ".join(_shown(slot) for slot in row if slot.piece) for row in head_slots(region)]
    return "\n\n".join(["\n".join(line for line in head if line), *map(_show_table, region.tables)]).strip()


def _shown(slot: Slot) -> str:
    text = slot.piece.text if slot.inline is None else f"{slot.piece.text}：{slot.inline.text}"
    return text.replace("\n", " ")


def _show_table(table: Table) -> str:
    lines = [[column.header.text.replace("\n", "") or _BLANK for column in table.columns]]
    lines += [[piece.text.replace("\n", " ") or _BLANK for piece in _cells(table, row)] for row in range(len(table.cells))]
    return "\n".join(" | ".join(line) for line in lines)


def _cells(table: Table, row: int) -> list[Piece]:
    return [cell.piece.strip() if cell is not None else Piece() for cell in table.cells[row]]


def _rows_of(region: Region) -> list[list[Piece]]:
    """The cells of all data rows, table by table."""
    return [_cells(table, row) for table in region.tables for row in range(len(table.cells))]


def _pieces(region: Region) -> list[Piece]:
    """Everything an answer may have been copied from, in reading order: values of 标签：值 apart, then whole texts."""
    inline = [slot.inline for row in head_slots(region) for slot in row if slot.inline]
    cells = [cell.piece.strip() for row in region.rows for cell in row.cells if cell.piece]
    return [*inline, *region.head, *cells, *region.tail]


def _fill_head(form: FormReading, answer: dict[str, Any], finder: Finder) -> None:
    for title, name in HEAD_FIELDS.items():
        piece = finder.find(answer[title])
        if piece is not None:
            form.fields[name] = piece
    for title, (name, first, second) in HEAD_LISTS.items():
        for item in answer[title]:
            label, value = finder.find(item[first]), finder.find(item[second])
            if name == "contacts" and (label or value):
                form.contacts.append(Labelled(label, value))
            elif label is not None:
                getattr(form, name).append(Labelled(printed_label(label), value or Piece()))
    split_project(form)


def _row_at(item: dict[str, str], rows: Sequence[Sequence[Piece]], after: int) -> int | None:
    """The row an answer was copied from: the next one, else any, in which its name stands."""
    name = key(item["指标名称"])
    order = [*range(after, len(rows)), *range(min(after, len(rows)))]
    return next((at for at in order if any(name and name in key(piece.text) for piece in rows[at])), None)


def _copied(answer: dict[str, Any], region: Region, finder: Finder) -> Iterator[dict[str, Piece]]:
    """The answered rows as pieces by field; blank fields are absent."""
    rows, after = _rows_of(region), 0
    for item in answer["指标"]:
        at = _row_at(item, rows, after)
        near = [piece for piece in rows[at] if piece] if at is not None else []
        found = {name: finder.find(item[title], near) for title, name in ROW_FIELDS.items()}
        yield {name: piece for name, piece in found.items() if piece is not None}
        after = after if at is None else at + 1


@dataclass(slots=True)
class _Forms:
    """The forms of one answer: the head's own, or one for each project that the rows name."""

    head: FormReading
    forms: list[FormReading] = field(default_factory=list)
    shared: dict[str, Piece] = field(default_factory=dict)
    above: dict[str, Piece] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.shared = {name: piece for name, piece in self.head.fields.items() if name != "project_code"}

    def add(self, row: dict[str, Piece]) -> None:
        """One copied row; levels that were left blank repeat the one above, if that stands in the document."""
        form, is_new = self._form_of(row.get("project_name", Piece()))
        for name in _OF_PROJECT:
            piece = row.pop(name, None)
            if piece is not None and name == "narrative":
                _add_narrative(form, piece)
            elif piece is not None and (is_new or name not in form.fields):
                form.fields[name] = piece
        split_project(form)
        self.above.update({level: row[level] for level in ("level1", "level2") if level in row and row[level].marks})
        fields = {**self.above, **row}
        split_value(fields)
        form.indicators.append(IndicatorReading(fields))

    def _form_of(self, project: Piece) -> tuple[FormReading, bool]:
        """The form a row belongs to, and whether it is new: a name other than the last one's opens one."""
        last, named = self.forms[-1] if self.forms else self.head, key(project.text)
        if named and not _names(last, named):
            self.forms.append(FormReading(fields=dict(self.shared), contacts=list(self.head.contacts)))
            self.above.clear()
            return self.forms[-1], True
        if not self.forms:
            self.forms.append(self.head)
        return last, False


def _add_narrative(form: FormReading, piece: Piece) -> None:
    """A goal that the answer repeats row by row is one goal."""
    if all(key(row.value.text) != key(piece.text) for row in form.narratives if row.value is not None):
        form.narratives.append(Labelled(Piece(), piece))


def _names(form: FormReading, named: str) -> bool:
    """Whether a form is that project's, its code printed before the name or not."""
    own = key(form.fields.get("project_name", Piece()).text)
    return bool(own) and named.endswith(own)


def read_free(region: Region, gateway: Gateway | None) -> list[Reading]:
    """The forms of `region` as the model writes them. Raises ReadingError."""
    assert gateway is not None, "this arm needs a model"
    prompt = load("free_form").render(shown=show_form(region))
    answer = gateway.fill(prompt, form_model(), max_tokens=MAX_TOKENS)
    finder, values = Finder(_pieces(region)), answer.value.model_dump(mode="json")
    head = FormReading()
    _fill_head(head, values, finder)
    headers = [column.header for table in region.tables for column in table.columns]
    add_surroundings(head, region, [*(slot.piece for row in head_slots(region) for slot in row if slot.may_label), *headers])
    forms = _Forms(head)
    for row in _copied(values, region, finder):
        forms.add(row)
    return [Reading("free", forms.forms or [head], answer.usage, {prompt.name: prompt.hash})]
