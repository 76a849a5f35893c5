"""The layouts of the suite layouts-more: further ones for development, drawn by people who had not seen the reader."""

from __future__ import annotations

from eval.layouts.more.band_projects import BAND_PROJECTS
from eval.layouts.more.bare_list import BARE_LIST
from eval.layouts.more.batch_reply import BATCH_REPLY
from eval.layouts.more.beside_head import BESIDE_HEAD
from eval.layouts.more.boxed_levels import BOXED_LEVELS
from eval.layouts.more.budget_beside import BUDGET_BESIDE
from eval.layouts.more.budget_between import BUDGET_BETWEEN
from eval.layouts.more.budget_corner import BUDGET_CORNER
from eval.layouts.more.budget_goals import BUDGET_GOALS
from eval.layouts.more.budget_halves import BUDGET_HALVES
from eval.layouts.more.budget_prose import BUDGET_PROSE
from eval.layouts.more.budget_stacked import BUDGET_STACKED
from eval.layouts.more.budget_triple import BUDGET_TRIPLE
from eval.layouts.more.budget_turns import BUDGET_TURNS
from eval.layouts.more.budget_wide import BUDGET_WIDE
from eval.layouts.more.chain_forms import CHAIN_FORMS
from eval.layouts.more.clause_reply import CLAUSE_REPLY
from eval.layouts.more.coded_points import CODED_POINTS
from eval.layouts.more.county_typed import COUNTY_TYPED
from eval.layouts.more.deep_header import DEEP_HEADER
from eval.layouts.more.delta_style import DELTA_STYLE
from eval.layouts.more.dept_overall import DEPT_OVERALL
from eval.layouts.more.entry_request import ENTRY_REQUEST
from eval.layouts.more.fused_weights import FUSED_WEIGHTS
from eval.layouts.more.gap_cards import GAP_CARDS
from eval.layouts.more.goal_card import GOAL_CARD
from eval.layouts.more.grid_trios import GRID_TRIOS
from eval.layouts.more.half_ruled import HALF_RULED
from eval.layouts.more.header_again import HEADER_AGAIN
from eval.layouts.more.headless_blocks import HEADLESS_BLOCKS
from eval.layouts.more.kind_list import KIND_LIST
from eval.layouts.more.label_above import LABEL_ABOVE
from eval.layouts.more.land_eval import LAND_EVAL
from eval.layouts.more.ledger_merge import LEDGER_MERGE
from eval.layouts.more.level_rows import LEVEL_ROWS
from eval.layouts.more.listed_annex import LISTED_ANNEX
from eval.layouts.more.listed_tables import LISTED_TABLES
from eval.layouts.more.margin_grid import MARGIN_GRID
from eval.layouts.more.merged_projects import MERGED_PROJECTS
from eval.layouts.more.ministry_rows import MINISTRY_ROWS
from eval.layouts.more.mixed_kinds import MIXED_KINDS
from eval.layouts.more.noted_rows import NOTED_ROWS
from eval.layouts.more.office_tasks import OFFICE_TASKS
from eval.layouts.more.one_scale import ONE_SCALE
from eval.layouts.more.open_numbered import OPEN_NUMBERED
from eval.layouts.more.page_break import PAGE_BREAK
from eval.layouts.more.paired_list import PAIRED_LIST
from eval.layouts.more.plain_letter import PLAIN_LETTER
from eval.layouts.more.plan_costed import PLAN_COSTED
from eval.layouts.more.policy_tree import POLICY_TREE
from eval.layouts.more.project_columns import PROJECT_COLUMNS
from eval.layouts.more.reckoned_list import RECKONED_LIST
from eval.layouts.more.rolling_list import ROLLING_LIST
from eval.layouts.more.rules_only import RULES_ONLY
from eval.layouts.more.self_rating import SELF_RATING
from eval.layouts.more.sentence_cells import SENTENCE_CELLS
from eval.layouts.more.shared_years import SHARED_YEARS
from eval.layouts.more.side_projects import SIDE_PROJECTS
from eval.layouts.more.signed_pages import SIGNED_PAGES
from eval.layouts.more.source_spans import SOURCE_SPANS
from eval.layouts.more.span_pair import SPAN_PAIR
from eval.layouts.more.spine_stack import SPINE_STACK
from eval.layouts.more.spoken_note import SPOKEN_NOTE
from eval.layouts.more.stacked_periods import STACKED_PERIODS
from eval.layouts.more.stacked_register import STACKED_REGISTER
from eval.layouts.more.stacked_watch import STACKED_WATCH
from eval.layouts.more.staff_matrix import STAFF_MATRIX
from eval.layouts.more.summary_list import SUMMARY_LIST
from eval.layouts.more.task_columns import TASK_COLUMNS
from eval.layouts.more.task_funds import TASK_FUNDS
from eval.layouts.more.ticked_inline import TICKED_INLINE
from eval.layouts.more.told_office import TOLD_OFFICE
from eval.layouts.more.told_projects import TOLD_PROJECTS
from eval.layouts.more.touching_blocks import TOUCHING_BLOCKS
from eval.layouts.more.transfer_area import TRANSFER_AREA
from eval.layouts.more.turned_blocks import TURNED_BLOCKS
from eval.layouts.more.twin_rows import TWIN_ROWS
from eval.layouts.more.two_column import TWO_COLUMN
from eval.layouts.more.typed_columns import TYPED_COLUMNS
from eval.layouts.more.vertical_labels import VERTICAL_LABELS
from eval.layouts.more.vocabulary import VOCABULARY
from eval.layouts.more.watch_wide import WATCH_WIDE
from eval.layouts.more.whole_office import WHOLE_OFFICE
from eval.layouts.profile import Printed

