"""The strings of the interface: `texts.toml` beside this module, Chinese and English."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from extractor.checks.messages import Language

__all__ = ["LANGUAGES", "Texts", "table", "texts"]

LANGUAGES: dict[Language, str] = {"zh": "中文", "en": "English"}
"""The languages of the interface, and what each calls itself."""

_TAGS: dict[Language, str] = {"zh": "zh-CN", "en": "en"}
_SCRIPT = "script"
"""The section that the scripts of the pages use."""


@lru_cache(maxsize=1)
def table() -> dict[str, dict[str, dict[Language, str]]]:
    """All strings: section, name, language."""
    found: dict[str, Any] = tomllib.loads(resources.files(__package__).joinpath("texts.toml").read_text("utf-8"))
    return found


@dataclass(frozen=True, slots=True)
class Texts:
    """The strings in one language."""

    language: Language

    @property
    def tag(self) -> str:
        """The language as HTML names it."""
        return _TAGS[self.language]

    def __call__(self, key: str, **values: object) -> str:
        """The string `section.name`, filled. Raises KeyError where there is none: a page with a hole is a defect of ours."""
        section, name = key.split(".", 1)
        template = table()[section][name][self.language]
        return template.format_map(values) if values else template

    def has(self, key: str) -> bool:
        """Whether there is such a string: for names that come with the data."""
        section, name = key.split(".", 1)
        return name in table().get(section, {})

    def script(self) -> dict[str, str]:
        """What the scripts say, by name."""
        return {name: said[self.language] for name, said in table()[_SCRIPT].items()}


@lru_cache(maxsize=len(LANGUAGES))
def texts(language: Language) -> Texts:
    """The strings in `language`."""
    return Texts(language)
