"""What an export says: the `words.toml` beside its modules, in one language."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from extractor.checks.messages import Language

__all__ = ["Spoken"]


@cache
def _words(package: str) -> Mapping[str, Any]:
    return tomllib.loads(resources.files(package).joinpath("words.toml").read_text("utf-8"))


class Spoken:
    """Says things by their key."""

    def __init__(self, package: str, language: Language) -> None:
        self.language, self._said = language, _words(package)[language]

    def __call__(self, key: str, **filled: object) -> str:
        """The words of a key, filled. Raises KeyError for a key that there is not, or where something is not filled."""
        found = self._said[key]
        return str(found.format_map(filled) if filled else found)
