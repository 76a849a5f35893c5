"""Document → regions, by structure. What does what, in the order of the flow:

flow      pages to one stream of lines and rows; `lines` know what a line is and says, `rows` what heads or counts rows
cutter    the stream to regions, with the filling rules between them (`region` is one): `captions` are titles within grids,
          `lines.counted` count projects and `lines.successive` name them, `rows.budget_cells` say what a section is,
          `tables.written` are forms told in sentences, by `lines.chapters` maybe
regions   regions made whole by `regroup`: a form for each project (`halved` side by side, `reheaded` under a header said again,
          `spined` beside merged names, `lent` and `inherited` under one header, `abreast` as columns); `captioned` (a list over
          a table for each of its projects), `gathered` (a form in several grids), `paged` (a table of amounts over pages);
          `rows.recounted` are grids of prose, `money.amounts` tables of amounts (`stacked`, `classed`)
blocks    what stands where in a form. First its `rows` are put right (`numbering`, `beside`, `noted`, `resumed`), then found are
          amounts by tasks (`money.crossed`), tasks (`tables.task_blocks`, `tasks`), amounts (`money.spelled`, `sides`, `funds`)
          and `tables` (`headless`, `bare`, `upright`, `table` with `merged`, `undivided`, `divided`, `sections`, `shifted`,
          `remarks`, `asides`); at last each table gets a row for each indicator and a column for each level (`tall`, `overhead`,
          `parted`, `mingled`; `pivoted`, `repeated`, `crosswise` with `items`, `joined`, `bracketed`, which make their rows by
          `expanded`), and a list goes before its targets (`keyed`)

A new way to lay out a table is a module with one function from rows or table to the same, and its place in `blocks`; one of
several projects, from regions to regions, and its place in `regions`. Nothing imports what stands later in the flow.
"""

from extractor.segment.money.amounts import AmountColumn, AmountTable
from extractor.segment.money.funds import Fund, Funds
from extractor.segment.region import Region
from extractor.segment.regions import Segments, segment
from extractor.segment.tables.table import Column, Table
from extractor.segment.tables.tasks import TaskColumn, TaskTable

__all__ = [
    "AmountColumn",
    "AmountTable",
    "Column",
    "Fund",
    "Funds",
    "Region",
    "Segments",
    "Table",
    "TaskColumn",
    "TaskTable",
    "segment",
]
