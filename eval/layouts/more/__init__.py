"""The layouts of the suite layouts-more: further ones for development, drawn by people who had not seen the reader."""

from __future__ import annotations

from eval.layouts.more.bare_list import BARE_LIST
from eval.layouts.more.batch_reply import BATCH_REPLY
from eval.layouts.more.budget_goals import BUDGET_GOALS
from eval.layouts.more.budget_prose import BUDGET_PROSE
from eval.layouts.more.budget_triple import BUDGET_TRIPLE
from eval.layouts.more.budget_wide import BUDGET_WIDE
from eval.layouts.more.dept_overall import DEPT_OVERALL
from eval.layouts.more.entry_request import ENTRY_REQUEST
from eval.layouts.more.fused_weights import FUSED_WEIGHTS
from eval.layouts.more.goal_card import GOAL_CARD
from eval.layouts.more.label_above import LABEL_ABOVE
from eval.layouts.more.land_eval import LAND_EVAL
from eval.layouts.more.ledger_merge import LEDGER_MERGE
from eval.layouts.more.level_rows import LEVEL_ROWS
from eval.layouts.more.merged_projects import MERGED_PROJECTS
from eval.layouts.more.page_break import PAGE_BREAK
from eval.layouts.more.plan_costed import PLAN_COSTED
from eval.layouts.more.rules_only import RULES_ONLY
from eval.layouts.more.self_rating import SELF_RATING
from eval.layouts.more.signed_pages import SIGNED_PAGES
from eval.layouts.more.span_pair import SPAN_PAIR
from eval.layouts.more.summary_list import SUMMARY_LIST
from eval.layouts.more.transfer_area import TRANSFER_AREA
from eval.layouts.more.two_column import TWO_COLUMN
from eval.layouts.more.vertical_labels import VERTICAL_LABELS
from eval.layouts.more.vocabulary import VOCABULARY
from eval.layouts.more.watch_wide import WATCH_WIDE
from eval.layouts.more.whole_office import WHOLE_OFFICE
from eval.layouts.profile import Printed

__all__ = ["LAYOUTS", "VOCABULARY"]

LAYOUTS: tuple[Printed, ...] = (
    BARE_LIST,
    BATCH_REPLY,
    BUDGET_GOALS,
    BUDGET_PROSE,
    BUDGET_TRIPLE,
    BUDGET_WIDE,
    DEPT_OVERALL,
    ENTRY_REQUEST,
    FUSED_WEIGHTS,
    GOAL_CARD,
    LABEL_ABOVE,
    LAND_EVAL,
    LEDGER_MERGE,
    LEVEL_ROWS,
    MERGED_PROJECTS,
    PAGE_BREAK,
    PLAN_COSTED,
    RULES_ONLY,
    SELF_RATING,
    SIGNED_PAGES,
    SPAN_PAIR,
    SUMMARY_LIST,
    TRANSFER_AREA,
    TWO_COLUMN,
    VERTICAL_LABELS,
    WATCH_WIDE,
    WHOLE_OFFICE,
)
