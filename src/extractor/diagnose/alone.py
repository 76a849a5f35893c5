"""Findings that are no sum of cells: arithmetic in prose, rates. It is only seen whether their numbers were read as they stand."""

from __future__ import annotations

from extractor.diagnose.reread import Operand, Rereading
from extractor.diagnose.slips import slips
from extractor.normalise.numbers import parse_decimal
from extractor.readers.trace import core
from extractor.record import Diagnosis, Finding

__all__ = ["alone"]

_PREFERRED = 2.0
"""Odds from which the looks speak for another number with nothing else to confirm it."""

_UNLIKELY = -4.0
"""Odds of the likeliest slip up to which a number is taken to stand there; nineteen in twenty that were read rightly are below."""


def alone(finding: Finding, rereading: Rereading) -> Diagnosis:
    """Copied text is what stands there; recognised numbers are looked at one by one."""
    operands = [operand for item in finding.evidence if (operand := rereading.operand(item.path)) is not None]
    if operands and all(operand.exact for operand in operands):
        return Diagnosis(verdict="misfiled", why="相关文字取自电子文本，不经识别，写的就是这些")
    numbers = [operand for operand in operands if any(map(str.isdigit, operand.at.raw))]
    if not numbers or any(not _is_number(operand) for operand in numbers):
        return Diagnosis(verdict="undecided", why="相关数字写在文字中，未能逐一重新辨认")
    rereading.closely(operand.at.path for operand in numbers)
    seen = [found for operand in numbers if (found := rereading.operand(operand.at.path)) is not None]
    for operand in seen:
        other = _preferred(operand)
        if other is not None:
            why = f"换方式重看 {len(operand.looks)} 次，{operand.votes(other)} 次读作“{other}”"
            return Diagnosis(verdict="misread", path=operand.at.path, reading=other, why=why)
    if all(operand.exact or _stands(operand) for operand in seen):
        return Diagnosis(verdict="misfiled", why=f"{len(seen)} 个相关的数逐一重看，都与记录一致")
    return Diagnosis(verdict="undecided", why="相关的数重看后仍不能确定")


def _is_number(operand: Operand) -> bool:
    """One number that was seen again."""
    return operand.exact or (bool(operand.looks) and core(operand.at.raw) not in (None, ""))


def _preferred(operand: Operand) -> str | None:
    odds = {text: operand.odds(text) for text in operand.texts()}
    best = max(odds, key=lambda text: odds[text] or 0.0, default=None)
    return best if best is not None and (odds[best] or 0.0) >= _PREFERRED else None


def _stands(operand: Operand) -> bool:
    """Whether no slip is likely to have made what was read."""
    value = parse_decimal(core(operand.at.raw) or "")
    rivals = [slip.text for slip in slips(operand.at.raw) if parse_decimal(core(slip.text) or "") != value]
    known = [odds for text in rivals if (odds := operand.odds(text)) is not None]
    fit = operand.fit()
    return fit is not None and bool(known) and fit >= -_PREFERRED and max(known) <= _UNLIKELY
