"""Projects that stand side by side in one grid, each under labels of its own: every one of them becomes a form by itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import dropwhile, pairwise
from typing import TypeAlias

from extractor.document import Piece
from extractor.normalise.text import key
from extractor.segment.flow import Row
from extractor.segment.region import Region, has_targets
from extractor.segment.rows.beside import part_of

__all__ = ["halved"]

_NAMES = re.compile(
    r"(?P<label>[\u4e00-\u9fff]{0,6}?(?:项目|专项|工程|事项|课题|政策)(?:名称)?)(?P<count>[一二三四五六七八九十\d]{0,2})"
)
"""What stands before the name of a project, or counts the projects of a grid."""
_SAID = re.compile(r"(?P<label>[^:]{2,12}):(?P<value>.+)", re.DOTALL)
_MOST_OVER = 4
"""Rows over the names of the projects: what is said of all of them, or counts them."""

Opening: TypeAlias = tuple[str, str]


def _opening(row: Row) -> Opening | None:
    """The label before the name of a project, without its count, and the name, be they in one cell or two; it may be blank."""
    cells = list(dropwhile(lambda cell: not cell.piece, row.cells))[:2]
    texts = [key(cell.text) for cell in cells]
    said = _SAID.fullmatch(texts[0]) if texts else None
    pair = (said["label"], said["value"]) if said else tuple(texts)
    known = _NAMES.fullmatch(pair[0]) if len(pair) == 2 else None
    return (known["label"], pair[1]) if known else None


def _edges(row: Row) -> list[int]:
    """The grid columns at which the projects named in `row` begin, from the second on; none where it names less than two.

    Headings of columns are said again as they are, projects have names of their own behind the same label.
    """
    if not row.ruled or row.above or _opening(row) is None:
        return []
    openings = [(cell.column, _opening(part_of(row, cell.column, right=True))) for cell in row.filled]
    found = [(start, opening) for start, opening in openings if opening is not None]
    names, labels = {opening for _, opening in found}, {label for _, (label, _) in found}
    return [start for start, _ in found[1:]] if len(labels) == 1 and len(names) == len(found) else []


def _keeps(row: Row, edges: Sequence[int]) -> bool:
    """Whether no cell of a row, nor one that reaches into it, runs over one of the edges."""
    return not any(cell.column < edge < cell.column_end for cell in row.all_cells for edge in edges)


def _parts(row: Row, edges: Sequence[int]) -> list[Row]:
    """A row cut at the edges."""
    rest, parts = row, []
    for edge in edges:
        parts.append(part_of(rest, edge, right=False))
        rest = part_of(rest, edge, right=True)
    return [*parts, rest]


def _counts(row: Row, edges: Sequence[int]) -> bool:
    """Whether a row only counts the projects under it: 项目一 over the first of them, 项目二 over the second."""
    filled = [part.filled for part in _parts(row, edges)] if _keeps(row, edges) else [()]
    matches = [_NAMES.fullmatch(key(cells[0].text)) if len(cells) == 1 else None for cells in filled]
    return all(match is not None and match["count"] for match in matches)


def _is_place(part: Sequence[Row], first: Sequence[Row]) -> bool:
    """Whether a part is a form to fill in: it has no name, and says nothing that the first one does not."""
    opening = next((found for row in part if (found := _opening(row)) is not None), None)
    said = {key(cell.text) for row in first for cell in row.filled}
    return opening is not None and not opening[1] and all(key(cell.text) in said for row in part for cell in row.filled)


def _beside(rows: Sequence[Row], edges: Sequence[int]) -> list[list[Row]]:
    """The rows of each of the projects in `rows`, left to right; none where one of them has no targets."""
    columns = zip(*(_parts(row, edges) for row in rows), strict=True)
    parts = [[row for row in column if row.filled] for column in columns]
    parts = [part for n, part in enumerate(parts) if not (n and _is_place(part, parts[0]))]
    return parts if all(has_targets(Region(rows=part)) for part in parts) else []


def _split(region: Region) -> list[Region]:
    """The projects of a region, each under what stands over all of them; the region alone where they do not stand side by side.

    What stands under all of them is said behind the last: it may be a sum, which is no project's own.
    """
    rows = region.rows
    opens = next((n for n, row in enumerate(rows[: _MOST_OVER + 1]) if _edges(row)), None)
    if opens is None or len({row.grid for row in rows}) > 1:
        return [region]
    edges = _edges(rows[opens])
    last = next((n for n, row in enumerate(rows) if n > opens and not _keeps(row, edges)), len(rows))
    named = [n for n in range(opens, last) if _edges(rows[n]) == edges]
    starts = [n - 1 if n and _counts(rows[n - 1], edges) else n for n in named]
    bands = [_beside(rows[start:end], edges) for start, end in pairwise([*starts, last])]
    if not all(bands):
        return [region]
    found = [Region(region.title, list(region.head), [*rows[: starts[0]], *part]) for band in bands for part in band]
    found[-1].tail = [*(Piece.join((cell.piece for cell in row.filled), " ") for row in rows[last:]), *region.tail]
    return found


def halved(regions: Sequence[Region]) -> list[Region]:
    """The regions, each project of those in which several stand side by side by itself."""
    return [part for region in regions for part in _split(region)]
