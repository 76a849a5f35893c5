"""The layouts of the suite layouts-dev: none of the seeds' and none of the golden corpus's own."""

from __future__ import annotations

from eval.layouts.dev.asterisk_grid import ASTERISK_GRID
from eval.layouts.dev.budget_codes import BUDGET_CODES
from eval.layouts.dev.budget_lines import BUDGET_LINES
from eval.layouts.dev.budget_open import BUDGET_OPEN
from eval.layouts.dev.goal_pair import GOAL_PAIR
from eval.layouts.dev.half_page import HALF_PAGE
from eval.layouts.dev.joined_levels import JOINED_LEVELS
from eval.layouts.dev.matrix_columns import MATRIX_COLUMNS
from eval.layouts.dev.monitor_rows import MONITOR_ROWS
from eval.layouts.dev.open_sheet import OPEN_SHEET
from eval.layouts.dev.overall_sides import OVERALL_SIDES
from eval.layouts.dev.overall_tasks import OVERALL_TASKS
from eval.layouts.dev.scored_landscape import SCORED_LANDSCAPE
from eval.layouts.dev.sectioned import SECTIONED
from eval.layouts.dev.unit_list import UNIT_LIST
from eval.layouts.dev.vocabulary import VOCABULARY
from eval.layouts.profile import Printed

__all__ = ["LAYOUTS", "VOCABULARY"]

LAYOUTS: tuple[Printed, ...] = (
    GOAL_PAIR,
    ASTERISK_GRID,
    OPEN_SHEET,
    MONITOR_ROWS,
    UNIT_LIST,
    HALF_PAGE,
    OVERALL_TASKS,
    OVERALL_SIDES,
    MATRIX_COLUMNS,
    SECTIONED,
    SCORED_LANDSCAPE,
    JOINED_LEVELS,
    BUDGET_CODES,
    BUDGET_LINES,
    BUDGET_OPEN,
)
"""Twelve of forms, three of budget documents."""
