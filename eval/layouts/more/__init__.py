"""The layouts of the suite layouts-more: further ones for development, drawn by people who had not seen the reader."""

from __future__ import annotations

from eval.layouts.more.batch_reply import BATCH_REPLY
from eval.layouts.more.budget_wide import BUDGET_WIDE
from eval.layouts.more.dept_overall import DEPT_OVERALL
from eval.layouts.more.goal_card import GOAL_CARD
from eval.layouts.more.land_eval import LAND_EVAL
from eval.layouts.more.ledger_merge import LEDGER_MERGE
from eval.layouts.more.level_rows import LEVEL_ROWS
from eval.layouts.more.page_break import PAGE_BREAK
from eval.layouts.more.rules_only import RULES_ONLY
from eval.layouts.more.summary_list import SUMMARY_LIST
from eval.layouts.more.two_column import TWO_COLUMN
from eval.layouts.more.vertical_labels import VERTICAL_LABELS
from eval.layouts.more.vocabulary import VOCABULARY
from eval.layouts.profile import Printed

__all__ = ["LAYOUTS", "VOCABULARY"]

LAYOUTS: tuple[Printed, ...] = (
    BATCH_REPLY,
    BUDGET_WIDE,
    DEPT_OVERALL,
    GOAL_CARD,
    LAND_EVAL,
    LEDGER_MERGE,
    LEVEL_ROWS,
    PAGE_BREAK,
    RULES_ONLY,
    SUMMARY_LIST,
    TWO_COLUMN,
    VERTICAL_LABELS,
)
