"""A list of projects, and under it a table of targets for each of them behind a line that names the project: 项目一：name.

They become one table whose first column says whose the rows are, as where the targets of all stand in one. Lines that read like
titles open no forms of their own then.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise, takewhile

from extractor.document import Box, Cell, Piece
from extractor.normalise.labels import unnumbered
from extractor.normalise.text import key
from extractor.segment.flow import Row
from extractor.segment.region import Region
from extractor.segment.tables.keyed import holds_targets, lists_names, named_in
from extractor.segment.tables.table import Column, Table, find_tables

__all__ = ["captioned", "under_list"]

_COUNT = re.compile(r"(?:子?项目)?[(（]?[一二三四五六七八九十\d]{0,3}[)）]?[:：、.．]")
_WHAT = re.compile(r"(?:项目)?(?:支出)?(?:年度)?(?:绩效|考核|目标|指标|任务|任务书|情况|明细|一览|表)*")
_MIN_TABLES = 2

_At = tuple[int, float]


def _named(text: str, names: Mapping[str, Piece]) -> Piece | None:
    """The project that a line names, and says nothing else but which one it is and what stands under it."""
    folded = unnumbered(key(text))
    count = _COUNT.match(folded)
    for said in (folded, folded[count.end() :] if count else folded):
        ends = (m for n in range(len(said)) if said[:n] in names and (m := _WHAT.fullmatch(said, n)))
        found = names.get(said) or next((names[said[: m.start()]] for m in ends), None)
        if found is not None:
            return found
    return None


def _at(page: int | None, box: Box | None) -> _At | None:
    return (page, box[1]) if page is not None and box is not None else None


def _places(lines: Sequence[Piece], tables: Sequence[Table], rows: Sequence[Row]) -> list[_At | None]:
    """Where the lines and tables stand, each line before the table that it should be of."""
    found: list[_At | None] = []
    for line, table in zip(lines, tables, strict=True):
        row, place = rows[table.first], next(iter(line.places), None)
        found.append(_at(place.page, place.box) if place else None)
        found.append(_at(row.page, row.cells[0].box))
    return found


def _stand_in_turn(lines: Sequence[Piece], tables: Sequence[Table], rows: Sequence[Row]) -> bool:
    """Whether each line stands over its table and under the one before, as far as the document shows where."""
    known = [place for place in _places(lines, tables, rows) if place is not None]
    return known == sorted(known)


def _headings(table: Table) -> list[str]:
    return [key(column.header.text) for column in table.columns]


def _with_name(table: Table, name: Piece) -> list[tuple[Cell | None, ...]]:
    """The rows of a project, its name before the first of them."""
    first, *rest = table.cells
    origin = next(cell for cell in first if cell is not None)
    return [(replace(origin, piece=name), *first), *((None, *row) for row in rest)]


def _joined(heading: Piece, names: Sequence[Piece], tables: Sequence[Table]) -> Table:
    """One table of the targets of all projects."""
    first, start = tables[0], tables[0].columns[0].start
    offsets = accumulate((len(table.cells) for table in tables), initial=0)
    cells = [row for name, table in zip(names, tables, strict=True) for row in _with_name(table, name)]
    repairs = [repair for table in tables for repair in table.repairs or (None,) * len(table.cells)]
    sections = [section for table in tables for section in table.sections or (None,) * len(table.cells)]
    asides = [
        replace(aside, before=aside.before + offset)
        for table, offset in zip(tables, offsets, strict=False)
        for aside in table.asides
    ]
    return replace(
        first,
        last=tables[-1].last,
        columns=(Column(heading, start, start), *first.columns),
        cells=tuple(cells),
        repairs=tuple(repairs) if any(repairs) else (),
        sections=tuple(sections) if any(sections) else (),
        asides=tuple(asides),
    )


def captioned(tables: Sequence[Table], rows: Sequence[Row], lines: Sequence[Piece]) -> tuple[list[Table], list[Piece]]:
    """The tables, those under the first as one where it lists projects and each stands under a line of one; the other lines."""
    listed, own = next(iter(tables), None), list(tables[1:])
    heading, names = named_in(listed) if listed is not None else (Piece(), {})
    if listed is None or len(own) < _MIN_TABLES or not names:
        return list(tables), list(lines)
    found = [(line, name) for line in lines if (name := _named(line.text, names)) is not None]
    touching = all(upper.last == lower.first for upper, lower in pairwise(tables))  # a form has rows of its own over its table
    alike = touching and all(holds_targets(table) and not table.stub and _headings(table) == _headings(own[0]) for table in own)
    texts = {key(name.text) for _, name in found}
    if not alike or not len(own) == len(found) == len(texts) or not _stand_in_turn([line for line, _ in found], own, rows):
        return list(tables), list(lines)
    taken = {id(line) for line, _ in found}
    return [listed, _joined(heading, [name for _, name in found], own)], [line for line in lines if id(line) not in taken]


def _lines(region: Region) -> list[Piece]:
    return [*([region.title] if region.title is not None else []), *region.head]


def _parts(listed: Region, behind: Sequence[Region]) -> list[Region]:
    """The regions right behind a list that each name a project of it in a line over them."""
    tables = find_tables(listed.rows) if lists_names(listed.rows) else []
    names = named_in(tables[0])[1] if tables else {}
    return list(takewhile(lambda part: any(_named(line.text, names) for line in _lines(part)), behind)) if names else []


def _whole(listed: Region, parts: Sequence[Region]) -> Region | None:
    """A list and the tables of its projects as one region; None where they are not."""
    rows = [row for part in (listed, *parts) for row in part.rows]
    tail = [*listed.tail, *(line for part in parts for line in (*_lines(part), *part.tail))]
    tables = find_tables(rows)
    return Region(listed.title, listed.head, rows, tail) if len(captioned(tables, rows, tail)[0]) < len(tables) else None


def under_list(regions: Sequence[Region]) -> list[Region]:
    """The regions, a list of projects as one with those behind it whose titles name a project of the list each."""
    out: list[Region] = []
    at = 0
    while at < len(regions):
        listed = regions[at]
        parts = _parts(listed, regions[at + 1 :])
        whole = _whole(listed, parts) if parts else None
        out.append(whole or listed)
        at += 1 + (len(parts) if whole is not None else 0)
    return out
