"""How many of the fields that nothing speaks against a reviewer looks at, and which.

Discovery sampling: with none wrong in the sample, the share of wrong ones in all is below `share`, with `confidence`. The size is
the least n for which, of N fields with ceil(share N) wrong ones among them, n drawn without return are all right with a chance
of at most 1 - confidence (hypergeometric). For large N that is 59: the entry for a tolerable rate of 5 % and no expected
deviation in Table A-1 (5 percent risk of overreliance) of the AICPA Audit Guide "Audit Sampling".
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction
from hashlib import sha256
from math import ceil

__all__ = ["DISCOVERY", "Sample"]


@dataclass(frozen=True, slots=True)
class Sample:
    """A rule for the size of an audit sample: what share of wrong fields it would discover, how surely."""

    share: Fraction = Fraction(5, 100)
    confidence: Fraction = Fraction(95, 100)

    def size(self, population: int) -> int:
        """How many of `population` fields are looked at: never more than there are."""
        wrong = ceil(self.share * population)
        all_right, drawn = Fraction(1), 0  # exact, so that no rounding decides at the edge
        while wrong and all_right > 1 - self.confidence:
            all_right *= Fraction(population - wrong - drawn, population - drawn)
            drawn += 1
        return drawn

    def drawn(self, paths: Collection[str], seed: str) -> frozenset[str]:
        """The sample of `paths`: those whose hash with the seed is lowest. The same paths and seed give the same sample."""
        ordered = sorted(paths, key=lambda path: sha256(f"{seed} {path}".encode()).digest())
        return frozenset(ordered[: self.size(len(ordered))])


DISCOVERY = Sample()
"""Below five in a hundred, with 95 % confidence."""
