"""One slip in a record: of the reader (the page is right) or of the writer (the page is wrong and read as it is)."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, TypeAlias

from eval.misread.boxes import box_of
from extractor.checks import sums_of
from extractor.checks.views import At, View
from extractor.normalise.numbers import parse_decimal
from extractor.record import Leaf, Record, TableRow

__all__ = ["KINDS", "Injected", "Truth", "inject"]

Truth: TypeAlias = Literal["misread", "misfiled"]

_ALIKE = {
    "0": "6896", "1": "7741", "2": "7731", "3": "8859", "4": "9914",
    "5": "6638", "6": "0858", "7": "1112", "8": "3360", "9": "0348",
}  # fmt: skip
"""What recognition takes a digit for, the commoner ones twice; not the table that the diagnosis goes by."""


@dataclass(frozen=True, slots=True)
class Injected:
    """A record with a slip. `printed` is what stands on the page where it is not what was read; `cells` are those at fault."""

    record: Record
    truth: Truth
    kind: str
    cells: tuple[str, ...]
    printed: Mapping[str, str]


def _alike(rng: random.Random, text: str) -> str | None:
    at = rng.choice([place for place, sign in enumerate(text) if sign.isdigit()])
    other = rng.choice(_ALIKE[text[at]]) if rng.random() < 0.9 else rng.choice("0123456789")
    return f"{text[:at]}{other}{text[at + 1 :]}"


def _any_digit(rng: random.Random, text: str) -> str | None:
    at = rng.choice([place for place, sign in enumerate(text) if sign.isdigit()])
    return f"{text[:at]}{rng.choice('0123456789')}{text[at + 1 :]}"


def _point(rng: random.Random, text: str) -> str | None:
    if "." in text:
        return text.replace(".", "").replace(",", "")
    if "," in text and rng.random() < 0.5:
        head, _, tail = text.rpartition(",")
        return f"{head}.{tail}"
    return f"{text[:-2]}.{text[-2:]}" if len(text) > 3 else None


def _end(rng: random.Random, text: str) -> str | None:
    plain = text.replace(",", "")
    if len(plain) < 2:
        return None
    made = (plain[1:], plain[:-1].removesuffix("."), f"{rng.choice('123456789')}{plain}", f"{plain}{rng.choice('0123456789')}")
    return rng.choice(made)


def _transposed(rng: random.Random, text: str) -> str | None:
    pairs = [at for at in range(len(text) - 1) if text[at].isdigit() and text[at + 1].isdigit() and text[at] != text[at + 1]]
    if not pairs:
        return None
    at = rng.choice(pairs)
    return f"{text[:at]}{text[at + 1]}{text[at]}{text[at + 2 :]}"


def _another(rng: random.Random, text: str) -> str | None:
    """The sum was not done again after the number was changed."""
    number = parse_decimal(text)
    if number is None:
        return None
    places = len(text.partition(".")[2])
    changed = (number * Decimal(rng.choice((80, 90, 95, 105, 110, 120))) / 100).quantize(Decimal(1).scaleb(-places))
    return f"{changed:,f}" if "," in text else f"{changed:f}"


def _scaled(rng: random.Random, text: str) -> str | None:
    number = parse_decimal(text)
    if number is None:
        return None
    made = number * (Decimal(10_000) if abs(number) < 100_000 else Decimal("0.0001"))
    return f"{made.normalize():f}"


_TEXT: Mapping[str, Callable[[random.Random, str], str | None]] = {
    "alike": _alike, "point": _point, "end": _end, "digit": _any_digit, "transposed": _transposed, "another": _another,
    "scaled": _scaled,
}  # fmt: skip
KINDS: Mapping[Truth, Mapping[str, int]] = {
    "misread": {"alike": 50, "point": 15, "end": 15, "shifted": 10, "unit": 10},
    "misfiled": {"digit": 30, "transposed": 20, "end": 15, "another": 20, "scaled": 5, "shifted": 10},
}
"""The kinds of slips and how often each is planted."""


def inject(record: Record, rng: random.Random, truth: Truth, kind: str) -> Injected | None:
    """A slip of that kind in a cell by chance that some identity has; None where the kind has no place in the record."""
    cells = sorted({term.path for one in sums_of(record) for term in one.terms if term.value.value})
    leaves = {at.path: at for at in View("", record).leaves()}
    if kind == "shifted":
        pairs = [(path, other) for path in cells for other in _neighbours(path) if other in leaves and _is_empty(leaves[other].raw)]
        return _shifted(record, leaves, rng.choice(pairs), truth) if pairs else None
    if not cells:
        return None
    at = leaves[rng.choice(cells)]
    if kind == "unit":
        return _other_unit(record, at)
    text = _TEXT[kind](rng, at.raw)
    if text is None or parse_decimal(text) in (None, parse_decimal(at.raw)):
        return None
    box = at.leaf.box if truth == "misread" else box_of(at.path, text)
    changed = _with(record, {at.path: at.leaf.model_copy(update={"raw": text, "value": str(parse_decimal(text)), "box": box})})
    return Injected(changed, truth, kind, (at.path,), {at.path: at.raw} if truth == "misread" else {})


def _other_unit(record: Record, at: At) -> Injected | None:
    if at.leaf.unit not in ("元", "万元"):
        return None
    other = "元" if at.leaf.unit == "万元" else "万元"
    leaf = at.leaf.model_copy(update={"unit": other, "unit_source": "cell"})
    return Injected(_with(record, {at.path: leaf}), "misread", "unit", (at.path,), {})


def _neighbours(path: str) -> list[str]:
    """The cells beside a cell of a table."""
    head, found, last = path.rpartition(".cells[")
    return [f"{head}.cells[{int(last.rstrip(']')) + step}]" for step in (-1, 1)] if found else []


def _is_empty(text: str) -> bool:
    return not text.strip("0.-— ")


def _shifted(record: Record, leaves: Mapping[str, At], pair: tuple[str, str], truth: Truth) -> Injected:
    """The value stands in the next cell of its row, which was blank; where it was misread the page shows it in its own column."""
    own, other = pair
    moved, there = leaves[own].leaf, leaves[other].leaf
    if truth == "misfiled":
        moved = moved.model_copy(update={"box": box_of(other, moved.raw)})
        there = there.model_copy(update={"box": box_of(own, there.raw) if there.raw else None})
    return Injected(_with(record, {other: moved, own: there}), truth, "shifted", (other, own), {})


def _with(record: Record, leaves: Mapping[str, Leaf]) -> Record:
    """A copy with other leaves."""
    copy = record.model_copy(deep=True)
    for path, leaf in leaves.items():
        owner, _, name = path.rpartition(".")
        node = _node(copy, owner)
        field, _, number = name.partition("[")
        if isinstance(node, TableRow) and number:
            node.cells[int(number.rstrip("]"))] = leaf
        else:
            setattr(node, field, leaf)
    return copy


def _node(record: Record, path: str) -> object:
    node: object = record
    for step in filter(None, path.split(".")):
        name, _, number = step.partition("[")
        node = getattr(node, name)
        node = node[int(number.rstrip("]"))] if number and isinstance(node, list) else node
    return node
