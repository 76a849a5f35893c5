"""What became of planted figures, as a table and a line for each that was missed."""

from __future__ import annotations

from collections.abc import Iterator

from rich.table import Table

from eval.planted import Planted

__all__ = ["planted_lines", "planted_table"]


def planted_table(made: Planted) -> Table:
    """By check of the broken identity: how many were broken, how many of those were found."""
    title = (
        f"{made.broke} of {made.tried} edits broke an identity ({made.allowed} more within the rounding); {len(made.missed)} missed"
    )
    table = Table("check", "broken", "found", title=title)
    for check, broken in made.by_check.most_common():
        table.add_row(check, str(broken), str(broken - made.missed_by_check[check]))
    return table


def planted_lines(made: Planted) -> Iterator[str]:
    """Each edit that was missed, and each error found in a document without any."""
    for edit in made.missed:
        yield f"missed  {edit.document}  {edit.path}: {edit.before} → {edit.after} ({', '.join(edit.broken)})"
    for line in made.false:
        yield f"false  {line}"
    yield f"{made.clean} clean documents, {len(made.false)} false errors"
