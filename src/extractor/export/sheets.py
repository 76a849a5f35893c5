"""The sheets of an export, in the order in which an auditor opens them. CSV and XLSX are both made from these."""

from __future__ import annotations

from typing import Any

from extractor.export.columns import Sheet
from extractor.export.sheets_checks import DECISIONS, DOCUMENTS, FINDINGS, LEDGER, NOTES
from extractor.export.sheets_values import CLAIMS, FIELDS, FORMS, FUNDING, INDICATORS, TABLE_ROWS, TEXTS

__all__ = ["SHEETS"]

SHEETS: tuple[Sheet[Any], ...] = (
    DOCUMENTS,
    FINDINGS,
    FORMS,
    INDICATORS,
    FUNDING,
    TEXTS,
    TABLE_ROWS,
    CLAIMS,
    FIELDS,
    DECISIONS,
    LEDGER,
    NOTES,
)
"""To add a sheet: a `Sheet` in `sheets_values` or `sheets_checks`, and its name here."""
