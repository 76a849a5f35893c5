"""The words of the sheet, `words.toml`, in one language."""

from __future__ import annotations

import tomllib
from importlib import resources

from extractor.checks.messages import Language

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
