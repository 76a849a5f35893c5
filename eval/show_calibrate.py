"""What fitted weights are worth, as a table on the terminal."""

from __future__ import annotations

from collections.abc import Mapping

from rich.table import Table

from eval.calibrate import REPORTED, Worth
from eval.intervals import Estimate
from eval.unread import Unread

__all__ = ["unread_table", "worth_table"]


def _figure(estimate: Estimate) -> str:
    if estimate.value is None:
        return "n/a"
    interval = f" [{estimate.low:.3f}, {estimate.high:.3f}]" if estimate.low is not None and estimate.high is not None else ""
    return f"{estimate.value:.3f}{interval}"


def _row(figures: Mapping[str, Estimate]) -> list[str]:
    return [_figure(figures[name]) for name in REPORTED]


def worth_table(found: Mapping[str, Worth], title: str = "每份文档都用其余文档定的权重") -> Table:
    """The fitted weights beside the score of the characters alone, for each selection of values."""
    table = Table("numbers", "confidence", "wrong", "n", "10% can hold", *REPORTED, title=title)
    for name, one in found.items():
        holds = "n/a" if one.holds is None else f"{one.holds:.3f}"
        for by, figures in (("fitted", one.fitted), ("ocr only", one.ocr_only)):
            table.add_row(name, by, str(one.wrong), str(one.numbers), holds, *_row(figures))
    return table


def unread_table(found: Unread) -> Table:
    """What no confidence can point at, because nothing was read of it."""
    table = Table("not read", "labelled", "missing", "told by the record", title="没有读出的数：不在排序里，另计")
    for name, one in (("numbers", found.numbers), ("rows", found.rows)):
        table.add_row(name, str(one.labelled), str(one.missing), str(one.told))
    return table
