"""Rows of a department's form that tell its budget in sentences: a subject, and beside it what is said of its amounts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.document import Piece
from extractor.normalise.lexicon import LEXICON
from extractor.normalise.quantities import find_quantities
from extractor.normalise.text import key
from extractor.segment.flow import Row
from extractor.segment.lines.titles import fiscal_year

__all__ = ["budget_cells", "section_name"]

_SECTION = re.compile(r"[一二三四五六七八九十]{1,3}[、.．](?P<name>.{2,24})")
_OF_BUDGET = re.compile(r"预算|收支|经费|决算")
_OVERALL = re.compile(LEXICON["forms"]["overall"])
_MONEY = frozenset(LEXICON["money"])
_PAIR = 2


def section_name(row: Row) -> str | None:
    """The name of the section that a row heads: 一、基本情况 alone in a cell as wide as the form."""
    match = _SECTION.fullmatch(key(row.filled[0].text)) if len(row.filled) == 1 and len(row.all_cells) == 1 else None
    return match["name"] if match else None


def _tells(row: Row) -> Piece | None:
    """The text of a row of a subject and sentences with amounts of money."""
    if not row.ruled or len(row.filled) != _PAIR or len(row.all_cells) != _PAIR:
        return None
    text = row.filled[1].piece.strip()
    amounts = (q for q in find_quantities(text.text) if q.unit and key(text.text[slice(*q.unit)]) in _MONEY)
    return text if "。" in text.text and next(amounts, None) else None


def budget_cells(title: Piece | None, rows: Sequence[Row]) -> dict[int, Piece]:
    """The texts under a section about the budget of a whole department, by their row.

    A project's form reckons there what it asks for; and of a section none of whose texts names a year nothing is told of a budget.
    """
    if title is None or not _OVERALL.search(key(title.text)):
        return {}
    found: dict[int, Piece] = {}
    inside: dict[int, Piece] = {}
    is_open = False
    for index, row in enumerate(rows):
        name = section_name(row)
        text = _tells(row) if is_open and name is None else None
        if name is not None or (is_open and text is None and len(row.filled) != _PAIR):
            found |= _of_year(inside)
            inside, is_open = {}, name is not None and bool(_OF_BUDGET.search(name))
        elif text is not None:
            inside[index] = text
    return found | _of_year(inside)


def _of_year(texts: dict[int, Piece]) -> dict[int, Piece]:
    return texts if any(fiscal_year(text) for text in texts.values()) else {}
