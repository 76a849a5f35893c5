"""The record of one file: what was read, every value with the place it stands at. The names are the contract of design "Record"."""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, SerializerFunctionWrapHandler, model_serializer

from extractor.document import Box

__all__ = [
    "LOOK_BELOW",
    "SCHEMA_VERSION",
    "Alternative",
    "Amount",
    "Attribute",
    "BudgetTable",
    "Candidate",
    "Claim",
    "Contact",
    "Correction",
    "Definition",
    "Diagnosis",
    "Evidence",
    "FillingRule",
    "Finding",
    "Form",
    "Indicator",
    "Leaf",
    "LedgerRow",
    "Narrative",
    "Provenance",
    "Record",
    "Relation",
    "Repair",
    "Requirement",
    "SkippedPage",
    "Span",
    "Status",
    "TableRow",
    "Task",
    "Unassigned",
    "Wording",
]

SCHEMA_VERSION = "1"
LOOK_BELOW = 0.9
"""Fields of a lower confidence are for a person to look at: by the weights of `extractor.confidence`, one in ten may be wrong."""

OPTIONAL = ("spans", "unit", "unit_source", "alternatives", "unreadable", "role", "ocr")
"""Keys of a leaf that are written only where they say something."""


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Span(_Model):
    """One of several places of a value."""

    page: int
    box: Box | None = None
    line: int | None = None
    cell: tuple[int, int, int] | None = None


class Alternative(_Model):
    """What another reading said, where it disagreed."""

    reading: str
    raw: str | None


class Leaf(_Model):
    """A value that stands in the document: `raw` as written, `value` normalised, and where.

    `box` in PDF points; text files carry the 1-based `line` instead. `origin` is `inferred` for what is implied but not
    printed (then it stands nowhere) and `reviewer` for a correction. `unreadable` marks a cell that has ink but gave no
    text: never to be mistaken for a blank one. Money carries `unit` and where that comes from. What `confidence` is made from:
    `role`, how sure the readings are that this is the field's text, and `ocr`, the lowest score of its characters (None where
    no text had to be recognised).
    """

    raw: str
    value: str | None = None
    page: int | None = None
    box: Box | None = None
    line: int | None = None
    confidence: Annotated[float, Field(ge=0.0, le=1.0)] = 1.0
    origin: Literal["read", "inferred", "reviewer"] = "read"
    spans: list[Span] | None = None
    unit: str | None = None
    unit_source: Literal["cell", "column", "form"] | None = None
    alternatives: list[Alternative] | None = None
    unreadable: bool | None = None
    role: Annotated[float, Field(ge=0.0, le=1.0)] | None = None
    ocr: Annotated[float, Field(ge=0.0, le=1.0)] | None = None

    @model_serializer(mode="wrap")
    def _compact(self, dump: SerializerFunctionWrapHandler) -> dict[str, Any]:
        return {key: value for key, value in dump(self).items() if value is not None or key not in OPTIONAL}


class Amount(_Model):
    """A funding row under the form's own label."""

    label: Leaf
    amount: Leaf | None = None


class Narrative(_Model):
    """A stretch of prose under the form's own label."""

    label: Leaf
    text: Leaf | None = None


class Task(_Model):
    """A yearly task of an overall form."""

    name: Leaf
    text: Leaf | None = None


class Attribute(_Model):
    """What the form calls by a name that the record does not list."""

    label: Leaf
    value: Leaf | None = None


class Contact(_Model):
    """Who filled the form."""

    name: Leaf | None = None
    phone: Leaf | None = None


class Indicator(_Model):
    """One indicator row. `operator` is normalised to GE LE EQ GT LT QUAL, `weight` to a Decimal as a string."""

    level1: Leaf | None = None
    level2: Leaf | None = None
    name: Leaf | None = None
    operator: Leaf | None = None
    value: Leaf | None = None
    unit: Leaf | None = None
    weight: Leaf | None = None
    is_core: Leaf | None = None
    explanation: Leaf | None = None
    note: Leaf | None = None
    attributes: list[Attribute] = []


class Form(_Model):
    """One performance-target form."""

    kind: Literal["project", "overall"] = "project"
    title: Leaf | None = None
    table_no: Leaf | None = None
    fiscal_year: Leaf | None = None
    amount_unit: Leaf | None = None
    organization: Leaf | None = None
    competent_department: Leaf | None = None
    implementing_unit: Leaf | None = None
    project_name: Leaf | None = None
    project_code: Leaf | None = None
    total_budget: Leaf | None = None
    prior_year_budget: Leaf | None = None
    funding: list[Amount] = []
    execution_weight: Leaf | None = None
    narratives: list[Narrative] = []
    tasks: list[Task] = []
    attributes: list[Attribute] = []
    indicators: list[Indicator] = []
    contacts: list[Contact] = []


class TableRow(_Model):
    """A row of a budget table. `cells` stand under the table's `columns`; None where the row has no such cell."""

    code: Leaf | None = None
    name: Leaf | None = None
    cells: list[Leaf | None] = []


