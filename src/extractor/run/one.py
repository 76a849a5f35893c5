"""One file to one record: read, segment, interpret, settle."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from extractor.checks import DEFAULT, Profile, check_record
from extractor.checks.messages import Language
from extractor.confidence import confident
from extractor.diagnose import diagnosed, rereader
from extractor.document import Document, Piece
from extractor.errors import ReadingError
from extractor.interpret import STRATEGIES, Reading, figured, leftover, read_claims, tells_budget
from extractor.interpret.filling_rules import requirements
from extractor.llm.contract import Gateway
from extractor.llm.usage import Usage
from extractor.readers import ReadOptions, read
from extractor.record import (
    BudgetTable,
    Claim,
    FillingRule,
    Form,
    Leaf,
    Provenance,
    Record,
    Repair,
    Requirement,
    SkippedPage,
    Unassigned,
)
from extractor.run.checking import explained, noted
from extractor.run.doubts import doubts
from extractor.run.wording import worded
from extractor.segment import Region, Segments, segment
from extractor.segment.lines.definitions import definitions
from extractor.segment.lines.prose import Paragraph
from extractor.segment.region import is_of_targets
from extractor.settle import leaf, settle, settle_claim, settle_definition, settle_repairs, settle_table

__all__ = ["Settings", "Step", "make_record"]

Step = Callable[[str, int, int], None]
"""Told what is done (read, interpret), how many of how many."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How files are read: the way of reading, the model (None for `rules`), the lock that keeps OCR and model apart.

    `profile` and `language` are those of the checks; `wording` asks the model to word what they found.
    """

    reading: str
    gateway: Gateway | None
    cpu: AbstractContextManager[object]
    options: ReadOptions = field(default_factory=ReadOptions)
    profile: Profile = DEFAULT
    language: Language = "zh"
    wording: bool = False


def _place(region: Region) -> str:
    page = region.rows[0].page
    return f"第{page}页《{region.title.text}》" if region.title else f"第{page}页的表"


@dataclass(slots=True)
class _Work:
    """What the readings of a file add up to."""

    forms: list[Form]
    tables: list[BudgetTable]
    claims: list[Claim]
    errors: list[str]
    notes: list[str]
    usage: Usage
    prompts: dict[str, str]
    repairs: list[Repair] = field(default_factory=list)
    unassigned: list[Unassigned] = field(default_factory=list)


_SHOWN = 20


def _interpret(regions: tuple[Region, ...], settings: Settings, step: Step) -> _Work:
    work = _Work([], [], [], [], [], Usage(), {})
    for number, region in enumerate(regions):
        if region.amounts is None and not is_of_targets(region):
            work.notes.append(f"{_place(region)}不像绩效目标表，也不像预算表，未读取")
            work.unassigned += map(_unassigned, leftover(region, None))
            continue
        try:
            readings = STRATEGIES[settings.reading](region, settings.gateway)
        except ReadingError as error:
            work.errors.append(f"{_place(region)}未读取：{error}")
        else:
            work.repairs += settle_repairs(readings[0], len(work.forms))
            forms = settle(readings) if readings[0].forms else []
            work.notes += [f"{_place(region)}{doubt}，请对照原件" for form in forms for doubt in doubts(form)]
            work.forms += forms
            work.tables += map(settle_table, readings[0].tables)
            _account(work, readings, _place(region))
            left = leftover(region, readings[0])
            work.unassigned += map(_unassigned, left)
            work.notes += _left(region, left)
        step("理解", number + 1, len(regions))
    return work


def _claims(prose: Sequence[Paragraph], settings: Settings, work: _Work) -> None:
    """The figures of the prose; prose that the model could not read, or that is no account of a budget, is named."""
    if not work.tables and not tells_budget(prose):
        left = figured(prose)
        work.unassigned += map(_unassigned, left)
        work.notes += [f"正文不是预算的说明，其中 {len(left)} 句写有数额，没有归入任何字段，请对照原件"] if left else []
        return
    try:
        made = read_claims(prose, settings.gateway, prior=settings.reading != "map")
    except ReadingError as error:
        work.errors.append(f"正文中的数额未读取：{error}")
        return
    work.claims += map(settle_claim, made.claims)
    work.usage += made.usage
    work.prompts |= made.prompts


def _unassigned(piece: Piece) -> Unassigned:
    place = piece.places[0] if piece.places else None
    return Unassigned(raw=piece.text, page=place.page, box=place.box, line=place.line) if place else Unassigned(raw=piece.text)


def _left(region: Region, left: Sequence[Piece]) -> list[str]:
    """One note for what stands in the form and was read into none of its fields."""
    if not left:
        return []
    shown = "、".join(f"“{piece.text[:_SHOWN]}”" for piece in left[:5])
    return [f"{_place(region)}有 {len(left)} 处数字或文字没有归入任何字段，请对照原件：{shown}{'等' if len(left) > 5 else ''}"]


def _account(work: _Work, readings: list[Reading], place: str) -> None:
    for reading in readings:
        work.usage += reading.usage
        work.prompts |= reading.prompts
        work.notes += [f"{place}{note}" for note in reading.notes]


def _entity(forms: list[Form]) -> Leaf | None:
    """Who files the document: the first form's filing unit, else its competent department."""
    filers = (found for form in forms for found in (form.organization, form.competent_department))
    return _first(filers)


