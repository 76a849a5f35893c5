"""The words of the report, `words.toml`, in one language."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from importlib import resources

from extractor.checks.messages import Language
from extractor.record import Evidence

__all__ = ["Words"]

_ALL = tomllib.loads(resources.files(__package__).joinpath("words.toml").read_text("utf-8"))


class Words:
    """Says things by their key."""

    def __init__(self, language: Language) -> None:
        self.language, self._said = language, _ALL[language]

    def __call__(self, key: str, **filled: object) -> str:
        """The words of a key, filled. Raises KeyError for a key that there is not, or where something is not filled."""
        found = self._said[key]
        return str(found.format_map(filled) if filled else found)

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
