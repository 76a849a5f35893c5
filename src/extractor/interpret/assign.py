"""One-to-one assignment of roles: the best overall, each role once unless it may repeat, types as soft rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment

from extractor.interpret.roles import Role
from extractor.normalise.shapes import Shape

__all__ = ["MISFIT", "Choice", "assign", "fit"]

MISFIT = 4.0
"""What a value of an unusual shape costs a role, in log-odds: a small penalty, never a veto."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The role given to one text; `margin` is how far it stands above the next best for that text (negative: it was pushed out)."""

    role: Role
    margin: float


def fit(roles: Sequence[Role], shapes: Sequence[Sequence[Shape]]) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """Penalties (0 or negative) of each text's value shapes for each role: the share of values the role does not usually have."""
    out = np.zeros((len(shapes), len(roles)))
    for i, found in enumerate(shapes):
        known = [s for s in found if s != "blank"]
        for j, role in enumerate(roles):
            if role.shapes and known:
                out[i, j] = -MISFIT * sum(s not in role.shapes for s in known) / len(known)
    return out


def assign(scores: np.ndarray[tuple[int, int], np.dtype[np.float64]], roles: Sequence[Role]) -> list[Choice]:
    """The role of every text (rows of `scores`), maximising the sum; roles marked `many` may be given more than once."""
    count = len(scores)
    if not count:
        return []
    slots = [j for j, role in enumerate(roles) for _ in range(count if role.many else 1)]
    rows, picks = linear_sum_assignment(-scores[:, slots])
    chosen = {int(row): slots[int(pick)] for row, pick in zip(rows, picks, strict=True)}
    choices = []
    for i in range(count):
        others = np.delete(scores[i], chosen[i])
        choices.append(Choice(roles[chosen[i]], float(scores[i, chosen[i]] - others.max(initial=-np.inf))))
    return choices