def _first(leaves: Iterable[Leaf | None]) -> Leaf | None:
    """The first value that is filled in, as one of the file: its confidence is not that which it has in its form."""
    found = next((leaf for leaf in leaves if leaf is not None and leaf.raw), None)
    return found.model_copy(deep=True) if found is not None else None


def _kind(work: _Work) -> Literal["forms", "budget", "accounts", "mixed", "other"]:
    """What a file is as a whole; accounts (决算) are told from budgets by the words over their tables."""
    if not work.tables:
        return "forms" if work.forms else "other"
    titles = [table.title.raw for table in work.tables if table.title]
    tables: Literal["budget", "accounts"] = "accounts" if sum("决算" in title for title in titles) > len(titles) / 2 else "budget"
    return "mixed" if work.forms else tables


def _notes(document: Document) -> list[str]:
    return [f"第{page.number}页：{note}" for page in document.pages for note in page.notes]


def _repairs(document: Document, forms: list[Form]) -> list[Repair]:
    cleaned = [Repair(path=f"pages[{page.number - 1}]", what=what) for page in document.pages for what in page.repairs]
    return cleaned + [
        Repair(path=f"forms[{i}].indicators[{j}].operator", what="性质栏空白，指标值是文字，按定性处理")
        for i, form in enumerate(forms)
        for j, row in enumerate(form.indicators)
        if row.operator is not None and row.operator.origin == "inferred"
    ]


def _provenance(document: Document, settings: Settings, work: _Work, seconds: dict[str, float]) -> Provenance:
    gateway, usage = settings.gateway, work.usage
    return Provenance(
        reader=document.reader,
        reading=settings.reading,
        provider=gateway.provider if gateway else None,
        model=gateway.model if gateway else None,
        prompts=work.prompts,
        calls=usage.calls,
        cached_calls=usage.cached_calls,
        tokens={"prompt": usage.prompt_tokens, "generated": usage.generated_tokens, "forced": usage.forced_tokens},
        seconds={name: round(value, 2) for name, value in seconds.items()},
    )


def make_record(path: Path, settings: Settings, step: Step = lambda what, done, total: None) -> Record:
    """The record of one file. Raises InputError; a region the model could not read is named in `errors`, never left empty."""
    start = time.perf_counter()
    document = read(path, options=settings.options, cpu=settings.cpu, progress=lambda done, total: step("读取", done, total))
    read_seconds = time.perf_counter() - start
    segments = segment(document)
    work = _interpret(segments.regions, settings, step)
    _claims(segments.prose, settings, work)
    seconds = {"read": read_seconds, "model": work.usage.seconds, "total": time.perf_counter() - start}
    return _judged(path, _assembled(path.name, document, segments, work, _provenance(document, settings, work, seconds)), settings)


def _assembled(name: str, document: Document, segments: Segments, work: _Work, provenance: Provenance) -> Record:
    """All that was read, before anything is checked."""
    notes = [*_notes(document), *work.notes]
    if not segments.regions:
        notes.append("没有找到绩效目标表：文件中没有表格。")
    return Record(
        source=name,
        sha256=document.sha256,
        pages=len(document.pages),
        kind=_kind(work),
        entity=_entity(work.forms),
        fiscal_year=_first(form.fiscal_year for form in work.forms),
        forms=work.forms,
        tables=work.tables,
        claims=work.claims,
        definitions=[settle_definition(found) for found in definitions([text.piece for text in segments.prose if text.defines])],
        filling_rules=[_rule(piece) for piece in segments.rules],
        repairs=[*_repairs(document, work.forms), *work.repairs],
        unassigned=work.unassigned,
        pages_skipped=[SkippedPage(page=page.number, why=page.skipped) for page in document.pages if page.skipped],
        notes=notes,
        errors=work.errors,
        provenance=provenance,
    )


def _judged(path: Path, record: Record, settings: Settings) -> Record:
    """The record checked, diagnosed and explained; its values are what they were, each with how sure it is."""
    found = check_record(record, settings.profile, settings.language)
    with rereader(path, settings.options, settings.cpu) as reread:
        record = diagnosed(noted(record, found), reread, settings.profile, found.sums)
    record = confident(explained(record, settings.language), settings.profile, found.sums)
    return worded(record, settings.gateway) if settings.wording and settings.gateway else record


def _rule(piece: Piece) -> FillingRule:
    found = [Requirement(kind=made.kind, of=made.of, value=made.value) for made in requirements(piece.text)]
    first = found[0] if found else None
    return FillingRule(
        text=leaf(piece, "text"), kind=first.kind if first else None, value=first.value if first else None, requirements=found
    )
