"""Single wrong figures planted into clean documents: does every one that breaks an identity of the labels come out?

The identities are the generator's, not the checks': an independent oracle. No reader and no model is run.
"""

from __future__ import annotations

import copy
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from eval.layouts.content.identities import Identity, closes, figure, operands, path_of
from eval.layouts.folders import SUITES, list_cases
from eval.metrics import NUMERIC
from eval.perfect import record_of_labels
from extractor.checks import DEFAULT, check_record
from extractor.errors import UsageError
from extractor.normalise.numbers import parse_decimal
from golden.anomalies import read_anomalies
from golden.corpus import Record, leaves

__all__ = ["Edit", "Planted", "planted"]

_INDEX = re.compile(r"\[\d+\]")
_STEP = re.compile(r"(\w+)|\[(\d+)\]")
_UNITS = {"万元": "元", "元": "万元"}


@dataclass(frozen=True, slots=True)
class Edit:
    """One leaf with another text, and the identities that this breaks."""

    document: str
    path: str
    before: str
    after: str
    broken: tuple[str, ...]


@dataclass(slots=True)
class Planted:
    """What became of the edits: how many were tried, which broke something, and which of those were not found."""

    tried: int = 0
    broke: int = 0
    allowed: int = 0
    """Edits that break an identity within the rounding of its figures only, or lead to another total that is in order."""
    missed: list[Edit] = field(default_factory=list)
    by_check: Counter[str] = field(default_factory=Counter)
    missed_by_check: Counter[str] = field(default_factory=Counter)
    clean: int = 0
    false: list[str] = field(default_factory=list)
    """Findings of severity error in the clean documents."""


def _digit(text: str, rng: random.Random) -> str:
    at = rng.choice([i for i, char in enumerate(text) if char.isdigit()])
    return text[:at] + rng.choice([d for d in "0123456789" if d != text[at]]) + text[at + 1 :]


def _dropped(text: str, rng: random.Random) -> str:
    at = rng.choice([i for i, char in enumerate(text) if char.isdigit()])
    return text[:at] + text[at + 1 :]


def _swapped(text: str, rng: random.Random) -> str:
    pairs = [i for i in range(len(text) - 1) if text[i].isdigit() and text[i + 1].isdigit() and text[i] != text[i + 1]]
    if not pairs:
        return text
    at = rng.choice(pairs)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def _without_point(text: str, rng: random.Random) -> str:
    del rng
    return text.replace(".", "", 1)


_EDITS: tuple[Callable[[str, random.Random], str], ...] = (_digit, _digit, _dropped, _swapped, _without_point)


def _is_unit(path: str) -> bool:
    return (path.endswith((".amount_unit", ".unit")) and not path.startswith("forms[")) or path.endswith(".amount_unit")


def _targets(record: Record) -> list[str]:
    """The leaves that can be edited: numbers of the record, and units of money."""
    found = leaves(record)
    numbers = [path for path, text in found.items() if _INDEX.sub("", path) in NUMERIC and parse_decimal(text) is not None]
    return numbers + [path for path, text in found.items() if _is_unit(path) and text in _UNITS]


def _put(record: Record, path: str, text: str) -> Record:
    made = copy.deepcopy(record)
    node: Any = made
    steps = [name or int(number) for name, number in _STEP.findall(path)]
    for step in steps[:-1]:
        node = node[step]
    before, node[steps[-1]] = node[steps[-1]], text
    if steps[0] == "claims":
        claim = made["claims"][int(steps[1])]
        of_unit = steps[-1] == "unit"
        _restate(
            made["claims"],
            int(steps[1]),
            claim["amount"] if of_unit else before,
            claim["amount"] + text if of_unit else text,
            before,
        )
    return made


def _restate(claims: list[dict[str, Any]], number: int, amount: str, said: str, before: str) -> None:
    """The sentence says the figure as the claim does, in every claim of that sentence; `before` is the text that was edited."""
    sentence = claims[number]["sentence"]
    same = [other for other in claims[:number] if other["sentence"] == sentence and other["amount"] == amount]
    found = rf"(?<![\d.,]){re.escape(amount)}" + (rf"\s*{before}" if before in _UNITS else r"(?![\d,])")
    places = [match.span() for match in re.finditer(found, sentence)]
    if len(places) > len(same):
        start, end = places[len(same)]
        restated = sentence[:start] + said + sentence[end:]
        for claim in claims:
            if claim["sentence"] == sentence:
                claim["sentence"] = restated


def _edited(text: str, path: str, rng: random.Random) -> str:
    if _is_unit(path):
        return _UNITS[text]
    for _ in range(8):
        made = rng.choice(_EDITS)(text, rng)
        if parse_decimal(made) is not None and parse_decimal(made) != parse_decimal(text):
            return made
    return text


def _broken(before: list[Identity], record: Record) -> list[Identity]:
    return [stated for stated in before if not _closes(stated, record)]


def _closes(stated: Identity, record: Record) -> bool:
    try:
        return closes(stated, record)
    except ArithmeticError:
        return False


