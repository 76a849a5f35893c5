"""A sheet as the text copy a converter makes of it: lines as lines, table rows with tabs, merged positions blank."""

from __future__ import annotations

from golden.sheet import Line, Sheet, Span, Table

__all__ = ["to_text"]


def to_text(sheet: Sheet) -> str:
    """The text copy, blocks set apart by an empty line."""
    parts = [_words(block.spans) if isinstance(block, Line) else _table(block) for block in sheet.blocks]
    return "\n\n".join(parts) + "\n"


def _words(spans: tuple[Span, ...]) -> str:
    return "".join(span.text for span in spans).replace("\n", "")


def _table(table: Table) -> str:
    grid = [[""] * len(table.widths) for _ in table.rows]
    for row, column, cell in table.placed():
        grid[row][column] = _words(cell.spans)
    return "\n".join("\t".join(row) for row in grid)
