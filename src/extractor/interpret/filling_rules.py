"""The rules that a form prints for its own filling, as data for the checks: counts of indicators, the total of weights."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from extractor.normalise.lexicon import LEXICON
from extractor.normalise.numbers import NUMBER
from extractor.normalise.text import key

__all__ = ["Requirement", "RequirementKind", "requirements"]

RequirementKind: TypeAlias = Literal["min_indicators", "weight_total", "not_all_qualitative"]

_WORDS = LEXICON["filling_rules"]
_KINDS = "|".join(sorted(_WORDS["kinds"], key=len, reverse=True))
_NUMERAL = r"\d+|[一二三四五六七八九十两]"
_COUNT = re.compile(
    rf"(?:{_WORDS['at_least']})[^。；;]{{0,4}}?(?P<count>{_NUMERAL})(?:个|项|条)"
    rf"(?P<what>(?:(?!{_WORDS['at_least']})[^，,；;。0-9]){{0,40}})"
)
_BEFORE = re.compile(rf"(?:{_KINDS})(?=[^，,；;。]*$)")
_TOTAL = re.compile(rf"(?:{_WORDS['total']})(?P<total>{NUMBER})(?:%|分)?")
_QUALITATIVE = re.compile(_WORDS["all_qualitative"])
_NEAR = 200
"""Characters before a count in which the clause begins that says what is counted."""
_NUMERALS = {char: str(number) for number, char in enumerate("零一二三四五六七八九十")} | {"两": "2"}


@dataclass(frozen=True, slots=True)
class Requirement:
    """One requirement: `of` the kind of indicator it is about (产出, 效益 …; "" for all), `value` its number as printed."""

    kind: RequirementKind
    of: str = ""
    value: str | None = None


def _counts(text: str) -> Iterator[Requirement]:
    for match in _COUNT.finditer(text):
        named = re.findall(_KINDS, match["what"]) or _BEFORE.findall(text[max(0, match.start() - _NEAR) : match.start()])[-1:]
        for kind in named or [""]:
            yield Requirement("min_indicators", kind, _NUMERALS.get(match["count"], match["count"]))


def requirements(rule: str) -> list[Requirement]:
    """What the text of a filling rule requires, in the order of its words; none where it asks for nothing that can be counted."""
    text = key(rule)
    found = list(_counts(text))
    if _QUALITATIVE.search(text):
        found.append(Requirement("not_all_qualitative"))
    return found + [Requirement("weight_total", value=match["total"]) for match in _TOTAL.finditer(text)]
