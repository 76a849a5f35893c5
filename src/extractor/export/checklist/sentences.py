"""A finding as one short sentence: both figures and the right one, without the list of all that was added up."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from importlib import resources
from string import Formatter

from pydantic import BaseModel, ConfigDict, TypeAdapter

from extractor.checks.messages import Language, names_in
from extractor.export.plain import cut
from extractor.normalise.numbers import parse_decimal
from extractor.normalise.units import money_unit, yuan_per
from extractor.record import Finding

__all__ = ["SENTENCES", "sentence", "template_of"]


class Short(BaseModel):
    """A short sentence for a check; the fields are explained in `sentences.toml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    text: str
    reads: dict[str, str] = {}
    split: dict[str, str] = {}


_HERE = resources.files(__package__)
SENTENCES = TypeAdapter(dict[str, tuple[Short, ...]]).validate_python(
    tomllib.loads(_HERE.joinpath("sentences.toml").read_text("utf-8"))
)
_TEMPLATES = tomllib.loads(resources.files("extractor.checks").joinpath("messages.toml").read_text("utf-8"))
_LONGEST = 240
"""Characters of a sentence: a finding may quote a cell of any length."""

_READ = 800
"""Characters of a sentence that is taken apart: one that quotes more may be made to take long."""


def sentence(finding: Finding, language: Language) -> str:
    """The sentence for the sheet; that of the finding where there is no shorter one."""
    is_readable = language == "zh" and len(finding.message) <= _READ
    shorter = SENTENCES.get(finding.check, ()) if is_readable else ()
    made = (short.text.format_map(data) for short in shorter if (data := _data(finding, short)) is not None)
    return cut(next(made, finding.message), _LONGEST)


def template_of(check: str) -> str:
    """The check's own sentence in Chinese, before it is filled."""
    return str(_TEMPLATES[check]["zh"])


def _data(finding: Finding, short: Short) -> Mapping[str, str] | None:
    """What the finding's sentence was filled with; None where it is another sentence of the check, or does not come apart."""
    found = re.fullmatch(_backwards(finding.check, short), finding.message, re.DOTALL)
    data = found.groupdict() if found else {}
    for name, pattern in short.split.items():
        parts = re.fullmatch(pattern, data.get(name, ""))
        data |= parts.groupdict() if parts else {}
    if "before" in data and "direction" not in data and (direction := _direction(data)):
        data["direction"] = direction
    return data if names_in(short.text) <= data.keys() else None


def _backwards(check: str, short: Short) -> str:
    """The check's sentence as a pattern: a group for each name."""
    pattern, seen = "", set[str]()
    for text, name, _, _ in Formatter().parse(template_of(check)):
        pattern += re.escape(text)
        if name:
            pattern += f"(?P={name})" if name in seen else f"(?P<{name}>{short.reads.get(name, '.*?')})"
            seen.add(name)
    return pattern


def _direction(data: Mapping[str, str]) -> str | None:
    """Whether it grew or fell, by the figures and not by what the text says of them."""
    now, before = _yuan(data["now"]), _yuan(data["before"])
    if now is None or before is None or now == before:
        return None
    return "增加" if now > before else "减少"


def _yuan(text: str) -> Decimal | None:
    """An amount as printed, with its unit; what it is taken from may stand behind it in brackets."""
    bare = text.partition("（")[0]
    unit = money_unit(bare)
    number = parse_decimal(bare[: unit[0]]) if unit else None
    return number * yuan_per(bare[slice(*unit)]) if unit and number is not None else None
