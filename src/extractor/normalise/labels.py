"""Labels by the words they end with: evidence, not proof, that a short text names what stands beside it."""

from extractor.normalise.lexicon import LEXICON
from extractor.normalise.text import key

__all__ = ["reads_like_label"]

_ENDINGS = tuple(LEXICON["labels"]["endings"])
_LENGTH = 14


def reads_like_label(text: str) -> bool:
    """Whether `text` is short and ends as labels do (主管部门, 项目资金总额)."""
    folded = key(text).rstrip(":*")
    return folded.endswith(_ENDINGS) and len(folded) <= _LENGTH
