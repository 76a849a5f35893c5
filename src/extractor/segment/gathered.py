"""A form in several titled grids: 项目基本信息表 over who and what, 资金情况表 over the money, 绩效指标表 over the targets."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice, takewhile
from typing import Generic, TypeVar

from extractor.normalise.lexicon import LEXICON
from extractor.normalise.text import key
from extractor.segment.flow import Row
from extractor.segment.paged import Part

__all__ = ["Judge", "gathered"]

_NAMES = re.compile(LEXICON["forms"]["names"])
_TARGETS = re.compile("绩效|目标")
_MOST = 4
"""Grids that a form is gathered from."""
_MOST_ROWS = 40
"""Rows of a grid that can be the head of a form, or its money."""

AnyPart = TypeVar("AnyPart", bound=Part)


@dataclass(frozen=True, slots=True)
class Judge(Generic[AnyPart]):
    """What is asked of a grid: whether it has targets; without any, whether it can stand before those of its form, or behind."""

    has_targets: Callable[[AnyPart], bool]
    may_lead: Callable[[AnyPart], bool]
    may_follow: Callable[[AnyPart], bool]


def _is_named(rows: Sequence[Row]) -> bool:
    """Whether a label says whose form it is."""
    return any(_NAMES.fullmatch(key(cell.text)) for row in islice(rows, _MOST_ROWS) for cell in row.filled)


def _before(parts: Sequence[AnyPart], judge: Judge[AnyPart]) -> int:
    """How many parts behind the head of a form go with it, the last of them its targets; none may have a name of its own."""
    for number, part in enumerate(parts, start=1):
        if _is_named(part.rows):
            return 0
        if judge.has_targets(part):
            return number
        if len(part.rows) > _MOST_ROWS or not judge.may_lead(part):
            return 0
    return 0


def _goes_on(part: AnyPart, judge: Judge[AnyPart]) -> bool:
    own = len(part.rows) > _MOST_ROWS or _is_named(part.rows) or judge.has_targets(part)
    return not own and judge.may_follow(part)


def _join(first: AnyPart, rest: Sequence[AnyPart], judge: Judge[AnyPart]) -> None:
    """What heads the part with the targets is the form's title, if the first does not say that it is of targets."""
    for part in rest:
        title = part.title
        if title is not None and judge.has_targets(part) and not (first.title is not None and _TARGETS.search(first.title.text)):
            first.title, title = title, first.title
        first.tail += [*([title] if title is not None else []), *part.tail]
        first.head += part.head
        first.rows += part.rows


def gathered(parts: Sequence[AnyPart], judge: Judge[AnyPart]) -> list[AnyPart]:
    """The parts with each form whole: it opens with a grid that names its project or unit."""
    whole: list[AnyPart] = []
    at = 0
    while at < len(parts):
        first, behind = parts[at], parts[at + 1 : at + _MOST]
        count = 0
        if behind and len(first.rows) <= _MOST_ROWS and _is_named(first.rows):
            is_whole = judge.has_targets(first)
            count = 0 if is_whole else _before(behind, judge)
            if is_whole or count:
                count += sum(1 for _ in takewhile(lambda part: _goes_on(part, judge), behind[count:]))
        _join(first, behind[:count], judge)
        whole.append(first)
        at += 1 + count
    return whole
