"""Single slips of a reader or a writer: what else could stand where a number was read, and how plausible that is."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from itertools import pairwise
from typing import Any

from extractor.normalise.text import fold_signs

__all__ = ["PLAUSIBILITY", "SLIP_NAMES", "Slip", "slips"]

_DATA: Mapping[str, Any] = tomllib.loads(files(__package__).joinpath("slips.toml").read_text(encoding="utf-8"))
PLAUSIBILITY: Mapping[str, float] = _DATA["slips"]
SLIP_NAMES: Mapping[str, str] = _DATA["zh"]
"""What each kind of slip is called."""

_ALIKE: dict[str, list[tuple[str, float]]] = {}
for _pair, _weight in _DATA["alike"].items():
    for _one, _other in (_pair, _pair[::-1]):
        _ALIKE.setdefault(_one, []).append((_other, _weight))

_NUMBER = re.compile(r"[-−]?\d[\d,]*(?:\.\d+)?")
_LONGEST = 40
"""Signs of a number: what is longer is no number, and every sign of it would make texts as long."""


@dataclass(frozen=True, slots=True)
class Slip:
    """Another text for the cell: the kind of slip that made what was read of it, and its plausibility."""

    text: str
    kind: str
    plausibility: float


def slips(text: str) -> Iterator[Slip]:
    """Every other text that one slip may have made `text` of, the more plausible of two that give the same."""
    folded = fold_signs(text)
    found = _NUMBER.search(folded)
    if found is None or len(found[0]) > _LONGEST:
        return
    before, number, behind = text[: found.start()], found[0], text[found.end() :]
    best: dict[str, Slip] = {}
    for slip in _of_number(number):
        if slip.text != number and (slip.text not in best or best[slip.text].plausibility < slip.plausibility):
            best[slip.text] = slip
    for slip in best.values():
        yield Slip(f"{before}{slip.text}{behind}", slip.kind, slip.plausibility)


def _of_number(number: str) -> Iterator[Slip]:
    yield from _alike(number)
    digits, point, decimals = number.partition(".")
    bare = digits.replace(",", "")
    if point:
        yield _slip(f"{bare}{decimals}", "point_gained")
    else:
        yield from (_slip(f"{bare[:-places]}.{bare[-places:]}", "point_lost") for places in (1, 2, 4, 6) if len(bare) > places)
    if "," in digits:
        head, _, tail = digits.rpartition(",")
        yield _slip(f"{head}.{tail}", "point_for_comma")
    if point and len(decimals) == 3:
        yield _slip(f"{bare}{decimals}", "point_for_comma")
    yield from _ends(number)
    yield from _transposed(number)
    yield from _doubled(number)
    yield _slip(number[1:], "sign_gained") if number[0] in "-−" else _slip(f"-{number}", "sign_lost")


def _slip(text: str, kind: str) -> Slip:
    return Slip(text, kind, PLAUSIBILITY[kind])


def _alike(number: str) -> Iterator[Slip]:
    for at, sign in enumerate(number):
        for other, weight in _ALIKE.get(sign, ()):
            yield Slip(f"{number[:at]}{other}{number[at + 1 :]}", "alike", weight)


def _ends(number: str) -> Iterator[Slip]:
    """A digit of either end that was lost, or that does not belong there."""
    for digit in "0123456789":
        if digit != "0":
            yield _slip(f"{digit}{number.replace(',', '')}", "digit_lost_before")
        yield _slip(f"{number.replace(',', '')}{digit}", "digit_lost_behind")
    plain = number.replace(",", "")
    if len(plain) > 1 and plain[:2].isdigit():
        yield _slip(plain[1:], "digit_gained_before")
    if len(plain) > 1:
        yield _slip(plain[:-1].removesuffix("."), "digit_gained_behind")


def _transposed(number: str) -> Iterator[Slip]:
    plain = number.replace(",", "")
    for at, (one, other) in enumerate(pairwise(plain)):
        if one.isdigit() and other.isdigit() and one != other:
            yield _slip(f"{plain[:at]}{other}{one}{plain[at + 2 :]}", "transposed")


def _doubled(number: str) -> Iterator[Slip]:
    """A run of one digit read as too short or too long (1000 for 10000)."""
    plain = number.replace(",", "")
    for run in re.finditer(r"(\d)\1*", plain):
        if len(run[0]) > 1:
            yield _slip(f"{plain[: run.start()]}{plain[run.start() + 1 :]}", "doubled")
            yield _slip(f"{plain[: run.start()]}{run[1]}{plain[run.start() :]}", "doubled")
