"""What is said of findings, as a table and a line for each text that says a number of its own."""

from __future__ import annotations

from collections.abc import Iterator

from rich.table import Table

from eval.intervals import Estimate
from eval.show import figure, spread
from eval.wordings import Said, Tally

__all__ = ["rejected_lines", "stray_lines", "wordings_table"]


def wordings_table(made: Tally, *, asked: bool) -> Table:
    """Counts; where a model was `asked`, the share of its texts that are shown, and why the others are not."""
    table = Table("wordings", "value", title=f"{made.findings} errors and warnings")
    if asked:
        table.add_row("model texts accepted, %", _share(made.accepted))
        table.add_row("of these completed with the verdict by code", str(made.completed))
        table.add_row("model did not answer", str(made.unanswered))
    for reason, count in made.reasons.most_common():
        table.add_row(f"rejected: {reason}", str(count))
    table.add_row("shown texts with a numeral of their own", str(len(made.strays)))
    return table


def _share(found: Estimate | None) -> str:
    return "n/a" if found is None else f"{figure('', found.value)} {spread('', found.low, found.high)}"


def stray_lines(made: Tally) -> Iterator[str]:
    """Each finding of which a text is shown that says what stands nowhere."""
    for one in made.strays:
        yield f"{one.document} {one.finding.id} {'、'.join(one.strays)}：{one.finding.explanation}"


def rejected_lines(said: list[Said]) -> Iterator[str]:
    """Each text that is not shown, with why."""
    for one in said:
        if one.wording is not None and one.wording.rejected:
            yield f"{one.document} {one.finding.check}：{'；'.join(one.wording.rejected)}\n    {one.wording.text}"