__all__ = ["LAYOUTS", "VOCABULARY"]

LAYOUTS: tuple[Printed, ...] = (
    BAND_PROJECTS,
    BARE_LIST,
    BATCH_REPLY,
    BESIDE_HEAD,
    BOXED_LEVELS,
    BUDGET_BESIDE,
    BUDGET_BETWEEN,
    BUDGET_CORNER,
    BUDGET_GOALS,
    BUDGET_HALVES,
    BUDGET_PROSE,
    BUDGET_STACKED,
    BUDGET_TRIPLE,
    BUDGET_TURNS,
    BUDGET_WIDE,
    CHAIN_FORMS,
    CLAUSE_REPLY,
    CODED_POINTS,
    COUNTY_TYPED,
    DEEP_HEADER,
    DELTA_STYLE,
    DEPT_OVERALL,
    ENTRY_REQUEST,
    FUSED_WEIGHTS,
    GAP_CARDS,
    GOAL_CARD,
    GRID_TRIOS,
    HALF_RULED,
    HEADER_AGAIN,
    HEADLESS_BLOCKS,
    KIND_LIST,
    LABEL_ABOVE,
    LAND_EVAL,
    LEDGER_MERGE,
    LEVEL_ROWS,
    LISTED_ANNEX,
    LISTED_TABLES,
    MARGIN_GRID,
    MERGED_PROJECTS,
    MINISTRY_ROWS,
    MIXED_KINDS,
    NOTED_ROWS,
    OFFICE_TASKS,
    ONE_SCALE,
    OPEN_NUMBERED,
    PAGE_BREAK,
    PAIRED_LIST,
    PLAIN_LETTER,
    PLAN_COSTED,
    POLICY_TREE,
    PROJECT_COLUMNS,
    RECKONED_LIST,
    ROLLING_LIST,
    RULES_ONLY,
    SELF_RATING,
    SENTENCE_CELLS,
    SHARED_YEARS,
    SIDE_PROJECTS,
    SIGNED_PAGES,
    SOURCE_SPANS,
    SPAN_PAIR,
    SPINE_STACK,
    SPOKEN_NOTE,
    STACKED_PERIODS,
    STACKED_REGISTER,
    STACKED_WATCH,
    STAFF_MATRIX,
    SUMMARY_LIST,
    TASK_COLUMNS,
    TASK_FUNDS,
    TICKED_INLINE,
    TOLD_OFFICE,
    TOLD_PROJECTS,
    TOUCHING_BLOCKS,
    TRANSFER_AREA,
    TURNED_BLOCKS,
    TWIN_ROWS,
    TWO_COLUMN,
    TYPED_COLUMNS,
    VERTICAL_LABELS,
    WATCH_WIDE,
    WHOLE_OFFICE,
)
