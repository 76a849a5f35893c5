"""What stands before the name of a project, or over it."""

import re

from extractor.normalise.lexicon import LEXICON
from extractor.normalise.text import key

__all__ = ["names_project"]

_NAMES = re.compile(LEXICON["forms"]["project"])


def names_project(text: str) -> bool:
    """Whether a label or a heading is that of the names of projects: 项目名称, 子项目, 专项名称."""
    return bool(_NAMES.fullmatch(key(text)))
