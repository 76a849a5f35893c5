"""What one reading proposes for a form: pieces of the document under the record's names. Nothing here is a bare string."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from extractor.document import Piece
from extractor.llm.usage import Usage

__all__ = ["SCALARS", "AmountRow", "FormReading", "IndicatorReading", "Labelled", "Reading", "TableReading"]

SCALARS = (
    "title", "table_no", "fiscal_year", "amount_unit", "organization", "competent_department", "implementing_unit",
    "project_name", "project_code", "total_budget", "prior_year_budget", "execution_weight",
)  # fmt: skip
"""The fields of a form that hold one value."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A value under the form's own label; for a contact, name and phone. None: the form does not have it.

    `column` is the header above a value of a matrix, which may say its unit.
    """

    label: Piece | None
    value: Piece | None
    column: Piece | None = None


@dataclass(slots=True)
class IndicatorReading:
    """One indicator row: pieces by field name, further columns under their headers, what was put right in the row."""

    fields: dict[str, Piece] = field(default_factory=dict)
    attributes: list[Labelled] = field(default_factory=list)
    repair: str | None = None


@dataclass(slots=True)
class FormReading:
    """One form: a key of `fields` that is absent is a field the form does not have, an empty piece a blank cell.

    `sure` holds, per path (a field's name, "columns.<field>" for a column), how far the choice of that role stood above the
    next one, 0 to 1; a path that is absent was not in doubt. `labels` holds what fields stood under: it may say their unit.
    `tasks` are names and texts. `repairs` says in Chinese what was put right in the layout, beside the path within the form; those
    of an indicator row stand with the row.
    """

    fields: dict[str, Piece] = field(default_factory=dict)
    funding: list[Labelled] = field(default_factory=list)
    narratives: list[Labelled] = field(default_factory=list)
    attributes: list[Labelled] = field(default_factory=list)
    contacts: list[Labelled] = field(default_factory=list)
    indicators: list[IndicatorReading] = field(default_factory=list)
    sure: dict[str, float] = field(default_factory=dict)
    labels: dict[str, Piece] = field(default_factory=dict)
    tasks: list[Labelled] = field(default_factory=list)
    kind: Literal["project", "overall"] = "project"
    repairs: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class AmountRow:
    """A row of a budget table; None: the row has no such cell."""

    code: Piece | None
    name: Piece | None
    cells: tuple[Piece | None, ...]


@dataclass(slots=True)
class TableReading:
    """A budget table. `columns` are the header paths of the amount columns, `sure` how sure each of their roles is, 0 to 1."""

    kind: str
    title: Piece | None = None
    number: Piece | None = None
    amount_unit: Piece | None = None
    note: Piece | None = None
    columns: list[tuple[Piece, ...]] = field(default_factory=list)
    rows: list[AmountRow] = field(default_factory=list)
    sure: list[float] = field(default_factory=list)


@dataclass(slots=True)
class Reading:
    """All forms and tables of one region by one way of reading, and what it cost. `prompts` maps prompt names to hashes.

    `notes` says in Chinese what could not be had, such as a second opinion: the reading stands without it.
    """

    name: str
    forms: list[FormReading]
    usage: Usage = field(default_factory=Usage)
    prompts: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    tables: list[TableReading] = field(default_factory=list)
