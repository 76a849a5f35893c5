"""The head of a form by roles: labels are named, code reads the value beside each."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from extractor.document import Piece
from extractor.interpret.assign import assign, fit
from extractor.interpret.namer import Namer, Question
from extractor.interpret.pairs import Pair, find_pairs
from extractor.interpret.roles import HEADER_ROLES, Role
from extractor.interpret.slots import Slot
from extractor.llm.usage import Usage
from extractor.normalise.labels import labelness, unnumbered
from extractor.normalise.lexicon import LEXICON
from extractor.normalise.shapes import Shape, shape
from extractor.normalise.text import key

__all__ = ["ABOVE", "KINDS", "SPENT", "Named", "kind_of", "name_head", "split_code", "sureness"]

KINDS: dict[Shape, str] = {
    "blank": "（空）", "number": "（数字）", "quantity": "（数字带单位）", "operator": "（符号）", "unit": "（单位）",
    "flag": "（是否）", "code": "（编码）", "coded": "（编码和名称）", "phone": "（电话）", "date": "（日期）",
    "text": "（文字）", "long": "（长文字）",
}  # fmt: skip
"""How prompts show a value: by kind, so that one layout asks one question and no value can speak to the model."""

_MONEY = frozenset({"total_budget", "prior_year_budget", "funding", "attribute"})
_NO_MONEY = -50.0
"""What an amount under nested headings can be, and what it costs a role to be anything else."""

_MONEY_WORDS = re.compile(r"资金|预算|经费|拨款|收入|支出|金额|财政|投入|自筹")
SPENT = re.compile(r"执行|完成|得分|分值|权重|率|实际")
ABOVE = 1.0
"""By how much structure puts a role above "something else", in log-odds."""

_Scores: TypeAlias = np.ndarray[tuple[int, int], np.dtype[np.float64]]

_CODE = r"[0-9A-Za-z]{6,}(?:[-—－–][0-9A-Za-z]+)*|(?=[^\u4e00-\u9fff]*\d)[0-9A-Za-z]+(?:[-—－–][0-9A-Za-z]+)+"
_CODE_NAME = re.compile(rf"^(?P<code>{_CODE})\s*[-—－–]\s*(?P<name>\S.*)$", re.DOTALL)
_BRACKETED = r"(?=[^）)]*\d)[0-9A-Za-z][0-9A-Za-z\-—]{7,}"
_NAME_CODE = re.compile(rf"^(?=[^（(]*[\u4e00-\u9fff])(?P<name>[^（(]++)[（(](?P<code>{_BRACKETED})[)）]$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Named:
    """A pair and the role its label was given; `sure` is 0 to 1, how far that role stood above the next."""

    pair: Pair
    role: Role
    sure: float


def kind_of(text: str) -> str:
    """A value as a prompt shows it: by its kind. Money and measures stand as they are; no other text of a value is shown."""
    found = shape(text)
    return key(text) if found == "unit" else KINDS[found]


def sureness(margin: float) -> float:
    """A margin in log-odds as a number from 0 to 1."""
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, margin))))


def _asked(pair: Pair) -> str:
    """A label as it is asked about: folded, without a number before it."""
    return unnumbered(key(pair.label.text))


_FIGURES = re.compile(r"[\d０-９零〇一二三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟无]")
_AMOUNTS = frozenset({"funding", "total_budget", "prior_year_budget"})


def _of_money(pairs: Sequence[Pair]) -> _Scores:
    """Penalties: amounts under nested headings are amounts, and words without any figure (业务类, 否) are none."""
    return np.array([[_against_money(pair, role) for role in HEADER_ROLES] for pair in pairs])


def _against_money(pair: Pair, role: Role) -> float:
    if pair.money:
        return _NO_MONEY if role.id not in _MONEY else 0.0
    worded = bool(pair.value) and not _FIGURES.search(pair.value.text)
    return _NO_MONEY if worded and role.id in _AMOUNTS else 0.0


def _is_block_of_money(pairs: Sequence[Pair]) -> bool:
    """Whether labels of one block stand beside amounts, and speak of money and not of how it was spent."""
    labels = "".join(key(piece.text) for pair in pairs for piece in (pair.label, pair.block) if piece)
    shapes = [shape(pair.value.text) for pair in pairs]
    amounts = "number" in shapes and set(shapes) <= {"number", "quantity", "blank"}
    return len(pairs) > 1 and amounts and bool(_MONEY_WORDS.search(labels)) and not SPENT.search(labels)


def _block(pair: Pair, pairs: Sequence[Pair]) -> list[Pair]:
    """The pairs of the block that one stands in; of amounts under headings those that do not say what was spent."""
    if pair.money:
        same = [other for other in pairs if other.money and other.block == pair.block]
        return [] if SPENT.search(key(pair.label.text)) else [other for other in same if not SPENT.search(key(other.label.text))]
    return [other for other in pairs if other.block == pair.block] if pair.block is not None else []


def _raised(scores: _Scores, pairs: Sequence[Pair]) -> _Scores:
    """Amounts of a block that nothing better is known of are sources of money; a lone 万元 is the unit of it all."""
    ids = [role.id for role in HEADER_ROLES]
    others = [j for j, role in enumerate(ids) if role == "attribute"]
    scores = scores.copy()
    for i, pair in enumerate(pairs):
        if _is_block_of_money(_block(pair, pairs)):
            column = ids.index("funding")
        elif key(pair.value.text) in LEXICON["money"]:
            column = ids.index("amount_unit")
        else:
            continue
        scores[i, column] = max(scores[i, column], scores[i, others].max() + ABOVE)
    return scores


def name_head(rows: Sequence[Sequence[Slot]], namer: Namer) -> tuple[list[Named], Usage]:
    """Pairs of the head with their roles. Raises ReadingError where the namer cannot answer."""
    found = find_pairs(rows, labelness)
    pairs = [pair for pair in found if not pair.further]
    if not pairs:
        return [], Usage()
    values = {_asked(pair): kind_of(pair.value.text) for pair in reversed(pairs)}
    texts = tuple(dict.fromkeys(map(_asked, pairs)))
    shown = tuple(f"{text}：{values[text]}" for text in texts)
    scores = namer.score(Question("header", texts, shown, HEADER_ROLES))
    picked = scores.roles[[texts.index(_asked(pair)) for pair in pairs]]
    evidence = fit(HEADER_ROLES, [[shape(pair.value.text)] for pair in pairs]) + _of_money(pairs)
    choices = assign(_raised(picked + evidence, pairs), HEADER_ROLES)
    named = [Named(pair, choice.role, sureness(choice.margin)) for pair, choice in zip(pairs, choices, strict=True)]
    named += [Named(pair, HEADER_ROLES[-1], 1.0) for pair in found if pair.further]
    return named, scores.usage


def split_code(piece: Piece) -> tuple[Piece, Piece] | None:
    """Code and name of "50010622T…-中央转移…" or "中央转移…（50010622T…）"; None where no code stands before or behind the name."""
    match = _CODE_NAME.match(piece.text) or _NAME_CODE.match(piece.text.strip())
    if match is None:
        return None
    return piece.slice(*match.span("code")), piece.slice(*match.span("name"))
