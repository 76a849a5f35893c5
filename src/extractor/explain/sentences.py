"""The explanation of a finding from templates: what disagrees, where, by which rule, whose fault, what to do."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from importlib import resources
from typing import Any

from extractor.checks import CATALOGUE
from extractor.checks.contract import NORM
from extractor.checks.messages import Language
from extractor.names import clipped, describe
from extractor.record import Diagnosis, Evidence, Finding, Record

__all__ = ["blamed_text", "explain", "verdict"]

_SENTENCES: dict[str, Any] = tomllib.loads(resources.files(__package__).joinpath("sentences.toml").read_text("utf-8"))
_SHOWN = 20
_PLACES = 4
"""Places that are named; of more the number is said."""


def _spot(evidence: Evidence, language: Language) -> str:
    """Page, line or cell of a piece of evidence."""
    if evidence.cell:
        table, row, column = evidence.cell
        return f"第{table}个表第{row}行第{column}列" if language == "zh" else f"table {table}, row {row}, column {column}"
    if evidence.line:
        return f"第{evidence.line}行" if language == "zh" else f"line {evidence.line}"
    if evidence.page:
        return f"第{evidence.page}页" if language == "zh" else f"page {evidence.page}"
    return ""


def _place(record: Record, evidence: Evidence, language: Language) -> str:
    """What stands where: 第3页《法律援助》指标“案件数”的权重（170）."""
    said = f"{_spot(evidence, language)}{describe(record, evidence.path)}"
    return f"{said}（{clipped(evidence.raw, _SHOWN)}）" if evidence.raw else said


def _places(record: Record, finding: Finding, language: Language) -> str:
    named = "；".join(_place(record, item, language) for item in finding.evidence[:_PLACES])
    rest = len(finding.evidence) - _PLACES
    if rest <= 0:
        return named
    return f"{named}；另有 {rest} 处" if language == "zh" else f"{named}; {rest} more"


def _diagnosis(record: Record, finding: Finding, diagnosis: Diagnosis, words: Mapping[str, Any]) -> tuple[str, str]:
    raw = blamed_text(finding, diagnosis)
    filled = {
        "where": describe(record, diagnosis.path or ""),
        "raw": raw,
        "reading": diagnosis.reading or "",
        "why": f"——{diagnosis.why}" if diagnosis.why else "",
    }
    manner = _manner(diagnosis, raw)
    return words["diagnosis"][manner].format_map(filled), words["advice"][manner].format_map(filled)


def blamed_text(finding: Finding, diagnosis: Diagnosis) -> str:
    """What was read in the cell that is blamed; it may stand in another sum than the finding's."""
    read = [(item.path, item.raw) for item in finding.evidence]
    read += [(one.path, one.raw) for candidate in diagnosis.candidates for one in candidate.corrections]
    return next((raw for path, raw in read if path == diagnosis.path), "")


def _manner(diagnosis: Diagnosis, raw: str) -> str:
    """Which sentence: what was misread is a cell with another text, a blank one, or no single cell."""
    if diagnosis.verdict != "misread":
        return diagnosis.verdict
    if diagnosis.reading is None:
        return "unplaced"
    return "misread" if raw else "blank"


def verdict(record: Record, finding: Finding, language: Language = "zh") -> str:
    """The sentence that says whose fault it is; "" where that was not found out."""
    return _diagnosis(record, finding, finding.diagnosis, _SENTENCES[language])[0] if finding.diagnosis is not None else ""


def explain(record: Record, finding: Finding, message: str, language: Language = "zh") -> str:
    """The explanation in whole sentences. `message` is the finding's own, in that language."""
    words = _SENTENCES[language]
    check = CATALOGUE.get(finding.check)
    parts = [message]
    if finding.evidence:
        parts.append(words["place"].format(places=_places(record, finding, language)))
    if check is not None:
        parts.append(words["norm"] if check.authority == NORM else words["rule"].format(authority=check.authority))
    if finding.diagnosis is not None:
        parts += _diagnosis(record, finding, finding.diagnosis, words)
    else:
        parts.append(words["severity"][finding.severity])
    return "".join(part for part in parts if part)
