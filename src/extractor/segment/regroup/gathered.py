"""A form in several titled grids: 项目基本信息表 over who and what, 资金情况表 over the money, 绩效指标表 over the targets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice, pairwise, takewhile

from extractor.document import Piece
from extractor.normalise.labels import reads_like_label
from extractor.normalise.lexicon import LEXICON
from extractor.normalise.text import key
from extractor.segment.flow import Row
from extractor.segment.money.amounts import AmountTable
from extractor.segment.region import Region, amounts_of, has_targets, is_of_targets

__all__ = ["gathered"]

_NAMES = re.compile(LEXICON["forms"]["names"])
_TARGETS = re.compile("绩效|目标")
_SOURCES = re.compile(LEXICON["forms"]["sources"])
_CODE, _FEW = re.compile(r"\d{3,7}"), 12
"""What codes rows of a budget, and the most rows of amounts that are a project's own."""
_MOST = 4
"""Grids that a form is gathered from."""
_MOST_ROWS = 40
"""Rows of a grid that can be the head of a form, or its money."""


def _mentions(rows: Sequence[Row]) -> bool:
    """Whether a label says whose form it is, or heads a column of such names."""
    return any(_NAMES.fullmatch(key(cell.text)) for row in islice(rows, _MOST_ROWS) for cell in row.filled)


def _is_named(rows: Sequence[Row]) -> bool:
    """Whether something stands behind a label that says whose form it is: not another label."""
    pairs = (pair for row in islice(rows, _MOST_ROWS) for pair in pairwise(row.filled))
    return any(_NAMES.fullmatch(key(cell.text)) and not reads_like_label(behind.text) for cell, behind in pairs)


def _is_coded(table: AmountTable) -> bool:
    return any(_CODE.fullmatch(key(text)) for text in table.texts(0))


def _may_lead(region: Region) -> bool:
    """Whether a region without targets can be the money of a project: a list of it, not a table by codes."""
    table = amounts_of(region)
    return table is None or (len(table.cells) <= _FEW and not _is_coded(table))


def _has_budget(parts: Sequence[Region]) -> bool:
    """Whether any of the parts is a budget by codes."""
    tables = (amounts_of(part) for part in parts)
    return any(_is_coded(table) for table in tables if table is not None)


def _may_follow(region: Region, parts: Sequence[Region]) -> bool:
    """Whether a region without targets can be the rest of a form: words of targets, or where its money comes from.

    In a file without a budget by codes among its `parts` the few amounts behind a form are the form's, whatever they are called.
    """
    table = amounts_of(region)
    if table is None:
        return is_of_targets(region)
    names = [key(text) for text in table.texts(0) if text.strip()]
    of_sources = bool(names) and 2 * sum(bool(_SOURCES.search(name)) for name in names) >= len(names)
    return of_sources or (_may_lead(region) and not _has_budget(parts))


def _before(parts: Sequence[Region]) -> int:
    """How many parts behind the head of a form go with it, the last of them its targets; none may have a name of its own."""
    for number, part in enumerate(parts, start=1):
        if _mentions(part.rows):
            return 0
        if has_targets(part):
            return number
        if len(part.rows) > _MOST_ROWS or not _may_lead(part):
            return 0
    return 0


def _goes_on(part: Region, parts: Sequence[Region]) -> bool:
    own = len(part.rows) > _MOST_ROWS or _mentions(part.rows) or has_targets(part)
    return not own and _may_follow(part, parts)


def _speaks_of_targets(title: Piece | None) -> bool:
    return title is not None and bool(_TARGETS.search(title.text))


def _join(first: Region, rest: Sequence[Region]) -> None:
    """A title that speaks of targets is the form's where the first does not."""
    for part in rest:
        title = part.title
        if _speaks_of_targets(title) and not _speaks_of_targets(first.title):
            first.title, title = title, first.title
        first.tail += [*([title] if title is not None else []), *part.tail]
        first.head += part.head
        first.rows += part.rows


def gathered(parts: Sequence[Region]) -> list[Region]:
    """The parts with each form whole: it opens with a grid that names its project or unit."""
    whole: list[Region] = []
    at = 0
    while at < len(parts):
        first, behind = parts[at], parts[at + 1 : at + _MOST]
        count = 0
        if behind and len(first.rows) <= _MOST_ROWS and _is_named(first.rows):
            is_whole = has_targets(first)
            count = 0 if is_whole else _before(behind)
            if is_whole or count:
                count += sum(1 for _ in takewhile(lambda part: _goes_on(part, parts), behind[count:]))
        _join(first, behind[:count])
        whole.append(first)
        at += 1 + count
    return whole
