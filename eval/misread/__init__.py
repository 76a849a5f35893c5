"""The suite misread: records with one injected slip each, and whether the diagnosis says whose it is."""

from eval.misread.real import real
from eval.misread.suite import HALVES, Judgement, run
from eval.misread.tables import confusion, confusion_table, failure_lines, figures, figures_table, macro_f1, right, spread_line

__all__ = [
    "HALVES",
    "Judgement",
    "confusion",
    "confusion_table",
    "failure_lines",
    "figures",
    "figures_table",
    "macro_f1",
    "real",
    "right",
    "run",
    "spread_line",
]
