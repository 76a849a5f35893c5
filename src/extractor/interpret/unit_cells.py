"""What stands around the name of a unit and is no part of it: a note on the amounts, a code, and in brackets the unit over it."""

from __future__ import annotations

import re

from extractor.document import Piece
from extractor.interpret.reading import FormReading
from extractor.interpret.roles import HEADER_ROLES
from extractor.normalise.text import key

__all__ = ["split_units"]

_UNITS = ("organization", "competent_department", "implementing_unit")
_CODE = re.compile(r"(?P<code>\d{2,})\s*[-—－–]\s*(?=[^\d\s])")
_MONEY_NOTE = re.compile(r"\s*[（(][^（）()]*金额[^（）()]*元[^（）()]*[)）]\s*$")
"""Behind the name of a unit: （以下金额以万元计）."""
_OTHER = re.compile(
    r"\s*(?P<name>[^（(：:]+?)\s*[（(]\s*(?P<label>[\u4e00-\u9fff]{2,8})\s*[：:]\s*(?P<value>[^（()）：:]+?)\s*[)）]\s*", re.DOTALL
)


def split_units(form: FormReading) -> None:
    """Leaves the names of units alone in their fields.

    The record has no field for the code, so it is noted.
    """
    for role in _UNITS:
        piece = form.fields.get(role, Piece())
        note = _MONEY_NOTE.search(piece.text)
        if note:
            piece = form.fields[role] = piece.slice(0, note.start())
        match = _CODE.match(piece.text)
        if match:
            form.fields[role] = piece.slice(match.end())
            form.repairs.append((role, f"“{piece.text}”在连字符处分开，取单位名称；前面的代码“{match['code']}”没有单列字段"))
    for role in _UNITS:
        _split_other(form, role)


def _split_other(form: FormReading, role: str) -> None:
    """Takes another unit out of the brackets behind one: 某中心（主管：某局）, where no label of its own says it.

    A label that may mean who files a form as well as who carries the project out means the latter beside the unit over it.
    """
    piece = form.fields.get(role, Piece())
    match = _OTHER.fullmatch(piece.text)
    other = _role(match["label"]) if match else None
    if match is None or other is None or other == role or form.fields.get(other):
        return
    label = form.labels.get(role, Piece())
    del form.fields[role]
    if role == "organization" and other == "competent_department" and _knows("implementing_unit", key(label.text)):
        role = "implementing_unit" if not form.fields.get("implementing_unit") else role
    form.fields[role], form.labels[role] = piece.slice(*match.span("name")), label
    form.fields[other], form.labels[other] = piece.slice(*match.span("value")), piece.slice(*match.span("label"))


def _knows(role: str, label: str) -> bool:
    return any(known.id == role and known.knows(label) for known in HEADER_ROLES)


def _role(label: str) -> str | None:
    """The unit that a label in brackets means, which may leave the word for it out: 归口, 主管, 实施."""
    texts = (label, f"{label}单位", f"{label}部门")
    return next((role for text in texts for role in _UNITS if _knows(role, text)), None)
