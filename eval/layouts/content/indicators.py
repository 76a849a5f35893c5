"""The indicators of a form: measures drawn for its levels, numbers between their bounds, weights that sum as stated."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from eval.layouts.content.attributes import attribute_value
from eval.layouts.content.draft import Draft, Node
from eval.layouts.content.identities import identity
from eval.layouts.content.words import fill
from eval.layouts.vocabulary import Measure

__all__ = ["EXECUTION_WEIGHT", "add_indicators"]

EXECUTION_WEIGHT = 10

_KINDS = ("经济效益", "社会效益", "生态效益", "可持续", "满意度", "数量", "质量", "时效", "成本")
"""What a level-2 name may contain, the longer ones first."""

_LEVEL1_KINDS = {
    "产出": ("数量", "质量", "时效"),
    "成本": ("成本",),
    "效益": ("社会效益", "经济效益", "可持续"),
    "满意": ("满意度",),
}
"""For a form whose level 1 has no level 2."""

_LEVELS: dict[str, tuple[str, ...]] = {"": ("数量", "质量", "时效", "社会效益", "满意度")}
"""For a form that has no levels at all."""

_DONE = "完成"
_FIELDS = ("level1", "level2", "name", "operator", "value", "unit", "weight", "is_core", "explanation", "note")


@dataclass(frozen=True, slots=True)
class _Slot:
    """A place for an indicator."""

    level1: str
    level2: str
    kind: str


def add_indicators(draft: Draft, form: Node, path: str, own: Sequence[Measure]) -> None:
    """Fills the form's indicators; `own` measures go before those that any form may have."""
    slots = _slots(draft)
    measures = _measures(draft, slots, own)
    target = 100 - (EXECUTION_WEIGHT if "execution_weight" in draft.profile.fields else 0)
    weights = _weights(draft.rng, target, len(measures))
    pattern = draft.rng.choice(("{}", "{}", "{}", "{}.00"))
    form["indicators"] = [
        _indicator(draft, slot, measure, pattern.format(weight)) for (slot, measure), weight in zip(measures, weights, strict=True)
    ]
    if "weight" in draft.profile.columns:
        _note(draft, path, len(measures), target)


def _note(draft: Draft, path: str, count: int, target: int) -> None:
    parts = [f"{path}.indicators[{number}].weight" for number in range(count)]
    draft.identities.append(identity("W01", "sum", None, parts, target=str(target)))
    if target < 100:
        draft.identities.append(identity("W02", "sum", None, [*parts, f"{path}.execution_weight"], target="100"))


def _kind(level1: str, level2: str) -> str:
    return next((kind for name in (level2, level1) for kind in _KINDS if kind in name), "社会效益")


def _slots(draft: Draft) -> list[_Slot]:
    """One for each level 2, then more of them by chance, up to the number drawn."""
    levels = draft.profile.levels or _LEVELS
    slots: list[_Slot] = []
    for level1, seconds in levels.items():
        kinds = seconds or next((kinds for word, kinds in _LEVEL1_KINDS.items() if word in level1), ("社会效益",))
        slots += [_Slot(level1, name if seconds and name in seconds else "", _kind(level1, name)) for name in kinds]
    if not draft.profile.levels:
        slots = [_Slot("", "", kind) for kind in _LEVELS[""]]
    wanted = draft.rng.randint(*draft.profile.indicators)
    extra = draft.rng.choices(range(len(slots)), [3 if slot.kind == "数量" else 1 for slot in slots], k=max(0, wanted - len(slots)))
    return [slot for number, slot in enumerate(slots) for _ in range(1 + extra.count(number))]


def _measures(draft: Draft, slots: Sequence[_Slot], own: Sequence[Measure]) -> list[tuple[_Slot, Measure]]:
    """No name twice in a form; a slot for which no measure is left stays away."""
    used: set[str] = set()
    found: list[tuple[_Slot, Measure]] = []
    for slot in slots:
        for pool in (own, draft.words.measures):
            free = [measure for measure in pool if measure.kind == slot.kind and measure.name not in used]
            if free:
                measure = draft.rng.choice(free)
                used.add(measure.name)
                found.append((slot, measure))
                break
    return found


def _weights(rng: random.Random, target: int, count: int) -> list[int]:
    """Whole numbers, mostly fives, that sum to `target`."""
    step = 5 if count * 5 <= target and rng.random() < 0.7 else 1
    base = target // count if step == 1 else 5
    weights = [base] * count
    rest = target - base * count
    for _ in range(rest // step):
        weights[rng.randrange(count)] += step
    weights[-1] += rest % step
    return weights


def _indicator(draft: Draft, slot: _Slot, measure: Measure, weight: str) -> Node:
    operator, value, unit = _promise(draft, measure)
    marks = draft.marks() | {"project": ""}
    found: Node = {
        "level1": slot.level1,
        "level2": slot.level2,
        "name": fill(measure.name, marks),
        "operator": operator,
        "value": value,
        "unit": unit,
        "weight": weight,
        "is_core": "是" if draft.rng.random() < 0.5 else "否",
        "explanation": fill(measure.explanation, marks),
        "note": "",
    }
    filled = {field: found[field] if field in draft.profile.columns else None for field in _FIELDS}
    return filled | {"attributes": list(_attributes(draft, measure, filled, int(weight.partition(".")[0])))}


def _promise(draft: Draft, measure: Measure) -> tuple[str, str, str]:
    """Operator, value and unit as printed."""
    printed = draft.profile.operators.get(measure.operator, measure.operator)
    if measure.operator != "定性":
        return printed, _number(draft.rng, measure), measure.unit
    value = fill(draft.rng.choice(measure.words), draft.marks())
    return "" if draft.profile.fused else printed, value, ""


def _number(rng: random.Random, measure: Measure) -> str:
    low, step = Decimal(measure.low), Decimal(measure.step)
    steps = int((Decimal(measure.high) - low) / step)
    return str(low + step * rng.randint(0, steps))


def _attributes(draft: Draft, measure: Measure, filled: Node, weight: int) -> Iterator[Node]:
    for label, kind in draft.profile.column_attributes.items():
        value = (
            _reached(draft.rng, measure, filled) if _DONE in label else attribute_value(draft, label, kind, most=Decimal(weight))
        )
        yield {"label": label, "value": value}


def _reached(rng: random.Random, measure: Measure, filled: Node) -> str:
    """What came of it: the value promised or a little better; words as promised."""
    if measure.operator == "定性" or filled["value"] is None:
        return filled["value"] or "已完成"
    better = {"≥": 1, "≤": -1, "=": 0}[measure.operator] * rng.randint(0, 2) * Decimal(measure.step)
    reached = Decimal(filled["value"]) + better
    capped = min(reached, Decimal(100)) if measure.unit == "%" else reached
    return f"{max(capped, Decimal(0))}{measure.unit}"
