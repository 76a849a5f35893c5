"""A project's name, and in brackets behind it what its heading names beside it: 1．name（unit；期限3年） under 项目及实施单位."""

from __future__ import annotations

import re

from extractor.document import Piece
from extractor.interpret.roles import HEADER_ROLES, Role
from extractor.interpret.stacked import Entry
from extractor.normalise.text import key

__all__ = ["project_cell"]

_HEADER = re.compile(r"项目(?:名称)?(?:[及和与、/]|\()(?P<other>(?!项目)[\u4e00-\u9fff]{2,8}(?:单位|部门|机构))\)?")
_CELL = re.compile(r"\s*(?:\d{1,2}\s*[.．、]\s*)?(?P<name>[^（(]*[^（(\s])\s*[（(](?P<said>.+)[)）]\s*", re.DOTALL)
_PART = re.compile(r"[^；;]+")
_SAID = re.compile(r"\s*(?P<label>[\u4e00-\u9fff]{2,8})\s*[：:]?\s*(?P<value>\d.*?)\s*", re.DOTALL)
_UNIT = re.compile(r"\D+")
_OTHER = next(role for role in reversed(HEADER_ROLES) if role.id == "attribute")


def _role(label: str) -> Role:
    return next((role for role in HEADER_ROLES if role.knows(label)), _OTHER)


def project_cell(header: Piece, piece: Piece) -> tuple[Piece, list[Entry]] | None:
    """The name, and what its brackets say: first the unit that the heading speaks of, then labels right before their figures.

    None where the heading names a project alone, or something in the brackets is neither.
    """
    heading, cell = _HEADER.fullmatch(key(header.text)), _CELL.fullmatch(piece.text)
    if heading is None or cell is None:
        return None
    at = header.text.find(heading["other"])
    offset = cell.start("said")
    first, *rest = (piece.slice(offset + m.start(), offset + m.end()).strip() for m in _PART.finditer(cell["said"]))
    matches = [(part, _SAID.fullmatch(part.text)) for part in rest]
    if at < 0 or not _UNIT.fullmatch(first.text) or not all(match for _, match in matches):
        return None
    label = header.slice(at, at + len(heading["other"]))
    entries = [Entry(_role(label.text), label, first)]
    entries += [
        Entry(_role(match["label"]), part.slice(*match.span("label")), part.slice(*match.span("value")))
        for part, match in matches
        if match is not None
    ]
    return piece.slice(*cell.span("name")), entries