class BudgetTable(_Model):
    """A table of a departmental budget. `columns` are the header paths of its amount columns, outermost heading first."""

    kind: Literal["functional", "economic", "revenue_expenditure", "three_public", "procurement", "other"] = "other"
    number: Leaf | None = None
    title: Leaf | None = None
    amount_unit: Leaf | None = None
    columns: list[list[Leaf]] = []
    rows: list[TableRow] = []
    note: Leaf | None = None


Relation: TypeAlias = Literal["total", "part", "increase", "decrease", "unchanged"]


class Claim(_Model):
    """A figure stated in prose: what of, for which year, and the sentence that says it. 持平 is `unchanged`, without amount."""

    subject: Leaf | None = None
    amount: Leaf | None = None
    unit: Leaf | None = None
    period: Leaf | None = None
    relation: Relation | None = None
    sentence: Leaf | None = None


class Definition(_Model):
    """A term that the document explains in a section of its own (名词解释), and all that it says of it."""

    term: Leaf
    text: Leaf


class Requirement(_Model):
    """What a filling rule requires: `of` the kind of indicator it is about (产出, 效益 …; "" for all of them)."""

    kind: Literal["min_indicators", "weight_total", "not_all_qualitative"]
    of: str = ""
    value: str | None = None


class FillingRule(_Model):
    """A rule for filling the form that the document itself prints.

    `kind` and `value` are those of its first requirement, where it states any that can be counted; `requirements` holds all.
    """

    text: Leaf
    kind: str | None = None
    value: str | None = None
    requirements: list[Requirement] = []


Status: TypeAlias = Literal["pass", "fail", "not_applicable", "insufficient_data", "unreadable", "error"]


class Evidence(_Model):
    """A value that a finding speaks of. `path` is that of the record, as in forms[3].indicators[0].weight."""

    path: str
    raw: str
    page: int | None = None
    box: Box | None = None
    line: int | None = None
    cell: tuple[int, int, int] | None = None


class Correction(_Model):
    """A cell as read, and the text with which the sums would close."""

    path: str
    raw: str
    reading: str


class Candidate(_Model):
    """Cells whose change closes all sums that broke together and opens none. `slip` says how what was read may have come about.

    `score` ranks the candidates of one diagnosis; it is no probability.
    """

    corrections: list[Correction]
    slip: str
    score: float


class Diagnosis(_Model):
    """Whose fault a failed sum is; `path` and `reading` name the cell and the text that would close it.

    `candidates` are the smallest sets of cells that may be at fault, the likeliest first.
    """

    verdict: Literal["misfiled", "misread", "undecided"]
    path: str | None = None
    reading: str | None = None
    why: str | None = None
    candidates: list[Candidate] = []


class Wording(_Model):
    """A finding as a model worded it. `rejected` says what in it does not stand in the finding: then it is not to be shown.

    `completed`: the model left the verdict out, and the template's own sentence stands at the end of its text.
    """

    text: str
    model: str
    prompt: str
    rejected: list[str] = []
    completed: bool = False


class Finding(_Model):
    """What disagrees. `id` comes from check, form and field, so that a decision about it survives another run.

    `explanation` is made from templates; `wording` is what a model made of it, where one was asked.
    """

    id: str
    check: str
    status: Status = "fail"
    severity: Literal["error", "warning", "info"]
    message: str
    expected: str | None = None
    actual: str | None = None
    difference: str | None = None
    evidence: list[Evidence] = []
    diagnosis: Diagnosis | None = None
    explanation: str | None = None
    wording: Wording | None = None


class LedgerRow(_Model):
    """That a check was asked of something (`scope` is its path, "" the document), and what came of it."""

    check: str
    scope: str
    status: Status
    reason: str | None = None


class Repair(_Model):
    """What was put right in the layout, or could not be read, and where."""

    path: str
    what: str


class SkippedPage(_Model):
    """A page of which nothing was read because there is nothing on it, and how that was seen."""

    page: int
    why: str


class Unassigned(_Model):
    """A number or prose that stands in the document and in no field of the record, as printed, with its first place."""

    raw: str
    page: int | None = None
    box: Box | None = None
    line: int | None = None


class Provenance(_Model):
    """What made this record. `prompts` maps each prompt's name to the hash of its file."""

    reader: str
    reading: str
    provider: str | None = None
    model: str | None = None
    prompts: dict[str, str] = {}
    calls: int = 0
    cached_calls: int = 0
    tokens: dict[str, int] = {}
    seconds: dict[str, float] = {}


class Record(_Model):
    """One input file. `notes` says what a person should look at (unread tables, pages worth rescanning), `errors` what failed."""

    schema_version: str = SCHEMA_VERSION
    source: str
    sha256: str
    pages: int
    kind: Literal["forms", "budget", "accounts", "mixed", "other"] = "forms"
    entity: Leaf | None = None
    fiscal_year: Leaf | None = None
    forms: list[Form] = []
    tables: list[BudgetTable] = []
    claims: list[Claim] = []
    definitions: list[Definition] = []
    filling_rules: list[FillingRule] = []
    findings: list[Finding] = []
    ledger: list[LedgerRow] = []
    repairs: list[Repair] = []
    pages_skipped: list[SkippedPage] = []
    unassigned: list[Unassigned] = []
    notes: list[str] = []
    errors: list[str] = []
    provenance: Provenance
