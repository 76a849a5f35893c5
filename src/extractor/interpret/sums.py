"""Sums of all projects of a list, in rows named 合计 or 总计（6个项目） where a project would be: no project stands there."""

from __future__ import annotations

import re
from dataclasses import replace

from extractor.normalise.text import key
from extractor.normalise.totals import TOTALS
from extractor.segment import Table

__all__ = ["without_sums"]

_SUM = re.compile(rf"(?:{'|'.join(sorted(TOTALS))})(?:[(（][^()（）]{{1,16}}[)）])?:?")


def without_sums(table: Table, project: int, name: int | None) -> Table:
    """The table without the rows of such sums; one beside which an indicator is named stays, it may be of the whole unit."""
    starts = [n for n, row in enumerate(table.cells) if (cell := row[project]) is not None and cell.piece]
    dropped: set[int] = set()
    for start, end in zip(starts, [*starts[1:], len(table.cells)], strict=True):
        opener = table.cells[start][project]
        named = name is not None and any((cell := row[name]) is not None and cell.piece for row in table.cells[start:end])
        if opener is not None and _SUM.fullmatch(key(opener.text)) and not named:
            dropped.update(range(start, end))
    return _without(table, dropped) if dropped and len(dropped) < len(table.cells) else table


def _without(table: Table, dropped: set[int]) -> Table:
    """The table without some of its rows; what stands between its rows stays where it stood."""
    kept = [n for n in range(len(table.cells)) if n not in dropped]
    place, passed = [], 0
    for n in range(len(table.cells) + 1):
        place.append(passed)
        passed += n not in dropped
    return replace(
        table,
        cells=tuple(table.cells[n] for n in kept),
        repairs=tuple(table.repairs[n] for n in kept) if table.repairs else (),
        sections=tuple(table.sections[n] for n in kept) if table.sections else (),
        asides=tuple(replace(aside, before=place[aside.before]) for aside in table.asides),
    )
