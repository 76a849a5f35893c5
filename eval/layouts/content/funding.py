"""Where the money of a form comes from: labelled amounts that sum to the total, along one axis or several."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import groupby

from eval.layouts.content.amounts import split
from eval.layouts.content.draft import Draft, Node
from eval.layouts.content.identities import identity

__all__ = ["add_funding"]

_SUMS = ("合计", "小计")
_PART = "其中"


def add_funding(draft: Draft, form: Node, path: str, total: Decimal) -> dict[str, Decimal]:
    """Fills the form's funding rows and returns the amounts by label."""
    amounts: dict[str, Decimal] = {}
    for axis in (draft.profile.funding, *draft.profile.axes):
        amounts |= _axis(draft, path, axis, total, len(amounts)) if axis else {}
    unit = draft.profile.amount_unit
    form["funding"] = [{"label": label, "amount": draft.habit.cell(amount, unit)} for label, amount in amounts.items()]
    return amounts


def _axis(draft: Draft, path: str, labels: Sequence[str], total: Decimal, offset: int) -> dict[str, Decimal]:
    groups = [list(group) for _, group in groupby(labels, key=lambda label: label.partition("/")[0])]
    if all(len(group) == 1 for group in groups):
        groups = [list(labels)]
        wholes = [total]
    else:
        wholes = _shares(draft, total, len(groups), least=len(groups))
    paths = {label: f"{path}.funding[{offset + number}].amount" for number, label in enumerate(labels)}
    amounts: dict[str, Decimal] = {}
    tops: list[str] = []
    for group, whole in zip(groups, wholes, strict=True):
        amounts |= _group(draft, group, whole)
        tops += _tops(draft, group, paths)
    if "total_budget" in draft.profile.fields:
        _note(draft, path, tops, paths)
    return {label: amounts[label] for label in labels}


def _note(draft: Draft, path: str, tops: Sequence[str], paths: dict[str, str]) -> None:
    parts = [paths[label] for label in tops]
    units = (
        {} if "amount_unit" in draft.profile.fields else dict.fromkeys((f"{path}.total_budget", *parts), draft.profile.amount_unit)
    )
    draft.identities.append(identity("F01", "sum", f"{path}.total_budget", parts, units=units))


def _head(group: Sequence[str]) -> str | None:
    """The label of a group's own amount."""
    return next((label for label in group if len(group) > 1 and (label.endswith(_SUMS) or "/" not in label)), None)


def _members(group: Sequence[str]) -> list[str]:
    head = _head(group) if any("/" in label for label in group) else None
    return [label for label in group if label != head and not _is_part(label)]


def _is_part(label: str) -> bool:
    return label.rpartition("/")[2].startswith(_PART)


def _group(draft: Draft, group: Sequence[str], whole: Decimal) -> dict[str, Decimal]:
    members = _members(group)
    amounts = dict(zip(members, _shares(draft, whole, len(members)), strict=True))
    before = whole
    for label in group:
        if label not in amounts:
            amounts[label] = _shares(draft, before, 2)[0] if _is_part(label) else whole
        before = amounts[label]
    return amounts


def _tops(draft: Draft, group: Sequence[str], paths: dict[str, str]) -> list[str]:
    """The labels that count towards the total; a group with an amount of its own is a sum too."""
    members = _members(group)
    head = _head(group) if any("/" in label for label in group) else None
    if head is None:
        return members
    parts = [paths[label] for label in members]
    draft.identities.append(identity("F01", "sum", paths[head], parts))
    return [head]


def _shares(draft: Draft, total: Decimal, count: int, least: int = 1) -> list[Decimal]:
    """A few of the parts carry all of it, as a rule; the others are nothing."""
    carrying = draft.rng.randint(min(least, count), min(count, max(least, 3)))
    chosen = set(draft.rng.sample(range(count), carrying))
    return split(draft.rng, total, [float(number in chosen) for number in range(count)], draft.quantum)
