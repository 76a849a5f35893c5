"""The layouts of the suite layouts-more: further ones for development, drawn by people who had not seen the reader."""

from __future__ import annotations

from eval.layouts.more.bare_list import BARE_LIST
from eval.layouts.more.batch_reply import BATCH_REPLY
from eval.layouts.more.beside_head import BESIDE_HEAD
from eval.layouts.more.boxed_levels import BOXED_LEVELS
from eval.layouts.more.budget_goals import BUDGET_GOALS
from eval.layouts.more.budget_prose import BUDGET_PROSE
from eval.layouts.more.budget_triple import BUDGET_TRIPLE
from eval.layouts.more.budget_wide import BUDGET_WIDE
from eval.layouts.more.chain_forms import CHAIN_FORMS
from eval.layouts.more.coded_points import CODED_POINTS
from eval.layouts.more.county_typed import COUNTY_TYPED
from eval.layouts.more.deep_header import DEEP_HEADER
from eval.layouts.more.delta_style import DELTA_STYLE
from eval.layouts.more.dept_overall import DEPT_OVERALL
from eval.layouts.more.entry_request import ENTRY_REQUEST
from eval.layouts.more.fused_weights import FUSED_WEIGHTS
from eval.layouts.more.goal_card import GOAL_CARD
from eval.layouts.more.label_above import LABEL_ABOVE
from eval.layouts.more.land_eval import LAND_EVAL
from eval.layouts.more.ledger_merge import LEDGER_MERGE
from eval.layouts.more.level_rows import LEVEL_ROWS
from eval.layouts.more.merged_projects import MERGED_PROJECTS
from eval.layouts.more.ministry_rows import MINISTRY_ROWS
from eval.layouts.more.office_tasks import OFFICE_TASKS
from eval.layouts.more.open_numbered import OPEN_NUMBERED
from eval.layouts.more.page_break import PAGE_BREAK
from eval.layouts.more.paired_list import PAIRED_LIST
from eval.layouts.more.plain_letter import PLAIN_LETTER
from eval.layouts.more.plan_costed import PLAN_COSTED
from eval.layouts.more.rules_only import RULES_ONLY
from eval.layouts.more.self_rating import SELF_RATING
from eval.layouts.more.sentence_cells import SENTENCE_CELLS
from eval.layouts.more.signed_pages import SIGNED_PAGES
from eval.layouts.more.span_pair import SPAN_PAIR
from eval.layouts.more.summary_list import SUMMARY_LIST
from eval.layouts.more.ticked_inline import TICKED_INLINE
from eval.layouts.more.transfer_area import TRANSFER_AREA
from eval.layouts.more.twin_rows import TWIN_ROWS
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
    BESIDE_HEAD,
    BOXED_LEVELS,
    BUDGET_GOALS,
    BUDGET_PROSE,
    BUDGET_TRIPLE,
    BUDGET_WIDE,
    CHAIN_FORMS,
    CODED_POINTS,
    COUNTY_TYPED,
    DEEP_HEADER,
    DELTA_STYLE,
    DEPT_OVERALL,
    ENTRY_REQUEST,
    FUSED_WEIGHTS,
    GOAL_CARD,
    LABEL_ABOVE,
    LAND_EVAL,
    LEDGER_MERGE,
    LEVEL_ROWS,
    MERGED_PROJECTS,
    MINISTRY_ROWS,
    OFFICE_TASKS,
    OPEN_NUMBERED,
    PAGE_BREAK,
    PAIRED_LIST,
    PLAIN_LETTER,
    PLAN_COSTED,
    RULES_ONLY,
    SELF_RATING,
    SENTENCE_CELLS,
    SIGNED_PAGES,
    SPAN_PAIR,
    SUMMARY_LIST,
    TICKED_INLINE,
    TRANSFER_AREA,
    TWIN_ROWS,
    TWO_COLUMN,
    VERTICAL_LABELS,
    WATCH_WIDE,
    WHOLE_OFFICE,
)
