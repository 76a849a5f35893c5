"""Which slots are labels, and which slot holds each label's value: in the same row to the right, or in the row below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from extractor.document import Piece
from extractor.interpret.roles import HEADER_ROLES
from extractor.interpret.slots import Slot, group_of

__all__ = ["Pair", "find_pairs"]

_NEVER = -50.0
_START, _FOLLOW, _NEXT = 1.5, 1.5, 1.0
"""Weights of structure, in units of log-odds: rows begin with a label, a value follows a label, a label follows a value."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A label and its value; an empty value is a blank cell.

    `further` marks a second value beside the same label, and the sum at the foot of a table: they are kept, but are no field.
    `money` marks an amount under nested headings, `over` the heading beside them all.
    `block` is the label that a whole block of rows stands beside.
    """

    label: Piece
    value: Piece
    further: bool = False
    money: bool = False
    over: Piece | None = None
    block: Piece | None = None


_TOTAL = next(role for role in HEADER_ROLES if role.id == "total_budget")
_MIN_AMOUNTS = 2
_FURTHER = frozenset({"number", "quantity", "text", "long", "code", "coded", "phone", "date"})

Labelness = Callable[[str], float]
"""How likely a text is a label rather than contents, as log-odds."""


def _label_score(slot: Slot, labelness: Labelness) -> float:
    if slot.sure_label:
        return 4.0
    return labelness(slot.text) if slot.may_label else _NEVER


def _value_score(slot: Slot, labelness: Labelness) -> float:
    """What it costs to take a text that reads like a label for a value."""
    return -0.5 * max(0.0, _label_score(slot, labelness)) if slot.may_label else 0.0


State = Literal["start", "label", "open", "value"]
"""What stands before a slot: nothing, a label, a label and only blanks since, or a value."""

_STEPS: dict[tuple[State, bool], float] = {
    ("start", True): _START, ("start", False): -_START,
    ("label", True): -_FOLLOW, ("label", False): _FOLLOW,
    ("open", True): _NEXT, ("open", False): 0.5 * _FOLLOW,
    ("value", True): _NEXT, ("value", False): -_NEXT,
}  # fmt: skip
"""Weight of a text being a label (True) or a value after each state."""


def _next_state(before: State, slot: Slot, label: bool) -> State:
    if label:
        return "value" if slot.inline is not None else "label"
    return "open" if slot.shape == "blank" and before in ("label", "open") else "value"


def _step(before: State, slot: Slot, label: bool, tall_before: bool) -> float:
    """Weight of `slot` being a label, or a value, after `before`. A blank after a text says nothing."""
    if slot.shape == "blank" and not label and before != "start":
        return 0.0
    if before == "label" and label and tall_before:
        return 0.0
    return _STEPS[before, label]


def _across(row: Sequence[Slot], labelness: Labelness) -> tuple[float, list[bool]]:
    """The best labelling of a row read left to right, and its score (Viterbi over the states)."""
    best: dict[State, tuple[float, list[bool]]] = {"start": (0.0, [])}
    for index, slot in enumerate(row):
        new: dict[State, tuple[float, list[bool]]] = {}
        tall = index > 0 and row[index - 1].tall
        for before, (score, path) in best.items():
            for label in (True, False):
                here = _label_score(slot, labelness) if label else _value_score(slot, labelness)
                total = score + here + _step(before, slot, label, tall)
                state = _next_state(before, slot, label)
                if state not in new or total > new[state][0]:
                    new[state] = (total, [*path, label])
        best = new
    # A label that nothing follows is hardly one.
    ended = [(score - (_FOLLOW if state == "label" else 0.0), path) for state, (score, path) in best.items()]
    return max(ended, key=lambda found: found[0])


def _without_blank_start(row: Sequence[Slot]) -> list[Slot]:
    """Blanks before the first text belong to a merged label above."""
    first = next((i for i, slot in enumerate(row) if slot.shape != "blank" or slot.whole.is_unread), len(row))
    return list(row[first:])


def _pair_across(row: Sequence[Slot], labels: Sequence[bool]) -> list[Pair]:
    pairs: list[Pair] = []
    group = row[0].group if row else None
    for index, (slot, label) in enumerate(zip(row, labels, strict=True)):
        if not label:
            continue
        if slot.inline is not None:
            pairs.append(Pair(slot.piece, slot.inline, money=slot.money, over=slot.over, block=slot.block))
            continue
        name = slot.piece if group is None or pairs else Piece.join((group, slot.piece), "/")
        rest = list(zip(row[index + 1 :], labels[index + 1 :], strict=True))
        stop = next((i for i, (_, is_label) in enumerate(rest) if is_label), len(rest))
        if stop == 0 and rest:  # a label beside labels, such as 项目资金 merged beside its parts
            group = group_of(slot.piece) if slot.tall and slot.column > 0 else group
            continue
        values = [s for s, _ in rest[:stop]]
        first = next((i for i, s in enumerate(values) if s.piece or s.whole.is_unread), 0)
        value = values[first] if values else None
        pairs.append(Pair(name, value.whole if value else Piece(), further=slot.footer, block=slot.block))
        pairs += [Pair(name, s.whole, further=True) for s in values[first + 1 :] if s.shape in _FURTHER]
    return pairs


def _beside(upper: Sequence[Slot], lower: Sequence[Slot]) -> bool:
    """Whether the upper row begins with a label that stands beside both rows: merged, or with a blank below it."""
    first = upper[0]
    if not first.may_label or len(upper) < 2 or not lower:
        return False
    return (first.tall and lower[0].column > first.column) or (lower[0].shape == "blank" and lower[0].column == first.column)


def _is_stacked(upper: Sequence[Slot], lower: Sequence[Slot]) -> bool:
    """Whether two rows have the same columns and the upper one could be all labels."""
    filled = [slot for slot in upper if slot.shape != "blank"]
    places = {slot.column for slot in filled}
    same = [s.column for s in upper] == [s.column for s in lower] and all(s.shape == "blank" or s.column in places for s in lower)
    single = len(filled) == 1 and any(s.column in places and s.shape == "long" for s in lower)
    return same and (len(filled) >= 2 or single) and all(s.may_label and s.inline is None for s in filled)


def _stacked_score(upper: Sequence[Slot], lower: Sequence[Slot], labelness: Labelness) -> float:
    labels = sum(_label_score(slot, labelness) for slot in upper if slot.shape != "blank")
    values = sum(_value_score(slot, labelness) for slot in lower)
    return labels + values + (_NEXT + _FOLLOW) * sum(slot.shape != "blank" for slot in upper)


def _is_corner(upper: Sequence[Slot], lower: Sequence[Slot]) -> bool:
    """Whether the first label heads the name of a row of amounts (构成 | 上级 | 自筹 over 年度预算 | 5 | 3): it has no value."""
    amounts = [slot.shape for slot in lower[1:]]
    is_money = set(amounts) <= {"number", "blank"} and amounts.count("number") >= _MIN_AMOUNTS
    return is_money and _TOTAL.knows(lower[0].text) and not any(role.knows(upper[0].text) for role in HEADER_ROLES)


def _stack(upper: Sequence[Slot], lower: Sequence[Slot], beside: Slot | None) -> list[Pair]:
    """Labels above values; a label beside both rows goes before each, joined by "/"."""
    pairs = []
    group = group_of(beside.piece) if beside is not None else None
    if _is_corner(upper, lower):
        upper, lower = upper[1:], lower[1:]
    for label, value in zip(upper, lower, strict=True):
        if label.shape != "blank":
            path = label.piece if group is None else Piece.join((group, label.piece), "/")
            pairs.append(Pair(path, value.whole, block=label.block))
    return pairs


def _stacked(upper: Sequence[Slot], lower: Sequence[Slot], across: float, labelness: Labelness) -> list[Pair] | None:
    """The pairs of two rows read downwards, if that makes more sense than reading them across (whose score is `across`)."""
    beside = upper[0] if _beside(upper, lower) else None
    if beside is not None:
        upper = upper[1:]
        lower = [slot for slot in lower if slot.column != beside.column]
    if not lower or not _is_stacked(upper, lower) or _stacked_score(upper, lower, labelness) <= across:
        return None
    return _stack(upper, lower, beside)


def _of_no_value(row: Sequence[Slot], pairs: Sequence[Pair]) -> list[Slot]:
    """The row without the group it is beside, where that was read as the value of a label: it names nothing."""
    values = {pair.value.marks for pair in pairs if pair.value}
    return [replace(slot, group=None) if slot.group is not None and slot.group.marks in values else slot for slot in row]


def find_pairs(rows: Sequence[Sequence[Slot]], labelness: Labelness) -> list[Pair]:
    """Labels and values of all rows, in order."""
    read = [_across(row, labelness) for row in map(_without_blank_start, rows)]
    pairs: list[Pair] = []
    at = 0
    while at < len(rows):
        stacked = None
        if at + 1 < len(rows):
            stacked = _stacked(rows[at], rows[at + 1], read[at][0] + read[at + 1][0], labelness)
        pairs += stacked if stacked is not None else _pair_across(_of_no_value(_without_blank_start(rows[at]), pairs), read[at][1])
        at += 1 if stacked is None else 2
    return pairs
