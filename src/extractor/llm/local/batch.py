"""What is evaluated: tokens at places in sequences, in batches of bounded size."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

__all__ = ["BATCH", "OUTPUTS", "SEQUENCES", "Item", "batches"]

SEQUENCES = 64
BATCH = 512
OUTPUTS = 64
"""Rows of logits per batch; each takes 0.6 MB."""


class Item(NamedTuple):
    """One token to evaluate: it belongs to all of `sequences`; `wanted` gets the logits of what follows it."""

    token: int
    position: int
    sequences: tuple[int, ...]
    wanted: bool = False


def batches(items: Sequence[Item]) -> Iterator[tuple[int, Sequence[Item]]]:
    """Parts of at most BATCH tokens and OUTPUTS wanted ones, in order, each with the place it starts at."""
    start = wanted = 0
    for end, item in enumerate(items):
        if end - start == BATCH or wanted + item.wanted > OUTPUTS:
            yield start, items[start:end]
            start, wanted = end, 0
        wanted += item.wanted
    if items:
        yield start, items[start:]
