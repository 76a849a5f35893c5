"""The reading by grid: labels and columns are named, code reads the values. By the model: `map`; by the lexicon: `rules`."""

from __future__ import annotations

from extractor.interpret.amounts import read_amounts
from extractor.interpret.build import add_asides, add_head, add_indicators, add_surroundings, forms_of_list
from extractor.interpret.columns import NamedTable, name_columns
from extractor.interpret.form_kinds import form_kind
from extractor.interpret.header import Named, name_head
from extractor.interpret.matrix import add_matrix
from extractor.interpret.namer import Namer
from extractor.interpret.projects import source_matrices
from extractor.interpret.reading import FormReading, Reading
from extractor.interpret.slots import Slot, head_slots
from extractor.interpret.tasks import add_tasks
from extractor.llm.usage import Usage
from extractor.normalise.text import key
from extractor.segment import Region, Table
from extractor.segment.region import is_of_amounts, is_of_money

__all__ = ["read_grid"]


def read_grid(region: Region, namer: Namer, name: str) -> Reading:
    """What `region` holds as `namer` names its labels and columns. Raises ReadingError where the namer cannot answer."""
    if region.amounts is not None:
        return read_amounts(region, region.amounts, namer, name)
    head = head_slots(region)
    named, usage = name_head(head, namer)
    tables: list[NamedTable] = []
    matrices: list[Table] = []
    notes: list[str] = []
    for table in region.tables:
        if table.stub:
            matrices.append(table)
        else:
            found, cost = name_columns(table, namer)
            usage += cost
            if found.is_list or (found.has_indicators and not is_of_amounts(table)):
                tables.append(found)
            elif found.is_of_targets and not is_of_money(table):
                notes.append(f"有一张 {len(table.cells)} 行的指标表没有认出各列，未读取：{_headers(table)}")
            else:
                matrices.append(table)
    forms, more = _forms(region, head, named, tables, matrices, namer)
    return Reading(name, forms, usage + more, dict(namer.prompts), notes)


def _headers(table: Table) -> str:
    return " | ".join(key(column.header.text) or "（空）" for column in table.columns)


def _forms(
    region: Region,
    head: list[list[Slot]],
    named: list[Named],
    tables: list[NamedTable],
    matrices: list[Table],
    namer: Namer,
) -> tuple[list[FormReading], Usage]:
    form, usage = FormReading(), Usage()
    add_head(form, named)
    for matrix in matrices:
        usage += add_matrix(form, matrix, namer)
        add_asides(form, matrix)
    for tasks in region.tasks:
        usage += add_tasks(form, tasks, namer)
    form.repairs += [("funding", funds.repair) for funds in region.funds if funds.repair]
    headers = [cell.piece for table in region.tables for cell in region.rows[table.first].filled]
    values = {item.pair.value.marks for item in named}
    slots = [slot.piece for row in head for slot in row if slot.may_label and slot.whole.marks not in values]
    over = [slot.over for row in head for slot in row if slot.over]
    labels = [*(item.pair.label for item in named), *slots, *over, *headers]
    add_surroundings(form, region, labels)
    form.kind = form_kind(form)
    lists = [table for table in tables if table.is_list]
    for table in tables:
        if not table.is_list:
            add_indicators(form, table)
    if lists:
        projects: list[FormReading] = []
        for table in lists:
            listed = forms_of_list(table, form)
            usage += _add_sources(listed, table, namer)
            projects += listed
        return ([form] if form.indicators else []) + projects, usage
    return [form], usage


def _add_sources(forms: list[FormReading], table: NamedTable, namer: Namer) -> Usage:
    """Fills each form of a list with the sources that stand row by row beside its indicators."""
    usage, project = Usage(), table.column("project_name")
    if project is not None and table.sources:
        for form, matrix in zip(forms, source_matrices(table.table, project, table.sources), strict=True):
            usage += add_matrix(form, matrix, namer)
    return usage
