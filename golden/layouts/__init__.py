"""The layouts of the cases: one module each, a function from labels to a sheet."""

from __future__ import annotations

from golden.layouts.department_budget import department_budget
from golden.layouts.labels_above import labels_above
from golden.layouts.overall_approval import overall_approval
from golden.layouts.project_list import goal_list, project_list
from golden.layouts.self_evaluation import self_evaluation
from golden.layouts.seven_columns import seven_columns
from golden.layouts.small_cards import small_cards
from golden.layouts.titled_table import titled_table
from golden.sheet import Layout

__all__ = ["LAYOUTS"]

LAYOUTS: dict[str, Layout] = {
    "000": seven_columns,
    "001": titled_table,
    "002": department_budget,
    "003": overall_approval,
    "004": project_list,
    "own-fused": labels_above,
    "own-selfeval": self_evaluation,
    "own-two": small_cards,
    "own-wide": goal_list,
}
"""The layout of each case, by its folder."""
