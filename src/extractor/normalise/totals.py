"""What the foot of a table, or the first of its amounts, is called."""

from extractor.normalise.lexicon import LEXICON

__all__ = ["TOTALS"]

TOTALS = frozenset(LEXICON["totals"]["words"])
"""合计, 小计 and the like, as `key` folds them."""
