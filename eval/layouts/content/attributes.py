"""What stands under a label that the record has no name for: a date, a number, or words of the vocabulary."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from decimal import Decimal

from eval.layouts.content.amounts import plain
from eval.layouts.content.draft import Draft
from eval.layouts.content.words import fill, longest

__all__ = ["attribute_value", "phone"]

_ENDS = ("结束", "完成", "截止", "终止", "止")
_MONEY_STEP = Decimal(1000)


def attribute_value(draft: Draft, label: str, kind: str, *, most: Decimal) -> str:
    """`most` bounds an amount (in yuan) and a score. Raises KeyError for a kind that is not known."""
    return _KINDS[kind](draft, label, most)


def phone(draft: Draft) -> str:
    """A number with or without its prefix."""
    rng = draft.rng
    local = f"{rng.randint(2, 8)}{rng.randrange(10**6):06d}"
    area = rng.choice(draft.words.area_codes)
    return rng.choice((f"{area}-{local}", f"{area}{local}", f"1{rng.choice('35789')}{rng.randrange(10**9):09d}"))


def _text(draft: Draft, label: str, _: Decimal) -> str:
    values = longest(draft.words.values, label)
    return fill(draft.rng.choice(values), draft.marks() | {"project": ""}) if values else ""


def _date(draft: Draft, label: str, _: Decimal) -> str:
    """Within the year: its first months for a beginning, its last for an end."""
    is_end = any(word in label for word in _ENDS)
    month = draft.rng.choice((11, 12, 12) if is_end else (1, 1, 2, 3))
    day = calendar.monthrange(draft.year, month)[1] if is_end else 1
    return f"{draft.year}-{month:02d}-{day:02d}" if draft.habit.rate_decimals == 2 else f"{draft.year}年{month}月{day}日"


def _amount(draft: Draft, _: str, most: Decimal) -> str:
    if most < _MONEY_STEP:
        return draft.habit.zero
    return draft.habit.cell(draft.rng.randint(0, int(most / _MONEY_STEP)) * _MONEY_STEP, draft.profile.amount_unit)


def _percent(draft: Draft, _label: str, _: Decimal) -> str:
    return f"{draft.rng.choice((100, 100, 98, 95, 92.5, 88))}%"


def _score(draft: Draft, _: str, most: Decimal) -> str:
    lost = draft.rng.choice((0, 0, 0, 1, 2))
    return plain(max(most - lost, Decimal(0)))


_KINDS: dict[str, Callable[[Draft, str, Decimal], str]] = {
    "text": _text,
    "date": _date,
    "phone": lambda draft, _label, _most: phone(draft),
    "amount": _amount,
    "percent": _percent,
    "score": _score,
}
