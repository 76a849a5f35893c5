"""What a self-evaluation form says beside its budget: what was planned first, what was spent, at which rate, with which score."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from eval.layouts.content.amounts import percent
from eval.layouts.content.draft import Draft, Node
from eval.layouts.content.identities import identity
from eval.layouts.content.indicators import EXECUTION_WEIGHT

__all__ = ["add_scores"]

_TOTALS = ("总额", "合计", "总计", "小计")
_SPENT, _PLANNED, _RATE, _SCORE, _WEIGHT = "执行数", "预算数", "执行率", "得分", "分值"
_ALL = "总分"


def add_scores(draft: Draft, form: Node, path: str, total: Decimal, funds: Mapping[str, Decimal]) -> None:
    """Rewrites the attributes `row/column` whose row is the total or a funding label: they depend on each other."""
    spent = _spent(draft, funds or {"": total})
    wholes = {"spent": sum(spent.values(), Decimal(0)), "planned": total}
    for item in form["attributes"]:
        row, slash, column = item["label"].rpartition("/")
        if slash and row in funds:
            item["value"] = _value(draft, column, spent[row], funds[row], item["value"], "")
        elif slash and any(word in row for word in _TOTALS):
            item["value"] = _value(draft, column, wholes["spent"], total, item["value"], _score(wholes["spent"], total))
        elif row == _ALL or item["label"] == _ALL:
            item["value"] = str(_sum_of_scores(form) + Decimal(_score(wholes["spent"], total)))
    _note(draft, form, path)


def _spent(draft: Draft, funds: Mapping[str, Decimal]) -> dict[str, Decimal]:
    rates = {label: Decimal(draft.rng.choice((100, 100, 97, 92, 85))) / 100 for label in funds}
    return {label: (amount * rates[label] / 100).to_integral_value() * 100 for label, amount in funds.items()}


def _score(spent: Decimal, planned: Decimal) -> str:
    return str((EXECUTION_WEIGHT * spent / planned).quantize(Decimal("0.1")))


def _value(draft: Draft, column: str, spent: Decimal, planned: Decimal, before: str, score: str) -> str:
    """A column that is not known keeps what it had."""
    unit, none = draft.profile.amount_unit, draft.habit.zero
    if _SPENT in column:
        return draft.habit.cell(spent, unit) if planned else none
    if _PLANNED in column:
        return draft.habit.cell(planned, unit)
    if _RATE in column:
        return f"{percent(spent, planned, 2)}%" if planned else ""
    if column in (_SCORE, _WEIGHT):
        return score if column == _SCORE else str(EXECUTION_WEIGHT) if score else ""
    return before


def _sum_of_scores(form: Node) -> Decimal:
    scores = [item["value"] for row in form["indicators"] for item in row["attributes"] if _SCORE in item["label"]]
    return sum((Decimal(score) for score in scores if score), Decimal(0))


def _note(draft: Draft, form: Node, path: str) -> None:
    """What was spent sums as the budget does, where the form has a row for the total."""
    unit = draft.profile.amount_unit
    paths = {item["label"]: f"{path}.attributes[{number}].value" for number, item in enumerate(form["attributes"])}
    for column in dict.fromkeys(label.rpartition("/")[2] for label in paths if _SPENT in label):
        rows = {label.rpartition("/")[0]: where for label, where in paths.items() if label.endswith(f"/{column}")}
        wholes = [where for row, where in rows.items() if any(word in row for word in _TOTALS)]
        parts = [rows[item["label"]] for item in form["funding"] if item["label"] in rows]
        if len(wholes) == 1 and len(parts) == len(form["funding"]) > 0:
            draft.identities.append(identity("F01", "sum", wholes[0], parts, units=dict.fromkeys((*wholes, *parts), unit)))
