"""What a budget table is about, by its codes and the words over it: `lexicon.toml`, [table_kinds]."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.document import Piece
from extractor.interpret.reading import AmountRow
from extractor.normalise.lexicon import LEXICON
from extractor.normalise.text import key

__all__ = ["table_kind"]

_WORDS: dict[str, re.Pattern[str]] = {kind: re.compile(pattern) for kind, pattern in LEXICON["table_kinds"].items()}
_FUNCTIONAL, _ECONOMIC = re.compile(r"2\d{2}(\d{2}){0,2}"), re.compile(r"(30[1-9]|31[0-9]|39[0-9]|50[1-9]|51[0-5])(\d{2})?")
"""政府收支分类科目: functional codes of 3, 5 or 7 digits; economic ones of 3 or 5 (部门 301–399, 政府 501–515)."""


def _most(rows: Sequence[AmountRow], pattern: re.Pattern[str]) -> bool:
    codes = [key(row.code.text) for row in rows if row.code]
    return bool(codes) and sum(bool(pattern.fullmatch(code)) for code in codes) > len(codes) / 2


def table_kind(title: Piece | None, headers: Sequence[Sequence[Piece]], rows: Sequence[AmountRow], blocks: int) -> str:
    """functional, economic, revenue_expenditure, three_public, procurement or other."""
    if _most(rows, _FUNCTIONAL):
        return "functional"
    if _most(rows, _ECONOMIC):
        return "economic"
    texts = [key(piece.text) for path in headers for piece in path] + ([key(title.text)] if title else [])
    for kind, pattern in _WORDS.items():
        if any(pattern.search(text) for text in texts):
            return kind
    return "revenue_expenditure" if blocks > 1 else "other"
