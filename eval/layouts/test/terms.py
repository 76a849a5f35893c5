"""Short ways to write a measure; the kind and the name come first, what is asked of it last."""

from __future__ import annotations

from eval.layouts.vocabulary import Level2, Measure

__all__ = ["at_least", "at_most", "exactly", "judged"]

Range = tuple[str, str, str]
"""Lowest, highest, step."""


def at_least(kind: Level2, name: str, unit: str, numbers: Range, explanation: str = "") -> Measure:
    """A favourable quantity."""
    return Measure(kind, name, "≥", unit, *numbers, explanation=explanation)


def at_most(kind: Level2, name: str, unit: str, numbers: Range, explanation: str = "") -> Measure:
    """An unfavourable quantity, a time limit or a cost."""
    return Measure(kind, name, "≤", unit, *numbers, explanation=explanation)


def exactly(kind: Level2, name: str, unit: str, numbers: Range, explanation: str = "") -> Measure:
    """A quantity fixed beforehand."""
    return Measure(kind, name, "=", unit, *numbers, explanation=explanation)


def judged(kind: Level2, name: str, *words: str, explanation: str = "") -> Measure:
    """What is judged in words."""
    return Measure(kind, name, "定性", words=words, explanation=explanation)
