"""Text cut into what arithmetic is made of: quantities, signs, words. Every token knows its offsets in the text."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from extractor.checks.expressions.numbers import Quantity, read_quantity
from extractor.checks.expressions.units import NONE, WORDS, Unit, read_atom
from extractor.normalise.text import fold_signs

__all__ = ["Kind", "Token", "readable", "tokenise"]

Kind: TypeAlias = Literal[
    "quantity", "times", "plus", "minus", "divide", "equals", "total", "open", "close", "comma", "break", "skipped", "word"
]

_SIGNS = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in WORDS["signs"].items()))
_TOTAL = re.compile(WORDS["totals"]["pattern"])
_SKIP = re.compile("|".join(f"(?:{pattern})" for pattern in WORDS["skip"]["patterns"]))
_EACH = re.compile(r"每|人均|户均|件均|次均")
_ABOUT = re.compile(r"约|大概|近")
_KINDS: dict[str, Kind] = {
    "times": "times",
    "plus": "plus",
    "minus": "minus",
    "divide": "divide",
    "equals": "equals",
    "open": "open",
    "close": "close",
    "comma": "comma",
    "break": "break",
}
_BEFORE_INSIDE = re.compile("[0-9A-WYZa-wyz.]")
_NEAR = 8
"""Characters that may stand between 每人 and the amount: 每人每年补助标准为."""


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the text."""

    kind: Kind
    start: int
    end: int
    quantity: Quantity | None = None


def readable(text: str) -> str:
    """The text with half-width signs, offsets kept; a full-width comma stays one (50，100 are two numbers), ① is no digit."""
    folded = fold_signs(text)
    kept = (raw if raw == "，" or unicodedata.category(raw) == "No" else sign for raw, sign in zip(text, folded, strict=True))
    return "".join(kept)


def tokenise(text: str) -> list[Token]:
    """The tokens of any text, in order, none overlapping."""
    readied = readable(text)
    skips = {match.start(): match.end() for match in _SKIP.finditer(readied)}
    tokens: list[Token] = []
    at = word = 0
    while at < len(readied):
        token = _token(readied, at, skips)
        if token is None:
            at += 1
            continue
        tokens += _word(readied, word, at)
        tokens.append(token)
        at = word = token.end
    tokens += _word(readied, word, at)
    return _priced(readied, _broken(tokens, readied))


def _word(text: str, start: int, end: int) -> list[Token]:
    """The words between two tokens; blanks alone are nothing."""
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    return [Token("word", start, start + len(words.strip()))] if words.strip() else []


def _token(text: str, at: int, skips: dict[int, int]) -> Token | None:
    if at in skips:
        return Token("skipped", at, skips[at])
    if not _inside_number(text, at) and (quantity := read_quantity(text, at)):
        return Token("quantity", at, quantity.end, quantity)
    if total := _TOTAL.match(text, at):
        return Token("total", at, total.end())
    sign = _SIGNS.match(text, at)
    return Token(_kind(sign), at, sign.end()) if sign else None


def _kind(sign: re.Match[str]) -> Kind:
    return _KINDS[sign.lastgroup or ""]


def _inside_number(text: str, at: int) -> bool:
    """Whether the digit follows a letter, a digit or a point: the middle of a code, not the start of a number."""
    return bool(_BEFORE_INSIDE.match(text[at - 1 : at]))


def _broken(tokens: list[Token], text: str) -> list[Token]:
    """A line that ends on an operator goes on in the next."""
    going = {"times", "plus", "minus", "divide", "equals"}
    kept = []
    for number, token in enumerate(tokens):
        before = tokens[number - 1].kind if number else "break"
        after = tokens[number + 1].kind if number + 1 < len(tokens) else "break"
        if not (text[token.start] == "\n" and (before in going or after in going)):
            kept.append(token)
    return kept


def _priced(text: str, tokens: list[Token]) -> list[Token]:
    """每人每年48000元 is 48000元/人/年; 约 before an amount makes it about so much."""
    out, since = [], 0
    for token in tokens:
        if token.quantity is not None:
            out.append(replace(token, quantity=_stated(token.quantity, text[since : token.start].rstrip())))
        else:
            out.append(token)
        if token.kind not in ("word", "total"):
            since = token.end
    return out


def _stated(quantity: Quantity, words: str) -> Quantity:
    """The quantity with what the words before it say of it."""
    if _ABOUT.search(words[-2:]):
        quantity = quantity.about()
    below = _each(words)
    if below.is_bare or quantity.unit.priced or not quantity.unit.powers:
        return quantity
    return replace(quantity, unit=quantity.unit.per(below))


def _each(words: str) -> Unit:
    """What 每…每… near the end of some words is for; no unit where nothing of the kind stands there."""
    found, last = NONE, -1
    for match in _EACH.finditer(words):
        at = match.start() if match.group() != "每" else match.end()
        atom = read_atom(words, at)
        if atom:
            found, last = found.times(atom[0]), atom[1]
    return found if last >= 0 and len(words) - last <= _NEAR else NONE
