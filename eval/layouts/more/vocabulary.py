"""What its documents are filled with: the same as those of layouts-dev."""

from eval.layouts.dev.vocabulary import VOCABULARY

__all__ = ["VOCABULARY"]
