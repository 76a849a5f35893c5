"""The sentences of findings: `messages.toml` beside this module, Chinese and English, filled from a fault's data alone."""

from __future__ import annotations

import tomllib
from importlib import resources
from string import Formatter
from typing import Any, Literal, TypeAlias

from extractor.checks.contract import Check, Fault

__all__ = ["Language", "message", "names_in"]

Language: TypeAlias = Literal["zh", "en"]

_TEMPLATES: dict[str, Any] = tomllib.loads(resources.files(__package__).joinpath("messages.toml").read_text("utf-8"))


def _template(check: Check, variant: str, language: Language) -> str:
    found: dict[str, Any] = _TEMPLATES[check.id]
    text: str = (found[variant] if variant else found)[language]
    return text


def names_in(template: str) -> frozenset[str]:
    """The names that a template wants."""
    return frozenset(name for _, name, _, _ in Formatter().parse(template) if name)


def message(check: Check, fault: Fault, language: Language = "zh") -> str:
    """The sentence for a fault. Raises KeyError where the fault lacks what the sentence says."""
    return _template(check, fault.variant, language).format_map(dict(fault.data))
