"""What must hold in a document, written down as it is made, and the exact arithmetic that says whether it does.

An operand is a path, or `path#quote` for a figure within a text: `forms[0].narratives[1].text#20000元`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Literal, NotRequired, TypeAlias, TypedDict

import cn2an

from eval.layouts.content.amounts import FACTORS
from golden.corpus import Record, leaves

__all__ = ["Identity", "Kind", "closes", "figure", "identity", "operands", "path_of"]

Kind = Literal["sum", "equal", "product", "change", "share"]
"""whole = parts added; = each part; = parts multiplied; = [now, before] as a difference or, with %, a rate; = [part, of] in %."""


class Identity(TypedDict):
    """One identity; `holds` is there, and false, where an anomaly was planted."""

    check: str
    kind: Kind
    whole: str | None
    target: str | None
    parts: list[str]
    units: dict[str, str]
    holds: NotRequired[bool]


def identity(
    check: str,
    kind: Kind,
    whole: str | None,
    parts: Sequence[str],
    *,
    target: str | None = None,
    units: Mapping[str, str] | None = None,
) -> Identity:
    """An identity that holds."""
    return Identity(check=check, kind=kind, whole=whole, target=target, parts=list(parts), units=dict(units or {}))


def operands(stated: Identity) -> list[str]:
    """All operands, the whole first."""
    return [*([stated["whole"]] if stated["whole"] is not None else []), *stated["parts"]]


def path_of(operand: str) -> str:
    """The leaf that an operand stands in."""
    return operand.split("#", 1)[0]


_NUMBER = re.compile(r"-?\d[\d,]*(?:\.\d+)?")
_MONEY = re.compile(r"(?:total_budget|prior_year_budget|funding\[\d+\]\.amount|cells\[\d+\])$")
_UNIT = re.compile(r"(亿元|万元|元)")
_CLAIM = re.compile(r"claims\[\d+\]\.amount$")
_SIGNS = {"increase": 1, "decrease": -1}
_Labels: TypeAlias = Mapping[str, str]


def figure(operand: str, stated: Identity, record: Record, labels: _Labels) -> Decimal:
    """The operand's value in yuan, or as it stands where it is no money; a blank is nothing."""
    path, _, quote = operand.partition("#")
    if quote and quote not in labels[path]:
        raise ValueError(f"{path}: {quote!r} does not stand there")
    text = quote or labels[path]
    return _number(text) * FACTORS.get(_unit(operand, path, text, stated, record, labels), Decimal(1)) if text else Decimal(0)


def _number(text: str) -> Decimal:
    if found := _NUMBER.search(text):
        return Decimal(found[0].replace(",", ""))
    return Decimal(cn2an.cn2an(text.removesuffix("整").removesuffix("元"), "strict"))


def _unit(operand: str, path: str, text: str, stated: Identity, record: Record, labels: _Labels) -> str:
    if text.endswith("%"):
        return ""
    if operand in stated["units"]:
        return stated["units"][operand]
    if "#" in operand:
        found = None if "整" in text else _UNIT.search(text)  # capitals are in yuan, their 万 is part of the number
        return found[1] if found else ""
    if _CLAIM.search(path):
        return labels[f"{path.removesuffix('amount')}unit"]
    return labels.get(f"{path.split('.', 1)[0]}.amount_unit", "") if _MONEY.search(path) else ""


def closes(stated: Identity, record: Record) -> bool:
    """Whether it holds in the record: exactly, a percentage within half a unit of its last digit."""
    labels = leaves(record)
    parts = [figure(part, stated, record, labels) for part in stated["parts"]]
    if stated["whole"] is None:
        return _KINDS[stated["kind"]](Decimal(stated["target"] or 0), parts, "")
    whole = figure(stated["whole"], stated, record, labels)
    return _KINDS[stated["kind"]](whole * _sign(stated["whole"], record, stated["kind"]), parts, _rate(stated["whole"], labels))


def _sign(whole: str, record: Record, kind: Kind) -> int:
    """A claim's change is written without its sign."""
    if kind != "change" or not whole.startswith("claims["):
        return 1
    claim: Any = record["claims"][int(whole[len("claims[") : whole.index("]")])]
    return _SIGNS[claim["relation"]]


def _rate(whole: str, labels: _Labels) -> str:
    """The percentage as written, "" for any other whole."""
    text = labels[path_of(whole)]
    unit = labels.get(f"{whole.removesuffix('amount')}unit", "") if _CLAIM.search(whole) else ""
    return text if text.endswith("%") or unit == "%" else ""


_Close: TypeAlias = Callable[[Decimal, Sequence[Decimal], str], bool]


def _change(whole: Decimal, parts: Sequence[Decimal], rate: str) -> bool:
    now, before = parts
    if not rate:
        return whole == now - before
    return before != 0 and _within(whole, 100 * (now - before) / before, rate)


def _share(whole: Decimal, parts: Sequence[Decimal], rate: str) -> bool:
    part, of = parts
    return of != 0 and _within(whole, 100 * part / of, rate)


def _within(stated: Decimal, exact: Decimal, written: str) -> bool:
    places = len(written.rstrip("%").partition(".")[2])
    return abs(stated - exact) <= Decimal(5).scaleb(-places - 1)


def _product(parts: Sequence[Decimal]) -> Decimal:
    made = Decimal(1)
    for part in parts:
        made *= part
    return made


_KINDS: dict[Kind, _Close] = {
    "sum": lambda whole, parts, _: whole == sum(parts),
    "equal": lambda whole, parts, _: all(whole == part for part in parts),
    "product": lambda whole, parts, _: whole == _product(parts),
    "change": _change,
    "share": _share,
}
