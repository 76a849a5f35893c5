"""Rows that head those under them: （一）产出指标 or 【产出】 alone over its indicators, where no column has that level."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from extractor.document import Cell, Piece
from extractor.normalise.levels import is_level
from extractor.segment.flow import Row
from extractor.segment.lines.titles import is_block_heading

__all__ = ["headed", "section_of"]

_NUMBER = r"[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]\s*"
_SCORE = r"\s*(?:[（(][^（）()]{1,12}[）)])?\s*"
_OPEN, _CLOSE = r"[【〔〖\[]\s*", r"\s*[】〕〗\]]"
_SECTION = re.compile(
    rf"\s*(?P<number>{_NUMBER})?(?P<mark>{_OPEN})?(?P<name>[\u4e00-\u9fff]{{2,10}})(?(mark){_CLOSE}){_SCORE}(?:[:：]\s*)?"
)


def section_of(row: Row) -> Piece | None:
    """What `row` heads, without its number: its only text, in a cell as wide as the table or, without rulings, numbered.

    It ends in 指标, or is a level by its words (产出). A text that says no level (绩效指标) heads a table, not rows of one.
    """
    if len(row.filled) != 1:
        return None
    match = _SECTION.fullmatch(row.filled[0].text)
    if match is None or is_block_heading(match["name"]) or not (match["name"].endswith("指标") or is_level(match["name"])):
        return None
    is_alone = len(row.all_cells) == 1 if row.ruled else bool(match["number"] or match["mark"])
    return row.filled[0].piece.slice(*match.span("name")) if is_alone else None


def headed(rows: Iterable[Row]) -> Mapping[int, Cell]:
    """The cells that open a section, by the identity of the row right under each."""
    found: dict[int, Cell] = {}
    section: Cell | None = None
    for row in rows:
        name = section_of(row)
        if name is not None:
            section = replace(row.filled[0], piece=name)
        elif section is not None:
            found[id(row)], section = section, None
    return found
