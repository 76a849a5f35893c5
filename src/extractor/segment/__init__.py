"""Document → regions, by structure. What does what, in the order of the flow:

flow      pages to one stream of lines and rows (`titles`, `labelled`, `definitions`, `prose` know what lines are)
cutter    the stream to regions, with the filling rules between them (`region` is one; `budget_cells` what a section is, `captions`
          titles within grids, `counted` lines that count projects and `successive` ones that name them, `written` forms told in
          sentences, by `chapters` maybe)
regions   regions made whole: `recounted` (grids of prose); a form for each project (`halved` side by side, `reheaded` under a
          header said again, `spined` beside merged names, `lent` and `inherited` under one header, `abreast` as columns);
          `captioned` (a list over a table for each of its projects), `gathered` (a form in several grids), `paged` and `amounts`
          (tables of amounts over pages; `stacked`, `classed`, `headings`, `serials` their blocks and columns)
blocks    what stands where in a form. First its rows are put right (`numbering`, `beside`, `noted`, `resumed`), then found are
          amounts by tasks (`crossed`), tasks (`task_blocks`, `tasks`), amounts (`spelled`, `sides`, `funds`) and tables
          (`headless`, `bare`, `upright`, `tables` with `merged`, `undivided`, `divided`, `sections`, `shifted`, `remarks`,
          `asides`); at last each table gets a row for each indicator and a column for each level (`tall`, `overhead`, `parted`,
          `mingled`; `pivoted`, `repeated`, `crosswise` with `items`, `joined`, `bracketed`, which make their rows by
          `expanded`), and a list goes before its targets (`keyed`). `facts` and `told` read sentences that say nothing but facts
          or sources of money, `addressee` whom a letter is written to.

A new way to lay out a table is a module with one function from rows or table to the same, and its place in `blocks`.
"""

from extractor.segment.amounts import AmountColumn, AmountTable
from extractor.segment.funds import Fund, Funds
from extractor.segment.region import Region
from extractor.segment.regions import Segments, segment
from extractor.segment.tables import Column, Table
from extractor.segment.tasks import TaskColumn, TaskTable

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
