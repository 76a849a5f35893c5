"""The shape of a cell's text, as far as signs alone tell: what type rules may lean on before anything is understood."""

import re
from typing import Literal, TypeAlias

from extractor.normalise.lexicon import LEXICON
from extractor.normalise.numbers import NUMBER, parse_decimal
from extractor.normalise.operators import leading_operator, parse_operator
from extractor.normalise.text import fold_signs, key
from extractor.normalise.units import counts, is_unit, money_unit

__all__ = ["LONG", "Shape", "may_be_amount", "may_name", "quantity_offsets", "shape"]

Shape: TypeAlias = Literal[
    "blank", "number", "quantity", "operator", "unit", "flag", "code", "coded", "phone", "date", "text", "long"
]
LONG = 24
"""Characters from which a text counts as prose rather than a name."""
_NAME_LENGTH = 18
"""Characters up to which words can name a row, a column or a field in one line of a cell."""

_FLAGS = frozenset(word for words in LEXICON["flags"].values() for word in words)
_SENTENCE = re.compile(r"[。；;！]")
_CODE = re.compile(r"(?=.*\d)[A-Za-z0-9][A-Za-z0-9\-—]{5,}")
_PHONE = re.compile(r"[(（]?0\d{2,3}[)）\-—–]?\d{7,8}(?:[-—转]\d{1,5})?|1[3-9]\d{9}|\d{4}-\d{7}")
_DATE = re.compile(r"(?:19|20)\d{2}(?:年|[-./])\d{1,2}(?:(?:月|[-./])(?:\d{1,2}日?)?)?")
_CODED = re.compile(r"(?=.*\d)[A-Za-z0-9]{6,}[-—－–].+", re.DOTALL)
_NUMBER_UNIT = re.compile(rf"(?P<number>{NUMBER})\s*(?:[(](?P<within>[^()\d]{{1,5}})[)]|(?P<unit>\D{{0,6}}))")


def quantity_offsets(text: str) -> tuple[tuple[int, int], tuple[int, int], tuple[int, int]] | None:
    """Offsets of operator, number and unit in a fused value such as "≥ 170 件"; empty ranges for parts that are absent.

    None where the text is not of that form as a whole: an unknown unit is taken only after an operator.
    """
    text = fold_signs(text).replace("−", "-")
    found = leading_operator(text)
    start = found[1] if found else 0
    rest = text[start:].lstrip()
    at = len(text) - len(rest)
    match = _NUMBER_UNIT.fullmatch(rest)
    if match is None:
        return None
    group = "within" if match["within"] else "unit"
    unit = match[group].rstrip()
    if not (found or not unit or counts(unit)):
        return None
    unit_start = at + match.start(group)
    return (0, start), (at, at + match.end("number")), (unit_start, unit_start + len(unit))


def shape(text: str) -> Shape:  # noqa: PLR0911 - a table of tests, first match wins
    """The shape of `text`; "coded" for a name behind its code, "text" for short words of any meaning."""
    folded = key(text)
    if not folded:
        return "blank"
    if parse_operator(folded):
        return "operator"
    if _PHONE.fullmatch(folded):
        return "phone"
    if parse_decimal(folded) is not None:
        return "number"
    if _DATE.fullmatch(folded):
        return "date"
    if folded in _FLAGS:
        return "flag"
    if is_unit(folded) or (money_unit(folded) and all(map(is_unit, folded.split("、")))):  # 万元、% are those of a whole table
        return "unit"
    if quantity_offsets(folded):
        return "quantity"
    if _CODE.fullmatch(folded):
        return "code"
    if _CODED.fullmatch(folded) and len(folded) <= 3 * LONG:
        return "coded"
    if len(folded) > LONG or _SENTENCE.search(text.strip()):
        return "long"
    return "text"


def may_name(text: str) -> bool:
    """Whether a text is words alone, and short enough for a label or heading."""
    return shape(text) == "text" and len(key(text)) <= _NAME_LENGTH


def may_be_amount(text: str) -> bool:
    """Whether a text is a number, with or without its unit, or the blank left for one."""
    return shape(text) in ("number", "quantity", "blank")
