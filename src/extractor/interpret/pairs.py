"""Which slots are labels, and which slot holds each label's value: in the same row to the right, or in the row below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from extractor.document import Piece
from extractor.interpret.slots import Slot

__all__ = ["Pair", "find_pairs"]

_NEVER = -50.0
_START, _FOLLOW, _NEXT = 1.5, 1.5, 1.0
"""Weights of structure, in units of log-odds: rows begin with a label, a value follows a label, a label follows a value."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A label and its value; an empty value is a blank cell. `unreadable`: the cell has ink that gave no text."""

    label: Piece
    value: Piece
    unreadable: bool = False


Labelness = Callable[[str], float]
"""How likely a text is a label rather than contents, as log-odds."""


def _label_score(slot: Slot, labelness: Labelness) -> float:
    if slot.sure_label:
        return 4.0
    return labelness(slot.text) if slot.may_label else _NEVER


def _value_score(slot: Slot, labelness: Labelness) -> float:
    """What it costs to take a text that reads like a label for a value."""
    return -0.5 * max(0.0, _label_score(slot, labelness)) if slot.may_label else 0.0


def _step(before: bool | None, label: bool, tall_before: bool, blank: bool) -> float:
    """Weight of one slot being a label (or not) after what stands before it in the row; None: it is the row's first."""
    if blank and before is False:
        return 0.0
    if before is None:
        return _START if label else -_START
    if before:
        return (0.0 if tall_before else -_FOLLOW) if label else _FOLLOW
    return _NEXT if label else -_NEXT


def _across(row: Sequence[Slot], labelness: Labelness) -> tuple[float, list[bool]]:
    """The best labelling of a row read left to right, and its score (Viterbi over label / value)."""
    best: dict[bool, tuple[float, list[bool]]] = {}
    for index, slot in enumerate(row):
        new: dict[bool, tuple[float, list[bool]]] = {}
        for label in (True, False):
            here = _label_score(slot, labelness) if label else _value_score(slot, labelness)
            if not index:
                new[label] = (here + _step(None, label, False, slot.shape == "blank"), [label])
                continue
            done = {b: (row[index - 1].inline is not None and b) for b in best}
            options = [
                (
                    score + here + _step(False if done[b] else b, label, row[index - 1].tall, slot.shape == "blank"),
                    [*path, label],
                )
                for b, (score, path) in best.items()
            ]
            new[label] = max(options, key=lambda option: option[0])
        best = new
    return max(best.values(), key=lambda option: option[0])


def _without_blank_start(row: Sequence[Slot]) -> list[Slot]:
    """Blanks before the first text belong to a merged label above."""
    first = next((i for i, slot in enumerate(row) if slot.shape != "blank" or slot.unreadable), len(row))
    return list(row[first:])


def _pair_across(row: Sequence[Slot], labels: Sequence[bool]) -> list[Pair]:
    pairs: list[Pair] = []
    for index, (slot, label) in enumerate(zip(row, labels, strict=True)):
        if not label:
            continue
        if slot.inline is not None:
            pairs.append(Pair(slot.piece, slot.inline))
            continue
        rest = list(zip(row[index + 1 :], labels[index + 1 :], strict=True))
        stop = next((i for i, (_, is_label) in enumerate(rest) if is_label), len(rest))
        if stop == 0 and rest:
            continue  # a label over labels, such as 项目资金 merged beside its parts
        values = [s for s, _ in rest[:stop]]
        value = next((s for s in values if s.piece), values[0] if values else None)
        pairs.append(Pair(slot.piece, value.whole if value else Piece(), bool(value and value.unreadable)))
    return pairs


def _beside(upper: Sequence[Slot], lower: Sequence[Slot]) -> Slot | None:
    """A tall label that stands beside both rows: it begins the upper one and reaches down past the lower one's start."""
    first = upper[0]
    return first if first.tall and first.may_label and len(upper) > 1 and lower and lower[0].column > first.column else None


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


def _stack(upper: Sequence[Slot], lower: Sequence[Slot], beside: Slot | None) -> list[Pair]:
    """Labels above values; a label beside both rows goes before each, joined by "/"."""
    pairs = []
    for label, value in zip(upper, lower, strict=True):
        if label.shape != "blank":
            path = label.piece if beside is None else Piece.join((beside.piece, label.piece), "/")
            pairs.append(Pair(path, value.whole, value.unreadable))
    return pairs


def find_pairs(rows: Sequence[Sequence[Slot]], labelness: Labelness) -> list[Pair]:
    """Labels and values of all rows, in order."""
    pairs: list[Pair] = []
    at = 0
    while at < len(rows):
        row = _without_blank_start(rows[at])
        score, labels = _across(row, labelness) if row else (0.0, [])
        below = rows[at + 1] if at + 1 < len(rows) else []
        beside = _beside(rows[at], below)
        upper = rows[at][1:] if beside else rows[at]
        if below and _is_stacked(upper, below):
            across = score + _across(_without_blank_start(below), labelness)[0]
            if _stacked_score(upper, below, labelness) > across:
                pairs += _stack(upper, below, beside)
                at += 2
                continue
        pairs += _pair_across(row, labels)
        at += 1
    return pairs