def _counts(stated: Identity, record: Record) -> bool:
    """Whether a broken identity is more than rounding, and no other total that is in order where none is stated."""
    labels = leaves(record)
    parts = [figure(part, stated, record, labels) for part in stated["parts"]]
    if stated["kind"] == "sum" and stated["check"] == "W01" and stated["whole"] is None:
        return sum(parts) not in DEFAULT.targets.weights or _states_total(record, stated["parts"][0])
    if stated["kind"] == "share" and stated["whole"] is not None:
        return not _share_may_be(stated, record, labels)
    if stated["whole"] is None or stated["kind"] not in _APART or "%" in (labels[path_of(stated["whole"])]):
        return True
    whole = figure(stated["whole"], stated, record, labels)
    allowed = sum((_half(operand, stated, record, labels) for operand in operands(stated)), Decimal(0))
    return _APART[stated["kind"]](whole, parts) > allowed


def _share_may_be(stated: Identity, record: Record, labels: dict[str, str]) -> bool:
    """Whether the percentage lies within what the rounding of its two amounts and its own last digit allow."""
    assert stated["whole"] is not None
    (part, part_half), (of, of_half) = (
        (figure(p, stated, record, labels), _half(p, stated, record, labels)) for p in stated["parts"]
    )
    rate, half = figure(stated["whole"], stated, record, labels), _half(stated["whole"], stated, record, labels)
    ends = [100 * (part + a) / (of + b) for a in (-part_half, part_half) for b in (-of_half, of_half) if of + b]
    return bool(ends) and min(ends) <= rate + half and rate - half <= max(ends)


_APART: dict[str, Callable[[Decimal, list[Decimal]], Decimal]] = {
    "sum": lambda whole, parts: abs(whole - sum(parts)),
    "equal": lambda whole, parts: max(abs(whole - part) for part in parts),
    "change": lambda whole, parts: abs(abs(whole) - abs(parts[0] - parts[1])),
}
"""How far apart the sides of an identity are, by its kind; rates carry their own rounding."""


def _states_total(record: Record, path: str) -> bool:
    """Whether the form of a weight says what weights add up to."""
    form = record["forms"][int(path[len("forms[") : path.index("]")])]
    return bool(form.get("execution_weight")) or any("权重" in rule["text"] for rule in record["filling_rules"])


def _half(operand: str, stated: Identity, record: Record, labels: dict[str, str]) -> Decimal:
    """Half a unit of the last decimal of an operand, in yuan where it is money; whole numbers are exact."""
    places = len(_number_of(operand, labels).partition(".")[2])
    factors = [_factor(other, stated, record, labels) for other in (operand, *operands(stated))]
    return Decimal(5).scaleb(-places - 1) * next((factor for factor in factors if factor), Decimal(1)) if places else Decimal(0)


def _number_of(operand: str, labels: dict[str, str]) -> str:
    return (operand.partition("#")[2] or labels[operand]).rstrip("%万亿元")


def _factor(operand: str, stated: Identity, record: Record, labels: dict[str, str]) -> Decimal | None:
    """Yuan for each unit of an operand; None for nothing, which has none."""
    number = parse_decimal(_number_of(operand, labels))
    return figure(operand, stated, record, labels) / number if number else None


def _is_found(broken: list[Identity], path: str, record: Record) -> bool:
    """Whether a finding rests on the edited leaf, or on another operand of an identity that it broke."""
    concerned = {path, *(path_of(operand) for stated in broken for operand in operands(stated))}
    for finding in check_record(record_of_labels(record)).findings:
        if finding.severity != "info" and any(_concerns(item.path, concerned) for item in finding.evidence):
            return True
    return False


def _concerns(path: str, concerned: set[str]) -> bool:
    return any(path == one or one.startswith(f"{path}.") or path.startswith(f"{one}.") for one in concerned)


def _clean(suite: str) -> Iterator[tuple[str, Record]]:
    """The documents of a suite in which nothing was planted."""
    for case in list_cases(suite):
        if not read_anomalies(case.folder / "anomalies.json"):
            yield case.name, case.expected()


def planted(suite: str, count: int, seed: int = 0) -> Planted:
    """`count` edits that break something, spread over the clean documents of a suite. Raises UsageError where it has none."""
    rng, made = random.Random(seed), Planted()
    documents = list(_clean(suite))
    if not documents:
        raise UsageError(f"没有叫“{suite}”的一套文档，或其中没有没问题的文档。可选：{'、'.join(SUITES)}。")
    for name, record in documents:
        findings = check_record(record_of_labels(record)).findings
        made.false += [f"{name}: {finding.check} {finding.message}" for finding in findings if finding.severity == "error"]
    made.clean = len(documents)
    while made.broke < count and made.tried < 20 * count:
        name, record = documents[made.tried % len(documents)]
        _try(name, record, rng, made)
    return made


def _try(name: str, record: Record, rng: random.Random, made: Planted) -> None:
    made.tried += 1
    path = rng.choice(_targets(record))
    before = leaves(record)[path]
    after = _edited(before, path, rng)
    if after == before:
        return
    edited = _put(record, path, after)
    broken = _broken(record["identities"], edited)
    if not broken:
        return
    broken = [stated for stated in broken if _counts(stated, edited)]
    if not broken:
        made.allowed += 1
        return
    made.broke += 1
    checks = sorted({stated["check"] for stated in broken})
    made.by_check.update(checks)
    if not _is_found(broken, path, edited):
        made.missed.append(Edit(name, path, before, after, tuple(checks)))
        made.missed_by_check.update(checks)
