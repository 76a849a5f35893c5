"""The words of the sheet, `words.toml`, in one language."""

from __future__ import annotations

from extractor.checks.messages import Language
from extractor.export.spoken import Spoken

__all__ = ["Words"]


class Words(Spoken):
    """Those of the sheet."""

    def __init__(self, language: Language) -> None:
        super().__init__("extractor.export.checklist", language)
