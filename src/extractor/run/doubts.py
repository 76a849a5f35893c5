"""What a form as it was read makes doubtful of itself: it has no indicators, or targets stand where other information belongs."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.normalise.operators import leading_operator
from extractor.normalise.shapes import quantity_offsets, shape
from extractor.record import Form

__all__ = ["doubts"]


def _is_target(text: str) -> bool:
    """Whether a text compares with a number (≥95%, 不低于3个), or is a sign that does; an amount by itself does not."""
    found = leading_operator(text)
    return found is not None and found[0] != "EQ" and (quantity_offsets(text) is not None or shape(text) == "operator")


def doubts(form: Form) -> Iterator[str]:
    """A clause for each; none where the form is as one expects."""
    if not form.indicators:
        yield "未读出任何绩效指标"
    targets = [one.value.raw for one in form.attributes if one.value is not None and _is_target(one.value.raw)]
    if targets:
        yield f"有 {len(targets)} 处像指标的目标值（如“{targets[0]}”）归在其他信息里，可能是未读出的指标"
