"""What stands where in a form: its tables, amounts and tasks; all else is labels and values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from extractor.segment.money.crossed import find_crossed
from extractor.segment.money.funds import find_funds
from extractor.segment.money.sides import find_sides
from extractor.segment.money.spelled import find_spelled
from extractor.segment.region import Region, is_of_money
from extractor.segment.regroup.captioned import captioned
from extractor.segment.rows.beside import one_under_another
from extractor.segment.rows.budget_cells import budget_cells
from extractor.segment.rows.noted import with_notes
from extractor.segment.rows.numbering import without_numbering
from extractor.segment.rows.resumed import resumed
from extractor.segment.tables.bare import find_bare
from extractor.segment.tables.bracketed import with_bracketed
from extractor.segment.tables.crosswise import turned
from extractor.segment.tables.headless import find_headless
from extractor.segment.tables.joined import split_levels, with_level, with_own_heading, with_sections
from extractor.segment.tables.keyed import keyed, listed
from extractor.segment.tables.mingled import without_money
from extractor.segment.tables.overhead import with_level_over
from extractor.segment.tables.parted import parted
from extractor.segment.tables.pivoted import pivoted
from extractor.segment.tables.repeated import unfolded
from extractor.segment.tables.table import Table, find_tables
from extractor.segment.tables.tall import without_tall_text
from extractor.segment.tables.task_blocks import find_task_blocks
from extractor.segment.tables.tasks import TaskTable, find_task_tables
from extractor.segment.tables.upright import find_upright
from extractor.segment.tables.written import find_written

__all__ = ["find_blocks"]

_Block = TypeVar("_Block", Table, TaskTable)


def _whole(table: Table) -> Table:
    """The table with a row for each indicator, and a column for each level."""
    for step in (pivoted, unfolded, turned, split_levels, with_bracketed, with_own_heading, with_level, with_sections):
        table = step(table)
    return table


def _taken(region: Region) -> frozenset[int]:
    """The rows that are of something found already."""
    return frozenset(row for rows in region.blocks for row in rows)


def _free(blocks: Sequence[_Block], taken: frozenset[int]) -> list[_Block]:
    """The blocks without those that share a row with something found already."""
    return [block for block in blocks if not taken.intersection(range(block.first, block.last))]


def find_blocks(region: Region) -> None:
    """Enters what the region holds. Tasks and nested amounts first: their headers may look like those of a table."""
    region.rows, notes = resumed(with_notes(one_under_another(without_numbering(region.rows))))
    region.head += notes
    region.told = budget_cells(region.title, region.rows)
    region.funds = find_crossed(region.rows)
    region.tasks = _free(find_task_blocks(region.rows) or find_task_tables(region.rows), _taken(region))
    region.tables = find_spelled(region.rows, _taken(region))
    region.tables += find_written(region.rows)
    region.tables += find_headless(region.rows, _taken(region))
    region.funds += find_sides(region.rows, _taken(region))
    region.funds += find_funds(region.rows, _taken(region) | listed(region.rows, _taken(region)))
    region.tables += _free(find_upright(region.rows), _taken(region))
    found, region.tail = captioned(find_tables(region.rows, _taken(region)), region.rows, region.tail)
    kept = (without_tall_text(table) if is_of_money(table) else table for table in found)
    for tasks, table in (parted(with_level_over(table, region.rows)) for table in kept):
        region.tables += without_money(_whole(table))
        region.tasks += [tasks] if tasks is not None else []
    region.tables += find_bare(region.rows, _taken(region))
    region.tables = keyed(region.tables)
