"""Whom a letter about targets is written to: 某某县教育局： over "你单位…批复如下" is whose targets they are."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.document import Piece
from extractor.normalise.lexicon import LEXICON
from extractor.normalise.text import key

__all__ = ["addressed"]

_UNIT = LEXICON["forms"]["unit_endings"]
_NAME = re.compile(rf"\s*(?P<name>(?![各有致])[\u4e00-\u9fff]{{2,24}}(?:{_UNIT}))\s*[：:]\s*")
_ANSWERS = re.compile(rf"你(?:们|单位|部门|{_UNIT})|(?:批复|函告|下达)如下|予以批复|随预算一并(?:批复|下达)")
_ASKS = re.compile(rf"(?:我|本)(?:们|单位|部门|{_UNIT})|请(?:予以?|给予|贵.)?(?:审核|审批|审查|批示|批复|核定)")
"""Who asks writes to the one that decides: that unit is none of the form."""
_FILED_BY = Piece("申报单位：")


def addressed(lines: Sequence[Piece]) -> list[Piece]:
    """The lines, with the addressee of an answer as the unit that filed the form; as they are in a letter that asks."""
    said = key(Piece.join(lines).text)
    if not _ANSWERS.search(said) or _ASKS.search(said):
        return list(lines)
    found = [_NAME.fullmatch(line.text) for line in lines]
    if sum(match is not None for match in found) != 1:
        return list(lines)
    return [
        line if match is None else Piece.join((_FILED_BY, line.slice(*match.span("name"))))
        for line, match in zip(lines, found, strict=True)
    ]
