"""The words of the report, `words.toml`, in one language."""

from __future__ import annotations

from collections.abc import Mapping

from extractor.checks.messages import Language
from extractor.export.spoken import Spoken
from extractor.record import Evidence

__all__ = ["Words"]


class Words(Spoken):
    """Those of the report."""

    def __init__(self, language: Language) -> None:
        super().__init__("extractor.export.report", language)

    def of(self, table: str) -> Mapping[str, str]:
        """A table of words: severities, verdicts, advice."""
        found: Mapping[str, str] = self._said[table]
        return found

    def spot(self, evidence: Evidence) -> str:
        """Page, line or cell; "" for what stands nowhere."""
        if evidence.cell:
            table, row, column = evidence.cell
            return self("cell", table=table, row=row, column=column)
        if evidence.line:
            return self("line", line=evidence.line)
        return self("page", page=evidence.page) if evidence.page else ""
